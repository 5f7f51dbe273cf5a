"""Serves figures that are read anew for each scrape, until the process is told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterable

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import Metric
from prometheus_client.registry import Collector

Read = Callable[[], Awaitable[Iterable[Metric]]]

SCRAPE_SECONDS = 9.0
"""Less than Prometheus waits, so that it is we who say what was missing."""


class ReadOnScrape(Collector):
    """``collect`` is called by the HTTP server's thread; reading happens in the loop."""

    def __init__(self, read: Read, loop: asyncio.AbstractEventLoop) -> None:
        self._read = read
        self._loop = loop

    def collect(self) -> Iterable[Metric]:
        async def read() -> Iterable[Metric]:
            return await self._read()

        return asyncio.run_coroutine_threadsafe(read(), self._loop).result(SCRAPE_SECONDS)

    def describe(self) -> Iterable[Metric]:
        """Nothing is read when it is registered."""
        return ()


async def serve(read: Read, *, host: str, port: int) -> None:
    """Serve at ``http://host:port/metrics`` until SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    registry = CollectorRegistry()
    registry.register(ReadOnScrape(read, loop))
    server, thread = start_http_server(port, host, registry)
    try:
        await stop.wait()
    finally:
        server.shutdown()
        await asyncio.to_thread(thread.join)
        server.server_close()
