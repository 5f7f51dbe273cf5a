"""Banking days and cut-offs: the day a biller has the money, known before anyone pays.

Holidays are the Federal Reserve Banks' (frbservices.org/about/holiday-schedules; the same text and
the dates of 2025 to 2027 at richmondfed.org/about_us/holiday_schedule): a holiday that falls on a
Saturday is not moved, the banks are open on the Friday before; one on a Sunday closes the Monday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from paymentus.billers.domain.fees import Method
from paymentus.foundation.errors import FieldProblem

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_ONE_DAY = timedelta(days=1)
BANKING_DAYS_MAX = 10


class Holidays(StrEnum):
    US_FEDERAL_RESERVE = "us_federal_reserve"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CutOff:
    """Money paid before ``local_time`` on a banking day counts as paid that day.

    ``time_zone`` is an IANA name and the zone of all of the biller's dates.
    ``days_to_deliver`` are banking days from the day it counts as paid to the day it is delivered.
    """

    local_time: time
    time_zone: str
    days_to_deliver: tuple[tuple[Method, int], ...]
    holidays: Holidays = Holidays.US_FEDERAL_RESERVE

    def days_for(self, method: Method) -> int:
        return dict(self.days_to_deliver).get(method, 1)


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=(last.weekday() - _MONDAY) % 7)


@lru_cache(maxsize=64)
def federal_reserve_holidays(year: int) -> frozenset[date]:
    """Days of ``year`` on which the Federal Reserve Banks are closed, weekends apart."""
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    if year >= 2022:  # Juneteenth is a federal holiday since June 17, 2021
        fixed.append(date(year, 6, 19))
    moved = {day + _ONE_DAY if day.weekday() == _SUNDAY else day for day in fixed}
    floating = {
        _nth(year, 1, _MONDAY, 3),  # Birthday of Martin Luther King, Jr.
        _nth(year, 2, _MONDAY, 3),  # Washington's Birthday
        _last_monday_of_may(year),  # Memorial Day
        _nth(year, 9, _MONDAY, 1),  # Labor Day
        _nth(year, 10, _MONDAY, 2),  # Columbus Day
        _nth(year, 11, _THURSDAY, 4),  # Thanksgiving Day
    }
    return frozenset(day for day in moved | floating if day.weekday() != _SATURDAY)


def is_banking_day(day: date, holidays: Holidays) -> bool:
    if day.weekday() >= _SATURDAY:
        return False
    return holidays is Holidays.NONE or day not in federal_reserve_holidays(day.year)


def banking_day_on_or_after(day: date, holidays: Holidays) -> date:
    while not is_banking_day(day, holidays):
        day += _ONE_DAY
    return day


def add_banking_days(day: date, count: int, holidays: Holidays) -> date:
    """The ``count``-th banking day after ``day``; with 0 the first one on or after it."""
    day = banking_day_on_or_after(day, holidays)
    for _ in range(count):
        day = banking_day_on_or_after(day + _ONE_DAY, holidays)
    return day


def _moment(cut_off: CutOff, day: date) -> datetime:
    local = datetime.combine(day, cut_off.local_time, tzinfo=ZoneInfo(cut_off.time_zone))
    return local.astimezone(UTC)


def next_cut_off(cut_off: CutOff, at: datetime) -> datetime:
    """The first cut-off after ``at``, in UTC. Paying at the very moment of one is too late."""
    today = local_date(cut_off, at)
    day = banking_day_on_or_after(today, cut_off.holidays)
    if at >= _moment(cut_off, day):
        day = add_banking_days(day, 1, cut_off.holidays)
    return _moment(cut_off, day)


def local_date(cut_off: CutOff, at: datetime) -> date:
    """The date in the biller's zone at the moment ``at``."""
    return at.astimezone(ZoneInfo(cut_off.time_zone)).date()


def delivered_on(cut_off: CutOff, *, method: Method, paid_at: datetime) -> date:
    """The date in the biller's zone on which it has the money of a payment made at ``paid_at``.

    Counted from the banking day whose cut-off comes next; raises nothing for any aware datetime.
    """
    counts_as = local_date(cut_off, next_cut_off(cut_off, paid_at))
    return add_banking_days(counts_as, cut_off.days_for(method), cut_off.holidays)


def problems_of(cut_off: CutOff) -> list[FieldProblem]:
    found = []
    try:
        ZoneInfo(cut_off.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        found.append(
            FieldProblem("cut_off.time_zone", "An IANA name, such as America/Los_Angeles.")
        )
    for method, days in cut_off.days_to_deliver:
        if not 0 <= days <= BANKING_DAYS_MAX:
            at = f"cut_off.banking_days_to_deliver.{method.value}"
            found.append(FieldProblem(at, f"From 0 to {BANKING_DAYS_MAX} banking days."))
    return found
