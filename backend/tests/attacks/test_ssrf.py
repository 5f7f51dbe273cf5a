"""An address that somebody gives us, in the hope that our server goes there.

We go to no address that a user gives: not to a biller's site or logo, nor anywhere for a card or a
bill. The only addresses our servers ask are in the settings of whoever runs them. Here that is
held to: by what may speak HTTP at all, and by a listener that nobody must reach.
"""

from __future__ import annotations

import ast
import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role

from support.api import Api
from support.scene import Scene

PRODUCT = Path(__file__).parents[2] / "src" / "paymentus"
# What can open a connection to an address of one's choice.
_CLIENTS = frozenset(
    ("httpx", "requests", "aiohttp", "urllib3", "http", "smtplib", "socket", "boto3")
)
_OPENERS = frozenset(
    {
        "urllib.request",
        "asyncio.open_connection",
        "socket.create_connection",
        "opentelemetry.exporter.otlp.proto.http.trace_exporter",
    }
)
# Module -> where its addresses come from.
MAY_CONNECT = {
    "app/embedded/": "loopback, the servers it started itself",
    "app/doctor.py": "PUBLIC_URL, for its certificate",
    "app/cli/emergency.py": "PUBLIC_URL, or an option of the operator's command",
    "app/seed.py": "the sandbox's address, for demo data",
    "foundation/tracing.py": "OTEL_EXPORTER_OTLP_ENDPOINT",
    "integrations/mail/smtp.py": "SMTP_URL",
    "integrations/object_storage/": "BACKUP_S3_URL, for the backup command alone",
    "integrations/payment_processor/": "the SDK's own, or STRIPE_API_BASE",
    "integrations/sanctions_list/": "SANCTIONS_LIST_URL and OFAC_API_URL",
    "compliance/service/filings/schemas.py": "FinCEN's, or an option of the operator's command",
    "integrations/witness/client.py": "AUDIT_POLICY_FILE",
    "integrations/key_management/": "the settings of the key management service",
}


def speaks_http(path: Path) -> bool:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            if any(name.name.split(".")[0] in _CLIENTS for name in node.names):
                return True
            if any(name.name in _OPENERS for name in node.names):
                return True
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if module.split(".")[0] in _CLIENTS - {"http"} or module in _OPENERS:
                return True
        elif isinstance(node, ast.Attribute) and ast.unparse(node) in _OPENERS:
            return True
    return False


class Listener:
    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.visits = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            with contextlib.suppress(OSError):
                visitor.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                visitor.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


class TestCode:
    def test_connects_from_few_places_to_addresses_of_the_settings(self) -> None:
        connecting = {
            str(path.relative_to(PRODUCT)) for path in PRODUCT.rglob("*.py") if speaks_http(path)
        }

        assert {name for name in connecting if not name.startswith(tuple(MAY_CONNECT))} == set()
        assert connecting

    @pytest.mark.parametrize(
        "line", ["import httpx", "from urllib.request import urlopen", "import socket"]
    )
    def test_that_could_connect_is_told_apart(self, line: str, tmp_path: Path) -> None:
        """The control."""
        module = tmp_path / "module.py"
        module.write_text(line)

        assert speaks_http(module)


class TestAddressOfABiller:
    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433"])
    async def test_is_shown_and_never_visited(
        self, platform: Platform, scene: Scene, listener: Listener, host: str
    ) -> None:
        api = Api.of(platform)
        admin = await api.person(Role.ADMIN)
        url = f"http://{host}:{listener.port}/latest/meta-data"
        place = f"/api/v1/billers/{scene.biller.id}"

        async with api.client(admin) as client:
            settings = (await client.get(f"{place}/settings")).json()
            changed = await client.patch(
                place,
                json={
                    "version": settings["version"],
                    "support": {**settings["support"], "url": url},
                },
            )
            await client.get(place)
            await client.get("/api/v1/billers")

        assert changed.status_code == 200, changed.text
        assert listener.visits == 0

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "gopher://x"]
    )
    async def test_of_another_kind_than_a_web_page_is_refused(
        self, platform: Platform, scene: Scene, url: str
    ) -> None:
        api = Api.of(platform)
        admin = await api.person(Role.ADMIN)
        place = f"/api/v1/billers/{scene.biller.id}"

        async with api.client(admin) as client:
            settings = (await client.get(f"{place}/settings")).json()
            changed = await client.patch(
                place,
                json={
                    "version": settings["version"],
                    "support": {**settings["support"], "url": url},
                },
            )

        assert changed.status_code == 422

    def test_would_be_noticed_if_it_were_visited(self, listener: Listener) -> None:
        """The control."""
        httpx.get(f"http://127.0.0.1:{listener.port}/", trust_env=False)

        assert listener.visits == 1
