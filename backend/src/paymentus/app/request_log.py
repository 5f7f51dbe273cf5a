"""A request id for every request, its line in the log, and its time in the metrics."""

from __future__ import annotations

import logging
import re
import time
from contextlib import AbstractContextManager, nullcontext

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paymentus.app.health import ASKED_ALL_DAY
from paymentus.foundation.ids import new_id
from paymentus.foundation.logging import bound
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.tracing import Span, SpanKind, Tracing, failed

_log = logging.getLogger("paymentus.requests")
# Labels would grow without end with what strangers invent.
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_GIVEN_ID = re.compile(r"[A-Za-z0-9_\-]{8,64}")


class RequestLogMiddleware:
    """Outermost, so that refusals of the others are counted too."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, tracing: Tracing | None = None) -> None:
        self._app = app
        self._metrics = metrics
        self._tracing = tracing or Tracing()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _GIVEN_ID.fullmatch(given) else new_id("req")
        started = time.perf_counter()
        status = 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        with bound(request_id), self._span(scope, request_id) as span:
            try:
                await self._app(scope, receive, send_with_id)
            finally:
                self._note(scope, status, time.perf_counter() - started)
                _complete(span, scope, status)

    def _span(self, scope: Scope, request_id: str) -> AbstractContextManager[Span | None]:
        """Part of the caller's trace, if one is named. What is asked all day long is not shown."""
        path = scope["path"]
        if not self._tracing.is_on or not path.startswith("/api/") or path in ASKED_ALL_DAY:
            return nullcontext()
        caller = Headers(scope=scope).get("traceparent")
        return self._tracing.span(
            scope["method"] if scope["method"] in _METHODS else "HTTP",
            kind=SpanKind.SERVER,
            callers=[caller] if caller else [],
            attributes={"http.request.id": request_id},
        )

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        # The template, not the path: ids in labels would grow without end, and paths hold tokens.
        route = _route(scope)
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._metrics.http_requests.labels(method, route, str(status)).inc()
        self._metrics.http_seconds.labels(method, route).observe(seconds)
        if route not in (*ASKED_ALL_DAY, "other"):
            _log.info(
                "%s %s %s",
                method,
                route,
                status,
                extra={
                    "http.request.method": method,
                    "http.route": route,
                    "http.response.status_code": status,
                    "event.duration": int(seconds * 1e9),
                },
            )


def _route(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path", "other"))


def _complete(span: Span | None, scope: Scope, status: int) -> None:
    if span is None:
        return
    route = _route(scope)
    span.update_name(f"{scope['method']} {route}")
    span.set_attribute("http.request.method", scope["method"])
    span.set_attribute("http.route", route)
    span.set_attribute("http.response.status_code", status)
    if status >= 500:
        failed(span, str(status))
