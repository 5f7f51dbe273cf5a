from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bson
import pytest

from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Client, Database
from paymentus.recovery.domain.container import BackupDamaged
from paymentus.recovery.domain.manifest import Kind
from paymentus.recovery.domain.names import NoSuchBackup
from paymentus.recovery.service import BackupFolder
from paymentus.recovery.service.folder import FolderUnfit
from recovery.building import SECRET, backups_of

NOW = utc_now()


async def backups(client: Client, database: Database, folder: Path, *days_ago: int) -> list[str]:
    names = []
    for days in days_ago:
        at = NOW - timedelta(days=days)
        made = await backups_of(client, database, folder, clock=lambda at=at: at).create()
        names.append(made.path.name)
    return names


class TestAFolder:
    async def test_lists_backups_without_their_key_oldest_first(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        new, old = await backups(client, database, tmp_path, 0, 3)
        (tmp_path / "notes.txt").write_text("not a backup")

        files = BackupFolder(tmp_path, "").files()

        assert [file.name for file in files] == [old, new]
        assert {file.kind for file in files} == {Kind.SNAPSHOT}
        assert files[0].header["database"] == database.name

    async def test_keeps_seven_days_and_the_newest(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        names = await backups(client, database, tmp_path, 9, 8, 1)
        folder = BackupFolder(tmp_path, SECRET)

        assert folder.remove_old(now=NOW, keep=timedelta(days=7)) == names[:2]
        assert folder.remove_old(now=NOW + timedelta(days=99), keep=timedelta(days=7)) == []
        assert [file.name for file in folder.files()] == names[2:]

    async def test_writes_what_mongorestore_reads(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        row = {"_id": "usr_1", "id": "usr_1", "email": "hash"}
        await database["users"].insert_one(row)
        [name] = await backups(client, database, tmp_path / "b", 0)

        BackupFolder(tmp_path / "b", SECRET).extract(tmp_path / "b" / name, tmp_path / "out")

        top = tmp_path / "out" / database.name
        assert bson.decode_all((top / "users.bson").read_bytes()) == [row]
        about = bson.json_util.loads((top / "users.metadata.json").read_text())
        assert {index["name"] for index in about["indexes"]} == {
            *(await database["users"].index_information())
        }
        assert (top / "users.bson").stat().st_mode & 0o777 == 0o600

    async def test_writes_nothing_of_a_backup_that_does_not_open(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        [name] = await backups(client, database, tmp_path, 0)

        with pytest.raises(BackupDamaged):
            BackupFolder(tmp_path, SECRET + "?").extract(tmp_path / name, tmp_path / "out")

        assert not (tmp_path / "out").exists()

    def test_without_a_backup_says_so(self, tmp_path: Path) -> None:
        with pytest.raises(NoSuchBackup):
            BackupFolder(tmp_path / "none", SECRET).snapshot_of("latest")

    async def test_finds_the_newest_that_is_no_later_than_a_moment(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        """Of two of one day, the one from after the moment cannot lead back to it."""
        folder = BackupFolder(tmp_path, SECRET)
        [early] = await backups(client, database, tmp_path, 1)
        await asyncio.sleep(1.1)
        between = datetime.fromtimestamp(int(utc_now().timestamp()) + 1, UTC)
        await asyncio.sleep(1.1)
        await database["bills"].insert_one({"_id": "bil_1"})
        [late] = await backups(client, database, tmp_path, 0)

        assert folder.snapshot_of("latest").name == late
        assert folder.snapshot_of("latest", not_after=between).name == early
        with pytest.raises(NoSuchBackup, match="No later than"):
            folder.snapshot_of("latest", not_after=between - timedelta(days=9))

    def test_that_cannot_be_written_to_says_so(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")

        folder = BackupFolder(tmp_path / "file", SECRET)

        with pytest.raises(FolderUnfit), folder.writing("x"):
            pass

    def test_forgets_what_a_killed_backup_left(self, tmp_path: Path) -> None:
        (tmp_path / "20261123_134500.tar.gz.enc.partial").write_text("half of one")

        with BackupFolder(tmp_path, SECRET).writing("whole") as target:
            target.write(b"x")

        assert [path.name for path in tmp_path.iterdir()] == ["whole"]

    def test_leaves_alone_what_another_backup_is_writing_now(self, tmp_path: Path) -> None:
        folder = BackupFolder(tmp_path, SECRET)

        with folder.writing("a long one") as long:
            long.write(b"half, and ")
            with folder.writing("a short one") as short:
                short.write(b"x")
            long.write(b"the rest")

        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
            "a long one": b"half, and the rest",
            "a short one": b"x",
        }
