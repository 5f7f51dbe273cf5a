"""The shipped nginx, running, with a certificate of our own and three servers behind it."""

from __future__ import annotations

import json
import re
import socket
import ssl
import threading
import time
import warnings
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from deployment.files import DEPLOYMENT, passes
from paymentus.app.embedded.ports import free_ports
from paymentus.app.request_limits import BODY_BYTES_MAX, DOCUMENT_BYTES_MAX, UPLOAD_BYTES_MAX
from paymentus.app.security_headers import always, content_policy

from support.certificates import Authority
from support.running_nginx import NGINX, SHIPPED, RunningNginx, render, running_nginx

PROMISED = {
    "strict-transport-security", "x-frame-options", "x-content-type-options", "referrer-policy",
    "content-security-policy",
}  # fmt: skip
PUBLIC = "https://localhost"


class Upstream(BaseHTTPRequestHandler):
    """Says who it is and what it was sent; a stream sends a second event after half a second."""

    protocol_version = "HTTP/1.1"
    with_headers = False

    def do_GET(self) -> None:
        if self.path.endswith("/events"):
            self._stream()
        else:
            said = {"port": self.server.server_address[1], "headers": dict(self.headers)}
            self._answer(json.dumps(said).encode())

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.rfile.read(length)
        self._answer(b'{"taken": true}')

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        if self.with_headers:
            for name, value in (*always(PUBLIC).items(),):
                self.send_header(name, value)
            self.send_header("Content-Security-Policy", content_policy(self.path))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for number in (1, 2):
            self.wfile.write(f"data: {number}\n\n".encode())
            self.wfile.flush()
            if number == 1:
                time.sleep(0.5)
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Quiet."""


class ApiUpstream(Upstream):
    with_headers = True


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def nginx(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningNginx]:
    """Two API servers and the web app answer; the third API server is down."""
    servers = [
        ThreadingHTTPServer(("127.0.0.1", 0), kind) for kind in (ApiUpstream, ApiUpstream, Upstream)
    ]
    for server in servers:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    first, second, frontend = (server.server_address[1] for server in servers)
    down = free_ports(1)[0]
    folder = tmp_path_factory.mktemp("nginx")
    with running_nginx(
        folder,
        certificate=authority.issue("web"),
        apis=[int(first), down, int(second)],
        frontend=int(frontend),
    ) as running:
        yield running
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def web(nginx: RunningNginx, authority: Authority) -> Iterator[httpx.Client]:
    context = ssl.create_default_context(cafile=str(authority.ca_file))
    with httpx.Client(base_url=f"https://localhost:{nginx.https_port}", verify=context) as client:
        yield client


def is_taken(port: int, authority: Authority, cipher: str) -> bool:
    """Whether TLS 1.2 with this cipher alone is spoken."""
    context = ssl.create_default_context(cafile=str(authority.ca_file))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(f"{cipher}:@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", port), timeout=5) as raw:
        try:
            context.wrap_socket(raw, server_hostname="localhost").close()
        except (ssl.SSLError, ConnectionResetError):
            return False
    return True


def handshake(
    port: int, authority: Authority, version: ssl.TLSVersion, name: str = "localhost"
) -> ssl.SSLSocket:
    """With this version alone, whatever its ciphers; raises where it is refused."""
    context = ssl.create_default_context(cafile=str(authority.ca_file))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
    context.set_alpn_protocols(["h2", "http/1.1"])
    raw = socket.create_connection(("127.0.0.1", port), timeout=5)
    try:
        return context.wrap_socket(raw, server_hostname=name)
    except BaseException:
        raw.close()
        raise


class TestConfiguration:
    def test_is_taken_by_nginx(self, authority: Authority, tmp_path: Path) -> None:
        render(tmp_path, certificate=authority.issue("judged"), apis=[1, 2, 3], frontend=4)

        said = passes(NGINX, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf")

        assert "test is successful" in said

    def test_has_the_limits_of_the_product(self) -> None:
        text = (DEPLOYMENT / "nginx" / "nginx.conf").read_text()

        for limit in (BODY_BYTES_MAX, DOCUMENT_BYTES_MAX):
            assert f"client_max_body_size {limit // 1024**2}m;" in text
        # The form's own bytes come on top.
        assert f"client_max_body_size {UPLOAD_BYTES_MAX // 1024**2 + 1}m;" in text


class TestTls:
    @pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
    def test_is_spoken_in_the_promised_versions_with_http_2(
        self, version: ssl.TLSVersion, nginx: RunningNginx, authority: Authority
    ) -> None:
        with handshake(nginx.https_port, authority, version) as line:
            chosen, protocol = line.cipher(), line.selected_alpn_protocol()

        assert chosen is not None
        assert any(mode in chosen[0] for mode in ("GCM", "CHACHA20"))
        assert chosen[0].startswith(("ECDHE", "TLS_"))
        assert protocol == "h2"

    @pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
    def test_is_refused_in_older_ones(
        self, version: ssl.TLSVersion, nginx: RunningNginx, authority: Authority
    ) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            with pytest.raises((ssl.SSLError, ConnectionResetError)):
                handshake(nginx.https_port, authority, version)

    @pytest.mark.parametrize(
        "weak", ["AES256-GCM-SHA384", "ECDHE-ECDSA-AES256-SHA", "DES-CBC3-SHA"]
    )
    def test_takes_no_cipher_without_forward_secrecy_or_authentication(
        self, weak: str, nginx: RunningNginx, authority: Authority
    ) -> None:
        context = ssl.create_default_context(cafile=str(authority.ca_file))
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        try:
            context.set_ciphers(f"{weak}:@SECLEVEL=0")
        except ssl.SSLError:
            return  # The client's own library has it no more.
        raw = socket.create_connection(("127.0.0.1", nginx.https_port), timeout=5)
        with raw, pytest.raises((ssl.SSLError, ConnectionResetError)):
            context.wrap_socket(raw, server_hostname="localhost")

    def test_takes_of_all_ciphers_that_there_are_the_promised_ones_alone(
        self, nginx: RunningNginx, authority: Authority
    ) -> None:
        """As a scanner does: every cipher of the client's library, one handshake each."""
        every = ssl.create_default_context()
        every.set_ciphers("ALL:COMPLEMENTOFALL:@SECLEVEL=0")
        names = {one["name"] for one in every.get_ciphers() if one["protocol"] != "TLSv1.3"}

        taken = {name for name in names if is_taken(nginx.https_port, authority, name)}

        assert len(names) > 30
        assert taken
        assert [
            name
            for name in taken
            if not name.startswith("ECDHE-") or not {"GCM", "CHACHA20"} & set(name.split("-"))
        ] == []

    def test_is_refused_for_a_name_that_is_not_ours(
        self, nginx: RunningNginx, authority: Authority
    ) -> None:
        with pytest.raises((ssl.SSLError, ConnectionResetError)):
            handshake(nginx.https_port, authority, ssl.TLSVersion.TLSv1_3, "evil.example")


class TestPlainHttp:
    def test_leads_to_tls(self, nginx: RunningNginx) -> None:
        answer = httpx.get(f"http://127.0.0.1:{nginx.http_port}/pay?x=1")

        assert (answer.status_code, answer.headers["location"]) == (
            301,
            "https://localhost/pay?x=1",
        )

    def test_shows_certbots_answers(self, nginx: RunningNginx) -> None:
        folder = nginx.folder / "www" / ".well-known" / "acme-challenge"
        folder.mkdir(parents=True)
        (folder / "token").write_text("proof")

        answer = httpx.get(f"http://127.0.0.1:{nginx.http_port}/.well-known/acme-challenge/token")

        assert (answer.status_code, answer.text) == (200, "proof")


class TestHeaders:
    @pytest.mark.parametrize("path", ["/api/v1/billers", "/", "/api/metrics"])
    def test_stand_once_on_every_answer(self, path: str, web: httpx.Client) -> None:
        answer = web.get(path)

        names = [name.lower() for name, _ in answer.headers.multi_items()]
        assert {name: names.count(name) for name in PROMISED} == dict.fromkeys(PROMISED, 1)
        assert answer.headers["server"] == "nginx"
        assert (
            answer.headers["strict-transport-security"]
            == (always(PUBLIC)["Strict-Transport-Security"])
        )

    def test_let_a_callers_trace_through(self, web: httpx.Client) -> None:
        trace = f"00-{'a' * 32}-{'b' * 16}-01"

        seen = web.get("/api/v1/billers", headers={"traceparent": trace}).json()["headers"]

        assert seen["traceparent"] == trace

    def test_are_the_apis_own_where_it_has_some(self, web: httpx.Client) -> None:
        assert "style-src" in web.get("/api/docs").headers["content-security-policy"]

    def test_tell_the_servers_who_asks_and_believe_no_client(self, web: httpx.Client) -> None:
        seen = web.get("/api/v1/billers", headers={"X-Forwarded-For": "8.8.8.8"}).json()["headers"]

        assert seen["X-Forwarded-For"] == seen["X-Real-IP"] == "127.0.0.1"
        assert (seen["X-Forwarded-Proto"], seen["Host"]) == ("https", "localhost")


class TestUpstreams:
    def test_that_are_down_are_seen_by_nobody(self, web: httpx.Client) -> None:
        answers = [web.get("/api/v1/bills") for _ in range(20)]

        assert [answer.status_code for answer in answers] == [200] * 20
        assert len({answer.json()["port"] for answer in answers}) == 2

    def test_send_events_through_at_once(self, web: httpx.Client) -> None:
        began = time.monotonic()
        arrived = []
        with web.stream("GET", "/api/v1/payments/pay_1/events") as answer:
            for line in answer.iter_lines():
                if line.startswith("data:"):
                    arrived.append(time.monotonic() - began)

        assert len(arrived) == 2
        assert arrived[1] - arrived[0] > 0.3


class TestRefusals:
    def test_keep_metrics_inside(self, web: httpx.Client) -> None:
        answer = web.get("/api/metrics")

        assert (answer.status_code, answer.headers["content-type"]) == (
            404,
            "application/problem+json",
        )

    def test_meet_a_body_that_is_too_large(self, web: httpx.Client) -> None:
        body = b"x" * (BODY_BYTES_MAX + 1)

        refused = web.post("/api/v1/payments", content=body)
        assert refused.status_code == 413
        assert refused.headers.keys() >= PROMISED
        assert web.post("/api/v1/kyc/documents", content=body).status_code == 200

    def test_meet_who_tries_to_sign_in_too_often(self, web: httpx.Client) -> None:
        answers = [web.post("/api/v1/auth/sign-in", content=b"{}") for _ in range(40)]

        refused = [answer for answer in answers if answer.status_code == 429]
        assert len(refused) > 5
        assert refused[0].headers["retry-after"] == "5"
        assert refused[0].json()["status"] == 429
        assert refused[0].headers.keys() >= PROMISED

    def test_close_the_doors_for_maintenance_and_open_them_again(
        self, nginx: RunningNginx, web: httpx.Client
    ) -> None:
        nginx.maintenance.touch()
        try:
            page, program = web.get("/"), web.post("/api/v1/payments", content=b"{}")
        finally:
            nginx.maintenance.unlink()

        assert (page.status_code, program.status_code) == (503, 503)
        assert "You are never charged twice" in page.text
        assert program.json()["status"] == 503
        assert page.headers["retry-after"] == program.headers["retry-after"] == "30"
        assert page.headers.keys() >= PROMISED
        assert program.headers.keys() >= PROMISED
        assert web.get("/").status_code == 200

    def test_leave_the_status_page_open_during_maintenance(
        self, nginx: RunningNginx, web: httpx.Client
    ) -> None:
        linked = re.findall(r'href="([^"]+)"', (SHIPPED / "pages/unavailable.html").read_text())
        open_still = [*linked, "/api/v1/status", "/assets/main.js"]
        closed = ["/statuses", "/status/x", "/api/v1/status/x", "/api/v1/service-status"]
        nginx.maintenance.touch()
        try:
            codes = {path: web.get(path).status_code for path in (*open_still, *closed)}
        finally:
            nginx.maintenance.unlink()

        assert linked == ["/status"]
        assert {codes[path] for path in open_still} == {200}
        assert {codes[path] for path in closed} == {503}


class TestLogs:
    def test_are_ecs_and_hold_no_address_that_could_be_a_secret(
        self, nginx: RunningNginx, web: httpx.Client
    ) -> None:
        web.get("/receipts/a-secret-token")
        web.get("/api/v1/receipts/a-secret-token")
        time.sleep(0.1)

        lines = [
            json.loads(line) for line in (nginx.folder / "access.log").read_text().splitlines()
        ]
        logged = (nginx.folder / "error.log").read_text()

        assert {"page", "/api/v1/receipts"} <= {line["url.path"] for line in lines}
        assert "a-secret-token" not in json.dumps(lines) + logged
        assert lines[-1]["tls.version"] == "TLSv1.3"
