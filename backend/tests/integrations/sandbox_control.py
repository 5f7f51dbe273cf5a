"""The sandbox's control API, as tests use it, and a server that answers whatever it is told to."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from paymentus.integrations.payment_processor.stripe import StripeProcessor


class SandboxControl:
    """Acts of the outside world: a payer at the page, a fault on the line."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.AsyncClient(base_url=url, timeout=20)
        self._stripe = httpx.AsyncClient(base_url=url, timeout=20, auth=("sk_test_control", ""))

    async def _send(self, method: str, path: str, body: Any = None) -> Any:
        answer = await self._http.request(method, path, json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    async def fault(self, kind: str, path: str, **more: Any) -> None:
        await self._send("POST", "/_sandbox/faults", {"kind": kind, "path": path, **more})

    async def no_faults(self) -> None:
        await self._send("DELETE", "/_sandbox/faults")

    async def settings(self, **values: Any) -> None:
        await self._send("POST", "/_sandbox/settings", values)

    async def pay(self, session_id: str, card: str = "4242424242424242") -> Any:
        body = {"card": card, "email": "jo@example.com", "name": "Jo Doe"}
        return await self._send("POST", f"/_sandbox/checkout/{session_id}/pay", body)

    async def authenticate(self, intent_id: str, how: str = "complete") -> None:
        await self._send("POST", f"/_sandbox/3ds/{intent_id}/{how}", {})

    async def now(self) -> datetime:
        """The sandbox's time, which runs ahead of ours once a test has moved it."""
        clock = await self._send("GET", "/_sandbox/clock")
        return datetime.fromtimestamp(clock["now"], UTC)

    async def advance(self, seconds: float) -> None:
        await self._send("POST", "/_sandbox/clock/advance", {"seconds": seconds})

    async def objects(self, kind: str, payment_id: str) -> list[dict[str, Any]]:
        path = f"/_sandbox/objects/{kind}?metadata[payment_id]={payment_id}"
        data: list[dict[str, Any]] = (await self._send("GET", path))["data"]
        return data

    async def mail_to(self, address: str) -> list[dict[str, Any]]:
        rows = (await self._send("GET", f"/_sandbox/mail?to={address}"))["data"]
        return [await self._send("GET", f"/_sandbox/mail/{row['id']}") for row in rows]

    async def refuse_mail(self, address: str, code: int, count: int | None = None) -> None:
        body = {"address": address, "code": code, "count": count}
        await self._send("POST", "/_sandbox/mail-refusals", body)

    async def stripe(self, method: str, path: str, **form: str) -> dict[str, Any]:
        """A plain form request to the Stripe API, without the SDK."""
        answer = await self._stripe.request(method, path, data=form or None)
        answer.raise_for_status()
        body: dict[str, Any] = answer.json()
        return body

    async def aclose(self) -> None:
        await self._http.aclose()
        await self._stripe.aclose()


@dataclass(frozen=True)
class Apart:
    """A sandbox of a test's own, because the test moves time."""

    processor: StripeProcessor
    control: SandboxControl


class Answering:
    """An HTTP server that gives each request the same answer and keeps what it was sent."""

    def __init__(self, body: bytes, status: int = 200) -> None:
        self.body = body
        self.status = status
        self.received: list[tuple[dict[str, str], bytes]] = []
        self.url = ""

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            lines = head.split("\r\n")[1:]
            headers = {
                name.lower(): value.strip()
                for name, _, value in (line.partition(":") for line in lines if line)
            }
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            self.received.append((headers, body))
            writer.write(
                f"HTTP/1.1 {self.status} X\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(self.body)}\r\nConnection: close\r\n\r\n".encode()
                + self.body
            )
            await writer.drain()
        writer.close()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Answering]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            server.close()
            await server.wait_closed()
