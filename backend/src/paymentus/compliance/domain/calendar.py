"""Days as law counts them: business days, federal holidays, and whose midnight ends a day.

The holidays are those of 5 U.S.C. 6103(a), with the days on which they are kept when they fall on
a weekend (6103(b)): Saturday's on the Friday before, Sunday's on the Monday after. Inauguration
Day is not among them: it is kept in and around Washington only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6


@dataclass(frozen=True, slots=True)
class FederalHoliday:
    """``day`` of the month; or the ``nth`` ``weekday`` of it, -1 for the last.

    ``since`` is the first year in which it was kept.
    """

    name: str
    month: int
    day: int = 0
    nth: int = 0
    weekday: int = 0
    since: int = 1971

    def falls_on(self, year: int) -> date:
        if self.day:
            return date(year, self.month, self.day)
        if self.nth > 0:
            first = date(year, self.month, 1)
            return first + timedelta((self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))
        last = date(year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta((last.weekday() - self.weekday) % 7)

    def kept_on(self, year: int) -> date:
        day = self.falls_on(year)
        return day + timedelta({_SATURDAY: -1, _SUNDAY: 1}.get(day.weekday(), 0))


FEDERAL_HOLIDAYS = (
    FederalHoliday("New Year's Day", 1, day=1),
    FederalHoliday("Birthday of Martin Luther King, Jr.", 1, nth=3, weekday=_MONDAY, since=1986),
    FederalHoliday("Washington's Birthday", 2, nth=3, weekday=_MONDAY),
    FederalHoliday("Memorial Day", 5, nth=-1, weekday=_MONDAY),
    FederalHoliday("Juneteenth National Independence Day", 6, day=19, since=2021),
    FederalHoliday("Independence Day", 7, day=4),
    FederalHoliday("Labor Day", 9, nth=1, weekday=_MONDAY),
    FederalHoliday("Columbus Day", 10, nth=2, weekday=_MONDAY),
    FederalHoliday("Veterans Day", 11, day=11, since=1978),
    FederalHoliday("Thanksgiving Day", 11, nth=4, weekday=_THURSDAY),
    FederalHoliday("Christmas Day", 12, day=25),
)


@lru_cache(maxsize=64)
def federal_holidays(year: int) -> frozenset[date]:
    """The days of this year on which federal offices are closed. New Year's Day of the next year
    may be among them, kept on December 31."""
    kept = _kept(year) | _kept(year + 1)
    return frozenset(day for day in kept if day.year == year)


def is_business_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in federal_holidays(day.year)


def after_business_days(day: date, count: int) -> date:
    """The ``count``-th business day after ``day``, which itself is not counted."""
    for later in _days_after(day):
        count -= is_business_day(later)
        if count <= 0:
            break
    return later


def day_of(at: datetime, zone: str) -> date:
    """The calendar day of a moment where ``zone`` keeps the time."""
    return at.astimezone(ZoneInfo(zone)).date()


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day


def _kept(year: int) -> set[date]:
    return {one.kept_on(year) for one in FEDERAL_HOLIDAYS if year >= one.since}
