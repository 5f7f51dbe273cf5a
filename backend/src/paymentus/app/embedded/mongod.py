"""A real MongoDB replica set on loopback: one member for a laptop, three to lose one of them.

Invariants: member n keeps its data in ``data_dir/n`` and comes back over it after any end, SIGKILL
included; `start` returns only after a transaction was committed with majority and read back.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from paymentus.app.embedded import replica_set
from paymentus.app.embedded.binaries import Binary, find_mongod
from paymentus.app.embedded.ports import LOOPBACK, free_ports
from paymentus.app.embedded.processes import (
    ChildProcess,
    ProcessEnded,
    stop_together,
    wait_until,
)

DEFAULT_BASE_PORT = 27117
DATABASE = "paymentus_production"

_READY_SECONDS = 60.0
_PROBE_DATABASE = "paymentus_embedded"  # apart from the product's own database
_ATTEMPTS_AT_PORTS = 3
_RUN_BEGINS = "Build Info"  # logged once, before anything can fail
_PORT_WAS_TAKEN = "Address already in use"

# Why some are set is in docs/decisions/0008. Sizes suit a laptop.
_PARAMETERS = {
    # A dead client's locks go in seconds, not a minute. MongoDB looks every half of this time, so
    # with 5 a killed server held the log's head for up to 7.5 s, and payments for 9.
    "transactionLifetimeLimitSeconds": "3",
    # A member that copies from a frozen one looks for another after two seconds, not six.
    "oplogNetworkTimeoutBufferSeconds": "1",
    "shutdownTimeoutMillisForSignaledShutdown": "500",  # the default holds up a stop for 15 s
    "diagnosticDataCollectionEnabled": "false",
}
_OPLOG_MEGABYTES = "512"
# MongoDB prepares three journal files of 100 MB in each data folder, which a laptop has no use for.
_ENGINE = "log=(file_max=32MB,prealloc=false)"


class EmbeddedMongo:
    """A replica set ``rs0`` of 1 or more members.

    ``base_port`` is member 0's port and the others follow it; 0 chooses free ports. Ports may
    differ from one start to the next. ``cache_gigabytes`` is each member's, at least 0.25.
    """

    def __init__(
        self,
        data_dir: Path | str,
        replicas: int = 1,
        *,
        base_port: int = DEFAULT_BASE_PORT,
        binary: Binary | None = None,
        log_dir: Path | str | None = None,
        cache_gigabytes: float = 0.25,
    ) -> None:
        if replicas < 1 or replicas > 7:
            raise ValueError("a replica set has 1 to 7 voting members")
        self.replicas = replicas
        self._data_dir = Path(data_dir).resolve()
        self._log_dir = Path(log_dir).resolve() if log_dir else self._data_dir
        self._base_port = base_port
        self._binary = binary
        self._cache_gigabytes = cache_gigabytes
        self._ports: list[int] = []
        self._children: list[ChildProcess] = []

    @property
    def name(self) -> str:
        """What people call it."""
        return "MongoDB" if self.replicas == 1 else f"MongoDB ({self.replicas} members)"

    @property
    def ports(self) -> tuple[int, ...]:
        """Port of each member, by number. Chosen at the first start when ``base_port`` is 0."""
        if not self._ports:
            self._ports = self._choose_ports()
        return tuple(self._ports[: self.replicas])

    @property
    def uri(self) -> str:
        """The address for ``MONGO_URL``, with every member in it."""
        hosts = ",".join(replica_set.address_of(port) for port in self.ports)
        return f"mongodb://{hosts}/{DATABASE}?replicaSet={replica_set.SET_NAME}"

    @property
    def children(self) -> tuple[ChildProcess, ...]:
        """The member processes, by number, for a supervisor. Empty before the first start."""
        return tuple(self._children[: self.replicas])

    def start(self) -> None:
        """Start the members and return when a transaction commits.

        Raises what `find_mongod` raises, `ProcessEnded` or `NotReadyInTime`.
        """
        for attempt in range(1, _ATTEMPTS_AT_PORTS + 1):
            self.launch()
            try:
                self.wait_ready()
                return
            except ProcessEnded as ended:
                self.stop()
                chosen_by_us = self._base_port == 0
                if attempt == _ATTEMPTS_AT_PORTS or not chosen_by_us:
                    raise
                if _PORT_WAS_TAKEN not in str(ended):
                    raise
                self._ports, self._children = [], []
            except BaseException:
                self.stop()
                raise

    def launch(self) -> None:
        """Start the member processes and return at once; `wait_ready` does the rest."""
        ports = [*self.ports, *self._ports[self.replicas :]]
        if not self._children:
            binary = self._binary or find_mongod()
            self._children = [
                self._process(binary, number=number, port=port) for number, port in enumerate(ports)
            ]
        for child in self._children:
            child.start()

    def wait_ready(self, timeout_seconds: float = _READY_SECONDS) -> None:
        """Bring the set to its configuration and prove that it commits.

        Raises `ProcessEnded` or `NotReadyInTime`.
        """
        for number in range(len(self._children)):
            self._wait_for_member(number, timeout_seconds)
        known = replica_set.newest_configuration(self._ports)
        if known is None:
            replica_set.initiate(self.ports)
        else:
            replica_set.correct_addresses(known, self._ports)
        self.wait_for_primary(timeout_seconds)
        if known is not None:
            replica_set.adopt_settings(known, ports=self._ports, children=self._children)
            self._resize(replica_set.numbers_in(known))
        self._prove_commit(timeout_seconds)

    def wait_for_primary(self, timeout_seconds: float = _READY_SECONDS) -> int:
        """Return the number of the primary as soon as there is one that takes writes."""
        wait_until(
            lambda: self._find_primary() is not None,
            what="a MongoDB primary",
            timeout_seconds=timeout_seconds,
        )
        return self.primary_index()

    def primary_index(self) -> int:
        """The member that takes writes now; raises RuntimeError during an election."""
        found = self._find_primary()
        if found is None:
            raise RuntimeError("the replica set has no primary at this moment")
        return found

    def kill_member(self, number: int) -> None:
        """SIGKILL one member, as a crash would."""
        self._children[number].kill()

    def restart_member(self, number: int, timeout_seconds: float = _READY_SECONDS) -> None:
        """Start a member that ended, over its data, and return when it answers."""
        self._children[number].start()
        self._wait_for_member(number, timeout_seconds)

    def stop(self) -> None:
        """Stop all members; does nothing when none runs."""
        stop_together(self._children)

    def __enter__(self) -> EmbeddedMongo:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _choose_ports(self) -> list[int]:
        """A port for each wanted member, and for each that an earlier, larger set left behind."""
        existing = [
            int(p.name) for p in self._data_dir.glob("[0-9]") if (p / "WiredTiger").exists()
        ]
        count = max([self.replicas, *(number + 1 for number in existing)])
        if self._base_port == 0:
            return free_ports(count)
        return [self._base_port + number for number in range(count)]

    def _process(self, binary: Binary, *, number: int, port: int) -> ChildProcess:
        folder = self._data_dir / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        command = server_command(
            binary, folder, host=LOOPBACK, port=port, cache_gigabytes=self._cache_gigabytes
        )
        return ChildProcess(
            name=f"mongod-{number}",
            command=command,
            log_path=self._log_dir / f"mongod-{number}.log",
            grace_seconds=10.0,
            read_log=complaints,
        )

    def _wait_for_member(self, number: int, timeout_seconds: float) -> None:
        child = self._children[number]
        wait_until(
            lambda: replica_set.answers(self._ports[number], pid=child.pid),
            what=child.name,
            timeout_seconds=timeout_seconds,
            needs=[child],
        )

    def _find_primary(self) -> int | None:
        for number, port in enumerate(self._ports):
            if self._children[number].is_running() and replica_set.is_writable_primary(port):
                return number
        return None

    def _resize(self, known: set[int]) -> None:
        wanted = set(range(self.replicas))
        for number in sorted(wanted - known):
            self._empty(number)
            replica_set.add_member(number, self._ports, self._children)
        if known - wanted:
            replica_set.keep_first_members(self.replicas, self._ports, self._children)
        surplus = self._children[self.replicas :]
        stop_together(surplus)
        for number in range(self.replicas, len(self._ports)):
            shutil.rmtree(self._data_dir / str(number), ignore_errors=True)
        del self._children[self.replicas :], self._ports[self.replicas :]

    def _empty(self, number: int) -> None:
        """Give a member a fresh folder: one that left the set earlier holds an outdated copy."""
        if replica_set.stored_configuration(self._ports[number]) is None:
            return
        child = self._children[number]
        child.stop()
        folder = self._data_dir / str(number)
        shutil.rmtree(folder)
        folder.mkdir()
        self.restart_member(number)

    def _prove_commit(self, timeout_seconds: float) -> None:
        """Commit a transaction with majority and read it back, through a new client."""
        client: MongoClient[dict[str, Any]] = MongoClient(
            self.uri, serverSelectionTimeoutMS=int(timeout_seconds * 1000)
        )
        now = datetime.now(UTC).isoformat()
        with client:
            starts = client[_PROBE_DATABASE].get_collection(
                "starts", read_concern=ReadConcern("majority")
            )
            if starts.find_one({"_id": "last"}) is None:
                starts.insert_one({"_id": "last"})  # collections are not made in transactions
            with (
                client.start_session() as session,
                session.start_transaction(
                    read_concern=ReadConcern("snapshot"),
                    write_concern=WriteConcern("majority", j=True),
                ),
            ):
                starts.update_one({"_id": "last"}, {"$set": {"at": now}}, session=session)
            kept = starts.find_one({"_id": "last"})
        if kept is None or kept.get("at") != now:
            raise PyMongoError("a committed transaction could not be read back")


def server_command(
    binary: Binary, folder: Path, *, host: str, port: int, cache_gigabytes: float
) -> list[str]:
    """How a member is started: with the options that what we promise rests on."""
    command = [str(binary.path), "--dbpath", str(folder)]
    command += ["--bind_ip", host, "--port", str(port), "--nounixsocket"]
    command += ["--replSet", replica_set.SET_NAME, "--oplogSize", _OPLOG_MEGABYTES]
    command += ["--wiredTigerCacheSizeGB", str(cache_gigabytes), "--quiet"]
    command += ["--wiredTigerEngineConfigString", _ENGINE]
    for name, value in _PARAMETERS.items():
        command += ["--setParameter", f"{name}={value}"]
    return command


def complaints(log: str) -> str:
    """The errors of the latest run in a mongod log, one a line.

    The log is one JSON document a line; "s" is the severity (E error, F fatal), and a run that
    fails goes on to tell at length how it shuts down.
    """
    found: list[str] = []
    for line in log.splitlines():
        try:
            said = json.loads(line)
            if said["msg"].startswith(_RUN_BEGINS):
                found = []
            if said["s"] in {"E", "F"}:
                cause = said.get("attr", {}).get("error", "")
                found.append(f"{said['msg']} {cause}".strip())
        except (ValueError, KeyError, AttributeError):
            found.append(line)  # said before logging began, such as a refused option
    return "\n".join(found)
