"""A sandbox process of its own for these tests, the official SDK, and a place webhooks arrive at.

Every answer the SDK receives is judged by the official schemas, where they are present.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import stripe

from support import stripe_schema

BACKEND = Path(__file__).parents[2]
SECRET = "whsec_for_these_tests"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The pinned SDK hands httpx its body in a way that httpx warns about."""
    quiet = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(quiet)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class SandboxProcess:
    """A sandbox that can be stopped, killed and started again on the same data."""

    data_dir: Path
    port: int = field(default_factory=free_port)
    smtp_port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "sandbox", "--port", str(self.port),
                "--smtp-port", str(self.smtp_port), "--data-dir", str(self.data_dir),
                "--webhook-secret", SECRET,
            ],
            env={**os.environ, "PYTHONPATH": str(BACKEND / "src")},
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the sandbox ended"
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.url}/_sandbox/health").status_code == 200:
                    return
            time.sleep(0.02)
        raise RuntimeError("the sandbox did not answer in 20 s")

    def end(self, how: signal.Signals = signal.SIGTERM) -> float:
        """Seconds until the process was gone."""
        assert self.process is not None
        begun = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(10)
        return time.monotonic() - begun


class JudgingClient(stripe.HTTPXClient):
    """The SDK's own HTTP client; also judges every answer and keeps its headers."""

    def __init__(self) -> None:
        super().__init__(timeout=20)
        self.headers: list[dict[str, str]] = []

    def _sleep_time_seconds(self, *_: Any, **__: Any) -> float:
        return 0.0

    async def request_async(
        self, method: str, url: str, headers: Any, post_data: Any = None
    ) -> tuple[bytes, int, Any]:
        body, status, answered = await super().request_async(method, url, headers, post_data)
        self.headers.append({name.lower(): value for name, value in answered.items()})
        judge(body)
        return body, status, answered


def judge(body: bytes | str) -> None:
    """Fail the test if an answer fits the official schemas badly."""
    if not stripe_schema.available():
        return
    try:
        content = json.loads(body)
    except ValueError:
        return  # a broken answer that the test asked for
    assert stripe_schema.problems(content) == []


@dataclass
class Outside:
    """The sandbox as tests use it: the SDK, its pages and its control API."""

    url: str
    smtp_port: int
    stripe: stripe.StripeClient
    answers: JudgingClient
    http: httpx.AsyncClient

    async def control(self, path: str, body: Any = None, method: str = "POST") -> Any:
        answer = await self.http.request(method, f"/_sandbox/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def advance(self, seconds: float) -> None:
        await self.control("clock/advance", {"seconds": seconds})

    async def objects(self, kind: str, query: str = "") -> list[dict[str, Any]]:
        found = await self.control(f"objects/{kind}{query}", method="GET")
        rows: list[dict[str, Any]] = found["data"]
        return rows

    async def event_types(self) -> list[str]:
        events = await self.objects("event")
        for event in events:
            judge(json.dumps(event))
        return [event["type"] for event in events]


@contextlib.asynccontextmanager
async def connected(process: SandboxProcess, retries: int = 2) -> AsyncIterator[Outside]:
    answers = JudgingClient()
    client = stripe.StripeClient(
        "sk_test_sandbox",
        base_addresses={"api": process.url},
        http_client=answers,
        max_network_retries=retries,
    )
    async with httpx.AsyncClient(base_url=process.url, timeout=20) as http:
        yield Outside(process.url, process.smtp_port, client, answers, http)
    await answers.close_async()


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    stripe.enable_telemetry = False
    process = SandboxProcess(tmp_path_factory.mktemp("outside"))
    process.start()
    yield process
    process.end()


@pytest.fixture
async def outside(sandbox_process: SandboxProcess) -> AsyncIterator[Outside]:
    """Empty at the start of every test."""
    async with connected(sandbox_process) as outside:
        await outside.control("reset")
        await outside.control("webhook-faults", method="DELETE")
        yield outside


@dataclass
class Receiver:
    """Takes webhooks; answers the statuses in ``statuses`` first, then 200."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    received: list[tuple[str, bytes]] = field(default_factory=list)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                headers = dict(
                    line.lower().split(": ", 1) if ": " in line else (line, "")
                    for line in head.split("\r\n")[1:]
                )
                body = await reader.readexactly(int(headers["content-length"]))
                self.received.append((headers["stripe-signature"], body))
                status = self.statuses.pop(0) if self.statuses else 200
                writer.write(b"HTTP/1.1 %d X\r\ncontent-length: 0\r\n\r\n" % status)
                await writer.drain()
        writer.close()

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.received]

    async def wait_for(self, enough: Callable[[], bool]) -> None:
        for _ in range(400):
            if enough():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"waited 8 s; got {[event['type'] for event in self.events()]}")


@pytest.fixture
async def receiver(outside: Outside) -> AsyncIterator[Receiver]:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.take, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    await outside.control("webhooks", {"url": receiver.url})
    yield receiver
    await outside.control("webhooks", {"url": receiver.url, "events": ["none"]})
    server.close()


# What a payment needs when no way back is given.
NO_REDIRECT: dict[str, Any] = {
    "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"}
}


def a_payment(method: str = "pm_card_visa", **changes: Any) -> Any:
    return {
        "amount": 10_200,
        "currency": "usd",
        "payment_method": method,
        "confirm": True,
        **NO_REDIRECT,
        **changes,
    }


def a_checkout(**changes: Any) -> Any:
    line = {
        "price_data": {
            "currency": "usd",
            "unit_amount": 10_200,
            "product_data": {"name": "Water, October"},
        },
        "quantity": 1,
    }
    return {
        "mode": "payment",
        "success_url": "http://localhost:3000/done?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://localhost:3000/bills",
        "line_items": [line],
        **changes,
    }


def typed(number: str = "4242 4242 4242 4242", **changes: str) -> dict[str, str]:
    return {
        "email": "jo@example.com",
        "number": number,
        "expiry": "12 / 40",
        "cvc": "123",
        "name": "Jo Doe",
        **changes,
    }
