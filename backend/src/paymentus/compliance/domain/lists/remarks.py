"""The Remarks column of OFAC's lists: facts in a row, each ended by a semicolon.

``DOB 10 Dec 1948; alt. DOB 1949; POB Alexandria, Egypt; Passport 484824 (Egypt); a.k.a. 'BNC'.``
Names in quotes there are weak aliases. Remarks longer than the column go on in the comments file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from paymentus.compliance.domain.lists.countries import country_code
from paymentus.compliance.domain.lists.dates import birth_date
from paymentus.compliance.domain.screening.listed import (
    BirthDate,
    Identifier,
    ListedName,
    NameQuality,
    WalletAddress,
)

_WALLET = re.compile(r"Digital Currency Address - (\S+) (\S+)$")
_WEAK_NAME = re.compile(r"(?:a\.k\.a\.|f\.k\.a\.|n\.k\.a\.) '(.+)'$")
_COUNTRY = re.compile(r"(?:nationality|citizen|Nationality of Registration) (.+)$")
_IDENTIFIER = re.compile(
    r"(?P<kind>Passport|SSN|(?:[\w'./-]+ ){0,5}?(?:No\.?|Number|#|ID|IMO|Identification IMO|MMSI))"
    r"(?: IMO)? (?P<value>[A-Za-z0-9][\w/.\-]*(?: [\w/.\-]*\d[\w/.\-]*)*)"
    r"(?P<places>(?: \([^)]*\))*)"
)
_PLACE = re.compile(r"\(([^)]*)\)")
_NO_DOCUMENT = re.compile(r"(?:Phone|Telephone|Fax|Website|Email|Linked To|Secondary|Executive)")


@dataclass(slots=True)
class Remarks:
    """What was found; ``wrong`` holds the facts that look like one and cannot be read."""

    weak_names: list[ListedName] = field(default_factory=list)
    births: list[BirthDate] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    identifiers: list[Identifier] = field(default_factory=list)
    wallets: list[WalletAddress] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def read_remarks(text: str) -> Remarks:
    """All facts of one party's remarks."""
    found = Remarks()
    for piece in text.split(";"):
        fact = piece.strip().removeprefix("alt. ").removesuffix(".")
        if fact:
            _read_fact(fact, found)
    return found


def _read_fact(fact: str, found: Remarks) -> None:
    if fact.startswith("DOB "):
        birth = birth_date(fact[4:])
        if birth is None:
            found.wrong.append(f"date of birth “{fact[4:]}” is not understood")
        else:
            found.births.append(birth)
        return
    if fact.startswith("POB "):
        _add_country(fact.rpartition(",")[2] if "," in fact else fact[4:], found)
        return
    wallet = _WALLET.match(fact)
    if wallet:
        found.wallets.append(WalletAddress(wallet[1], wallet[2]))
        return
    weak = _WEAK_NAME.match(fact)
    if weak:
        found.weak_names.append(ListedName(weak[1], NameQuality.WEAK))
        return
    country = _COUNTRY.match(fact)
    if country:
        _add_country(country[1], found)
        return
    if not _NO_DOCUMENT.match(fact):
        _add_identifier(fact, found)


def _add_country(text: str, found: Remarks) -> None:
    code = country_code(text)
    if code is not None:
        found.countries.add(code)


def _add_identifier(fact: str, found: Remarks) -> None:
    match = _IDENTIFIER.match(fact)
    if match is None or not any(character.isdigit() for character in match["value"]):
        return
    codes = [country_code(place) for place in _PLACE.findall(match["places"])]
    code = next((code for code in reversed(codes) if code), "")
    found.identifiers.append(Identifier(match["kind"].strip(), match["value"], code))
