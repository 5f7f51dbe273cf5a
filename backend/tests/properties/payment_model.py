"""What the recipes say becomes of payments, bills and balances. Knows no rule of the product.

It reads of a bill only what it asks for and its biller's rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from paymentus.bills.domain import Bill

# The order of states, from the recipe: only upwards, and success above every other end.
HEIGHT = {
    "held": 0, "submitting": 1, "unknown": 2, "requires_action": 3, "processing": 4,
    "blocked": 5, "failed": 5, "expired": 5, "canceled": 5, "succeeded": 6,
}  # fmt: skip


@dataclass
class Known:
    """What the model knows of one payment. ``parts``: bill -> amount."""

    parts: dict[str, int]
    biller_of: dict[str, str]
    fee: int
    currency: str
    state: str = "submitting"
    hold: str = "open"
    processor_fee: int | None = None
    refundable: int = 0


@dataclass
class Expected:
    """Balances on their normal side, as events alone say they must be."""

    sums: dict[str, int] = field(default_factory=dict)

    def add(self, account: str, amount: int) -> None:
        self.sums[account] = self.sums.get(account, 0) + amount

    def of(self, account: str) -> int:
        return self.sums.get(account, 0)


@dataclass
class PaymentModel:
    """``bills`` are the world's own, by id; ``paid`` is what has come for each, in minor units."""

    bills: Mapping[str, Bill]
    paid: dict[str, int] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)
    expected: Expected = field(default_factory=Expected)

    def may_start(self, wanted: list[tuple[str, int | None]]) -> bool:
        """By the rules as the recipes say them."""
        bills = [self.bills[id] for id, _ in wanted]
        if len({bill.currency for bill in bills}) > 1:
            return False
        for bill, (id, amount) in zip(bills, wanted, strict=True):
            left = max(0, bill.amount_due_minor - self.paid[id])
            asked = left if amount is None else amount
            rules = bill.rules
            limit = bill.amount_due_minor
            if rules.over_payment:
                limit = max(limit, rules.maximum_minor)
            enough = asked >= left or (rules.partial and asked >= rules.minimum_minor)
            is_free = not any(
                id in known.parts and HEIGHT[known.state] < 5 for known in self.known.values()
            )
            if left == 0 or asked > limit - self.paid[id] or not enough or not is_free:
                return False
        return True

    def fee(self, bill_id: str, amount: int) -> int:
        biller = self.bills[bill_id].biller_id
        if biller == "blr_2":
            return max(100, (amount * 235 + 5_000) // 10_000)
        return 200 if biller == "blr_1" else 0

    def end(self, id: str, known: Known) -> None:
        """What an end moves, by the recipes."""
        if known.state != "succeeded":
            if HEIGHT[known.state] == 5 and known.hold == "open":
                known.hold = "voided"
            return
        taken = dict(known.parts)
        if known.hold != "open":
            taken = {bill: self.room(bill, id, amount) for bill, amount in known.parts.items()}
        else:
            known.hold = "posted"
        excess = sum(known.parts.values()) - sum(taken.values())
        currency = known.currency
        for bill, amount in taken.items():
            self.paid[bill] += amount
            self.expected.add(f"biller_payable/{known.biller_of[bill]}/{currency}", amount)
        self.expected.add(f"customer_credit/usr_1/{currency}", excess)
        self.expected.add(f"fee_income/platform/{currency}", known.fee)
        total = sum(known.parts.values()) + known.fee
        self.expected.add(f"processor_receivable/stripe/{currency}", total)
        known.refundable = sum(taken.values()) if len(taken) == 1 else 0

    def room(self, bill_id: str, payment_id: str, amount: int) -> int:
        """What a bill can take from a payment whose hold was let go."""
        bill = self.bills[bill_id]
        limit = bill.amount_due_minor
        if bill.rules.over_payment:
            limit = max(limit, bill.rules.maximum_minor)
        others = sum(
            known.parts[bill_id]
            for id, known in self.known.items()
            if id != payment_id and bill_id in known.parts and HEIGHT[known.state] < 5
        )
        return min(amount, max(0, limit - self.paid[bill_id] - others))

    def report_fee(self, known: Known, fee: int | None) -> None:
        known.processor_fee = fee
        if fee:
            currency = known.currency
            self.expected.add(f"processor_fees/stripe/{currency}", fee)
            self.expected.add(f"processor_receivable/stripe/{currency}", -fee)
