"""Paying the balance out to the bank, which may still send it back."""

from __future__ import annotations

from sandbox import stripe_objects
from sandbox.acts import balance
from sandbox.refusals import Refusal
from sandbox.store import JsonObject
from sandbox.world import World


def pay_out(
    world: World, amount: int, currency: str, given: JsonObject, *, automatic: bool = False
) -> JsonObject:
    """Take ``amount`` from what is available; raises Refusal when that is less."""
    if amount > available(world, currency):
        raise Refusal(
            "You have insufficient funds in your Stripe account for this payout. Your card balance"
            " is too low.",
            code="balance_insufficient",
        )
    now = world.clock.seconds()
    wait = world.behavior.payout_arrives_after_seconds
    payout = stripe_objects.payout(
        world.new_id("po"), now, amount, currency, given, automatic=automatic, arrives=now + wait
    )
    _move(world, payout, "payout", -amount, "balance_transaction")
    world.save(payout, "payout.created")
    world.plan("arrive_payout", payout["id"], wait)
    return payout


def pay_out_everything(world: World, currency: str) -> JsonObject:
    """The vendor's automatic payout: all that is available, and every movement in it is named."""
    amount = available(world, currency)
    if amount <= 0:
        raise Refusal("Nothing is available to pay out.", code="balance_insufficient")
    movements = world.store.select(
        "balance_transaction", where={"currency": currency}, oldest_first=True
    )
    ready = [each for each in movements if each["available_on"] <= world.clock.seconds()]
    payout = pay_out(world, amount, currency, {}, automatic=True)
    for each in [*ready, {"id": payout["balance_transaction"]}]:
        if "payout" not in world.store.hidden(each["id"]):
            world.store.change_hidden(each["id"], payout=payout["id"])
    return payout


def available(world: World, currency: str) -> int:
    parts = balance.current_balance(world)["available"]
    return sum(part["amount"] for part in parts if part["currency"] == currency)


def _move(world: World, payout: JsonObject, kind: str, amount: int, field: str) -> None:
    movement = balance.book(
        world,
        kind=kind,
        category=kind if kind == "payout" else "payout_reversal",
        amount=amount,
        fee=0,
        source=payout,
        description="STRIPE PAYOUT",
        at_once=True,
    )
    payout[field] = movement["id"]


def arrive(world: World, payout: JsonObject) -> JsonObject:
    if payout["status"] not in ("pending", "in_transit"):
        return payout
    payout["status"] = "paid"
    return world.save(payout, "payout.paid")


def fail(world: World, payout: JsonObject, code: str) -> JsonObject:
    """The bank sent it back, even after it was reported paid."""
    if payout["status"] not in ("pending", "in_transit", "paid"):
        raise Refusal(f"A payout with a status of {payout['status']} cannot fail.")
    payout |= {
        "status": "failed",
        "failure_code": code,
        "failure_message": "The bank did not accept this payout.",
    }
    _move(world, payout, "payout_failure", payout["amount"], "failure_balance_transaction")
    return world.save(payout, "payout.failed")


def cancel(world: World, payout: JsonObject) -> JsonObject:
    if payout["status"] != "pending" or payout["automatic"]:
        raise Refusal(f"Payout {payout['id']} can no longer be canceled.")
    payout["status"] = "canceled"
    _move(world, payout, "payout_cancel", payout["amount"], "failure_balance_transaction")
    return world.save(payout, "payout.canceled")
