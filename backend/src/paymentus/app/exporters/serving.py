"""Serves figures that are read anew for each scrape, until the process is told to stop."""

from __future__ import annotations

import asyncio
import hmac
import signal
from collections.abc import Awaitable, Callable, Iterable
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from prometheus_client import CollectorRegistry, make_wsgi_app
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


async def serve(read: Read, *, host: str, port: int, token: str | None = None) -> None:
    """Serve at ``http://host:port/metrics`` until SIGTERM or SIGINT; with ``token`` only to who
    sends it as a bearer token (RFC 6750)."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    registry = CollectorRegistry()
    registry.register(ReadOnScrape(read, loop))
    page: WSGIApplication = make_wsgi_app(registry)
    server = make_server(
        host, port, page if token is None else _guarded(page, token), _Server, _Quiet
    )
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        await stop.wait()
    finally:
        server.shutdown()
        await asyncio.to_thread(thread.join)
        server.server_close()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Scrapes are not logged."""


def _guarded(page: WSGIApplication, token: str) -> WSGIApplication:
    wanted = f"Bearer {token}".encode()

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        given = str(environ.get("HTTP_AUTHORIZATION", "")).encode("utf-8", "replace")
        if hmac.compare_digest(given, wanted):
            return page(environ, start)
        start("401 Unauthorized", [("WWW-Authenticate", "Bearer"), ("Content-Length", "0")])
        return [b""]

    return answer
