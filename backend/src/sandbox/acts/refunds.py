"""Giving money back: never more than was taken, and sometimes the bank says no later."""

from __future__ import annotations

from sandbox import stripe_objects
from sandbox.acts import balance, methods
from sandbox.cards import TestCard
from sandbox.refusals import Refusal
from sandbox.store import JsonObject
from sandbox.world import World


def spoken_amount(amount: int, currency: str) -> str:
    """As the vendor writes an amount in a sentence, for two-decimal currencies."""
    whole, cents = divmod(amount, 100)
    sign = "$" if currency == "usd" else f"{currency.upper()} "
    return f"{sign}{whole:,}.{cents:02d}"


def refund_charge(world: World, charge: JsonObject, given: JsonObject) -> JsonObject:
    """Refund ``given["amount"]`` or all that is left; raises Refusal when that is more."""
    if charge["status"] != "succeeded" or not charge["captured"]:
        raise Refusal(f"Charge {charge['id']} has not been captured, so it cannot be refunded.")
    disputed = charge["disputed"] and _lost_to_dispute(world, charge)
    if disputed:
        raise Refusal(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.",
            code="charge_disputed",
        )
    left = charge["amount"] - charge["amount_refunded"]
    if left == 0:
        raise Refusal(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded"
        )
    amount = given.get("amount") or left
    if amount > left:
        currency = charge["currency"]
        raise Refusal(
            f"Refund amount ({spoken_amount(amount, currency)}) is greater than unrefunded amount"
            f" on charge ({spoken_amount(left, currency)})",
            param="amount",
        )
    method = world.need("payment_method", charge["payment_method"])
    card = methods.instrument_of(world, method)
    refund = stripe_objects.refund(world.new_id("re"), world.clock.seconds(), charge, amount, given)
    how = card.refund if isinstance(card, TestCard) else "pending_first"
    if how == "pending_first":
        refund["status"] = "pending"
    _move(world, refund, "refund", -amount, "balance_transaction")
    world.save(refund, "refund.created")
    _change_refunded(charge, amount)
    world.save(charge, "charge.refunded")
    if how != "succeeds":
        act = "settle_refund" if how == "pending_first" else "fail_refund"
        world.plan(act, refund["id"], world.behavior.refund_settles_after_seconds)
    return refund


def _lost_to_dispute(world: World, charge: JsonObject) -> bool:
    disputes = world.store.select("dispute", where={"charge": charge["id"]})
    return any(not dispute["is_charge_refundable"] for dispute in disputes)


def _move(world: World, refund: JsonObject, category: str, amount: int, field: str) -> None:
    movement = balance.book(
        world,
        kind=category if category == "refund" else "refund_failure",
        category=category,
        amount=amount,
        fee=0,
        source=refund,
        description="REFUND FOR CHARGE" if amount < 0 else "REFUND FAILURE FOR CHARGE",
        at_once=True,
    )
    refund[field] = movement["id"]


def _change_refunded(charge: JsonObject, by: int) -> None:
    charge["amount_refunded"] += by
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]


def settle_refund(world: World, refund: JsonObject) -> JsonObject:
    if refund["status"] != "pending":
        return refund
    refund["status"] = "succeeded"
    return world.save(refund, "refund.updated", "charge.refund.updated")


def fail_refund(world: World, refund: JsonObject, reason: str = "unknown") -> JsonObject:
    """The money came back: the charge can be refunded again, by another way."""
    if refund["status"] not in ("pending", "succeeded"):
        return refund
    refund |= {"status": "failed", "failure_reason": reason}
    _move(world, refund, "refund_failure", refund["amount"], "failure_balance_transaction")
    charge = world.need("charge", refund["charge"])
    _change_refunded(charge, -refund["amount"])
    world.save(refund, "refund.updated", "refund.failed", "charge.refund.updated")
    world.save(charge, "charge.updated")
    return refund


def cancel_refund(world: World, refund: JsonObject) -> JsonObject:
    """The vendor cancels only refunds that wait for the customer's action; none do here."""
    raise Refusal(
        f"Refund {refund['id']} has a status of {refund['status']} and cannot be canceled."
    )
