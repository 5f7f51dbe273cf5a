"""How a batch file is built: which elements, in which order, how often, holding what.

Written from FinCEN's electronic filing requirements for batch files v1.2. Our own, so that every
filing is judged without the schemas; where those are installed they are asked as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an element holds. ``OR_BLANK`` ones may be empty."""

    TEXT = "text"
    NARRATIVE = "narrative"
    INDICATOR = "indicator"
    DATE = "date"
    DATE_OR_BLANK = "date_or_blank"
    BIRTH_DATE = "birth_date"
    TIME_OR_BLANK = "time_or_blank"
    AMOUNT = "amount"
    CODE = "code"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Leaf:
    """``length`` is the most characters; ``codes`` are the values there are."""

    kind: Kind
    length: int = 0
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of element inside another: at least ``least``, at most ``most`` (0: any number)."""

    name: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Grammar:
    """``shapes`` are keyed by ``parent/name`` where that matters, else by ``name``."""

    form: str
    attributes: tuple[str, ...]
    shapes: Mapping[str, tuple[Part, ...]]
    leaves: Mapping[str, Leaf]
    unique: tuple[tuple[str, str, str], ...] = ()

    def shape_of(self, parent: str, name: str) -> tuple[Part, ...] | None:
        found = self.shapes.get(f"{parent}/{name}")
        return found if found is not None else self.shapes.get(name)

    def leaf_of(self, name: str) -> Leaf | None:
        return INDICATOR if name.endswith("Indicator") else self.leaves.get(name)


_PART = re.compile(r"^(\w+?)(\?|\*|\*\d+|\+|\+\d+|\{\d+,\d+\})?$")


def parts(words: str) -> tuple[Part, ...]:
    """``A B? C*9 D+ E{6,99}``: once, at most once, up to nine, at least once, six to 99."""
    return tuple(_part(word) for word in words.split())


def _part(word: str) -> Part:
    match = _PART.match(word)
    assert match is not None, word
    name, mark = match[1], match[2] or ""
    if mark == "":
        return Part(name, 1, 1)
    if mark == "?":
        return Part(name, 0, 1)
    if mark.startswith("{"):
        least, most = mark[1:-1].split(",")
        return Part(name, int(least), int(most))
    return Part(name, 1 if mark[0] == "+" else 0, int(mark[1:] or 0))


def text(length: int) -> Leaf:
    return Leaf(Kind.TEXT, length)


def code(*values: str | int) -> Leaf:
    return Leaf(Kind.CODE, codes=frozenset(str(value) for value in values))


INDICATOR = Leaf(Kind.INDICATOR)
DATE = Leaf(Kind.DATE)
DATE_OR_BLANK = Leaf(Kind.DATE_OR_BLANK)
AMOUNT = Leaf(Kind.AMOUNT, 15)

ADDRESS = parts(
    "CityUnknownIndicator? CountryCodeUnknownIndicator? RawCityText? RawCountryCodeText?"
    " RawStateCodeText? RawStreetAddress1Text? RawZIPCode? StateCodeUnknownIndicator?"
    " StreetAddressUnknownIndicator? ZIPCodeUnknownIndicator?"
)
IDENTIFICATION = parts(
    "IdentificationPresentUnknownIndicator? OtherIssuerCountryText? OtherIssuerStateText?"
    " OtherPartyIdentificationTypeText? PartyIdentificationNumberText?"
    " PartyIdentificationTypeCode? TINUnknownIndicator?"
)
ORGANIZATION = parts(
    "OrganizationSubtypeID? OrganizationTypeID OtherOrganizationSubTypeText?"
    " OtherOrganizationTypeText?"
)
OCCUPATION = parts("NAICSCode? OccupationBusinessText?")

# The same in both forms.
SHARED_LEAVES: Mapping[str, Leaf] = {
    "FilingDateText": DATE,
    "EFilingPriorDocumentNumber": Leaf(Kind.NUMBER, 14),
    "RawCityText": text(50),
    "RawCountryCodeText": text(2),
    "RawStateCodeText": text(3),
    "RawStreetAddress1Text": text(100),
    "RawZIPCode": text(9),
    "OtherIssuerCountryText": text(2),
    "OtherIssuerStateText": text(3),
    "OtherPartyIdentificationTypeText": text(50),
    "PartyIdentificationNumberText": text(25),
    "OtherOrganizationSubTypeText": text(50),
    "OtherOrganizationTypeText": text(50),
    "NAICSCode": text(6),
    "OccupationBusinessText": text(50),
    "PartyNameTypeCode": code("L", "AKA", "DBA"),
    "RawEntityIndividualLastName": text(150),
    "RawIndividualFirstName": text(35),
    "RawIndividualMiddleName": text(35),
    "RawIndividualNameSuffixText": text(35),
    "RawPartyFullName": text(150),
    "PhoneNumberExtensionText": text(6),
    "PhoneNumberText": text(16),
    "ElectronicAddressText": text(517),
    "AccountNumberText": text(40),
    "IndividualBirthDateText": Leaf(Kind.BIRTH_DATE),
}
