"""The life of a Checkout session: opened, paid or used to save a card, or expired."""

from __future__ import annotations

import secrets
from typing import Literal

from sandbox import stripe_objects
from sandbox.acts import methods, payments, setups
from sandbox.refusals import CardRefused, Refusal
from sandbox.store import JsonObject
from sandbox.stripe_objects.checkout import customer_details
from sandbox.world import World

Outcome = Literal["complete", "authenticate", "refused"]


class SessionClosed(Refusal):
    """The session is complete or expired, so it takes no more attempts."""


def submit(world: World, session: JsonObject, entered: JsonObject) -> tuple[Outcome, str]:
    """What the payer's button does: make the method, try it, and say where that led.

    ``entered`` holds ``method`` (parameters of a payment method) or ``payment_method`` (a test id),
    and ``email`` and ``name``. Returns the outcome with a 3-D Secure page's address or a sentence
    for the payer. A session that is already complete answers so again and takes no more money.
    """
    if session["status"] == "complete":
        return "complete", ""
    if session["status"] != "open":
        raise SessionClosed("This Checkout Session has expired. Nothing was charged.")
    waiting = _intent_that_waits(world, session)
    if waiting is not None:
        return "authenticate", f"{world.options.base_url}/3ds/{waiting['id']}"
    session["customer_details"] = customer_details(
        entered.get("email") or session["customer_email"], entered.get("name")
    )
    world.save(session)
    try:
        method = (
            methods.create_method(world, entered["method"])
            if entered.get("method")
            else methods.find_method(world, entered["payment_method"])
        )
        intent = _attempt(world, session, method)
    except CardRefused as refused:
        return "refused", refused.message
    return settle(world, world.need("checkout.session", session["id"]), intent)


def _intent_of(world: World, session: JsonObject) -> JsonObject | None:
    kind = "payment_intent" if session["mode"] == "payment" else "setup_intent"
    return world.need(kind, session[kind]) if session[kind] else None


def _intent_that_waits(world: World, session: JsonObject) -> JsonObject | None:
    intent = _intent_of(world, session)
    return intent if intent and intent["status"] == "requires_action" else None


def _attempt(world: World, session: JsonObject, method: JsonObject) -> JsonObject:
    return_url = f"{world.options.base_url}/checkout/{session['id']}"
    intent = _intent_of(world, session)
    if session["mode"] == "setup":
        assert intent is not None
        intent["payment_method"] = method["id"]
        return setups.confirm(world, intent, return_url)
    if intent is None:
        intent = _open_intent(world, session)
    intent["payment_method"] = method["id"]
    return payments.confirm(world, intent, return_url=return_url)


def _open_intent(world: World, session: JsonObject) -> JsonObject:
    """The session's PaymentIntent comes into being with the first attempt, as at the vendor."""
    if session["customer"] is None and session["customer_creation"] == "always":
        details = session["customer_details"]
        person = stripe_objects.customer(world.new_id("cus"), world.clock.seconds(), details)
        session["customer"] = world.save(person, "customer.created")["id"]
    given = {
        **(world.store.hidden(session["id"]).get("payment_intent_data") or {}),
        "amount": session["amount_total"],
        "currency": session["currency"],
        "customer": session["customer"],
        "allowed_payment_method_types": session.get("allowed_payment_method_types"),
        "payment_method_types": session["payment_method_types"],
    }
    intent = stripe_objects.payment_intent(
        world.new_id("pi"), world.clock.seconds(), secrets.token_hex(12), given
    )
    session["payment_intent"] = intent["id"]
    world.save(session)
    return world.save(intent, "payment_intent.created", hidden={"session": session["id"]})


def settle(world: World, session: JsonObject, intent: JsonObject) -> tuple[Outcome, str]:
    """Bring the session in line with its intent; safe to call any number of times."""
    status = intent["status"]
    if status == "requires_action":
        return "authenticate", f"{world.options.base_url}/3ds/{intent['id']}"
    if status == "requires_payment_method":
        error = intent.get("last_payment_error") or intent.get("last_setup_error") or {}
        return "refused", error.get("message", "Your payment was not completed.")
    if status == "canceled":
        return "refused", "This payment was canceled. Nothing was charged."
    if session["status"] == "open":
        paid = status in ("succeeded", "requires_capture")
        session |= {"status": "complete", "url": None}
        if session["mode"] == "payment":
            session["payment_status"] = "paid" if paid else "unpaid"
        world.save(session, "checkout.session.completed")
    return "complete", ""


def follow_intent(world: World, intent: JsonObject) -> None:
    """After the bank's later word on a delayed method: tell the session's owner."""
    session_id = world.store.hidden(intent["id"]).get("session")
    if not session_id:
        return
    session = world.need("checkout.session", session_id)
    if intent["status"] == "succeeded":
        session["payment_status"] = "paid"
        world.save(session, "checkout.session.async_payment_succeeded")
    else:
        world.save(session, "checkout.session.async_payment_failed")


def expire(world: World, session: JsonObject) -> JsonObject:
    """Only an open session; its unfinished intent is canceled with it."""
    if session["status"] != "open":
        raise SessionClosed(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session'
            f" has a status of {session['status']}.",
        )
    intent = _intent_of(world, session)
    if intent and intent["status"] in payments.CANCELABLE:
        act = payments.cancel if session["mode"] == "payment" else setups.cancel
        act(world, intent, "abandoned")
    session |= {"status": "expired", "url": None}
    return world.save(session, "checkout.session.expired")
