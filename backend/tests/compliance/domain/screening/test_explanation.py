"""Why two names match, in words."""

from __future__ import annotations

from paymentus.compliance.domain.screening.explanation import sentences, side_by_side
from paymentus.compliance.domain.screening.listed import ListedName, NameQuality
from paymentus.compliance.domain.screening.scorer import compare_pair

COMPARISON = compare_pair("Dr. Bill Vorontsev Hadi", "VORONTSEV, William Karim")


class TestAnExplanation:
    def test_names_what_is_the_same_what_differs_and_what_is_left(self) -> None:
        said = sentences(COMPARISON, ListedName("x", NameQuality.WEAK), common=True)

        assert said == [
            "same words: vorontsev",
            "“bill” for “william”: short form of one name",
            "not on the list: hadi",
            "only on the list: karim",
            "the names that agree are common",
            "the listed name is a weak alias",
        ]

    def test_shows_every_word_of_both_names_once(self) -> None:
        rows = side_by_side(COMPARISON)

        assert [row.asked for row in rows if row.asked] == ["vorontsev", "bill", "dr", "hadi"]
        assert [row.listed for row in rows if row.listed] == ["vorontsev", "william", "karim"]
