"""The machine-readable zone of passports, cards and visas (ICAO Doc 9303, parts 3 to 6).

TD1 has three lines of 30 characters, TD2 two of 36, TD3 (passports) two of 44. Check digits weigh
characters 7, 3, 1, 7, …; digits count as they are, A to Z as 10 to 35, the filler as 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from paymentus.foundation.errors import Rejected

_WEIGHTS = (7, 3, 1)
_ALLOWED = re.compile(r"[A-Z0-9<]+")
_DATE = re.compile(r"\d{6}")


class MrzNotReadable(Rejected):
    """These are not the lines at the bottom of a document. Copy them character by character."""


class MrzForm(StrEnum):
    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"


_FORMS = {(3, 30): MrzForm.TD1, (2, 36): MrzForm.TD2, (2, 44): MrzForm.TD3}


@dataclass(frozen=True, slots=True)
class Mrz:
    """What the zone says. ``issuer`` and ``nationality`` are codes of three letters as printed.

    ``wrong`` names the check digits that do not fit: then at least one character was misread.
    A date of birth with unknown parts is None.
    """

    form: MrzForm
    kind: str
    issuer: str
    nationality: str
    family_name: str
    given_names: str
    number: str
    birth_date: date | None
    expires_on: date | None
    sex: str
    wrong: tuple[str, ...]

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


def check_digit(text: str) -> str:
    """The digit over these characters; raises ``MrzNotReadable`` for others."""
    total = 0
    for place, character in enumerate(text):
        total += _value(character) * _WEIGHTS[place % 3]
    return str(total % 10)


def _value(character: str) -> int:
    if character == "<":
        return 0
    if "0" <= character <= "9":
        return int(character)
    if "A" <= character <= "Z":
        return ord(character) - ord("A") + 10
    raise MrzNotReadable(f"“{character}” is no character of a machine-readable zone.")


def read_mrz(text: str, *, on: date) -> Mrz:
    """The zone as typed or scanned: lines of any case, with or without spaces.

    ``on`` decides the century of the date of birth. Raises ``MrzNotReadable``.
    """
    lines = [re.sub(r"\s", "", line).upper().replace("«", "<<") for line in text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) == 1:
        lines = _cut(lines[0])
    form = _FORMS.get((len(lines), len(lines[0]) if lines else 0))
    if form is None or len({len(line) for line in lines}) != 1:
        raise MrzNotReadable(
            "Copy all lines: two of 44 characters (passport), two of 36, or three of 30."
        )
    if not all(_ALLOWED.fullmatch(line) for line in lines):
        raise MrzNotReadable("The lines hold only letters, digits and the sign <.")
    return _read_td1(lines, on) if form is MrzForm.TD1 else _read_two_lines(form, lines, on)


def _cut(line: str) -> list[str]:
    width = {88: 44, 72: 36, 90: 30}.get(len(line), len(line) or 1)
    return [line[place : place + width] for place in range(0, len(line), width)]


def _read_two_lines(form: MrzForm, lines: list[str], on: date) -> Mrz:
    first, second = lines
    number, number_check, rest = second[:9], second[9], second[28:-1]
    wrong = []
    if form is MrzForm.TD3:
        # An empty personal number may have a filler for its check digit.
        personal, personal_check = second[28:42], second[42]
        if personal_check != check_digit(personal) and (
            personal.strip("<") or personal_check != "<"
        ):
            wrong.append("personal_number")
    else:
        number, number_check = _long_number(number, number_check, rest)
    if number_check != check_digit(number):
        wrong.append("number")
    if second[19] != check_digit(second[13:19]):
        wrong.append("birth_date")
    if second[27] != check_digit(second[21:27]):
        wrong.append("expires_on")
    if second[-1] != check_digit(second[:10] + second[13:20] + second[21:-1]):
        wrong.append("whole")
    family, given = _names(first[5:])
    return Mrz(
        form, first[:2].strip("<"), _code(first[2:5]), _code(second[10:13]), family, given,
        number.strip("<"), _birth(second[13:19], on), _expiry(second[21:27]), _sex(second[20]),
        tuple(wrong),
    )  # fmt: skip


def _read_td1(lines: list[str], on: date) -> Mrz:
    first, second, third = lines
    number, number_check = _long_number(first[5:14], first[14], first[15:30])
    wrong = []
    if number_check != check_digit(number):
        wrong.append("number")
    if second[6] != check_digit(second[:6]):
        wrong.append("birth_date")
    if second[14] != check_digit(second[8:14]):
        wrong.append("expires_on")
    if second[29] != check_digit(first[5:30] + second[:7] + second[8:15] + second[18:29]):
        wrong.append("whole")
    family, given = _names(third)
    return Mrz(
        MrzForm.TD1, first[:2].strip("<"), _code(first[2:5]), _code(second[15:18]), family, given,
        number.strip("<"), _birth(second[:6], on), _expiry(second[8:14]), _sex(second[7]),
        tuple(wrong),
    )  # fmt: skip


def _long_number(number: str, check: str, optional: str) -> tuple[str, str]:
    """A number of more than nine characters goes on in the optional data, its check digit last
    (9303-5, note j): then a filler stands where the check digit would."""
    if check != "<":
        return number, check
    more = optional.split("<", 1)[0]
    return (number + more[:-1], more[-1]) if more else (number, check)


def _names(field: str) -> tuple[str, str]:
    family, _, given = field.partition("<<")
    return _words(family), _words(given)


def _words(text: str) -> str:
    return " ".join(word for word in text.split("<") if word)


def _code(text: str) -> str:
    return text.strip("<")


def _sex(character: str) -> str:
    return "X" if character == "<" else character


def _birth(text: str, on: date) -> date | None:
    """The latest such day that is not in the future."""
    return next((day for day in _days(text, (on.year // 100 * 100, on.year // 100 * 100 - 100))
                 if day <= on), None)  # fmt: skip


def _expiry(text: str) -> date | None:
    """Documents with such a zone are younger than this century."""
    return next(_days(text, (2000,)), None)


def _days(text: str, centuries: Sequence[int]) -> Iterator[date]:
    if not _DATE.fullmatch(text):
        return
    for century in centuries:
        try:
            yield date(century + int(text[:2]), int(text[2:4]), int(text[4:]))
        except ValueError:
            continue
