"""Numbers that can be somebody's, and those that cannot."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.kyc.identification_numbers import (
    NumberKind,
    bare,
    problem_of_number,
)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (NumberKind.SSN, "536-90-4399"),
        (NumberKind.SSN, "001 01 0001"),
        (NumberKind.SSN, "899-99-9999"),
        (NumberKind.ITIN, "912-50-1234"),
        (NumberKind.ITIN, "999-88-0000"),
        (NumberKind.EIN, "12-3456789"),
        (NumberKind.ALIEN_ID, "A012345678"),
        (NumberKind.ALIEN_ID, "12345678"),
        (NumberKind.PASSPORT, "x1234567"),
        (NumberKind.GOVERNMENT_ID, "CURP-850101"),
    ],
)
def test_numbers_that_can_be_are_taken(kind: NumberKind, number: str) -> None:
    assert problem_of_number(kind, number) is None


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        (NumberKind.SSN, "000-12-3456", "begins with 000"),
        (NumberKind.SSN, "666-12-3456", "begins with 666"),
        (NumberKind.SSN, "900-12-3456", "ITIN"),
        (NumberKind.SSN, "123-00-4567", "zeros"),
        (NumberKind.SSN, "123-45-0000", "zeros"),
        (NumberKind.SSN, "078-05-1120", "advertisement"),
        (NumberKind.SSN, "123-45-678", "nine digits"),
        (NumberKind.SSN, "12345678a", "nine digits"),
        (NumberKind.ITIN, "812-50-1234", "begins with 9"),
        (NumberKind.ITIN, "912-49-1234", "fourth and fifth"),
        (NumberKind.ITIN, "912-93-1234", "fourth and fifth"),
        (NumberKind.ITIN, "912-89-1234", "fourth and fifth"),
        (NumberKind.EIN, "07-1234567", "begins with 07"),
        (NumberKind.EIN, "123", "nine digits"),
        (NumberKind.ALIEN_ID, "A123456", "USCIS"),
        (NumberKind.PASSPORT, "12#45", "passport"),
        (NumberKind.GOVERNMENT_ID, "1", "4 to 25"),
    ],
)
def test_numbers_that_cannot_be_are_refused_with_the_reason(
    kind: NumberKind, number: str, words: str
) -> None:
    problem = problem_of_number(kind, number)

    assert problem is not None
    assert words in problem


def test_a_number_is_compared_without_its_spacing() -> None:
    assert bare(" ab-12.3/4 ") == "AB1234"
