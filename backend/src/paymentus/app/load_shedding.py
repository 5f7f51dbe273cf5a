"""What is over a server's strength is told at once to come again.

A server that takes in whatever comes answers later and later; in the end everybody has given up
and asked again before the answer is there, and work is done that nobody waits for any more. Seen
with a thousand people at a busy machine (docs/production-drill.md).
"""

from __future__ import annotations

import random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paymentus.app.error_responses import problem_response
from paymentus.app.health import ASKED_ALL_DAY
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.metrics import Metrics

AT_WORK_MAX = 128
"""Requests that one server works on at a time: some seconds of work, at 10 to 50 ms each."""
# Long enough for the server to get through what it has, and not the same for all: they would come
# back as one.
_RETRY_AFTER_SECONDS = range(8, 16)


class ServerBusy(Unavailable):
    """This server has as much to do as it can. Nothing was begun. Send the same request again in a
    moment."""

    def __init__(self) -> None:
        words = " ".join((type(self).__doc__ or "").split())
        super().__init__(words, extra={"retry_after": random.choice(_RETRY_AFTER_SECONDS)})  # noqa: S311


class LoadSheddingMiddleware:
    """Answers 503 ``server_busy`` by itself. Counted is who waits for the first byte of an answer,
    but not who still sends a body, and not a stream that has begun."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, at_work_max: int = AT_WORK_MAX) -> None:
        self._app = app
        self._metrics = metrics
        self._at_work_max = at_work_max
        self._at_work = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Load balancers and Prometheus ask whether it lives; it does.
        if scope["type"] != "http" or scope["path"].startswith(ASKED_ALL_DAY):
            await self._app(scope, receive, send)
            return
        if self._at_work >= self._at_work_max:
            self._metrics.http_turned_away.inc()
            response = problem_response(ServerBusy(), instance=scope["path"])
            await response(scope, receive, send)
            return
        answering = counted = False

        def count(at_work: bool) -> None:
            nonlocal counted
            if at_work != counted:
                counted = at_work
                self._at_work += 1 if at_work else -1
                self._metrics.http_at_work.set(self._at_work)

        async def receive_body() -> Message:
            count(False)
            try:
                return await receive()
            finally:
                count(not answering)

        async def answer(message: Message) -> None:
            nonlocal answering
            answering = True
            count(False)
            await send(message)

        count(True)
        try:
            await self._app(scope, receive_body, answer)
        finally:
            count(False)
