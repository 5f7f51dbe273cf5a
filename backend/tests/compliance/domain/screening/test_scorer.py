"""The score of two names."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.compliance.domain.screening.parsing import parse
from paymentus.compliance.domain.screening.scorer import compare_pair, score_names
from paymentus.compliance.domain.screening.verdict import PAIR_THRESHOLD

NAMES = st.lists(
    st.sampled_from(
        [
            "omar",
            "karim",
            "vorontsev",
            "al",
            "bin",
            "haji",
            "trading",
            "ltd",
            "ivan",
            "wang",
            "44",
            "marta",
            "ortega",
            "x",
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)


def score(one: str, other: str) -> float:
    return compare_pair(one, other).value()


class TestTwoNames:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Arkady Vorontsev", "VORONTSEV, Arkady Timofeyevich"),
            ("Arkadij Woronzew", "Arkady Vorontsev"),
            ("Аркадий Воронцев", "Arkady Vorontsev"),
            ("Bill Harlow", "William Harlow"),
            ("A. Vorontsev", "Arkady Vorontsev"),
            ("Dr. Omar Zuraybi", "Omar al-Zuraybi"),
            ("Qashmari Trading Co. Ltd", "QASHMARI TRADING COMPANY LIMITED"),
            ("First Qashmari Bank", "1st Qashmari Bank"),
            ("OrtegaSalas Marta", "Marta Ortega Salas"),
            ("Volta Intl", "Volta International"),
        ],
    )
    def test_of_one_party_match(self, one: str, other: str) -> None:
        assert score(one, other) >= PAIR_THRESHOLD

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Arkady Vorontsev", "Boris Vorontsev"),
            ("Karim Hadi Omar Salim", "Karim Hadi Walid Salim"),
            ("Volta GmbH", "Terra GmbH"),
            ("Volta of Boston", "Volta of Chicago"),
            ("Bank of Iran", "Bank of Peru"),
            ("N.N.", "Nadir Nassar"),
            ("李明", "李强"),
        ],
    )
    def test_of_two_parties_do_not(self, one: str, other: str) -> None:
        assert score(one, other) < PAIR_THRESHOLD

    def test_that_have_no_word_agree_in_nothing(self) -> None:
        assert score("", "Omar") == 0.0
        assert score("!", "!") == 0.0

    def test_lose_little_for_a_middle_name_and_much_for_another_name(self) -> None:
        extra, conflict = score("Omar Hadi", "Omar Karim Hadi"), score("Omar Hadi", "Omar Karim")

        assert extra > 0.85 > conflict

    @given(NAMES, NAMES)
    def test_score_the_same_in_either_order(self, one: str, other: str) -> None:
        first, second = parse(one), parse(other)

        assert score_names(first, second) == pytest.approx(score_names(second, first))
        assert 0 <= score_names(first, second) <= 1

    @given(NAMES, st.integers())
    def test_score_full_for_the_same_words_in_any_order(self, name: str, seed: int) -> None:
        # Numbers, compounds and legal forms hang on their neighbors: persons' plain names here.
        words = [word for word in name.split() if word not in ("44", "ltd", "al", "bin", "haji")]
        turned = list(words)
        random.Random(seed).shuffle(turned)

        one, other = (parse(" ".join(w), organization=False) for w in (words, turned))

        expected = 1.0 if any(token.significant for token in one.tokens) else 0.0
        assert score_names(one, other) == pytest.approx(expected)
