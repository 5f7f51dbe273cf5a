"""What is told to the processor besides the request, and what a trace shows of the call."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import stripe

from paymentus.foundation.tracing import Tracing
from paymentus.integrations.payment_processor.stripe_http import StripeHttp

from support.otlp_receiver import OtlpReceiver, otlp_receiver


@pytest.fixture
def processor() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """An address that answers 200 to everything, and the headers it was asked with."""
    asked: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: Any) -> None:
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def receiver() -> Iterator[OtlpReceiver]:
    with otlp_receiver() as running:
        yield running


class TestTraces:
    async def test_go_on_at_the_processor_and_show_no_ids_or_queries(
        self, processor: tuple[str, list[dict[str, str]]], receiver: OtlpReceiver
    ) -> None:
        address, asked = processor
        tracing = Tracing.to(receiver.url, service="test", version="1")
        http = StripeHttp(timeout_seconds=5, tracing=tracing)

        for path in ("payment_intents/pi_3Qx9/capture", "checkout/sessions/cs_test_a1?email=d@x"):
            await http.request_async("get", f"{address}/v1/{path}", {"A": "b"})
        await http.close_async()
        await tracing.close()

        assert [span.name for span in receiver.spans] == [
            "GET /v1/payment_intents/{id}/capture", "GET /v1/checkout/sessions/{id}",
        ]  # fmt: skip
        for span, headers in zip(receiver.spans, asked, strict=True):
            assert headers["traceparent"].startswith(f"00-{span.trace}-{span.id}-")
            assert headers["a"] == "b"
        assert b"d@x" not in b"".join(receiver.bodies)

    async def test_say_that_nobody_answered(self, receiver: OtlpReceiver) -> None:
        tracing = Tracing.to(receiver.url, service="test", version="1")
        http = StripeHttp(timeout_seconds=5, tracing=tracing)

        with pytest.raises(stripe.APIConnectionError):
            await http.request_async("post", "http://127.0.0.1:1/v1/charges", {})
        await http.close_async()
        await tracing.close()

        (span,) = receiver.spans
        assert (span.failed, span.attributes["error.type"]) == (True, "APIConnectionError")

    async def test_are_not_mentioned_where_there_are_none(
        self, processor: tuple[str, list[dict[str, str]]]
    ) -> None:
        address, asked = processor
        http = StripeHttp(timeout_seconds=5)

        await http.request_async("get", f"{address}/v1/charges", {})
        await http.close_async()

        assert "traceparent" not in asked[0]
