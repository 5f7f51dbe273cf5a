"""What the thief of the log key does: a second history, consistent in itself, signed and whole."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from tampering.world import (
    SHARD,
    Plan,
    Planned,
    Stored,
    World,
    add_cosignatures,
    build,
)

Change = Callable[[Plan, random.Random], Plan]


def another_amount(plan: Plan, draw: random.Random) -> Plan:
    payment = draw.choice(plan.payments)
    return plan.with_payment(replace(payment, amount=payment.amount + draw.randrange(1, 5_000)))


def another_biller(plan: Plan, draw: random.Random) -> Plan:
    payment = draw.choice(plan.payments)
    return plan.with_payment(replace(payment, biller=f"{payment.biller}9"))


def another_fate(plan: Plan, draw: random.Random) -> Plan:
    """A payment that was made is said to have failed, or the other way around."""
    fees = {what.id for kind, what in plan.steps if kind == "fee" and isinstance(what, Planned)}
    ended = [one for one in plan.payments if one.fate != "open" and one.id not in fees]
    payment = draw.choice(ended)
    return plan.with_payment(replace(payment, fate="void" if payment.fate == "paid" else "paid"))


def without_a_payment(plan: Plan, draw: random.Random) -> Plan:
    gone = draw.choice(plan.payments).id
    return Plan(
        tuple(
            tuple((kind, what) for kind, what in batch if getattr(what, "id", None) != gone)  # type: ignore[misc]
            for batch in plan.batches
        )
    )


def with_a_payment_more(plan: Plan, draw: random.Random) -> Plan:
    place = draw.randrange(len(plan.batches))
    more = Planned(f"pay_forged{draw.randrange(10**6)}", "bil_thief", 70_000, 1, "paid")
    batches = [list(batch) for batch in plan.batches]
    batches[place] += [("start", more), ("end", more)]
    return Plan(tuple(map(tuple, batches)))  # type: ignore[arg-type]


def other_order(plan: Plan, draw: random.Random) -> Plan:
    """Two payments start in each other's place."""
    batches = [list(batch) for batch in plan.batches]
    places = [
        (b, s) for b, batch in enumerate(batches) for s in range(len(batch) - 1)
        if batch[s][0] == "start" and batch[s + 1][0] == "start"
    ]  # fmt: skip
    if not places:
        return plan
    b, s = draw.choice(places)
    batches[b][s], batches[b][s + 1] = batches[b][s + 1], batches[b][s]
    return Plan(tuple(map(tuple, batches)))


CHANGES: dict[str, Change] = {
    "another amount": another_amount,
    "another biller": another_biller,
    "another fate": another_fate,
    "a payment less": without_a_payment,
    "a payment more": with_a_payment_more,
    "another order": other_order,
}


def rewritten(world: World, draw: random.Random) -> tuple[str, Stored]:
    """The whole log and ledger anew, with one thing changed in it, signed with the stolen key.

    Sometimes with the genuine cosignatures put on the new checkpoints, and sometimes with the
    genuine checkpoints left where they were.
    """
    while True:
        name = draw.choice(list(CHANGES))
        plan = CHANGES[name](world.plan, draw)
        if plan != world.plan:
            break
    stored = build(Plan(tuple(batch for batch in plan.batches if batch))).stored
    trick = draw.choice(["nothing else", "cosignatures copied", "old checkpoints kept"])
    if trick == "cosignatures copied":
        add_cosignatures(stored, world.cosigned)
    elif trick == "old checkpoints kept":
        for size in world.cosigned:
            stored.checkpoints[size] = world.stored.checkpoints[size]
    return f"{name}, {trick}", stored


def forked(world: World, draw: random.Random) -> Stored:
    """Genuine up to some batch, with its cosignatures, and another future from there on."""
    batches = world.plan.batches
    last_seen = [s.heads[SHARD]["size"] for s in world.snapshots].index(world.witnessed_size)
    first = draw.randrange(last_seen + 1)
    extra = Planned(f"pay_forged{draw.randrange(10**6)}", "bil_thief", 70_000, 1, "paid")
    steps = (("start", extra), ("end", extra), *batches[first])
    plan = Plan((*batches[:first], steps, *batches[first + 1 :]))  # type: ignore[arg-type]
    stored = build(plan).stored
    before = world.snapshots[first - 1].heads[SHARD]["size"] if first else 0
    add_cosignatures(stored, {s: line for s, line in world.cosigned.items() if s <= before})
    return stored


def truncated(world: World, draw: random.Random) -> Stored:
    """An older backup put back whole: log, checkpoints, head and ledger, everything genuine."""
    seen = [s for s in world.snapshots if s.heads[SHARD]["size"] < world.witnessed_size]
    stored = draw.choice(seen).copy()
    stored.tiles = {
        name: tile for name, tile in world.stored.tiles.items()
        if (tile["index"] + 1) * 256 <= stored.heads[SHARD]["size"]
    }  # fmt: skip
    return stored
