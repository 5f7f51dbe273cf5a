"""A payer with an API client of their own: sees only HTTP, keeps every answer, never gives up.

A lost connection, a 5xx and a 409 ``request_in_progress`` are tried again with the same
``Idempotency-Key``, as docs/recipes/idempotency.md asks of clients.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import SECOND_FACTOR_NEEDED, Role
from paymentus.identity.service import IdentityService, SecondFactorsService

from support.second_factors import App, an_app_of

Json = dict[str, Any]
PASSWORD = "three blue otters"
# Less than a proof of who one is counts as fresh.
_TOKEN_IS_OLD_SECONDS = 240.0
FINAL_STATES = frozenset({"succeeded", "failed", "expired", "canceled", "blocked"})
GOOD_CARD = "4242424242424242"
# Can be kept, and is declined when it is charged.
DECLINED_CARD = "4000000000000341"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a client was told, or that it was told nothing (``status`` 0)."""

    at: float
    request: str
    key: str | None
    status: int
    body: Json

    @property
    def payment(self) -> Json | None:
        """The payment this answer shows, by itself or with the cash that was taken for it."""
        inner = self.body.get("payment")
        shown = inner if isinstance(inner, dict) else self.body
        return shown if "confirmation_number" in shown else None

    @property
    def payment_id(self) -> str | None:
        """Of the payment this answer shows, if it shows one."""
        return str(self.payment["id"]) if self.payment else None


@dataclass
class Record:
    """What all clients were told, in order."""

    told: list[Told] = field(default_factory=list)

    def add(self, request: str, key: str | None, status: int, body: Json) -> None:
        self.told.append(Told(time.monotonic(), request, key, status, body))

    def payments(self) -> list[Told]:
        """The answers that were payments."""
        return [told for told in self.told if told.payment_id is not None]


class NobodyAnswered(Exception):
    """The client lost patience: no clear answer in time."""


class Payer:
    """One person. ``addresses`` are the API servers, tried in turn when one does not answer."""

    def __init__(self, email: str, addresses: Sequence[str], record: Record) -> None:
        self.email = email
        self._addresses = list(addresses)
        self._record = record
        self._http = httpx.AsyncClient(timeout=30, trust_env=False)
        self._token = ""
        self._app: App | None = None
        self._signed_in_at = 0.0
        self.cards: list[str] = []

    def use(self, *addresses: str) -> None:
        self._addresses = list(addresses)

    async def close(self) -> None:
        await self._http.aclose()

    async def try_once(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        key: str | None = None,
        **form: Any,
    ) -> Told:
        """One request, whatever comes of it. ``form`` is ``data`` and ``files`` instead of JSON."""
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        if key:
            headers["Idempotency-Key"] = key
        url = f"{self._addresses[0]}/api/v1{path}"
        try:
            answer = await self._http.request(method, url, json=body, headers=headers, **form)
            status, said = answer.status_code, answer.json() if answer.content else {}
        except (httpx.HTTPError, ValueError) as lost:
            self._addresses.append(self._addresses.pop(0))
            status, said = 0, {"lost": type(lost).__name__}
        self._record.add(f"{method} {path}", key, status, said)
        return self._record.told[-1]

    async def ask(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        *,
        key: str | None = None,
        patience: float = 90.0,
    ) -> Told:
        """Try until there is a clear answer. Raises ``NobodyAnswered`` after ``patience``."""
        deadline = time.monotonic() + patience
        pause = 0.1
        while True:
            told = await self.try_once(method, path, body, key)
            if told.status == 401 and path != "/auth/token" and self._token:
                await self.sign_in()
                continue
            if not _worth_another_try(told):
                return told
            if time.monotonic() > deadline:
                raise NobodyAnswered(f"{method} {path}, key {key}: {told.status} {told.body}")
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 1.0)

    async def join(
        self,
        platform: Platform,
        *,
        name: str = "Pat Payer",
        role: Role = Role.PAYER,
        biller_id: str | None = None,
    ) -> None:
        """Become somebody with a confirmed address, as by registering and following the mail;
        of the staff, with an authenticator app."""
        identity: IdentityService = platform.get(IdentityService)
        user = await identity.create_user(
            email=self.email,
            password=PASSWORD,
            full_name=name,
            role=role,
            biller_id=biller_id,
            actor="test",
        )
        if role in SECOND_FACTOR_NEEDED:
            self._app = await an_app_of(user, platform.get(SecondFactorsService))
        await self.sign_in()

    async def sign_in(self) -> None:
        self._token = ""
        who = {"email": self.email, "password": PASSWORD}
        if self._app:
            who["code"] = self._app.code()
        told = await self.ask("POST", "/auth/token", who)
        assert told.status == 200, told
        self._token = str(told.body["access_token"])
        self._signed_in_at = time.monotonic()

    async def stay_signed_in(self) -> None:
        """Before what asks only once: a token lives for ten minutes, a long run for longer."""
        if time.monotonic() - self._signed_in_at > _TOKEN_IS_OLD_SECONDS:
            await self.sign_in()

    async def link(self, biller_id: str, account_number: str, second_factor: str) -> None:
        body = {
            "biller_id": biller_id,
            "account_number": account_number,
            "second_factor": second_factor,
        }
        told = await self.ask("POST", "/accounts", body)
        assert told.status == 201, told

    async def keep_card(self, outside: Outside, number: str = GOOD_CARD) -> str:
        """Add a card on the processor's page; returns its id."""
        told = await self.ask(
            "POST", "/payment-methods/setup", {"return_path": "/cards"}, key=f"card-{number}"
        )
        assert told.status == 201, told
        await outside.pay(str(told.body["redirect_url"]), number)
        kept = await self.ask("POST", f"/payment-methods/setup/{told.body['id']}/complete")
        assert kept.status == 200, kept
        cards: list[Json] = kept.body["data"]
        card = next(card["id"] for card in cards if card["last4"] == number[-4:])
        self.cards.append(str(card))
        return str(card)

    async def quote(self, bill_id: str) -> Told:
        return await self.ask("POST", "/quotes", {"items": [{"bill_id": bill_id}]})

    async def payment(self, payment_id: str) -> Json:
        told = await self.ask("GET", f"/payments/{payment_id}")
        assert told.status == 200, told
        return told.body

    async def pay(self, quote_id: str, card: str | None, *, key: str) -> Told:
        """Pay a quote, by a saved card or on the processor's page, until there is an answer."""
        return await self.ask("POST", "/payments", self.order(quote_id, card), key=key)

    def order(self, quote_id: str, card: str | None) -> Json:
        method: Json = (
            {"kind": "saved_card", "payment_method_id": card} if card else {"kind": "checkout"}
        )
        return {
            "quote_id": quote_id,
            "method": method,
            "email": self.email,
        }

    async def see_through(
        self, payment_id: str, outside: Outside, *, seconds: float, card: str = GOOD_CARD
    ) -> Json:
        """Do what the payment asks for and look at it until it is final, or time is over."""
        deadline = time.monotonic() + seconds
        pause, seen_page = 0.1, False
        while True:
            payment = await self.payment(payment_id)
            if payment["state"] in FINAL_STATES or time.monotonic() > deadline:
                return payment
            page = payment["next_action"]
            if page and not seen_page:
                await outside.pay(page["url"], card)
                seen_page = True
            if page:
                await self.ask("POST", f"/payments/{payment_id}/refresh")
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 1.0)


class Outside:
    """The world outside the product, through the sandbox's control API: page, bank, faults."""

    def __init__(self, url: str) -> None:
        # Let go of idle connections before the sandbox does: it would close one just as we use it.
        limits = httpx.Limits(keepalive_expiry=2.0)
        self._http = httpx.AsyncClient(base_url=url, timeout=30, trust_env=False, limits=limits)

    async def close(self) -> None:
        await self._http.aclose()

    async def send(self, method: str, path: str, body: Any = None) -> Json:
        answer = await self._http.request(method, path, json=body)
        answer.raise_for_status()
        found: Json = answer.json() if answer.content else {}
        return found

    async def pay(self, page_url: str, card: str = GOOD_CARD) -> Json:
        """Fill in the hosted page; a page that is closed by now answers ``refused``."""
        session = page_url.partition("?")[0].rsplit("/", 1)[1]
        body = {"card": card, "email": "pat@example.com", "name": "Pat Payer"}
        answer = await self._http.post(f"/_sandbox/checkout/{session}/pay", json=body)
        found: Json = answer.json()
        return found if answer.is_success else {"outcome": "refused", **found}

    async def send_webhooks_to(self, api_url: str, path: str, events: Sequence[str]) -> None:
        """``events`` of ``*`` is all of them."""
        body = {"url": f"{api_url}{path}", "events": list(events)}
        await self.send("POST", "/_sandbox/webhooks", body)

    async def objects(self, kind: str) -> list[Json]:
        """Every object of a kind the processor ever made, oldest first."""
        found: list[Json] = []
        while True:
            after = f"&after={found[-1]['id']}" if found else ""
            page = (await self.send("GET", f"/_sandbox/objects/{kind}?limit=1000{after}"))["data"]
            found += page
            if len(page) < 1000:
                return found


def _worth_another_try(told: Told) -> bool:
    in_progress = told.status == 409 and told.body.get("code") == "request_in_progress"
    return told.status == 0 or told.status == 429 or told.status >= 500 or in_progress
