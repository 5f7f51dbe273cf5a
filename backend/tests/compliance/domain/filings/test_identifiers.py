"""Numbers that cannot be right are told from those that may be."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.filings.identifiers import (
    doubtful_tin,
    wrong_with_control_code,
    wrong_with_ein,
    wrong_with_ssn,
    wrong_with_tin,
)


@pytest.mark.parametrize(
    "number",
    ["", "12345678", "1234567890", "412-34-5678", "41234567a", "000123456", "666123456",
     "412005678", "412340000", "999999999", "٤١٢٣٤٥٦٧٨"],
)  # fmt: skip
def test_these_are_no_social_security_numbers(number: str) -> None:
    assert wrong_with_ssn(number) is not None


@pytest.mark.parametrize("number", ["412345678", "900701234", "001010001"])
def test_these_may_be(number: str) -> None:
    assert wrong_with_ssn(number) is None


def test_employer_numbers_have_nine_digits_and_a_prefix() -> None:
    assert wrong_with_ein("001234567") is not None
    assert wrong_with_ein("12-3456789") is not None
    assert wrong_with_ein("411234567") is None
    assert wrong_with_tin("111111111") is not None


def test_placeholders_and_unused_prefixes_are_doubtful() -> None:
    assert doubtful_tin("123456789", ein=False) is not None
    assert doubtful_tin("071234567", ein=True) is not None
    assert doubtful_tin("071234567", ein=False) is None
    assert doubtful_tin("411234567", ein=True) is None


@pytest.mark.parametrize(
    ("code", "good"), [("PTCC1234", True), ("TBSATEST", True), ("ptcc1234", False), ("PTCC", False)]
)
def test_a_transmitter_control_code_has_eight_characters(code: str, good: bool) -> None:
    assert (wrong_with_control_code(code) is None) is good
