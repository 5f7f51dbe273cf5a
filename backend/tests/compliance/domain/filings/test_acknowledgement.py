"""FinCEN's answers are read, and what they point at is found in the file that was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from paymentus.compliance.domain.filings.acknowledgement import (
    NotAnAcknowledgement,
    Remark,
    acknowledgement_of,
    in_our_words,
    must_answer,
)
from paymentus.compliance.domain.filings.batch import batch_of
from paymentus.compliance.domain.filings.tree import NAMESPACE, Node, root_spot
from paymentus.compliance.service.filings.batch_xml import read_batch

from support.acknowledgements import Remark as Told
from support.acknowledgements import acknowledgement
from support.made_filings import a_good_ctr, a_good_sar

NUMBER = "31000055053784"


@pytest.mark.parametrize("namespace", ["", NAMESPACE])
def test_numbers_and_remarks_of_each_report_are_read(namespace: str) -> None:
    remark = ("C4", "WARN", "It is\n not recorded.", "EFilingBatchXML/Activity[1]")
    content = acknowledgement([(NUMBER, [remark]), (NUMBER, ())], namespace=namespace)

    answer = acknowledgement_of(read_batch(content))

    assert answer.accepted
    assert [report.is_accepted for report in answer.reports] == [True, True]
    assert answer.reports[0].remarks == (
        Remark("C4", "WARN", "It is not recorded.", "Activity[1]", remark[3]),
    )
    assert answer.reports[1].remarks == ()


def test_a_fatal_remark_or_no_number_is_no_acceptance() -> None:
    fatal = ("B9", "FATAL", "The element is missing.", "EFilingBatchXML")
    answer = acknowledgement_of(
        read_batch(acknowledgement([(NUMBER, [fatal]), ("", ())], status="A"))
    )

    assert [report.is_accepted for report in answer.reports] == [False, False]
    assert not acknowledgement_of(read_batch(acknowledgement([], status="R"))).accepted


@pytest.mark.parametrize("root", [Node("Invoice"), Node("EFilingBatchXML")])
def test_other_files_are_no_acknowledgement(root: Node) -> None:
    with pytest.raises(NotAnAcknowledgement):
        acknowledgement_of(root)


def test_a_place_is_found_by_its_sequence_numbers() -> None:
    batch = batch_of([a_good_ctr(), a_good_sar()][:1])
    spot = next(
        each for each in root_spot(batch).walk()
        if each.name == "RawZIPCode" and each.label.startswith("Person")
    )  # fmt: skip
    party = next(
        each for each in root_spot(batch).walk() if each.label == spot.label.split(" › ")[0]
    )
    number = party.node.attributes["SeqNum"]
    address = next(each for each in party.spots() if each.name == "Address")
    place = (
        f"EFilingBatchXML/Activity[1]/Party[{number}]"
        f"/Address[{address.node.attributes['SeqNum']}]/RawZIPCode"
    )

    said = in_our_words(Remark("F18", "WARN", "Wrong.", "RawZIPCode", place), batch)

    assert said.field == "Person acting for themselves 1 › address › ZIP or postal code"
    assert said.input == "participants[0].person.address.postal_code"


def test_a_place_that_is_not_there_is_called_by_its_element() -> None:
    batch = batch_of([a_good_ctr()])

    said = in_our_words(Remark("X", "WARN", "?", "RawZIPCode", "¿"), batch)

    assert (said.field, said.input) == ("ZIP or postal code", "")


class TestWhichFileItAnswers:
    """FinCEN's answer names no file; what it points at tells."""

    def test_remarks_about_what_is_there_are_those_of_this_file(self) -> None:
        batch = batch_of([a_good_sar(), a_good_sar()])
        told = [
            (NUMBER, [remark_at(batch, 1), remark_at(batch, 1, "RawIndividualMiddleName")]),
            (NUMBER, [remark_at(batch, 2), ("D29", "WARN", "?", "EFilingBatchXML/Activity[2]")]),
        ]

        must_answer(acknowledgement_of(read_batch(acknowledgement(told))), batch)

    def test_reports_are_counted(self) -> None:
        with pytest.raises(NotAnAcknowledgement, match="names 1 reports, and the batch has 2"):
            refused([(NUMBER, ())], batch_of([a_good_sar(), a_good_sar()]))

    def test_a_remark_said_of_another_report_than_it_points_at_does_not_fit(self) -> None:
        batch = batch_of([a_good_sar(), a_good_sar()])

        with pytest.raises(NotAnAcknowledgement, match=r"of report 1 points at Activity\[2\]"):
            refused([(NUMBER, [remark_at(batch, 2)]), (NUMBER, ())], batch)

    def test_a_sequence_number_that_stands_elsewhere_is_of_another_file(self) -> None:
        longer = batch_of([replace(a_good_sar(), subjects=a_good_sar().subjects * 2)])
        about_the_second = remark_at(longer, 1, subject=1)

        must_answer(
            acknowledgement_of(read_batch(acknowledgement([(NUMBER, [about_the_second])]))), longer
        )
        with pytest.raises(NotAnAcknowledgement, match=r"has no Party\[\d+\] there"):
            refused([(NUMBER, [about_the_second])], batch_of([a_good_sar()]))

    def test_a_report_that_is_not_there_is_of_another_file(self) -> None:
        remark = ("B9", "FATAL", "?", "EFilingBatchXML/Activity[7]/Party[300]")

        with pytest.raises(NotAnAcknowledgement, match=r"Activity\[7\]"):
            refused([(NUMBER, [remark])], batch_of([a_good_sar()]))

    @pytest.mark.parametrize("number", ["3100005505378", "310000550537845", "31O00055053784"])
    def test_a_bsa_id_has_fourteen_digits(self, number: str) -> None:
        with pytest.raises(NotAnAcknowledgement, match=number):
            refused([(number, ())], batch_of([a_good_sar()]))

    def test_a_batch_that_is_refused_as_a_whole_names_no_report(self) -> None:
        answer = acknowledgement_of(read_batch(acknowledgement([], status="R")))

        must_answer(answer, batch_of([a_good_sar()]))


def refused(reports: Sequence[tuple[str, Sequence[Told]]], batch: Node) -> None:
    must_answer(acknowledgement_of(read_batch(acknowledgement(reports))), batch)


def remark_at(
    batch: Node, report: int, element: str = "RawIndividualFirstName", *, subject: int = 0
) -> Told:
    """About the name of a report's subject, as FinCEN points at it."""
    activity = root_spot(batch).all("Activity")[report - 1]
    subjects = [
        each for each in activity.all("Party") if each.value("ActivityPartyTypeCode") == "33"
    ]
    party, name = subjects[subject], subjects[subject].all("PartyName")[0]
    numbers = (party.node.attributes["SeqNum"], name.node.attributes["SeqNum"])
    place = "EFilingBatchXML/Activity[{}]/Party[{}]/PartyName[{}]/{}"
    return ("C4", "WARN", "Not recorded.", place.format(report, *numbers, element))
