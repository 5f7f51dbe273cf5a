"""Cases, their entries and holds as they are stored: found whole, nothing personal in the clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from compliance.cases_building import AT, PAYER, a_transfer, an_alert
from paymentus.commit.domain import AlreadyExists, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.cases.case import CaseState, Outcome, new_case
from paymentus.compliance.domain.cases.history import EntryKind, case_entry
from paymentus.compliance.domain.cases.holds import HoldState, hold_of
from paymentus.compliance.domain.transfer import Party, Verdict
from paymentus.compliance.repository.cases import (
    CASES,
    ENTRIES,
    HOLDS,
    CaseFilter,
    CasesRepository,
    insert_case,
    insert_entry,
    insert_hold,
    update_case,
    update_hold,
)
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


@pytest.fixture
def cases(database: Database, sealed: SealedDocuments) -> CasesRepository:
    return CasesRepository(database, sealed)


async def test_a_case_is_found_whole(cases: CasesRepository, committer: Committer) -> None:
    case = new_case(PAYER, AT).joined([an_alert(verdict=Verdict.BLOCK)], held=0, at=AT)

    await committer.commit(UnitOfWork(inserts=(insert_case(case),)))

    assert await cases.find(case.id) == case
    assert await cases.undecided_of(PAYER.id) == case
    assert await cases.find("cas_none") is None


async def test_a_party_has_one_case_until_it_is_decided(
    cases: CasesRepository, committer: Committer
) -> None:
    first, second = new_case(PAYER, AT), new_case(PAYER, AT)
    await committer.commit(UnitOfWork(inserts=(insert_case(first),)))

    with pytest.raises(AlreadyExists):
        await committer.commit(UnitOfWork(inserts=(insert_case(second),)))

    decided = first.decided(Outcome.NO_ACTION, by="usr_officer", at=AT)
    await committer.commit(UnitOfWork(updates=(update_case(first, decided),)))
    await committer.commit(UnitOfWork(inserts=(insert_case(second),)))
    assert await cases.undecided_of(PAYER.id) == second
    assert await cases.find(first.id) == replace(decided, version=2)


async def test_what_is_due_first_comes_first(cases: CasesRepository, committer: Committer) -> None:
    later = new_case(Party("usr_a", "A"), AT).joined([an_alert("velocity")], held=0, at=AT)
    sooner = new_case(Party("usr_b", "B"), AT - timedelta(days=9)).joined(
        [an_alert("velocity")], held=0, at=AT - timedelta(days=9)
    )
    never = new_case(Party("usr_c", "C"), AT - timedelta(days=20))
    unit = UnitOfWork(inserts=tuple(insert_case(case) for case in (never, later, sooner)))
    await committer.commit(unit)

    page = await cases.page(CaseFilter(), after=None, limit=2)
    rest = await cases.page(CaseFilter(), after=(page[-1][1], page[-1][0].id), limit=2)

    assert [case.id for case, _ in (*page, *rest)] == [sooner.id, later.id, never.id]


async def test_filters_take_only_what_fits(cases: CasesRepository, committer: Committer) -> None:
    mine = replace(
        new_case(Party("usr_a", "A"), AT).joined([an_alert("velocity")], held=0, at=AT),
        assignee="usr_officer",
        state=CaseState.INVESTIGATING,
    )
    other = new_case(Party("usr_b", "B"), AT)
    await committer.commit(UnitOfWork(inserts=(insert_case(mine), insert_case(other))))

    async def found(wanted: CaseFilter) -> list[str]:
        return [case.id for case, _ in await cases.page(wanted, after=None, limit=9)]

    assert await found(CaseFilter(states=(CaseState.INVESTIGATING,))) == [mine.id]
    assert await found(CaseFilter(assignee="usr_officer")) == [mine.id]
    assert await found(CaseFilter(assignee="")) == [other.id]
    assert await found(CaseFilter(party_id="usr_b")) == [other.id]
    assert await found(CaseFilter(due_until=date(2026, 4, 1))) == [mine.id]
    assert await found(CaseFilter(due_until=date(2026, 3, 31))) == []


async def test_entries_keep_their_order_and_holds_their_decision(
    cases: CasesRepository, committer: Committer
) -> None:
    entries = [
        case_entry(
            "cas_1", EntryKind.NOTE, at=AT + timedelta(seconds=n), actor="usr_1", words=f"note {n}"
        )
        for n in range(3)
    ]
    hold = hold_of(a_transfer(), case_id="cas_1", party_id=PAYER.id, verdict=Verdict.HOLD)
    inserts = (*(insert_entry(entry) for entry in entries), insert_hold(hold))
    await committer.commit(UnitOfWork(inserts=inserts))

    released = hold.decided(HoldState.RELEASED, by="usr_officer", at=AT)
    await committer.commit(UnitOfWork(updates=(update_hold(hold, released),)))

    assert await cases.entries("cas_1") == entries
    assert await cases.entries("cas_1", limit=2) == entries[1:]
    assert await cases.hold("pay_1") == replace(released, version=2)
    assert await cases.holds("cas_1", state=HoldState.HELD) == []
    with pytest.raises(VersionConflict):
        await committer.commit(UnitOfWork(updates=(update_hold(hold, released),)))


async def test_what_is_personal_is_sealed(database: Database, committer: Committer) -> None:
    hold = hold_of(a_transfer(), case_id="cas_1", party_id=PAYER.id, verdict=Verdict.HOLD)
    note = case_entry("cas_1", EntryKind.NOTE, at=AT, actor="usr_1", words="his brother said so")
    inserts = (insert_case(new_case(PAYER, AT)), insert_entry(note), insert_hold(hold))
    await committer.commit(UnitOfWork(inserts=inserts))

    stored = [str(await database[name].find_one({})) for name in (CASES, ENTRIES, HOLDS)]

    assert all("sealed" in text for text in stored)
    assert not any(word in text for text in stored for word in ("Zaphod", "brother", "Riverton"))
