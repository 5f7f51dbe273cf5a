"""CSV as billers send it, cut into records with the line each begins on and the byte it ends at.

Pure and pushed: blocks of bytes go in, records come out, so that a file of any size needs the
memory of one block, and reading can go on from any record's end. A quote that is never closed
costs its own line and no more: the lines after it are read again as records of their own.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from paymentus.bills.domain.reasons import Reason
from paymentus.foundation.errors import Rejected

RECORD_BYTES_MAX = 64 * 1024
RECORD_LINES_MAX = 200
LINE_BYTES_MAX = 128 * 1024
COLUMNS_MAX = 200
HEAD_BYTES = 256 * 1024
"""How much of a file is looked at to learn its form."""

_DELIMITERS = ",;\t|"
_UTF8_BOM = codecs.BOM_UTF8
_LONE_BYTES = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_SEPARATOR_LINE = re.compile(rb"sep=(.)\r?\n?", re.IGNORECASE)


class BillFileNotReadable(Rejected):
    """This is not a CSV file we can read."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written. ``offset`` and ``line`` are where its first row begins (from 0, 1)."""

    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    offset: int
    line: int


@dataclass(frozen=True, slots=True)
class Record:
    """``line`` is the first physical line, ``end`` and ``next_line`` where the next one begins."""

    line: int
    cells: list[str]
    end: int
    next_line: int
    problem: Reason | None = None


class EncodingProbe:
    """Tells UTF-8 from Windows-1252 over a whole stream.

    A file that is not clean UTF-8 is Windows-1252 unless most of what is not ASCII is UTF-8: then
    a few bytes are damaged, and only their rows are refused.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._whole = self._lone = 0
        self._head = b""

    def feed(self, block: bytes, *, last: bool = False) -> None:
        if len(self._head) < len(_UTF8_BOM):
            self._head = (self._head + block[:4])[:4]
        if block.isascii() and not self._decoder.getstate()[0]:
            return
        text = self._decoder.decode(block, last)
        lone = len(_LONE_BYTES.findall(text))
        self._lone += lone
        self._whole += len(_NOT_ASCII.findall(text)) - lone

    def encoding(self) -> str:
        """``utf-8`` or ``cp1252``; raises ``BillFileNotReadable`` for what is plainly neither."""
        if self._head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise BillFileNotReadable("This file is UTF-16. Save it as “CSV UTF-8” and try again.")
        if self._head.startswith(b"PK\x03\x04"):
            raise BillFileNotReadable(
                "This is a spreadsheet. Save it as “CSV UTF-8” and try again."
            )
        if self._head.startswith(_UTF8_BOM) or self._lone < max(1, self._whole):
            return "utf-8"
        return "cp1252"


def read_form(head: bytes, *, encoding: str) -> Form:
    """Learn delimiter and columns from the beginning of a file, :data:`HEAD_BYTES` at most.

    Raises ``BillFileNotReadable`` when there is no header of two columns or more.
    """
    offset = len(_UTF8_BOM) if head.startswith(_UTF8_BOM) else 0
    line, delimiters = 1, _DELIMITERS
    if match := _SEPARATOR_LINE.match(head, offset):  # Excel's own way to say the delimiter
        offset, line, delimiters = match.end(), 2, match[1].decode("latin-1")
    best: Form | None = None
    for delimiter in delimiters:
        reader = RecordReader(Form(encoding, delimiter, (), offset, line), offset=offset, line=line)
        reader.feed(head[offset:HEAD_BYTES], last=True)
        first = next((record for record in reader.records() if any(record.cells)), None)
        if first is None:
            continue
        columns = tuple(_header(first.cells))
        if best is None or len(columns) > len(best.columns):
            best = Form(encoding, delimiter, columns, first.end, first.next_line)
    if best is None:
        raise BillFileNotReadable("The file is empty.")
    if len(best.columns) < 2:
        raise BillFileNotReadable(
            "The first line must name the columns, set apart by commas, semicolons or tabs."
        )
    if len(best.columns) > COLUMNS_MAX:
        raise BillFileNotReadable(f"At most {COLUMNS_MAX} columns.")
    return best


def _header(cells: list[str]) -> list[str]:
    names = [_LONE_BYTES.sub("�", " ".join(cell.split()))[:100] for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


class RecordReader:
    """Feed blocks, take records. ``form.columns`` empty means any number of cells is right."""

    def __init__(self, form: Form, *, offset: int, line: int) -> None:
        self._form = form
        self._lines: deque[bytes] = deque()
        self._buffered = 0
        self._tail = b""
        self._last = self._endless = False
        self._offset = offset
        self._line = line
        # Physical lines of the record being read.
        self._taken: list[bytes] = []
        self._taken_bytes = 0
        self._csv = csv.reader(self, delimiter=form.delimiter, skipinitialspace=True)

    def feed(self, block: bytes, *, last: bool = False) -> None:
        """Add the next bytes of the file."""
        lines = (self._tail + block).splitlines(keepends=True)
        self._tail = b""
        if lines and not last and not lines[-1].endswith(b"\n"):
            # An unfinished line, or a \r whose \n may be in the next block.
            self._tail = lines.pop()
        self._lines.extend(lines)
        self._buffered += sum(map(len, lines))
        self._endless = len(self._tail) > LINE_BYTES_MAX
        # After an endless line nothing can be told apart: what came before it is all there is.
        self._last = last or self._endless

    @property
    def wants_more(self) -> bool:
        """Whether the next record may not be complete yet."""
        return not self._last and self._buffered < RECORD_BYTES_MAX + LINE_BYTES_MAX

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """One physical line for the csv module; ends a record that has grown beyond measure."""
        if (
            not self._lines
            or len(self._taken) >= RECORD_LINES_MAX
            or self._taken_bytes > RECORD_BYTES_MAX
        ):
            raise StopIteration
        line = self._lines.popleft()
        self._taken.append(line)
        self._taken_bytes += len(line)
        return line.decode(self._form.encoding, "surrogateescape")

    def records(self) -> Iterator[Record]:
        """Records that are certainly complete; blank lines are passed over.

        Raises ``BillFileNotReadable`` where a line does not end, after the records before it.
        """
        while self._lines and not self.wants_more:
            record = self._record()
            if record is not None:
                yield record
        if self._endless:
            raise BillFileNotReadable(
                f"Line {self._line} is longer than {LINE_BYTES_MAX // 1024} KB; "
                "this does not look like a file of bills."
            )

    def _record(self) -> Record | None:
        self._taken, self._taken_bytes = [], 0
        try:
            cells = next(self._csv, [])
        except csv.Error:  # one cell beyond the csv module's own limit
            cells = []
        problem = self._problem_of(cells)
        if problem in (Reason.UNCLOSED_QUOTE, Reason.TOO_LONG):
            cells = self._give_back_all_but_first()
        line = self._line
        self._offset += self._taken_bytes
        self._buffered -= self._taken_bytes
        self._line += len(self._taken)
        if problem is None and not any(cell.strip() for cell in cells):
            return None
        return Record(line, cells, self._offset, self._line, problem)

    def _problem_of(self, cells: list[str]) -> Reason | None:
        """What is wrong with the shape of the record; cuts empty cells beyond the header off."""
        several = len(self._taken) > 1
        if len(self._taken) >= RECORD_LINES_MAX or self._taken_bytes > RECORD_BYTES_MAX:
            return Reason.UNCLOSED_QUOTE if several else Reason.TOO_LONG
        expected = len(self._form.columns)
        while expected and len(cells) > expected and not cells[-1].strip():
            cells.pop()
        if not expected or len(cells) == expected or not any(map(str.strip, cells)):
            return None
        return Reason.UNCLOSED_QUOTE if several else Reason.WRONG_COLUMN_COUNT

    def _give_back_all_but_first(self) -> list[str]:
        first, *rest = self._taken
        self._lines.extendleft(reversed(rest))
        self._taken, self._taken_bytes = [first], len(first)
        text = first.decode(self._form.encoding, "surrogateescape").rstrip("\r\n")
        return [text]
