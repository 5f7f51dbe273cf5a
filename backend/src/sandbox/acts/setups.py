"""Saving a payment method for later without taking money: the life of a SetupIntent."""

from __future__ import annotations

from sandbox.acts import methods
from sandbox.cards import SETUP_AUTHENTICATION_FAILED, TestCard
from sandbox.refusals import CardRefused, Refusal, doc_url
from sandbox.store import JsonObject
from sandbox.world import World

CONFIRMABLE = ("requires_payment_method", "requires_confirmation", "requires_action")


def _unexpected_state(intent: JsonObject, act: str) -> Refusal:
    return Refusal(
        f"You cannot {act} this SetupIntent because it has a status of {intent['status']}.",
        code="setup_intent_unexpected_state",
        setup_intent=intent,
    )


def confirm(world: World, intent: JsonObject, return_url: str | None) -> JsonObject:
    """Raises CardRefused, after recording the error, when the card cannot be saved."""
    if intent["status"] not in CONFIRMABLE:
        raise _unexpected_state(intent, "confirm")
    if intent["payment_method"] is None:
        raise Refusal(
            "You cannot confirm this SetupIntent because it's missing a payment method.",
            code="setup_intent_unexpected_state",
            setup_intent=intent,
        )
    method = methods.find_method(world, intent["payment_method"])
    if method["type"] not in intent["payment_method_types"]:
        raise Refusal(
            f"The PaymentMethod provided ({method['type']}) is not allowed for this SetupIntent.",
            param="payment_method",
        )
    methods.check_usable(world, method, intent["customer"])
    intent["payment_method"] = method["id"]
    instrument = methods.instrument_of(world, method)
    try:
        methods.refuse_declining_card(world, method)
    except CardRefused as refused:
        _record_error(world, intent, method, refused)
        refused.more |= {"setup_intent": intent, "payment_method": method}
        raise
    asks = isinstance(instrument, TestCard) and instrument.authentication in (
        "always",
        "unless_set_up",
    )
    return _ask(world, intent, return_url) if asks else _succeed(world, intent, method)


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
    return world.save(intent, "setup_intent.requires_action")


def _succeed(world: World, intent: JsonObject, method: JsonObject) -> JsonObject:
    world.store.change_hidden(method["id"], set_up=True)
    if intent["customer"] and method["customer"] is None:
        method["customer"] = intent["customer"]
        world.save(method, "payment_method.attached")
    intent |= {"status": "succeeded", "next_action": None, "last_setup_error": None}
    return world.save(intent, "setup_intent.succeeded")


def _record_error(
    world: World, intent: JsonObject, method: JsonObject, refused: CardRefused
) -> None:
    code = refused.code or "card_declined"
    error = {
        "code": code,
        "doc_url": doc_url(code),
        "message": refused.message,
        "payment_method": method,
        "type": refused.kind,
    }
    if refused.more.get("decline_code"):
        error["decline_code"] = refused.more["decline_code"]
    intent |= {
        "status": "requires_payment_method",
        "payment_method": None,
        "next_action": None,
        "last_setup_error": error,
    }
    world.save(intent, "setup_intent.setup_failed")


def authenticate(world: World, intent: JsonObject, passed: bool) -> JsonObject:
    """The payer's answer on the 3-D Secure page; a second answer changes nothing."""
    if intent["status"] != "requires_action":
        return intent
    method = world.need("payment_method", intent["payment_method"])
    if passed:
        return _succeed(world, intent, method)
    failure = SETUP_AUTHENTICATION_FAILED
    _record_error(world, intent, method, CardRefused(failure.message, code=failure.code))
    return intent


def cancel(world: World, intent: JsonObject, reason: str | None) -> JsonObject:
    if intent["status"] not in CONFIRMABLE:
        raise _unexpected_state(intent, "cancel")
    intent |= {"status": "canceled", "cancellation_reason": reason, "next_action": None}
    return world.save(intent, "setup_intent.canceled")
