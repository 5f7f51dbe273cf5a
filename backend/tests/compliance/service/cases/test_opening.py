"""A stopped transfer opens a case in its own commit; what follows joins it."""

from __future__ import annotations

import asyncio

import pytest

from compliance.cases_building import AT, PAYER, a_transfer, an_alert, stopped
from paymentus.commit.domain import AlreadyExists, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.cases.case import CaseState
from paymentus.compliance.domain.cases.clocks import ClockKind
from paymentus.compliance.domain.cases.history import EntryKind
from paymentus.compliance.domain.cases.holds import HoldState
from paymentus.compliance.domain.transfer import Party, Verdict
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.cases import CASES, CasesRepository
from paymentus.compliance.service.cases import CaseOpening
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


@pytest.fixture
def cases(database: Database, sealed: SealedDocuments) -> CasesRepository:
    return CasesRepository(database, sealed)


async def test_a_held_transfer_opens_a_case_with_its_alerts(
    database: Database, sealed: SealedDocuments, committer: Committer, cases: CasesRepository
) -> None:
    alerts = [an_alert(), an_alert("velocity", Verdict.ALLOW, score=20)]

    case = await stopped(database, sealed, committer, *alerts, transfer=a_transfer())

    found = await AlertsRepository(database, sealed).of_case(case.id)
    hold = await cases.hold("pay_1")
    assert (case.state, case.party_name, case.held) == (CaseState.OPEN, PAYER.name, 1)
    assert {alert.id for alert in found} == {alert.id for alert in alerts}
    assert hold is not None
    assert (hold.case_id, hold.state) == (case.id, HoldState.HELD)
    assert [entry.kind for entry in await cases.entries(case.id)] == [EntryKind.OPENED]


async def test_further_alerts_of_the_party_join_its_case(
    database: Database, sealed: SealedDocuments, committer: Committer, cases: CasesRepository
) -> None:
    first = await stopped(database, sealed, committer, an_alert(), transfer=a_transfer())

    second = await stopped(
        database,
        sealed,
        committer,
        an_alert("sanctions", Verdict.BLOCK, transfer_id="pay_2"),
        transfer=a_transfer("pay_2"),
    )

    assert second.id == first.id
    assert (second.alerts, second.held, second.verdict) == (2, 1, Verdict.BLOCK)
    assert [clock.kind for clock in second.clocks] == [ClockKind.OFAC]
    states = {hold.id: hold.state for hold in await cases.holds(first.id)}
    assert states == {"pay_1": HoldState.HELD, "pay_2": HoldState.BLOCKED}


async def test_another_party_gets_a_case_of_its_own(
    database: Database, sealed: SealedDocuments, committer: Committer
) -> None:
    ford = Party("usr_ford", "Ford Prefect")
    mine = await stopped(database, sealed, committer, an_alert(), transfer=a_transfer())

    other = await stopped(
        database,
        sealed,
        committer,
        an_alert(party=ford, transfer_id="pay_2"),
        transfer=a_transfer("pay_2", sender=ford),
        party=ford,
    )

    assert other.id != mine.id


async def test_a_customer_who_is_found_on_a_list_gets_a_case_without_a_transfer(
    database: Database, sealed: SealedDocuments, committer: Committer, cases: CasesRepository
) -> None:
    case = await stopped(database, sealed, committer, an_alert(transfer_id=None))

    assert case.held == 0
    assert await cases.holds(case.id) == []


async def test_nothing_is_written_without_alerts(cases: CasesRepository) -> None:
    unit = await CaseOpening(cases).open_case([], party=PAYER, transfer=a_transfer(), at=AT)

    assert unit == UnitOfWork()


@pytest.mark.parametrize("has_case", [False, True])
async def test_of_many_at_once_each_hold_lands_in_the_same_case(
    database: Database,
    sealed: SealedDocuments,
    committer: Committer,
    cases: CasesRepository,
    has_case: bool,
) -> None:
    opening = CaseOpening(cases)
    if has_case:
        await stopped(database, sealed, committer, an_alert(), transfer=a_transfer("pay_before"))

    async def stop(number: int) -> None:
        transfer = a_transfer(f"pay_{number}")
        alert = an_alert(transfer_id=transfer.id)
        while True:
            unit = await opening.open_case([alert], party=PAYER, transfer=transfer, at=AT)
            try:
                await committer.commit(unit)
            except (VersionConflict, AlreadyExists):
                continue
            return

    await asyncio.gather(*(stop(number) for number in range(8)))

    case = await cases.undecided_of(PAYER.id)
    assert case is not None
    assert await database[CASES].count_documents({}) == 1
    assert case.held == case.alerts == len(await cases.holds(case.id)) == 8 + has_case
