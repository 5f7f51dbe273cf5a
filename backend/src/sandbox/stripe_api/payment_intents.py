"""PaymentIntents over the API."""

from __future__ import annotations

import secrets

from sandbox import stripe_objects
from sandbox.acts import methods, payments
from sandbox.forms import Flag, Integer, OneOf, Text
from sandbox.refusals import InvalidParameters, Refusal
from sandbox.store import JsonObject
from sandbox.stripe_api.customers import live_customer
from sandbox.stripe_api.lists import LISTING, page
from sandbox.stripe_api.parameters import (
    ALLOWED_TYPES,
    AUTOMATIC,
    FIXED_TYPES,
    METADATA,
    TERMS,
    check_amount,
    check_currency,
    check_url,
    check_ways_to_choose,
    merged_metadata,
)
from sandbox.stripe_api.routing import Call, Route
from sandbox.stripe_objects.method_types import offered_types
from sandbox.world import World


def create(world: World, call: Call) -> JsonObject:
    given = dict(call.params)
    given["currency"] = check_currency(given["currency"])
    check_amount(given["amount"], given["currency"])
    confirms = bool(given.get("confirm"))
    for name in ("off_session", "return_url", "error_on_requires_action", "mandate_data"):
        if given.get(name) and not confirms:
            raise InvalidParameters(
                f"The {name} parameter can only be passed with confirm=true.", param=name
            )
    check_ways_to_choose(given)
    if given.get("customer"):
        live_customer(world, given["customer"])
    if given.get("payment_method"):
        given["payment_method"] = _chosen(world, given["payment_method"], given.get("customer"))
    intent = stripe_objects.payment_intent(
        world.new_id("pi"), world.clock.seconds(), secrets.token_hex(12), given
    )
    if confirms:
        _check_return_url(intent, given.get("return_url"))
    world.save(intent, "payment_intent.created")
    return _confirm(world, intent, given) if confirms else intent


def _chosen(world: World, method_id: str, customer: str | None) -> str:
    method = methods.find_method(world, method_id)
    methods.check_usable(world, method, customer)
    return str(method["id"])


def _check_return_url(intent: JsonObject, return_url: str | None) -> None:
    """The vendor wants a way back whenever a method that redirects could be used."""
    if return_url:
        check_url(return_url, "return_url")
    automatic = intent["automatic_payment_methods"]
    if return_url is None and automatic and automatic["allow_redirects"] == "always":
        raise InvalidParameters(
            "This PaymentIntent is configured to accept payment methods enabled in your Dashboard."
            " Because some of these payment methods might redirect your customer off of your page,"
            " you must provide a `return_url`. If you don't want to accept redirect-based payment"
            " methods, set `automatic_payment_methods[enabled]` to `true` and"
            " `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents"
            " and Payment Intents."
        )


def _confirm(world: World, intent: JsonObject, given: JsonObject) -> JsonObject:
    return payments.confirm(
        world,
        intent,
        off_session=bool(given.get("off_session")),
        return_url=given.get("return_url"),
        error_on_requires_action=bool(given.get("error_on_requires_action")),
    )


def retrieve(world: World, call: Call) -> JsonObject:
    return world.need("payment_intent", call.args["id"], "intent")


def update(world: World, call: Call) -> JsonObject:
    intent, given = retrieve(world, call), dict(call.params)
    frozen = ("amount", "currency", "customer", "payment_method")
    if intent["status"] not in payments.CONFIRMABLE and any(name in given for name in frozen):
        raise payments.unexpected_state(intent, "update", payments.CONFIRMABLE)
    if given.get("currency"):
        given["currency"] = check_currency(given["currency"])
    check_amount(
        given.get("amount") or intent["amount"], given.get("currency") or intent["currency"]
    )
    if given.get("customer"):
        live_customer(world, given["customer"])
    if given.get("payment_method"):
        customer = given.get("customer") or intent["customer"]
        given["payment_method"] = _chosen(world, given["payment_method"], customer)
        intent["status"] = "requires_confirmation"
    given["metadata"] = merged_metadata(intent["metadata"], given.get("metadata"))
    changed = {**intent, **given}
    _choose_types(changed, given)
    return world.save(changed)


def _choose_types(intent: JsonObject, given: JsonObject) -> None:
    """Bring the offered types in line with the currency and with what was just chosen."""
    check_ways_to_choose(given)
    if given.get("payment_method_types"):
        intent |= {
            "payment_method_types": given["payment_method_types"],
            "automatic_payment_methods": None,
            "allowed_payment_method_types": None,
        }
        return
    allowed = given.get("allowed_payment_method_types") or intent.get(
        "allowed_payment_method_types"
    )
    intent["allowed_payment_method_types"] = allowed or None
    if allowed or intent["automatic_payment_methods"]:
        intent["payment_method_types"] = offered_types(intent["currency"], allowed)


def confirm(world: World, call: Call) -> JsonObject:
    intent, given = retrieve(world, call), call.params
    _refuse_if_of_checkout(world, intent, "confirm")
    if given.get("payment_method") and intent["status"] in payments.CONFIRMABLE:
        intent["payment_method"] = _chosen(world, given["payment_method"], intent["customer"])
    if given.get("setup_future_usage"):
        intent["setup_future_usage"] = given["setup_future_usage"]
    if intent["status"] in payments.CONFIRMABLE:
        _choose_types(intent, given)
        _check_return_url(intent, given.get("return_url"))
    return _confirm(world, intent, given)


def _refuse_if_of_checkout(world: World, intent: JsonObject, act: str) -> None:
    if world.store.hidden(intent["id"]).get("session"):
        raise Refusal(
            f"You cannot {act} a PaymentIntent created by a Checkout Session. Expire the session"
            " instead.",
            code="payment_intent_unexpected_state",
            payment_intent=intent,
        )


def capture(world: World, call: Call) -> JsonObject:
    return payments.capture(world, retrieve(world, call), call.params.get("amount_to_capture"))


def cancel(world: World, call: Call) -> JsonObject:
    intent = retrieve(world, call)
    if intent["status"] != "requires_capture":
        _refuse_if_of_checkout(world, intent, "cancel")
    return payments.cancel(world, intent, call.params.get("cancellation_reason"))


def list_all(world: World, call: Call) -> JsonObject:
    where = {"customer": call.params.get("customer")}
    return page(world, call, "payment_intent", "/v1/payment_intents", where=where)


_LATER = OneOf(("on_session", "off_session"))
_CONFIRMING = {
    **ALLOWED_TYPES,
    "error_on_requires_action": Flag(),
    "mandate_data": TERMS,
    "off_session": Flag(),
    "payment_method": Text(),
    "return_url": Text(),
    "setup_future_usage": _LATER,
}
_DESCRIBING = {
    "description": Text(1000),
    "metadata": METADATA,
    "receipt_email": Text(512),
    "statement_descriptor": Text(22),
    "statement_descriptor_suffix": Text(22),
    "transfer_group": Text(),
}
_CREATING = {
    **_CONFIRMING,
    **_DESCRIBING,
    "amount": Integer(1),
    "automatic_payment_methods": AUTOMATIC,
    "capture_method": OneOf(("automatic", "automatic_async", "manual")),
    "confirm": Flag(),
    "confirmation_method": OneOf(("automatic", "manual")),
    "currency": Text(3),
    "customer": Text(),
    "use_stripe_sdk": Flag(),
}
_CHANGING = {
    **ALLOWED_TYPES,
    **_DESCRIBING,
    "amount": Integer(1),
    "currency": Text(3),
    "customer": Text(),
    "payment_method": Text(),
    "setup_future_usage": _LATER,
}
_REASON = OneOf(("duplicate", "fraudulent", "requested_by_customer", "abandoned"))
_CAPTURE = {"amount_to_capture": Integer(0), "metadata": METADATA}
_PATH = "/v1/payment_intents"

ROUTES = (
    Route("POST", _PATH, create, _CREATING, ("amount", "currency"), FIXED_TYPES),
    Route("GET", _PATH, list_all, {**LISTING, "customer": Text()}),
    Route("GET", f"{_PATH}/{{id}}", retrieve, {"client_secret": Text()}),
    Route("POST", f"{_PATH}/{{id}}", update, _CHANGING, older=FIXED_TYPES),
    Route(
        "POST",
        f"{_PATH}/{{id}}/confirm",
        confirm,
        {**_CONFIRMING, "use_stripe_sdk": Flag()},
        older=FIXED_TYPES,
    ),
    Route("POST", f"{_PATH}/{{id}}/capture", capture, _CAPTURE),
    Route("POST", f"{_PATH}/{{id}}/cancel", cancel, {"cancellation_reason": _REASON}),
)
