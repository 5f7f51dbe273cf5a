"""How units that wait together are gathered: in order, in batches MongoDB can take, each alone."""

from __future__ import annotations

import asyncio
from collections import Counter

from commit.building import a_committer, an_entry
from paymentus.commit.domain import (
    AlreadyExists,
    Insert,
    OutboxMessage,
    UnitOfWork,
    Update,
    VersionConflict,
)
from paymentus.commit.repository import BatchWrites, CommitRepository, TryAgain, Written
from paymentus.commit.service import Committer
from paymentus.commit.service.committer import DOCUMENTS_MAX, UNITS_MAX
from paymentus.foundation.leases import Leases
from paymentus.foundation.mongo import Client, Database
from paymentus.foundation.redis import RedisClient


def a_large_unit(n: int, documents: int) -> UnitOfWork:
    return UnitOfWork(
        inserts=tuple(Insert("bill_file_rows", {"_id": f"{n}-{m}"}) for m in range(documents))
    )


class TestBatches:
    async def test_hold_no_more_documents_than_a_transaction_should(
        self, committer: Committer, database: Database
    ) -> None:
        results = await asyncio.gather(*(committer.commit(a_large_unit(n, 450)) for n in range(12)))

        sizes = Counter(result.sequence for result in results)
        assert all(count * 450 <= DOCUMENTS_MAX for count in sizes.values())
        assert len(sizes) < 12
        assert await database.bill_file_rows.count_documents({}) == 12 * 450

    async def test_let_a_unit_that_is_larger_than_that_go_alone(
        self, committer: Committer, database: Database
    ) -> None:
        small, large, _ = await asyncio.gather(
            committer.commit(a_large_unit(1, 2)),
            committer.commit(a_large_unit(2, DOCUMENTS_MAX + 500)),
            committer.commit(a_large_unit(3, 2)),
        )

        assert small.sequence != large.sequence
        assert await database.bill_file_rows.count_documents({}) == DOCUMENTS_MAX + 504

    async def test_hold_no_more_units_than_their_limit(self, committer: Committer) -> None:
        units = [UnitOfWork(inserts=(Insert("bills", {"_id": f"b{n}"}),)) for n in range(600)]

        results = await asyncio.gather(*(committer.commit(unit) for unit in units))

        sizes = Counter(result.sequence for result in results)
        assert max(sizes.values()) <= UNITS_MAX
        assert [result.sequence for result in results] == sorted(r.sequence for r in results)


class SlowDatabase(CommitRepository):
    """Ends every transaction of more units than ``most``, as members do at their time limit."""

    most = 25
    tried: list[int]

    async def write(self, batch: BatchWrites) -> Written:
        units = len(batch.inserts["bills"])
        self.tried.append(units)
        if units > self.most:
            await asyncio.sleep(1.05)
            raise TryAgain("OperationFailure")
        return await super().write(batch)


class TestASlowDatabase:
    async def test_gets_smaller_batches_until_it_can_write_them(
        self, client: Client, database: Database, redis: RedisClient
    ) -> None:
        repository = SlowDatabase(client, database)
        repository.tried = []
        slow = a_committer(client, database, Leases(redis), repository=repository)
        await slow.initialise()
        units = [UnitOfWork(inserts=(Insert("bills", {"_id": f"b{n}"}),)) for n in range(50)]

        results = await asyncio.gather(*(slow.commit(unit) for unit in units))

        assert repository.tried == [50, 25, 25]
        assert [result.sequence for result in results] == [1] * 25 + [2] * 25
        assert await database.bills.count_documents({}) == 50


class TestOrder:
    async def test_lets_each_unit_build_on_the_one_before(
        self, committer: Committer, database: Database
    ) -> None:
        units = [UnitOfWork(inserts=(Insert("bills", {"_id": "b", "seen": 1}),))]
        units += [
            UnitOfWork(updates=(Update("bills", "b", version, {"seen": version + 1}),))
            for version in range(1, 20)
        ]

        results = await asyncio.gather(*(committer.commit(unit) for unit in units))

        document = await database.bills.find_one({"_id": "b"})
        assert document is not None
        assert (document["version"], document["seen"]) == (20, 20)
        assert len({result.sequence for result in results}) == 1

    async def test_refuses_a_version_that_comes_too_early(
        self, committer: Committer, database: Database
    ) -> None:
        await committer.commit(UnitOfWork(inserts=(Insert("bills", {"_id": "b"}),)))

        results = await asyncio.gather(
            *(
                committer.commit(UnitOfWork(updates=(Update("bills", "b", version, {}),)))
                for version in (2, 1, 2)
            ),
            return_exceptions=True,
        )

        assert isinstance(results[0], VersionConflict)
        assert not any(isinstance(result, BaseException) for result in results[1:])
        assert (await database.bills.find_one({"_id": "b"}))["version"] == 3

    async def test_unsets_what_an_update_says(
        self, committer: Committer, database: Database
    ) -> None:
        await committer.commit(UnitOfWork(inserts=(Insert("bills", {"_id": "b", "a": 1, "c": 2}),)))

        await committer.commit(UnitOfWork(updates=(Update("bills", "b", 1, {"c": 3}, ("a",)),)))

        document = await database.bills.find_one({"_id": "b"}, {"shard": 0})
        assert document == {"_id": "b", "c": 3, "version": 2, "schema_version": 1}


class TestDuplicates:
    async def test_of_a_unique_key_are_laid_at_their_own_units_door(
        self, committer: Committer, database: Database
    ) -> None:
        """Confirmation numbers are unique, and nobody can know beforehand that one is taken."""

        def numbered(id: str, number: str) -> UnitOfWork:
            payment = {"_id": id, "stripe_session_id": id, "confirmation_number": number}
            return UnitOfWork(
                inserts=(Insert("payment_transactions", payment),), entries=(an_entry(f"e-{id}"),)
            )

        await committer.commit(numbered("old", "number-3"))
        units = [numbered(f"new-{n}", f"number-{n}") for n in range(8)]
        units.append(numbered("twin", "number-5"))

        results = await asyncio.gather(
            *(committer.commit(unit) for unit in units), return_exceptions=True
        )

        refused = [n for n, result in enumerate(results) if isinstance(result, BaseException)]
        assert refused == [3, 8]
        assert all(isinstance(results[n], AlreadyExists) for n in refused)
        assert results[3].index == "confirmation_number_1"
        assert await database.payment_transactions.count_documents({}) == 8
        assert await database.transactions.count_documents({}) == 8
        assert [row["_id"] async for row in database.audit_log.find().sort("_id")] == list(range(8))

    async def test_of_an_outbox_message_refuse_the_unit_whole(
        self, committer: Committer, database: Database
    ) -> None:
        message = OutboxMessage("receipt_mail", "pay_1", {}, id="out_1")
        await committer.commit(UnitOfWork(outbox=(message,)))

        results = await asyncio.gather(
            committer.commit(
                UnitOfWork(inserts=(Insert("bills", {"_id": "b"}),), outbox=(message,))
            ),
            committer.commit(UnitOfWork(inserts=(Insert("bills", {"_id": "c"}),))),
            return_exceptions=True,
        )

        assert isinstance(results[0], AlreadyExists)
        assert await database.bills.distinct("_id") == ["c"]


class TestCaller:
    async def test_who_stops_waiting_does_not_undo_the_work(
        self, committer: Committer, database: Database
    ) -> None:
        waiting = asyncio.create_task(
            committer.commit(UnitOfWork(inserts=(Insert("bills", {"_id": "b"}),)))
        )
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await committer.close()

        assert await database.bills.count_documents({"_id": "b"}) == 1
