"""A currency transaction report: FinCEN Form 112."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from paymentus.compliance.domain.filings.ctr_grammar import CASH_IN, CASH_OUT
from paymentus.compliance.domain.filings.parties import Filer, Institution, Person


class PersonRole(StrEnum):
    """FinCEN's own codes."""

    FOR_THEMSELVES = "50"
    FOR_ANOTHER = "17"
    ON_WHOSE_BEHALF = "23"
    COMMON_CARRIER = "58"


@dataclass(frozen=True, slots=True)
class TouchedAccount:
    """``cash_in``: cash went into it; else it came out of it."""

    number: str = ""
    cash_in: bool = True


@dataclass(frozen=True, slots=True)
class Participant:
    """``cash_in`` and ``cash_out`` are whole dollars of this person; None leaves them empty."""

    person: Person = field(default_factory=Person)
    role: PersonRole = PersonRole.FOR_THEMSELVES
    cash_in: int | None = None
    cash_out: int | None = None
    several_transactions: bool = False
    accounts: tuple[TouchedAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class CashLine:
    """Whole dollars of one kind of transaction (``ctr_grammar``). ``country`` is that of a foreign
    currency, ``other`` the words of kinds 997 and 998."""

    kind: str = "46"
    dollars: int = 0
    country: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class CurrencyTransactionReport:
    """Cash of one person on one business day. ``prior_number`` is the BSA ID of the report that
    this one corrects; the totals follow from ``lines``."""

    filer: Filer = field(default_factory=Filer)
    locations: tuple[Institution, ...] = ()
    participants: tuple[Participant, ...] = ()
    lines: tuple[CashLine, ...] = ()
    transaction_date: date | None = None
    filing_date: date | None = None
    prior_number: str = ""
    back_filing: bool = False
    aggregated: bool = False
    armored_car: bool = False
    atm: bool = False
    mail_deposit: bool = False
    night_deposit: bool = False
    shared_branching: bool = False

    @property
    def total_in(self) -> int:
        return sum(line.dollars for line in self.lines if line.kind in CASH_IN)

    @property
    def total_out(self) -> int:
        return sum(line.dollars for line in self.lines if line.kind in CASH_OUT)
