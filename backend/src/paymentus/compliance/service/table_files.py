"""CSV files of people: columns by their names, and each damaged row named."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from paymentus.compliance.domain.lists.read_list import RowProblem
from paymentus.foundation.errors import Rejected

# Cells longer than this are a quote that was never closed.
_CELL_MAX = 10_000


class ColumnMissing(Rejected):
    """A column that is needed is not in the file."""


class FileUnreadable(Rejected):
    """The file is not a CSV in UTF-8."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line in the file, and the cells of the columns that were asked for, stripped."""

    line: int
    cells: Mapping[str, str]


# A column's name and how files call it; the first that is in the header is taken.
Columns = Mapping[str, tuple[str, ...]]


def read_table(
    path: Path,
    columns: Columns,
    *,
    needed: tuple[str, ...],
    problems: list[RowProblem],
    progress: Callable[[int, int], None],
) -> Iterator[Row]:
    """Rows in their order; ``progress`` is told the bytes read and the file's size.

    A row with another number of cells than the header goes to ``problems`` and is left out. Raises
    ColumnMissing, and FileUnreadable for what is not UTF-8 or not a CSV.
    """
    size = path.stat().st_size
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        try:
            header = [cell.strip().lower().replace(" ", "_") for cell in next(reader, [])]
            places = _places(header, columns, needed, path)
            read = 0
            for cells in reader:
                read += sum(map(len, cells)) + len(cells) + 1
                if len(cells) == len(header) and not any(len(cell) > _CELL_MAX for cell in cells):
                    values = {name: cells[place].strip() for name, place in places.items()}
                    yield Row(reader.line_num, values)
                elif cells:
                    reason = f"has {len(cells)} columns, the header {len(header)}"
                    problems.append(RowProblem(path.name, reader.line_num, reason))
                progress(min(read, size), size)
        except UnicodeDecodeError as wrong:
            raise FileUnreadable(f"{path.name} is not in UTF-8 ({wrong.reason}).") from wrong
        except csv.Error as wrong:
            where = f"{path.name} line {reader.line_num}"
            raise FileUnreadable(f"{where} is no row of a CSV: {wrong}.") from wrong
    progress(size, size)


def _places(
    header: list[str], columns: Columns, needed: tuple[str, ...], path: Path
) -> dict[str, int]:
    found = {}
    for name, spellings in columns.items():
        spelled = next((spelling for spelling in spellings if spelling in header), None)
        if spelled is not None:
            found[name] = header.index(spelled)
    for name in needed:
        if name not in found:
            there = ", ".join(filter(None, header)) or "none"
            raise ColumnMissing(f"{path.name} has no column “{name}”. Its columns: {there}.")
    return found
