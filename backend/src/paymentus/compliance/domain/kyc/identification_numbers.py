"""Numbers that name a person or a business: which of them can exist at all.

Only the form is judged, without asking anybody. SSN: Social Security Administration, POMS
RM 10201.035 (areas 000, 666 and 900 to 999, group 00 and serial 0000 are never given). ITIN: IRS,
26 CFR 301.6109-1(d)(3) and the IRS's list of fourth and fifth digits. EIN: IRS, list of prefixes.
USCIS numbers: A and seven to nine digits.
"""

from __future__ import annotations

import re
from enum import StrEnum


class NumberKind(StrEnum):
    """What number a customer is identified by (31 CFR 1020.220(a)(2)(i)(A)(4))."""

    SSN = "ssn"
    ITIN = "itin"
    EIN = "ein"
    PASSPORT = "passport"
    ALIEN_ID = "alien_id"
    GOVERNMENT_ID = "government_id"


TAXPAYER = frozenset({NumberKind.SSN, NumberKind.ITIN, NumberKind.EIN})

# Printed in advertisements and leaflets, and given by thousands of people ever since.
_KNOWN_FALSE_SSN = frozenset({"078051120", "219099999", "457555462"})
_ITIN_GROUPS = (
    frozenset(range(50, 66)) | frozenset(range(70, 89)) | {90, 91, 92} | frozenset(range(94, 100))
)
_NO_EIN_PREFIX = frozenset(
    {0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97}
)  # fmt: skip
_NINE_DIGITS = re.compile(r"\d{9}")
_ALIEN = re.compile(r"A\d{7,9}")
_PASSPORT = re.compile(r"[A-Z0-9]{5,15}")
_GOVERNMENT = re.compile(r"[A-Z0-9]{4,25}")


def bare(number: str) -> str:
    """Without spaces, dots, slashes and dashes, in capitals: what is compared and stored."""
    return re.sub(r"[\s.\-/]", "", number).upper()


def problem_of_number(kind: NumberKind, number: str) -> str | None:
    """Why this cannot be such a number, as a sentence; None if it can."""
    value = bare(number)
    match kind:
        case NumberKind.SSN:
            return _problem_of_ssn(value)
        case NumberKind.ITIN:
            return _problem_of_itin(value)
        case NumberKind.EIN:
            return _problem_of_ein(value)
        case NumberKind.ALIEN_ID:
            fits = _ALIEN.fullmatch(value if value.startswith("A") else f"A{value}")
            return None if fits else "A USCIS number is the letter A and seven to nine digits."
        case NumberKind.PASSPORT:
            fits = _PASSPORT.fullmatch(value)
            return None if fits else "A passport number has 5 to 15 letters and digits."
        case NumberKind.GOVERNMENT_ID:
            fits = _GOVERNMENT.fullmatch(value)
            return None if fits else "Enter 4 to 25 letters and digits, as on the document."


def _problem_of_ssn(value: str) -> str | None:
    if not _NINE_DIGITS.fullmatch(value):
        return "A Social Security number has nine digits."
    area, group, serial = value[:3], value[3:5], value[5:]
    if area in {"000", "666"}:
        return f"No Social Security number begins with {area}."
    if area >= "900":
        return "No Social Security number begins with 9. If it is an ITIN, choose ITIN."
    if group == "00" or serial == "0000":
        return "No group of a Social Security number is all zeros."
    if value in _KNOWN_FALSE_SSN:
        return "This number was printed in an advertisement and is nobody's."
    return None


def _problem_of_itin(value: str) -> str | None:
    if not _NINE_DIGITS.fullmatch(value):
        return "An ITIN has nine digits."
    if value[0] != "9":
        return "An ITIN begins with 9. If it is a Social Security number, choose that."
    if int(value[3:5]) not in _ITIN_GROUPS:
        return "The fourth and fifth digits are none that an ITIN has."
    return None


def _problem_of_ein(value: str) -> str | None:
    if not _NINE_DIGITS.fullmatch(value):
        return "An EIN has nine digits."
    if int(value[:2]) in _NO_EIN_PREFIX:
        return f"No EIN begins with {value[:2]}."
    return None
