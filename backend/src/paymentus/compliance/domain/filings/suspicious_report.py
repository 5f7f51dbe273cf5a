"""A suspicious activity report: FinCEN Form 111."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from paymentus.compliance.domain.filings.parties import Filer, Institution, Person

BLOCK_LENGTH = 4_000
BLOCKS_MOST = 5


class SubjectRole(StrEnum):
    NOT_GIVEN = ""
    SENDER = "sender"
    RECEIVER = "receiver"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class HeldAccount:
    """``institution_tin`` is None for one outside the United States."""

    number: str = ""
    institution_tin: str | None = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Relationship:
    """``kind`` is a value of ``RELATIONSHIPS``; ``none`` says that there is none."""

    institution_tin: str = ""
    kind: str = "customer"
    continues: bool = True
    other: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """``all_unknown``: nothing at all is known of them. ``admitted`` is None where nobody asked."""

    person: Person = field(default_factory=Person)
    all_unknown: bool = False
    role: SubjectRole = SubjectRole.NOT_GIVEN
    admitted: bool | None = None
    websites: tuple[str, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    accounts: tuple[HeldAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class Classification:
    """FinCEN's subtype (``sar_grammar.ACTIVITIES``); the type follows from it."""

    subtype: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class IpAddress:
    """``time`` is HH:MM:SS in UTC."""

    address: str = ""
    day: date | None = None
    time: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A product (type 5) or a means of payment (type 6) that was used."""

    kind: str = "6"
    subtype: str = "33"
    other: str = ""


@dataclass(frozen=True, slots=True)
class SuspiciousActivityReport:
    """``dollars`` are whole; None says that the amount is unknown. Line breaks in ``narrative``
    become spaces in the file, and the text is cut into blocks between words."""

    filer: Filer = field(default_factory=Filer)
    locations: tuple[Institution, ...] = ()
    subjects: tuple[Subject, ...] = ()
    activities: tuple[Classification, ...] = ()
    began: date | None = None
    ended: date | None = None
    dollars: int | None = 0
    no_amount: bool = False
    cumulative_dollars: int | None = None
    ip_addresses: tuple[IpAddress, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    narrative: str = ""
    filing_date: date | None = None
    prior_number: str = ""
    continuing: bool = False
    corrects: bool = False
    joint: bool = False
    note: str = ""


def group_of(subtype: str) -> str:
    """FinCEN's type of activity that a subtype belongs to; empty where it is none."""
    if not subtype.isdigit():
        return ""
    number = int(subtype)
    return str(number // 1000 if number % 1000 == 999 else number // 100)


def narrative_blocks(text: str) -> list[str]:
    """Blocks of at most 4,000 characters that neither begin nor end with a space."""
    words = " ".join(text.split())
    blocks: list[str] = []
    while words:
        if len(words) <= BLOCK_LENGTH:
            blocks.append(words)
            break
        cut = words.rfind(" ", 0, BLOCK_LENGTH + 1)
        cut = cut if cut > 0 else BLOCK_LENGTH
        blocks.append(words[:cut])
        words = words[cut:].lstrip()
    return blocks
