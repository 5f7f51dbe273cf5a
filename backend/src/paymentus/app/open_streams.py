"""Ends an open event stream when the session or token that it was opened with has ended.

A request is judged when it comes; a stream goes on for hours after. The news of an ended session
comes over Redis within milliseconds; the credentials are looked at again every few seconds
besides, for what comes without news: an expiry, and news that was lost.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paymentus.foundation.authorization import Principal
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.event_stream import EventStream
from paymentus.identity.service import channel_of, concerns

LOOK_AGAIN_SECONDS = 10.0
_FAREWELL = b"event: signed_out\ndata: {}\n\n"

StillGood = Callable[[], Awaitable[bool]]


class SignedOutStreams:
    """Stands inside of authentication, which says who asks and how to ask again.

    Every path that streams ends in ``/events``; a test says so.
    """

    def __init__(self, app: ASGIApp, *, look_again_seconds: float = LOOK_AGAIN_SECONDS) -> None:
        self._app = app
        self._pause = look_again_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        still_good: StillGood | None = scope.get("state", {}).get("still_good")
        if still_good is None or not scope["path"].endswith("/events"):
            await self._app(scope, receive, send)
            return
        streams = asyncio.Event()

        async def send_and_note(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.start" and _is_stream(message):
                streams.set()

        answering = asyncio.ensure_future(self._app(scope, receive, send_and_note))
        ending = asyncio.ensure_future(self._ended(scope, still_good, streams))
        try:
            await asyncio.wait({answering, ending}, return_when=asyncio.FIRST_COMPLETED)
            if answering.done():
                answering.result()
                return
        finally:
            for task in (answering, ending):
                task.cancel()
            await asyncio.gather(answering, ending, return_exceptions=True)
        ending.result()
        await send({"type": "http.response.body", "body": _FAREWELL, "more_body": False})

    async def _ended(self, scope: Scope, still_good: StillGood, streams: asyncio.Event) -> None:
        """Return when the stream must end; never before it has begun."""
        principal: Principal = scope["state"]["principal"]
        stream: EventStream = HTTPConnection(scope).app.state.services[EventStream]
        await streams.wait()
        news = asyncio.ensure_future(_news(stream, principal))
        try:
            while True:
                done, _ = await asyncio.wait({news}, timeout=self._pause)
                if done and news.result():
                    return
                if done:
                    # The server is about to stop, and its streams end by themselves.
                    await asyncio.sleep(self._pause)
                # Not to know is no reason to sign anybody out.
                with contextlib.suppress(Unavailable):
                    if not await still_good():
                        return
        finally:
            news.cancel()
            await asyncio.gather(news, return_exceptions=True)


async def _news(stream: EventStream, principal: Principal) -> bool:
    """True at the news that this principal is signed out; False when there will be none."""
    async for event in stream.listen(channel_of(principal.id), None):
        if concerns(event, principal):
            return True
    return False


def _is_stream(message: Message) -> bool:
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return kind.startswith("text/event-stream")
