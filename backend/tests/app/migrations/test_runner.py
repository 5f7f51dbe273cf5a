from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.migrations.building import SOURCE, Shouting, a_bill, bills
from paymentus.app.migrations.runner import (
    RECORDS,
    Change,
    DocumentNeverStill,
    Migration,
    Migrator,
    TurnLost,
)
from paymentus.commit.domain import Insert, UnitOfWork, Update
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer
from paymentus.foundation.clock import utc_now
from paymentus.foundation.leases import Leases
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Client, Database, Document
from paymentus.foundation.redis import RedisClient

from support.keys import a_log_key

SCRIPT = Path(__file__).parent / "killed_run.py"


def migrator(
    database: Database, *migrations: Migration, owner: str = "one", window: int = 7
) -> Migrator:
    steps: Sequence[Migration] = migrations or (Shouting(),)
    return Migrator(database, steps, owner=owner, window=window, lease_seconds=1)


async def stored(database: Database) -> list[Document]:
    return await database.bills.find({}).sort("_id", 1).to_list()


class TestARun:
    async def test_gives_every_document_its_next_form_and_leaves_its_version(
        self, database: Database
    ) -> None:
        await bills(database, 30)

        outcomes = await migrator(database).run()

        assert [outcome.changed for outcome in outcomes] == [30]
        for document in await stored(database):
            assert document["shouted"] == "RIVER"
            assert "whispered" not in document
            assert (document["version"], document["schema_version"]) == (1, 2)

    async def test_changes_nothing_the_second_time(self, database: Database) -> None:
        await bills(database, 30)
        await migrator(database).run()
        before, record = await stored(database), await database[RECORDS].find_one({})

        outcomes = await migrator(database, owner="two").run()

        assert [outcome.changed for outcome in outcomes] == [0]
        assert await stored(database) == before
        assert (await database[RECORDS].find_one({}))["done_at"] == record["done_at"]

    async def test_takes_what_code_of_the_release_before_added_after_it(
        self, database: Database
    ) -> None:
        await bills(database, 3)
        await migrator(database).run()
        await database.bills.insert_one({**a_bill(9), "_id": "a_bill_that_sorts_first"})

        outcomes = await migrator(database).run()

        assert [outcome.changed for outcome in outcomes] == [1]

    async def test_applies_migrations_in_order_each_over_the_whole_before_the_next(
        self, database: Database
    ) -> None:
        class Repeating(Shouting):
            async def change(self, collection: str, document: Document) -> Change:
                return Change({"twice": document["shouted"] * 2})

        await bills(database, 20)

        await migrator(database, Shouting(), Repeating(number=2, collections={"bills": 3})).run()

        assert {document["twice"] for document in await stored(database)} == {"RIVERRIVER"}

    async def test_derives_from_the_document_as_it_is_when_written(
        self, database: Database
    ) -> None:
        """The document changes after it was read; the compare-and-set sees it."""

        class Overtaken(Shouting):
            async def change(self, collection: str, document: Document) -> Change:
                if document["version"] == 1:
                    await database.bills.update_one(
                        {"_id": document["_id"]}, {"$set": {"name": "lake", "version": 2}}
                    )
                return await super().change(collection, document)

        await bills(database, 10)

        outcomes = await migrator(database, Overtaken()).run()

        assert [outcome.changed for outcome in outcomes] == [10]
        assert {document["shouted"] for document in await stored(database)} == {"LAKE"}

    async def test_gives_up_with_a_name_on_a_document_that_never_holds_still(
        self, database: Database
    ) -> None:
        class Hunted(Shouting):
            async def change(self, collection: str, document: Document) -> Change:
                await database.bills.update_one({"_id": document["_id"]}, {"$inc": {"version": 1}})
                return await super().change(collection, document)

        await bills(database, 1)

        with pytest.raises(DocumentNeverStill, match="bills/bill_000000"):
            await migrator(database, Hunted()).run()

    async def test_goes_on_when_a_document_is_gone_meanwhile(self, database: Database) -> None:
        class Deleting(Shouting):
            async def change(self, collection: str, document: Document) -> Change:
                await database.bills.delete_one({"_id": "bill_000003"})
                return await super().change(collection, document)

        await bills(database, 5)

        assert [outcome.changed for outcome in await migrator(database, Deleting()).run()] == [4]


class TestADryRun:
    async def test_counts_and_writes_nothing(self, database: Database) -> None:
        await bills(database, 30)
        before = await stored(database)

        outcomes = await migrator(database).dry_run()

        assert [outcome.changed for outcome in outcomes] == [30]
        assert await stored(database) == before
        assert await database[RECORDS].count_documents({}) == 0


class TestTurns:
    async def test_of_two_runs_at_once_rewrite_each_document_once(self, database: Database) -> None:
        await bills(database, 500)

        both = await asyncio.gather(
            migrator(database, owner="one").run(), migrator(database, owner="two").run()
        )

        assert sum(outcome.changed for run in both for outcome in run) == 500
        assert all("shouted" in document for document in await stored(database))

    async def test_are_kept_by_a_run_that_works_and_end_one_that_lost_its_own(
        self, database: Database
    ) -> None:
        class Robbed(Shouting):
            async def change(self, collection: str, document: Document) -> Change:
                await database[RECORDS].update_one({"_id": 1}, {"$set": {"owner": "thief"}})
                return await super().change(collection, document)

        await bills(database, 20)

        with pytest.raises(TurnLost):
            await migrator(database, Robbed()).run()

        assert (await database[RECORDS].find_one({"_id": 1}))["done_at"] is None

    async def test_go_on_after_the_window_that_was_kept_last(self, database: Database) -> None:
        class Stopped(Exception):
            pass

        class Failing(Shouting):
            async def change(self, collection: str, document: Document) -> Change:
                if document["_id"] == "bill_000018":
                    raise Stopped
                return await super().change(collection, document)

        seen: list[int] = []
        await bills(database, 30)
        with pytest.raises(Stopped):
            await migrator(database, Failing(), window=10).run()

        outcomes = await Migrator(
            database,
            [Shouting()],
            owner="two",
            window=10,
            progress=lambda _, looked_at, changed: seen.append(looked_at),
        ).run()

        assert [outcome.changed for outcome in outcomes] == [20]
        assert seen == [10, 10]
        assert (await database[RECORDS].find_one({"_id": 1}))["changed"] == 30

    async def test_of_a_process_that_was_killed_are_taken_over(
        self, database: Database, mongo_url: str
    ) -> None:
        await bills(database, 600)
        base, _, query = mongo_url.partition("?")
        url = f"{base.rpartition('/')[0]}/{database.name}?{query}"
        path = os.pathsep.join([str(SOURCE), str(Path(__file__).parents[2])])
        process = subprocess.Popen(
            [sys.executable, str(SCRIPT)],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": path, "MONGO_URL": url},
        )
        while (await database[RECORDS].find_one({}) or {"changed": 0})["changed"] < 100:
            assert process.poll() is None
            await asyncio.sleep(0.01)
        process.kill()
        process.wait()
        first = await database.bills.count_documents({"schema_version": 2})

        outcomes = await migrator(database, owner="two").run()

        assert 100 <= first < 600
        assert [outcome.changed for outcome in outcomes] == [600 - first]
        assert all("shouted" in document for document in await stored(database))


class TestBesideServers:
    """Servers of the release before (form 1) and of this one (form 2) write all the while."""

    async def test_no_write_is_refused_or_lost_and_no_form_is_claimed_in_vain(
        self, client: Client, database: Database, redis: RedisClient
    ) -> None:
        count, stop = 60, asyncio.Event()
        old = self.committer(client, database, redis, form=1)
        new = self.committer(client, database, redis, form=2)
        await old.initialise()
        await old.commit(
            UnitOfWork(inserts=tuple(Insert("bills", a_bill(n)) for n in range(count)))
        )
        names: dict[str, str] = {}
        claims: list[str] = []

        async def write(number: int) -> None:
            id, version = f"bill_{number:06d}", 1
            while not stop.is_set():
                name = names[id] = f"river {version}"
                is_new = (number + version) % 2
                fields = {"name": name, "shouted": name.upper()} if is_new else {"name": name}
                unit = UnitOfWork(updates=(Update("bills", id, version, fields),))
                await (new if is_new else old).commit(unit)
                version += 1
                await asyncio.sleep(0)

        async def watch() -> None:
            while not stop.is_set():
                for row in await database.bills.find({"schema_version": {"$gte": 2}}).to_list():
                    if row["shouted"] != row["name"].upper():
                        claims.append(row["_id"])
                await asyncio.sleep(0)

        writers = [asyncio.create_task(write(n)) for n in range(count)]
        watcher = asyncio.create_task(watch())
        changed = 0
        for _ in range(15):
            changed += (await migrator(database, window=20).run())[0].changed
        stop.set()
        await asyncio.gather(*writers, watcher)
        await migrator(database).run()

        assert changed > count  # the old code's writes were marked down and done again
        assert claims == []
        for document in await stored(database):
            assert document["name"] == names[document["_id"]]
            assert document["shouted"] == document["name"].upper()
            assert document["schema_version"] == 2

    def committer(
        self, client: Client, database: Database, redis: RedisClient, *, form: int
    ) -> Committer:
        return Committer(
            repository=CommitRepository(client, database),
            leases=Leases(redis),
            clock=utc_now,
            key=a_log_key(),
            metrics=Metrics(),
            shard="shard-0",
            schemas={"bills": form},
        )
