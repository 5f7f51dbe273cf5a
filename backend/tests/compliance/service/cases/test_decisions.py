"""What becomes of stopped money: decided once, told once, in one commit."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from compliance.cases_building import AT, OFFICER, PAYER, SENIOR, Desk, a_transfer, an_alert
from paymentus.commit.domain import UnitOfWork
from paymentus.compliance.domain.alerts import AlertState
from paymentus.compliance.domain.cases.case import (
    CaseIsDecided,
    CaseState,
    NotFiledYet,
    NothingHeld,
    Outcome,
    ReportStillDue,
    TransfersStillHeld,
    WordsMissing,
)
from paymentus.compliance.domain.cases.clocks import ClockEnd, ClockKind
from paymentus.compliance.domain.cases.freezes import FreezeKind, PartyIsFrozen
from paymentus.compliance.domain.cases.holds import HoldState, TransferNotFound, TransferNotHeld
from paymentus.compliance.domain.screening.decisions import DecisionNotAccepted
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.repository.decisions import DecisionsRepository
from paymentus.compliance.service.cases import TRANSFER_REFUSED, TRANSFER_RELEASED
from paymentus.foundation.errors import Conflict

TOLD = {"transfer_id": "pay_1"}


async def state_of(desk: Desk, transfer_id: str) -> HoldState:
    hold = await desk.cases.hold(transfer_id)
    assert hold is not None
    return hold.state


class TestRelease:
    async def test_lets_the_transfer_go_on_and_closes_what_is_settled(self, desk: Desk) -> None:
        alert = an_alert()
        await desk.stop(alert, transfer=a_transfer())

        case = await desk.decisions.release("pay_1", reason="Born 1990, not 1955.", by=OFFICER)

        decided = await desk.alerts.find(alert.id)
        assert decided is not None
        assert (decided.state, decided.reason) == (AlertState.DISMISSED, "Born 1990, not 1955.")
        assert (case.state, case.outcome, case.held) == (CaseState.DECIDED, Outcome.RELEASED, 0)
        assert await state_of(desk, "pay_1") is HoldState.RELEASED
        assert await desk.told(TRANSFER_RELEASED) == [TOLD]
        assert {"alert.dismissed", "case.decided", "transfer.released"} <= set(
            await desk.on_record()
        )

    @pytest.mark.parametrize("whole_case", [False, True])
    async def test_waits_until_two_people_have_lifted_a_freeze(
        self, desk: Desk, whole_case: bool
    ) -> None:
        case = await desk.stop(an_alert(), transfer=a_transfer())
        view = await desk.freezes.propose(
            desk.approvals, case.id, FreezeKind.AML, reason="Unknown origin.", by=OFFICER
        )
        shown = view.proposal.content_hash
        await desk.approvals.approve(view.proposal.id, shown=shown, reason=None, by=SENIOR)

        with pytest.raises(PartyIsFrozen):
            if whole_case:
                await desk.decisions.decide(case.id, Outcome.RELEASED, reason="Mine.", by=SENIOR)
            else:
                await desk.decisions.release("pay_1", reason="Mine.", by=SENIOR)

        assert await state_of(desk, "pay_1") is HoldState.HELD
        assert await desk.told(TRANSFER_RELEASED) == []

    async def test_leaves_a_case_open_in_which_other_money_is_held(self, desk: Desk) -> None:
        await desk.stop(an_alert(), transfer=a_transfer())
        await desk.stop(an_alert(transfer_id="pay_2"), transfer=a_transfer("pay_2"))

        first = await desk.decisions.release("pay_1", reason="Not him.", by=OFFICER)
        last = await desk.decisions.release("pay_2", reason="Nor this.", by=OFFICER)

        assert (first.state, first.held) == (CaseState.OPEN, 1)
        assert last.state is CaseState.DECIDED

    async def test_leaves_a_case_open_that_is_being_investigated(self, desk: Desk) -> None:
        case = await desk.stop(an_alert(), transfer=a_transfer())
        await desk.work.assign(case.id, SENIOR.id, by=SENIOR)

        after = await desk.decisions.release("pay_1", reason="Not him.", by=OFFICER)

        assert (after.state, after.assignee) == (CaseState.INVESTIGATING, SENIOR.id)

    async def test_may_decide_that_this_is_nobody_on_the_list(self, desk: Desk) -> None:
        hits = [{"list": "SDN", "list_id": "101", "entry": "abc"}]
        alert = replace(an_alert(), evidence={"hits": hits})
        await desk.stop(alert, transfer=a_transfer())

        await desk.decisions.release(
            "pay_1", reason="Born 1990, not 1955.", by=OFFICER, not_listed_days=90
        )

        decisions = DecisionsRepository(desk.database, desk.sealed)
        [decision] = await decisions.about([PAYER.id])
        assert (decision.list_name, decision.uid, decision.entry) == ("SDN", "101", "abc")
        assert decision.expires_at == AT + timedelta(days=90)
        assert "screening.allowed" in await desk.on_record()

    async def test_with_such_a_decision_says_why_in_a_sentence(self, desk: Desk) -> None:
        await desk.stop(an_alert(), transfer=a_transfer())

        with pytest.raises(DecisionNotAccepted):
            await desk.decisions.release("pay_1", reason="No.", by=OFFICER, not_listed_days=90)
        assert await state_of(desk, "pay_1") is HoldState.HELD

    async def test_takes_words_and_a_transfer_that_is_there(self, desk: Desk) -> None:
        with pytest.raises(WordsMissing):
            await desk.decisions.release("pay_1", reason="", by=OFFICER)
        with pytest.raises(TransferNotFound):
            await desk.decisions.release("pay_none", reason="Not him.", by=OFFICER)

    async def test_is_not_for_what_is_blocked(self, desk: Desk) -> None:
        await desk.stop(an_alert(verdict=Verdict.BLOCK), transfer=a_transfer())

        with pytest.raises(TransferNotHeld):
            await desk.decisions.release("pay_1", reason="Not him.", by=OFFICER)
        assert await desk.told(TRANSFER_RELEASED) == []

    async def test_and_refusal_at_once_have_one_winner_and_one_message(self, desk: Desk) -> None:
        await desk.stop(an_alert(), transfer=a_transfer())

        done = await asyncio.gather(
            *(desk.decisions.release("pay_1", reason="Not him.", by=OFFICER) for _ in range(4)),
            *(desk.decisions.refuse("pay_1", reason="It is him.", by=SENIOR) for _ in range(4)),
            return_exceptions=True,
        )

        lost = [one for one in done if isinstance(one, BaseException)]
        assert len(lost) == 7
        assert all(isinstance(one, Conflict) for one in lost)
        told = await desk.told(TRANSFER_RELEASED) + await desk.told(TRANSFER_REFUSED)
        assert told == [TOLD]


class TestRefusal:
    async def test_ends_the_transfer_and_begins_the_investigation(self, desk: Desk) -> None:
        alert = an_alert()
        await desk.stop(alert, transfer=a_transfer())

        case = await desk.decisions.refuse("pay_1", reason="Forged papers.", by=OFFICER)

        taken = await desk.alerts.find(alert.id)
        assert taken is not None
        assert taken.state is AlertState.IN_CASE
        assert (case.state, case.assignee, case.held) == (
            CaseState.INVESTIGATING,
            OFFICER.id,
            0,
        )
        assert await desk.told(TRANSFER_REFUSED) == [TOLD]
        with pytest.raises(TransferNotHeld):
            await desk.decisions.refuse("pay_1", reason="Again.", by=OFFICER)


class TestEndOfATransfer:
    async def test_by_itself_takes_it_out_of_what_waits(self, desk: Desk) -> None:
        before = await desk.stop(an_alert(), transfer=a_transfer())

        await desk.committer.commit(await desk.decisions.transfer_ended("pay_1"))

        case = await desk.cases.find(before.id)
        assert case is not None
        assert (case.held, case.state) == (0, CaseState.OPEN)
        assert await state_of(desk, "pay_1") is HoldState.ENDED
        assert await desk.told(TRANSFER_RELEASED) + await desk.told(TRANSFER_REFUSED) == []

    async def test_changes_nothing_where_nothing_was_held(self, desk: Desk) -> None:
        await desk.stop(an_alert(), transfer=a_transfer())
        await desk.decisions.release("pay_1", reason="Not him.", by=OFFICER)

        assert await desk.decisions.transfer_ended("pay_1") == UnitOfWork()
        assert await desk.decisions.transfer_ended("pay_none") == UnitOfWork()


class TestDecision:
    @pytest.mark.parametrize(
        ("outcome", "state", "topic", "alerts"),
        [
            (Outcome.RELEASED, HoldState.RELEASED, TRANSFER_RELEASED, AlertState.DISMISSED),
            (Outcome.REFUSED, HoldState.REFUSED, TRANSFER_REFUSED, AlertState.IN_CASE),
        ],
    )
    async def test_of_a_case_is_one_of_all_money_in_it(
        self, desk: Desk, outcome: Outcome, state: HoldState, topic: str, alerts: AlertState
    ) -> None:
        await desk.stop(an_alert(), transfer=a_transfer())
        case = await desk.stop(an_alert(transfer_id="pay_2"), transfer=a_transfer("pay_2"))

        after = await desk.decisions.decide(case.id, outcome, reason="Looked at it.", by=OFFICER)

        assert (after.state, after.outcome, after.held) == (CaseState.DECIDED, outcome, 0)
        assert {await state_of(desk, one) for one in ("pay_1", "pay_2")} == {state}
        assert sorted(one["transfer_id"] for one in await desk.told(topic)) == ["pay_1", "pay_2"]
        assert {one.state for one in await desk.alerts.of_case(case.id)} == {alerts}
        with pytest.raises(CaseIsDecided):
            await desk.decisions.decide(case.id, outcome, reason="Again.", by=OFFICER)

    async def test_of_money_needs_money(self, desk: Desk) -> None:
        case = await desk.stop(an_alert())

        with pytest.raises(NothingHeld):
            await desk.decisions.decide(case.id, Outcome.RELEASED, reason="None.", by=OFFICER)

    async def test_that_nothing_is_to_be_done_is_not_made_while_money_is_held(
        self, desk: Desk
    ) -> None:
        case = await desk.stop(an_alert(), transfer=a_transfer())

        with pytest.raises(TransfersStillHeld):
            await desk.decisions.decide(case.id, Outcome.NO_ACTION, reason="Fine.", by=OFFICER)

    async def test_waits_for_the_report_to_ofac(self, desk: Desk) -> None:
        case = await desk.stop(an_alert(verdict=Verdict.BLOCK), transfer=a_transfer())

        with pytest.raises(ReportStillDue):
            await desk.decisions.decide(case.id, Outcome.NO_ACTION, reason="Done.", by=OFFICER)
        await desk.decisions.end_clock(
            case.id, ClockKind.OFAC, ClockEnd.MET, reference="OFAC-17", reason="", by=OFFICER
        )
        after = await desk.decisions.decide(
            case.id, Outcome.NO_ACTION, reason="Reported.", by=OFFICER
        )

        assert after.is_decided
        assert after.clocks[0].reference == "OFAC-17"

    async def test_that_a_report_was_filed_needs_the_report(self, desk: Desk) -> None:
        case = await desk.stop(an_alert("structuring"))

        with pytest.raises(NotFiledYet):
            await desk.decisions.decide(case.id, Outcome.FILED, reason="Filed.", by=OFFICER)
        await desk.decisions.end_clock(
            case.id, ClockKind.SAR, ClockEnd.MET, reference="31000123", reason="", by=OFFICER
        )
        after = await desk.decisions.decide(case.id, Outcome.FILED, reason="Filed.", by=OFFICER)

        assert after.outcome is Outcome.FILED


class TestClocks:
    async def test_end_with_a_number_or_with_a_reason(self, desk: Desk) -> None:
        case = await desk.stop(an_alert(verdict=Verdict.BLOCK), transfer=a_transfer())

        with pytest.raises(WordsMissing):
            await desk.decisions.end_clock(
                case.id, ClockKind.OFAC, ClockEnd.MET, reference="", reason="x", by=OFFICER
            )
        with pytest.raises(WordsMissing):
            await desk.decisions.end_clock(
                case.id, ClockKind.OFAC, ClockEnd.NOT_REQUIRED, reference="", reason="", by=OFFICER
            )
        after = await desk.decisions.end_clock(
            case.id,
            ClockKind.OFAC,
            ClockEnd.NOT_REQUIRED,
            reference="",
            reason="Another person of this name.",
            by=OFFICER,
        )

        assert after.due is None
        assert "case.clock_ended" in await desk.on_record()
