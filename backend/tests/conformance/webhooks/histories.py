"""What happens to a payment at the processor, step by step, and the events it sends about it.

Steps and outcomes are recorded from the sandbox through the product's own adapter. A bank debit,
which the hosted page does not offer, is made of a recorded success.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from paymentus.foundation.ids import new_id
from paymentus.integrations.payment_processor import ChargeRequest, Outcome, OutcomeState
from paymentus.integrations.payment_processor.stripe import StripeProcessor

from support.payer import Json, Outside

ACTION_CARD = "4000002760003184"
DECLINED_CARD = "4000000000000002"
_LATE_FEE = 60


@dataclass(frozen=True)
class Event:
    """``step`` is the first state of the object in which this event has been sent."""

    type: str
    object_id: str
    step: int


@dataclass(frozen=True)
class History:
    """``outcomes``: what the processor says of the object after each step; the first is the answer
    to our request, unless that was lost."""

    name: str
    events: tuple[Event, ...]
    outcomes: tuple[Outcome, ...]
    ends_as: str
    by_page: bool = True
    answer_lost: bool = False

    @property
    def charges(self) -> int:
        return 1 if self.ends_as == "succeeded" else 0


class Recorder:
    """Plays a payment at the sandbox and writes down what it says and sends."""

    def __init__(self, processor: StripeProcessor, outside: Outside) -> None:
        self._processor = processor
        self._outside = outside

    async def all(self) -> list[History]:
        """The fee is booked a minute after the charge, so that it is a step of its own."""
        slowly = {"balance_transaction_delay_seconds": _LATE_FEE}
        before = await self._outside.send("GET", "/_sandbox/settings")
        await self._outside.send("POST", "/_sandbox/settings", slowly)
        try:
            succeeds = await self._by_page("paid after the bank asked", self._succeeds)
            found = [
                succeeds,
                await self._by_page("declined, then paid", self._declined_then_paid),
                await self._by_page("page left open", self._expires, ends_as="expired"),
                replace(succeeds, name="paid, our answer lost", answer_lost=True),
            ]
        finally:
            kept = {name: before[name] for name in slowly}
            await self._outside.send("POST", "/_sandbox/settings", kept)
        return [*found, _bank_debit(succeeds, paid=True), _bank_debit(succeeds, paid=False)]

    async def _by_page(
        self, name: str, play: Callable[[_Play], Awaitable[None]], *, ends_as: str = "succeeded"
    ) -> History:
        payment_id = new_id("pay")
        request = ChargeRequest(
            payment_id=payment_id,
            amount_minor=10_150,
            currency="USD",
            description="Recorded",
            statement_descriptor="RECORDED",
            idempotency_key=payment_id,
            return_url="https://example.com/back",
            checkout=True,
            cancel_url="https://example.com/left",
        )
        opened = await self._processor.submit(request)
        playing = _Play(self._processor, self._outside, request.payment_id, opened)
        await playing.look()
        await play(playing)
        events = tuple(playing.events.values())
        return History(name, events, tuple(playing.outcomes), ends_as)

    async def _succeeds(self, play: _Play) -> None:
        await play.enter(ACTION_CARD)
        await play.look()
        await play.pass_the_bank()
        await play.look()
        await play.later(_LATE_FEE)
        await play.look()
        play.keep(
            "payment_intent.created",
            "payment_intent.requires_action",
            "charge.succeeded",
            "payment_intent.succeeded",
            "checkout.session.completed",
            "charge.updated",
        )

    async def _declined_then_paid(self, play: _Play) -> None:
        await play.enter(DECLINED_CARD)
        await play.look()
        await play.enter("4242424242424242")
        await play.look()
        await play.later(_LATE_FEE)
        await play.look()
        play.keep(
            "charge.failed",
            "payment_intent.payment_failed",
            "charge.succeeded",
            "payment_intent.succeeded",
            "checkout.session.completed",
            "charge.updated",
        )

    async def _expires(self, play: _Play) -> None:
        await play.enter(DECLINED_CARD)
        await play.look()
        await play.close_page()
        await play.look()
        play.keep(
            "payment_intent.created",
            "charge.failed",
            "payment_intent.payment_failed",
            "payment_intent.canceled",
            "checkout.session.expired",
        )


class _Play:
    def __init__(
        self, processor: StripeProcessor, outside: Outside, payment_id: str, opened: Outcome
    ) -> None:
        self._processor = processor
        self._outside = outside
        self._payment_id = payment_id
        self._session = opened.object_id
        self.outcomes: list[Outcome] = []
        self.events: dict[str, Event] = {}

    async def enter(self, card: str) -> None:
        body = {"card": card, "email": "pat@example.com", "name": "Pat Payer"}
        await self._outside.send("POST", f"/_sandbox/checkout/{self._session}/pay", body)

    async def pass_the_bank(self) -> None:
        intent = self.outcomes[-1].intent_id
        await self._outside.send("POST", f"/_sandbox/3ds/{intent}/complete", {})

    async def close_page(self) -> None:
        await self._processor.expire(self._session)

    async def later(self, seconds: int) -> None:
        await self._outside.send("POST", "/_sandbox/clock/advance", {"seconds": seconds})

    async def look(self) -> None:
        """One step: the outcome now, and the events that were sent for it."""
        self.outcomes.append(await self._processor.look_up(self._session))
        for sent in await self._outside.objects("event"):
            about: Json = sent["data"]["object"]
            ours = about.get("metadata", {}).get("payment_id") == self._payment_id
            if ours and sent["id"] not in self.events:
                event = Event(sent["type"], about["id"], len(self.outcomes) - 1)
                self.events[sent["id"]] = event

    def keep(self, *types: str) -> None:
        """These events only, each once: with six there are 720 orders."""
        kept: dict[str, Any] = {}
        for id, event in self.events.items():
            if event.type in types and event.type not in {one.type for one in kept.values()}:
                kept[id] = event
        assert {event.type for event in kept.values()} == set(types), self.events
        self.events = kept


def _bank_debit(paid_by_card: History, *, paid: bool) -> History:
    """A debit that the bank settles days later, or sends back."""
    waiting, succeeded = paid_by_card.outcomes[0], paid_by_card.outcomes[-1]
    nothing_yet = {"charge_id": None, "fee_minor": None, "amount_received_minor": 0}
    under_way = replace(succeeded, state=OutcomeState.PROCESSING, redirect_url=None, **nothing_yet)
    sent_back = replace(
        under_way,
        state=OutcomeState.FAILED,
        failure_code="bank_refused",
        failure_message="Your bank sent the payment back.",
    )
    intent, session = str(succeeded.intent_id), succeeded.object_id
    last = "succeeded" if paid else "payment_failed"
    word = "succeeded" if paid else "failed"
    events = (
        Event("payment_intent.created", intent, 1),
        Event("payment_intent.processing", intent, 1),
        Event("checkout.session.completed", session, 1),
        Event(f"charge.{word}", "ch_debit", 2),
        Event(f"payment_intent.{last}", intent, 2),
        Event(f"checkout.session.async_payment_{word}", session, 2),
    )
    return History(
        f"bank debit {'settled' if paid else 'sent back'}",
        events,
        (waiting, under_way, succeeded if paid else sent_back),
        "succeeded" if paid else "failed",
    )
