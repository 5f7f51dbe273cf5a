"""Runs the product's processes so that they die at a chosen boundary, one after another."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paymentus.app.embedded.ports import LOOPBACK, free_ports
from paymentus.app.embedded.processes import tail
from paymentus.foundation import mongo, redis

from support.product import Product

_READY_SECONDS = 60.0
_SERVER = Path(__file__).with_name("crashing_server.py")


@dataclass
class Doomed:
    """A process that will kill itself, unless it never comes to its boundary."""

    pid: int
    trace: Path
    ended: asyncio.Future[dict[str, Any]]

    def arm(self) -> None:
        """Boundaries of a worker count from now on."""
        os.kill(self.pid, signal.SIGUSR1)

    async def stop(self) -> bool:
        """End it if it still runs; returns whether it had killed itself."""
        if self.ended.done():
            return True
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        said = await self.ended
        return bool(said["killed"])

    def passed(self) -> list[str]:
        """The boundaries it reached, in order; the last one is where it died."""
        return self.trace.read_text().splitlines()


class Crashes:
    """One fork server. ``run`` starts a process in about a tenth of a second."""

    def __init__(self, product: Product, name: str) -> None:
        self._product = product
        self._name = name
        self._log = product.folder / "logs" / f"{name}.log"
        self._port = free_ports(1)[0]
        self.url = f"http://{LOOPBACK}:{self._port}"
        self._process: asyncio.subprocess.Process | None = None
        self._said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._reader: asyncio.Task[None] | None = None
        self._current: Doomed | None = None

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Crashes]:
        with self._log.open("ab") as errors:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                str(_SERVER),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                env=self._product.environment,
                start_new_session=True,
            )
        self._reader = asyncio.create_task(self._read())
        try:
            await self._hear("started")
            yield self
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()
            await asyncio.gather(self._reader, return_exceptions=True)

    async def api(self, *, crash_on: str | None) -> Doomed:
        """An API server that dies at this boundary, or never."""
        return await self._run(role="api", crash_on=crash_on)

    async def worker(
        self, *, crash_on: str | None, clock_ahead: float = 0.0, jobs: Sequence[str] = ()
    ) -> Doomed:
        """A worker that dies at this boundary once it is armed (in one of ``jobs``, if any)."""
        return await self._run(
            role="worker", crash_on=crash_on, clock_ahead=clock_ahead, jobs=list(jobs)
        )

    async def _run(self, **order: Any) -> Doomed:
        assert self._process is not None
        assert self._process.stdin is not None
        trace = self._product.folder / f"{self._name}.trace"
        order = {"port": self._port, "trace": str(trace), **order}
        ended = asyncio.get_running_loop().create_future()
        self._current = Doomed(0, trace, ended)
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        await self._process.stdin.drain()
        said = await self._hear("ready")
        self._current.pid = said["pid"]
        return self._current

    async def _hear(self, event: str) -> dict[str, Any]:
        async with asyncio.timeout(_READY_SECONDS):
            said = await self._said.get()
        if said["event"] != event:
            raise RuntimeError(f"{said}; {self._log} ends with:\n{tail(self._log, lines=20)}")
        return said

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            said = json.loads(line)
            if said["event"] == "ended" and self._current and self._current.pid:
                self._current.ended.set_result(said)
            else:
                self._said.put_nowait(said)
        self._said.put_nowait({"event": "gone"})


async def forget_the_dead(product: Product) -> None:
    """Undo at once what MongoDB and Redis undo by themselves some seconds after a crash.

    A dead client's open transaction blocks its documents until MongoDB ends it (after five
    seconds), and its turn in Redis lasts three. The run of 200 payments waits for both; here that
    would only make each of hundreds of points slower.
    """
    client, _ = mongo.connect(product.mongo.uri)
    await client.admin.command("killAllSessions", [])
    await client.close()
    await forget_turns(product)


async def forget_turns(product: Product) -> None:
    """Of servers that died while it was theirs."""
    connection = redis.connect(product.redis.uri)
    async for key in connection.scan_iter("lease:*"):
        await connection.delete(key)
    await connection.aclose()
