"""Payouts over the API."""

from __future__ import annotations

from sandbox.acts import payouts
from sandbox.forms import Integer, OneOf, Text
from sandbox.store import JsonObject
from sandbox.stripe_api.lists import LISTING, page
from sandbox.stripe_api.parameters import METADATA, check_currency
from sandbox.stripe_api.routing import Call, Route
from sandbox.world import World


def create(world: World, call: Call) -> JsonObject:
    currency = check_currency(call.params["currency"])
    return payouts.pay_out(world, call.params["amount"], currency, call.params)


def retrieve(world: World, call: Call) -> JsonObject:
    return world.need("payout", call.args["id"], "payout")


def cancel(world: World, call: Call) -> JsonObject:
    return payouts.cancel(world, retrieve(world, call))


def list_all(world: World, call: Call) -> JsonObject:
    where = {"status": call.params.get("status")}
    return page(world, call, "payout", "/v1/payouts", where=where)


_CREATING = {
    "amount": Integer(1),
    "currency": Text(3),
    "description": Text(),
    "metadata": METADATA,
    "method": OneOf(("standard", "instant")),
    "statement_descriptor": Text(22),
}
_STATUS = OneOf(("pending", "paid", "failed", "canceled"))

ROUTES = (
    Route("POST", "/v1/payouts", create, _CREATING, ("amount", "currency")),
    Route("GET", "/v1/payouts", list_all, {**LISTING, "status": _STATUS}),
    Route("GET", "/v1/payouts/{id}", retrieve),
    Route("POST", "/v1/payouts/{id}/cancel", cancel),
)
