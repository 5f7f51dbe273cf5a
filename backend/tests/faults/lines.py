"""A network that can be cut without being root: every member stands behind a TCP proxy, and its
address in the set is the proxy's, so that replication goes through it too.

Who speaks is told by the process at the other end of the connection (Linux). What must not pass is
held back, not lost: it arrives when the line is whole again, as TCP's repeated packets would.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from faults.network import Cut, Place
from paymentus.app.embedded.ports import LOOPBACK, free_ports

_CLIENT = -1
_ESTABLISHED = "01"
_LOOK_SECONDS = 0.05


class Lines:
    """One proxy a member, all in a thread of their own: the tests' own loop may be busy."""

    def __init__(self, count: int) -> None:
        ports = free_ports(2 * count)
        self._fronts, self._backs = ports[:count], ports[count:]
        self._pids: dict[int, int] = {}
        # (from, to), by member number; replaced whole, so that the other thread sees all of it.
        self._blocked: frozenset[tuple[int, int]] = frozenset()
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def places(self) -> Sequence[Place]:
        return [
            Place(f"{LOOPBACK}:{front}", (LOOPBACK, back))
            for front, back in zip(self._fronts, self._backs, strict=True)
        ]

    def started(self, number: int, pid: int) -> None:
        self._pids = {**self._pids, number: pid}

    def cut(self, number: int, how: Cut) -> None:
        others = [other for other in range(len(self._fronts)) if other != number]
        if how is Cut.GONE:
            others.append(_CLIENT)
        to_it = {(other, number) for other in others} if how is not Cut.MUTE else set()
        from_it = {(number, other) for other in others} if how is not Cut.DEAF else set()
        self._blocked = frozenset(to_it | from_it)

    def heal(self) -> None:
        self._blocked = frozenset()

    @contextlib.contextmanager
    def made(self) -> Iterator[Lines]:
        thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
            yield self
        finally:
            asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join(10)
            self._loop.close()

    async def _listen(self) -> None:
        self._servers = [
            await asyncio.start_server(
                lambda reader, writer, number=number: self._serve(number, reader, writer),  # type: ignore[misc]
                LOOPBACK,
                front,
            )
            for number, front in enumerate(self._fronts)
        ]

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(
        self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        caller = self._who(writer.get_extra_info("peername")[1], self._fronts[number])
        with contextlib.suppress(OSError, asyncio.CancelledError):
            far_reader, far_writer = await asyncio.open_connection(LOOPBACK, self._backs[number])
            pumps = [
                asyncio.ensure_future(self._pump(reader, far_writer, (caller, number))),
                asyncio.ensure_future(self._pump(far_reader, writer, (number, caller))),
            ]
            try:
                await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for pump in pumps:
                    pump.cancel()
                await asyncio.gather(*pumps, return_exceptions=True)
                far_writer.close()
        writer.close()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: tuple[int, int]
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(1 << 16):
                while way in self._blocked:
                    await asyncio.sleep(_LOOK_SECONDS)
                writer.write(data)
                await writer.drain()

    def _who(self, from_port: int, to_port: int) -> int:
        """The member whose process holds this end of the connection, or a client."""
        inode = _inode(from_port, to_port)
        for number, pid in self._pids.items():
            if inode is not None and _holds(pid, inode):
                return number
        return _CLIENT


def _inode(from_port: int, to_port: int) -> str | None:
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        fields = line.split()
        here, there = (int(end.rpartition(":")[2], 16) for end in fields[1:3])
        if fields[3] == _ESTABLISHED and (here, there) == (from_port, to_port):
            return fields[9]
    return None


def _holds(pid: int, inode: str) -> bool:
    wanted = f"socket:[{inode}]"
    with contextlib.suppress(OSError):
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                if str(descriptor.readlink()) == wanted:
                    return True
    return False
