"""The replica set as production has it: key file, users with roles, TLS, and a network to cut.

``deployment/mongo/start.sh`` starts each member and ``paymentus database init`` makes set and
users; only what MongoDB's image does around them (the first start, where data lies) is done here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from faults.members import Members
from faults.network import Network, Place
from paymentus.app.embedded.binaries import find_mongod
from paymentus.app.embedded.mongod import DATABASE, complaints
from paymentus.app.embedded.processes import ChildProcess, wait_until
from paymentus.foundation.settings import with_options
from production.keys import DEPLOYMENT, MEMBER_NAMES, Keys

ROOT = "root"
CACHE_GIGABYTES = "0.25"
_READY_SECONDS = 90.0
# As the image: the first word is the program, which is ours; data lies in a folder of the drill.
_IMAGE = """#!/bin/sh
shift
exec {mongod} --dbpath "$DATA" --nounixsocket \\
    --wiredTigerEngineConfigString "log=(file_max=32MB,prealloc=false)" "$@"
"""


class GuardedMembers(Members):
    """``Members`` that nobody speaks to without TLS, and nobody changes without a password."""

    def __init__(self, folder: Path, network: Network, keys: Keys) -> None:
        self._keys = keys
        folder.mkdir(parents=True, exist_ok=True)
        self._image = folder / "image"
        self._image.write_text(_IMAGE.format(mongod=find_mongod({}).path))
        self._image.chmod(0o700)
        super().__init__(folder, network)
        self._tls = {"tls": True, "tlsCAFile": str(keys.ca_file)}
        self.reached_with = self._tls

    @property
    def hosts(self) -> str:
        """``host:port`` of all members, as ``MONGO_MEMBERS`` has them."""
        return ",".join(place.address for place in self._network.places)

    @property
    def uri(self) -> str:
        """For ``MONGO_URL``: the application's user, who may read and write its database only."""
        user = f"paymentus_app:{self._keys.app_password}"
        return f"mongodb://{user}@{self.hosts}/{DATABASE}?replicaSet=rs0&authSource={DATABASE}"

    @property
    def metrics_uri(self) -> str:
        """For the exporter: a user who only measures."""
        user = f"paymentus_metrics:{self._keys.metrics_password}"
        return f"mongodb://{user}@{self.hosts}/?replicaSet=rs0&authSource=admin"

    def start(self) -> None:
        """Root user, members, set, users; returns with a primary and a checkpoint everywhere."""
        self._make_root_user()
        for number in range(len(self._children)):
            self._start(number)
        for number in range(len(self._children)):
            self._wait_until(lambda number=number: self._hello(number) is not None, "a member")  # type: ignore[misc]
        self._initialise()
        self.reached_with = {**self._tls, "username": ROOT, "password": self._keys.root_password}
        self._wait_until(self.is_whole, "the replica set")
        self._wait_until(self._settled, "a checkpoint of every member")

    def operator_uri(self) -> str:
        """The whole set as root, for ``paymentus database init`` and for who looks by hand."""
        url = f"mongodb://{ROOT}:{self._keys.root_password}@{self.hosts}/?replicaSet=rs0"
        return with_options(url, tls="true", tlsCAFile=self._keys.ca_file, authSource="admin")

    def _make_root_user(self) -> None:
        """What the image does with ``MONGO_INITDB_ROOT_USERNAME``: a start without set and key."""
        place = self._network.places[0]
        host, port = place.bind
        options = ["--port", str(port), "--bind_ip", host]
        child = self._child(
            "mongod-first",
            place,
            [str(self._image), "mongod", *options, "--wiredTigerCacheSizeGB", CACHE_GIGABYTES],
            {"DATA": str(self._data(0))},
        )
        child.start()
        made = False

        def make() -> bool:
            nonlocal made
            try:
                with MongoClient[dict[str, Any]](
                    host, port, directConnection=True, serverSelectionTimeoutMS=500
                ) as client:
                    secret = self._keys.root_password
                    client.admin.command("createUser", ROOT, pwd=secret, roles=["root"])
                    made = True
            except PyMongoError:
                return False
            return made

        try:
            wait_until(make, what="mongod", timeout_seconds=_READY_SECONDS, needs=[child])
        finally:
            child.stop()

    def _initialise(self) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(sys.path),
            "MONGO_ROOT_USER": ROOT,
            "MONGO_ROOT_PASSWORD": self._keys.root_password,
            "MONGO_APP_PASSWORD": self._keys.app_password,
            "MONGO_METRICS_PASSWORD": self._keys.metrics_password,
            "MONGO_MEMBERS": self.hosts,
            "MONGO_TLS_CA_FILE": str(self._keys.ca_file),
        }
        done = subprocess.run(
            [sys.executable, "-m", "paymentus.app.cli", "database", "init"],
            env=environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"paymentus database init: {done.stdout}{done.stderr}")

    def _process(self, number: int, place: Place) -> ChildProcess:
        host, port = place.bind
        environment = {
            "DATA": str(self._data(number)),
            "MEMBER": MEMBER_NAMES[number],
            "SECRETS": str(self._keys.folder),
            "MONGO_PROGRAM": str(self._image),
            "MONGO_BIND": host,
            "MONGO_PORT": str(port),
            "MONGO_CACHE_GB": CACHE_GIGABYTES,
        }
        command = [str(DEPLOYMENT / "mongo" / "start.sh")]
        return self._child(f"mongod-{number}", place, command, environment)

    def _child(
        self, name: str, place: Place, command: list[str], environment: dict[str, str]
    ) -> ChildProcess:
        return ChildProcess(
            name=name,
            command=[*place.prefix, *command],
            log_path=self.folder / f"{name}.log",
            environment={"PATH": os.environ["PATH"], **environment},
            grace_seconds=20.0,
            read_log=complaints,
        )

    def _data(self, number: int) -> Path:
        data = self.folder / str(number)
        data.mkdir(parents=True, exist_ok=True)
        return data
