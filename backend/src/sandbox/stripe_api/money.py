"""Charges, refunds, disputes and the balance over the API."""

from __future__ import annotations

from sandbox.acts import balance, disputes, refunds
from sandbox.forms import Fields, Flag, Integer, OneOf, Text
from sandbox.refusals import InvalidParameters, NoSuchObject
from sandbox.store import JsonObject
from sandbox.stripe_api.lists import LISTING, PAGING, page
from sandbox.stripe_api.parameters import METADATA, merged_metadata
from sandbox.stripe_api.routing import Call, Route
from sandbox.world import World


def retrieve_charge(world: World, call: Call) -> JsonObject:
    return world.need("charge", call.args["id"], "id")


def list_charges(world: World, call: Call) -> JsonObject:
    where = {name: call.params.get(name) for name in ("customer", "payment_intent")}
    return page(world, call, "charge", "/v1/charges", where=where)


def create_refund(world: World, call: Call) -> JsonObject:
    given = call.params
    charge_id = given.get("charge")
    if given.get("payment_intent"):
        intent = world.need("payment_intent", given["payment_intent"], "payment_intent")
        charge_id = charge_id or intent["latest_charge"]
        if charge_id is None:
            raise InvalidParameters(
                f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
                param="payment_intent",
            )
    if not charge_id:
        raise InvalidParameters(
            "One of the following params should be provided for this request: payment_intent or"
            " charge."
        )
    return refunds.refund_charge(world, world.need("charge", charge_id, "charge"), given)


def retrieve_refund(world: World, call: Call) -> JsonObject:
    return world.need("refund", call.args["id"], "refund")


def update_refund(world: World, call: Call) -> JsonObject:
    refund = retrieve_refund(world, call)
    refund["metadata"] = merged_metadata(refund["metadata"], call.params.get("metadata"))
    return world.save(refund, "refund.updated", "charge.refund.updated")


def cancel_refund(world: World, call: Call) -> JsonObject:
    return refunds.cancel_refund(world, retrieve_refund(world, call))


def list_refunds(world: World, call: Call) -> JsonObject:
    charge = call.args.get("charge") or call.params.get("charge")
    where = {"charge": charge, "payment_intent": call.params.get("payment_intent")}
    url = f"/v1/charges/{charge}/refunds" if "charge" in call.args else "/v1/refunds"
    return page(world, call, "refund", url, where=where)


def retrieve_dispute(world: World, call: Call) -> JsonObject:
    return world.need("dispute", call.args["id"], "dispute")


def update_dispute(world: World, call: Call) -> JsonObject:
    dispute = retrieve_dispute(world, call)
    dispute["metadata"] = merged_metadata(dispute["metadata"], call.params.get("metadata"))
    evidence = call.params.get("evidence") or {}
    # Evidence is sent to the bank by default, as the vendor does.
    submits = call.params.get("submit", True) and bool(evidence or call.params.get("submit"))
    return disputes.answer(world, dispute, evidence, submits)


def close_dispute(world: World, call: Call) -> JsonObject:
    return disputes.close(world, retrieve_dispute(world, call), "lost")


def list_disputes(world: World, call: Call) -> JsonObject:
    where = {name: call.params.get(name) for name in ("charge", "payment_intent")}
    return page(world, call, "dispute", "/v1/disputes", where=where)


def retrieve_movement(world: World, call: Call) -> JsonObject:
    found = world.store.get("balance_transaction", call.args["id"])
    if found is None:
        raise NoSuchObject("balance transaction", call.args["id"])
    return balance.as_of_now(world, found)


def list_movements(world: World, call: Call) -> JsonObject:
    where = {name: call.params.get(name) for name in ("currency", "source")}
    where["hidden.payout"] = call.params.get("payout")
    kind = call.params.get("type")
    found = page(
        world,
        call,
        "balance_transaction",
        "/v1/balance_transactions",
        where=where,
        labels=(kind,) if kind else (),
    )
    found["data"] = [balance.as_of_now(world, each) for each in found["data"]]
    return found


def retrieve_balance(world: World, call: Call) -> JsonObject:
    return balance.current_balance(world)


_EVIDENCE = Fields(
    {
        name: Text(20_000)
        for name in (
            "access_activity_log",
            "cancellation_rebuttal",
            "customer_communication",
            "customer_email_address",
            "customer_name",
            "duplicate_charge_explanation",
            "product_description",
            "receipt",
            "refund_refusal_explanation",
            "service_date",
            "uncategorized_file",
            "uncategorized_text",
        )
    }
)
_REFUND = {
    "amount": Integer(1),
    "charge": Text(),
    "metadata": METADATA,
    "payment_intent": Text(),
    "reason": OneOf(("duplicate", "fraudulent", "requested_by_customer")),
}
_OF_PAYMENT = {**LISTING, "charge": Text(), "payment_intent": Text()}
_CHARGES = {**LISTING, "customer": Text(), "payment_intent": Text()}
_MOVEMENTS = {**LISTING, "currency": Text(3), "payout": Text(), "source": Text(), "type": Text()}
_DISPUTE = {"evidence": _EVIDENCE, "metadata": METADATA, "submit": Flag()}

ROUTES = (
    Route("GET", "/v1/charges", list_charges, _CHARGES),
    Route("GET", "/v1/charges/{id}", retrieve_charge),
    Route("GET", "/v1/charges/{charge}/refunds", list_refunds, PAGING),
    Route("POST", "/v1/refunds", create_refund, _REFUND),
    Route("GET", "/v1/refunds", list_refunds, _OF_PAYMENT),
    Route("GET", "/v1/refunds/{id}", retrieve_refund),
    Route("POST", "/v1/refunds/{id}", update_refund, {"metadata": METADATA}),
    Route("POST", "/v1/refunds/{id}/cancel", cancel_refund),
    Route("GET", "/v1/disputes", list_disputes, _OF_PAYMENT),
    Route("GET", "/v1/disputes/{id}", retrieve_dispute),
    Route("POST", "/v1/disputes/{id}", update_dispute, _DISPUTE),
    Route("POST", "/v1/disputes/{id}/close", close_dispute),
    Route("GET", "/v1/balance", retrieve_balance),
    Route("GET", "/v1/balance_transactions", list_movements, _MOVEMENTS),
    Route("GET", "/v1/balance_transactions/{id}", retrieve_movement),
)
