"""What the card processor charged, beside the books: each payment that differs, by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from paymentus.payments.domain.states import FINAL, PaymentState


class Difference(StrEnum):
    NOT_IN_BOOKS = "not_in_books"
    """Charged there, and there is no such payment here: after a restore, what came after the
    backup."""
    NOT_AT_PROCESSOR = "not_at_processor"
    """Succeeded here, and was never charged there."""
    NOT_COUNTED = "not_counted"
    """Charged there, and given up here."""
    OTHER_AMOUNT = "other_amount"
    CHARGED_TWICE = "charged_twice"
    NOT_OURS = "not_ours"
    """Charged there without naming a payment."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge that succeeded at the processor, in minor units of its currency."""

    id: str
    payment_id: str | None
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Booked:
    """A payment as the books have it."""

    id: str
    state: PaymentState
    total_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Finding:
    """``payment_id`` is the charge's own id where it names none. Amounts are None where there is
    nothing on that side."""

    difference: Difference
    payment_id: str
    charge_ids: tuple[str, ...]
    charged_minor: int | None
    booked_minor: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class Reconciled:
    """``waiting`` were charged and are not final here: the janitor asks about them by itself."""

    findings: tuple[Finding, ...]
    waiting: tuple[str, ...]
    charges: int
    payments: int


def reconcile(charges: Iterable[Charge], booked: Mapping[str, Booked]) -> Reconciled:
    """Compare. ``booked`` has every payment that a charge names, where there is one, and every one
    that succeeded; findings are ordered by payment."""
    by_payment: dict[str, list[Charge]] = defaultdict(list)
    findings: list[Finding] = []
    count = 0
    for charge in charges:
        count += 1
        if charge.payment_id is None:
            findings.append(_finding(Difference.NOT_OURS, charge.id, [charge], None))
        else:
            by_payment[charge.payment_id].append(charge)
    waiting = []
    for payment_id, made in by_payment.items():
        payment = booked.get(payment_id)
        difference = _difference(made, payment)
        if difference is not None:
            findings.append(_finding(difference, payment_id, made, payment))
        elif payment is not None and payment.state not in FINAL:
            waiting.append(payment_id)
    for payment in booked.values():
        if payment.state is PaymentState.SUCCEEDED and payment.id not in by_payment:
            findings.append(_finding(Difference.NOT_AT_PROCESSOR, payment.id, [], payment))
    findings.sort(key=lambda finding: (finding.payment_id, finding.difference))
    return Reconciled(tuple(findings), tuple(sorted(waiting)), count, len(booked))


def _difference(made: list[Charge], payment: Booked | None) -> Difference | None:
    if payment is None:
        return Difference.NOT_IN_BOOKS
    if len(made) > 1:
        return Difference.CHARGED_TWICE
    if (made[0].amount_minor, made[0].currency) != (payment.total_minor, payment.currency):
        return Difference.OTHER_AMOUNT
    if payment.state in FINAL and payment.state is not PaymentState.SUCCEEDED:
        return Difference.NOT_COUNTED
    return None


def _finding(
    difference: Difference, payment_id: str, made: list[Charge], payment: Booked | None
) -> Finding:
    return Finding(
        difference=difference,
        payment_id=payment_id,
        charge_ids=tuple(charge.id for charge in made),
        charged_minor=sum(charge.amount_minor for charge in made) if made else None,
        booked_minor=payment.total_minor if payment else None,
        currency=made[0].currency if made else payment.currency if payment else "",
    )
