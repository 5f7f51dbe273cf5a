"""The HTTP client the SDK sends through: ours, so that time limits and connections are ours too."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Mapping
from typing import Any
from urllib.parse import urlsplit

import anyio
import httpx
import stripe

from paymentus.foundation.tracing import SpanKind, Tracing, traceparent

# An object's id in a path, as in /v1/payment_intents/pi_3Q…/capture.
_ID = re.compile(r"(?<=/)[a-z]+_(?:test_|live_)?[A-Za-z0-9]*\d[A-Za-z0-9]*(?=/|$)")


class StripeHttp(stripe.HTTPClient):
    """One pool of connections to the processor.

    ``timeout_seconds`` bounds connecting, each write and each read; every failure of the line is
    one the SDK may retry, because the retry carries the same idempotency key.
    """

    name = "httpx"

    def __init__(self, *, timeout_seconds: float, tracing: Tracing | None = None) -> None:
        super().__init__()
        self._tracing = tracing or Tracing()
        self._pool = httpx.AsyncClient(timeout=timeout_seconds, follow_redirects=False)

    async def request_async(
        self, method: str, url: str, headers: Mapping[str, str], post_data: Any = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        place = urlsplit(url)
        with self._tracing.span(
            f"{method.upper()} {_place(place.path)}",
            kind=SpanKind.CLIENT,
            attributes={
                "http.request.method": method.upper(),
                "server.address": place.hostname or "",
            },
        ) as span:
            caller = traceparent()
            told = {**headers, "traceparent": caller} if caller else dict(headers)
            try:
                answer = await self._pool.request(
                    method, url, headers=told, content=post_data or None
                )
            except httpx.HTTPError as failed:
                raise stripe.APIConnectionError(  # type: ignore[no-untyped-call]
                    type(failed).__name__, should_retry=True
                ) from failed
            span.set_attribute("http.response.status_code", answer.status_code)
        return answer.content, answer.status_code, answer.headers

    def sleep_async(self, secs: float) -> Awaitable[None]:
        return anyio.sleep(secs)

    async def close_async(self) -> None:
        await self._pool.aclose()


def _place(path: str) -> str:
    """Without ids, so that calls of one kind have one name."""
    return _ID.sub("{id}", path)
