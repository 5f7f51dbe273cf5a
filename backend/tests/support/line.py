"""A line to a server that a test can cut, as networks do: before or after the work was done."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator


class Line:
    """Forwards TCP to ``port``. ``cut_at`` names what to look for in what the client sends."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._server: asyncio.Server | None = None
        self._wanted = b""
        self._after_work = False
        self._left = 0
        self.cuts = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    def cut_at(self, text: bytes, *, times: int, after_work: bool) -> None:
        """Cut the next ``times`` connections that send ``text``: with the answer lost, or before
        the server hears it."""
        self._wanted, self._left, self._after_work = text, times, after_work

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await self._forward(reader, writer)
        writer.close()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        answers = asyncio.create_task(_pump(far_reader, writer))
        try:
            while data := await reader.read(1 << 16):
                if self._left and self._wanted in data:
                    self._left -= 1
                    self.cuts += 1
                    if self._after_work:
                        answers.cancel()
                        await asyncio.gather(answers, return_exceptions=True)
                        far_writer.write(data)
                        await far_writer.drain()
                        await far_reader.read(1)
                    return
                far_writer.write(data)
                await far_writer.drain()
        finally:
            answers.cancel()
            await asyncio.gather(answers, return_exceptions=True)
            far_writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
        writer.close()


@contextlib.asynccontextmanager
async def line_to(port: int) -> AsyncIterator[Line]:
    line = Line(port)
    await line.start()
    try:
        yield line
    finally:
        await line.stop()
