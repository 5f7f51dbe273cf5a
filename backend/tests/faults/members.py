"""A replica set of three whose members can be killed, stopped, cut off and filled up.

The members run with the options the product starts its own with. Nothing here is used by the
product: it sees an address with three members in it, as in production.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pymongo import MongoClient
from pymongo.errors import PyMongoError
from pymongo.write_concern import WriteConcern

from faults.network import Cut, Network, Place, undone
from paymentus.app.embedded import replica_set
from paymentus.app.embedded.binaries import find_mongod
from paymentus.app.embedded.mongod import DATABASE, complaints, server_command
from paymentus.app.embedded.processes import ChildProcess, stop_together, wait_until

T = TypeVar("T")
READY_SECONDS = 60.0
_WHOLE_SECONDS = 90.0
_SMALL_DISK_MEGABYTES = 768
_HEALTHY = {"PRIMARY", "SECONDARY"}


class Members:
    """``rs0`` on a network. Starts and stops like ``EmbeddedMongo``, for ``Product``."""

    # What our own looks at a member need besides its address; members with users and TLS have some.
    reached_with: Mapping[str, Any] = MappingProxyType({})

    def __init__(self, folder: Path, network: Network) -> None:
        self._network = network
        self.folder = folder
        self._children = [
            self._process(number, place) for number, place in enumerate(network.places)
        ]
        self.small_disk_member = -1

    @property
    def uri(self) -> str:
        hosts = ",".join(place.address for place in self._network.places)
        return f"mongodb://{hosts}/{DATABASE}?replicaSet={replica_set.SET_NAME}"

    def start(self) -> None:
        """All members, the set's configuration, and a primary."""
        for number in range(len(self._children)):
            self._start(number)
        for number in range(len(self._children)):
            self._wait_until(lambda number=number: self._hello(number) is not None, "a member")  # type: ignore[misc]
        members = [
            {"_id": number, "host": place.address}
            for number, place in enumerate(self._network.places)
        ]
        configuration = {
            "_id": replica_set.SET_NAME,
            "members": members,
            "settings": replica_set.SETTINGS,
        }
        with self._client(0) as client:
            client.admin.command("replSetInitiate", configuration)
        self._wait_until(self.is_whole, "the replica set")
        self._wait_until(self._settled, "a checkpoint of every member")

    def _settled(self) -> bool:
        """A member cut off before its first checkpoint has nothing to roll back to: it aborts."""
        primary = self.primary()
        if primary is None:
            return False
        try:
            with self._client(primary) as client:
                database = client.get_database("faults", write_concern=WriteConcern("majority"))
                database.settled.insert_one({})
            for number in range(len(self._children)):
                with self._client(number) as client:
                    client.admin.command("fsync")
        except PyMongoError:
            return False
        return True

    def stop(self) -> None:
        for child in self._children:
            _signal(child, signal.SIGCONT)
        stop_together(self._children)

    @contextlib.contextmanager
    def with_small_disk(self, number: int) -> Iterator[None]:
        """A member whose data folder is a disk that can be filled."""
        disk = self.folder / str(number)
        disk.mkdir(parents=True, exist_ok=True)
        self.small_disk_member = number
        mount = f"mount -t tmpfs -o size={_SMALL_DISK_MEGABYTES}m tmpfs {disk}"
        with undone([f"umount -l {disk}"]):
            if os.system(mount):
                raise RuntimeError(f"not possible: {mount}")
            yield

    # What is asked.

    def primary(self) -> int | None:
        """The member that takes writes and that most others agree on (newest term)."""
        found = []
        for number in range(len(self._children)):
            hello = self._hello(number)
            if hello and hello.get("isWritablePrimary"):
                found.append((str(hello.get("electionId")), number))
        return max(found)[1] if found else None

    def answers(self, number: int) -> bool:
        """Whether a client reaches this member, by the address that all use."""
        host, _, port = self._network.places[number].address.partition(":")
        try:
            with _client(host, int(port), self.reached_with) as client:
                return bool(client.admin.command("ping"))
        except PyMongoError:
            return False

    def is_whole(self) -> bool:
        """One primary, all others follow it closely."""
        primary = self.primary()
        if primary is None:
            return False
        try:
            with self._client(primary) as client:
                told = client.admin.command("replSetGetStatus")["members"]
        except PyMongoError:
            return False
        newest = max(member["optimeDate"] for member in told) if told else None
        return len(told) == len(self._children) and all(
            member["stateStr"] in _HEALTHY
            and newest is not None
            and (newest - member["optimeDate"]).total_seconds() <= 10
            for member in told
        )

    async def known_primary(self) -> int:
        """Its number, as soon as there is one."""
        return await _ask_until(self.primary, "a primary")

    async def whole(self) -> None:
        await _ask_until(lambda: self.is_whole() or None, "the whole replica set")

    # What is done to it.

    def kill(self, number: int) -> None:
        self._children[number].kill()

    def restart(self, number: int) -> None:
        """Must be called in the main thread."""
        self._start(number)

    def bound(self, number: int) -> tuple[str, int]:
        """Host and port of the member itself, whatever stands between it and the others."""
        return self._network.places[number].bind

    def is_running(self, number: int) -> bool:
        return self._children[number].is_running()

    def freeze(self, number: int) -> None:
        _signal(self._children[number], signal.SIGSTOP)

    def thaw(self, number: int) -> None:
        _signal(self._children[number], signal.SIGCONT)

    def step_down(self, number: int) -> None:
        with contextlib.suppress(PyMongoError), self._client(number) as client:
            client.admin.command({"replSetStepDown": 10, "force": True})

    def cut(self, number: int, how: Cut) -> None:
        self._network.cut(number, how)

    def heal(self) -> None:
        self._network.heal()

    def fill_disk(self) -> None:
        """Not a byte is left on the small disk."""
        with contextlib.suppress(OSError), self._filler.open("wb", 0) as filler:
            block = bytes(1 << 20)
            while True:
                filler.write(block)

    def empty_disk(self) -> None:
        self._filler.unlink(missing_ok=True)

    @property
    def _filler(self) -> Path:
        assert self.small_disk_member >= 0
        return self.folder / str(self.small_disk_member) / "filler"

    def _start(self, number: int) -> None:
        child = self._children[number]
        child.start()
        assert child.pid is not None
        self._network.started(number, child.pid)

    def _process(self, number: int, place: Place) -> ChildProcess:
        folder = self.folder / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        host, port = place.bind
        command = server_command(find_mongod(), folder, host=host, port=port, cache_gigabytes=0.25)
        return ChildProcess(
            name=f"mongod-{number}",
            command=[*place.prefix, *command],
            log_path=self.folder / f"mongod-{number}.log",
            read_log=complaints,
        )

    def _client(self, number: int) -> MongoClient[dict[str, Any]]:
        return _client(*self.bound(number), self.reached_with)

    def _hello(self, number: int) -> dict[str, Any] | None:
        try:
            with self._client(number) as client:
                return client.admin.command("hello")
        except PyMongoError:
            return None

    def _wait_until(self, holds: Callable[[], bool], what: str) -> None:
        wait_until(holds, what=what, timeout_seconds=READY_SECONDS, needs=self._children)


def _client(host: str, port: int, options: Mapping[str, Any]) -> MongoClient[dict[str, Any]]:
    return MongoClient(
        host,
        port,
        directConnection=True,
        serverSelectionTimeoutMS=1_000,
        connectTimeoutMS=1_000,
        socketTimeoutMS=2_000,
        **options,
    )


def _signal(child: ChildProcess, number: signal.Signals) -> None:
    if child.is_running() and child.pid is not None:
        os.kill(child.pid, number)


async def _ask_until(ask: Callable[[], T | None], what: str) -> T:
    deadline = time.monotonic() + _WHOLE_SECONDS
    while (answer := await asyncio.to_thread(ask)) is None:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {_WHOLE_SECONDS:.0f} s")
        await asyncio.sleep(0.2)
    return answer
