"""How large a request may be, and how long its body may take to arrive.

A body is read as it comes, so what is too large is refused at the first byte too many, and who
sends one byte a minute does not hold a connection and a task for ever.
"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_BYTES_MAX = 1024 * 1024
UPLOAD_BYTES_MAX = 510 * 1024 * 1024
"""A bill file of the most it may have (``bills.domain.bill_file``) and the form around it."""

BODY_SECONDS_MAX = 20.0
UPLOAD_SECONDS_MAX = 900.0
SILENCE_SECONDS_MAX = 15.0
"""The longest wait for the next part of a body that is not complete."""

DOCUMENT_BYTES_MAX = 11 * 1024 * 1024
"""A document of the most it may have (``compliance.domain.kyc``) and the form around it."""
DOCUMENT_SECONDS_MAX = 120.0

_DOCUMENTS = re.compile(r"/api/v1/kyc/documents/?")
_UPLOADS = re.compile(r"/api/v1/billers/[^/]+/bill-files(/preview)?/?")


@dataclass(frozen=True, slots=True)
class BodyLimits:
    bytes_max: int
    seconds_max: float
    silence_seconds_max: float


PLAIN = BodyLimits(BODY_BYTES_MAX, BODY_SECONDS_MAX, SILENCE_SECONDS_MAX)
UPLOAD = BodyLimits(UPLOAD_BYTES_MAX, UPLOAD_SECONDS_MAX, SILENCE_SECONDS_MAX)
DOCUMENT = BodyLimits(DOCUMENT_BYTES_MAX, DOCUMENT_SECONDS_MAX, SILENCE_SECONDS_MAX)


def limits_at(path: str) -> BodyLimits:
    if _DOCUMENTS.fullmatch(path):
        return DOCUMENT
    return UPLOAD if _UPLOADS.fullmatch(path) else PLAIN


class RequestLimitsMiddleware:
    """Refuses within the reading of the body: 413 for too much, 408 for too slow.

    Inside of authentication, so that who may not send at all is told that first.
    """

    def __init__(
        self, app: ASGIApp, *, plain: BodyLimits = PLAIN, upload: BodyLimits = UPLOAD
    ) -> None:
        self._app = app
        self._limits = {PLAIN: plain, UPLOAD: upload, DOCUMENT: DOCUMENT}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limits = self._limits[limits_at(scope["path"])]
        await self._app(scope, _Body(receive, Headers(scope=scope), limits).receive, send)


class _Body:
    """The body of one request. After its end, ``receive`` waits for as long as it takes."""

    def __init__(self, receive: Receive, headers: Headers, limits: BodyLimits) -> None:
        self._receive = receive
        self._limits = limits
        self._announced = headers.get("content-length", "")
        self._bytes = 0
        self._began: float | None = None
        self._complete = False

    async def receive(self) -> Message:
        if self._complete:
            return await self._receive()
        if self._began is None:
            self._began = time.monotonic()
            if self._announced.isdigit() and int(self._announced) > self._limits.bytes_max:
                raise _too_large()
        left = self._began + self._limits.seconds_max - time.monotonic()
        try:
            async with asyncio.timeout(max(0.0, min(left, self._limits.silence_seconds_max))):
                message = await self._receive()
        except TimeoutError:
            # The connection cannot be used again: the rest of the body would be the next request.
            raise HTTPException(408, "Request Timeout", headers={"Connection": "close"}) from None
        self._bytes += len(message.get("body", b""))
        if self._bytes > self._limits.bytes_max:
            raise _too_large()
        self._complete = not message.get("more_body", False)
        return message


def _too_large() -> HTTPException:
    return HTTPException(413, "Content Too Large", headers={"Connection": "close"})
