"""Federal business days, against days that the Office of Personnel Management published."""

from __future__ import annotations

from datetime import date

import pytest

from paymentus.compliance.domain.filings.calendars import (
    HOLIDAYS,
    after_business_days,
    is_business_day,
    observed,
    years_after,
)

# OPM, federal holidays of 2026, as observed.
OF_2026 = ["01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11",
           "11-26", "12-25"]  # fmt: skip


def test_holidays_of_2026_are_those_published() -> None:
    assert [f"{observed(holiday, 2026):%m-%d}" for holiday in HOLIDAYS] == OF_2026


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        ("2026-07-02", True),
        ("2026-07-03", False),  # the Fourth falls on a Saturday
        ("2027-07-05", False),  # and here on a Sunday
        ("2021-12-31", False),  # New Year's Day of 2022 falls on a Saturday
        ("2020-06-19", True),  # Juneteenth was no holiday yet
        ("2026-11-23", True),
        ("2026-11-22", False),
    ],
)
def test_a_day_is_one_of_business_or_not(day: str, open_: bool) -> None:
    assert is_business_day(date.fromisoformat(day)) is open_


def test_ten_business_days_skip_weekends_and_holidays() -> None:
    # Thanksgiving is in between: from Monday, November 16, to Tuesday, December 1.
    assert after_business_days(date(2026, 11, 16), 10) == date(2026, 12, 1)


def test_a_leap_day_ends_on_the_28th() -> None:
    assert years_after(date(2028, 2, 29), 5) == date(2033, 2, 28)
