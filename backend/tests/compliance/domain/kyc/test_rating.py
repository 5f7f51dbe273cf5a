"""Ratings with their reasons, and the day of the next review."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from paymentus.compliance.domain.kyc.addresses import Address
from paymentus.compliance.domain.kyc.checks import Check, Outcome
from paymentus.compliance.domain.kyc.rating import (
    Rating,
    RiskRating,
    rate,
    review_due_on,
)

from support.customers import ON, a_customer, a_document

GOOD = a_document(checks=(Check("mrz_check_digits", Outcome.PASSED, "Yes."),))
BAD = a_document(checks=(Check("name_agrees", Outcome.FAILED, "No."),))


def rated(screening: tuple[str, ...] = (), cases: int = 0, **changes: Any) -> RiskRating:
    return rate(
        a_customer(**changes), [GOOD], screening_words=screening, activity_in_cases=cases, on=ON
    )


def codes(rating: RiskRating) -> list[str]:
    return [factor.code for factor in rating.factors]


class TestTheRating:
    def test_of_an_ordinary_customer_is_low_without_a_reason(self) -> None:
        rating = rated()

        assert (rating.rating, rating.factors, rating.triggers) == (Rating.LOW, (), ())

    @pytest.mark.parametrize(
        ("changes", "rating", "code", "deeper"),
        [
            ({"citizenships": ("IR", "US")}, Rating.HIGH, "country_call_for_action", True),
            ({"citizenships": ("US", "VN")}, Rating.MEDIUM, "country_increased_monitoring", False),
            ({"is_exposed": True}, Rating.HIGH, "exposed_person", True),
            ({"expected_monthly_minor": 2_500_001}, Rating.LOW, "large_volume", False),
            ({"screening": ("Reads like a listed name.",)}, Rating.HIGH, "screening", True),
            ({"cases": 1}, Rating.HIGH, "activity_in_cases", True),
            (
                {"address": Address("Hauptstr. 5", "", "Köln", "", "50667", "DE")},
                Rating.LOW,
                "lives_abroad",
                False,
            ),
        ],
    )
    def test_has_its_reason(
        self, changes: dict[str, Any], rating: Rating, code: str, deeper: bool
    ) -> None:
        found = rated(**changes)

        assert (found.rating, codes(found), bool(found.triggers)) == (rating, [code], deeper)

    def test_adds_up_from_small_reasons(self) -> None:
        found = rated(
            citizenships=("US", "VN"),
            expected_monthly_minor=9_000_000,
            address=Address("12 Rue X", "", "Paris", "", "75001", "FR"),
        )

        assert (found.rating, found.points) == (Rating.HIGH, 65)
        assert found.triggers == ("The risk is rated high.",)

    def test_counts_documents_that_failed_and_those_compared_by_eye(self) -> None:
        def of(document: Any) -> list[str]:
            return codes(
                rate(a_customer(), [document], screening_words=(), activity_in_cases=0, on=ON)
            )

        assert of(BAD) == ["checks_failed"]
        assert of(a_document()) == ["compared_by_eye"]


class TestTheNextReview:
    @pytest.mark.parametrize(
        ("rating", "due"),
        [
            (Rating.LOW, date(2029, 3, 1)),
            (Rating.MEDIUM, date(2028, 3, 1)),
            (Rating.HIGH, date(2027, 3, 1)),
        ],
    )
    def test_comes_by_rating(self, rating: Rating, due: date) -> None:
        assert review_due_on(rating, approved_on=ON) == due

    def test_of_a_leap_day_comes_on_the_last_of_february(self) -> None:
        assert review_due_on(Rating.HIGH, approved_on=date(2028, 2, 29)) == date(2029, 2, 28)
        assert review_due_on(Rating.HIGH, approved_on=date(2026, 12, 31)) == date(2027, 12, 31)
