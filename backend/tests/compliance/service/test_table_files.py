"""CSV files of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from paymentus.compliance.domain.lists.read_list import RowProblem
from paymentus.compliance.service.table_files import ColumnMissing, FileUnreadable, Row, read_table

COLUMNS = {"name": ("name", "full_name"), "country": ("country",)}


def read(path: Path, content: bytes) -> tuple[list[Row], list[RowProblem]]:
    path.write_bytes(content)
    problems: list[RowProblem] = []
    rows = read_table(path, COLUMNS, needed=("name",), problems=problems, progress=lambda *_: None)
    return list(rows), problems


class TestATable:
    def test_gives_the_columns_by_their_names(self, tmp_path: Path) -> None:
        rows, problems = read(tmp_path / "n.csv", b"id,Full Name,country\n1, Omar ,IR\n")

        assert rows == [Row(2, {"name": "Omar", "country": "IR"})]
        assert problems == []

    def test_names_rows_with_too_many_or_few_cells(self, tmp_path: Path) -> None:
        rows, problems = read(tmp_path / "n.csv", b"name,country\na,b,c\nd\n\ne,IR\n")

        assert [row.cells["name"] for row in rows] == ["e"]
        assert list(map(str, problems)) == [
            "n.csv line 2: has 3 columns, the header 2",
            "n.csv line 3: has 1 columns, the header 2",
        ]

    def test_without_a_needed_column_says_which_and_what_there_is(self, tmp_path: Path) -> None:
        with pytest.raises(ColumnMissing, match=r"no column “name”\. Its columns: nom, country"):
            read(tmp_path / "n.csv", b"nom,country\nx,y\n")

    @pytest.mark.parametrize("content", ["name\nMüller\n".encode("latin-1"), b'name\n"open\n'])
    def test_that_is_none_is_refused(self, tmp_path: Path, content: bytes) -> None:
        with pytest.raises(FileUnreadable):
            read(tmp_path / "n.csv", content)
