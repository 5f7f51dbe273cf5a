from __future__ import annotations

import pytest

from paymentus.bills.domain.columns import (
    FIELDS,
    ColumnsMissing,
    MappingNotUnderstood,
    guess_mapping,
    missing_fields,
    require_fields,
    resolve_mapping,
)


class TestGuess:
    def test_knows_the_usual_headers_whatever_their_case_and_signs(self):
        columns = ["ACCT_NO", "Invoice No.", "customer-name", "Balance  Due", "Pay By", "ZIP Code"]

        assert guess_mapping(columns) == {
            "account_number": "ACCT_NO",
            "account_name": "customer-name",
            "bill_number": "Invoice No.",
            "amount_due": "Balance  Due",
            "due_on": "Pay By",
            "second_factor": "ZIP Code",
        }

    def test_knows_the_canonical_names(self):
        names = [field.name for field in FIELDS]

        assert guess_mapping(names) == {name: name for name in names}

    def test_uses_each_column_once_and_prefers_the_better_header(self):
        mapping = guess_mapping(["Account", "Account Number", "Total", "Amount Due"])

        assert mapping == {"account_number": "Account Number", "amount_due": "Amount Due"}

    def test_has_no_header_that_two_fields_claim(self):
        claims = [text for field in FIELDS for text in field.synonyms]

        assert len(claims) == len(set(claims))


class TestResolve:
    def test_lets_what_was_said_win_over_memory_and_memory_over_a_guess(self):
        columns = ["Due", "Total", "Old total", "Due Date"]

        remembered = resolve_mapping(columns, remembered={"amount_due": "Old total"})
        said = resolve_mapping(
            columns, said={"amount_due": "Total"}, remembered={"amount_due": "Old total"}
        )

        assert resolve_mapping(columns)["amount_due"] == "Due"
        assert remembered["amount_due"] == "Old total"
        assert said["amount_due"] == "Total"

    def test_passes_over_remembered_columns_that_are_gone(self):
        mapping = resolve_mapping(["Amount", "X"], remembered={"amount_due": "Was here"})

        assert mapping["amount_due"] == "Amount"

    def test_takes_a_column_from_the_guess_that_had_it(self):
        mapping = resolve_mapping(["Name", "Zip"], said={"second_factor": "Name"})

        assert mapping == {"second_factor": "Name"}

    def test_lets_two_said_fields_share_a_column(self):
        said = {"account_number": "Parcel", "bill_number": "Parcel"}

        assert resolve_mapping(["Parcel", "Due"], said=said).items() >= said.items()

    def test_takes_a_field_out_when_its_column_is_empty(self):
        assert "message" not in resolve_mapping(["Message", "Due"], said={"message": ""})

    def test_refuses_fields_and_columns_that_are_not_there(self):
        with pytest.raises(MappingNotUnderstood) as refusal:
            resolve_mapping(["Due"], said={"nonsense": "Due", "due_on": "Pay by"})

        assert [problem.field for problem in refusal.value.fields] == ["nonsense", "due_on"]


class TestRequire:
    def test_names_every_field_without_a_column(self):
        with pytest.raises(ColumnsMissing) as refusal:
            require_fields({"account_number": "A", "amount_due": "B"})

        assert [problem.field for problem in refusal.value.fields] == [
            "bill_number",
            "due_on",
            "second_factor",
        ]

    def test_is_content_with_the_required_ones(self):
        required = {field.name: field.name for field in FIELDS if field.required}

        require_fields(required)
        assert missing_fields(required) == ()
