"""Words that are written almost alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from paymentus.compliance.domain.screening.spelling_index import SpellingIndex

WORDS = st.lists(
    st.text(alphabet="abcd", min_size=1, max_size=11), min_size=1, max_size=20, unique=True
)


class TestAnIndexOfSpellings:
    def test_finds_a_word_with_a_letter_wrong_missing_added_or_swapped(self) -> None:
        index = SpellingIndex(["ortega", "vorontsev"])

        for word in ("ortega", "ortgea", "orega", "orttega", "ortiga"):
            assert index.alike(word) == [0]
        assert index.alike("vorotnsef") == [1]
        assert index.alike("orrga") == []

    def test_takes_words_of_two_letters_as_they_are(self) -> None:
        index = SpellingIndex(["li", "la", "lia"])

        assert index.alike("li") == [0]

    @given(WORDS, st.text(alphabet="abcd", min_size=3, max_size=7))
    def test_finds_all_that_a_search_through_all_finds(self, words: list[str], word: str) -> None:
        """Words of up to eight letters; longer ones are looked up by their beginnings."""
        words = [w for w in words if 3 <= len(w) <= 8]
        expected = {n for n, w in enumerate(words) if OSA.distance(word, w) <= 1}

        assert set(SpellingIndex(words).alike(word)) == expected
