"""What is told, what is kept and why, and the state of an erasure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from paymentus.foundation.errors import Conflict, Rejected

CONFIRMATION = "erase my account"


class ErasureNotConfirmed(Rejected):
    """Type the words that confirm it."""


class PaymentUnderWay(Conflict):
    """A payment of yours is not finished. Wait until it is, or cancel it, then ask again."""


class ErasureState(StrEnum):
    REQUESTED = "requested"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Erasure:
    """``user_id`` is all that is left of the person in it."""

    user_id: str
    requested_at: datetime
    state: ErasureState
    done_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that outlives an erasure."""

    what: str
    why: str
    how_long: str


# 31 CFR 1010.430 keeps records five years; a card scheme's disputes end within 18 months; a
# biller's own records are the biller's to keep.
KEPT = (
    Kept(
        "Amounts, dates, billers and ledger entries of your payments, without your name",
        "Books and records of money transmission (31 CFR 1010.410 and 1010.430), disputes, tax",
        "Five years after the payment",
    ),
    Kept(
        "What you told and sent us so that we know who you are, if you handed it in",
        "The law wants records of how customers were identified (31 CFR 1020.220(a)(3))",
        "Five years after you leave, then its key is destroyed",
    ),
    Kept(
        "Entries of the audit log, which hold ids and states and no personal data",
        "The log proves that nothing was changed; taking an entry out would break every proof",
        "As long as the log",
    ),
    Kept(
        "Bills and account numbers that a biller has sent us",
        "They belong to the biller, who keeps them by its own rules; ask the biller",
        "As the biller says",
    ),
)


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of data: rows of name and value, as a person reads them."""

    title: str
    why: str
    rows: tuple[dict[str, str], ...]
