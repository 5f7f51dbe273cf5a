"""Held transfers that could not be judged: judged once that can be done, and decided once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from compliance.cases_building import OFFICER, Desk, a_transfer
from compliance.lists_building import Screening
from compliance.service.test_assessing import STRONG, WEAK, a_service, unreadable
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import AlertState
from paymentus.compliance.domain.cases.case import CaseState, Outcome
from paymentus.compliance.domain.cases.clocks import ClockKind
from paymentus.compliance.domain.cases.freezes import FreezeKind, new_freeze
from paymentus.compliance.domain.cases.history import EntryKind
from paymentus.compliance.domain.cases.holds import Hold, HoldState
from paymentus.compliance.domain.transfer import Party, Transfer
from paymentus.compliance.domain.unjudged import NotYetJudged
from paymentus.compliance.repository.freezes import insert_freeze
from paymentus.compliance.service.cases import TRANSFER_REFUSED, TRANSFER_RELEASED
from paymentus.compliance.service.judging_again import JudgingAgain
from paymentus.compliance.service.screening.list_in_force import NoListInForce
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

TOLD = [{"transfer_id": "pay_1"}]


@dataclass
class Away:
    """Screening that is away until a list is taken, and a transfer that was held meanwhile."""

    screening: Screening
    desk: Desk
    again: JudgingAgain

    async def held(self, transfer: Transfer) -> None:
        judged = await a_service(self.screening).assess(transfer)
        await self.desk.committer.commit(judged.unit)

    async def hold(self) -> Hold:
        hold = await self.desk.cases.hold("pay_1")
        assert hold is not None
        return hold

    async def frozen(self, kind: FreezeKind) -> None:
        at = a_transfer().at
        freeze = new_freeze(
            kind, party_id=a_transfer().sender.id, party_name="X", case_id="cas_1", by="x", at=at
        )
        await self.desk.committer.commit(UnitOfWork(inserts=(insert_freeze(freeze),)))


@pytest.fixture
def away(
    screening: Screening, database: Database, sealed: SealedDocuments, committer: Committer
) -> Away:
    desk = Desk(database, sealed, committer)
    again = JudgingAgain(
        assessments=a_service(screening), cases=desk.cases, alerts=desk.alerts,
        committer=committer, clock=desk.clock,
    )  # fmt: skip
    return Away(screening, desk, again)


async def test_stays_held_and_can_be_refused_but_not_released_while_screening_is_away(
    away: Away,
) -> None:
    await away.held(a_transfer())
    case_id = (await away.hold()).case_id

    with pytest.raises(NoListInForce):
        await away.again.judge(a_transfer())
    with pytest.raises(NotYetJudged):
        await away.desk.decisions.release("pay_1", reason="I know him.", by=OFFICER)
    with pytest.raises(NotYetJudged):
        await away.desk.decisions.decide(
            case_id, Outcome.RELEASED, reason="I know him.", by=OFFICER
        )

    assert (await away.hold()).unjudged == ("screening_unavailable",)
    assert await away.again.waiting() == ["pay_1"]
    assert await away.desk.told(TRANSFER_RELEASED) == []
    await away.desk.decisions.refuse("pay_1", reason="No more of this.", by=OFFICER)
    assert await away.again.waiting() == []


async def test_goes_on_once_by_itself_when_nobody_is_listed(away: Away) -> None:
    await away.held(a_transfer())
    await away.screening.in_force.open()

    done = await asyncio.gather(*(away.again.judge(a_transfer()) for _ in range(4)))

    hold = await away.hold()
    case = await away.desk.cases.find(hold.case_id)
    assert sorted(done) == [False, False, False, True]
    assert (hold.state, hold.decided_by) == (HoldState.RELEASED, "platform")
    assert case is not None
    assert (case.state, case.outcome, case.held) == (CaseState.DECIDED, Outcome.RELEASED, 0)
    [alert] = await away.desk.alerts.of_transfer("pay_1")
    assert alert.state is AlertState.DISMISSED
    assert await away.desk.told(TRANSFER_RELEASED) == TOLD
    assert "transfer.judged_again" in await away.desk.on_record()


@pytest.mark.parametrize("listed", [WEAK, STRONG])
async def test_of_a_listed_party_waits_for_a_person_or_is_blocked_for_good(
    away: Away, listed: Party
) -> None:
    await away.held(a_transfer(sender=listed))
    await away.screening.in_force.open()

    assert await away.again.judge(a_transfer(sender=listed))

    hold = await away.hold()
    case = await away.desk.cases.find(hold.case_id)
    assert case is not None
    alerts = await away.desk.alerts.of_transfer("pay_1")
    found = {alert.code: alert for alert in alerts}
    assert found["sanctions"].case_id == case.id
    assert found["screening_unavailable"].state is AlertState.DISMISSED
    assert await away.desk.told(TRANSFER_RELEASED) == []
    kinds = [entry.kind for entry in await away.desk.cases.entries(case.id)]
    assert EntryKind.JUDGED_AGAIN in kinds
    if listed is WEAK:
        assert (hold.state, hold.unjudged, case.held) == (HoldState.HELD, (), 1)
        await away.desk.decisions.release("pay_1", reason="Not him.", by=OFFICER)
        assert await away.desk.told(TRANSFER_RELEASED) == TOLD
    else:
        assert (hold.state, case.held) == (HoldState.BLOCKED, 0)
        assert [clock.kind for clock in case.clocks] == [ClockKind.OFAC]
        assert await away.desk.told(TRANSFER_REFUSED) == TOLD


@pytest.mark.parametrize("since", [False, True])
async def test_of_a_frozen_party_waits_for_a_person(away: Away, since: bool) -> None:
    if not since:
        await away.frozen(FreezeKind.AML)
    await away.held(a_transfer())
    if since:
        await away.frozen(FreezeKind.AML)
    await away.screening.in_force.open()

    assert await away.again.judge(a_transfer())

    codes = [alert.code for alert in await away.desk.alerts.of_transfer("pay_1")]
    assert sorted(codes) == ["frozen", "screening_unavailable"]
    assert (await away.hold()).state is HoldState.HELD
    assert await away.again.waiting() == []


async def test_what_could_not_be_monitored_is_counted_then_and_goes_on(away: Away) -> None:
    await away.screening.in_force.open()
    known, away.screening.monitoring = away.screening.monitoring, unreadable(away.screening)
    await away.held(a_transfer())
    away.screening.monitoring = known

    assert await away.again.judge(a_transfer())

    monitored = await known._repository.find("pay_1")
    assert monitored is not None
    assert monitored.counted
    assert (await away.hold()).state is HoldState.RELEASED


async def test_is_nothing_for_a_transfer_that_was_held_for_what_is_known(away: Away) -> None:
    await away.screening.in_force.open()
    await away.held(a_transfer(sender=WEAK))

    assert await away.again.waiting() == []
    assert not await away.again.judge(a_transfer(sender=WEAK))
    assert (await away.hold()).state is HoldState.HELD
