"""Dates of birth in the forms that lists and files have."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.compliance.domain.lists.dates import birth_date
from paymentus.compliance.domain.screening.listed import BirthDate

YEAR = BirthDate(date(1948, 1, 1), date(1948, 12, 31))
DAY = BirthDate(date(1948, 12, 10), date(1948, 12, 10))


class TestABirthDate:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("10 Dec 1948", DAY),
            ("10 December 1948", DAY),
            ("1948-12-10", DAY),
            ("19481210", DAY),
            ("12/10/1948", DAY),
            ("1948", YEAR),
            ("1948-00-00", YEAR),
            ("Dec 1948", BirthDate(date(1948, 12, 1), date(1948, 12, 31))),
            ("circa 1948", BirthDate(YEAR.first, YEAR.last, circa=True)),
            ("1948 to 1950", BirthDate(date(1948, 1, 1), date(1950, 12, 31))),
            ("circa 1948-1950", BirthDate(date(1948, 1, 1), date(1950, 12, 31), circa=True)),
            ("15/01/1950", BirthDate(date(1950, 1, 15), date(1950, 1, 15))),
        ],
    )
    def test_is_read(self, text: str, expected: BirthDate) -> None:
        assert birth_date(text) == expected

    @pytest.mark.parametrize("text", ["", "unknown", "1948-13-01", "30 Feb 1948", "1950 to 1948"])
    def test_that_is_none_is_said_to_be_none(self, text: str) -> None:
        assert birth_date(text) is None

    @given(st.dates(min_value=date(1900, 1, 1), max_value=date(2030, 1, 1)))
    def test_survives_both_ways_of_writing_it(self, day: date) -> None:
        expected = BirthDate(day, day)

        assert birth_date(day.isoformat()) == expected
        assert birth_date(day.strftime("%d %b %Y")) == expected

    @given(st.text(max_size=30))
    def test_is_asked_of_any_text_without_harm(self, text: str) -> None:
        birth_date(text)
