"""A client that says it is somewhere else, to get around limits by place."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from paymentus.app.embedded.ports import LOOPBACK, free_ports
from paymentus.app.main import server_config


async def who(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.client.host if request.client else "")


@pytest.fixture
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param is None:
        monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
    else:
        monkeypatch.setenv("FORWARDED_ALLOW_IPS", request.param)
    port = free_ports(1)[0]
    app = Starlette(routes=[Route("/", who)])
    server = uvicorn.Server(server_config(app, host=LOOPBACK, port=port))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://{LOOPBACK}:{port}/"
    server.should_exit = True
    thread.join(10)


def seen_as(place: str) -> str:
    headers = {"X-Forwarded-For": "203.0.113.9"}
    return httpx.get(place, headers=headers, trust_env=False).text


class TestForwardedFor:
    @pytest.mark.parametrize("place", [None, "", "10.0.0.1"], indirect=True)
    def test_counts_for_nothing_from_somebody_who_is_no_proxy_of_ours(self, place: str) -> None:
        assert seen_as(place) == LOOPBACK

    @pytest.mark.parametrize("place", [LOOPBACK], indirect=True)
    def test_is_believed_of_the_proxy_that_is_named(self, place: str) -> None:
        """The control."""
        assert seen_as(place) == "203.0.113.9"
