"""Runs the product's processes so that they die at a chosen boundary, one after another."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from paymentus.app.embedded.ports import LOOPBACK, free_ports
from paymentus.app.embedded.processes import tail
from paymentus.foundation import mongo, redis

from support.product import Product

_READY_SECONDS = 60.0
_SERVER = Path(__file__).with_name("crashing_server.py")
_API: dict[str, Any] = {
    "role": "api",
    "clock_ahead": 0.0,
    "jobs": [],
    "keyless": False,
    "listless": False,
}


@dataclass
class Doomed:
    """A process that will kill itself, unless it never comes to its boundary."""

    url: str
    trace: Path
    aim: Path
    pid: asyncio.Future[int]  # once it is ready
    ended: asyncio.Future[bool]  # whether it had killed itself

    def aim_at(self, point: str | None) -> None:
        """Before its flow begins."""
        self.aim.write_text(point or "")

    def go(self) -> None:
        """A worker waits for this before it looks for work."""
        os.kill(self.pid.result(), signal.SIGUSR2)

    def arm(self) -> None:
        """Boundaries of a worker count from now on."""
        os.kill(self.pid.result(), signal.SIGUSR1)

    def kill(self) -> None:
        """At once, wherever it is."""
        os.kill(self.pid.result(), signal.SIGKILL)

    async def stop(self) -> bool:
        """End it if it still runs; returns whether it had killed itself."""
        if not self.ended.done():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid.result(), signal.SIGTERM)
        async with asyncio.timeout(_READY_SECONDS):
            return await self.ended

    def passed(self) -> list[str]:
        """The boundaries it reached, in order; the last one is where it died."""
        return self.trace.read_text().splitlines()


class ForkServer:
    """Imports and wires the product once, then forks for every test of one product."""

    _running: ClassVar[dict[Path, ForkServer]] = {}

    def __init__(self, product: Product) -> None:
        self.log = product.folder / "logs" / "crashing.log"
        with self.log.open("ab") as errors:
            # It is tied to this process and to nothing of a test's event loop.
            self.process = subprocess.Popen(
                [sys.executable, str(_SERVER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=product.environment,
                start_new_session=True,
                bufsize=0,
            )
        self.numbers = itertools.count(1)

    @classmethod
    def of(cls, product: Product) -> ForkServer:
        """The product's own, started at first need; those of products before it end."""
        for folder in [folder for folder in cls._running if folder != product.folder]:
            cls._running.pop(folder).stop()
        if product.folder not in cls._running:
            server = cls._running[product.folder] = cls(product)
            atexit.register(server.stop)
        return cls._running[product.folder]

    def order(self, order: Mapping[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order).encode() + b"\n")

    def stop(self) -> None:
        """Safe to repeat."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        with self.process:
            pass  # waits, and closes its pipes


class Crashes:
    """Processes of one test. The next one is made ready while the present one works."""

    def __init__(self, product: Product, name: str) -> None:
        self._product = product
        self._name = name
        self._server = ForkServer.of(product)
        self._heard = b""
        self._started: dict[int, Doomed] = {}
        self._waiting: dict[str, Doomed] = {}

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Crashes]:
        """Listen to the fork server; at the end, no process of this test is left."""
        assert self._server.process.stdout is not None
        loop, spoken = asyncio.get_running_loop(), self._server.process.stdout.fileno()
        loop.add_reader(spoken, self._hear, spoken)
        try:
            yield self
        finally:
            for doomed in self._started.values():
                if not doomed.ended.done():
                    await self._until(doomed.pid)
                    with contextlib.suppress(ProcessLookupError):
                        doomed.kill()
                    await self._until(doomed.ended)
            loop.remove_reader(spoken)

    async def api(self, *, crash_on: str | None, **kind: Any) -> Doomed:
        """An API server that dies at this boundary, or never. ``kind``: ``clock_ahead`` seconds,
        ``keyless`` towards the processor, ``listless`` with its sanctions list out of date."""
        return await self._ready({**_API, **kind}, crash_on)

    async def worker(
        self,
        *,
        crash_on: str | None,
        clock_ahead: float = 0.0,
        jobs: Sequence[str] = (),
        armed: bool = False,
    ) -> Doomed:
        """A worker that dies at this boundary once it is armed (in one of ``jobs``, if any)."""
        kind = {**_API, "role": "worker", "clock_ahead": clock_ahead, "jobs": list(jobs)}
        doomed = await self._ready(kind, crash_on)
        if armed:
            doomed.arm()
        doomed.go()
        return doomed

    def prepare_api(self, **kind: Any) -> None:
        """Start one now that is handed out later."""
        self._prepare({**_API, **kind})

    def prepare_worker(self, *, clock_ahead: float = 0.0, jobs: Sequence[str] = ()) -> None:
        self._prepare({**_API, "role": "worker", "clock_ahead": clock_ahead, "jobs": list(jobs)})

    async def _ready(self, kind: dict[str, Any], crash_on: str | None) -> Doomed:
        self._prepare(kind)
        doomed = self._waiting.pop(json.dumps(kind))
        while not doomed.pid.done():
            # What is to be ready may itself wait for what a dead client's transaction holds.
            await forget_the_dead(self._product)
            await asyncio.wait([doomed.pid], timeout=0.3)
        await self._until(doomed.pid)
        doomed.aim_at(crash_on)
        return doomed

    def _prepare(self, kind: dict[str, Any]) -> None:
        name = json.dumps(kind)
        if name in self._waiting:
            return
        number, (port,) = next(self._server.numbers), free_ports(1)
        stem, loop = self._product.folder / f"{self._name}-{number}", asyncio.get_running_loop()
        doomed = Doomed(
            url=f"http://{LOOPBACK}:{port}",
            trace=stem.with_suffix(".trace"),
            aim=stem.with_suffix(".aim"),
            pid=loop.create_future(),
            ended=loop.create_future(),
        )
        order = {**kind, "number": number, "port": port}
        order |= {"trace": str(doomed.trace), "aim": str(doomed.aim)}
        self._started[number] = self._waiting[name] = doomed
        self._server.order(order)

    async def _until(self, future: asyncio.Future[Any]) -> None:
        await asyncio.wait([future], timeout=_READY_SECONDS)
        if not future.done():
            ended, log = self._server.process.poll(), self._server.log
            raise RuntimeError(f"{log} (ended: {ended}) ends with:\n{tail(log, lines=20)}")
        await future

    def _hear(self, spoken: int) -> None:
        *lines, self._heard = (self._heard + os.read(spoken, 65_536)).split(b"\n")
        for line in lines:
            said = json.loads(line)
            doomed = self._started.get(said["number"])
            if doomed is None:
                continue  # of a test before this one
            if said["event"] == "ready":
                doomed.pid.set_result(said["pid"])
                continue
            doomed.ended.set_result(said["killed"])
            if not doomed.pid.done():
                doomed.pid.set_exception(RuntimeError(f"it never began; see {self._server.log}"))


async def forget_the_dead(product: Product) -> None:
    """Undo at once what MongoDB and Redis undo by themselves some seconds after a crash.

    A dead client's open transaction blocks its documents until MongoDB ends it (after five
    seconds), and its turn in Redis lasts three. The runs under load wait for both; here that
    would only make each of hundreds of points slower.
    """
    client, _ = mongo.connect(product.mongo.uri)
    left = {"type": "idleSession", "transaction": {"$exists": True}}
    find: list[dict[str, Any]] = [
        {"$currentOp": {"allUsers": True, "idleSessions": True}},
        {"$match": left},
    ]
    sessions = [row["lsid"] async for row in await client.admin.aggregate(find)]
    if sessions:
        await client.admin.command("killSessions", [{"id": each["id"]} for each in sessions])
    await client.close()
    await forget_turns(product)


async def forget_turns(product: Product) -> None:
    """Of servers that died while it was theirs."""
    connection = redis.connect(product.redis.uri)
    async for key in connection.scan_iter("lease:*"):
        await connection.delete(key)
    await connection.aclose()
