"""What the judge knows of cash: one record for each payment, and a drawer that holds their sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from paymentus.foundation.mongo import Database
from paymentus.payments.domain.cash import CASH
from paymentus.payments.domain.funds_flow import cash_drawer
from paymentus.payments.repository.cash import CASH_PAYMENTS

from support.payer import Json

ENTRIES_OF_CASH = Counter({"payment.succeeded": 1})


def is_cash(payment: Json) -> bool:
    return bool(payment["method_kind"] == CASH)


async def wrong_about_cash(database: Database, payments: Mapping[str, Json]) -> list[str]:
    """What was recorded at counters against payments and drawers."""
    recorded = {row["_id"]: row async for row in database[CASH_PAYMENTS].find({})}
    paid = {name: payment for name, payment in payments.items() if is_cash(payment)}
    found = [f"{name}: paid in cash, and no record of it" for name in paid.keys() - recorded.keys()]
    found += [f"{name}: cash without a payment" for name in recorded.keys() - paid.keys()]
    drawers: Counter[str] = Counter()
    for name in paid.keys() & recorded.keys():
        cash, payment = recorded[name], paid[name]
        if cash["total_minor"] != payment["total_minor"]:
            found.append(f"{name}: {cash['total_minor']} taken, {payment['total_minor']} paid")
        place = cash.get("partner") or f"{cash['biller_id']}.{cash['location']}"
        drawers[cash_drawer(place, cash["currency"])] += cash["total_minor"]
    accounts = database["ledger_accounts"].find({"_id": {"$regex": "^cash_at_counters/"}})
    booked = Counter({row["_id"]: row["debits_posted"] async for row in accounts})
    for drawer in drawers.keys() | booked.keys():
        if drawers[drawer] != booked[drawer]:
            found.append(f"{drawer}: {booked[drawer]} booked, {drawers[drawer]} taken")
    return found
