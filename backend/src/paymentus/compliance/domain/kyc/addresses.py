"""Where a customer lives: a street address, not a post office box.

31 CFR 1020.220(a)(2)(i)(A)(3): a residential or business street address; an Army or Fleet Post
Office box for who has none. A rural route with its box says where a house stands and is accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_POST_OFFICE_BOX = re.compile(
    r"\b(?:p\s*\.?\s*o\s*\.?\s*(?:box|b(?:ox)?\b)|post(?:al)?\s+(?:office\s+)?box|pob\b|"
    r"apartado(?:\s+postal)?|postfach|bo[iî]te\s+postale|casilla)\W*(?:n[or]?\W*)?#?\s*[\w-]*",
    re.IGNORECASE,
)
_BARE_BOX = re.compile(r"^\s*(?:lock\s*)?box\s+#?\s*[\w-]+\s*$", re.IGNORECASE)
_ROUTE_BOX = re.compile(
    r"\b(?:rr|r\.?\s*r\.?|rural\s+route|hc|hcr|highway\s+contract)\W*\d+\W*box\W*\w+", re.IGNORECASE
)
_MILITARY_CITIES = frozenset({"APO", "FPO", "DPO"})
_MILITARY_REGIONS = frozenset({"AA", "AE", "AP"})
_ZIP = re.compile(r"\d{5}(?:-?\d{4})?")


@dataclass(frozen=True, slots=True)
class Address:
    """As the customer writes it; ``country`` is an ISO 3166 code of two letters."""

    line1: str
    line2: str
    city: str
    region: str
    postal_code: str
    country: str

    @property
    def is_military(self) -> bool:
        return (
            self.country == "US"
            and self.city.strip().upper() in _MILITARY_CITIES
            and self.region.strip().upper() in _MILITARY_REGIONS
        )


def says_where(address: Address) -> bool:
    """Whether a person could go there: more than the number of a post office box."""
    if address.is_military:
        return True
    for line in (address.line1, address.line2):
        if _ROUTE_BOX.search(line):
            return True
        if _BARE_BOX.match(line):
            continue
        rest = _POST_OFFICE_BOX.sub(" ", line)
        # What stands beside a box, or in the second line alone, must be a street of its own.
        if re.search(r"\d", rest) and re.search(r"[^\W\d_]{2,}", rest):
            return True
        if rest == line == address.line1 and re.search(r"[^\W_]", line):
            return True
    return False


def problems_of_address(address: Address) -> dict[str, str]:
    """Field -> sentence, for what is missing or cannot be."""
    problems: dict[str, str] = {}
    if not address.line1.strip():
        problems["line1"] = "Enter the street and number where you live."
    elif not says_where(address):
        problems["line1"] = "We need the street where you live; a post office box is not enough."
    if not address.city.strip():
        problems["city"] = "Enter the city."
    if address.country == "US":
        if not re.fullmatch(r"[A-Za-z]{2}", address.region.strip()):
            problems["region"] = "Enter the state as two letters, as in OH."
        if not _ZIP.fullmatch(address.postal_code.strip()):
            problems["postal_code"] = "Enter the ZIP code: five digits, or nine."
    if not re.fullmatch(r"[A-Z]{2}", address.country):
        problems["country"] = "Choose the country."
    return problems
