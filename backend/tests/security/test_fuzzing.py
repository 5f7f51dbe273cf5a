"""The short form of ``make security``: every operation, as an administrator and as a payer."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from prometheus_client import generate_latest
from starlette.responses import JSONResponse, Response

from paymentus.app.embedded.ports import LOOPBACK, free_ports
from paymentus.app.request_log import RequestLogMiddleware
from paymentus.foundation.metrics import Metrics
from security.callers import Caller, caller, fuzzed_product, prepare
from security.fuzzing import STREAMS, fuzz

from support.figures import Figures
from support.product import Product

SEED = 1


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with fuzzed_product(tmp_path_factory.mktemp("fuzzed")).running() as running:
        prepare(running)
        yield running


class TestEveryOperation:
    @pytest.mark.parametrize("name", ["admin", "payer"])
    def test_answers_what_its_document_says(
        self, product: Product, tmp_path: Path, figures: Figures, name: str
    ) -> None:
        # Edge cases of every parameter are many; they are all the same to the second caller.
        phases = ("examples", "coverage", "fuzzing") if name == "admin" else ("fuzzing", "stateful")

        found = fuzz(
            product.apis[0].url,
            caller(product, name),
            tmp_path,
            examples=3,
            seed=SEED,
            phases=phases,
        )

        figures.add(
            f"{found.requests:,} requests as {name}: {found.server_errors} server errors,"
            f" {len(found.schema_violations)} answers outside of the document.",
            test=name,
            headline=True,
            requests=found.requests,
            server_errors=found.server_errors,
            schema_violations=len(found.schema_violations),
        )
        assert found.schema_violations == []
        assert found.server_errors == 0
        assert found.requests > 100

    def test_is_fuzzed_but_for_streams_that_never_end(self, product: Product) -> None:
        document = httpx.get(f"{product.apis[0].url}/api/openapi.json", trust_env=False).json()
        streams = {
            operation["operationId"]
            for methods in document["paths"].values()
            for operation in methods.values()
            if "text/event-stream" in operation["responses"].get("200", {}).get("content", {})
        }

        assert streams == set(STREAMS)


@pytest.fixture
def liar() -> Iterator[str]:
    """A server with one route that fails and one that answers what its document does not say."""
    metrics = Metrics()
    app = FastAPI(openapi_url="/api/openapi.json")
    app.add_middleware(RequestLogMiddleware, metrics=metrics)

    @app.get("/api/metrics", include_in_schema=False)
    async def counted() -> Response:
        return Response(generate_latest(metrics.registry))

    @app.get("/fails", operation_id="fails")
    async def fails() -> Response:
        return Response(status_code=500)

    @app.get("/lies", operation_id="lies", response_model=int)
    async def lies() -> Response:
        return JSONResponse("not a number")

    port = free_ports(1)[0]
    server = uvicorn.Server(uvicorn.Config(app, host=LOOPBACK, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://{LOOPBACK}:{port}"
    server.should_exit = True
    thread.join(10)


class TestControl:
    def test_finds_a_route_that_fails_and_one_that_lies(self, liar: str, tmp_path: Path) -> None:
        found = fuzz(liar, Caller("anonymous", None), tmp_path, examples=2, seed=SEED)

        assert found.server_errors > 0
        assert any("GET /lies" in violation for violation in found.schema_violations)
