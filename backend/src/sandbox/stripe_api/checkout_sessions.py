"""Checkout sessions over the API."""

from __future__ import annotations

import secrets

from sandbox import stripe_objects
from sandbox.acts import checkout
from sandbox.forms import Fields, Integer, Many, OneOf, Text
from sandbox.refusals import InvalidParameters
from sandbox.store import JsonObject
from sandbox.stripe_api.customers import live_customer
from sandbox.stripe_api.expansion import related_list
from sandbox.stripe_api.lists import LISTING, page
from sandbox.stripe_api.parameters import (
    ALLOWED_TYPES,
    FIXED_TYPES,
    METADATA,
    check_amount,
    check_currency,
    check_url,
    check_ways_to_choose,
)
from sandbox.stripe_api.routing import Call, Route
from sandbox.stripe_api.setup_intents import new_setup_intent
from sandbox.world import World

SHORTEST, LONGEST = 30 * 60, 24 * 3600
# Clocks of two machines differ by a little; the vendor allows for that as well.
_LEEWAY = 60


def create(world: World, call: Call) -> JsonObject:
    given = dict(call.params)
    check_ways_to_choose(given)
    check_url(given["success_url"], "success_url")
    if given.get("cancel_url"):
        check_url(given["cancel_url"], "cancel_url")
    if given.get("customer"):
        live_customer(world, given["customer"])
        if given.get("customer_email") or given.get("customer_creation"):
            raise InvalidParameters(
                "You may only specify one of these parameters: customer, customer_email,"
                " customer_creation."
            )
    session_id = f"cs_test_{secrets.token_hex(28)}"
    pays = given["mode"] == "payment"
    items, currency = _lines(given) if pays else ([], _setup_currency(given))
    session = stripe_objects.checkout_session(
        session_id,
        world.clock.seconds(),
        given,
        url=f"{world.options.base_url}/checkout/{session_id}",
        amount=sum(item["amount_total"] for item in items) if pays else None,
        currency=currency,
        expires_at=_expiry(world, given.get("expires_at")),
    )
    if pays:
        check_amount(session["amount_total"], session["currency"])
    else:
        _refuse_payment_fields(given)
        session["setup_intent"] = _setup_intent(world, session, given)["id"]
    world.save(
        session,
        hidden={"line_items": items, "payment_intent_data": given.get("payment_intent_data")},
    )
    world.store.plan("expire_session", session_id, session["expires_at"])
    return session


def _expiry(world: World, asked: int | None) -> int:
    now = world.clock.seconds()
    if asked is None:
        return now + LONGEST
    if not now + SHORTEST - _LEEWAY <= asked <= now + LONGEST + _LEEWAY:
        raise InvalidParameters(
            "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout"
            " Session creation.",
            param="expires_at",
        )
    return asked


def _lines(given: JsonObject) -> tuple[list[JsonObject], str]:
    items: list[JsonObject] = []
    currencies: set[str] = set()
    for at, line in enumerate(given.get("line_items") or []):
        price = line["price_data"]
        currency = check_currency(price["currency"])
        currencies.add(currency)
        quantity = line.get("quantity") or 1
        name = price["product_data"]["name"]
        items.append(
            stripe_objects.line_item(
                f"li_{secrets.token_hex(12)}",
                price["unit_amount"] * quantity,
                currency,
                name,
                quantity,
            )
        )
        if len(currencies) > 1:
            raise InvalidParameters(
                "All prices on a Checkout Session must have the same currency.",
                param=f"line_items[{at}][price_data][currency]",
            )
    if not items:
        raise InvalidParameters(
            "Missing required param: line_items.", code="parameter_missing", param="line_items"
        )
    return items, currencies.pop()


def _setup_currency(given: JsonObject) -> str | None:
    """The currency only selects payment method types, so it can be left out where they are said."""
    if given.get("currency"):
        return check_currency(given["currency"])
    if not given.get("allowed_payment_method_types") and not given.get("payment_method_types"):
        raise InvalidParameters(
            "Missing required param: currency. In `setup` mode it is required unless"
            " `allowed_payment_method_types` is set.",
            code="parameter_missing",
            param="currency",
        )
    return None


def _refuse_payment_fields(given: JsonObject) -> None:
    for name in ("line_items", "payment_intent_data", "submit_type"):
        if given.get(name):
            raise InvalidParameters(f"You can not pass `{name}` in `setup` mode.", param=name)


def _setup_intent(world: World, session: JsonObject, given: JsonObject) -> JsonObject:
    data = given.get("setup_intent_data") or {}
    intent = new_setup_intent(
        world,
        {
            **data,
            "customer": session["customer"],
            "allowed_payment_method_types": session["allowed_payment_method_types"],
            "payment_method_types": session["payment_method_types"],
        },
    )
    world.store.change_hidden(intent["id"], session=session["id"])
    return intent


def retrieve(world: World, call: Call) -> JsonObject:
    return world.need("checkout.session", call.args["id"], "session")


def expire(world: World, call: Call) -> JsonObject:
    return checkout.expire(world, retrieve(world, call))


def line_items(world: World, call: Call) -> JsonObject:
    return related_list(world, retrieve(world, call), "line_items")


def list_all(world: World, call: Call) -> JsonObject:
    where = {name: call.params.get(name) for name in ("customer", "payment_intent", "status")}
    return page(world, call, "checkout.session", "/v1/checkout/sessions", where=where)


_PRODUCT = Fields({"name": Text(250), "description": Text(), "metadata": METADATA}, ("name",))
_PRICE = Fields(
    {"currency": Text(3), "unit_amount": Integer(0), "product_data": _PRODUCT},
    ("currency", "unit_amount", "product_data"),
)
_LINE = Fields({"price_data": _PRICE, "quantity": Integer(1, 999_999)}, ("price_data",))
_INTENT = Fields(
    {
        "capture_method": OneOf(("automatic", "automatic_async", "manual")),
        "description": Text(1000),
        "metadata": METADATA,
        "receipt_email": Text(512),
        "setup_future_usage": OneOf(("on_session", "off_session")),
        "statement_descriptor": Text(22),
        "statement_descriptor_suffix": Text(22),
        "transfer_group": Text(),
    }
)
_CREATING = {
    **ALLOWED_TYPES,
    "cancel_url": Text(),
    "client_reference_id": Text(200),
    "currency": Text(3),
    "customer": Text(),
    "customer_creation": OneOf(("always", "if_required")),
    "customer_email": Text(800),
    "expires_at": Integer(),
    "line_items": Many(_LINE),
    "locale": Text(10),
    "metadata": METADATA,
    "mode": OneOf(("payment", "setup")),
    "payment_intent_data": _INTENT,
    "setup_intent_data": Fields({"description": Text(1000), "metadata": METADATA}),
    "submit_type": OneOf(("auto", "book", "donate", "pay")),
    "success_url": Text(),
    "ui_mode": OneOf(("hosted", "hosted_page")),
}
_FILTERS = {
    **LISTING,
    "customer": Text(),
    "payment_intent": Text(),
    "status": OneOf(("complete", "expired", "open")),
}
_PATH = "/v1/checkout/sessions"

ROUTES = (
    Route("POST", _PATH, create, _CREATING, ("mode", "success_url"), FIXED_TYPES),
    Route("GET", _PATH, list_all, _FILTERS),
    Route("GET", f"{_PATH}/{{id}}", retrieve),
    Route("POST", f"{_PATH}/{{id}}/expire", expire),
    Route("GET", f"{_PATH}/{{id}}/line_items", line_items),
)
