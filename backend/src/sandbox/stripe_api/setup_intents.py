"""SetupIntents over the API."""

from __future__ import annotations

import secrets

from sandbox import stripe_objects
from sandbox.acts import methods, setups
from sandbox.forms import Flag, OneOf, Text
from sandbox.refusals import InvalidParameters
from sandbox.store import JsonObject
from sandbox.stripe_api.customers import live_customer
from sandbox.stripe_api.lists import LISTING, page
from sandbox.stripe_api.parameters import (
    ALLOWED_TYPES,
    AUTOMATIC,
    FIXED_TYPES,
    METADATA,
    TERMS,
    check_url,
    check_ways_to_choose,
)
from sandbox.stripe_api.routing import Call, Route
from sandbox.stripe_objects.method_types import offered_types
from sandbox.world import World


def create(world: World, call: Call) -> JsonObject:
    given = dict(call.params)
    check_ways_to_choose(given)
    if given.get("return_url") and not given.get("confirm"):
        raise InvalidParameters(
            "The return_url parameter can only be passed with confirm=true.", param="return_url"
        )
    if given.get("customer"):
        live_customer(world, given["customer"])
    if given.get("payment_method"):
        method = methods.find_method(world, given["payment_method"])
        methods.check_usable(world, method, given.get("customer"))
        given["payment_method"] = method["id"]
    intent = new_setup_intent(world, given)
    return _confirm(world, intent, given) if given.get("confirm") else intent


def new_setup_intent(world: World, given: JsonObject) -> JsonObject:
    intent = stripe_objects.setup_intent(
        world.new_id("seti"), world.clock.seconds(), secrets.token_hex(12), given
    )
    if intent["payment_method"]:
        intent["status"] = "requires_confirmation"
    return world.save(intent, "setup_intent.created")


def _confirm(world: World, intent: JsonObject, given: JsonObject) -> JsonObject:
    if given.get("return_url"):
        check_url(given["return_url"], "return_url")
    return setups.confirm(world, intent, given.get("return_url"))


def retrieve(world: World, call: Call) -> JsonObject:
    return world.need("setup_intent", call.args["id"], "intent")


def confirm(world: World, call: Call) -> JsonObject:
    intent = retrieve(world, call)
    allowed = call.params.get("allowed_payment_method_types")
    if allowed and intent["status"] in setups.CONFIRMABLE:
        intent |= {
            "allowed_payment_method_types": allowed,
            "payment_method_types": offered_types(None, allowed),
        }
    if call.params.get("payment_method") and intent["status"] in setups.CONFIRMABLE:
        method = methods.find_method(world, call.params["payment_method"])
        intent["payment_method"] = method["id"]
    return _confirm(world, intent, call.params)


def cancel(world: World, call: Call) -> JsonObject:
    return setups.cancel(world, retrieve(world, call), call.params.get("cancellation_reason"))


def list_all(world: World, call: Call) -> JsonObject:
    where = {name: call.params.get(name) for name in ("customer", "payment_method")}
    return page(world, call, "setup_intent", "/v1/setup_intents", where=where)


_CONFIRMING = {
    **ALLOWED_TYPES,
    "mandate_data": TERMS,
    "payment_method": Text(),
    "return_url": Text(),
    "use_stripe_sdk": Flag(),
}
_CREATING = {
    **_CONFIRMING,
    "automatic_payment_methods": AUTOMATIC,
    "confirm": Flag(),
    "customer": Text(),
    "description": Text(1000),
    "metadata": METADATA,
    "usage": OneOf(("on_session", "off_session")),
}
_REASON = OneOf(("abandoned", "duplicate", "requested_by_customer"))
_PATH = "/v1/setup_intents"

ROUTES = (
    Route("POST", _PATH, create, _CREATING, older=FIXED_TYPES),
    Route("GET", _PATH, list_all, {**LISTING, "customer": Text(), "payment_method": Text()}),
    Route("GET", f"{_PATH}/{{id}}", retrieve, {"client_secret": Text()}),
    Route("POST", f"{_PATH}/{{id}}/confirm", confirm, _CONFIRMING),
    Route("POST", f"{_PATH}/{{id}}/cancel", cancel, {"cancellation_reason": _REASON}),
)
