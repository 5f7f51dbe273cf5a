"""A batch is told of once a majority has it; the next one is written meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from commit.building import PAYABLE, NoTurns, a_committer, an_entry
from paymentus.app.proofs import ledger_leaves
from paymentus.commit.domain import (
    AlreadyExists,
    CommitUnavailable,
    Insert,
    OutboxMessage,
    UnitOfWork,
    Update,
    VersionConflict,
)
from paymentus.commit.repository import CommitRepository, TryAgain, Written
from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Client, Database, Document
from paymentus.foundation.redis import RedisClient
from paymentus.ledger.repository import LedgerRepository
from paymentus.ledger.service import LedgerService

WRITTEN = ("bills", "transactions", "ledger_accounts", "audit_log", "audit_checkpoints", "outbox")


def a_unit(n: int) -> UnitOfWork:
    return UnitOfWork(
        inserts=(Insert("bills", {"_id": f"b{n}"}),),
        entries=(an_entry(f"ent_{n}", amount=10**n),),
        outbox=(OutboxMessage("payment_changed", f"b{n}", {}, id=f"out_{n}"),),
    )


class FarMajority(CommitRepository):
    """The primary takes batches at once; a majority has them when the test says so."""

    def __init__(self, client: Client, database: Database) -> None:
        super().__init__(client, database)
        self.written = 0
        self.majority_has_it = asyncio.Event()
        self.lost: Exception | None = None

    async def confirm(self, written: Written) -> None:
        self.written += 1
        lost = self.lost
        await self.majority_has_it.wait()
        if lost is not None:
            raise lost
        await super().confirm(written)


@pytest.fixture
def far(client: Client, database: Database) -> FarMajority:
    return FarMajority(client, database)


@pytest.fixture
async def server(
    far: FarMajority, client: Client, database: Database, redis: RedisClient
) -> Committer:
    server = a_committer(client, database, NoTurns(redis), repository=far)
    await server.initialise()
    return server


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.005)


async def contents(database: Database) -> dict[str, list[Document]]:
    return {name: await database[name].find({}).to_list() for name in (*WRITTEN, "log_heads")}


async def roll_back_to(before: dict[str, list[Document]], database: Database) -> None:
    """What an election does to batches that only the old primary had."""
    for name, documents in before.items():
        await database[name].delete_many({})
        if documents:
            await database[name].insert_many(documents)


async def assert_exact(database: Database, units: list[int]) -> None:
    account = await database.ledger_accounts.find_one({"_id": PAYABLE})
    leaves = [row["_id"] async for row in database.audit_log.find({}, {"_id": 1}).sort("_id")]
    found = await LedgerService(LedgerRepository(database)).verify(ledger_leaves(database))
    assert account is not None
    assert account["credits_posted"] == sum(10**n for n in units)
    assert leaves == list(range(len(units)))
    assert found.problems == []
    assert sorted(await database.bills.distinct("_id")) == [f"b{n}" for n in units]
    assert await database.outbox.count_documents({}) == len(units)


class TestTelling:
    async def test_waits_for_the_majority_while_the_next_batch_is_written(
        self, far: FarMajority, server: Committer, database: Database
    ) -> None:
        first = asyncio.create_task(server.commit(a_unit(0)))
        await until(lambda: far.written == 1)
        second = asyncio.create_task(server.commit(a_unit(1)))
        await until(lambda: far.written == 2)

        assert await database.bills.count_documents({}) == 2
        assert not first.done()
        assert not second.done()

        far.majority_has_it.set()
        assert [(await first).sequence, (await second).sequence] == [1, 2]
        await assert_exact(database, [0, 1])

    async def test_of_a_refusal_waits_for_what_it_was_judged_by(
        self, far: FarMajority, server: Committer, database: Database
    ) -> None:
        insert = UnitOfWork(inserts=(Insert("bills", {"_id": "b"}),))
        update = UnitOfWork(updates=(Update("bills", "b", 2, {}),))
        first = asyncio.create_task(server.commit(insert))
        await until(lambda: far.written == 1)

        again = asyncio.create_task(server.commit(insert))
        early = asyncio.create_task(server.commit(update))
        await asyncio.sleep(0.3)

        assert not again.done()
        assert not early.done()
        far.majority_has_it.set()
        await first
        with pytest.raises(AlreadyExists):
            await again
        with pytest.raises(VersionConflict):
            await early

    async def test_says_unavailable_when_nobody_says_whether_a_majority_has_it(
        self, far: FarMajority, server: Committer, database: Database
    ) -> None:
        far.lost = CommitUnavailable("nobody says")
        far.majority_has_it.set()

        with pytest.raises(CommitUnavailable):
            await server.commit(a_unit(0))

        far.lost = None
        await server.commit(a_unit(1))
        await assert_exact(database, [0, 1])

    async def test_is_waited_for_before_the_next_batch_where_servers_share_the_log(
        self,
        far: FarMajority,
        server: Committer,
        client: Client,
        database: Database,
        redis: RedisClient,
    ) -> None:
        """Another one writes meanwhile, so a server alone would only make its batches smaller."""
        other = a_committer(client, database, NoTurns(redis))
        far.majority_has_it.set()
        await server.commit(a_unit(0))
        await other.commit(a_unit(1))
        await server.commit(a_unit(2))
        far.majority_has_it.clear()
        first = asyncio.create_task(server.commit(a_unit(3)))
        await until(lambda: far.written == 3)

        second = asyncio.create_task(server.commit(a_unit(4)))
        await asyncio.sleep(0.3)

        assert far.written == 3
        far.majority_has_it.set()
        await asyncio.gather(first, second)
        await assert_exact(database, [0, 1, 2, 3, 4])


class TestALostPrimary:
    async def test_takes_with_it_what_was_built_on_what_it_lost(
        self, far: FarMajority, server: Committer, database: Database
    ) -> None:
        """Both batches were on the old primary alone; their units are written once more."""
        before = await contents(database)
        far.lost = TryAgain("NoSuchTransaction")
        first = asyncio.create_task(server.commit(a_unit(0)))
        await until(lambda: far.written == 1)
        second = asyncio.create_task(server.commit(a_unit(1)))
        await until(lambda: far.written == 2)

        await roll_back_to(before, database)
        far.lost = None
        far.majority_has_it.set()
        await asyncio.gather(first, second)

        await assert_exact(database, [0, 1])

    async def test_takes_with_it_the_key_that_stood_in_a_units_way(
        self, far: FarMajority, server: Committer, database: Database
    ) -> None:
        before = await contents(database)
        far.lost = CommitUnavailable("nobody says")
        first = asyncio.create_task(server.commit(a_unit(0)))
        await until(lambda: far.written == 1)
        insert = UnitOfWork(inserts=(Insert("bills", {"_id": "b0"}),))
        again = asyncio.create_task(server.commit(insert))
        await asyncio.sleep(0.3)

        await roll_back_to(before, database)
        far.lost = None
        far.majority_has_it.set()

        with pytest.raises(CommitUnavailable):
            await first
        await again
        assert await database.bills.distinct("_id") == ["b0"]

    async def test_is_not_mistaken_for_another_batch_of_the_same_number(
        self,
        far: FarMajority,
        server: Committer,
        client: Client,
        database: Database,
        redis: RedisClient,
    ) -> None:
        """Another server commits the number that was lost before the first hears of the loss."""
        other = a_committer(client, database, NoTurns(redis))
        before = await contents(database)
        far.lost = TryAgain("NoSuchTransaction")
        first = asyncio.create_task(server.commit(a_unit(0)))
        await until(lambda: far.written == 1)
        await roll_back_to(before, database)
        assert (await other.commit(a_unit(2))).sequence == 1

        second = asyncio.create_task(server.commit(a_unit(1)))
        await asyncio.sleep(0.3)
        assert far.written == 1
        far.lost = None
        far.majority_has_it.set()
        await asyncio.gather(first, second)

        await assert_exact(database, [0, 1, 2])


class TestAHead:
    async def test_that_an_older_release_wrote_has_no_token_and_is_followed_all_the_same(
        self, committer: Committer, database: Database
    ) -> None:
        await committer.commit(a_unit(0))
        await database.log_heads.update_one({}, {"$unset": {"token": ""}})

        await committer.commit(a_unit(1))

        head = await database.log_heads.find_one({})
        assert head is not None
        assert len(head["token"]) == 16
        await assert_exact(database, [0, 1])
