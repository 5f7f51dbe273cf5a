"""Bodies that are too large or too slow, against a real server where the wire matters."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request

from paymentus.app import error_responses
from paymentus.app.embedded.ports import LOOPBACK, free_ports
from paymentus.app.request_limits import (
    DOCUMENT,
    PLAIN,
    UPLOAD,
    BodyLimits,
    RequestLimitsMiddleware,
    limits_at,
)
from paymentus.bills.domain.bill_file import FILE_BYTES_MAX
from paymentus.compliance.domain.kyc.documents import DOCUMENT_BYTES_MAX

QUICK = BodyLimits(bytes_max=1_000, seconds_max=1.0, silence_seconds_max=0.3)


def an_app(*, guarded: bool = True) -> FastAPI:
    app = FastAPI()
    error_responses.register(app)

    @app.post("/take")
    async def take(request: Request) -> int:
        return len(await request.body())

    @app.post("/json")
    async def json(body: dict[str, int]) -> int:
        return len(body)

    if guarded:
        app.add_middleware(RequestLimitsMiddleware, plain=QUICK, upload=QUICK)
    return app


def client(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here")


async def in_parts(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


@pytest.fixture
def server() -> Iterator[int]:
    port = free_ports(1)[0]
    running = uvicorn.Server(uvicorn.Config(an_app(), host=LOOPBACK, port=port, log_level="error"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield port
    running.should_exit = True
    thread.join(10)


class TestSize:
    @pytest.mark.parametrize("path", ["/take", "/json"])
    async def test_that_is_announced_too_large_is_refused_at_once(self, path: str) -> None:
        async with client(an_app()) as asking:
            answer = await asking.post(path, content=b"x" * 1_001)

        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
        assert answer.headers["content-type"] == "application/problem+json"

    async def test_that_is_not_announced_is_counted(self) -> None:
        async with client(an_app()) as asking:
            fits = await asking.post("/take", content=in_parts(b"x" * 600, b"x" * 400))
            too_large = await asking.post("/take", content=in_parts(b"x" * 600, b"x" * 401))

        assert fits.json() == 1_000
        assert too_large.status_code == 413

    async def test_is_no_matter_without_the_limits(self) -> None:
        """The control."""
        async with client(an_app(guarded=False)) as asking:
            assert (await asking.post("/take", content=b"x" * 1_001)).status_code == 200


class TestSlowness:
    @pytest.mark.parametrize("pause", [0.1, 5.0], ids=["drops", "silence"])
    async def test_ends_a_request_in_time(self, server: int, pause: float) -> None:
        reader, writer = await asyncio.open_connection(LOOPBACK, server)
        writer.write(b"POST /take HTTP/1.1\r\nHost: here\r\nContent-Length: 900\r\n\r\n")
        started = time.monotonic()

        async def drip() -> None:
            while True:
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(pause)

        dripping = asyncio.create_task(drip())
        line = await asyncio.wait_for(reader.readline(), 5)
        took = time.monotonic() - started
        dripping.cancel()
        await asyncio.gather(dripping, return_exceptions=True)
        writer.close()

        assert line.startswith(b"HTTP/1.1 408")
        assert took < 2.0


class TestLimits:
    @pytest.mark.parametrize(
        ("path", "limits"),
        [
            ("/api/v1/billers/bil_1/bill-files", UPLOAD),
            ("/api/v1/billers/bil_1/bill-files/preview", UPLOAD),
            ("/api/v1/billers/bil_1/bill-files/bfl_1", PLAIN),
            ("/api/v1/billers/bil_1/x/bill-files", PLAIN),
            ("/api/v1/kyc/documents", DOCUMENT),
            ("/api/v1/kyc/documents/kyd_1", PLAIN),
            ("/api/v1/payments", PLAIN),
        ],
    )
    def test_are_wide_for_files_only(self, path: str, limits: BodyLimits) -> None:
        assert limits_at(path) == limits

    def test_let_through_the_largest_bill_file(self) -> None:
        assert UPLOAD.bytes_max > FILE_BYTES_MAX

    def test_let_through_the_largest_document(self) -> None:
        assert DOCUMENT.bytes_max > DOCUMENT_BYTES_MAX
