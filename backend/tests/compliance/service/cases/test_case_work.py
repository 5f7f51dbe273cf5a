"""Working a case: the list by deadline, the file, notes, who has it, escalation."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from compliance.cases_building import OFFICER, PAYER, SENIOR, Desk, a_transfer, an_alert
from paymentus.compliance.domain.cases.case import (
    AlreadyEscalated,
    CaseNotFound,
    CaseState,
    Outcome,
)
from paymentus.compliance.domain.cases.clocks import ClockKind
from paymentus.compliance.domain.cases.history import EntryKind
from paymentus.compliance.domain.transfer import Party, Verdict
from paymentus.compliance.repository.cases import CaseFilter
from paymentus.compliance.service.cases import DeskSummary, NotAnOfficer

FORD = Party("usr_ford", "Ford Prefect")


async def test_the_file_holds_everything_and_that_somebody_looked_is_on_record(
    desk: Desk,
) -> None:
    alert = an_alert()
    earlier = await desk.stop(an_alert(transfer_id=None))
    await desk.decisions.decide(earlier.id, Outcome.NO_ACTION, reason="Not him.", by=OFFICER)
    case = await desk.stop(alert, transfer=a_transfer())

    file = await desk.work.get(case.id, by=OFFICER)

    assert file.case == case
    assert [one.id for one in file.alerts] == [alert.id]
    assert [one.id for one in file.holds] == ["pay_1"]
    assert [entry.kind for entry in file.entries] == [EntryKind.OPENED]
    assert [one.id for one in file.earlier] == [earlier.id]
    assert "case.read" in await desk.on_record()
    with pytest.raises(CaseNotFound):
        await desk.work.get("cas_none", by=OFFICER)


async def test_what_is_due_first_comes_first_page_by_page(desk: Desk) -> None:
    slow = await desk.stop(an_alert("velocity", party=FORD), party=FORD)
    quick = await desk.stop(an_alert("sanctions", Verdict.BLOCK), transfer=a_transfer())

    rows, place = await desk.work.page(CaseFilter(), after=None, limit=1)
    rest, end = await desk.work.page(CaseFilter(), after=place, limit=1)

    assert [row.case.id for row in rows + rest] == [quick.id, slow.id]
    assert end is None


async def test_each_clock_that_runs_has_its_deadline(desk: Desk) -> None:
    await desk.stop(
        an_alert("sanctions", Verdict.BLOCK), an_alert("structuring"), transfer=a_transfer()
    )
    await desk.stop(an_alert(party=FORD), party=FORD)
    desk.clock.move(days=15)

    deadlines, place = await desk.work.deadlines(after=None, limit=9)

    assert [(one.clock.kind, one.clock.due, one.days_left) for one in deadlines] == [
        (ClockKind.OFAC, date(2026, 3, 16), -1),
        (ClockKind.SAR, date(2026, 4, 1), 15),
    ]
    assert place is None


async def test_the_summary_counts_what_waits(desk: Desk) -> None:
    await desk.stop(an_alert("sanctions", Verdict.BLOCK), transfer=a_transfer())
    await desk.stop(an_alert(party=FORD), transfer=a_transfer("pay_2", sender=FORD), party=FORD)

    at_once = await desk.work.summary()
    desk.clock.move(days=8)
    later = await desk.work.summary()
    desk.clock.move(days=7)
    too_late = await desk.work.summary()

    assert at_once == DeskSummary(
        open_alerts=2,
        stopping_alerts=2,
        held_transfers=1,
        undecided_cases=2,
        due_soon=0,
        overdue=0,
    )
    assert (later.due_soon, later.overdue) == (1, 0)
    assert (too_late.due_soon, too_late.overdue) == (0, 1)


async def test_a_case_is_handed_on_and_given_back(desk: Desk) -> None:
    case = await desk.stop(an_alert())

    mine = await desk.work.assign(case.id, OFFICER.id, by=OFFICER)
    handed_on = await desk.work.assign(case.id, SENIOR.id, by=OFFICER)
    given_back = await desk.work.assign(case.id, None, by=SENIOR)

    assert (mine.case.state, mine.case.assignee) == (CaseState.INVESTIGATING, OFFICER.id)
    assert handed_on.names == {OFFICER.id: "Officer", SENIOR.id: "Senior"}
    assert given_back.case.assignee is None


@pytest.mark.parametrize("who", [PAYER.id, "usr_nobody"])
async def test_a_case_is_never_given_to_somebody_who_may_not_work_it(desk: Desk, who: str) -> None:
    case = await desk.stop(an_alert())

    with pytest.raises(NotAnOfficer):
        await desk.work.assign(case.id, who, by=OFFICER)


async def test_notes_are_added_before_and_after_the_decision(desk: Desk) -> None:
    case = await desk.stop(an_alert())
    desk.clock.move(seconds=1)
    await desk.work.note(case.id, words="Called him.", refs=("kyd_1",), by=OFFICER)
    await desk.decisions.decide(case.id, Outcome.NO_ACTION, reason="Not him.", by=OFFICER)
    desk.clock.move(seconds=1)

    file = await desk.work.note(case.id, words="He wrote a letter.", refs=(), by=SENIOR)

    notes = [entry for entry in file.entries if entry.kind is EntryKind.NOTE]
    assert [(note.words, note.refs) for note in notes] == [
        ("Called him.", ("kyd_1",)),
        ("He wrote a letter.", ()),
    ]


async def test_what_is_escalated_says_why(desk: Desk) -> None:
    case = await desk.stop(an_alert())

    desk.clock.move(seconds=1)
    file = await desk.work.escalate(case.id, reason="A minister's son.", by=OFFICER)

    assert file.case.state is CaseState.ESCALATED
    assert file.entries[-1].words == "A minister's son."
    with pytest.raises(AlreadyEscalated):
        await desk.work.escalate(case.id, reason="Again.", by=OFFICER)


async def test_the_log_holds_ids_and_no_words(desk: Desk) -> None:
    case = await desk.stop(an_alert())

    await desk.work.note(case.id, words="Called his brother.", refs=(), by=OFFICER)

    inbox = [str(one) async for one in desk.database["audit_inbox"].find()]
    assert any("case.note" in one and case.id in one for one in inbox)
    assert not any("brother" in one or "Zaphod" in one for one in inbox)


async def test_a_deadline_is_counted_from_the_institutions_day(desk: Desk) -> None:
    await desk.stop(an_alert("structuring"))
    desk.clock.now = desk.clock.now.replace(hour=3) + timedelta(days=1)

    deadlines, _ = await desk.work.deadlines(after=None, limit=9)

    # Three in the morning in London is still the day before in New York.
    assert deadlines[0].days_left == 30
