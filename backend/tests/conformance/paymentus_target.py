"""Paymentus as a target: real processes, spoken to over HTTP only.

Two API servers, a worker, mongod, redis-server and the sandbox (``support.product``). Billers and
bills are prepared through the services, as in the other tests; all acts of payers are requests.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx

from conformance.target import (
    Card,
    Moment,
    NotSupported,
    Order,
    Reply,
    State,
    Target,
    Trouble,
)
from paymentus.app.wiring import Platform
from paymentus.billers.domain import Biller
from paymentus.billers.service import BillersService
from paymentus.bills.domain.bill_file import Mode
from paymentus.bills.service import BillFiles, BillsService, NewFile
from paymentus.foundation.authorization import Role
from paymentus.identity.service import IdentityService

from support.payer import DECLINED_CARD, GOOD_CARD, PASSWORD, Json, Outside
from support.product import WEBHOOK_SECRET, WEBHOOKS, Product, until
from support.scene import ACCOUNT, POSTAL_CODE, biller_settings

_COOKIE = "__Host-session"
_PAY = r"/v1/(payment_intents|checkout/sessions)"
# What a trouble is in the sandbox's words: fault, method, path, seconds.
_FAULTS = {
    Trouble.LOSES_ANSWERS: ("after", "POST", _PAY),
    Trouble.NEVER_HEARS: ("before_close", "POST", _PAY),
    Trouble.KEEPS_500: ("after_500", "POST", _PAY),
    Trouble.BUSY: ("429", "POST", _PAY),
    Trouble.LOCKED: ("409", "POST", _PAY),
    Trouble.GARBLED: ("malformed", "POST", _PAY),
    Trouble.AWAY: ("before_close", "*", "/v1/.*"),
    Trouble.SLOW: ("slow", "POST", _PAY),
}
_STATES = {
    "requires_action": State.WAITING,
    "succeeded": State.SUCCEEDED,
    "failed": State.FAILED,
    "expired": State.FAILED,
    "canceled": State.FAILED,
    "blocked": State.FAILED,
}


@dataclass
class Person:
    """Somebody with credentials: a bearer token, or a browser's session cookie."""

    email: str
    headers: dict[str, str]
    cards: dict[Card, str]


class PaymentusTarget(Target):
    name = "Paymentus"
    servers = 2
    one_offer_pays_once = True

    def __init__(self, product: Product, platform: Platform, biller: Biller) -> None:
        self._product = product
        self._platform = platform
        self._biller = biller
        self._outside = Outside(product.sandbox_url)
        self._http = [
            httpx.AsyncClient(base_url=f"{api.url}/api/v1", timeout=40, trust_env=False)
            for api in product.apis
        ]
        self._people: dict[str, Person] = {}
        self._numbers = itertools.count(1)

    @classmethod
    async def prepare(cls, product: Product) -> PaymentusTarget:
        platform = product.platform()
        billers: BillersService = platform.get(BillersService)
        biller = await billers.create(biller_settings("conformance-water"), actor="test")
        target = cls(product, platform, biller)
        # People can link an account only once there is a bill on it.
        await target.bill(1_000)
        return target

    async def close(self) -> None:
        for http in self._http:
            await http.aclose()
        await self._outside.close()
        await self._platform.close()

    # People and bills.

    async def payer(self, which: str = "first") -> Person:
        if which not in self._people:
            # Only people with a card at hand are used again: "new here" is new each time.
            person = await self._register(f"{which.replace(' ', '-')}-{next(self._numbers)}")
            if which == "new here":
                return person
            await self._keep_card(person, Card.GOOD, GOOD_CARD)
            await self._keep_card(person, Card.DECLINED, DECLINED_CARD)
            self._people[which] = person
        return self._people[which]

    async def _register(self, name: str) -> Person:
        email = f"{name}@example.com"
        identity: IdentityService = self._platform.get(IdentityService)
        await identity.create_user(
            email=email, password=PASSWORD, full_name="Pat", role=Role.PAYER, actor="test"
        )
        found = await self._done("POST", "/auth/token", {"email": email, "password": PASSWORD})
        person = Person(email, {"Authorization": f"Bearer {found['access_token']}"}, {})
        await self._done("POST", "/accounts", self._knowledge(), person)
        return person

    async def _keep_card(self, person: Person, card: Card, number: str) -> None:
        started = await self._done(
            "POST", "/payment-methods/setup", {"return_path": "/cards"}, person, key=number
        )
        await self._outside.pay(started["redirect_url"], number)
        path = f"/payment-methods/setup/{started['id']}/complete"
        kept = (await self._done("POST", path, None, person))["data"]
        person.cards[card] = next(one["id"] for one in kept if one["last4"] == number[-4:])

    async def same_person(self, payer: Person) -> Person:
        body = {"email": payer.email, "password": PASSWORD}
        answer = await self._http[0].post("/auth/sign-in", json=body)
        answer.raise_for_status()
        return Person(payer.email, _browser(answer), payer.cards)

    async def guest(self, bill: str) -> Person:
        answer = await self._http[0].post("/guest/lookup", json=self._knowledge())
        answer.raise_for_status()
        return Person("guest@example.com", _browser(answer), {})

    async def guest_again(self, guest: Person, bill: str) -> Person:
        answer = await self._http[0].post(
            "/guest/lookup", json=self._knowledge(), headers=guest.headers
        )
        answer.raise_for_status()
        return Person(guest.email, _browser(answer), {})

    async def bill(self, amount_minor: int) -> str:
        number = f"B{next(self._numbers):06d}"
        due = (date.today() + timedelta(days=14)).isoformat()
        amount = f"{amount_minor // 100}.{amount_minor % 100:02d}"
        lines = [
            "account_number,bill_number,amount_due,due_on,second_factor",
            f"{ACCOUNT},{number},{amount},{due},{POSTAL_CODE}",
        ]

        async def content() -> AsyncIterator[bytes]:
            yield "\n".join(lines).encode()

        files: BillFiles = self._platform.get(BillFiles)
        new = NewFile("bills.csv", Mode.UPDATE, {}, "usr_test", claimed_by=files.importer.owner)
        file = await files.receive(self._biller.id, new, content())
        done = await files.importer.run(file)
        assert done.counts["created"] == 1, done
        bills: BillsService = self._platform.get(BillsService)
        return await bills.id_of(self._biller.id, account_key=ACCOUNT, bill_number=number)

    # Paying and looking.

    async def order(
        self, payer: Person, bill: str, *, amount_minor: int | None = None, card: Card = Card.GOOD
    ) -> Order:
        item: Json = {"bill_id": bill}
        if amount_minor is not None:
            item["amount_minor"] = amount_minor
        quote = await self._done("POST", "/quotes", {"items": [item], "method": "card"}, payer)
        method: Json = {"kind": "checkout", "save_card": card is Card.NEW_AND_KEPT}
        if card in payer.cards:
            method = {"kind": "saved_card", "payment_method_id": payer.cards[card]}
        return {"quote_id": quote["id"], "method": method, "email": payer.email}

    async def pay(
        self,
        payer: Person,
        body: bytes,
        *,
        key: str | None,
        headers: Mapping[str, str] | None = None,
        server: int = 0,
    ) -> Reply:
        sent = {"Content-Type": "application/json", **payer.headers, **(headers or {})}
        if key is not None:
            sent["Idempotency-Key"] = key
        try:
            answer = await self._http[server].post("/payments", content=body, headers=sent)
        except httpx.HTTPError:
            return Reply(0)
        return _reply(answer)

    async def look(self, payer: Person, payment: str) -> Reply:
        return _reply(await self._http[0].get(f"/payments/{payment}", headers=payer.headers))

    async def come_back(self, payer: Person, payment: str) -> Reply:
        path = f"/payments/{payment}/refresh"
        return _reply(await self._http[0].post(path, headers=payer.headers))

    async def other_act(self, payer: Person, key: str) -> Reply:
        answer = await self._http[0].post(
            "/payment-methods/setup",
            json={"return_path": "/cards"},
            headers={**payer.headers, "Idempotency-Key": key},
        )
        return _reply(answer)

    async def finish_page(self, reply: Reply, card: Card) -> None:
        action = reply.content["next_action"]
        number = DECLINED_CARD if card is Card.DECLINED else GOOD_CARD
        await self._outside.pay(action["url"], number)

    async def mistaken(self, payer: Person, order: Order) -> bytes:
        return json.dumps({**order, "method": {"kind": "saved_cart"}}).encode()

    async def respelled(self, order: Order) -> Sequence[bytes]:
        """A page's order: ``save_card`` is false where it is left out."""
        if order["method"]["kind"] != "checkout":
            raise NotSupported("a saved card's order has no defaults")
        return [json.dumps({**order, "method": {"kind": "checkout"}}).encode()]

    # The books.

    async def charges(self, bill: str) -> Sequence[int]:
        ours = {payment["_id"] for payment in await self._payments_of(bill)}
        return [
            charge["amount"]
            for charge in await self._outside.objects("charge")
            if charge["status"] == "succeeded" and charge["metadata"].get("payment_id") in ours
        ]

    async def _payments_of(self, bill: str) -> list[Json]:
        found = self._platform.database["payment_transactions"].find({"items.bill_id": bill})
        return await found.to_list()

    async def paid(self, bill: str) -> int:
        reader = await self.payer("first")
        seen = await self._done("GET", f"/bills/{bill}", None, reader)
        return int(seen["amount_paid"]["amount_minor"])

    async def receipts(self, payment: str) -> int:
        number = (await self._payment_row(payment))["confirmation_number"]
        mails = (await self._outside.send("GET", "/_sandbox/mail?limit=20"))["data"]
        texts = [await self._outside.send("GET", f"/_sandbox/mail/{mail['id']}") for mail in mails]
        return sum(number in str(text["text"]) for text in texts)

    async def _payment_row(self, payment: str) -> Json:
        row = await self._platform.database["payment_transactions"].find_one({"_id": payment})
        assert row is not None, payment
        return row

    # Trouble.

    @contextlib.asynccontextmanager
    async def trouble(self, trouble: Trouble) -> AsyncIterator[None]:
        """Nobody tells us meanwhile either: no webhook comes, and no list of events."""
        kind, method, path = _FAULTS[trouble]
        await self._outside.send("POST", "/_sandbox/webhook-faults", {"rates": {"drop": 1.0}})
        for fault in (
            {"kind": kind, "method": method, "path": path, "seconds": 2.0},
            {"kind": "before_close", "method": "GET", "path": "/v1/events"},
        ):
            await self._outside.send("POST", "/_sandbox/faults", fault)
        try:
            yield
        finally:
            await self._outside.send("DELETE", "/_sandbox/faults")
            await self._outside.send("DELETE", "/_sandbox/webhook-faults")

    async def crash(self, payer: Person, body: bytes, *, key: str, moment: Moment) -> None:
        """Kill the second server while the processor is at work; it is back when this returns."""
        kind = "slow" if moment is Moment.BEFORE_CHARGE else "slow_after"
        fault = {"kind": kind, "method": "POST", "path": _PAY, "seconds": 2.0, "count": 1}
        added = await self._outside.send("POST", "/_sandbox/faults", fault)
        before = len(await self._outside.objects("charge"))
        asking = asyncio.create_task(self.pay(payer, body, key=key, server=1))

        async def reached() -> bool:
            if moment is Moment.AFTER_CHARGE:
                return len(await self._outside.objects("charge")) > before
            plan = (await self._outside.send("GET", "/_sandbox/faults"))["data"]
            return any(one["id"] == added["id"] and one["hits"] for one in plan)

        await until("the processor has the request", reached, seconds=20, every=0.02)
        server = self._product.apis[1]
        server.kill()
        lost = await asking
        assert lost.status == 0, lost
        await self._outside.send("DELETE", f"/_sandbox/faults/{added['id']}")
        server.start()
        await server.ready()

    async def outlive_keys(self) -> None:
        """What MongoDB does with the records once ``expires_at`` is past, thirty days on."""
        await self._platform.database["idempotency"].delete_many({"status": "done"})

    # Notices.

    async def notify(self, payment: str, *, times: int, new_ids: bool) -> None:
        events = [
            event
            for event in await self._outside.objects("event")
            if event["data"]["object"].get("metadata", {}).get("payment_id") == payment
        ]
        assert events, payment
        for number in range(times):
            for event in events:
                again = {**event, "id": f"{event['id']}_{next(self._numbers)}_{number}"}
                await self._deliver(again if new_ids else event)
        await self._worked_off()

    async def notify_failed(self, payment: str) -> None:
        row = await self._payment_row(payment)
        about = {"object": "payment_intent", "id": row["intent_id"], "status": "canceled"}
        event = {
            "id": f"evt_late_{next(self._numbers)}",
            "object": "event",
            "type": "payment_intent.payment_failed",
            "created": int(time.time()),
            "data": {"object": {**about, "metadata": {"payment_id": payment}}},
        }
        await self._deliver(event)
        await self._worked_off()

    async def _deliver(self, event: Json) -> None:
        body, moment = json.dumps(event).encode(), int(time.time())
        signed = f"{moment}.".encode() + body
        digest = hmac.new(WEBHOOK_SECRET.encode(), signed, hashlib.sha256).hexdigest()
        url = f"{self._product.apis[0].url}{WEBHOOKS}"
        headers = {"Stripe-Signature": f"t={moment},v1={digest}"}
        answer = await self._http[0].post(url, content=body, headers=headers)
        assert answer.status_code == 200, answer.text

    async def _worked_off(self) -> None:
        inbox = self._platform.database["inbox"]

        async def nothing_waits() -> bool:
            waiting = {"state": "new", "payment_id": {"$ne": None}}
            return await inbox.count_documents(waiting) == 0

        await until("notices are worked off", nothing_waits, seconds=30, every=0.05)

    # HTTP.

    async def _done(
        self, method: str, path: str, body: Any, person: Person | None = None, key: str = ""
    ) -> Json:
        headers = dict(person.headers) if person else {}
        if key:
            headers["Idempotency-Key"] = key
        answer = await self._http[0].request(method, path, json=body, headers=headers)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        found: Json = answer.json() if answer.content else {}
        return found

    def _knowledge(self) -> Json:
        return {
            "biller_id": self._biller.id,
            "account_number": ACCOUNT,
            "second_factor": POSTAL_CODE,
        }


def _browser(answer: httpx.Response) -> dict[str, str]:
    """What a browser sends on our own page after this answer."""
    cookie = answer.headers["set-cookie"].split(f"{_COOKIE}=", 1)[1].split(";", 1)[0]
    return {"Cookie": f"{_COOKIE}={cookie}", "Sec-Fetch-Site": "same-origin"}


def _reply(answer: httpx.Response) -> Reply:
    body = answer.json() if answer.content else {}
    is_payment = isinstance(body, dict) and "confirmation_number" in body
    code = str(body.get("code", "")) if isinstance(body, dict) else ""
    return Reply(
        answer.status_code,
        content=body,
        payment=body["id"] if is_payment else None,
        state=_STATES.get(body["state"], State.OPEN) if is_payment else None,
        code=code,
        running=answer.status_code == 409 and code == "request_in_progress",
        replayed=answer.headers.get("idempotent-replayed") == "true",
    )
