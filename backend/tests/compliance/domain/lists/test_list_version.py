"""Versions of the lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from compliance.building import FILES, a_person
from paymentus.compliance.domain.lists.list_version import (
    ListIncomplete,
    ListShrank,
    hash_of,
    require_plausible,
    require_whole,
)
from paymentus.compliance.domain.screening.listed import ListedParty


def people(count: int) -> Sequence[ListedParty]:
    return [a_person(str(n), f"Nobody{n}") for n in range(count)]


class TestHash:
    def test_does_not_depend_on_the_order_of_files(self) -> None:
        assert hash_of({"a": b"1", "b": b"2"}) == hash_of({"b": b"2", "a": b"1"})

    def test_tells_apart_what_is_written_together_alike(self) -> None:
        assert hash_of({"a": b"1", "b": b"23"}) != hash_of({"a": b"12", "b": b"3"})


class TestPlausibility:
    def test_refuses_a_list_that_lost_more_than_half(self) -> None:
        with pytest.raises(ListShrank, match="4 parties, the one in force 9"):
            require_plausible(people(9), people(4))

    def test_takes_what_grew_or_lost_a_little(self) -> None:
        require_plausible(people(9), people(5))
        require_plausible((), people(100))

    def test_refuses_a_list_of_as_many_parties_that_lost_their_other_names(self) -> None:
        before = [a_person(str(n), f"Nobody{n}", f"Alias{n}") for n in range(9)]

        with pytest.raises(ListShrank, match="0 other names, the one in force 9"):
            require_plausible(before, people(9))

    def test_looks_at_each_list_by_itself(self) -> None:
        beside = [replace(one, list_name="non-SDN") for one in people(9)]

        with pytest.raises(ListShrank, match="non-SDN list that was fetched has 0 parties"):
            require_plausible([*people(100), *beside], people(100))


class TestWholeness:
    @pytest.mark.parametrize("missing", ["alt.csv", "add.csv"])
    def test_of_a_list_that_is_there_aliases_and_addresses_must_be(self, missing: str) -> None:
        require_whole(FILES)

        with pytest.raises(ListIncomplete, match=f"SDN list came without {missing}"):
            require_whole({name: FILES[name] for name in FILES if name != missing})
        with pytest.raises(ListIncomplete):
            require_whole({**FILES, missing: b"\x1a\r\n"})

    def test_a_folder_may_have_another_list_alone(self) -> None:
        require_whole({"consolidated.xml": b"<list/>"})
