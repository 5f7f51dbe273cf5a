"""Business days of the federal government: weekdays that are no federal holiday (5 U.S.C. 6103)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Holiday:
    """On ``day`` of ``month``; or, with ``weekday`` (Monday is 0), on its ``nth`` of the month,
    -1 being the last. ``since`` is the first year in which it was one."""

    name: str
    month: int
    day: int = 0
    weekday: int = 0
    nth: int = 0
    since: int = 1971

    def on(self, year: int) -> date:
        if self.day:
            return date(year, self.month, self.day)
        if self.nth > 0:
            first = date(year, self.month, 1)
            return first + timedelta((self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))
        last = date(year + self.month // 12, self.month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.weekday() - self.weekday) % 7)


HOLIDAYS = (
    Holiday("New Year's Day", 1, day=1),
    Holiday("Birthday of Martin Luther King, Jr.", 1, weekday=0, nth=3, since=1986),
    Holiday("Washington's Birthday", 2, weekday=0, nth=3),
    Holiday("Memorial Day", 5, weekday=0, nth=-1),
    Holiday("Juneteenth", 6, day=19, since=2021),
    Holiday("Independence Day", 7, day=4),
    Holiday("Labor Day", 9, weekday=0, nth=1),
    Holiday("Columbus Day", 10, weekday=0, nth=2),
    Holiday("Veterans Day", 11, day=11),
    Holiday("Thanksgiving Day", 11, weekday=3, nth=4),
    Holiday("Christmas Day", 12, day=25),
)


def observed(holiday: Holiday, year: int) -> date:
    """On Friday where it falls on a Saturday, on Monday where on a Sunday."""
    day = holiday.on(year)
    if day.weekday() == _SATURDAY:
        return day - timedelta(1)
    return day + timedelta(1) if day.weekday() == _SUNDAY else day


def is_business_day(day: date) -> bool:
    if day.weekday() >= _SATURDAY:
        return False
    # New Year's Day of next year may be observed on December 31.
    return all(
        day != observed(holiday, year)
        for holiday in HOLIDAYS
        for year in (day.year, day.year + 1)
        if year >= holiday.since
    )


def after_business_days(start: date, days: int) -> date:
    """The last day of a span of business days that begins on the day after ``start``."""
    day = start
    left = days
    while left:
        day += timedelta(1)
        if is_business_day(day):
            left -= 1
    return day


def years_after(day: date, years: int) -> date:
    """The same day years later; February 28 for the 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
