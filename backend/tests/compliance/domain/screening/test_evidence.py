"""What a likeness of names is worth on a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.compliance.domain.screening.evidence import (
    Span,
    bits_of,
    most_bits,
    value_on_list,
)
from paymentus.compliance.domain.screening.normalization import Word
from paymentus.compliance.domain.screening.parsing import parse
from paymentus.compliance.domain.screening.scorer import compare_names
from paymentus.compliance.domain.screening.tokens import token_of


def value(asked: str, listed: str, bits: float, *, organization: bool = False) -> float:
    one, other = (parse(name, organization=organization) for name in (asked, listed))
    return value_on_list(compare_names(one, other), one, other, bits)


class TestEvidence:
    def test_leaves_an_exact_match_exact_however_common(self) -> None:
        assert value("Ali Hasan", "HASAN, Ali", 5) == 1.0

    def test_makes_a_defect_count_for_more_where_names_are_common(self) -> None:
        common, rare = (value("Omar Vorontsov", "VORONTSEV, Omar", b) for b in (10, 30))

        assert common < rare < 1.0

    def test_holds_a_missing_surname_against_a_match(self) -> None:
        surname = value("Marta Salas", "ORTEGA SALAS, Marta", 15)
        second = value("Marta Ortega", "ORTEGA SALAS, Marta", 15)

        assert surname < second

    def test_of_a_companys_name_is_the_name_itself(self) -> None:
        few, many = (value("Voltara Ltd", "VOLTARRA LTD", b, organization=True) for b in (8, 30))

        assert few == many

    def test_of_given_names_and_short_words_is_limited(self) -> None:
        assert most_bits(token_of(Word("alexander"), False)) == 7.0
        assert most_bits(token_of(Word("wu"), False)) <= 6.0
        assert most_bits(token_of(Word("vorontsev"), False)) > 50

    def test_counts_what_agrees_by_how_well_it_agrees(self) -> None:
        same, near = (
            bits_of(compare_names(parse(name), parse("Arkady Vorontsev")), lambda _: 10.0)
            for name in ("Arkady Vorontsev", "Arkady Voronsev")
        )

        assert same == pytest.approx(20)
        assert 15 < near < 20

    @given(st.floats(0, 50), st.floats(0, 50))
    def test_never_falls_with_more_of_it(self, one: float, other: float) -> None:
        low, high = sorted((one, other))
        names = "Omar Vorontsov", "VORONTSEV, Omar Karim"

        assert value(*names, low) <= value(*names, high) + 1e-9

    def test_spans_move_evenly_between_their_ends(self) -> None:
        span = Span(10, 20, 3.0, 1.0)

        assert [span.at(bits) for bits in (5, 10, 15, 20, 30)] == [3.0, 3.0, 2.0, 1.0, 1.0]
