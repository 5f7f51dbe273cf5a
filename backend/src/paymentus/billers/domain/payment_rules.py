"""How much of a bill may be paid."""

from __future__ import annotations

from dataclasses import dataclass

from paymentus.foundation.errors import FieldProblem


@dataclass(frozen=True, slots=True)
class PaymentRules:
    """In minor units of the biller's currency.

    ``minimum_minor`` is the least a partial payment may be; what is left on a bill can always be
    paid in full. ``maximum_minor`` is the most that may be paid on one bill altogether where
    over-payment is allowed; otherwise the limit is what the bill asks for.
    """

    partial: bool = False
    minimum_minor: int = 0
    over_payment: bool = False
    maximum_minor: int = 0

    def limit_minor(self, amount_due_minor: int) -> int:
        """The most that all payments of a bill may sum to."""
        if self.over_payment:
            return max(amount_due_minor, self.maximum_minor)
        return amount_due_minor


def problems_of(rules: PaymentRules) -> list[FieldProblem]:
    found = []
    if rules.minimum_minor < 0 or rules.maximum_minor < 0:
        found.append(FieldProblem("payment_rules", "Amounts cannot be negative."))
    if rules.over_payment and rules.maximum_minor == 0:
        found.append(
            FieldProblem("payment_rules.maximum_minor", "Over-payment needs a maximum per bill.")
        )
    return found
