from __future__ import annotations

import dataclasses
import random
from datetime import date

import pytest

from paymentus.bills.domain.columns import FIELDS
from stress.options import read_options
from stress.preparing import bill_file, bills_each

DUE = date(2026, 12, 1)


class TestTheFileOfBills:
    def test_has_so_many_for_each_account_under_numbers_of_their_own(self) -> None:
        file = bill_file(["8000000001", "8000000002"], 3, random.Random(1), tag="S1", due=DUE)
        head, *rows = file.decode().splitlines()
        cells = [row.split(",") for row in rows]

        assert [row[0] for row in cells] == ["8000000001"] * 3 + ["8000000002"] * 3
        assert len({row[2] for row in cells}) == 6
        assert all(20 <= float(row[4]) <= 180 and row[3] == "2026-12-01" for row in cells)
        assert len(head.split(",")) == len(cells[0])

    def test_is_the_same_for_the_same_seed(self) -> None:
        first, again, other = (
            bill_file(["8000000001"], 9, random.Random(seed), tag="S1", due=DUE)
            for seed in (1, 1, 2)
        )

        assert first == again != other

    def test_calls_its_columns_what_an_import_knows(self) -> None:
        head = bill_file([], 0, random.Random(1), tag="S1", due=DUE).decode()
        known = {synonym for field in FIELDS for synonym in field.synonyms}

        names = {name.lower().replace(" ", "") for name in head.split(",")}
        assert names <= known


class TestBillsForEach:
    @pytest.mark.parametrize(
        ("seconds", "think", "count"), [(60, 20, 4), (300, 20, 12), (3, 0.3, 9), (3600, 1, 90)]
    )
    def test_last_until_the_end_but_are_no_more_than_a_guest_is_shown(
        self, seconds: float, think: float, count: int
    ) -> None:
        options = dataclasses.replace(read_options([]), seconds=seconds, think_seconds=think)

        assert bills_each(options) == count
