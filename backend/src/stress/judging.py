"""The reconciliation as far as a client can see: each purchase against the person's own list of
payments, the bill, and the processor's charges, all asked anew."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from stress.paying import FINAL_STATES, Payer, Purchase
from stress.tally import Json, Tally
from stress.visitor import GivenUp, Sandbox, SignedOut, Visitor

_AT_ONCE = 8
_LOOK_AGAIN_SECONDS = 2.0


@dataclass
class Findings:
    """Lost: somebody was told of a payment that is not there, has no end, or is not shown for the
    money that was taken. Doubled: more than once for one key or one bill. Wrong: anything else."""

    payments: int = 0
    succeeded: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def judge(
    purchase: Purchase,
    *,
    payments: Sequence[Json],
    bill: Json | None,
    charges: Mapping[str, Sequence[int]],
    found: Findings,
) -> None:
    """``payments`` are all of the person's for this bill; ``bill`` is None when it is gone."""
    name = _name(purchase)
    if bill is None:
        found.lost.append(f"{name}: the bill is gone")
        return
    due, paid = int(bill["amount_due"]["amount_minor"]), int(bill["amount_paid"]["amount_minor"])
    if paid > due:
        found.doubled.append(f"{name}: {paid} paid of {due}")
    if purchase.signed_out:
        # Nobody's session sees the payment any more; the bill is all there is to see.
        if paid not in (0, due):
            found.wrong.append(f"{name}: {paid} paid of {due}")
        found.payments += 1
        found.succeeded += paid == due
        return
    there = {str(payment["id"]): payment for payment in payments}
    found.lost += [
        f"{name}: {payment_id} was told and is not there"
        for payment_id in sorted(purchase.payment_ids - there.keys())
    ]
    if not there:
        if not purchase.payment_ids:
            found.lost.append(f"{name}: key {purchase.key} was never answered")
        return
    found.payments += 1
    if len(purchase.payment_ids | there.keys()) > 1:
        found.doubled.append(f"{name}: one key, payments {sorted(there)}")
    charged = [amount for payment_id in there for amount in charges.get(payment_id, ())]
    if len(charged) > 1:
        found.doubled.append(f"{name}: charged {len(charged)} times")
    for payment in there.values():
        _judge_payment(payment, purchase, charged=charged, paid=paid, found=found)


def _judge_payment(
    payment: Json, purchase: Purchase, *, charged: Sequence[int], paid: int, found: Findings
) -> None:
    name, state = _name(purchase), payment["state"]
    if state not in FINAL_STATES:
        found.lost.append(f"{name}: {payment['id']} has no end, it is {state}")
        return
    if purchase.state in FINAL_STATES and purchase.state != state:
        found.wrong.append(f"{name}: told {purchase.state}, it is {state}")
    if state != "succeeded":
        if charged:
            found.lost.append(f"{name}: charged, but {payment['id']} is {state}")
        # Every card is good, and nobody changes their mind.
        found.wrong.append(f"{name}: {payment['id']} is {state}")
        return
    found.succeeded += 1
    total = int(payment["total"]["amount_minor"])
    if total != purchase.quoted_minor or any(amount != total for amount in charged):
        found.wrong.append(
            f"{name}: quoted {purchase.quoted_minor}, paid {total}, charged {charged}"
        )
    if not charged:
        found.lost.append(f"{name}: {payment['id']} succeeded and was never charged")
    if paid == 0:
        found.lost.append(f"{name}: {payment['id']} succeeded and the bill does not show it")
    if not purchase.has_receipt:
        found.lost.append(f"{name}: {payment['id']} has no receipt")


def _name(purchase: Purchase) -> str:
    return f"{purchase.bill.id} of person {purchase.user}"


async def reconcile(
    payers: Sequence[Payer], *, sandbox: Sandbox, tally: Tally, patience_seconds: float
) -> Findings:
    """Ask for everything again, and for what has no end yet until there is one or patience ends."""
    found = Findings()
    at_once = asyncio.Semaphore(_AT_ONCE)
    deadline = asyncio.get_running_loop().time() + patience_seconds
    seen: list[tuple[Payer, dict[str, list[Json]], dict[str, Json]]] = []

    async def look(payer: Payer) -> None:
        async with at_once:
            seen.append((payer, *await _books_of(payer, tally, deadline)))

    async with asyncio.TaskGroup() as tasks:
        for payer in payers:
            if payer.purchases:
                tasks.create_task(look(payer))
    # After the payments: whatever succeeded has been charged by now.
    charges = await sandbox.charges()
    for payer, payments, bills in seen:
        for purchase in payer.purchases:
            judge(
                purchase,
                payments=payments.get(purchase.bill.id, []),
                bill=bills.get(purchase.bill.id),
                charges=charges,
                found=found,
            )
    return found


async def _books_of(
    payer: Payer, tally: Tally, deadline: float
) -> tuple[dict[str, list[Json]], dict[str, Json]]:
    """The person's payments and bills, by bill; as far as they are answered."""
    visitor = payer.person.visitor
    payments: dict[str, list[Json]] = defaultdict(list)
    bills: dict[str, Json] = {}
    try:
        while True:
            rows = await _all(visitor, "/payments")
            is_over = asyncio.get_running_loop().time() > deadline
            if is_over or all(row["state"] in FINAL_STATES for row in rows):
                break
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        for row in rows:
            payments[row["items"][0]["bill_id"]].append(row)
        bills = {row["id"]: row for row in await _all(visitor, "/bills")}
        await _take_missing_receipts(payer.purchases, payments, visitor)
    except (GivenUp, SignedOut) as wrong:
        tally.wrong(f"person {visitor.number}: not asked to the end, {type(wrong).__name__}")
    return payments, bills


async def _all(visitor: Visitor, path: str) -> list[Json]:
    rows: list[Json] = []
    cursor = ""
    while True:
        told = await visitor.ask("GET", f"{path}?limit=200{cursor}", request=f"GET {path}")
        rows += told.body.get("data", [])
        if not told.body.get("next_cursor"):
            return rows
        cursor = f"&cursor={told.body['next_cursor']}"


async def _take_missing_receipts(
    purchases: Iterable[Purchase], payments: Mapping[str, Sequence[Json]], visitor: Visitor
) -> None:
    """Of payments that succeeded after their payer had stopped looking."""
    for purchase in purchases:
        for payment in payments.get(purchase.bill.id, ()):
            if purchase.has_receipt or payment["receipt"] is None:
                continue
            token = payment["receipt"]["token"]
            told = await visitor.ask(
                "GET", f"/receipts/{payment['id']}?token={token}", request="GET /receipts/{id}"
            )
            purchase.has_receipt = told.status == 200 and payment["id"] in str(told.body)
