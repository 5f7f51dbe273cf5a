"""The balance: what each charge, refund and dispute moved, and when it can be paid out."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from sandbox import stripe_objects
from sandbox.acts.methods import Instrument
from sandbox.cards import TestCard
from sandbox.store import JsonObject
from sandbox.world import World


def fee_for(world: World, amount: int, instrument: Instrument) -> int:
    """The processing fee in minor units, rounded half up once per charge."""
    behavior = world.behavior
    if isinstance(instrument, TestCard):
        return _share(amount, behavior.card_fee_percent) + behavior.card_fee_fixed
    return min(_share(amount, behavior.bank_fee_percent), behavior.bank_fee_cap)


def _share(amount: int, percent: str) -> int:
    exact = Decimal(amount) * Decimal(percent) / 100
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def book(
    world: World,
    *,
    kind: str,
    category: str,
    amount: int,
    fee: int,
    source: JsonObject,
    description: str | None = None,
    at_once: bool = False,
) -> JsonObject:
    """Write one movement. What comes in waits its days; what goes out counts at once."""
    now = world.clock.seconds()
    wait = world.behavior.available_after_seconds if amount > 0 and not at_once else 0
    return world.save(
        stripe_objects.balance_transaction(
            world.new_id("txn"),
            now,
            kind=kind,
            category=category,
            amount=amount,
            fee=fee,
            currency=source["currency"],
            source=source["id"],
            available_on=now + wait,
            description=description,
        )
    )


def as_of_now(world: World, movement: JsonObject) -> JsonObject:
    """The movement with its status at this moment: pending until ``available_on`` has come."""
    status = "available" if movement["available_on"] <= world.clock.seconds() else "pending"
    return {**movement, "status": status}


def current_balance(world: World) -> JsonObject:
    rows = world.store.rows.execute(
        "SELECT json_extract(body,'$.currency') AS currency,"
        " json_extract(body,'$.available_on') <= ? AS ready,"
        " SUM(json_extract(body,'$.net')) AS net"
        " FROM objects WHERE kind='balance_transaction' GROUP BY 1, 2",
        (world.clock.seconds(),),
    ).fetchall()
    sums = {(row["currency"], bool(row["ready"])): int(row["net"]) for row in rows}
    currencies = sorted({currency for currency, _ in sums}) or ["usd"]

    def part(ready: bool) -> list[JsonObject]:
        amounts = [(each, sums.get((each, ready), 0)) for each in currencies]
        return [
            {"amount": amount, "currency": each, "source_types": {"card": amount}}
            for each, amount in amounts
        ]

    return {
        "object": "balance",
        "available": part(True),
        "connect_reserved": [{"amount": 0, "currency": each} for each in currencies],
        "livemode": False,
        "pending": part(False),
    }
