"""Cash at a counter: what is counted, who has to be known, and what is refused.

From 3,000 US dollars on, whoever pays is recorded with a document (31 CFR 1010.410(e)); so are
people whose cash of one business day goes over 10,000, which is reported (31 CFR 1010.311 and
1010.313). Both figures are dated: laws to change them are under way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from paymentus.billers.domain import Biller, Method, delivery_date, next_cut_off
from paymentus.bills.domain import Bill, check_amount
from paymentus.compliance.domain.kyc.addresses import Address, problems_of_address
from paymentus.compliance.domain.kyc.facts import Identification
from paymentus.compliance.domain.kyc.identification_numbers import problem_of_number
from paymentus.foundation.errors import Conflict, FieldProblem, Rejected
from paymentus.foundation.money import Money, exponent, format_money
from paymentus.payments.domain.quote import (
    ITEMS_MAX,
    TOTAL_MINOR_MAX,
    BillTwice,
    LineItem,
    TotalTooLarge,
)

CASH = "cash"


class TooLittleTendered(Rejected):
    """The cash handed over is less than what is to be paid."""


class BillersMixed(Rejected):
    """Take cash for one biller at a time."""


class ConductorMissing(Rejected):
    """Record who pays, with a document. ``errors`` says what is missing."""


class CashNotTaken(Conflict):
    """This cannot be taken in cash. Please give the cash back; nothing was recorded."""


class CashFromAnotherTime(Rejected):
    """This cash was taken at a time that cannot be."""


@dataclass(frozen=True, slots=True)
class CashRules:
    """In force from ``since``, in whole US dollars. ``report_over`` is of one business day."""

    since: date
    identify_from: int
    report_over: int


TABLES: tuple[CashRules, ...] = (CashRules(date(2026, 1, 1), 3_000, 10_000),)


def rules_on(day: date, *, tables: Sequence[CashRules] = TABLES) -> CashRules:
    """The rules in force; before the first, the first ones."""
    in_force = [table for table in tables if table.since <= day] or [tables[0]]
    return max(in_force, key=lambda table: table.since)


@dataclass(frozen=True, slots=True)
class CashPerson:
    """Who stands at the counter, or on whose behalf they do. All of it is personal."""

    given_names: str
    family_name: str
    birth_date: date
    address: Address
    identification: Identification

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class CashTaken:
    """What is recorded beside the payment. ``accounts`` are biller and account, as compared;
    ``business_day`` is the day in the biller's zone (31 CFR 1010.100(d))."""

    payment_id: str
    biller_id: str
    location: str
    taken_by: str
    taken_at: datetime
    business_day: date
    currency: str
    total_minor: int
    tendered_minor: int
    accounts: tuple[str, ...]
    conductor: CashPerson | None = None
    on_behalf_of: CashPerson | None = None
    partner: str | None = None
    partner_reference: str | None = None

    @property
    def change_minor(self) -> int:
        return self.tendered_minor - self.total_minor


def account_text(bill: Bill) -> str:
    return f"{bill.biller_id}\x1f{bill.account_key}"


def cash_items(
    chosen: Sequence[tuple[Bill, int | None]], biller: Biller, *, at: datetime
) -> tuple[LineItem, ...]:
    """The bills as lines of a payment; there is no fee at a counter. An amount of None is all.

    Raises ``BillTwice``, ``TotalTooLarge`` and what a bill's own rules refuse.
    """
    if not 1 <= len(chosen) <= ITEMS_MAX:
        raise Rejected(f"Choose 1 to {ITEMS_MAX} bills.")
    if len({bill.id for bill, _ in chosen}) < len(chosen):
        raise BillTwice()
    items = []
    for bill, amount in chosen:
        amount_minor = bill.amount_open_minor if amount is None else amount
        check_amount(bill, amount_minor=amount_minor)
        items.append(
            LineItem(
                bill_id=bill.id,
                biller_id=biller.id,
                biller_name=biller.name,
                bill_number=bill.bill_number,
                account_number=bill.account_number,
                amount_minor=amount_minor,
                fee_minor=0,
                delivery_date=delivery_date(biller, Method.CARD, at),
                cut_off_at=next_cut_off(biller, at),
                statement_descriptor=biller.statement_descriptor,
            )
        )
    if sum(item.amount_minor for item in items) > TOTAL_MINOR_MAX:
        raise TotalTooLarge("This is more than one payment can carry. Take fewer bills at once.")
    return tuple(items)


def require_enough(*, total_minor: int, tendered_minor: int, currency: str) -> None:
    """Raise ``TooLittleTendered``."""
    if tendered_minor < total_minor:
        missing = format_money(Money(total_minor - tendered_minor, currency))
        raise TooLittleTendered(f"{missing} is missing.")


def must_be_known(*, total_minor: int, of_the_day_minor: int, currency: str, on: date) -> bool:
    """Whether who pays has to be recorded; ``of_the_day_minor`` came before, this one left out."""
    rules = rules_on(on)
    unit: int = 10 ** exponent(currency)
    return (
        total_minor >= rules.identify_from * unit
        or total_minor + of_the_day_minor > rules.report_over * unit
    )


def require_people(
    conductor: CashPerson | None,
    on_behalf_of: CashPerson | None,
    *,
    needed: bool,
    on: date,
) -> None:
    """Raise ``ConductorMissing``; who is named is named whole, needed or not."""
    problems: list[FieldProblem] = []
    if conductor is None and (needed or on_behalf_of is not None):
        problems.append(FieldProblem("conductor", "Say who pays, with a document."))
    for field, person in (("conductor", conductor), ("on_behalf_of", on_behalf_of)):
        if person is not None:
            problems += _problems_of_person(field, person, on)
    if problems:
        raise ConductorMissing(fields=tuple(problems))


def _problems_of_person(field: str, person: CashPerson, on: date) -> list[FieldProblem]:
    found = []
    if not person.family_name.strip():
        found.append(FieldProblem(f"{field}.family_name", "Enter the family name."))
    if person.birth_date >= on:
        found.append(FieldProblem(f"{field}.birth_date", "This cannot be a date of birth."))
    for name, sentence in problems_of_address(person.address).items():
        found.append(
            FieldProblem(f"{field}.address.{name}", sentence.replace("you live", "they live"))
        )
    given = person.identification
    problem = problem_of_number(given.kind, given.number)
    if problem is not None:
        found.append(FieldProblem(f"{field}.identification.number", problem))
    return found
