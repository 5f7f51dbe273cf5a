"""What a word is."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.screening.normalization import Word
from paymentus.compliance.domain.screening.tokens import kind_of, token_of
from paymentus.compliance.domain.screening.vocabulary import Kind


class TestAWord:
    @pytest.mark.parametrize(
        ("word", "organization", "kind"),
        [
            ("trading", True, Kind.TRADE), ("comercial", True, Kind.TRADE),
            ("iran", True, Kind.PLACE), ("iran", False, Kind.NAME), ("xii", True, Kind.NUMBER),
            ("haji", False, Kind.TITLE), ("bin", False, Kind.PARTICLE), ("k", False, Kind.INITIAL),
            ("ahl1", True, Kind.NUMBER), ("limted", True, Kind.FORM), ("gomez", False, Kind.NAME),
        ],
    )  # fmt: skip
    def test_has_a_kind(self, word: str, organization: bool, kind: Kind) -> None:
        assert kind_of(word, organization=organization) is kind

    def test_says_more_the_longer_it_is_and_a_trade_word_less(self) -> None:
        short, long = token_of(Word("kim"), False), token_of(Word("vorontsev"), False)
        trade = token_of(Word("trading"), True)

        assert short.weight < long.weight
        assert trade.weight < token_of(Word("vorontz"), True).weight
        assert long.significant
