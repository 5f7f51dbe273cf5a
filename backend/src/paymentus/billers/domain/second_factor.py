"""What a guest shows beside the account number: something printed on the latest bill."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_NOT_ALPHANUMERIC = re.compile(r"[^A-Z0-9]+")
_US_POSTAL_CODE = re.compile(r"\d{5}(?:\d{4})?")
_NOT_DIGIT = re.compile(r"[^0-9]+")


class SecondFactorKind(StrEnum):
    POSTAL_CODE = "postal_code"
    LAST_NAME = "last_name"
    PHONE_LAST4 = "phone_last4"


@dataclass(frozen=True, slots=True)
class SecondFactor:
    kind: SecondFactorKind
    label: str
    hint: str


def normalize_factor(kind: SecondFactorKind, text: str) -> str | None:
    """The factor as compared, or None where ``text`` cannot be one.

    A US postal code counts by its first five digits; a last name by its letters, accents and case
    aside; a phone number by its last four digits.
    """
    if len(text) > 100:
        return None
    if kind is SecondFactorKind.POSTAL_CODE:
        code = _NOT_ALPHANUMERIC.sub("", text.upper())
        if _US_POSTAL_CODE.fullmatch(code):
            return code[:5]
        return code if 3 <= len(code) <= 10 else None
    if kind is SecondFactorKind.PHONE_LAST4:
        digits = _NOT_DIGIT.sub("", text)
        return digits[-4:] if len(digits) >= 4 else None
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalpha()) or None
