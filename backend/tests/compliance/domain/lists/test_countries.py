"""Countries by their names."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.lists.countries import country_code


class TestACountry:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Iran", "IR"), ("Korea, North", "KP"), ("korea, south", "KR"), ("RU", "RU"),
            ("Congo, Democratic Republic of the", "CD"), ("Bahamas, The", "BS"), ("de", "DE"),
            ("The Netherlands", "NL"), ("Region: Gaza", "PS"), ("Türkiye", "TR"),
            ("Virgin Islands, British", "VG"),
        ],
    )  # fmt: skip
    def test_is_known_by_name_and_code(self, text: str, code: str) -> None:
        assert country_code(text) == code

    @pytest.mark.parametrize("text", ["", "Atlantis", "undetermined", "Palestinian Mandate"])
    def test_that_is_none_is_said_to_be_none(self, text: str) -> None:
        assert country_code(text) is None
