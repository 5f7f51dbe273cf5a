"""Payers who pay bills at once, over HTTP, each in a way drawn from the seed."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from support.payer import FINAL_STATES, GOOD_CARD, Json, NobodyAnswered, Outside, Payer, Told


class Way(StrEnum):
    """How somebody pays."""

    SAVED_CARD = "saved card"
    DECLINED = "saved card that is declined"
    HOSTED_PAGE = "hosted page"
    WINDOW_CLOSED = "hosted page, window closed once it is paid"
    CHANGED_MIND = "hosted page, canceled"
    PRESSED_TWICE = "the same request twice at once"
    TWO_TABS = "two tabs, one bill"


SHARES = {
    Way.SAVED_CARD: 80,
    Way.DECLINED: 20,
    Way.HOSTED_PAGE: 40,
    Way.WINDOW_CLOSED: 15,
    Way.CHANGED_MIND: 5,
    Way.PRESSED_TWICE: 20,
    Way.TWO_TABS: 20,
}
# Whoever cancels ends the page at the processor first. If the server dies then, the janitor finds
# a page that has run out.
ENDS = {Way.DECLINED: {"failed"}, Way.CHANGED_MIND: {"canceled", "expired"}}
# A payer looks at a pending payment for so long, then goes on with the next bill.
LOOKS_SECONDS = 12.0


@dataclass
class Purchase:
    """One bill somebody means to pay, and the payments that came of it."""

    number: int
    bill_id: str
    way: Way
    begun: bool = False
    payments: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"purchase-{self.number}"


def purchases(bills: Sequence[str], rng: random.Random) -> list[Purchase]:
    """One for each bill, in the shares above, in an order drawn from the seed."""
    ways = [way for way, share in SHARES.items() for _ in range(share)]
    drawn = [ways[n % len(ways)] for n in range(len(bills))]
    rng.shuffle(drawn)
    return [Purchase(n, bill, way) for n, (bill, way) in enumerate(zip(bills, drawn, strict=True))]


class Load:
    """Runs purchases; ``begun`` counts how many have begun, for whoever wants to disturb them.

    ``complaints`` are of payers who were told what nobody should be told, or nothing at all.
    """

    def __init__(
        self, outside: Outside, rng: random.Random, *, most_pause_seconds: float = 0.3
    ) -> None:
        self._outside = outside
        self._rng = rng
        self._most_pause_seconds = most_pause_seconds
        self._moved = asyncio.Condition()
        self.begun = 0
        self.complaints: list[str] = []

    async def reach(self, begun: int) -> None:
        """Return once so many purchases have begun."""
        async with self._moved:
            await self._moved.wait_for(lambda: self.begun >= begun)

    async def run(
        self, payer: Payer, wanted: Sequence[Purchase], *, at_least: int, over: asyncio.Event
    ) -> None:
        """One payer pays one bill after another: the first ``at_least`` of all, then until over."""
        for purchase in wanted:
            if purchase.number >= at_least and over.is_set():
                return
            purchase.begun = True
            async with self._moved:
                self.begun += 1
                self._moved.notify_all()
            await self._without_end(self._pay(payer, purchase), purchase)
            await asyncio.sleep(self._rng.uniform(0.0, self._most_pause_seconds))

    async def _without_end(self, acts: Coroutine[Any, Any, None], purchase: Purchase) -> None:
        """One payer's bad luck does not end the run; it is told at its end."""
        try:
            await acts
        except (NobodyAnswered, AssertionError) as wrong:
            self.complaints.append(f"{purchase}: {type(wrong).__name__} {wrong}")

    async def _pay(self, payer: Payer, purchase: Purchase) -> None:
        good, declined = payer.cards
        card: str | None = good
        if purchase.way is Way.DECLINED:
            card = declined
        elif purchase.way in (Way.HOSTED_PAGE, Way.WINDOW_CLOSED, Way.CHANGED_MIND):
            card = None
        if purchase.way is Way.TWO_TABS:
            other = self._rng.choice([good, None])
            later = self._rng.uniform(0.0, 0.4)
            answers = await asyncio.gather(
                self._order(payer, purchase, other, f"{purchase.key}-a"),
                self._order(payer, purchase, good, f"{purchase.key}-b", after=later),
            )
        elif purchase.way is Way.PRESSED_TWICE:
            quote = await self._quote(payer, purchase)
            answers = await asyncio.gather(
                *(payer.pay(quote, card, key=purchase.key) for _ in range(2))
            )
        else:
            answers = [await self._order(payer, purchase, card, purchase.key)]
        if all(told.body.get("code") == "quote_expired" for told in answers):
            # A clock jumped between price and payment: whoever pays asks for the price again.
            answers = [await self._order(payer, purchase, card, f"{purchase.key}-again")]
        for told in answers:
            await self._follow(payer, purchase, told)

    async def _quote(self, payer: Payer, purchase: Purchase) -> str:
        told = await payer.quote(purchase.bill_id)
        if told.status != 201:
            raise UnexpectedAnswer(f"{purchase}: {told}")
        return str(told.body["id"])

    async def _order(
        self, payer: Payer, purchase: Purchase, card: str | None, key: str, after: float = 0.0
    ) -> Told:
        await asyncio.sleep(after)
        told = await payer.quote(purchase.bill_id)
        if told.status != 201:
            return told  # the other tab was faster
        return await payer.pay(str(told.body["id"]), card, key=key)

    async def _follow(self, payer: Payer, purchase: Purchase, told: Told) -> None:
        if told.payment_id is None:
            purchase.refused.append(str(told.body.get("code")))
            if purchase.way is not Way.TWO_TABS:
                raise UnexpectedAnswer(f"{purchase}: {told}")
            return
        purchase.payments.add(told.payment_id)
        if purchase.way is Way.CHANGED_MIND:
            await self._change_mind(payer, told.payment_id, seconds=LOOKS_SECONDS)
        elif purchase.way is Way.WINDOW_CLOSED:
            page = await self._page(payer, told)
            if page:
                await self._outside.pay(page, GOOD_CARD)
        else:
            await payer.see_through(told.payment_id, self._outside, seconds=LOOKS_SECONDS)

    async def _page(self, payer: Payer, told: Told) -> str | None:
        """The hosted page; it may take a moment when the processor's answer was lost."""
        payment: Json = told.body
        for _ in range(int(LOOKS_SECONDS)):
            if payment["next_action"] or payment["state"] in FINAL_STATES:
                break
            await asyncio.sleep(1.0)
            payment = await payer.payment(payment["id"])
        return str(payment["next_action"]["url"]) if payment["next_action"] else None

    async def _change_mind(self, payer: Payer, payment_id: str, *, seconds: float) -> None:
        """Cancel, again until it is so: while its outcome is unknown it cannot be canceled."""
        for _ in range(int(seconds)):
            told = await payer.ask("POST", f"/payments/{payment_id}/cancel")
            if told.payment_id and told.body["state"] in FINAL_STATES:
                return
            await asyncio.sleep(1.0)

    async def finish(self, payer: Payer, purchase: Purchase, *, seconds: float) -> None:
        """When the faults are over: do what is left to do, and see the end."""

        async def see_ends() -> None:
            for payment_id in purchase.payments:
                if purchase.way is Way.CHANGED_MIND:
                    await self._change_mind(payer, payment_id, seconds=seconds)
                else:
                    await payer.see_through(payment_id, self._outside, seconds=seconds)

        await self._without_end(see_ends(), purchase)


class UnexpectedAnswer(AssertionError):
    """A client was told something that no client should be told."""


def unfulfilled(wanted: Sequence[Purchase], states: dict[str, str]) -> list[str]:
    """Purchases that did not end as their payers meant, with what became of them."""
    wrong = []
    for purchase in wanted:
        if not purchase.begun:
            continue
        ended = Counter(states.get(payment, "missing") for payment in purchase.payments)
        as_meant = sum(ended[state] for state in ENDS.get(purchase.way, {"succeeded"}))
        # Of two tabs one may have ended the other's attempt; never do both succeed.
        right = as_meant == 1 and (purchase.way is Way.TWO_TABS or sum(ended.values()) == 1)
        if not right:
            wrong.append(f"{purchase.way} {purchase.payments}: {dict(ended)} {purchase.refused}")
    return wrong
