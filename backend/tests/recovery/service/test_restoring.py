from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from paymentus.app.database import require_known_form
from paymentus.foundation.mongo import Client, Database
from paymentus.recovery.domain.container import BackupDamaged
from paymentus.recovery.repository.loading import RestoreRefused
from paymentus.recovery.service import (
    DatabaseNotEmpty,
    NewerThanBackup,
    RestoreUnfinished,
    require_whole,
)
from recovery.building import SECRET, an_empty_database, backups_of, restoring_into


async def contents(database: Database) -> dict[str, list[Any]]:
    names = await database.list_collection_names()
    return {
        name: sorted(await database[name].find().to_list(), key=lambda row: str(row["_id"]))
        for name in sorted(names)
    }


async def indexes(database: Database) -> dict[str, Any]:
    names = await database.list_collection_names()
    return {name: await database[name].index_information() for name in sorted(names)}


async def a_backup(client: Client, database: Database, folder: Path) -> Path:
    rows = [{"_id": f"usr_{n}", "id": f"usr_{n}", "email": n, "data": bytes(n)} for n in range(900)]
    await database["users"].insert_many(rows)
    await database["bills"].insert_one({"_id": "bil_1", "n": 1, "list": [1, {"a": None}]})
    return (await backups_of(client, database, folder).create()).path


class Stopped(Exception):
    """As if the restore were killed."""


class TestARestoreThatIsCutShort:
    @pytest.mark.parametrize("last_writes", [False, True])
    async def test_keeps_servers_out_until_one_is_finished(
        self, client: Client, database: Database, tmp_path: Path, last_writes: bool
    ) -> None:
        path = await a_backup(client, database, tmp_path)

        def stop(what: str, done: int, total: int) -> None:
            if not last_writes:
                raise Stopped

        async def stop_late() -> None:
            raise Stopped

        async with an_empty_database(client) as target:
            restoring = restoring_into(target, tmp_path)
            with pytest.raises(Stopped):
                await restoring.restore(path, progress=stop, last=stop_late)
            with pytest.raises(RestoreUnfinished, match=path.name):
                await require_known_form(target)
            await restoring.restore(path, replace=True)
            await require_whole(target)

            assert await contents(target) == await contents(database)


class TestADatabaseInWhichMoreWasDone:
    async def test_goes_only_when_its_name_is_typed(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        await database["log_heads"].insert_one({"_id": "shard-0", "size": 7})
        path = await a_backup(client, database, tmp_path)
        restoring = restoring_into(database, tmp_path)

        await restoring.restore(path, replace=True)
        await database["log_heads"].update_one({}, {"$inc": {"size": 1}})
        for typed in ("", "another"):
            with pytest.raises(NewerThanBackup, match="8 entries, the backup one of 7"):
                await restoring.restore(path, replace=True, let_go=typed)
        kept = await database["log_heads"].find_one({})
        await restoring.restore(path, replace=True, let_go=database.name)

        assert kept == {"_id": "shard-0", "size": 8}
        assert await database["log_heads"].find_one({}) == {"_id": "shard-0", "size": 7}


class TestARestore:
    async def test_brings_back_every_document_and_index(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        path = await a_backup(client, database, tmp_path)

        async with an_empty_database(client) as target:
            restored = await restoring_into(target, tmp_path).restore(path)

            assert await contents(target) == await contents(database)
            assert await indexes(target) == await indexes(database)
            assert restored.documents["users"] == 900
            assert restored.indexes > 50

    async def test_refuses_a_database_that_holds_something(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        path = await a_backup(client, database, tmp_path)

        async with an_empty_database(client) as target:
            await target["notes"].insert_one({"_id": 1})
            with pytest.raises(DatabaseNotEmpty, match=r"notes \(1\)"):
                await restoring_into(target, tmp_path).restore(path)
            assert await contents(target) == {"notes": [{"_id": 1}]}

            await restoring_into(target, tmp_path).restore(path, replace=True)
            assert await contents(target) == await contents(database)

    @pytest.mark.parametrize("damage", ["flipped", "cut", "another key"])
    async def test_touches_nothing_when_the_backup_does_not_open(
        self, client: Client, database: Database, tmp_path: Path, damage: str
    ) -> None:
        path = await a_backup(client, database, tmp_path)
        data, secret = bytearray(path.read_bytes()), SECRET
        if damage == "flipped":
            data[len(data) // 2] ^= 1
        elif damage == "cut":
            del data[-1000:]
        else:
            secret += " or another"
        path.write_bytes(data)

        async with an_empty_database(client) as target:
            await target["notes"].insert_one({"_id": 1})
            with pytest.raises(BackupDamaged):
                await restoring_into(target, tmp_path, secret).restore(path, replace=True)
            assert await contents(target) == {"notes": [{"_id": 1}]}

    async def test_that_meets_somebody_elses_document_says_of_which_collection(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        path = await a_backup(client, database, tmp_path)
        async with an_empty_database(client) as target:

            def meddle(what: str, done: int, total: int) -> None:
                if what == "users" and not meddled:
                    meddled.append(what)
                    with MongoClient(_address(client)) as other:
                        other[target.name]["users"].insert_one({"_id": "usr_7"})

            meddled: list[str] = []
            with pytest.raises(RestoreRefused, match="users"):
                await restoring_into(target, tmp_path).restore(path, progress=meddle)
            assert meddled == ["users"]


def _address(client: Client) -> str:
    host, port = next(iter(client.nodes))
    return f"mongodb://{host}:{port}/?directConnection=true"
