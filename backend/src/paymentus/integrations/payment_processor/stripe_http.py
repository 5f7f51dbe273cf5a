"""The HTTP client the SDK sends through: ours, so that time limits and connections are ours too."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any

import anyio
import httpx
import stripe


class StripeHttp(stripe.HTTPClient):
    """One pool of connections to the processor.

    ``timeout_seconds`` bounds connecting, each write and each read; every failure of the line is
    one the SDK may retry, because the retry carries the same idempotency key.
    """

    name = "httpx"

    def __init__(self, *, timeout_seconds: float) -> None:
        super().__init__()
        self._pool = httpx.AsyncClient(timeout=timeout_seconds, follow_redirects=False)

    async def request_async(
        self, method: str, url: str, headers: Mapping[str, str], post_data: Any = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        try:
            answer = await self._pool.request(
                method, url, headers=dict(headers), content=post_data or None
            )
        except httpx.HTTPError as failed:
            raise stripe.APIConnectionError(  # type: ignore[no-untyped-call]
                type(failed).__name__, should_retry=True
            ) from failed
        return answer.content, answer.status_code, answer.headers

    def sleep_async(self, secs: float) -> Awaitable[None]:
        return anyio.sleep(secs)

    async def close_async(self) -> None:
        await self._pool.aclose()
