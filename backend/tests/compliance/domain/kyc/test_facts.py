"""The least that must be known, and each way to miss it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from paymentus.compliance.domain.kyc.addresses import Address
from paymentus.compliance.domain.kyc.facts import (
    Identification,
    age_on,
    normalized,
    problems_of_facts,
)
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind

from support.customers import ON, a_customer

PASSPORT = Identification(NumberKind.PASSPORT, "C01X00T47", "DE")
AT_HOME = Address("Hauptstr. 5", "", "Köln", "", "50667", "DE")


def ssn(number: str, country: str = "US", kind: NumberKind = NumberKind.SSN) -> Identification:
    return Identification(kind, number, country)


def refused(**changes: Any) -> set[str]:
    return {problem.field for problem in problems_of_facts(a_customer(**changes), on=ON)}


class TestFacts:
    def test_that_are_complete_have_no_problem(self) -> None:
        assert problems_of_facts(a_customer(), on=ON) == ()

    def test_of_a_foreigner_need_no_american_number(self) -> None:
        assert refused(citizenships=("DE",), identification=PASSPORT, address=AT_HOME) == set()

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"family_name": " "}, "family_name"),
            ({"given_names": "R2D2"}, "given_names"),
            ({"birth_date": date(2008, 3, 2)}, "birth_date"),
            ({"birth_date": date(2027, 1, 1)}, "birth_date"),
            ({"birth_date": date(1890, 1, 1)}, "birth_date"),
            ({"citizenships": ()}, "citizenships"),
            ({"citizenships": ("USA",)}, "citizenships"),
            ({"identification": PASSPORT}, "identification.kind"),
            ({"identification": ssn("123456789", kind=NumberKind.EIN)}, "identification.kind"),
            ({"identification": ssn("000123456")}, "identification.number"),
            ({"identification": ssn("536904399", "DE")}, "identification.country"),
            ({"expected_monthly_minor": -1}, "expected_monthly_minor"),
            ({"address": Address("PO Box 1", "", "Dayton", "OH", "45402", "US")}, "address.line1"),
        ],
    )  # fmt: skip
    def test_that_are_wrong_are_named(self, changes: dict[str, Any], field: str) -> None:
        assert refused(**changes) == {field}

    def test_of_who_comes_of_age_today_are_taken(self) -> None:
        assert refused(birth_date=date(2008, 3, 1)) == set()


class TestAge:
    def test_counts_full_years(self) -> None:
        assert age_on(date(2008, 3, 1), ON) == 18
        assert age_on(date(2008, 3, 2), ON) == 17

    def test_of_the_leap_day_is_reached_on_the_first_of_march(self) -> None:
        assert age_on(date(2004, 2, 29), date(2022, 2, 28)) == 17
        assert age_on(date(2004, 2, 29), date(2022, 3, 1)) == 18


def test_facts_are_brought_to_one_form() -> None:
    typed = a_customer(
        given_names="  Trillian   Mae ",
        citizenships=("us", "US"),
        identification=Identification(NumberKind.SSN, "536-90-4399", "us"),
    )

    assert normalized(typed) == replace(a_customer(), given_names="Trillian Mae")
    assert a_customer().countries == frozenset({"US"})
