"""Every way out of the application that is not an answer is a problem document."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Query
from pymongo.errors import AutoReconnect
from starlette.exceptions import HTTPException

from paymentus.app.error_responses import (
    UnexpectedErrors,
    problem_response,
    register,
    status_of,
)
from paymentus.foundation.errors import (
    Conflict,
    DomainError,
    FieldProblem,
    Forbidden,
    InvariantViolated,
    NotFound,
    Rejected,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
)


class BillNotFound(NotFound):
    """No such bill."""


class IdempotencyKeyReused(Rejected):
    """Used with another body."""


FIELD = (FieldProblem("email", "Enter an address."),)


class TestStatus:
    @pytest.mark.parametrize(
        ("error", "status"),
        [
            (NotFound(), 404),
            (BillNotFound(), 404),
            (Conflict(), 409),
            (Unauthenticated(), 401),
            (Forbidden(), 403),
            (TooManyRequests(), 429),
            (Unavailable(), 503),
            (Rejected(), 400),
            (Rejected(fields=FIELD), 422),
            (IdempotencyKeyReused(), 422),
            (Conflict(fields=FIELD), 409),
            (DomainError(), 400),
        ],
    )
    def test_follows_the_category(self, error: DomainError, status: int) -> None:
        assert status_of(error)[0] == status


class TestProblem:
    def test_has_the_members_of_rfc_9457_and_ours(self) -> None:
        error = BillNotFound("No bill.", fields=FIELD, extra={"payment_id": "pay_1"})

        response = problem_response(error, instance="/api/v1/bills")

        assert response.media_type == "application/problem+json"
        assert json.loads(response.body) == {
            "type": "/problems/bill_not_found",
            "title": "Not found",
            "status": 404,
            "detail": "No bill.",
            "code": "bill_not_found",
            "instance": "/api/v1/bills",
            "payment_id": "pay_1",
            "errors": [{"field": "email", "message": "Enter an address."}],
        }

    @pytest.mark.parametrize(
        ("error", "wait"),
        [
            (TooManyRequests(extra={"retry_after": 40}), "40"),
            (Unavailable(), "5"),
            (Unavailable(extra={"retry_after": 9}), "9"),
            (Conflict(), None),
        ],
    )
    def test_says_when_to_come_back(self, error: DomainError, wait: str | None) -> None:
        assert problem_response(error).headers.get("retry-after") == wait


@pytest.fixture
def app() -> FastAPI:
    app = FastAPI()
    register(app)
    app.add_middleware(UnexpectedErrors)

    def raising(error: Exception) -> Any:
        async def route() -> None:
            raise error

        return route

    app.get("/refused")(raising(BillNotFound("No bill.")))
    app.get("/database")(raising(AutoReconnect("db-1.internal:27017: connection closed")))
    app.get("/bug")(raising(KeyError("a secret")))
    app.get("/invariant")(raising(InvariantViolated("books")))
    app.get("/http")(raising(HTTPException(418, "I am a teapot", headers={"X-Tea": "green"})))

    @app.post("/numbers")
    async def numbers(body: dict[str, int], limit: int = Query(1, le=10)) -> None: ...

    return app


async def ask(app: FastAPI, method: str, path: str, **what: Any) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.request(method, path, **what)


class TestApplication:
    @pytest.mark.parametrize(
        ("method", "path", "status", "code"),
        [
            ("GET", "/refused", 404, "bill_not_found"),
            ("GET", "/database", 503, "database_away"),
            ("GET", "/bug", 500, "internal_error"),
            ("GET", "/invariant", 500, "internal_error"),
            ("GET", "/nowhere", 404, "no_such_page"),
            ("POST", "/refused", 405, "method_not_allowed"),
            ("GET", "/http", 418, "http_error"),
        ],
    )
    async def test_answers_with_a_problem(
        self, method: str, path: str, status: int, code: str, app: FastAPI
    ) -> None:
        answer = await ask(app, method, path)

        document = answer.json()
        assert (answer.status_code, document["code"]) == (status, code)
        assert answer.headers["content-type"] == "application/problem+json"
        assert (document["status"], document["instance"]) == (status, path)
        assert document["type"] == f"/problems/{code}"

    async def test_keeps_the_headers_of_an_http_error(self, app: FastAPI) -> None:
        assert (await ask(app, "GET", "/http")).headers["x-tea"] == "green"
        assert (await ask(app, "POST", "/refused")).headers["allow"] == "GET"

    @pytest.mark.parametrize("path", ["/bug", "/database"])
    async def test_tells_a_client_nothing_of_the_inside(self, path: str, app: FastAPI) -> None:
        answer = await ask(app, "GET", path)

        assert "secret" not in answer.text
        assert "internal:27017" not in answer.text

    async def test_names_the_fields_of_a_body_that_is_wrong(self, app: FastAPI) -> None:
        answer = await ask(app, "POST", "/numbers?limit=99", json={"a": "word"})

        document = answer.json()
        assert (answer.status_code, document["code"]) == (422, "invalid_request")
        assert {problem["field"] for problem in document["errors"]} == {"a", "limit"}
        assert all(problem["message"] for problem in document["errors"])

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe"])
    async def test_says_that_a_body_is_not_readable(self, body: bytes, app: FastAPI) -> None:
        answer = await ask(
            app, "POST", "/numbers", content=body, headers={"Content-Type": "application/json"}
        )

        assert answer.status_code in (400, 422)
        assert answer.headers["content-type"] == "application/problem+json"


class TestServerThatStops:
    @staticmethod
    async def _cancelled(message: str | None) -> list[Any]:
        """What goes out when a request that hangs is cancelled with this message."""
        sent: list[Any] = []
        hangs = asyncio.Event()

        async def app(scope: Any, receive: Any, send: Any) -> None:
            hangs.set()
            await asyncio.Event().wait()

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "path": "/api/v1/payments", "headers": [], "method": "POST"}
        task = asyncio.create_task(UnexpectedErrors(app)(scope, _nothing_comes, send))
        await hangs.wait()
        task.cancel(message)
        await asyncio.wait([task])
        assert task.cancelled() is (not sent)
        return sent

    async def test_tells_who_still_waits_to_come_again(self) -> None:
        # The words of uvicorn/server.py.
        sent = await self._cancelled("Task cancelled, timeout graceful shutdown exceeded")

        assert sent[0]["status"] == 503
        assert (b"retry-after", b"5") in sent[0]["headers"]
        assert b"server_stops" in sent[1]["body"]

    async def test_answers_nobody_who_has_gone(self) -> None:
        assert await self._cancelled(None) == []


async def _nothing_comes() -> Any:
    await asyncio.Event().wait()
