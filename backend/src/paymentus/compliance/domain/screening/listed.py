"""A party on a sanctions list, whichever list it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PartyType(StrEnum):
    """What is listed."""

    INDIVIDUAL = "individual"
    ENTITY = "entity"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"


class NameQuality(StrEnum):
    """How good the list itself holds a name to be."""

    PRIMARY = "primary name"
    ALIAS = "alias"
    FORMER = "former name"
    WEAK = "weak alias"


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of a party, as the list writes it."""

    text: str
    quality: NameQuality = NameQuality.PRIMARY


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A date of birth as lists give it: a day, a month, a year, a range, or about one.

    Holds every day from ``first`` to ``last``; ``circa`` widens it when it is compared.
    """

    first: date
    last: date
    circa: bool = False


@dataclass(frozen=True, slots=True)
class Identifier:
    """A document or registration number: its kind, its text, and the country's code or ``""``."""

    kind: str
    value: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class WalletAddress:
    """A digital currency address; ``currency`` as the list has it (XBT, ETH, …)."""

    currency: str
    address: str


@dataclass(frozen=True, slots=True)
class ListedParty:
    """All that a list says of one party, as far as it helps to tell who is meant.

    ``countries`` are ISO 3166 codes of nationality, citizenship, birth and address.
    """

    list_name: str
    uid: str
    type: PartyType
    names: tuple[ListedName, ...]
    programs: tuple[str, ...] = ()
    births: tuple[BirthDate, ...] = ()
    countries: frozenset[str] = frozenset()
    identifiers: tuple[Identifier, ...] = ()
    wallets: tuple[WalletAddress, ...] = ()
    remarks: str = ""
