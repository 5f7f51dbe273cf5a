"""What one chunk of a bill file does to the bills that are there. Pure and deterministic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from paymentus.bills.domain.bill import COLLECTION, PERSONAL, BillStatus, status_of
from paymentus.bills.domain.reasons import Reason, RowProblem
from paymentus.bills.domain.rows import BillRow, WrongRow
from paymentus.commit.domain import Insert, Update
from paymentus.foundation.money import Money

Stored = Mapping[str, Any]
"""A bill as stored: the fields of :class:`BillRow`, amounts in minor units, ``version``."""

_OPTIONAL = (
    "account_name",
    "issued_on",
    "period_start",
    "period_end",
    "service_address",
    "message",
)
_LIVE_MESSAGE = (
    "Somebody is paying this bill right now, so it was left as it was. Send the row again later."
)


@dataclass(slots=True)
class ChunkPlan:
    """Writes, counts and the report of one chunk. ``seen`` maps bill to line for what is valid,
    ``named`` are bills that only wrong rows name."""

    inserts: list[Insert] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    wrong: list[WrongRow] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def report(self, row: WrongRow, *, counted_as: str) -> None:
        self.wrong.append(row)
        self.counts[counted_as] += 1
        self.reasons.update(problem.reason.value for problem in row.problems)
        if counted_as == "rejected":
            self._name(row.bill_id)

    def _name(self, bill_id: str | None) -> None:
        if bill_id is None:
            self.counts["unmatched"] += 1
        elif bill_id not in self.seen:
            self.named.append(bill_id)


@dataclass(frozen=True, slots=True)
class ImportContext:
    file_id: str
    biller_id: str
    at: datetime


def plan_rows(
    rows: Sequence[BillRow | WrongRow],
    *,
    existing: Mapping[str, Stored],
    seen_before: Mapping[str, int],
    context: ImportContext,
) -> ChunkPlan:
    """Decide every row, in order.

    ``existing`` are the stored bills of these rows, ``seen_before`` the line on which an earlier
    chunk of the same file had the bill. The first of two rows for one bill counts.
    """
    plan = ChunkPlan()
    for row in rows:
        if isinstance(row, WrongRow):
            plan.report(row, counted_as="rejected")
            continue
        earlier = seen_before.get(row.bill_id) or plan.seen.get(row.bill_id)
        if earlier:
            message = f"Bill number is already on line {earlier}, for the same account."
            number = row.fields["bill_number"]
            problem = RowProblem("bill_number", Reason.DUPLICATE_IN_FILE, message, number)
            plan.report(_wrong(row, problem), counted_as="rejected")
            continue
        plan.seen[row.bill_id] = row.line
        stored = existing.get(row.bill_id)
        if stored is None:
            plan.inserts.append(Insert(COLLECTION, _new_document(row, context)))
            plan.counts["created"] += 1
        else:
            _plan_change(plan, row, stored, context)
    return plan


def plan_withdrawal(
    bills: Sequence[Stored], *, reported: frozenset[str], context: ImportContext
) -> ChunkPlan:
    """Withdraw open bills that a replacing file does not have.

    One under a live payment stays and is reported, once: ``reported`` are those that already are.
    """
    plan = ChunkPlan()
    for stored in bills:
        if stored["status"] not in (BillStatus.OPEN, BillStatus.PART_PAID):
            continue
        if stored.get("live_payment_id"):
            if stored["_id"] not in reported:
                problem = RowProblem(None, Reason.PAYMENT_IN_PROGRESS, _LIVE_MESSAGE)
                wrong = WrongRow(0, stored["bill_number"], stored["_id"], (problem,), ())
                plan.report(wrong, counted_as="protected")
            continue
        change = {"status": BillStatus.WITHDRAWN.value, "file_id": context.file_id}
        plan.updates.append(_update(stored, change, context))
        plan.counts["withdrawn"] += 1
    return plan


def _plan_change(plan: ChunkPlan, row: BillRow, stored: Stored, context: ImportContext) -> None:
    change = {name: value for name, value in row.fields.items() if stored.get(name) != value}
    if not change and stored["status"] != BillStatus.WITHDRAWN:
        plan.counts["unchanged"] += 1
        return
    if stored.get("live_payment_id"):
        problem = RowProblem(None, Reason.PAYMENT_IN_PROGRESS, _LIVE_MESSAGE)
        plan.report(_wrong(row, problem), counted_as="protected")
        return
    due, paid = row.fields["amount_due"], stored["amount_paid"]
    if "amount_due" in change and due < paid:
        currency = row.fields["currency"]
        message = f"Amount due is less than the {Money(paid, currency)} already paid on this bill."
        value = str(Money(due, currency))
        problem = RowProblem("amount_due", Reason.BELOW_AMOUNT_PAID, message, value)
        plan.report(_wrong(row, problem), counted_as="rejected")
        return
    if not change.keys().isdisjoint(PERSONAL):
        change |= {name: row.fields.get(name, stored.get(name)) for name in PERSONAL}
        change["biller_id"] = context.biller_id
    status = status_of(amount_due_minor=due, amount_paid_minor=paid).value
    plan.updates.append(
        _update(stored, {**change, "status": status, "file_id": context.file_id}, context)
    )
    plan.counts["updated"] += 1


def _wrong(row: BillRow, problem: RowProblem) -> WrongRow:
    return WrongRow(row.line, row.fields["bill_number"], row.bill_id, (problem,), row.record.cells)


def _update(stored: Stored, change: dict[str, Any], context: ImportContext) -> Update:
    change["updated_at"] = context.at
    return Update(COLLECTION, stored["_id"], stored["version"], change)


def _new_document(row: BillRow, context: ImportContext) -> dict[str, Any]:
    due = row.fields["amount_due"]
    return {
        "_id": row.bill_id,
        "biller_id": context.biller_id,
        **dict.fromkeys(_OPTIONAL),
        "charges": [],
        **row.fields,
        "amount_paid": 0,
        "amount_reserved": 0,
        "live_payment_id": None,
        "last_payment_id": None,
        "status": status_of(amount_due_minor=due, amount_paid_minor=0).value,
        "file_id": context.file_id,
        "created_at": context.at,
        "updated_at": context.at,
    }
