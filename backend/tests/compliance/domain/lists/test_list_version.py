"""Versions of the lists."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.lists.list_version import (
    ListShrank,
    hash_of,
    require_plausible,
)


class TestHash:
    def test_does_not_depend_on_the_order_of_files(self) -> None:
        assert hash_of({"a": b"1", "b": b"2"}) == hash_of({"b": b"2", "a": b"1"})

    def test_tells_apart_what_is_written_together_alike(self) -> None:
        assert hash_of({"a": b"1", "b": b"23"}) != hash_of({"a": b"12", "b": b"3"})


class TestPlausibility:
    def test_refuses_a_list_that_lost_more_than_half(self) -> None:
        with pytest.raises(ListShrank, match="4 parties, the one in force 9"):
            require_plausible(9, 4)

    def test_takes_what_grew_or_lost_a_little(self) -> None:
        require_plausible(9, 5)
        require_plausible(0, 100)
