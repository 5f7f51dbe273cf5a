"""``docs/asvs.md`` names every requirement once, only what is there, and counts right."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass

import pytest

from architecture.sources import ROOT

FILE = ROOT / "docs" / "asvs.md"
OFFICIAL = ROOT.parent / "shared" / "data" / "asvs"
STATUSES = ("met", "not applicable", "open")
# So many have to be there even where the official list is not at hand to compare with.
LEVEL_1, LEVEL_2 = 70, 183


@dataclass(frozen=True)
class Requirement:
    id: str
    level: str
    status: str
    words: str
    paths: tuple[str, ...]


def requirements() -> list[Requirement]:
    found = []
    for line in FILE.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.fullmatch(r"V\d+\.\d+\.\d+", cells[0]):
            id, level, status, words, shown = cells
            found.append(Requirement(id, level, status, words, tuple(re.findall("`(.+?)`", shown))))
    return found


def counted() -> dict[str, list[int]]:
    """The table of counts, row by row."""
    rows = re.findall(
        r"^\| (Level 1|Level 2|Together) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$",
        FILE.read_text(),
        re.MULTILINE,
    )
    return {name: [int(number) for number in numbers] for name, *numbers in rows}


class TestRequirements:
    def test_are_each_there_once(self) -> None:
        ids = [one.id for one in requirements()]

        assert len(ids) == len(set(ids)) == LEVEL_1 + LEVEL_2

    def test_are_those_of_the_standard(self) -> None:
        files = list(OFFICIAL.glob("*5.0.0_en.csv"))
        if not files:
            pytest.skip("the official list is not at hand")
        with files[0].open() as file:
            official = {
                row["req_id"]: row["L"] for row in csv.DictReader(file) if row["L"] in ("1", "2")
            }

        assert {one.id: one.level for one in requirements()} == official

    def test_have_a_status_and_words(self) -> None:
        assert [one.id for one in requirements() if one.status not in STATUSES] == []
        assert [one.id for one in requirements() if len(one.words) < 6] == []

    def test_that_are_met_are_shown_by_something_that_is_there(self) -> None:
        met = [one for one in requirements() if one.status == "met"]

        assert [one.id for one in met if not one.paths] == []
        missing = {one.id: path for one in met for path in one.paths if not (ROOT / path).exists()}
        assert missing == {}

    def test_that_are_met_are_mostly_shown_by_a_test(self) -> None:
        met = [one for one in requirements() if one.status == "met"]
        by_test = [one for one in met if any("/tests/" in path for path in one.paths)]

        assert len(by_test) >= 0.9 * len(met)

    def test_are_counted(self) -> None:
        wanted = {}
        for name, level in (("Level 1", "1"), ("Level 2", "2"), ("Together", "")):
            count = Counter(one.status for one in requirements() if one.level.startswith(level))
            wanted[name] = [*(count[status] for status in STATUSES), count.total()]

        assert counted() == wanted
