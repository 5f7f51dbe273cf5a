"""Names that are written in several ways."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.screening.given_names import (
    MEANINGS,
    PET_NAME,
    SPELLING,
    same_name,
)


class TestAGivenName:
    @pytest.mark.parametrize(
        ("one", "other", "how"),
        [
            ("william", "bill", PET_NAME), ("aleksandr", "alexander", SPELLING),
            ("mohamed", "muhammad", SPELLING), ("sasha", "alexander", PET_NAME),
            ("bill", "robert", 0), ("ahmed", "hamid", 0), ("zzz", "william", 0),
        ],
    )  # fmt: skip
    def test_is_known_in_other_spellings_and_short_forms(
        self, one: str, other: str, how: int
    ) -> None:
        assert same_name(one, other) == how
        assert same_name(other, one) == how

    def test_is_written_as_normalization_leaves_it(self) -> None:
        assert [word for word in MEANINGS if not (word.isascii() and word.isalnum())] == []
