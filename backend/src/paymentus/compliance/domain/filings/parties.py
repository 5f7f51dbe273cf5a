"""Institutions and people of a report, as a person fills them in.

Everywhere: an empty text was not filled in yet, ``None`` is known to be unknown. Only what the
form lets be unknown can be ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Address:
    """``state`` only for the United States, its territories, Canada and Mexico."""

    street: str | None = ""
    city: str | None = ""
    state: str | None = ""
    postal_code: str | None = ""
    country: str | None = "US"


@dataclass(frozen=True, slots=True)
class Phone:
    """Digits only, area code included. ``kind``: F fax, M mobile, R residence, W work (SAR)."""

    number: str = ""
    extension: str = ""
    kind: str = ""


class TaxNumberKind(StrEnum):
    """FinCEN's own codes."""

    SSN_OR_ITIN = "1"
    EIN = "2"
    TIN = "4"
    FOREIGN = "9"


@dataclass(frozen=True, slots=True)
class TaxNumber:
    kind: TaxNumberKind = TaxNumberKind.SSN_OR_ITIN
    number: str | None = ""


@dataclass(frozen=True, slots=True)
class Identification:
    """A document or number besides the taxpayer's; ``kind`` is FinCEN's code, 999 is ``other``."""

    kind: str = ""
    number: str = ""
    country: str = ""
    state: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Transmitter:
    """Who sends the batch. ``control_code`` is FinCEN's TCC."""

    name: str = ""
    address: Address = field(default_factory=Address)
    phone: Phone = field(default_factory=Phone)
    tin: str = ""
    control_code: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Institution:
    """``kind`` 4 is a money services business, ``regulator`` 7 the IRS, which examines them."""

    name: str = ""
    trade_name: str = ""
    address: Address = field(default_factory=Address)
    ein: str | None = ""
    kind: str = "4"
    subtype: str = ""
    other_kind: str = ""
    other_subtype: str = ""
    regulator: str = "7"
    control_number: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """The office that answers FinCEN's questions."""

    office: str = ""
    phone: Phone = field(default_factory=Phone)


@dataclass(frozen=True, slots=True)
class Filer:
    """Who files: the same in every report of an institution."""

    transmitter: Transmitter = field(default_factory=Transmitter)
    institution: Institution = field(default_factory=Institution)
    contact: Contact = field(default_factory=Contact)


class Sex(StrEnum):
    NOT_GIVEN = ""
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a report is about; an entity has its name in ``last_name`` and no person's facts.

    ``birth_date`` is YYYYMMDD, with 00 for an unknown month or day.
    """

    last_name: str | None = ""
    first_name: str | None = ""
    middle_name: str = ""
    suffix: str = ""
    is_entity: bool = False
    other_names: tuple[str, ...] = ()
    birth_date: str | None = ""
    sex: Sex = Sex.NOT_GIVEN
    occupation: str = ""
    naics_code: str = ""
    tax_number: TaxNumber = field(default_factory=TaxNumber)
    identifications: tuple[Identification, ...] = ()
    identification_unknown: bool = False
    address: Address = field(default_factory=Address)
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()


def full_name(person: Person) -> str:
    """For screens; empty where nothing is known."""
    words = (person.first_name, person.middle_name, person.last_name, person.suffix)
    return " ".join(word for word in words if word)
