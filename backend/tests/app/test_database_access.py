from __future__ import annotations

import os
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from paymentus.app.database_access import METRICS_USER, SCHEDULE_USER
from paymentus.app.embedded.binaries import find_mongod
from paymentus.app.embedded.ports import free_ports
from paymentus.app.embedded.processes import ChildProcess
from paymentus.app.exporters.mongodb import MongoFigures
from paymentus.foundation import mongo
from paymentus.foundation.mongo import DatabaseTrouble

from support.commands import Done, paymentus
from support.product import until

ROOT, SECRET = "root", "s3cret/of:root"
DATABASE = "paymentus_production"
DEPLOYMENT = Path(__file__).parents[3] / "deployment"


@dataclass(frozen=True)
class Guarded:
    """A mongod with a key file, whose root user is all there is: as MongoDB's image leaves it."""

    member: str
    ca_file: Path

    @property
    def tls(self) -> str:
        return f"tls=true&tlsCAFile={self.ca_file}"

    def url(self, user: str, password: str, *, source: str = "admin") -> str:
        return (
            f"mongodb://{user}:{password}@{self.member}/{DATABASE}?authSource={source}&{self.tls}"
        )

    def init(self, **changes: str) -> Done:
        environment = {
            "MONGO_ROOT_USER": ROOT,
            "MONGO_ROOT_PASSWORD": SECRET,
            "MONGO_APP_PASSWORD": "app-1",
            "MONGO_METRICS_PASSWORD": "metrics-1",
            "MONGO_SCHEDULE_PASSWORD": "schedule-1",
            "MONGO_MEMBERS": self.member,
            "MONGO_TLS_CA_FILE": str(self.ca_file),
            **changes,
        }
        return paymentus("database", "init", **environment)


@pytest.fixture
async def guarded(tmp_path: Path) -> AsyncIterator[Guarded]:
    """Keys by ``prepare.sh``, the member by ``start.sh``, as shipped, with the test's mongod."""
    port = free_ports(1)[0]
    (tmp_path / "db").mkdir()
    subprocess.run(
        [DEPLOYMENT / "scripts" / "prepare.sh", tmp_path], check=True, capture_output=True
    )
    program = tmp_path / "image"
    program.write_text(
        f"#!/bin/sh\nshift\nexec {find_mongod({}).path} --dbpath {tmp_path}/db --nounixsocket"
        ' --wiredTigerEngineConfigString "log=(file_max=32MB,prealloc=false)" "$@"\n'
    )
    program.chmod(0o700)
    place = {"MONGO_PORT": str(port), "MONGO_BIND": "127.0.0.1", "MONGO_CACHE_GB": "0.25"}
    # As the image does it: a first start without set, key and TLS, to make the root user.
    first = _member(tmp_path, program, "--port", str(port), "--bind_ip", "127.0.0.1")
    first.start()
    client, _ = mongo.connect(f"mongodb://127.0.0.1:{port}/?directConnection=true")
    await until("mongod", lambda: _answers(client), seconds=30)
    await client.admin.command("createUser", ROOT, pwd=SECRET, roles=["root"])
    await client.close()
    first.stop()
    environment = {
        **place, "PATH": os.environ["PATH"], "MEMBER": "mongo", "MONGO_PROGRAM": str(program),
        "SECRETS": str(tmp_path / "secrets"),
    }  # fmt: skip
    server = ChildProcess(
        name="mongod",
        command=[str(DEPLOYMENT / "mongo" / "start.sh")],
        log_path=tmp_path / "log",
        environment=environment,
    )
    server.start()
    guarded = Guarded(f"127.0.0.1:{port}", tmp_path / "secrets" / "internal_ca")
    client, _ = mongo.connect(f"mongodb://{guarded.member}/?{guarded.tls}&directConnection=true")
    await until("mongod with TLS", lambda: _answers(client), seconds=30)
    await client.close()
    yield guarded
    server.stop()


def _member(folder: Path, program: Path, *options: str) -> ChildProcess:
    command = [str(program), "mongod", *options, "--wiredTigerCacheSizeGB", "0.25"]
    return ChildProcess(
        name="mongod", command=command, log_path=folder / "first", environment={"PATH": "/bin"}
    )


async def _answers(client: mongo.Client) -> bool:
    try:
        return bool(await client.admin.command("ping"))
    except DatabaseTrouble:
        return False


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
            with pytest.raises(DatabaseTrouble, match="not authorized"):
                await client.get_database("local")["oplog.rs"].find_one()
        finally:
            await client.close()
        await self._keeps_operations(guarded)
        await self._measures(guarded)

    async def _keeps_operations(self, guarded: Guarded) -> None:
        client, database = mongo.connect(
            guarded.url(SCHEDULE_USER, "schedule-1") + "&replicaSet=rs0"
        )
        try:
            assert await client.get_database("local")["oplog.rs"].find_one() is not None
            assert await database["payments"].find_one() == {"_id": 1}
        finally:
            await client.close()

    async def _measures(self, guarded: Guarded) -> None:
        figures = MongoFigures(guarded.url(METRICS_USER, "metrics-1") + "&replicaSet=rs0")
        try:
            found = {metric.name: metric for metric in await figures.read()}
        finally:
            await figures.close()

        assert [sample.value for sample in found["mongodb_up"].samples] == [1]
        assert [sample.value for sample in found["mongodb_has_primary"].samples] == [1]
