"""The life of a PaymentIntent: confirm, authenticate, capture, cancel, the bank's later word."""

from __future__ import annotations

from sandbox import stripe_objects
from sandbox.acts import balance, methods
from sandbox.cards import (
    AUTHENTICATION_FAILED,
    NEEDS_AUTHENTICATION,
    Decline,
    TestBankAccount,
    TestCard,
)
from sandbox.refusals import CardRefused, Refusal, doc_url
from sandbox.store import JsonObject
from sandbox.stripe_objects.payments import bank_charge_details, card_charge_details, outcome
from sandbox.world import World

CONFIRMABLE = ("requires_payment_method", "requires_confirmation", "requires_action")
CANCELABLE = (*CONFIRMABLE, "requires_capture")
_SAID = {
    "succeeded": "it has already succeeded after being previously confirmed",
    "canceled": "it has been canceled",
    "processing": "it is processing",
    "requires_capture": "it has already been confirmed and waits for its capture",
}


def unexpected_state(intent: JsonObject, act: str, allowed: tuple[str, ...]) -> Refusal:
    status = intent["status"]
    why = _SAID.get(status, f"it has a status of {status}")
    return Refusal(
        f"You cannot {act} this PaymentIntent because {why}. Only a PaymentIntent with one of the"
        f" following statuses may be used here: {', '.join(allowed)}.",
        code="payment_intent_unexpected_state",
        payment_intent=intent,
    )


def confirm(
    world: World,
    intent: JsonObject,
    *,
    off_session: bool = False,
    return_url: str | None = None,
    error_on_requires_action: bool = False,
) -> JsonObject:
    """Try to take the money with the intent's payment method.

    Raises CardRefused, after recording the failed charge, when the card says no; the intent is then
    back at requires_payment_method.
    """
    if intent["status"] not in CONFIRMABLE:
        raise unexpected_state(intent, "confirm", CONFIRMABLE)
    if intent["payment_method"] is None:
        raise Refusal(
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can"
            " either update the PaymentIntent with a payment method and then confirm it again, or"
            " confirm it again directly with a payment method or ConfirmationToken.",
            code="payment_intent_unexpected_state",
            payment_intent=intent,
        )
    method = methods.find_method(world, intent["payment_method"])
    if method["type"] not in intent["payment_method_types"]:
        raise Refusal(
            f"The PaymentMethod provided ({method['type']}) is not allowed for this PaymentIntent.",
            param="payment_method",
            code="payment_intent_incompatible_payment_method",
        )
    methods.check_usable(world, method, intent["customer"])
    intent["payment_method"] = method["id"]
    instrument = methods.instrument_of(world, method)
    if isinstance(instrument, TestBankAccount):
        return _debit_bank(world, intent, method, instrument)
    ready = bool(world.store.hidden(method["id"]).get("set_up"))
    if _must_authenticate(instrument, off_session, ready):
        if off_session or error_on_requires_action:
            raise _declined(world, intent, method, instrument, NEEDS_AUTHENTICATION)
        return _ask(world, intent, return_url)
    return charge_card(world, intent, method, instrument, authenticated=False)


def _must_authenticate(card: TestCard, off_session: bool, set_up: bool) -> bool:
    if card.authentication == "unless_set_up":
        return not (off_session and set_up)
    if card.authentication == "set_up_off_session":
        return not off_session
    return card.authentication == "always"


def _ask(world: World, intent: JsonObject, return_url: str | None) -> JsonObject:
    page = f"{world.options.base_url}/3ds/{intent['id']}"
    intent["status"] = "requires_action"
    intent["next_action"] = (
        {"redirect_to_url": {"return_url": return_url, "url": page}, "type": "redirect_to_url"}
        if return_url
        else {
            "type": "use_stripe_sdk",
            "use_stripe_sdk": {"stripe_js": page, "type": "three_d_secure_redirect"},
        }
    )
    return world.save(intent, "payment_intent.requires_action")


def authenticate(world: World, intent: JsonObject, passed: bool) -> JsonObject:
    """The payer's answer on the 3-D Secure page. Never raises for a decline: read the status.

    Only an intent that waits for it changes; a second answer finds it settled and does nothing.
    """
    if intent["status"] != "requires_action":
        return intent
    method = world.need("payment_method", intent["payment_method"])
    card = methods.instrument_of(world, method)
    assert isinstance(card, TestCard)
    if not passed:
        return _fail(world, intent, method, AUTHENTICATION_FAILED, None)
    try:
        return charge_card(world, intent, method, card, authenticated=True)
    except CardRefused:
        return world.need("payment_intent", intent["id"])


def charge_card(
    world: World, intent: JsonObject, method: JsonObject, card: TestCard, *, authenticated: bool
) -> JsonObject:
    if card.decline is not None:
        raise _declined(world, intent, method, card, card.decline, authenticated=authenticated)
    manual = intent["capture_method"] == "manual"
    before = world.clock.seconds() + 7 * 86_400 if manual else None
    details = card_charge_details(card, method["card"], intent["amount"], authenticated, before)
    charge = _new_charge(world, intent, method, details)
    charge["outcome"] = outcome(card.risk)
    if card.fraud_warning:
        charge["fraud_details"] = {"stripe_report": "fraudulent"}
    intent |= {"next_action": None, "last_payment_error": None, "latest_charge": charge["id"]}
    _keep_method(world, intent, method, authenticated)
    if manual:
        charge |= {"captured": False, "amount_captured": 0}
        intent |= {"status": "requires_capture", "amount_capturable": intent["amount"]}
        world.save(charge, "charge.succeeded")
        return world.save(intent, "payment_intent.amount_capturable_updated")
    return _received(world, intent, charge, card)


def _new_charge(
    world: World, intent: JsonObject, method: JsonObject, details: JsonObject
) -> JsonObject:
    """Not yet saved."""
    return stripe_objects.charge(world.new_id("ch"), world.clock.seconds(), intent, method, details)


def _received(
    world: World,
    intent: JsonObject,
    charge: JsonObject,
    instrument: methods.Instrument,
    charge_event: str = "charge.succeeded",
) -> JsonObject:
    """The money is in: book it, and say so."""
    delay = world.behavior.balance_transaction_delay_seconds
    intent |= {
        "status": "succeeded",
        "amount_received": charge["amount_captured"],
        "amount_capturable": 0,
        "processing": None,
    }
    if delay == 0:
        book_charge(world, charge, instrument)
    world.save(charge, charge_event)
    world.save(intent, "payment_intent.succeeded")
    if delay:
        world.plan("book_charge", charge["id"], delay)
    disputed = (
        instrument.dispute
        if isinstance(instrument, TestCard)
        else ("fraudulent" if instrument.outcome == "disputed" else None)
    )
    if disputed:
        for _ in range(instrument.disputes if isinstance(instrument, TestCard) else 1):
            world.plan(f"dispute:{disputed}", charge["id"], world.behavior.dispute_after_seconds)
    return intent


def book_charge(world: World, charge: JsonObject, instrument: methods.Instrument) -> None:
    """Set the charge's balance transaction; the caller saves the charge."""
    taken = charge["amount_captured"]
    movement = balance.book(
        world,
        kind="charge",
        category="charge",
        amount=taken,
        fee=balance.fee_for(world, taken, instrument),
        source=charge,
        description=charge["description"],
        at_once=isinstance(instrument, TestCard) and instrument.funds_at_once,
    )
    charge["balance_transaction"] = movement["id"]


def book_later(world: World, charge: JsonObject) -> None:
    """The delayed balance transaction of ``balance_transaction_delay_seconds``."""
    method = world.need("payment_method", charge["payment_method"])
    book_charge(world, charge, methods.instrument_of(world, method))
    world.save(charge, "charge.updated")


def _keep_method(world: World, intent: JsonObject, method: JsonObject, authenticated: bool) -> None:
    """Save the method if that was asked for, and remember that it was used."""
    hidden = {"used": True}
    if intent["setup_future_usage"] and intent["customer"]:
        if authenticated:
            hidden["set_up"] = True
        if method["customer"] is None:
            method["customer"] = intent["customer"]
            world.save(method, "payment_method.attached")
    world.store.change_hidden(method["id"], **hidden)


def _declined(
    world: World,
    intent: JsonObject,
    method: JsonObject,
    card: TestCard,
    decline: Decline,
    *,
    authenticated: bool = False,
) -> CardRefused:
    """Record the failed charge and the intent's return to the start; gives what to raise."""
    details = card_charge_details(card, method["card"], intent["amount"], authenticated, None)
    charge = _new_charge(world, intent, method, details)
    reason = decline.decline_code or decline.code
    charge |= {
        "amount_captured": 0,
        "captured": False,
        "paid": False,
        "status": "failed",
        "failure_code": decline.code,
        "failure_message": decline.message,
        "outcome": outcome(
            card.risk,
            refused_for="highest_risk_level" if card.blocked else reason,
            blocked=card.blocked,
        ),
    }
    world.save(charge, "charge.failed")
    _fail(world, intent, method, decline, charge)
    return CardRefused(
        decline.message,
        code=decline.code,
        decline_code=decline.decline_code,
        charge=charge["id"],
        payment_intent=intent,
        payment_method=method,
    )


def _fail(
    world: World,
    intent: JsonObject,
    method: JsonObject,
    decline: Decline,
    charge: JsonObject | None,
    *,
    kind: str = "card_error",
) -> JsonObject:
    error: JsonObject = {
        "code": decline.code,
        "doc_url": doc_url(decline.code),
        "message": decline.message,
        "payment_method": method,
        "type": kind,
    }
    if decline.decline_code:
        error["decline_code"] = decline.decline_code
    if charge is not None:
        error["charge"] = charge["id"]
        intent["latest_charge"] = charge["id"]
    intent |= {
        "status": "requires_payment_method",
        "payment_method": None,
        "last_payment_error": error,
        "next_action": None,
        "processing": None,
    }
    return world.save(intent, "payment_intent.payment_failed")


def _debit_bank(
    world: World, intent: JsonObject, method: JsonObject, account: TestBankAccount
) -> JsonObject:
    charge = _new_charge(world, intent, method, bank_charge_details(method["us_bank_account"]))
    charge |= {"status": "pending", "paid": False, "amount_captured": 0, "captured": True}
    charge["outcome"] = outcome("normal")
    intent |= {
        "status": "processing",
        "last_payment_error": None,
        "latest_charge": charge["id"],
        "next_action": None,
    }
    _keep_method(world, intent, method, authenticated=True)
    world.save(charge, "charge.pending")
    world.save(intent, "payment_intent.processing")
    if account.outcome != "processing":
        world.plan("settle_bank_debit", intent["id"], world.behavior.bank_settles_after_seconds)
    return intent


def settle_bank_debit(world: World, intent: JsonObject) -> JsonObject:
    """The bank's answer, days later."""
    if intent["status"] != "processing":
        return intent
    charge = world.need("charge", intent["latest_charge"])
    method = world.need("payment_method", charge["payment_method"])
    account = methods.instrument_of(world, method)
    assert isinstance(account, TestBankAccount)
    if account.outcome != "fails":
        charge |= {"status": "succeeded", "paid": True, "amount_captured": charge["amount"]}
        return _received(world, intent, charge, account)
    message = account.failure_message or ""
    code = account.failure_code or "generic_decline"
    charge |= {"status": "failed", "failure_code": code, "failure_message": message}
    charge["captured"] = False
    world.save(charge, "charge.failed")
    return _fail(
        world, intent, method, Decline(code, None, message), charge, kind="invalid_request_error"
    )


def capture(world: World, intent: JsonObject, amount: int | None) -> JsonObject:
    """Take all or part of what was authorized; the rest is released."""
    if intent["status"] != "requires_capture":
        raise unexpected_state(intent, "capture", ("requires_capture",))
    taken = intent["amount_capturable"] if amount is None else amount
    if not 0 < taken <= intent["amount_capturable"]:
        raise Refusal(
            "The amount to capture must be between 1 and the amount that can be captured"
            f" ({intent['amount_capturable']}).",
            code="amount_too_large",
            param="amount_to_capture",
        )
    charge = world.need("charge", intent["latest_charge"])
    method = world.need("payment_method", charge["payment_method"])
    card = methods.instrument_of(world, method)
    charge |= {"captured": True, "amount_captured": taken}
    charge["amount_refunded"] = charge["amount"] - taken
    return _received(world, intent, charge, card, "charge.captured")


def cancel(world: World, intent: JsonObject, reason: str | None) -> JsonObject:
    if intent["status"] not in CANCELABLE:
        raise unexpected_state(intent, "cancel", CANCELABLE)
    if intent["status"] == "requires_capture":
        charge = world.need("charge", intent["latest_charge"])
        charge |= {"refunded": True, "amount_refunded": charge["amount"]}
        world.save(charge, "charge.refunded")
    intent |= {
        "status": "canceled",
        "canceled_at": world.clock.seconds(),
        "cancellation_reason": reason,
        "amount_capturable": 0,
        "next_action": None,
    }
    return world.save(intent, "payment_intent.canceled")
