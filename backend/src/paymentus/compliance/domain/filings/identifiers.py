"""Numbers of people, institutions and filers, as far as their form shows that they are wrong.

Sources: Social Security Administration on numbers never assigned (area 000 and 666, group 00,
serial 0000); Internal Revenue Service on ITINs (9xx-5x to 99) and prefixes of EINs.
"""

from __future__ import annotations

import re

_NEVER_ISSUED_EIN = frozenset(
    (
        "00",
        "07",
        "08",
        "09",
        "17",
        "18",
        "19",
        "28",
        "29",
        "49",
        "69",
        "70",
        "78",
        "79",
        "89",
        "96",
        "97",
    )
)
# Digits that people type to get past a field; the FinCEN guides name them as invalid.
_PLACEHOLDERS = frozenset({"123456789", "987654321", "078051120", "219099999"})
_CONTROL_CODE = re.compile(r"^[A-Z0-9]{8}$")


def wrong_with_tin(number: str) -> str | None:
    """Of an SSN, ITIN or EIN without knowing which; None where nothing is seen to be wrong."""
    if not re.fullmatch(r"[0-9]{9}", number):
        return "has to be nine digits, without hyphens"
    if len(set(number)) == 1:
        return "is one digit nine times"
    return None


def wrong_with_ssn(number: str) -> str | None:
    wrong = wrong_with_tin(number)
    if wrong is not None:
        return wrong
    area, group, serial = number[:3], number[3:5], number[5:]
    if area in ("000", "666"):
        return f"begins with {area}, which was never assigned"
    if group == "00" or serial == "0000":
        return "holds a group of zeros, which was never assigned"
    return None


def wrong_with_ein(number: str) -> str | None:
    wrong = wrong_with_tin(number)
    if wrong is None and number.startswith("00"):
        return "begins with 00, which was never assigned"
    return wrong


def doubtful_tin(number: str, *, ein: bool) -> str | None:
    """What FinCEN would ask about although the form is right."""
    if number in _PLACEHOLDERS:
        return "is a well-known placeholder"
    if ein and number[:2] in _NEVER_ISSUED_EIN:
        return f"begins with {number[:2]}, which the IRS does not use"
    return None


def wrong_with_control_code(number: str) -> str | None:
    """Of a Transmitter Control Code, which FinCEN gives to filers of batches."""
    if not _CONTROL_CODE.match(number):
        return "has to be eight capital letters and digits"
    return None
