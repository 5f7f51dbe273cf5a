"""``paymentus screening`` as an analyst runs it, without any stack."""

from __future__ import annotations

import json
from pathlib import Path

from compliance.building import FILES

from support.commands import Done, paymentus


def run(folder: Path, *arguments: str) -> Done:
    return paymentus("screening", *arguments, cwd=folder, COLUMNS="100")


def a_folder(tmp_path: Path) -> Path:
    (tmp_path / "list").mkdir()
    for name, content in FILES.items():
        (tmp_path / "list" / name).write_bytes(content)
    (tmp_path / "names.csv").write_text("name,date_of_birth\nArkady Vorontsev,1948\nHelga Br,\n")
    return tmp_path


class TestMatch:
    def test_writes_hits_and_says_how_many(self, tmp_path: Path) -> None:
        folder = a_folder(tmp_path)

        done = run(folder, "match", "--list", "list", "--names", "names.csv", "--out", "h.jsonl")

        assert done.returncode == 0, done.stderr
        assert "1 hits for 1 names" in " ".join(done.stderr.split())
        hit = json.loads((folder / "h.jsonl").read_text())
        assert hit["list_id"] == "101"

    def test_ends_with_3_when_a_row_is_damaged_and_names_it(self, tmp_path: Path) -> None:
        folder = a_folder(tmp_path)
        with (folder / "names.csv").open("a") as names:
            names.write("Omar,soon\n")

        done = run(folder, "match", "--list", "list", "--names", "names.csv", "--out", "h.jsonl")

        assert done.returncode == 3
        assert "names.csv line 4" in done.stderr

    def test_ends_with_1_and_a_sentence_without_a_list(self, tmp_path: Path) -> None:
        folder = a_folder(tmp_path)

        done = run(folder, "match", "--list", ".", "--names", "names.csv", "--out", "h.jsonl")

        assert done.returncode == 1
        assert "has no sdn.csv" in " ".join(done.stderr.split())
        assert "Traceback" not in done.stderr

    def test_teaches_its_columns(self, tmp_path: Path) -> None:
        said = run(tmp_path, "match", "--help").stdout

        assert all(column in said for column in ("name", "date_of_birth", "country", "document"))


class TestPairs:
    def test_writes_scores(self, tmp_path: Path) -> None:
        (tmp_path / "p.csv").write_text("name1,name2\nBill Harlow,William Harlow\n")

        done = run(tmp_path, "pairs", "p.csv", "--out", "s.jsonl")

        assert done.returncode == 0, done.stderr
        assert json.loads((tmp_path / "s.jsonl").read_text())["verdict"] == "match"

    def test_names_a_wrong_column(self, tmp_path: Path) -> None:
        (tmp_path / "p.csv").write_text("one,two\nx,y\n")

        done = run(tmp_path, "pairs", "p.csv", "--out", "s.jsonl")

        assert done.returncode == 1
        assert "no column “name1”" in done.stderr
