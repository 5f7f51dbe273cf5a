"""A biller and its rules, and the sums that follow from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from paymentus.billers.domain import account_numbers, calendar, fees, payment_rules
from paymentus.billers.domain.account_numbers import AccountNumberFormat
from paymentus.billers.domain.calendar import CutOff
from paymentus.billers.domain.fees import FeeRule, Method
from paymentus.billers.domain.payment_rules import PaymentRules
from paymentus.billers.domain.second_factor import SecondFactor
from paymentus.foundation.errors import Conflict, FieldProblem, NotFound, Rejected

COLLECTION = "billers"

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CURRENCY = re.compile(r"[A-Z]{3}")
# Stripe's rule for statement descriptors: 5 to 22 Latin characters, a letter among them, without
# < > \ ' " *
_DESCRIPTOR = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 .,&/+#()\-]{5,22}")


class DateOrder(StrEnum):
    """How 03/04/2026 is meant in this biller's files."""

    MONTH_FIRST = "mdy"
    DAY_FIRST = "dmy"


class DecimalMark(StrEnum):
    """What stands before the cents in this biller's files; the other one groups thousands."""

    POINT = "."
    COMMA = ","


@dataclass(frozen=True, slots=True)
class BillFileRules:
    """What a biller's files leave open."""

    date_order: DateOrder = DateOrder.MONTH_FIRST
    decimal_mark: DecimalMark = DecimalMark.POINT


@dataclass(frozen=True, slots=True)
class Support:
    phone: str
    email: str
    url: str


@dataclass(frozen=True, slots=True)
class Biller:
    id: str
    version: int
    slug: str
    name: str
    category: str
    currency: str
    logo_text: str
    statement_descriptor: str
    support: Support
    fees: tuple[FeeRule, ...]
    cut_off: CutOff
    payment_rules: PaymentRules
    account_number: AccountNumberFormat
    second_factor: SecondFactor
    bill_files: BillFileRules
    shard: str
    created_at: datetime

    @property
    def time_zone(self) -> str:
        return self.cut_off.time_zone

    def today(self, at: datetime) -> date:
        """The date in the biller's zone at the moment ``at``."""
        return calendar.local_date(self.cut_off, at)


class BillerNotFound(NotFound):
    """We do not know this biller."""


class BillerChanged(Conflict):
    """Someone else has changed this biller meanwhile. Load it again and repeat your change."""


class SlugTaken(Conflict):
    """Another biller has this short name."""


class BillerSettingsRejected(Rejected):
    """Some of these settings cannot be used."""


class MethodNotAccepted(Rejected):
    """This biller does not take this way of paying."""


def fee_rule(biller: Biller, method: Method) -> FeeRule:
    for rule in biller.fees:
        if rule.method == method:
            return rule
    raise MethodNotAccepted(f"{biller.name} does not take payments by {method.value}.")


def fee_for(biller: Biller, method: Method, amount_minor: int) -> int:
    """The payer's fee in minor units, rounded half up; raises ``MethodNotAccepted``."""
    return fees.fee_minor(fee_rule(biller, method), amount_minor)


def delivery_date(biller: Biller, method: Method, paid_at: datetime) -> date:
    """The date in the biller's zone on which it has the money."""
    return calendar.delivered_on(biller.cut_off, method=method, paid_at=paid_at)


def next_cut_off(biller: Biller, at: datetime) -> datetime:
    """Until when a payment still has the delivery date of one made at ``at``. UTC."""
    return calendar.next_cut_off(biller.cut_off, at)


def check_settings(biller: Biller) -> None:
    """Raise ``BillerSettingsRejected`` naming every field that cannot be used."""
    found = [
        *_problems_of_names(biller),
        *fees.problems_of(biller.fees),
        *calendar.problems_of(biller.cut_off),
        *payment_rules.problems_of(biller.payment_rules),
        *account_numbers.problems_of(biller.account_number),
    ]
    if found:
        raise BillerSettingsRejected(fields=tuple(found))


def _problems_of_names(biller: Biller) -> list[FieldProblem]:
    found = []
    if not _SLUG.fullmatch(biller.slug) or len(biller.slug) > 60:
        found.append(FieldProblem("slug", "Small letters, digits and single dashes."))
    if not biller.name.strip() or len(biller.name) > 100 or not biller.name.isprintable():
        found.append(FieldProblem("name", "1 to 100 characters."))
    if not _CURRENCY.fullmatch(biller.currency):
        found.append(FieldProblem("currency", "An ISO 4217 code, such as USD."))
    if not _DESCRIPTOR.fullmatch(biller.statement_descriptor):
        found.append(
            FieldProblem(
                "statement_descriptor",
                "5 to 22 plain characters, at least one letter; card statements show it.",
            )
        )
    if not 1 <= len(biller.logo_text) <= 4:
        found.append(FieldProblem("logo_text", "1 to 4 characters."))
    return found
