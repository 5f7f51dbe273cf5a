"""Customers and payment methods."""

from __future__ import annotations

from sandbox import stripe_objects
from sandbox.acts import methods
from sandbox.forms import Fields, Integer, Many, OneOf, Text
from sandbox.refusals import InvalidParameters
from sandbox.store import JsonObject
from sandbox.stripe_api.lists import LISTING, PAGING, page
from sandbox.stripe_api.parameters import (
    ADDRESS,
    BILLING,
    METADATA,
    METHOD_TYPE,
    merged_metadata,
)
from sandbox.stripe_api.routing import Call, Route
from sandbox.stripe_objects.people import address, billing_details
from sandbox.world import World

_SETTINGS = Fields({"default_payment_method": Text()})
_CUSTOMER = {
    "address": ADDRESS,
    "description": Text(),
    "email": Text(512),
    "invoice_settings": _SETTINGS,
    "metadata": METADATA,
    "name": Text(256),
    "phone": Text(20),
    "preferred_locales": Many(Text(20)),
}


def create_customer(world: World, call: Call) -> JsonObject:
    given = dict(call.params)
    chosen = given.pop("payment_method", None)
    body = stripe_objects.customer(world.new_id("cus"), world.clock.seconds(), given)
    method = methods.find_method(world, chosen) if chosen else None
    world.save(body, "customer.created")
    if method:
        methods.attach(world, method, body["id"])
    return body


def live_customer(world: World, customer_id: str, param: str = "customer") -> JsonObject:
    """A customer that can still be used; a deleted one is refused like one that never was."""
    body = world.need("customer", customer_id, param)
    if body.get("deleted"):
        raise InvalidParameters(f"No such customer: '{customer_id}'", code="resource_missing")
    return body


def retrieve_customer(world: World, call: Call) -> JsonObject:
    body = world.need("customer", call.args["id"])
    if body.get("deleted"):
        return stripe_objects.deleted("customer", body["id"])
    return body


def update_customer(world: World, call: Call) -> JsonObject:
    body = live_customer(world, call.args["id"], "id")
    given = call.params
    for name in ("description", "email", "name", "phone", "preferred_locales"):
        if name in given:
            body[name] = given[name]
    if "address" in given:
        body["address"] = address(given["address"]) if given["address"] else None
    if given.get("invoice_settings"):
        chosen = given["invoice_settings"].get("default_payment_method")
        if chosen:
            world.need("payment_method", chosen, "invoice_settings[default_payment_method]")
        body["invoice_settings"]["default_payment_method"] = chosen
    body["metadata"] = merged_metadata(body["metadata"], given.get("metadata"))
    return world.save(body, "customer.updated")


def delete_customer(world: World, call: Call) -> JsonObject:
    body = live_customer(world, call.args["id"], "id")
    for method in world.store.select("payment_method", where={"customer": body["id"]}):
        methods.detach(world, method)
    world.emit("customer.deleted", body)
    world.store.put({**body, "deleted": True})
    return stripe_objects.deleted("customer", body["id"])


def list_customers(world: World, call: Call) -> JsonObject:
    email = call.params.get("email")
    found = page(world, call, "customer", "/v1/customers", labels=(email,) if email else ())
    found["data"] = [body for body in found["data"] if not body.get("deleted")]
    return found


def create_payment_method(world: World, call: Call) -> JsonObject:
    return methods.create_method(world, call.params)


def retrieve_payment_method(world: World, call: Call) -> JsonObject:
    return methods.find_method(world, call.args["id"], "payment_method")


def update_payment_method(world: World, call: Call) -> JsonObject:
    body = world.need("payment_method", call.args["id"])
    if "billing_details" in call.params:
        known = body["billing_details"]
        body["billing_details"] = billing_details(
            {**known, **(call.params["billing_details"] or {})}
        )
    if call.params.get("allow_redisplay"):
        body["allow_redisplay"] = call.params["allow_redisplay"]
    body["metadata"] = merged_metadata(body["metadata"], call.params.get("metadata"))
    return world.save(body, "payment_method.updated")


def attach_payment_method(world: World, call: Call) -> JsonObject:
    live_customer(world, call.params["customer"])
    return methods.attach(
        world, methods.find_method(world, call.args["id"]), call.params["customer"]
    )


def detach_payment_method(world: World, call: Call) -> JsonObject:
    return methods.detach(world, world.need("payment_method", call.args["id"]))


def list_payment_methods(world: World, call: Call) -> JsonObject:
    customer = call.args.get("customer") or call.params.get("customer")
    url = "/v1/payment_methods"
    if "customer" in call.args:
        live_customer(world, call.args["customer"])
        url = f"/v1/customers/{customer}/payment_methods"
    if customer is None:
        raise InvalidParameters(
            "Missing required param: customer.", code="parameter_missing", param="customer"
        )
    kind = call.params.get("type")
    where = {"customer": customer}
    return page(world, call, "payment_method", url, where=where, labels=(kind,) if kind else ())


_REDISPLAY = OneOf(("always", "limited", "unspecified"))
_METHOD = {
    "allow_redisplay": _REDISPLAY,
    "billing_details": BILLING,
    "card": Fields(
        {
            "number": Text(30),
            "exp_month": Integer(),
            "exp_year": Integer(),
            "cvc": Text(4),
            "token": Text(),
        }
    ),
    "metadata": METADATA,
    "type": METHOD_TYPE,
    "us_bank_account": Fields(
        {
            "account_number": Text(20),
            "routing_number": Text(9),
            "account_holder_type": OneOf(("individual", "company")),
            "account_type": OneOf(("checking", "savings")),
        }
    ),
}
_METHOD_LIST = {**PAGING, "type": METHOD_TYPE}
_OWNED = {**_METHOD_LIST, "allow_redisplay": _REDISPLAY}
_CHANGE = {"billing_details": BILLING, "metadata": METADATA, "allow_redisplay": _REDISPLAY}

ROUTES = (
    Route("POST", "/v1/customers", create_customer, {**_CUSTOMER, "payment_method": Text()}),
    Route("GET", "/v1/customers", list_customers, {**LISTING, "email": Text()}),
    Route("GET", "/v1/customers/{id}", retrieve_customer),
    Route("POST", "/v1/customers/{id}", update_customer, _CUSTOMER),
    Route("DELETE", "/v1/customers/{id}", delete_customer),
    Route("GET", "/v1/customers/{customer}/payment_methods", list_payment_methods, _OWNED),
    Route("POST", "/v1/payment_methods", create_payment_method, _METHOD, ("type",)),
    Route("GET", "/v1/payment_methods", list_payment_methods, {**_METHOD_LIST, "customer": Text()}),
    Route("GET", "/v1/payment_methods/{id}", retrieve_payment_method),
    Route("POST", "/v1/payment_methods/{id}", update_payment_method, _CHANGE),
    Route(
        "POST",
        "/v1/payment_methods/{id}/attach",
        attach_payment_method,
        {"customer": Text()},
        ("customer",),
    ),
    Route("POST", "/v1/payment_methods/{id}/detach", detach_payment_method),
)
