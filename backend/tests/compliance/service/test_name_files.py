"""Files of names and of pairs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compliance.building import FILES
from paymentus.compliance.service.name_files import score_pairs, screen_names
from paymentus.compliance.service.table_files import ColumnMissing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "list"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    return folder


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class TestNames:
    def test_are_screened_with_all_that_is_known_of_them(
        self, folder: Path, tmp_path: Path
    ) -> None:
        names, out = tmp_path / "names.csv", tmp_path / "hits.jsonl"
        names.write_text(
            "id,full_name,dob,nationality\n"
            "c1,Arkadij Voronsev,1948-12-10,Russia\n"
            "c2,Arkadij Voronsev,1990-01-01,\n"
            "c3,Helga Brandt,,Germany\n",
            encoding="utf-8",
        )

        done = screen_names(folder, names, out, threshold=0.77, progress=lambda *_: None)

        assert (done.names, done.names_with_hits, done.hits, done.parties) == (3, 1, 1, 4)
        assert done.problems == ()
        (hit,) = lines(out)
        assert (hit["row"], hit["id"], hit["list"], hit["list_id"]) == (2, "c1", "SDN", "101")
        assert hit["listed_name"] in ("VORONTSEV, Arkady Timofeyevich", "WORONZEW, Arkadij")
        assert hit["score"] > 0.8
        assert "date of birth agrees (1948-12-10)" in hit["reasons"]
        assert {"asked", "listed", "how", "likeness"} == set(hit["side_by_side"][0])

    def test_with_a_wrong_particular_are_screened_without_it_and_named(
        self, folder: Path, tmp_path: Path
    ) -> None:
        names, out = tmp_path / "names.csv", tmp_path / "hits.jsonl"
        names.write_text(
            "name,date_of_birth,country,type\nArkady Vorontsev,soon,Atlantis,ghost\n,,,\n"
        )

        done = screen_names(folder, names, out, threshold=0.77, progress=lambda *_: None)

        assert len(lines(out)) == 1
        assert list(map(str, done.problems)) == [
            "names.csv line 2: date_of_birth “soon” is not understood; screened without it",
            "names.csv line 2: country “Atlantis” is not known; screened without it",
            "names.csv line 2: type “ghost” is not known; compared as of any type",
            "names.csv line 3: the name is empty",
        ]

    def test_without_their_column_leave_no_result(self, folder: Path, tmp_path: Path) -> None:
        names, out = tmp_path / "names.csv", tmp_path / "hits.jsonl"
        names.write_text("nom\nx\n")

        with pytest.raises(ColumnMissing):
            screen_names(folder, names, out, threshold=0.77, progress=lambda *_: None)

        assert not out.exists()


class TestPairs:
    def test_are_scored_in_their_order_with_a_verdict(self, tmp_path: Path) -> None:
        file, out = tmp_path / "pairs.csv", tmp_path / "scores.jsonl"
        file.write_text(
            "schema,name1,name2\nPerson,Bill Harlow,William Harlow\n"
            "Company,Volta GmbH,Terra GmbH\nPerson,,x\n"
        )

        done = score_pairs(file, out, threshold=0.76, progress=lambda *_: None)

        assert (done.pairs, done.matches) == (2, 1)
        first, second = lines(out)
        assert (first["row"], first["verdict"]) == (2, "match")
        assert first["reasons"] == [
            "same words: harlow", "“bill” for “william”: short form of one name",
        ]  # fmt: skip
        assert second["verdict"] == "no_match"
        assert second["score"] < first["score"]
        assert str(done.problems[0]) == "pairs.csv line 4: a name is empty"
