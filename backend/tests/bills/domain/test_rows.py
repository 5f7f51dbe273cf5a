from __future__ import annotations

import dataclasses

import pytest

from bills.building import FACTOR_KEY, a_biller, a_row
from paymentus.billers.domain import BillFileRules, DateOrder
from paymentus.bills.domain import bill_id
from paymentus.bills.domain.columns import FIELDS
from paymentus.bills.domain.reasons import Reason
from paymentus.bills.domain.records import Record
from paymentus.bills.domain.rows import BillRow, RowReader, WrongRow, factor_hash

from support.sealing import ID_KEY

KEYS = {"factor_key": FACTOR_KEY, "id_key": ID_KEY}
NAMES = [field.name for field in FIELDS]
GOOD = {
    "account_number": "1002003001",
    "account_name": "Maria Lopez",
    "bill_number": "B-1",
    "amount_due": "1,234.50",
    "issued_on": "2026-11-01",
    "due_on": "11/30/2026",
    "second_factor": "94110-1234",
    "currency": "usd",
    "service_address": "18 Alder Street\nRiverton",
    "period_start": "2026-10-01",
    "period_end": "2026-10-31",
    "message": "",
    "charges": "Water=1,200.00; Sewer = 40.00;Credit=-5.50",
}


def read(biller=None, **changes: str) -> BillRow | WrongRow:
    values = GOOD | changes
    reader = RowReader(
        biller or a_biller(),
        columns=NAMES,
        mapping={name: name for name in NAMES},
        factor_key=FACTOR_KEY,
        id_key=ID_KEY,
    )
    return reader.read(Record(7, [values[name] for name in NAMES], 100, 8))


def problems_of(row: BillRow | WrongRow) -> list[tuple[str | None, Reason]]:
    assert isinstance(row, WrongRow), row
    return [(problem.field, problem.reason) for problem in row.problems]


class TestGoodRow:
    def test_becomes_the_fields_of_a_bill(self):
        row = read()

        assert isinstance(row, BillRow)
        assert row.line == 7
        assert row.bill_id == bill_id(ID_KEY, "blr_riverton", "1002003001", "B-1")
        assert row.fields == {
            "account_number": "1002003001",
            "account_key": "1002003001",
            "account_name": "Maria Lopez",
            "bill_number": "B-1",
            "bill_key": "B-1",
            "amount_due": 123_450,
            "currency": "USD",
            "issued_on": "2026-11-01",
            "due_on": "2026-11-30",
            "period_start": "2026-10-01",
            "period_end": "2026-10-31",
            "service_address": "18 Alder Street\nRiverton",
            "message": None,
            "charges": [
                {"description": "Water", "amount_minor": 120_000},
                {"description": "Sewer", "amount_minor": 4_000},
                {"description": "Credit", "amount_minor": -550},
            ],
            "factor": factor_hash(
                FACTOR_KEY, biller_id="blr_riverton", account_key="1002003001", factor="94110"
            ),
        }

    def test_says_nothing_about_fields_without_a_column(self):
        names = ["account_number", "bill_number", "amount_due", "due_on", "second_factor"]
        reader = RowReader(
            a_biller(),
            columns=names,
            mapping={n: n for n in names},
            factor_key=FACTOR_KEY,
            id_key=ID_KEY,
        )

        row = reader.read(Record(2, [GOOD[name] for name in names], 9, 3))

        assert isinstance(row, BillRow)
        assert not row.fields.keys() & {"message", "account_name", "charges", "issued_on"}

    @pytest.mark.parametrize("written", ['="1002003001"', "'1002003001", " 1002 003-001 "])
    def test_takes_numbers_as_spreadsheets_keep_them(self, written: str):
        row = read(account_number=written)

        assert isinstance(row, BillRow)
        assert row.fields["account_key"] == "1002003001"

    def test_never_holds_the_second_factor_itself(self):
        row = read(second_factor="94110")

        assert isinstance(row, BillRow)
        assert "94110" not in repr(row.fields)

    def test_binds_the_second_factor_to_its_account(self):
        one, other = read(), read(account_number="1002003002")

        assert one.fields["factor"] != other.fields["factor"]


class TestWrongRow:
    @pytest.mark.parametrize(
        ("changes", "field", "reason"),
        [
            ({"account_number": ""}, "account_number", Reason.MISSING_VALUE),
            ({"bill_number": " "}, "bill_number", Reason.MISSING_VALUE),
            ({"amount_due": ""}, "amount_due", Reason.MISSING_VALUE),
            ({"due_on": ""}, "due_on", Reason.MISSING_VALUE),
            ({"second_factor": ""}, "second_factor", Reason.MISSING_VALUE),
            ({"account_number": "12345"}, "account_number", Reason.ACCOUNT_NUMBER_FORMAT),
            ({"second_factor": "??"}, "second_factor", Reason.SECOND_FACTOR_FORMAT),
            ({"amount_due": "ten"}, "amount_due", Reason.AMOUNT_NOT_UNDERSTOOD),
            ({"amount_due": "-1.00"}, "amount_due", Reason.AMOUNT_NEGATIVE),
            ({"amount_due": "1.005"}, "amount_due", Reason.TOO_MANY_DECIMALS),
            ({"amount_due": "99999999999"}, "amount_due", Reason.AMOUNT_TOO_LARGE),
            ({"amount_due": "€1.00"}, "amount_due", Reason.CURRENCY_MISMATCH),
            ({"currency": "EUR"}, "currency", Reason.CURRENCY_MISMATCH),
            ({"due_on": "soon"}, "due_on", Reason.DATE_NOT_UNDERSTOOD),
            ({"due_on": "2026-02-30"}, "due_on", Reason.DATE_IMPOSSIBLE),
            ({"due_on": "1926-11-30"}, "due_on", Reason.DATE_OUT_OF_RANGE),
            ({"due_on": "2026-10-30"}, "due_on", Reason.DATES_OUT_OF_ORDER),
            ({"period_end": "2026-09-30"}, "period_end", Reason.DATES_OUT_OF_ORDER),
            ({"bill_number": "B" * 65}, "bill_number", Reason.TOO_LONG),
            ({"message": "m" * 1001}, "message", Reason.TOO_LONG),
            ({"account_name": "Ma\x07ria"}, "account_name", Reason.CONTROL_CHARACTER),
            ({"message": "pay \u202eereh"}, "message", Reason.CONTROL_CHARACTER),
            ({"account_name": "Jos\udce9"}, "account_name", Reason.BAD_ENCODING),
            ({"charges": "Water"}, "charges", Reason.CHARGES_NOT_UNDERSTOOD),
            ({"charges": "Water=x"}, "charges", Reason.CHARGES_NOT_UNDERSTOOD),
            ({"charges": "=1.00"}, "charges", Reason.CHARGES_NOT_UNDERSTOOD),
            ({"charges": "W=1;" * 51}, "charges", Reason.CHARGES_NOT_UNDERSTOOD),
        ],
    )
    def test_says_field_and_reason(self, changes: dict[str, str], field: str, reason: Reason):
        assert problems_of(read(**changes)) == [(field, reason)]

    def test_says_everything_that_is_wrong_at_once(self):
        row = read(amount_due="x", due_on="y", second_factor="")

        assert problems_of(row) == [
            ("second_factor", Reason.MISSING_VALUE),
            ("amount_due", Reason.AMOUNT_NOT_UNDERSTOOD),
            ("due_on", Reason.DATE_NOT_UNDERSTOOD),
        ]

    def test_still_names_its_bill_where_that_can_be_read(self):
        named, unnamed = read(amount_due="x"), read(account_number="x", amount_due="1")

        assert named.bill_id == bill_id(ID_KEY, "blr_riverton", "1002003001", "B-1")
        assert unnamed.bill_id is None

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"account_number": "x"}, "Account number is not one of yours: they look like "),
            ({"second_factor": "?"}, "ZIP code is not a valid one."),
            ({"bill_number": ""}, "Bill number is missing."),
            ({"amount_due": "x"}, "Amount due is not an amount; write it as 1234.56."),
            ({"due_on": "31/12/2026"}, "Due date has no month 31: your dates are read as "),
            ({"charges": "W=x"}, "Charges hold “W”, which is not an amount; write it as "),
            ({"account_name": "a" * 201}, "Account holder has more than 200 characters."),
        ],
    )
    def test_names_field_and_cause_in_the_billers_words(self, changes: dict[str, str], words: str):
        row = read(**changes)

        assert [problem.message[: len(words)] for problem in row.problems] == [words]

    def test_tells_of_a_number_that_a_spreadsheet_shortened(self):
        row = read(account_number="1.002E+09")

        assert "spreadsheet" in row.problems[0].message

    def test_shows_no_second_factor_and_nothing_unprintable(self):
        row = read(second_factor="?!?", message="a\x00\udce9" + "b" * 200)

        shown = [problem.value for problem in row.problems]
        assert "?!?" not in shown
        assert all(len(value) <= 80 and value.isprintable() for value in shown)

    def test_keeps_cells_that_can_be_stored_as_utf8(self):
        row = read(account_name="Jos\udce9")

        assert isinstance(row, WrongRow)
        assert "\n".join(row.cells).encode("utf-8")

    def test_reads_dates_in_the_billers_order(self):
        day_first = dataclasses.replace(
            a_biller(), bill_files=BillFileRules(date_order=DateOrder.DAY_FIRST)
        )

        row = read(day_first, due_on="30/11/2026")

        assert isinstance(row, BillRow)
        assert problems_of(read(day_first, due_on="11/30/2026")) == [
            ("due_on", Reason.DATE_IMPOSSIBLE)
        ]

    def test_of_the_wrong_shape_is_reported_as_such(self):
        reader = RowReader(
            a_biller(),
            columns=NAMES,
            mapping={n: n for n in NAMES},
            factor_key=FACTOR_KEY,
            id_key=ID_KEY,
        )

        row = reader.read(Record(3, ['"oops'], 9, 4, Reason.UNCLOSED_QUOTE))

        assert problems_of(row) == [(None, Reason.UNCLOSED_QUOTE)]
        assert row.line == 3


def test_the_test_rows_are_good():
    names = list(a_row(1))
    mapping = {
        "account_number": "Account No", "bill_number": "Bill No", "amount_due": "Amount Due",
        "due_on": "Due Date", "second_factor": "ZIP",
    }  # fmt: skip
    reader = RowReader(
        a_biller(), columns=names, mapping=mapping, factor_key=FACTOR_KEY, id_key=ID_KEY
    )

    assert isinstance(reader.read(Record(2, list(a_row(1).values()), 9, 3)), BillRow)
