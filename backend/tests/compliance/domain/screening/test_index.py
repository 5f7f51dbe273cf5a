"""The names of a list, asked which of them a name could be."""

from __future__ import annotations

import pytest

from compliance.building import a_list, a_person
from paymentus.compliance.domain.screening.index import ListIndex
from paymentus.compliance.domain.screening.parsing import parse


def found(index: ListIndex, name: str) -> list[str]:
    return [index.names[n].text for n in index.candidates(parse(name), 10, 0.7)]


class TestAnIndex:
    @pytest.mark.parametrize(
        "name",
        [
            "Arkady Vorontsev", "Vorontsev Arkadi", "Arkadij Woronzew", "arkady vorotnsev",
            "ArkadyVorontsev", "A. Vorontsev", "Arkady Voron Tsev",
        ],
    )  # fmt: skip
    def test_finds_a_name_however_it_is_written(self, name: str) -> None:
        assert any("VORONTSEV" in text or "WORONZEW" in text for text in found(an_index(), name))

    def test_finds_nothing_for_who_is_not_on_it(self) -> None:
        assert found(an_index(), "Helga Brandt") == []
        assert found(an_index(), "") == []

    def test_puts_the_best_first_and_no_more_than_were_asked_for(self) -> None:
        index = ListIndex([a_person(str(n), f"OMAR, Karim {n}x") for n in range(30)])

        candidates = index.candidates(parse("Karim Omar"), 5)

        assert len(candidates) == 5

    def test_knows_how_much_a_word_says(self) -> None:
        people = [a_person(str(n), f"HASSAN, Person{n}") for n in range(64)]
        index = ListIndex([*people, a_person("x", "VORONTSEV, Arkady")])
        common, rare = (parse(name).tokens[0] for name in ("Hassan", "Vorontsev"))

        assert index.bits(common) < 8 < index.bits(rare)

    def test_finds_parties_by_document_and_wallet(self) -> None:
        index = an_index()

        assert index.parties_with_document("734521987") == [0]
        assert index.parties_with_document("000") == []
        wallet = index.party_with_wallet("1VorontsevQx9Rz")
        assert wallet is not None
        assert wallet.uid == "101"
        assert index.party_with_wallet("1Nobody") is None


def an_index() -> ListIndex:
    return ListIndex(a_list())
