"""What one person does: look, ask the price, pay, follow it to its end, take the receipt; again."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from dataclasses import dataclass, field

from stress.preparing import Bill, Entrance, NotFit, Person
from stress.tally import Json, Tally
from stress.visitor import GivenUp, Sandbox, SignedOut

FINAL_STATES = frozenset({"succeeded", "failed", "expired", "canceled", "blocked"})
_LONGEST_LOOK_SECONDS = 3.0


@dataclass
class Purchase:
    """One bill somebody meant to pay under one key, and all that was told about it."""

    user: int
    bill: Bill
    key: str
    quoted_minor: int = 0
    payment_ids: set[str] = field(default_factory=set)
    state: str = ""
    has_receipt: bool = False
    # The session ended on the way: nobody can ask for this payment any more, only for the bill.
    signed_out: bool = False

    def told(self, payment: Json) -> None:
        self.payment_ids.add(str(payment["id"]))
        self.state = str(payment["state"])


class Payer:
    """Pays one bill after another until ``over``, and finishes what has begun then."""

    def __init__(
        self,
        person: Person,
        *,
        entrance: Entrance,
        sandbox: Sandbox,
        tally: Tally,
        rng: random.Random,
        think_seconds: float,
        patience_seconds: float,
        over: asyncio.Event,
    ) -> None:
        self.person = person
        self.purchases: list[Purchase] = []
        self.ran_out = False
        self._entrance = entrance
        self._sandbox = sandbox
        self._tally = tally
        self._rng = rng
        self._think_seconds = think_seconds
        self._patience = patience_seconds
        self._over = over

    async def run(self) -> None:
        """Never raises what a server did: it is in the tally."""
        # Nobody sits down at the same moment.
        await self._think(least=0.0)
        while not self._over.is_set():
            if not self.person.bills:
                self.ran_out = True
                return
            bill = self.person.bills.pop(0)
            purchase = Purchase(self.person.visitor.number, bill, f"stress-{bill.id}")
            try:
                await self._pay(purchase)
            except GivenUp:
                continue  # the tally knows
            except SignedOut:
                purchase.signed_out = True
                await self._enter_again()
            await self._think()

    async def _enter_again(self) -> None:
        with contextlib.suppress(NotFit):
            await self._entrance.enter(self.person)
            return
        self._tally.wrong(f"person {self.person.visitor.number}: signed out, and cannot come back")
        self.person.bills = []

    async def _think(self, least: float = 0.5) -> None:
        """Up to half as long again as the mean; the end of the load wakes everybody."""
        pause = self._rng.uniform(least, 1.5) * self._think_seconds
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await self._over.wait()

    async def _pay(self, purchase: Purchase) -> None:
        visitor = self.person.visitor
        quote = await visitor.ask("POST", "/quotes", {"items": [{"bill_id": purchase.bill.id}]})
        if quote.status != 201:
            return
        purchase.quoted_minor = int(quote.body["total"]["amount_minor"])
        await self._think()
        if self._over.is_set():
            return
        self.purchases.append(purchase)
        self._tally.begun += 1
        order = {
            "quote_id": quote.body["id"],
            "method": {"kind": "saved_card", "payment_method_id": self.person.card}
            if self.person.card
            else {"kind": "checkout"},
            "email": self.person.email,
        }
        pressed = time.perf_counter()
        paid = await visitor.ask("POST", "/payments", order, key=purchase.key)
        if paid.status != 201:
            return
        waited = (time.perf_counter() - pressed) * 1000
        self._tally.latencies["pay, repeats included"].append(waited)
        purchase.told(paid.body)
        await self._follow(purchase, paid.body)

    async def _follow(self, purchase: Purchase, payment: Json) -> None:
        """Until it is final; what is not by then is found by the reconciliation."""
        deadline = time.monotonic() + self._patience + 2 * self._think_seconds
        pause, page_done = 0.2, False
        path = f"/payments/{payment['id']}"
        while payment["state"] not in FINAL_STATES and time.monotonic() < deadline:
            page = payment["next_action"]
            if page and not page_done:
                await self._think()
                outcome = await self._sandbox.fill_in_page(page["url"], email=self.person.email)
                page_done = outcome == "complete"
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_LOOK_SECONDS)
            # As the browser that comes back from the page, which asks the processor.
            method, way = ("POST", "/refresh") if page_done else ("GET", "")
            told = await self.person.visitor.ask(
                method, f"{path}{way}", request=f"{method} /payments/{{id}}{way}"
            )
            if told.status != 200:
                return
            payment = told.body
            purchase.told(payment)
        if payment["state"] == "succeeded":
            self._tally.succeeded_at.append(time.monotonic())
            await self._take_receipt(purchase, payment)

    async def _take_receipt(self, purchase: Purchase, payment: Json) -> None:
        if payment["receipt"] is None:
            return
        token = payment["receipt"]["token"]
        told = await self.person.visitor.ask(
            "GET", f"/receipts/{payment['id']}?token={token}", request="GET /receipts/{id}"
        )
        purchase.has_receipt = told.status == 200 and payment["id"] in str(told.body)
