"""A server that has enough to do tells the next one at once to come again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from paymentus.app.load_shedding import LoadSheddingMiddleware
from paymentus.foundation.metrics import Metrics


class Server:
    """Answers when ``go`` is set; ``/stream`` begins at once and goes on."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.begun = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/stream":
            await StreamingResponse(self._lines())(scope, receive, send)
            return
        await Request(scope, receive).body()
        self.begun += 1
        await self.go.wait()
        await JSONResponse({})(scope, receive, send)

    async def _lines(self) -> AsyncIterator[str]:
        yield "one"
        await self.go.wait()


def client(app: ASGIApp) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://server")


def shedding_of(app: ASGIApp, *, at_work_max: int) -> tuple[LoadSheddingMiddleware, Metrics]:
    metrics = Metrics()
    return LoadSheddingMiddleware(app, metrics=metrics, at_work_max=at_work_max), metrics


@pytest.fixture
async def server() -> Server:
    return Server()


async def begun(server: Server, count: int) -> None:
    async with asyncio.timeout(10):
        while server.begun < count:
            await asyncio.sleep(0.01)


async def test_is_told_at_once_when_to_come_again(server: Server) -> None:
    shedding, metrics = shedding_of(server, at_work_max=2)
    async with client(shedding) as http:
        working = [asyncio.create_task(http.post("/api/v1/payments")) for _ in range(2)]
        await begun(server, 2)

        refused = await http.post("/api/v1/payments")
        at_work = metrics.registry.get_sample_value("http_requests_at_work")
        server.go.set()
        answers = await asyncio.gather(*working)
        afterwards = await http.post("/api/v1/payments")

    assert refused.status_code == 503
    assert 8 <= int(refused.headers["Retry-After"]) <= 15
    assert refused.json()["code"] == "server_busy"
    assert [answer.status_code for answer in (*answers, afterwards)] == [200, 200, 200]
    assert server.begun == 3
    assert at_work == 2
    assert metrics.registry.get_sample_value("http_requests_at_work") == 0
    assert metrics.registry.get_sample_value("http_requests_turned_away_total") == 1


async def test_health_is_asked_all_the_same(server: Server) -> None:
    shedding, _ = shedding_of(server, at_work_max=1)
    async with client(shedding) as http:
        working = asyncio.create_task(http.post("/api/v1/payments"))
        await begun(server, 1)
        server.go.set()

        assert (await http.get("/api/health")).status_code == 200
        await working


async def test_neither_a_stream_nor_a_body_on_its_way_takes_a_place(server: Server) -> None:
    shedding, _ = shedding_of(server, at_work_max=1)

    async def slow_body() -> AsyncIterator[bytes]:
        yield b"half"
        await server.go.wait()

    async with client(shedding) as http:
        slow = asyncio.create_task(http.post("/slow", content=slow_body()))
        stream = asyncio.create_task(http.get("/stream"))
        await asyncio.sleep(0.1)
        quick = asyncio.create_task(http.post("/api/v1/payments"))
        await begun(server, 1)
        server.go.set()
        statuses = [answer.status_code for answer in await asyncio.gather(slow, stream, quick)]

    assert statuses == [200, 200, 200]
    assert shedding._at_work == 0
