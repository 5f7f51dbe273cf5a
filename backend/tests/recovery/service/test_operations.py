"""To a moment between two backups, from what the operation log kept."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Client, Database
from paymentus.recovery.domain.container import BackupDamaged
from paymentus.recovery.domain.names import NoSuchBackup
from paymentus.recovery.domain.operations import PointNotReachable
from paymentus.recovery.service import BackupFolder
from paymentus.recovery.service.operations import Operations
from recovery.building import SECRET, an_empty_database, backups_of, restoring_into


def operations_of(client: Client, database: Database, folder: Path) -> Operations:
    return Operations(
        client=client,
        database=database,
        folder=BackupFolder(folder, SECRET),
        secret=SECRET,
        clock=utc_now,
    )


async def transfer(client: Client, database: Database, number: int, filler: str = "") -> None:
    """Two documents that belong together: a new one, and a count that moves with it."""
    async with client.start_session() as session, await session.start_transaction():
        row = {"_id": f"bil_{number}", "filler": filler}
        await database["bills"].insert_one(row, session=session)
        await database["quotes"].update_one(
            {"_id": "count"}, {"$inc": {"n": 1}, "$set": {"last": number}}, upsert=True,
            session=session,
        )  # fmt: skip


async def what_is_there(database: Database) -> tuple[int, int, int]:
    count = await database["quotes"].find_one({"_id": "count"}) or {"n": 0}
    return (
        await database["bills"].count_documents({}),
        count["n"],
        await database["erasures"].count_documents({}),
    )


class TestOperations:
    async def test_lead_to_any_moment_and_keep_who_was_erased_erased(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        operations = operations_of(client, database, tmp_path)
        await transfer(client, database, 1)
        made = await backups_of(client, database, tmp_path).create()
        await transfer(client, database, 2)
        # Three entries of the log for one transaction: each holds 16 MB at most.
        async with client.start_session() as session, await session.start_transaction():
            for number in (3, 4, 5):
                row = {"_id": f"bil_{number}", "filler": "x" * 9_000_000}
                await database["bills"].insert_one(row, session=session)
        await database["bills"].delete_one({"_id": "bil_3"})
        await operations.take()
        await asyncio.sleep(1.1)
        between = datetime.fromtimestamp(int(datetime.now(UTC).timestamp()) + 1, UTC)
        await asyncio.sleep(1.1)
        await transfer(client, database, 6)
        await database["erasures"].insert_one({"_id": "usr_erased"})
        await operations.take()
        now = await what_is_there(database)

        async with an_empty_database(client) as target:
            replaying = operations_of(client, target, tmp_path)
            backup = BackupFolder(tmp_path, SECRET).snapshot_of("latest")
            await restoring_into(target, tmp_path).restore(made.path)
            to_between = await replaying.replay(replaying.way_to(backup, between))
            there = await what_is_there(target)
            to_the_end = await replaying.replay(replaying.way_to(backup, None))
            at_the_end = await what_is_there(target)
            last = await target["quotes"].find_one({"_id": "count"})
            with pytest.raises(PointNotReachable, match="ends at"):
                replaying.way_to(backup, utc_now() + timedelta(hours=1))
            with pytest.raises(PointNotReachable, match="Take an earlier backup"):
                replaying.way_to(backup, made.manifest.made_at - timedelta(hours=1))

        assert now == (5, 3, 1)
        assert there == (4, 2, 1), "not the last transfer, but the erasure"
        assert (to_between.erasures, to_the_end.erasures) == (1, 0)
        assert at_the_end == now
        assert last == await database["quotes"].find_one({"_id": "count"})

    async def test_begin_at_a_backup(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        with pytest.raises(NoSuchBackup):
            await operations_of(client, database, tmp_path).take()

    async def test_that_were_changed_are_refused(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        await backups_of(client, database, tmp_path).create()
        await transfer(client, database, 1)
        slice_ = tmp_path / (await operations_of(client, database, tmp_path).take()).name
        data = bytearray(slice_.read_bytes())
        data[-30] ^= 1
        slice_.write_bytes(data)

        backup = BackupFolder(tmp_path, SECRET).snapshot_of("latest")
        with pytest.raises(BackupDamaged):
            operations_of(client, database, tmp_path).way_to(backup, None)

    async def test_that_do_not_hang_together_are_no_way_to_the_latest(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        made = await backups_of(client, database, tmp_path).create()
        operations = operations_of(client, database, tmp_path)
        backup = BackupFolder(tmp_path, SECRET).snapshot_of("latest")
        slices = []
        for number in (1, 2):
            await transfer(client, database, number)
            slices.append((await operations.take()).name)
        whole = operations.way_to(backup, None)

        (tmp_path / slices[0]).unlink()

        assert [path.name for path in whole.slices] == slices
        with pytest.raises(PointNotReachable, match="a file is missing between them"):
            operations.way_to(backup, None)
        assert backup.until == made.manifest.until

    async def test_that_were_kept_while_a_backup_was_made_lead_on_from_it(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        """A large backup takes longer than the minute between two slices."""
        operations = operations_of(client, database, tmp_path)
        earlier = utc_now() - timedelta(days=1)
        await backups_of(client, database, tmp_path, clock=lambda: earlier).create()
        await transfer(client, database, 1)
        made = await backups_of(client, database, tmp_path / "elsewhere").create()
        await transfer(client, database, 2)
        await operations.take()
        made.path.rename(tmp_path / made.path.name)
        await transfer(client, database, 3)
        await operations.take()

        async with an_empty_database(client) as target:
            replaying = operations_of(client, target, tmp_path)
            way = replaying.way_to(BackupFolder(tmp_path, SECRET).snapshot_of("latest"), None)
            await restoring_into(target, tmp_path).restore(tmp_path / made.path.name)
            await replaying.replay(way)
            there = await what_is_there(target)

        assert len(way.slices) == 2
        assert there == await what_is_there(database) == (3, 3, 0)

    async def test_trust_the_headers_of_what_was_kept_before(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        """It runs every minute: a backup of a hundred gigabytes is not read through each time."""
        made = await backups_of(client, database, tmp_path).create()
        data = bytearray(made.path.read_bytes())
        data[-30] ^= 1
        made.path.write_bytes(data)
        operations = operations_of(client, database, tmp_path)

        first, second = await operations.take(), await operations.take()

        assert (first.since, second.since) == (made.manifest.until, first.until)
