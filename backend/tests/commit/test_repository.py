"""What the database and the line to it do to a batch: lost answers, cut lines, crashes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

import pymongo
import pytest
from pymongo.errors import PyMongoError

from commit.building import PAYABLE, NoTurns, a_committer, an_entry
from paymentus.app.database import create_indexes
from paymentus.app.embedded.mongod import EmbeddedMongo
from paymentus.app.proofs import ledger_leaves
from paymentus.commit.domain import (
    AlreadyExists,
    AuditRecord,
    CommitUnavailable,
    Insert,
    OutboxMessage,
    UnitOfWork,
    Update,
    retry_at,
)
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer
from paymentus.foundation import mongo
from paymentus.foundation.clock import utc_now
from paymentus.foundation.leases import Leases
from paymentus.foundation.mongo import Client, Database
from paymentus.foundation.redis import RedisClient
from paymentus.ledger.repository import LedgerRepository
from paymentus.ledger.service import LedgerService

from support.keys import a_log_key
from support.line import Line, line_to


def a_unit(n: int) -> UnitOfWork:
    return UnitOfWork(
        inserts=(Insert("bills", {"_id": f"b{n}"}),),
        entries=(an_entry(f"ent_{n}", amount=n + 1),),
        audit=(AuditRecord("test.done", f"b{n}", "test", id=f"aud_{n}"),),
        outbox=(OutboxMessage("payment_changed", f"b{n}", {}, id=f"out_{n}"),),
    )


async def assert_exact(database: Database, units: int) -> None:
    """Every unit is there whole and once, the log is dense, every balance is right."""
    total = sum(range(1, units + 1))
    account = await database.ledger_accounts.find_one({"_id": PAYABLE})
    leaves = [row["_id"] async for row in database.audit_log.find({}, {"_id": 1}).sort("_id")]
    found = await LedgerService(LedgerRepository(database)).verify(ledger_leaves(database))
    assert account is not None
    assert account["credits_posted"] == total
    assert leaves == list(range(units))
    assert found.problems == []
    for collection in ("bills", "outbox", "audit_inbox"):
        assert await database[collection].count_documents({}) == units


async def commit_whatever_happens(committer: Committer, unit: UnitOfWork) -> None:
    """As a client with an idempotency key does: again with the same ids until it is known."""
    for _ in range(50):
        try:
            await committer.commit(unit)
        except AlreadyExists:
            return
        except CommitUnavailable:
            continue
        else:
            return
    raise AssertionError("it was never taken")


@pytest.fixture
async def line(mongo_server: EmbeddedMongo) -> AsyncIterator[Line]:
    async with line_to(mongo_server.ports[0]) as line:
        yield line


@pytest.fixture
async def far_committer(
    line: Line, database: Database, redis: RedisClient
) -> AsyncIterator[Committer]:
    """Reaches the database by a line that can be cut."""
    client, _ = mongo.connect(f"mongodb://127.0.0.1:{line.port}/?directConnection=true")
    committer = a_committer(client, mongo.database_of(client, database.name), Leases(redis))
    await committer.initialise()
    yield committer
    await committer.close()
    await client.close()


class TestLine:
    @pytest.mark.parametrize("after_work", [True, False])
    async def test_cut_at_the_commit_leaves_every_unit_written_once(
        self, after_work: bool, line: Line, far_committer: Committer, database: Database
    ) -> None:
        """More often than the driver repeats a commit by itself."""
        await far_committer.commit(a_unit(0))
        line.cut_at(b"commitTransaction", times=4, after_work=after_work)

        results = await asyncio.gather(*(far_committer.commit(a_unit(n)) for n in range(1, 6)))

        assert line.cuts == 4
        assert len({result.sequence for result in results}) == 1
        await assert_exact(database, 6)

    @pytest.mark.parametrize("after_work", [True, False])
    async def test_cut_within_the_transaction_sends_the_batch_again(
        self, after_work: bool, line: Line, far_committer: Committer, database: Database
    ) -> None:
        await far_committer.commit(a_unit(0))
        line.cut_at(b"startTransaction", times=2, after_work=after_work)

        await asyncio.gather(*(far_committer.commit(a_unit(n)) for n in range(1, 6)))

        assert line.cuts == 2
        await assert_exact(database, 6)

    async def test_cut_at_the_reads_before_sends_the_batch_again(
        self, line: Line, far_committer: Committer, database: Database
    ) -> None:
        """Twice each, which is more than the driver repeats a read by itself."""
        line.cut_at(b"log_heads", times=4, after_work=False)

        await asyncio.gather(*(far_committer.commit(a_unit(n)) for n in range(6)))

        assert line.cuts == 4
        await assert_exact(database, 6)


@pytest.fixture(scope="module")
def own_mongo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedMongo]:
    """A database that may be killed."""
    server = EmbeddedMongo(tmp_path_factory.mktemp("own-mongo"), base_port=0)
    server.start()
    yield server
    server.stop()


@pytest.fixture
async def own_database(own_mongo: EmbeddedMongo) -> AsyncIterator[Database]:
    client, _ = mongo.connect(own_mongo.uri)
    await client.drop_database("crashing")
    database = mongo.database_of(client, "crashing")
    await create_indexes(database)
    yield database
    await client.close()


@pytest.fixture
async def own_committers(
    own_mongo: EmbeddedMongo, own_database: Database, redis: RedisClient
) -> AsyncIterator[list[Committer]]:
    """Two servers that notice quickly when the database is gone, and keep no turns."""
    key = a_log_key()
    client = pymongo.AsyncMongoClient(
        own_mongo.uri, tz_aware=True, serverSelectionTimeoutMS=300, connectTimeoutMS=300
    )
    database = mongo.database_of(client, own_database.name)
    committers = [a_committer(client, database, NoTurns(redis), key=key) for _ in range(2)]
    await committers[0].initialise()
    yield committers
    for committer in committers:
        await committer.close()
    await client.close()


class TestCrash:
    async def test_of_the_database_loses_and_doubles_nothing(
        self, own_mongo: EmbeddedMongo, own_database: Database, own_committers: list[Committer]
    ) -> None:
        units = 96

        async def some(numbers: range, committer: Committer) -> None:
            for number in numbers:
                await commit_whatever_happens(committer, a_unit(number))

        work = asyncio.gather(
            *(some(range(start, units, 16), own_committers[start % 2]) for start in range(16))
        )
        await asyncio.sleep(0.05)
        own_mongo.kill_member(0)
        await asyncio.sleep(0.4)
        await asyncio.to_thread(own_mongo.restart_member, 0)
        await work

        await assert_exact(own_database, units)

    async def test_of_the_primarys_office_is_sat_out(
        self, own_mongo: EmbeddedMongo, own_database: Database, own_committers: list[Committer]
    ) -> None:
        await own_committers[0].commit(a_unit(0))
        work = asyncio.gather(*(own_committers[n % 2].commit(a_unit(n)) for n in range(1, 40)))

        def step_down() -> None:
            with (
                pymongo.MongoClient(own_mongo.uri, directConnection=False) as client,
                contextlib.suppress(PyMongoError),
            ):
                client.admin.command({"replSetStepDown": 1, "force": True})

        await asyncio.to_thread(step_down)
        await work

        await assert_exact(own_database, 40)


class TestBackOff:
    def test_doubles_up_to_its_ceiling(self) -> None:
        now = utc_now()

        waits = [
            (retry_at(now, n, first_seconds=1, most_seconds=300) - now).total_seconds()
            for n in (0, 1, 2, 8, 9, 10_000)
        ]

        assert waits == [1, 2, 4, 256, 300, 300]


class TestVersions:
    async def test_are_read_for_what_is_there(
        self, committer: Committer, client: Client, database: Database
    ) -> None:
        await committer.commit(UnitOfWork(inserts=(Insert("bills", {"_id": "b"}),)))
        await committer.commit(UnitOfWork(updates=(Update("bills", "b", 1, {"n": 1}),)))

        found = await CommitRepository(client, database).versions(
            {"bills": {"b", "none"}, "quotes": {"q"}}
        )

        assert found == {("bills", "b"): 2}
