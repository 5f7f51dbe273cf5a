"""How words sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.compliance.domain.screening.skeletons import consonants_of, skeleton_of

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=20)


class TestASkeleton:
    @pytest.mark.parametrize(
        "words",
        [
            ("hussein", "husayn", "hosain"), ("wladimir", "vladimir"), ("osama", "usama", "ousama"),
            ("sergej", "sergei", "sergey"), ("khaled", "kaled"), ("yousef", "yusef"),
            ("qadir", "kadir"), ("mehdi", "mehdy"), ("sharif", "shareef"),
        ],
    )  # fmt: skip
    def test_is_one_for_romanizations_of_a_name(self, words: tuple[str, ...]) -> None:
        assert len({skeleton_of(word) for word in words}) == 1

    def test_differs_for_other_names(self) -> None:
        assert skeleton_of("hassan") != skeleton_of("hussein")

    @given(WORDS)
    def test_is_never_empty(self, word: str) -> None:
        assert skeleton_of(word)

    def test_leaves_consonants_where_a_script_has_no_vowels(self) -> None:
        assert consonants_of(skeleton_of("mousavi")) == consonants_of(skeleton_of("mwswy"))
