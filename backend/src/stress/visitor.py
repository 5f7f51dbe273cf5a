"""A browser as far as the servers can tell: one session, one kept connection, one address.

What is shed is sent again after the time that was told; what got no answer too. The key of a
payment goes along each time, so the same thing is never done twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
import random
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from stress.options import Options
from stress.tally import Answer, Json, Kind, Tally

SESSION_COOKIE = "__Host-session"
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.5, 5.0
_ANSWER_SECONDS = 40.0
# Shorter than the server's own: nginx lets go of an idle connection after 65 s, uvicorn after 5.
_KEPT_SECONDS = {"https": 50.0, "http": 3.0}


class SignedOut(Exception):
    """The session has ended; whoever goes on begins a new one."""


class GivenUp(Exception):
    """No answer that one can go on with, for longer than anybody waits."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the installation is. ``url`` is what is connected to, ``name`` what is asked for."""

    url: str
    host_header: str
    name: str
    is_loopback: bool

    @classmethod
    def of(cls, base_url: str, server_name: str = "") -> Place:
        """``localhost`` is taken for 127.0.0.1: people's own addresses are of that family."""
        parts = urlsplit(base_url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
        address = "127.0.0.1" if host == "localhost" else host
        try:
            is_loopback = ipaddress.ip_address(address).is_loopback and ":" not in address
        except ValueError:
            is_loopback = False
        url = f"{parts.scheme}://{address if is_loopback else parts.netloc}"
        name = server_name or host
        return cls(f"{url}{port}" if is_loopback else url, f"{name}{port}", name, is_loopback)

    def address_of(self, number: int) -> str | None:
        """The client address of a person on the same machine; None leaves it to the system."""
        if not self.is_loopback:
            return None
        return f"127.1.{number // 250}.{1 + number % 250}"


class Visitor:
    """One person's requests. Not for use by two tasks at once."""

    def __init__(
        self,
        number: int,
        place: Place,
        tally: Tally,
        tls: ssl.SSLContext,
        *,
        rng: random.Random,
        patience_seconds: float,
    ) -> None:
        self.number = number
        self._tally = tally
        self._rng = rng
        self._patience = patience_seconds
        self._cookie = ""
        self.token = ""
        scheme = place.url.partition(":")[0]
        self._extensions = {"sni_hostname": place.name} if scheme == "https" else {}
        limits = httpx.Limits(
            max_connections=1, max_keepalive_connections=1, keepalive_expiry=_KEPT_SECONDS[scheme]
        )
        self._http = httpx.AsyncClient(
            base_url=f"{place.url}/api/v1",
            # What a page of ours sends.
            headers={"Host": place.host_header, "Sec-Fetch-Site": "same-origin"},
            timeout=_ANSWER_SECONDS,
            transport=httpx.AsyncHTTPTransport(
                verify=tls, local_address=place.address_of(number), limits=limits
            ),
        )

    async def close(self) -> None:
        await self._http.aclose()

    def forget(self) -> None:
        """As a browser whose cookies were cleared."""
        self._cookie = self.token = ""

    async def ask(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        *,
        key: str | None = None,
        request: str = "",
        upload: bytes | None = None,
    ) -> Answer:
        """Ask until there is an answer one can go on with; ``request`` is its name in the records.

        Raises ``SignedOut`` and ``GivenUp``. An answer that is wrong comes back as it is.
        """
        name = request or f"{method} {path}"
        deadline = time.monotonic() + self._patience
        pause = _FIRST_PAUSE_SECONDS
        while True:
            began = time.perf_counter()
            answer = await self._once(method, path, body, key, upload)
            latency = (time.perf_counter() - began) * 1000
            self._tally.note(answer, user=self.number, request=name, key=key, latency_ms=latency)
            if answer.kind is Kind.SIGNED_OUT:
                raise SignedOut(name)
            if answer.kind in (Kind.GOOD, Kind.WRONG):
                return answer
            wait = self._rng.uniform(1.0, 1.3) * (answer.retry_after or pause)
            if time.monotonic() + wait > deadline:
                self._tally.wrong(f"person {self.number}: {name}: given up, {answer.kind}")
                raise GivenUp(name)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            await asyncio.sleep(wait)

    async def _once(
        self, method: str, path: str, body: Json | None, key: str | None, upload: bytes | None
    ) -> Answer:
        headers = {"Cookie": f"{SESSION_COOKIE}={self._cookie}"} if self._cookie else {}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        files = {"file": ("stress-bills.csv", upload, "text/csv")} if upload is not None else None
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                told = await self._http.request(
                    method, path, json=body, headers=headers, files=files,
                    extensions=self._extensions,
                )  # fmt: skip
        except (httpx.TransportError, TimeoutError) as lost:
            return Answer(0, {"title": type(lost).__name__})
        self._keep_cookie(told)
        wait = told.headers.get("retry-after", "")
        return Answer(
            told.status_code, _document(told.content), float(wait) if wait.isdigit() else None
        )

    def _keep_cookie(self, told: httpx.Response) -> None:
        # By hand: a client that goes by the rules does not send a Secure cookie over plain HTTP,
        # which `make run` speaks on this machine.
        for line in told.headers.get_list("set-cookie"):
            name, _, rest = line.partition("=")
            if name == SESSION_COOKIE:
                self._cookie = rest.partition(";")[0]
        self._http.cookies.clear()


def _document(content: bytes) -> Json:
    """What is no JSON object, such as an empty answer, is an empty one."""
    try:
        said = json.loads(content)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


class Sandbox:
    """The processor's stand-in: its hosted page, its books, and people's authenticator apps."""

    def __init__(self, url: str) -> None:
        # It lets go of an idle connection after 5 s.
        limits = httpx.Limits(max_connections=50, keepalive_expiry=3.0)
        self._http = httpx.AsyncClient(base_url=url, timeout=30, trust_env=False, limits=limits)

    async def close(self) -> None:
        await self._http.aclose()

    async def get(self, path: str) -> Json:
        """Raises ``httpx.HTTPError``."""
        answer = await self._http.get(f"/_sandbox/{path}")
        answer.raise_for_status()
        found: Json = answer.json()
        return found

    async def fill_in_page(self, url: str, *, email: str) -> str:
        """Pay, or keep a card, as a cardholder would; the outcome, or why there is none."""
        session = urlsplit(url).path.rpartition("/")[2]
        body = {"card": "4242424242424242", "email": email, "name": "Pat Payer"}
        for _ in range(5):
            with contextlib.suppress(httpx.TransportError):
                answer = await self._http.post(f"/_sandbox/checkout/{session}/pay", json=body)
                if answer.status_code == 404:
                    return "unknown page"
                if answer.is_success:
                    return str(answer.json()["outcome"])
            await asyncio.sleep(1.0)
        return "no answer"

    async def charges(self) -> dict[str, list[int]]:
        """Amounts of the charges that succeeded, by the payment they are for."""
        charges: dict[str, list[int]] = {}
        after = ""
        while True:
            page = (await self.get(f"objects/charge?limit=1000{after}"))["data"]
            for charge in page:
                if charge["status"] == "succeeded":
                    payment_id = str(charge["metadata"].get("payment_id"))
                    charges.setdefault(payment_id, []).append(int(charge["amount"]))
            if len(page) < 1000:
                return charges
            after = f"&after={page[-1]['id']}"


def tls_context(options: Options) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(options.ca_file) if options.ca_file else None)
