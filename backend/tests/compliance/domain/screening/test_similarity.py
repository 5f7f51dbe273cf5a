"""How alike two words are, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.compliance.domain.screening.normalization import Word, words_of
from paymentus.compliance.domain.screening.similarity import Likeness, compare
from paymentus.compliance.domain.screening.tokens import Token, token_of

WORDS = st.text(alphabet="abehiklmnorstuy", min_size=1, max_size=12)


def token(text: str, *, organization: bool = False) -> Token:
    return token_of(Word(text), organization)


class TestTwoWords:
    @pytest.mark.parametrize(
        ("one", "other", "how", "least", "most"),
        [
            ("vorontsev", "vorontsev", Likeness.SAME, 1.0, 1.0),
            ("voronsev", "vorontsev", Likeness.TYPO, 0.85, 0.95),
            ("mohamed", "muhammad", Likeness.SPELLING, 0.95, 0.99),
            ("giovanni", "john", Likeness.OTHER_LANGUAGE, 0.8, 0.9),
            ("bill", "william", Likeness.PET_NAME, 0.8, 0.9),
            ("husayni", "hosaini", Likeness.SOUND, 0.9, 0.98),
            ("k", "karim", Likeness.INITIAL, 0.7, 0.85),
            ("k", "omar", Likeness.NONE, 0.0, 0.0),
            ("abdulghani", "ghani", Likeness.COMPOUND, 0.6, 0.8),
            ("castillo", "castro", Likeness.NONE, 0.0, 0.0),
            ("wei", "wang", Likeness.NONE, 0.0, 0.0),
        ],
    )
    def test_are_alike_for_a_reason(
        self, one: str, other: str, how: Likeness, least: float, most: float
    ) -> None:
        found = compare(token(one), token(other))

        assert found.how is how
        assert least <= found.value <= most

    def test_that_are_numbers_must_be_the_same_number(self) -> None:
        numeral, digits = token("vii", organization=True), token("7", organization=True)
        other = token("8", organization=True)

        assert compare(numeral, digits).how is Likeness.NUMBER
        assert compare(digits, other).value < 0.5

    def test_that_are_characters_must_be_the_same_character(self) -> None:
        peng, ping = (token_of(words_of(sign)[0], False) for sign in "朋平")

        assert compare(peng, ping).how is Likeness.NONE

    def test_that_name_one_trade_are_the_same_word(self) -> None:
        one, other = (token(word, organization=True) for word in ("banco", "bank"))

        assert compare(one, other).how is Likeness.SPELLING

    def test_without_vowels_are_compared_by_consonants(self) -> None:
        written, latin = token_of(Word("glstany", vowelless=True), False), token("golestani")

        assert compare(written, latin).how is Likeness.VOWELS

    @given(WORDS, WORDS)
    def test_are_as_alike_in_either_order(self, one: str, other: str) -> None:
        first, second = token(one), token(other)

        assert compare(first, second) == compare(second, first)
        assert 0 <= compare(first, second).value <= 1

    @given(WORDS)
    def test_that_are_one_word_are_the_same(self, word: str) -> None:
        assert compare(token(word), token(word)).value == 1.0
