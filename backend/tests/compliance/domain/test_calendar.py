"""Business days and federal holidays, against the days that OPM publishes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.compliance.domain.calendar import (
    after_business_days,
    day_of,
    federal_holidays,
    is_business_day,
)

# opm.gov, "Federal Holidays": 2026 and 2021, a year with three holidays kept on another day.
OF_2026 = [
    (1, 1), (1, 19), (2, 16), (5, 25), (6, 19), (7, 3), (9, 7), (10, 12), (11, 11), (11, 26),
    (12, 25),
]  # fmt: skip
OF_2021 = [
    (1, 1), (1, 18), (2, 15), (5, 31), (6, 18), (7, 5), (9, 6), (10, 11), (11, 11), (11, 25),
    (12, 24), (12, 31),
]  # fmt: skip


@pytest.mark.parametrize(("year", "days"), [(2026, OF_2026), (2021, OF_2021)])
def test_the_holidays_are_those_that_are_published(year: int, days: list[tuple[int, int]]) -> None:
    assert federal_holidays(year) == {date(year, month, day) for month, day in days}


def test_juneteenth_is_kept_from_2021_on() -> None:
    assert date(2020, 6, 19) not in federal_holidays(2020)
    assert date(2023, 6, 19) in federal_holidays(2023)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        # A Monday; ten working days later there was no holiday.
        (date(2026, 3, 2), 10, date(2026, 3, 16)),
        # Thanksgiving and the weekends are not counted.
        (date(2026, 11, 23), 10, date(2026, 12, 8)),
        # Over the turn of the year: Christmas and New Year's Day.
        (date(2026, 12, 18), 10, date(2027, 1, 5)),
        # Begun on a Saturday: Monday is the first one.
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
    ],
)
def test_business_days_are_counted_from_the_day_after(
    day: date, count: int, expected: date
) -> None:
    assert after_business_days(day, count) == expected


@given(day=st.dates(date(2000, 1, 1), date(2080, 1, 1)), count=st.integers(1, 40))
def test_the_days_between_hold_exactly_that_many_business_days(day: date, count: int) -> None:
    end = after_business_days(day, count)

    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(is_business_day(one) for one in between) == count
    assert is_business_day(end)


def test_a_day_ends_at_midnight_of_its_zone() -> None:
    moment = datetime(2026, 3, 2, 3, 30, tzinfo=UTC)

    assert day_of(moment, "America/New_York") == date(2026, 3, 1)
    assert day_of(moment, "UTC") == date(2026, 3, 2)
