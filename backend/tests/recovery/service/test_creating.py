from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paymentus.app.database import PLAIN_COLLECTIONS, REPOSITORIES
from paymentus.app.migrations.catalog import schema_versions
from paymentus.foundation.mongo import Client, Database
from paymentus.recovery.domain.container import read_header
from recovery.building import SECRET, backups_of

NOW = datetime(2026, 11, 23, 13, 45, tzinfo=UTC)


def collections_of_the_product() -> set[str]:
    """Every collection that any repository names, and every one whose form is known."""
    import importlib

    named = {name for module in REPOSITORIES for name in importlib.import_module(module).INDEXES}
    return {*named, *PLAIN_COLLECTIONS, *schema_versions()}


class TestABackup:
    async def test_has_every_collection_of_the_product(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        made = await backups_of(client, database, tmp_path).create()

        assert collections_of_the_product() - made.manifest.documents.keys() == set()
        assert len(made.manifest.documents) > 40

    async def test_has_collections_that_nobody_knows_too(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        await database["left.by.somebody"].insert_one({"_id": 1})
        # But for the mark of a restore, which no restore may bring back.
        await database["unfinished_restore"].insert_one({"_id": 1})
        try:
            made = await backups_of(client, database, tmp_path).create()
        finally:
            await database.drop_collection("left.by.somebody")
            await database.drop_collection("unfinished_restore")

        assert made.manifest.documents["left.by.somebody"] == 1
        assert "unfinished_restore" not in made.manifest.documents

    async def test_is_of_one_moment_while_others_write(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        """Each act writes both collections in one transaction: a backup has both or none of it."""
        done = asyncio.Event()

        async def write() -> int:
            count = 0
            while not done.is_set():
                count += 1
                async with client.start_session() as session, await session.start_transaction():
                    # The first collection that a backup reads, and one of the last.
                    for name in ("api_keys", "users"):
                        await database[name].insert_one(_numbered(count), session=session)
            return count

        writing = asyncio.create_task(write())
        await asyncio.sleep(0.2)
        counts = []
        for minute in range(3):
            clock = NOW.replace(minute=minute)
            backups = backups_of(client, database, tmp_path, clock=lambda at=clock: at)
            counts.append((await backups.create()).manifest.documents)
        done.set()
        in_all = await writing

        assert [one["api_keys"] for one in counts] == [one["users"] for one in counts]
        assert 0 < counts[0]["users"] < counts[2]["users"] < in_all

    async def test_says_what_it_is_and_is_for_its_owner_only(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        made = await backups_of(client, database, tmp_path, clock=lambda: NOW).create()

        with made.path.open("rb") as source:
            header = read_header(source)
        assert made.path.name == "20261123_134500.tar.gz.enc"
        assert made.path.stat().st_mode & 0o777 == 0o600
        assert header["until"] == list(made.manifest.until)
        assert [path.name for path in tmp_path.iterdir()] == [made.path.name]

    async def test_shows_nothing_of_what_it_holds(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        await database["users"].insert_one({"_id": "usr_1", "email": "Somebody's secret address"})

        made = await backups_of(client, database, tmp_path).create()

        data = made.path.read_bytes()
        assert b"secret address" not in data
        assert SECRET.encode() not in data

    async def test_tells_how_far_it_is(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        await database["users"].insert_many([_numbered(number) for number in range(200)])
        told: list[tuple[str, int, int]] = []

        await backups_of(client, database, tmp_path).create(
            lambda what, done, total: told.append((what, done, total))
        )

        assert told[-1][1] == told[-1][2] > 0
        assert "users" in {what for what, _, _ in told}

    async def test_that_failed_leaves_nothing_behind(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        await database["users"].insert_one({"_id": "usr_1", "email": "index"})

        def stop(what: str, done: int, total: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            await backups_of(client, database, tmp_path).create(stop)

        assert list(tmp_path.iterdir()) == []


def _numbered(number: int) -> dict[str, object]:
    return {"_id": f"doc_{number:06d}", "id": f"doc_{number:06d}", "email": f"hash {number}"}
