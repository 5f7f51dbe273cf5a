"""Dates of birth as lists and files write them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from paymentus.compliance.domain.screening.listed import BirthDate

_MONTH_NAMES = (
    "january february march april may june july august september october november december"
)
_MONTHS = {
    **{name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)},
    "sept": 9,
}
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_WORDS = re.compile(r"(?:(\d{1,2})[ -])?([A-Za-z]{3,9})[ -](\d{4})$")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
_ABOUT = re.compile(r"^(?:circa|ca\.?|c\.|approximately|about|approx\.?)\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s+(?:to|-|–)\s+|(?<=\d{4})\s*[-–/]\s*(?=\d{4}$)|\s+and\s+")


def birth_date(text: str) -> BirthDate | None:
    """``10 Dec 1948``, ``Dec 1948``, ``1948``, ``circa 1948``, ``1948 to 1950``, ``1948-12-10``.

    Also ``12/10/1948`` with the month first, as US files have it, and with the day first where that
    alone is possible. None where it is none of these.
    """
    text = text.strip().rstrip(".")
    plain = _ABOUT.sub("", text)
    circa = plain != text
    ends = [part for part in _RANGE.split(plain.removeprefix("between ")) if part]
    if not 1 <= len(ends) <= 2:
        return None
    spans = [_span(_ABOUT.sub("", end.strip())) for end in ends]
    first, last = spans[0], spans[-1]
    if first is None or last is None or last[1] < first[0]:
        return None
    return BirthDate(first[0], last[1], circa)


def of_year(year: int, *, circa: bool = False) -> BirthDate:
    """Any day of the year."""
    return BirthDate(date(year, 1, 1), date(year, 12, 31), circa)


def _span(text: str) -> tuple[date, date] | None:
    found = _ISO.match(text)
    if found:
        return _days(found[1], found[2], found[3])
    found = _PACKED.match(text)
    if found:
        return _days(found[1], found[2], found[3])
    found = _WORDS.match(text)
    if found:
        month = _MONTHS.get(found[2].lower())
        return _days(found[3], str(month), found[1]) if month else None
    found = _SLASHED.match(text)
    if found:
        return _days(found[3], found[1], found[2]) or _days(found[3], found[2], found[1])
    return None


def _days(year: str, month: str | None, day: str | None) -> tuple[date, date] | None:
    """The days of a year, a month or a day; 00 for month or day means that it is not known."""
    number = int(month or 0)
    try:
        if not number:
            return date(int(year), 1, 1), date(int(year), 12, 31)
        if not int(day or 0):
            last = calendar.monthrange(int(year), number)[1]
            return date(int(year), number, 1), date(int(year), number, last)
        exact = date(int(year), number, int(day or 0))
    except (ValueError, calendar.IllegalMonthError):
        return None
    return exact, exact
