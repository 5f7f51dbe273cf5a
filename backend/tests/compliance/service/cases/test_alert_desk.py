"""Triage: an alert is dismissed with a reason or taken into its party's case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from compliance.cases_building import AT, OFFICER, PAYER, Desk, a_transfer, an_alert
from paymentus.commit.domain import UnitOfWork
from paymentus.compliance.domain.alerts import AlertIsDecided, AlertNotFound, AlertState
from paymentus.compliance.domain.cases.case import CaseState, Outcome, WordsMissing
from paymentus.compliance.domain.cases.history import EntryKind
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.repository.alerts import AlertFilter, insert_alert
from paymentus.compliance.service.cases import AlertHoldsMoney


async def test_one_shows_what_belongs_to_it_and_that_somebody_looked(desk: Desk) -> None:
    alert, other = an_alert(), an_alert("velocity", Verdict.ALLOW)
    case = await desk.stop(alert, other, transfer=a_transfer())

    view = await desk.triage.get(alert.id, by=OFFICER)

    assert view.alert.words == "Reads like a listed name."
    assert view.hold is not None
    assert (view.hold.id, view.hold.receivers) == ("pay_1", ("Riverton Water",))
    assert view.case == case
    assert [one.id for one in view.related] == [other.id]
    assert "alert.read" in await desk.on_record()


async def test_one_that_is_not_there_is_not_found(desk: Desk) -> None:
    with pytest.raises(AlertNotFound):
        await desk.triage.get("alr_none", by=OFFICER)


async def test_the_queue_goes_on_where_the_page_before_ended(desk: Desk) -> None:
    alerts = [an_alert(transfer_id=None) for _ in range(3)]
    await desk.stop(*alerts)
    wanted = AlertFilter(state=AlertState.OPEN)

    first, place = await desk.triage.page(wanted, below=None, limit=2)
    rest, end = await desk.triage.page(wanted, below=place, limit=2)

    assert [one.id for one in first + rest] == sorted([a.id for a in alerts], reverse=True)
    assert end is None


async def test_one_without_a_case_is_dismissed_with_its_reason(desk: Desk) -> None:
    alert = an_alert("velocity", Verdict.ALLOW)
    await desk.committer.commit(UnitOfWork(inserts=(insert_alert(alert),)))

    view = await desk.triage.dismiss(alert.id, reason=" Pays for a club. ", by=OFFICER)

    assert (view.alert.state, view.alert.reason) == (AlertState.DISMISSED, "Pays for a club.")
    assert view.names == {OFFICER.id: "Officer"}
    with pytest.raises(AlertIsDecided):
        await desk.triage.dismiss(alert.id, reason="Again.", by=OFFICER)


async def test_none_is_dismissed_without_words(desk: Desk) -> None:
    with pytest.raises(WordsMissing):
        await desk.triage.dismiss("alr_1", reason=" ", by=OFFICER)


async def test_one_that_holds_money_is_decided_with_the_money(desk: Desk) -> None:
    alert = an_alert()
    await desk.stop(alert, transfer=a_transfer())

    with pytest.raises(AlertHoldsMoney):
        await desk.triage.dismiss(alert.id, reason="Not him.", by=OFFICER)


async def test_with_its_last_alert_a_case_that_nobody_began_closes(desk: Desk) -> None:
    first, last = an_alert(transfer_id=None), an_alert(transfer_id=None)
    case = await desk.stop(first, last)

    await desk.triage.dismiss(first.id, reason="Not him.", by=OFFICER)
    between = await desk.cases.find(case.id)
    await desk.triage.dismiss(last.id, reason="Nor he.", by=OFFICER)
    after = await desk.cases.find(case.id)

    assert between is not None
    assert after is not None
    assert between.state is CaseState.OPEN
    assert (after.state, after.outcome) == (CaseState.DECIDED, Outcome.NO_ACTION)
    kinds = [entry.kind for entry in await desk.cases.entries(case.id)]
    assert kinds.count(EntryKind.ALERT_DISMISSED) == 2


async def test_one_that_is_taken_opens_a_case_whose_clock_began_when_it_was_noticed(
    desk: Desk,
) -> None:
    alert = an_alert("velocity", Verdict.ALLOW)
    await desk.committer.commit(UnitOfWork(inserts=(insert_alert(alert),)))
    desk.clock.move(days=4)

    view = await desk.triage.take(alert.id, by=OFFICER)

    assert view.case is not None
    assert (view.case.state, view.case.assignee) == (CaseState.INVESTIGATING, OFFICER.id)
    assert view.case.opened_at == AT + timedelta(days=4)
    assert view.case.clocks[0].began_at == AT
    assert view.alert.state is AlertState.IN_CASE
    with pytest.raises(AlertIsDecided):
        await desk.triage.take(alert.id, by=OFFICER)


async def test_one_that_is_taken_joins_the_case_of_its_party_once(desk: Desk) -> None:
    stopping, quiet = an_alert(), an_alert("velocity", Verdict.ALLOW, transfer_id=None)
    case = await desk.stop(stopping, transfer=a_transfer())
    await desk.committer.commit(UnitOfWork(inserts=(insert_alert(quiet),)))

    await desk.triage.take(stopping.id, by=OFFICER)
    view = await desk.triage.take(quiet.id, by=OFFICER)

    assert view.case is not None
    assert (view.case.id, view.case.alerts, view.case.held) == (case.id, 2, 1)
    assert view.case.party_id == PAYER.id
