"""Date of birth, country and documents beside a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compliance.building import a_list
from paymentus.compliance.domain.lists.dates import birth_date
from paymentus.compliance.domain.screening.listed import PartyType
from paymentus.compliance.domain.screening.particulars import (
    Subject,
    bare,
    findings,
    same_documents,
)

PERSON = a_list()[0]
ABOUT_1970 = a_list()[3]


def points(subject: Subject, party: object = PERSON) -> float:
    return sum(finding.points for finding in findings(subject, party))  # type: ignore[arg-type]


class TestADateOfBirth:
    @pytest.mark.parametrize(
        ("said", "sign", "words"),
        [
            ("1948-12-10", 1, "date of birth agrees"),
            ("1948-10-12", 1, "swapped"),
            ("1948", 1, "as far as it is known"),
            ("1949-05-01", 1, "as far as it is known"),
            ("1950-01-01", 0, "close"),
            ("1975-01-01", -1, "contradict"),
        ],
    )
    def test_speaks_for_or_against(self, said: str, sign: int, words: str) -> None:
        subject = Subject("A. Vorontsev", birth=birth_date(said))

        finding = findings(subject, PERSON)[0]

        assert words in finding.sentence
        assert (finding.points > 0) - (finding.points < 0) == sign

    def test_on_another_day_of_the_same_year_speaks_against(self) -> None:
        one_birth = replace(PERSON, births=PERSON.births[:1])

        finding = findings(Subject("x", birth=birth_date("1948-03-01")), one_birth)[0]

        assert "another day" in finding.sentence
        assert finding.points < 0

    def test_about_a_year_allows_two_years(self) -> None:
        near, far = (Subject("x", birth=birth_date(f"{year}-06-01")) for year in (1972, 1974))

        assert points(near, ABOUT_1970) == 0
        assert points(far, ABOUT_1970) < 0

    def test_that_agrees_to_the_day_is_worth_more_than_one_to_the_year(self) -> None:
        day, year = (Subject("x", birth=birth_date(text)) for text in ("10 Dec 1948", "1948"))

        assert findings(day, PERSON)[0].bits > findings(year, PERSON)[0].bits > 0


class TestOtherParticulars:
    def test_count_only_where_both_sides_have_them(self) -> None:
        assert findings(Subject("x"), PERSON) == []

    def test_are_the_country(self) -> None:
        same, other = (Subject("x", countries=frozenset({code})) for code in ("RU", "BR"))

        assert points(same) > 0 > points(other)

    def test_are_the_type(self) -> None:
        assert points(Subject("x", type=PartyType.VESSEL)) < 0

    def test_are_documents_by_letters_and_digits_only(self) -> None:
        subject = Subject("x", documents=frozenset({bare("73-4521 987")}))

        assert same_documents(subject, PERSON) == ["Passport"]
