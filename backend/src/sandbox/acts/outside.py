"""Acts of people and banks, which no API request causes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sandbox.acts import checkout, payments, planned, setups
from sandbox.store import JsonObject
from sandbox.world import Cause, World


@contextmanager
def from_outside(world: World) -> Iterator[None]:
    """One transaction for what follows; what was due before it is done first."""
    planned.run_due(world)
    world.cause = Cause()
    with world.store.transaction():
        yield


def typed_card(number: str, cvc: str, month: int, year: int) -> JsonObject:
    """The parameters of a payment method made from what a payer typed."""
    card = {"number": number, "cvc": cvc, "exp_month": month, "exp_year": year}
    return {"type": "card", "card": card}


def intent_kind(intent_id: str) -> str:
    return "setup_intent" if intent_id.startswith("seti_") else "payment_intent"


def answer_authentication(world: World, intent_id: str, passed: bool) -> JsonObject:
    """Give the payer's answer, and bring a Checkout session that waits for it in line."""
    kind = intent_kind(intent_id)
    intent = world.need(kind, intent_id)
    act = setups.authenticate if kind == "setup_intent" else payments.authenticate
    intent = act(world, intent, passed)
    session_id = world.store.hidden(intent_id).get("session")
    if session_id:
        checkout.settle(world, world.need("checkout.session", session_id), intent)
    return intent
