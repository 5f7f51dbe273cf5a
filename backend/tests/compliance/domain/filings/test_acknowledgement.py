"""FinCEN's answers are read, and what they point at is found in the file that was sent."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.filings.acknowledgement import (
    NotAnAcknowledgement,
    Remark,
    acknowledgement_of,
    in_our_words,
)
from paymentus.compliance.domain.filings.batch import batch_of
from paymentus.compliance.domain.filings.tree import NAMESPACE, Node, root_spot
from paymentus.compliance.service.filings.batch_xml import read_batch

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
