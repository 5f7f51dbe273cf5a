from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from paymentus.app.database_access import METRICS_USER
from paymentus.app.embedded.binaries import find_mongod
from paymentus.app.embedded.ports import free_ports
from paymentus.app.embedded.processes import ChildProcess
from paymentus.app.exporters.mongodb import MongoFigures
from paymentus.foundation import mongo
from paymentus.foundation.mongo import DatabaseTrouble

from support.product import until

ROOT, SECRET = "root", "s3cret/of:root"
DATABASE = "paymentus_production"


@dataclass(frozen=True)
class Guarded:
    """A mongod with a key file, whose root user is all there is: as MongoDB's image leaves it."""

    member: str

    def url(self, user: str, password: str, *, source: str = "admin") -> str:
        return f"mongodb://{user}:{password}@{self.member}/{DATABASE}?authSource={source}"

    def init(self, **changes: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(sys.path),
            "MONGO_ROOT_USER": ROOT,
            "MONGO_ROOT_PASSWORD": SECRET,
            "MONGO_APP_PASSWORD": "app-1",
            "MONGO_METRICS_PASSWORD": "metrics-1",
            "MONGO_BACKUP_PASSWORD": "backup-1",
            "MONGO_MEMBERS": self.member,
            **changes,
        }
        return subprocess.run(
            [sys.executable, "-m", "paymentus.app.cli", "database", "init"],
            env=environment, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip


def _mongod(folder: Path, port: int, *options: str) -> ChildProcess:
    command = [str(find_mongod({}).path), "--dbpath", str(folder / "db"), "--port", str(port)]
    command += ["--bind_ip", "127.0.0.1", "--nounixsocket", "--wiredTigerCacheSizeGB", "0.25"]
    command += ["--wiredTigerEngineConfigString", "log=(file_max=32MB,prealloc=false)"]
    return ChildProcess(
        name="mongod", command=[*command, *options], log_path=folder / "log", environment={}
    )


@pytest.fixture
async def guarded(tmp_path: Path) -> AsyncIterator[Guarded]:
    port = free_ports(1)[0]
    (tmp_path / "db").mkdir()
    key_file = tmp_path / "keyfile"
    key_file.write_text("a" * 64)
    key_file.chmod(0o400)
    client, _ = mongo.connect(f"mongodb://127.0.0.1:{port}/?directConnection=true")

    async def answers() -> bool:
        try:
            return bool(await client.admin.command("ping"))
        except DatabaseTrouble:  # the line to the server that was stopped
            return False

    server = _mongod(tmp_path, port)
    server.start()
    await until("mongod", answers, seconds=30)
    await client.admin.command("createUser", ROOT, pwd=SECRET, roles=["root"])
    server.stop()
    server = _mongod(tmp_path, port, "--replSet", "rs0", "--keyFile", str(key_file))
    server.start()
    await until("mongod", answers, seconds=30)
    await client.close()
    yield Guarded(f"127.0.0.1:{port}")
    server.stop()


class TestInitialisation:
    async def test_makes_set_and_users_once_and_may_run_again(self, guarded: Guarded) -> None:
        first, again = guarded.init(), guarded.init(MONGO_APP_PASSWORD="app-2")

        assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
        assert "rs0: made" in first.stdout
        assert "rs0: there already" in again.stdout
        assert "paymentus_app: made" in first.stdout
        assert SECRET not in first.stdout + first.stderr
        client, database = mongo.connect(
            guarded.url("paymentus_app", "app-2", source=DATABASE) + "&replicaSet=rs0"
        )
        try:
            await database["payments"].insert_one({"_id": 1})
            await database["payments"].create_index("at")
            with pytest.raises(DatabaseTrouble, match="not authorized"):
                await client.get_database("another")["x"].insert_one({})
        finally:
            await client.close()
        await self._measures(guarded)

    async def _measures(self, guarded: Guarded) -> None:
        figures = MongoFigures(guarded.url(METRICS_USER, "metrics-1") + "&replicaSet=rs0")
        try:
            found = {metric.name: metric for metric in await figures.read()}
        finally:
            await figures.close()

        assert [sample.value for sample in found["mongodb_up"].samples] == [1]
        assert [sample.value for sample in found["mongodb_has_primary"].samples] == [1]
