"""Chargebacks and inquiries: opened by the bank, answered with evidence, closed won or lost."""

from __future__ import annotations

from sandbox import stripe_objects
from sandbox.acts import balance
from sandbox.refusals import Refusal
from sandbox.store import JsonObject
from sandbox.world import World

OPEN = ("needs_response", "warning_needs_response", "under_review", "warning_under_review")
_VERDICTS = {"winning_evidence": "won", "losing_evidence": "lost"}


def open_dispute(
    world: World, charge: JsonObject, *, reason: str, amount: int | None = None
) -> JsonObject:
    """``reason`` "inquiry" opens an early warning that moves no money yet."""
    if charge["status"] != "succeeded":
        raise Refusal(f"Charge {charge['id']} did not succeed, so it cannot be disputed.")
    inquiry = reason == "inquiry"
    dispute = stripe_objects.dispute(
        world.new_id("dp"),
        world.clock.seconds(),
        charge,
        amount=charge["amount_captured"] if amount is None else amount,
        reason="general" if inquiry else reason,
        inquiry=inquiry,
    )
    world.save(dispute, "charge.dispute.created")
    if inquiry:
        return dispute
    charge["disputed"] = True
    world.save(charge, "charge.updated")
    return _withdraw(world, dispute)


def _withdraw(world: World, dispute: JsonObject) -> JsonObject:
    fee = world.behavior.dispute_fee
    _move(world, dispute, -dispute["amount"], fee, "dispute")
    return world.save(dispute, "charge.dispute.funds_withdrawn")


def _move(world: World, dispute: JsonObject, amount: int, fee: int, category: str) -> None:
    movement = balance.book(
        world,
        kind="adjustment",
        category=category,
        amount=amount,
        fee=fee,
        source=dispute,
        description=f"Chargeback {'withdrawal' if amount < 0 else 'reversal'}",
        at_once=True,
    )
    dispute["balance_transactions"].append(movement)


def answer(world: World, dispute: JsonObject, evidence: JsonObject, submit: bool) -> JsonObject:
    """Store evidence; when submitted, the test words decide the outcome at once."""
    if dispute["status"] not in OPEN:
        raise Refusal(f"This dispute is closed with a status of {dispute['status']}.")
    dispute["evidence"] |= evidence
    details = dispute["evidence_details"]
    details["has_evidence"] = any(isinstance(v, str) for v in dispute["evidence"].values())
    if not submit:
        return world.save(dispute, "charge.dispute.updated")
    details["submission_count"] += 1
    words = dispute["evidence"].get("uncategorized_text")
    if words in _VERDICTS:
        return close(world, dispute, _VERDICTS[words])
    if words == "escalate_inquiry_evidence" and dispute["status"].startswith("warning"):
        dispute |= {"status": "needs_response", "is_charge_refundable": False}
        world.save(dispute, "charge.dispute.updated")
        return _withdraw(world, dispute)
    warning = "warning_" if dispute["status"].startswith("warning") else ""
    dispute["status"] = f"{warning}under_review"
    return world.save(dispute, "charge.dispute.updated")


def close(world: World, dispute: JsonObject, verdict: str) -> JsonObject:
    """``verdict`` is won or lost; won gives the money back, the fee stays."""
    if dispute["status"] not in OPEN:
        raise Refusal(f"This dispute is closed with a status of {dispute['status']}.")
    withdrawn = bool(dispute["balance_transactions"])
    dispute["status"] = verdict if withdrawn else "warning_closed"
    world.save(dispute, "charge.dispute.closed")
    if verdict == "won" and withdrawn:
        _move(world, dispute, dispute["amount"], 0, "dispute_reversal")
        world.save(dispute, "charge.dispute.funds_reinstated")
    return dispute
