from __future__ import annotations

import logging
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client import generate_latest

from paymentus.app.error_responses import UnexpectedErrors, register
from paymentus.app.request_log import RequestLogMiddleware
from paymentus.foundation.logging import request_id
from paymentus.foundation.metrics import Metrics


@pytest.fixture
def app(metrics: Metrics) -> FastAPI:
    app = FastAPI()
    register(app)

    @app.get("/things/{thing_id}")
    async def thing(thing_id: str) -> dict[str, Any]:
        return {"request_id": request_id()}

    @app.get("/bug")
    async def bug() -> None:
        raise KeyError

    @app.get("/api/health")
    async def health() -> dict[str, Any]:
        return {}

    app.add_middleware(UnexpectedErrors)
    app.add_middleware(RequestLogMiddleware, metrics=metrics)
    return app


async def ask(app: FastAPI, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.request(method, path, headers=headers)


class TestRequestId:
    async def test_is_made_for_every_request_and_is_in_the_answer(self, app: FastAPI) -> None:
        first, second = await ask(app, "/things/1"), await ask(app, "/things/1")

        assert first.headers["x-request-id"].startswith("req_")
        assert first.headers["x-request-id"] != second.headers["x-request-id"]
        assert first.json()["request_id"] == first.headers["x-request-id"]

    async def test_is_the_callers_when_it_is_one(self, app: FastAPI) -> None:
        answer = await ask(app, "/things/1", **{"X-Request-Id": "trace-0123456789"})

        assert answer.headers["x-request-id"] == "trace-0123456789"

    @pytest.mark.parametrize("given", ["", "short", "x" * 65, "a b c d e f", 'in"jected{}'])
    async def test_is_not_the_callers_when_it_could_do_harm_in_a_log(
        self, given: str, app: FastAPI
    ) -> None:
        answer = await ask(app, "/things/1", **{"X-Request-Id": given})

        assert answer.headers["x-request-id"].startswith("req_")

    @pytest.mark.parametrize("path", ["/bug", "/nowhere"])
    async def test_is_in_every_problem(self, path: str, app: FastAPI) -> None:
        answer = await ask(app, path)

        assert answer.json()["request_id"] == answer.headers["x-request-id"]


class TestLine:
    async def test_names_the_route_and_never_the_address(
        self, app: FastAPI, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Addresses carry tokens."""
        with caplog.at_level(logging.INFO, "paymentus.requests"):
            await ask(app, "/things/secret-7?token=secret-8")

        (record,) = [r for r in caplog.records if r.name == "paymentus.requests"]
        assert record.getMessage() == "GET /things/{thing_id} 200"
        assert "secret" not in str(record.__dict__)
        assert record.__dict__["http.response.status_code"] == 200
        assert record.__dict__["event.duration"] > 0

    async def test_is_not_written_for_what_machines_ask_all_the_time(
        self, app: FastAPI, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.INFO, "paymentus.requests"):
            await ask(app, "/api/health")

        assert [r for r in caplog.records if r.name == "paymentus.requests"] == []


class TestMetrics:
    async def test_count_rate_errors_and_duration_by_route(
        self, app: FastAPI, metrics: Metrics
    ) -> None:
        for path in ("/things/1", "/things/2", "/bug", "/nowhere", "/elsewhere"):
            await ask(app, path)

        page = generate_latest(metrics.registry).decode()
        counted = 'http_requests_total{method="GET",route="/things/{thing_id}",status="200"} 2.0'
        assert counted in page
        assert 'http_requests_total{method="GET",route="/bug",status="500"} 1.0' in page
        assert 'http_requests_total{method="GET",route="other",status="404"} 2.0' in page
        timed = 'http_request_duration_seconds_count{method="GET",route="/things/{thing_id}"} 2.0'
        assert timed in page

    async def test_do_not_grow_with_what_strangers_invent(
        self, app: FastAPI, metrics: Metrics
    ) -> None:
        for n in range(20):
            await ask(app, f"/nowhere/{n}", method=f"METHOD{n}")

        page = generate_latest(metrics.registry).decode()
        assert "METHOD" not in page
        assert 'http_requests_total{method="other",route="other",status="404"} 20.0' in page
