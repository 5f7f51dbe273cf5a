"""``expand[]``: related objects in place of their ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.acts import balance
from sandbox.refusals import InvalidParameters
from sandbox.store import JsonObject
from sandbox.world import World

DEEPEST = 4
_CUSTOMER = {"customer": "customer"}
_RELATED: Mapping[str, Mapping[str, str]] = {
    "payment_intent": {
        **_CUSTOMER,
        "latest_charge": "charge",
        "payment_method": "payment_method",
    },
    "charge": {
        **_CUSTOMER,
        "balance_transaction": "balance_transaction",
        "payment_intent": "payment_intent",
    },
    "refund": {
        "balance_transaction": "balance_transaction",
        "charge": "charge",
        "failure_balance_transaction": "balance_transaction",
        "payment_intent": "payment_intent",
    },
    "checkout.session": {
        **_CUSTOMER,
        "payment_intent": "payment_intent",
        "setup_intent": "setup_intent",
    },
    "setup_intent": {**_CUSTOMER, "payment_method": "payment_method"},
    "payment_method": _CUSTOMER,
    "dispute": {"charge": "charge", "payment_intent": "payment_intent"},
    "balance_transaction": {"source": "*"},
    "payout": {
        "balance_transaction": "balance_transaction",
        "failure_balance_transaction": "balance_transaction",
    },
}
# Lists that an answer only holds when asked: (kind of the owner, field) -> (kind, column, path).
_LISTS = {
    ("charge", "refunds"): ("refund", "charge", "/v1/charges/{id}/refunds"),
    ("checkout.session", "line_items"): (
        "item",
        "",
        "/v1/checkout/sessions/{id}/line_items",
    ),
}


def expand(world: World, body: JsonObject, paths: list[str]) -> JsonObject:
    """Replace ids along each path. Raises InvalidParameters for a path that cannot be followed."""
    for path in paths:
        steps = path.split(".")
        if len(steps) > DEEPEST + (steps[0] == "data"):
            raise InvalidParameters(
                f"You cannot expand more than {DEEPEST} levels of a property. Property: {path}"
            )
        _follow(world, body, steps, path)
    return body


def _follow(world: World, here: Any, steps: list[str], path: str) -> None:
    if not steps or not isinstance(here, dict):
        return
    name, rest = steps[0], steps[1:]
    kind = here.get("object")
    if kind == "list" and name == "data":
        for each in here["data"]:
            _follow(world, each, rest, path)
        return
    if (kind, name) in _LISTS:
        here[name] = related_list(world, here, name)
        return
    wanted = _RELATED.get(str(kind), {}).get(name)
    if wanted is None:
        raise InvalidParameters(
            f"This property cannot be expanded ({name}). You may want to try expanding another"
            f" property. Path: {path}",
            param="expand",
        )
    if isinstance(here.get(name), str):
        here[name] = _load(world, wanted, here[name])
    _follow(world, here.get(name), rest, path)


def _load(world: World, kind: str, object_id: str) -> Any:
    kinds = ("charge", "refund", "dispute", "payout") if kind == "*" else (kind,)
    for each in kinds:
        found = world.store.get(each, object_id)
        if found is not None:
            return balance.as_of_now(world, found) if each == "balance_transaction" else found
    return object_id


def related_list(world: World, owner: JsonObject, name: str) -> JsonObject:
    kind, column, url = _LISTS[(owner["object"], name)]
    data = (
        world.store.select(kind, where={column: owner["id"]}, limit=10)
        if column
        else world.store.hidden(owner["id"])["line_items"]
    )
    return {
        "object": "list",
        "data": data,
        "has_more": False,
        "url": url.format(id=owner["id"]),
    }
