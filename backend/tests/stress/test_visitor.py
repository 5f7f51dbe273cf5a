from __future__ import annotations

import http.server
import json
import random
import ssl
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from stress.tally import Kind, Phase, Tally
from stress.visitor import GivenUp, Place, SignedOut, Visitor


class Server(http.server.ThreadingHTTPServer):
    """Answers in the order it was told to, and keeps what it was asked."""

    # Status, headers, document. Status 0 hangs up.
    answers: list[tuple[int, dict[str, str], Any]]
    asked: list[tuple[str, str, dict[str, str], str]]


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.client_address[0], self.path, headers, body))
        status, more, document = self.server.answers.pop(0)
        if not status:
            self.close_connection = True
            return
        content = json.dumps(document).encode()
        self.send_response(status)
        for name, value in {**more, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), _Handler) as running:
        running.answers, running.asked = [], []
        thread = threading.Thread(target=lambda: running.serve_forever(poll_interval=0.02))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def tally() -> Tally:
    tally = Tally(None)
    tally.phase = Phase.LOAD
    return tally


def visitor(server: Server, tally: Tally, *, number: int = 0, patience: float = 20.0) -> Visitor:
    place = Place.of(f"http://localhost:{server.server_address[1]}")
    return Visitor(
        number, place, tally, ssl.create_default_context(),
        rng=random.Random(1), patience_seconds=patience,
    )  # fmt: skip


class TestPlaces:
    @pytest.mark.parametrize(
        ("base_url", "name", "expected"),
        [
            ("https://localhost:8443", "",
             Place("https://127.0.0.1:8443", "localhost:8443", "localhost", True)),
            ("https://127.0.0.1:8443", "pay.example",
             Place("https://127.0.0.1:8443", "pay.example:8443", "pay.example", True)),
            ("https://pay.example", "",
             Place("https://pay.example", "pay.example", "pay.example", False)),
            ("http://10.0.0.7:8001", "",
             Place("http://10.0.0.7:8001", "10.0.0.7:8001", "10.0.0.7", False)),
        ],
    )  # fmt: skip
    def test_are_reached_by_address_and_asked_for_by_name(
        self, base_url: str, name: str, expected: Place
    ) -> None:
        assert Place.of(base_url, name) == expected

    def test_on_this_machine_give_everybody_an_address(self) -> None:
        here = Place.of("http://localhost:8001")
        addresses = {here.address_of(number) for number in range(10_001)}

        assert len(addresses) == 10_001
        assert here.address_of(0) == "127.1.0.1"
        assert Place.of("https://pay.example").address_of(0) is None


class TestAVisitor:
    async def test_comes_from_an_address_of_their_own(self, server: Server, tally: Tally) -> None:
        server.answers = [(200, {}, {}), (200, {}, {})]

        for number in (7, 251):
            one = visitor(server, tally, number=number)
            await one.ask("POST", "/quotes", {})
            await one.close()

        assert [asked[0] for asked in server.asked] == ["127.1.0.8", "127.1.1.2"]

    async def test_sends_what_was_shed_again_with_its_key(
        self, server: Server, tally: Tally
    ) -> None:
        server.answers = [
            (503, {"Retry-After": "1"}, {}),
            (0, {}, None),
            (409, {"Retry-After": "1"}, {"code": "request_in_progress"}),
            (201, {}, {"id": "pay_1"}),
        ]
        one = visitor(server, tally)

        answer = await one.ask("POST", "/payments", {"quote_id": "quo_1"}, key="key-1")
        await one.close()

        assert (answer.status, answer.body) == (201, {"id": "pay_1"})
        assert [asked[2]["idempotency-key"] for asked in server.asked] == ["key-1"] * 4
        assert [json.loads(asked[3]) for asked in server.asked] == [{"quote_id": "quo_1"}] * 4
        assert tally.answers == {
            Kind.SHED: 1, Kind.INTERRUPTED: 1, Kind.IN_PROGRESS: 1, Kind.GOOD: 1,
        }  # fmt: skip
        assert tally.errors == []

    async def test_gives_up_when_patience_ends(self, server: Server, tally: Tally) -> None:
        server.answers = [(503, {"Retry-After": "30"}, {})]
        one = visitor(server, tally, patience=2.0)

        with pytest.raises(GivenUp):
            await one.ask("POST", "/payments", {})
        await one.close()

        assert tally.errors == ["person 0: POST /payments: given up, shed"]

    async def test_keeps_the_session_over_plain_http_too(
        self, server: Server, tally: Tally
    ) -> None:
        cookie = {"Set-Cookie": "__Host-session=abc; Path=/; Secure; HttpOnly"}
        server.answers = [(200, cookie, {}), (200, {}, {}), (401, {}, {})]
        one = visitor(server, tally)

        await one.ask("POST", "/guest/lookup", {})
        await one.ask("POST", "/quotes", {})
        with pytest.raises(SignedOut):
            await one.ask("POST", "/quotes", {})
        await one.close()

        cookies = [asked[2].get("cookie") for asked in server.asked]
        assert cookies == [None, "__Host-session=abc", "__Host-session=abc"]
        assert {asked[2]["sec-fetch-site"] for asked in server.asked} == {"same-origin"}

    async def test_reads_no_document_where_there_is_none(
        self, server: Server, tally: Tally
    ) -> None:
        server.answers = [(502, {}, "a page of some proxy")]
        one = visitor(server, tally)

        answer = await one.ask("POST", "/quotes", {})
        await one.close()

        assert (answer.kind, answer.body) == (Kind.WRONG, {})
