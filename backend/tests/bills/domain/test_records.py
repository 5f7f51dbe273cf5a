from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.bills.domain.reasons import Reason
from paymentus.bills.domain.records import (
    LINE_BYTES_MAX,
    RECORD_BYTES_MAX,
    BillFileNotReadable,
    EncodingProbe,
    Form,
    Record,
    RecordReader,
    read_form,
)


def form_of(data: bytes) -> Form:
    return read_form(data, encoding=encoding_of(data))


def encoding_of(data: bytes, block: int = 7) -> str:
    probe = EncodingProbe()
    for start in range(0, len(data), block):
        probe.feed(data[start : start + block], last=start + block >= len(data))
    return probe.encoding()


def records_of(data: bytes, *, block: int = 1 << 20, form: Form | None = None) -> list[Record]:
    form = form or form_of(data)
    reader = RecordReader(form, offset=form.offset, line=form.line)
    found: list[Record] = []
    for start in range(form.offset, max(len(data), form.offset + 1), block):
        reader.feed(data[start : start + block], last=start + block >= len(data))
        found.extend(reader.records())
    return found


def rows_of(data: bytes) -> list[list[str]]:
    return [record.cells for record in records_of(data)]


class TestEncoding:
    @pytest.mark.parametrize(
        ("data", "encoding"),
        [
            (b"a,b\nplain,ascii\n", "utf-8"),
            ("a,b\nJosé,Müller\n".encode(), "utf-8"),
            ("a,b\nJosé,Müller\n".encode("utf-8-sig"), "utf-8"),
            ("a,b\nJosé,Müller – “x”\n".encode("cp1252"), "cp1252"),
            ("a,b\nJosé,Müller,Ñandú\n".encode() + b"broken \xe9\n", "utf-8"),
            ("a,b\nJosé\n".encode("utf-8-sig") + b"\xe9\xe9\xe9\n", "utf-8"),
        ],
    )
    def test_is_told_over_the_whole_stream(self, data: bytes, encoding: str):
        assert encoding_of(data) == encoding

    def test_is_told_the_same_however_the_stream_is_cut(self):
        data = ("x" * 300 + "é,ü\n").encode() * 3

        assert {encoding_of(data, block) for block in (1, 2, 3, 100, 10_000)} == {"utf-8"}

    @pytest.mark.parametrize(
        ("data", "words"),
        [("a,b\n".encode("utf-16"), "UTF-16"), (b"PK\x03\x04rest", "spreadsheet")],
    )
    def test_of_what_is_no_csv_is_said(self, data: bytes, words: str):
        with pytest.raises(BillFileNotReadable, match=words):
            encoding_of(data)


class TestForm:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_finds_the_delimiter(self, delimiter: str):
        form = form_of(csv_of([["Account, first", "Bill; no", "Due"], ["1", "2", "3"]], delimiter))

        assert form.delimiter == delimiter
        assert form.columns == ("Account, first", "Bill; no", "Due")

    def test_begins_after_mark_blank_lines_and_header(self):
        data = "\r\n\r\nA,B\r\n1,2\r\n".encode("utf-8-sig")

        form = form_of(data)

        assert (form.offset, form.line) == (len(data) - len("1,2\r\n"), 4)

    def test_takes_excels_word_for_the_delimiter(self):
        form = form_of(b"sep=;\nA,x;B\n1;2\n")

        assert (form.columns, form.line) == (("A,x", "B"), 3)

    def test_drops_empty_columns_at_the_end(self):
        assert form_of(b"A,B,,\n").columns == ("A", "B")

    @pytest.mark.parametrize("data", [b"", b"\n\n", "\ufeff".encode(), b"just text\n"])
    def test_needs_a_header_of_two_columns(self, data: bytes):
        with pytest.raises(BillFileNotReadable):
            form_of(data)


class TestRecords:
    def test_name_the_line_they_begin_on(self):
        data = b'A,B\n1,"two\nlines"\n\n3,4\n'

        found = [(record.line, record.cells) for record in records_of(data)]

        assert found == [(2, ["1", "two\nlines"]), (5, ["3", "4"])]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_may_end_in_any_way(self, end: str):
        data = end.join(["A,B", "1,2", "3,4"]).encode()

        assert [(r.line, r.cells) for r in records_of(data)] == [(2, ["1", "2"]), (3, ["3", "4"])]

    def test_pass_over_lines_of_nothing_but_delimiters(self):
        assert rows_of(b"A,B\n,\n  , \n1,2\n,,,,\n") == [["1", "2"]]

    def test_forgive_empty_cells_beyond_the_header(self):
        assert rows_of(b"A,B\n1,2,,\n") == [["1", "2"]]

    def test_take_a_quote_after_a_space(self):
        assert rows_of(b'A, B\n1, "x, y"\n') == [["1", "x, y"]]

    @pytest.mark.parametrize("line", [b"1", b"1,2,3"])
    def test_with_another_number_of_cells_are_wrong(self, line: bytes):
        found = records_of(b"A,B\n" + line + b"\n3,4\n")

        assert [(r.line, r.problem) for r in found] == [
            (2, Reason.WRONG_COLUMN_COUNT),
            (3, None),
        ]

    def test_lose_one_line_to_a_quote_that_is_never_closed(self):
        data = b'A,B\n1,2\n"3,4\n5,6\n7,8\n'

        found = [(r.line, r.problem, r.cells) for r in records_of(data)]

        assert found == [
            (2, None, ["1", "2"]),
            (3, Reason.UNCLOSED_QUOTE, ['"3,4']),
            (4, None, ["5", "6"]),
            (5, None, ["7", "8"]),
        ]

    def test_lose_one_line_also_where_a_later_quote_would_close_it(self):
        data = b'A,B\n"1,2\n3,4\n5,"six"\n7,8\n'

        found = [(r.line, r.problem) for r in records_of(data)]

        assert found == [(2, Reason.UNCLOSED_QUOTE), (3, None), (4, None), (5, None)]

    def test_lose_one_line_in_a_long_file_too(self):
        rows = b"".join(b"%d,good\n" % n for n in range(50_000))

        found = records_of(b'A,B\n"0,bad\n' + rows)

        assert [r.line for r in found if r.problem] == [2]
        assert len(found) == 50_001

    def test_of_one_endless_cell_are_too_long(self):
        data = b"A,B\n1," + b"x" * (RECORD_BYTES_MAX + 10) + b"\n3,4\n"

        found = [(r.line, r.problem) for r in records_of(data)]

        assert found == [(2, Reason.TOO_LONG), (3, None)]

    def test_end_where_a_line_never_does(self):
        with pytest.raises(BillFileNotReadable, match="Line 2 is longer"):
            records_of(b"A,B\n" + b"x" * (3 * LINE_BYTES_MAX), block=64 * 1024)

    def test_show_damaged_bytes_instead_of_failing(self):
        data = "A,B\nJosé,José\n".encode() + b"Jos\xe9,x\n"

        assert rows_of(data)[1] == ["Jos\udce9", "x"]


cells = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12
)
tables = st.lists(st.lists(cells, min_size=3, max_size=3), max_size=12)


def csv_of(rows: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode()


class TestAnyTable:
    @given(tables, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]))
    def test_is_read_back_as_it_was_written(self, table: list[list[str]], delimiter: str, end: str):
        data = csv_of([["A", "B", "C"], *table], delimiter, end)
        form = Form(
            "utf-8", delimiter, ("A", "B", "C"), len(csv_of([["A", "B", "C"]], ",", end)), 2
        )

        found = [record.cells for record in records_of(data, form=form)]

        assert found == [row for row in table if any(cell.strip() for cell in row)]

    @given(tables, st.integers(1, 50))
    def test_is_read_the_same_however_it_comes_in_blocks(self, table: list[list[str]], block: int):
        data = csv_of([["A", "B", "C"], *table])

        assert records_of(data, block=block) == records_of(data)

    @given(tables)
    def test_can_be_gone_on_with_from_the_end_of_any_record(self, table: list[list[str]]):
        data = csv_of([["A", "B", "C"], *table])
        form = form_of(data)
        whole = records_of(data)

        for place, record in enumerate(whole):
            rest = Form(form.encoding, ",", form.columns, record.end, record.next_line)
            assert records_of(data, form=rest) == whole[place + 1 :]

    @given(st.binary(max_size=300))
    def test_of_any_bytes_is_read_or_refused(self, data: bytes):
        try:
            records_of(data)
        except BillFileNotReadable:
            return
