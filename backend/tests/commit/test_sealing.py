"""What reaches the database of a unit of work."""

from __future__ import annotations

import asyncio
from pathlib import Path

import bson
import pytest

from commit.building import NOW
from paymentus.commit.domain import (
    IdempotencyAnswer,
    IdempotencyClaim,
    IdempotencyScope,
    Insert,
    UnitOfWork,
    Update,
)
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer, Idempotency
from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Client, Database
from paymentus.integrations.key_management import Erased
from paymentus.integrations.key_management.key_store import KeyStore
from paymentus.integrations.key_management.master_keys import KeyFile
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

SCOPE = IdempotencyScope("usr_1", "makePayment", "key-1")
CLAIM = IdempotencyClaim(SCOPE, "hash-of-the-body", "pay_1", NOW)
ANSWER = IdempotencyAnswer(SCOPE.id, 201, {"email": "dana@example.com"}, "usr_1")


def an_account(n: int, number: str = "1002003001") -> Insert:
    return Insert(
        "customers",
        {
            "_id": f"acc_{n}",
            "user_id": "usr_1",
            "biller_id": "blr_1",
            "account_number": number,
            "account_key": number,
            "nickname": None,
            "linked_at": NOW,
            "unlinked_at": None,
        },
    )


class TestAUnit:
    async def test_is_stored_sealed(self, committer: Committer, database: Database) -> None:
        plain = Insert("billers", {"_id": "blr_1", "slug": "x", "name": "Riverton Water"})

        await committer.commit(UnitOfWork(inserts=(an_account(1), plain, an_account(2))))

        rows = await database["customers"].find({}).to_list()
        assert len(rows) == 2
        assert b"1002003001" not in b"".join(map(bson.encode, rows))
        biller = await database["billers"].find_one({"_id": "blr_1"})
        assert biller is not None
        assert biller["name"] == "Riverton Water"

    async def test_changes_clear_fields_without_touching_the_seal(
        self, committer: Committer, database: Database
    ) -> None:
        await committer.commit(UnitOfWork(inserts=(an_account(1),)))
        before = await database["customers"].find_one({"_id": "acc_1"})

        await committer.commit(
            UnitOfWork(updates=(Update("customers", "acc_1", 1, {"unlinked_at": NOW}),))
        )

        after = await database["customers"].find_one({"_id": "acc_1"})
        assert before is not None
        assert after is not None
        assert (after["sealed"], after["unlinked_at"]) == (before["sealed"], NOW)

    async def test_of_many_at_once_keeps_each_ones_own(
        self, committer: Committer, database: Database, sealed: SealedDocuments
    ) -> None:
        units = [UnitOfWork(inserts=(an_account(n, f"10020030{n:02d}"),)) for n in range(20)]

        await asyncio.gather(*(committer.commit(unit) for unit in units))

        rows = await database["customers"].find({}).to_list()
        opened = await sealed.opened("customers", rows)
        assert {row["_id"]: row["account_number"] for row in opened} == {
            f"acc_{n}": f"10020030{n:02d}" for n in range(20)
        }


class TestAnAnswer:
    async def test_is_kept_sealed_and_given_again(
        self, committer: Committer, client: Client, database: Database, sealed: SealedDocuments
    ) -> None:
        await committer.commit(UnitOfWork(idempotency=(CLAIM,)))
        await committer.commit(UnitOfWork(idempotency=(ANSWER,)))

        record = await database["idempotency"].find_one({"_id": SCOPE.id})
        assert record is not None
        assert b"dana@example.com" not in bson.encode(record)
        assert record["body_hash"] != CLAIM.body_hash
        keys = Idempotency(CommitRepository(client, database), utc_now, sealed)
        replay = await keys.look_up(SCOPE, CLAIM.body_hash)
        assert replay is not None
        assert (replay.status, replay.answer) == (201, ANSWER.body)

    async def test_of_who_was_erased_is_not_kept(
        self, committer: Committer, client: Client, database: Database, sealed: SealedDocuments,
        tmp_path: Path,
    ) -> None:  # fmt: skip
        await committer.commit(UnitOfWork(idempotency=(CLAIM,)))
        keys = KeyStore(
            database, KeyFile(tmp_path / ".encryption_key", may_create=True), clock=utc_now
        )
        await keys.destroy("usr_1")

        await committer.commit(UnitOfWork(idempotency=(ANSWER,)))

        replay = await Idempotency(CommitRepository(client, database), utc_now, sealed).look_up(
            SCOPE, CLAIM.body_hash
        )
        assert replay is not None
        assert (replay.subject, replay.answer) == ("pay_1", None)
        with pytest.raises(Erased):
            await committer.commit(UnitOfWork(inserts=(an_account(1),)))
