"""What a payer is charged on top of a bill: a rule per payment method, and exact arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from paymentus.foundation.errors import FieldProblem
from paymentus.foundation.money import Money, format_money

BASIS_POINTS = 10_000
FEE_BASIS_POINTS_MAX = 1_000
"""10 %: beyond it a percentage is taken for a slip of the hand."""


class Method(StrEnum):
    CARD = "card"
    BANK = "bank"


class FeeModel(StrEnum):
    ABSORBED = "absorbed"
    FLAT = "flat"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class FeeRule:
    """The fee of one method, in minor units of the biller's currency.

    ``flat_minor`` counts for ``flat``; ``basis_points`` (hundredths of a percent) and the two
    caps for ``percent``. ``maximum_minor`` None is no cap.
    """

    method: Method
    model: FeeModel
    flat_minor: int = 0
    basis_points: int = 0
    minimum_minor: int = 0
    maximum_minor: int | None = None


def fee_minor(rule: FeeRule, amount_minor: int) -> int:
    """The fee on ``amount_minor``. Never negative.

    A percentage is rounded half up to the minor unit, then lifted to the minimum and cut at the
    maximum. Integer arithmetic throughout.
    """
    if rule.model is FeeModel.ABSORBED or amount_minor <= 0:
        return 0
    if rule.model is FeeModel.FLAT:
        return rule.flat_minor
    exact = (amount_minor * rule.basis_points + BASIS_POINTS // 2) // BASIS_POINTS
    fee = max(exact, rule.minimum_minor)
    return fee if rule.maximum_minor is None else min(fee, rule.maximum_minor)


def summary(rule: FeeRule, currency: str) -> str:
    """The rule in words: ``No fee``, ``$1.50``, ``2% (at least $1.00, at most $9.95)``."""
    if rule.model is FeeModel.ABSORBED:
        return "No fee"
    if rule.model is FeeModel.FLAT:
        return format_money(Money(rule.flat_minor, currency)) if rule.flat_minor else "No fee"
    whole, hundredths = divmod(rule.basis_points, 100)
    percent = f"{whole}.{hundredths:02d}".rstrip("0").rstrip(".") + "%"
    caps = []
    if rule.minimum_minor:
        caps.append(f"at least {format_money(Money(rule.minimum_minor, currency))}")
    if rule.maximum_minor is not None:
        caps.append(f"at most {format_money(Money(rule.maximum_minor, currency))}")
    return f"{percent} ({', '.join(caps)})" if caps else percent


def problems_of(rules: tuple[FeeRule, ...]) -> list[FieldProblem]:
    """What is wrong with a biller's fee rules, by field; empty when they can be used."""
    found = []
    if not rules:
        found.append(FieldProblem("fees", "Accept at least one payment method."))
    if len({rule.method for rule in rules}) < len(rules):
        found.append(FieldProblem("fees", "Each payment method has one rule."))
    for index, rule in enumerate(rules):
        at = f"fees.{index}"
        if min(rule.flat_minor, rule.basis_points, rule.minimum_minor) < 0:
            found.append(FieldProblem(at, "Fees cannot be negative."))
        if rule.basis_points > FEE_BASIS_POINTS_MAX:
            found.append(FieldProblem(f"{at}.basis_points", "At most 1000 (10 %)."))
        if rule.model is FeeModel.PERCENT and rule.basis_points == 0:
            found.append(FieldProblem(f"{at}.basis_points", "Say the percentage, or use absorbed."))
        if rule.maximum_minor is not None and rule.maximum_minor < rule.minimum_minor:
            found.append(FieldProblem(f"{at}.maximum_minor", "Not below the minimum."))
    return found
