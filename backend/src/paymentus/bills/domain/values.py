"""Amounts and dates as billers write them. Exact or refused: nothing is guessed."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from paymentus.billers.domain import DateOrder, DecimalMark
from paymentus.bills.domain.reasons import Reason, ValueRefused
from paymentus.foundation.money import exponent

AMOUNT_MINOR_MAX = 10**12
"""Ten thousand million dollars in cents; beyond it a slip of the hand is likelier than a bill."""

_YEARS = range(2000, 2100)
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_CODE = re.compile(r"^([A-Z]{3})\s*(?=[\d(+\-.,])|(?<=[\d).,])\s*([A-Z]{3})$")
_PLAIN = re.compile(r"\d{1,15}(?:\.\d{1,15})?|\.\d{1,15}", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,15})?", re.ASCII)

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
_MIDNIGHT = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?(?:Z| ?AM)?$|[ ]12:00(?::00)? ?AM$", re.I)
_MONTH_NAMES = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y", "%d-%b-%y")


def parse_amount(
    text: str, *, currency: str, mark: DecimalMark = DecimalMark.POINT, credit: bool = False
) -> int:
    """Minor units of ``text``, which may carry grouping, the currency's code or symbol.

    ``mark`` is what stands before the minor units; the other one groups thousands and must do so
    correctly. Negative amounts (also in parentheses) need ``credit``. Raises ``ValueRefused``.
    """
    number, negative = _bare_number(text, currency)
    if mark is DecimalMark.COMMA:
        number = number.translate(_SWAP_MARKS)
    if not _PLAIN.fullmatch(number):
        if not _GROUPED.fullmatch(number):
            raise ValueRefused(
                Reason.AMOUNT_NOT_UNDERSTOOD, "is not an amount; write it as 1234.56."
            )
        number = number.replace(",", "")
    try:
        scaled = Decimal(number).scaleb(exponent(currency))
    except InvalidOperation:  # pragma: no cover - the patterns leave only digits and a point
        raise ValueRefused(Reason.AMOUNT_NOT_UNDERSTOOD, "is not an amount.") from None
    minor = int(scaled)
    if scaled != minor:
        places = exponent(currency)
        words = f"has more than the {places} decimal places of {currency}."
        raise ValueRefused(
            Reason.TOO_MANY_DECIMALS,
            words if places else f"has decimal places, and {currency} has none.",
        )
    if minor > AMOUNT_MINOR_MAX:
        raise ValueRefused(Reason.AMOUNT_TOO_LARGE, "is too large to be a bill.")
    if negative and minor and not credit:
        raise ValueRefused(Reason.AMOUNT_NEGATIVE, "is negative.")
    return -minor if negative else minor


_SWAP_MARKS = str.maketrans(".,", ",.")


def _bare_number(text: str, currency: str) -> tuple[str, bool]:
    """The number without sign, code and symbol, and whether it is negative."""
    if text.isascii() and text[:1].isdigit() and text[-1:].isdigit():
        return text, False
    number, negative = text.upper(), False
    if number.startswith("(") and number.endswith(")"):
        number, negative = number[1:-1].strip(), True
    while number:
        if number[0] in "+-" or number[-1] == "-":
            negative = negative or "-" in (number[0], number[-1])
            number = number.strip("+-").strip()
        elif number[0] in _SYMBOLS or number[-1] in _SYMBOLS:
            symbol = number[0] if number[0] in _SYMBOLS else number[-1]
            _same_currency(_SYMBOLS[symbol], currency)
            number = number.strip(symbol).strip()
        elif code := _CODE.search(number):
            _same_currency(code[1] or code[2], currency)
            number = _CODE.sub("", number, count=1).strip()
        else:
            break
    return number, negative


def _same_currency(found: str, currency: str) -> None:
    if found != currency:
        raise ValueRefused(
            Reason.CURRENCY_MISMATCH, f"is in {found}, but your bills are in {currency}."
        )


@lru_cache(maxsize=8192)
def parse_date(text: str, order: DateOrder = DateOrder.MONTH_FIRST) -> str:
    """``YYYY-MM-DD`` of a date in one of the usual forms.

    Year first is always understood; where day and month could be mistaken, ``order`` decides, and
    a date that does not fit it is refused rather than turned round. Raises ``ValueRefused``.
    """
    bare = _MIDNIGHT.sub("", text)
    if match := _ISO.fullmatch(bare) or _COMPACT.fullmatch(bare):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(bare):
        first, second = int(match[1]), int(match[2])
        year = int(match[3]) if len(match[3]) == 4 else 2000 + int(match[3])
        month, day = (first, second) if order is DateOrder.MONTH_FIRST else (second, first)
        if month > 12 >= day:
            expected = "month/day" if order is DateOrder.MONTH_FIRST else "day/month"
            raise ValueRefused(
                Reason.DATE_IMPOSSIBLE,
                f"has no month {month}: your dates are read as {expected}/year.",
            )
        return _day(year, month, day)
    named = bare.replace(",", " ").replace(".", " ")
    named = named if "-" in named else " ".join(named.split())
    for form in _MONTH_NAMES:
        try:
            found = datetime.strptime(named, form)  # noqa: DTZ007 - a date without a zone
        except ValueError:
            continue
        # POSIX puts two-digit years from 69 on into the last century; bills are of this one.
        year = found.year + 100 if form.endswith("%y") and found.year < 2000 else found.year
        return _day(year, found.month, found.day)
    raise ValueRefused(Reason.DATE_NOT_UNDERSTOOD, "is not a date we know; write it as 2026-11-30.")


def _day(year: int, month: int, day: int) -> str:
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueRefused(Reason.DATE_IMPOSSIBLE, "is not a day of the calendar.") from None
    if found.year not in _YEARS:
        raise ValueRefused(Reason.DATE_OUT_OF_RANGE, "is not in the years 2000 to 2099.")
    return found.isoformat()
