"""The one table from categories of refusal to HTTP, as problem documents (RFC 9457)."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paymentus.app.allowed_methods import AllowedMethods
from paymentus.foundation.errors import (
    Conflict,
    DomainError,
    Forbidden,
    NotFound,
    Rejected,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
)
from paymentus.foundation.logging import request_id
from paymentus.foundation.mongo import DatabaseTrouble

_log = logging.getLogger(__name__)
_STOPPING = "graceful shutdown"

# The first match counts, so narrower categories stand before wider ones.
_STATUS: tuple[tuple[type[DomainError], int, str], ...] = (
    (NotFound, 404, "Not found"),
    (Conflict, 409, "Not possible now"),
    (Unauthenticated, 401, "Sign in first"),
    (Forbidden, 403, "Not allowed"),
    (TooManyRequests, 429, "Too many requests"),
    (Unavailable, 503, "Not available right now"),
    (Rejected, 400, "Not accepted"),
)
_HTTP_CODES = {
    400: "body_not_readable",
    404: "no_such_page",
    405: "method_not_allowed",
    408: "body_too_slow",
    413: "body_too_large",
}
# A key used with another body is the client's mistake in content, not in form.
_UNPROCESSABLE = frozenset({"idempotency_key_reused"})


class DatabaseAway(Unavailable):
    """The database does not answer right now. Nothing was changed by this request; try again."""


class ServerStops(Unavailable):
    """This server is being replaced, and was not done in time. Ask again with the same key: if it
    was done after all, you get its answer."""


def status_of(error: DomainError) -> tuple[int, str]:
    """HTTP status and title of a refusal; one that names fields is 422."""
    for category, status, title in _STATUS:
        if isinstance(error, category):
            if status == 400 and (error.fields or error.code() in _UNPROCESSABLE):
                return 422, title
            return status, title
    return 400, "Not accepted"


def problem_response(error: DomainError, *, instance: str | None = None) -> Response:
    """A problem document; ``extra`` members of the error stand beside the standard ones."""
    status, title = status_of(error)
    document: dict[str, Any] = {
        "type": f"/problems/{error.code()}",
        "title": title,
        "status": status,
        "detail": error.detail,
        "code": error.code(),
        "instance": instance,
        "request_id": request_id(),
        **error.extra,
    }
    if error.fields:
        document["errors"] = [
            {"field": problem.field, "message": problem.message} for problem in error.fields
        ]
    headers = {}
    retry_after = error.extra.get("retry_after") or (5 if status == 503 else None)
    if retry_after:
        headers["Retry-After"] = str(retry_after)
    return _problem(document, headers)


def register(app: FastAPI) -> None:
    """Every way out of the application that is not an answer is a problem document."""
    allowed = AllowedMethods(app)

    @app.exception_handler(DomainError)
    async def refused(request: Request, error: DomainError) -> Response:
        if isinstance(error, Unavailable):
            _log.warning("unavailable: %s", error.code())
        return problem_response(error, instance=request.url.path)

    @app.exception_handler(DatabaseTrouble)
    async def database_away(request: Request, error: DatabaseTrouble) -> Response:
        _log.warning("the database: %s", type(error).__name__)
        return problem_response(DatabaseAway(), instance=request.url.path)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        methods = allowed.at(request.url.path)
        if methods and request.method not in methods:
            # An address of its own, taken for a parameter of another route: /things/{id}.
            return await http(request, HTTPException(405))
        return _problem(
            {
                "type": "/problems/invalid_request",
                "title": "Not accepted",
                "status": 422,
                "detail": "Some fields are missing or not in the form they must have.",
                "code": "invalid_request",
                "instance": request.url.path,
                "request_id": request_id(),
                "errors": [_field_problem(item) for item in error.errors()],
            }
        )

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        status, title, headers = error.status_code, str(error.detail), dict(error.headers or {})
        methods = allowed.at(request.url.path) if status in (404, 405) else []
        if methods and request.method not in methods:
            status, title = 405, "Method Not Allowed"
            headers["Allow"] = ", ".join(methods)
        code = _HTTP_CODES.get(status, "http_error")
        return _problem(
            {
                "type": f"/problems/{code}",
                "title": title,
                "status": status,
                "detail": f"{request.method} {request.url.path}: {title}.",
                "code": code,
                "instance": request.url.path,
                "request_id": request_id(),
            },
            headers,
        )


class UnexpectedErrors:
    """Answers a bug with a problem document, inside the middlewares that add headers.

    Starlette's own place for this lies outside of them, so that its answer would go out
    without the security headers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except asyncio.CancelledError as ended:
            # uvicorn ends what is not done when its time to stop is over, and says so. Where the
            # client has gone, nobody waits for an answer.
            if started or _STOPPING not in str(ended):
                raise
            _log.warning("not done in time: the server stops")
            await problem_response(ServerStops(), instance=scope["path"])(scope, receive, send)
        except Exception as error:
            _log.error("unexpected %s", type(error).__name__, exc_info=error)
            if started:
                raise
            await _internal_error(scope["path"])(scope, receive, send)


def _internal_error(path: str) -> Response:
    return _problem(
        {
            "type": "/problems/internal_error",
            "title": "Something went wrong on our side",
            "status": 500,
            "detail": "It has been logged. If you were paying, look at the payment before "
            "you try again.",
            "code": "internal_error",
            "instance": path,
            "request_id": request_id(),
        }
    )


def _field_problem(item: Any) -> dict[str, str]:
    place = [str(part) for part in item["loc"] if part not in ("body", "query", "header", "path")]
    return {"field": ".".join(place) or str(item["loc"][0]), "message": str(item["msg"])}


def _problem(document: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    return JSONResponse(
        {name: value for name, value in document.items() if value is not None},
        status_code=document["status"],
        headers=headers,
        media_type="application/problem+json",
    )
