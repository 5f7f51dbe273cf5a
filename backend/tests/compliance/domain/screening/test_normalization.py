"""Names in any script as small Latin words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.compliance.domain.screening.normalization import CHARACTERS_MAX, words_of


def texts(name: str) -> list[str]:
    return [word.text for word in words_of(name)]


class TestWords:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Müller-Lüdenscheidt, Bärbel", ["muller", "ludenscheidt", "barbel"]),
            ("Иван Щербаков", ["ivan", "shcherbakov"]),
            ("AL-QA'IDA", ["al", "qaida"]),
            ("S.A.R.L. Dupont", ["sarl", "dupont"]),
            ("J.-C. Morel", ["jc", "morel"]),
            ("K. Tanaka", ["k", "tanaka"]),
            ("Smith & Sons", ["smith", "and", "sons"]),
            ("VoltaAG", ["volta", "ag"]),
            ("MacDonald", ["macdonald"]),
            ("  ", []),
            ("!!!", []),
        ],
    )
    def test_are_small_latin_without_marks(self, name: str, expected: list[str]) -> None:
        assert texts(name) == expected

    def test_of_characters_are_syllables_that_remember_their_sign(self) -> None:
        words = words_of("李明")

        assert [(word.text, word.sign) for word in words] == [("li", "李"), ("ming", "明")]

    def test_in_arabic_have_the_vowels_of_names_that_are_known(self) -> None:
        assert texts("محمد حسین") == ["muhammad", "husayn"]
        assert texts("الرشید")[0] == "al"

    def test_in_arabic_say_where_vowels_are_lacking(self) -> None:
        word = words_of("گلستانی")[0]

        assert word.vowelless

    def test_of_a_text_without_end_are_cut(self) -> None:
        assert sum(map(len, texts("ab " * 10_000))) <= CHARACTERS_MAX

    @given(st.text(max_size=60))
    def test_are_plain_whatever_comes(self, name: str) -> None:
        for word in words_of(name):
            assert word.text.isascii()
            assert word.text.isalnum()
            assert word.text == word.text.lower()
