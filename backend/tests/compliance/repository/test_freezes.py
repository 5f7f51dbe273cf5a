"""Freezes as they are stored: one active of a kind, found by party in one read, names sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from paymentus.commit.domain import AlreadyExists, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.cases.freezes import Freeze, FreezeKind, new_freeze
from paymentus.compliance.repository.freezes import (
    FREEZES,
    FreezesRepository,
    insert_freeze,
    lift_freeze,
)
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def a_freeze(kind: FreezeKind = FreezeKind.AML, party_id: str = "usr_1") -> Freeze:
    return new_freeze(
        kind, party_id=party_id, party_name="Zaphod", case_id="cas_1", by="usr_officer", at=AT
    )


async def test_a_party_is_frozen_once_in_each_way_until_it_is_lifted(
    database: Database, sealed: SealedDocuments, committer: Committer
) -> None:
    freeze, block, again = a_freeze(), a_freeze(FreezeKind.OFAC_BLOCK), a_freeze()
    await committer.commit(UnitOfWork(inserts=(insert_freeze(freeze), insert_freeze(block))))
    freezes = FreezesRepository(database, sealed)

    assert set(await freezes.active_of(["usr_1", "usr_2"])) == {freeze, block}
    with pytest.raises(AlreadyExists):
        await committer.commit(UnitOfWork(inserts=(insert_freeze(again),)))

    lifted = freeze.lifted(by="usr_senior", at=AT, license_number="")
    await committer.commit(UnitOfWork(updates=(lift_freeze(freeze, lifted),)))
    await committer.commit(UnitOfWork(inserts=(insert_freeze(again),)))
    assert set(await freezes.active_of(["usr_1"])) == {block, again}
    assert await freezes.page(active=False, below=None, limit=9) == [replace(lifted, version=2)]
    assert len(await freezes.page(active=True, below=None, limit=9)) == 2
    assert len(await freezes.of_case("cas_1")) == 3
    assert await freezes.find("frz_none") is None


async def test_whom_it_is_about_is_sealed(database: Database, committer: Committer) -> None:
    await committer.commit(UnitOfWork(inserts=(insert_freeze(a_freeze()),)))

    assert "Zaphod" not in str(await database[FREEZES].find_one({}))
