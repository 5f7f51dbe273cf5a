"""Codes of three letters in two."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.kyc.country_codes import two_letters


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("USA", "US"),
        ("D", "DE"),
        ("deu", "DE"),
        ("GBN", "GB"),
        ("RKS", "XK"),
        ("XXA", None),
        ("UTO", None),
    ],
)
def test_codes_are_those_of_the_country(printed: str, code: str | None) -> None:
    assert two_letters(printed) == code
