"""A floor under the accuracy of screening; ``make screening`` measures it whole.

Pairs and seeds are those that the rules were not tuned on.
"""

from __future__ import annotations

import csv

import pytest

from measure.screening import SEED_HELD_OUT, f1_of, labelled_pairs, positives
from paymentus.compliance.domain.screening.index import ListIndex
from paymentus.compliance.domain.screening.particulars import Subject
from paymentus.compliance.domain.screening.screener import Screener
from paymentus.compliance.service.list_folder import read_folder

from support.shared_lists import LISTS, NAMES, needs_lists, needs_names

PEOPLE = 400


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener(ListIndex(read_folder(LISTS / "sdn-2021").parties))


@needs_names
class TestLabelledPairs:
    def test_are_judged_as_people_judged_them(self) -> None:
        held_out = [row for row, half in labelled_pairs() if half == 1]

        assert len(held_out) > 150
        assert f1_of(held_out) >= 0.88


@needs_lists
class TestMangledNames:
    def test_are_found_on_the_list(self, screener: Screener) -> None:
        parties = read_folder(LISTS / "sdn-2021").parties
        asked = positives(parties, PEOPLE, SEED_HELD_OUT)

        found = sum(
            any(
                hit.party.uid == one.party.uid for hit in screener.screen(Subject(one.mangled.text))
            )
            for one in asked
        )

        assert found / PEOPLE >= 0.95


@needs_lists
@needs_names
class TestPeopleOnNoList:
    def test_are_left_alone(self, screener: Screener) -> None:
        flagged = total = 0
        for file in ("validation_negatives_us.csv", "validation_negatives_global.csv"):
            with (NAMES / file).open(encoding="utf-8") as stream:
                for row in csv.DictReader(stream):
                    total += 1
                    flagged += bool(screener.screen(Subject(row["full_name"])))

        assert total == 2_000
        assert flagged <= 6
