"""Which word stands for which."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.screening.alignment import Alignment, align
from paymentus.compliance.domain.screening.parsing import parse


def aligned(one: str, other: str) -> Alignment:
    return align(parse(one).tokens, parse(other).tokens)


def pairs(alignment: Alignment) -> set[tuple[str, str]]:
    return {
        ("+".join(t.text for t in pair.first), "+".join(t.text for t in pair.second))
        for pair in alignment.pairs
    }


class TestWordsOfTwoNames:
    def test_find_each_other_in_any_order(self) -> None:
        found = aligned("Karim Hadi Omar", "Omar Karim Hadi")

        assert pairs(found) == {("karim", "karim"), ("hadi", "hadi"), ("omar", "omar")}
        assert found.only_first == found.only_second == ()

    @pytest.mark.parametrize(
        ("one", "other", "pair"),
        [
            ("Van der Holt", "Vanderholt", ("van+der+holt", "vanderholt")),
            ("Ramizak Karim", "Rami Zak Karim", ("ramizak", "rami+zak")),
            ("JC Morel", "Jean-Claude Morel", ("jc", "jean+claude")),
        ],
    )
    def test_are_put_together_where_the_other_name_is(
        self, one: str, other: str, pair: tuple[str, str]
    ) -> None:
        assert pair in pairs(aligned(one, other))

    def test_are_used_once(self) -> None:
        found = aligned("Omar Omar", "Omar Karim")

        assert [token.text for token in found.only_first] == ["omar"]
        assert [token.text for token in found.only_second] == ["karim"]

    def test_take_the_best_partner_there_is(self) -> None:
        found = aligned("Hasan Hassani", "Hassani Hasan")

        assert pairs(found) == {("hasan", "hasan"), ("hassani", "hassani")}
