"""Batch files as a whole: good ones are found good, and each defect is named where it is."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from paymentus.compliance.domain.filings.batch import Report, batch_of
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.defects import Defect, Severity
from paymentus.compliance.domain.filings.parties import Address, TaxNumber
from paymentus.compliance.domain.filings.tree import Node
from paymentus.compliance.domain.filings.validation import defects_of

from support.made_filings import TODAY, a_ctr, a_good_ctr, a_good_sar, a_sar


def judged(root: Node) -> tuple[Defect, ...]:
    return defects_of(root, law=LawOfFilings(), today=TODAY)


def found_in(report: Report) -> tuple[Defect, ...]:
    return judged(batch_of([report]))


class TestGoodReports:
    def test_have_neither_errors_nor_warnings(self) -> None:
        assert found_in(a_good_ctr()) == ()
        assert found_in(a_good_sar()) == ()

    @pytest.mark.parametrize("seed", range(60))
    def test_of_every_kind_have_no_errors(self, seed: int) -> None:
        rng = random.Random(seed)

        for report in (a_ctr(rng), a_sar(rng)):
            errors = [each for each in found_in(report) if each.severity is Severity.ERROR]
            assert errors == []

    def test_of_one_form_share_a_batch_and_its_counts(self) -> None:
        batch = batch_of([a_good_ctr(), a_good_ctr()])

        assert batch.attributes == {
            "TotalAmount": "30532",
            "PartyCount": "12",
            "ActivityCount": "2",
        }
        assert judged(batch) == ()

    def test_of_two_forms_share_none(self) -> None:
        with pytest.raises(ValueError, match="one form"):
            batch_of([a_good_ctr(), a_good_sar()])


class TestADefect:
    def test_says_who_and_what_where_in_the_file_and_in_the_editor(self) -> None:
        report = a_good_sar()
        subject = report.subjects[0]
        person = replace(subject.person, address=Address("1 Main Street", "Rome", "ZZ", "1", "US"))
        wrong = replace(report, subjects=(replace(subject, person=person),))

        state = next(each for each in found_in(wrong) if each.code == "unknown_state")

        assert state.field == "Subject 1 › address › state"
        assert state.path == "Activity[1]/Party[6]/Address/RawStateCodeText"
        assert state.input == "subjects[0].person.address.state"
        assert "ZZ" in state.reason

    def test_of_something_missing_names_the_place_where_it_should_be(self) -> None:
        missing = next(each for each in found_in(replace(a_good_sar(), narrative="")))

        assert missing.code == "missing_element"
        assert missing.field == "narrative"

    def test_of_an_empty_filing_are_many_and_all_have_a_reason(self) -> None:
        defects = found_in(replace(a_good_sar(), filer=type(a_good_sar().filer)(), subjects=()))

        assert len(defects) > 8
        assert all(each.reason and each.field and each.code for each in defects)

    def test_that_is_only_missing_is_a_warning(self) -> None:
        report = a_good_sar()
        subject = report.subjects[0]
        person = replace(subject.person, tax_number=TaxNumber(number=""), birth_date="")
        lacking = replace(report, subjects=(replace(subject, person=person),))

        assert {(each.code, each.severity) for each in found_in(lacking)} == {
            ("tin_missing", Severity.WARNING),
            ("birth_date_missing", Severity.WARNING),
        }

    def test_in_a_file_of_another_kind_is_that_alone(self) -> None:
        assert [each.code for each in judged(Node("Invoice"))] == ["not_a_batch"]
        assert [each.code for each in judged(Node("EFilingBatchXML", namespace=""))] == [
            "namespace"
        ]
        assert [each.code for each in judged(Node("EFilingBatchXML"))] == ["form_type"]


class TestUnknownThings:
    def test_are_said_with_the_forms_own_marks(self) -> None:
        report = a_good_sar()
        subject = report.subjects[0]
        person = replace(
            subject.person,
            first_name=None,
            birth_date=None,
            tax_number=TaxNumber(number=None),
            address=Address(None, None, None, None, None),
        )

        assert found_in(replace(report, subjects=(replace(subject, person=person),))) == ()
