"""`paymentus migrate`, run as a command on a database of the release before."""

from __future__ import annotations

import json

import pytest

from app.migrations.building import load_previous, run_module
from paymentus.app.migrations.catalog import MIGRATIONS
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Settings

CLI = "paymentus.app.cli"


@pytest.fixture
async def old(database: Database) -> int:
    """How many documents there are to migrate."""
    documents = await load_previous(database)
    return sum(len(documents.get(name, [])) for name in MIGRATIONS[0].collections)


class TestMigrate:
    async def test_says_what_it_did_and_that_nothing_is_left(
        self, old: int, settings: Settings
    ) -> None:
        first = await run_module(settings, CLI, "migrate")
        second = await run_module(settings, CLI, "migrate")

        assert (first.returncode, second.returncode) == (0, 0), first.stderr
        assert f"0001  {MIGRATIONS[0].title}: {old} documents rewritten." in first.stdout
        assert f"0001  {MIGRATIONS[0].title}: 0 documents rewritten." in second.stdout
        assert "The database has the form of this release." in first.stdout

    async def test_counts_and_writes_nothing_in_a_dry_run(
        self, old: int, settings: Settings, database: Database
    ) -> None:
        said = await run_module(settings, CLI, "migrate", "--dry-run", "--json")

        expected = {"number": 1, "title": MIGRATIONS[0].title, "changed": old}
        counted = json.loads(said.stdout)
        assert (counted["dry_run"], counted["migrations"][0]) == (True, expected)
        assert [row["number"] for row in counted["migrations"]] == [
            one.number for one in MIGRATIONS
        ]
        assert await database.users.count_documents({"schema_version": {"$exists": True}}) == 0

    async def test_speaks_to_machines(self, old: int, settings: Settings) -> None:
        said = await run_module(settings, CLI, "migrate", "--json")

        assert json.loads(said.stdout)["migrations"][0]["changed"] == old
