from __future__ import annotations

import logging
from pathlib import Path

import pytest

from app.migrations.building import Shouting, bills, load_previous, run_module
from paymentus.app.migrations.gate import DatabaseTooNew, MigrationMissing, require_readable
from paymentus.app.migrations.runner import RECORDS, Migrator
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Settings


async def judged(database: Database, *, needed: int = 1) -> None:
    await require_readable(database, migrations=[Shouting()], needed=needed)


class TestTheGate:
    async def test_opens_an_empty_database(self, database: Database) -> None:
        await judged(database)

    async def test_opens_one_that_this_release_has_made_itself(self, database: Database) -> None:
        """Nobody runs a migration on a new database, and the next start is not the first."""
        await database.bills.insert_one({"_id": "bill_1", "schema_version": 2, "version": 1})

        await judged(database)

    async def test_opens_one_that_is_migrated(self, database: Database) -> None:
        await bills(database, 3)
        await Migrator(database, [Shouting()], owner="one").run()

        await judged(database)

    async def test_refuses_one_whose_old_form_it_cannot_read(self, database: Database) -> None:
        await bills(database, 3)

        with pytest.raises(MigrationMissing, match="Run `paymentus migrate`, then start again"):
            await judged(database)

    async def test_refuses_one_whose_migration_was_only_begun(self, database: Database) -> None:
        await bills(database, 3)
        await Migrator(database, [Shouting()], owner="one").run()
        await database[RECORDS].update_one({}, {"$set": {"state": "running", "done_at": None}})

        with pytest.raises(MigrationMissing):
            await judged(database)

    async def test_opens_one_whose_old_form_it_still_reads_and_says_what_is_missing(
        self, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        await bills(database, 3)

        with caplog.at_level(logging.WARNING):
            await judged(database, needed=0)

        assert "migration 1 has not been done: run `paymentus migrate`" in caplog.text

    async def test_opens_a_newer_one_that_it_still_reads(self, database: Database) -> None:
        newer = Shouting(number=2, oldest_reader=1)
        await Migrator(database, [Shouting(), newer], owner="one").run()

        await judged(database)

    async def test_refuses_a_newer_one_that_it_cannot_read_once_that_has_begun(
        self, database: Database
    ) -> None:
        await Migrator(database, [Shouting(number=3, oldest_reader=2)], owner="one").run()
        await database[RECORDS].update_one({"_id": 3}, {"$set": {"state": "running"}})

        with pytest.raises(DatabaseTooNew, match="met migration 3"):
            await judged(database)


class TestServers:
    @pytest.mark.parametrize(
        "server", ["paymentus.app.main", "paymentus.app.worker"], ids=["api", "worker"]
    )
    async def test_refuse_to_start_on_a_database_newer_than_they_can_read(
        self, server: str, settings: Settings, database: Database
    ) -> None:
        await load_previous(database)
        await database[RECORDS].insert_one(
            {"_id": 900, "title": "Of another time", "oldest_reader": 899, "done_at": None}
        )
        port = ["--port", "0"] if server.endswith("main") else []

        ended = await run_module(settings, server, *port)

        assert ended.returncode == 1
        assert "met migration 900 (Of another time) of a newer release" in ended.stderr
        assert "Traceback" not in ended.stderr
        assert not Path(settings.data_dir / "mongo").exists()
