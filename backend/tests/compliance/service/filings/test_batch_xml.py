"""Batch files as bytes: read as they were written, and nothing is fetched or expanded."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.filings.batch import batch_of
from paymentus.compliance.domain.filings.tree import Node
from paymentus.compliance.service.filings.batch_xml import NotXml, read_batch, write_batch

from support.made_filings import a_good_ctr


def bare(node: Node) -> Node:
    """Without what only one side knows: lines, and places in the editor."""
    text = "" if node.children else node.text
    return Node(node.name, text, dict(node.attributes), tuple(map(bare, node.children)))


def test_what_is_written_is_read_again() -> None:
    batch = batch_of([a_good_ctr()])

    assert bare(read_batch(write_batch(batch))) == bare(batch)


def test_the_file_is_utf_8_and_its_form_comes_first() -> None:
    lines = write_batch(batch_of([a_good_ctr()])).decode().splitlines()

    assert lines[0] == "<?xml version='1.0' encoding='UTF-8'?>"
    assert 'xmlns="www.fincen.gov/base"' in lines[1]
    assert lines[2].strip() == "<FormTypeCode>CTRX</FormTypeCode>"


def test_entities_and_document_types_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "boom">]><a>&b;</a>'

    with pytest.raises(NotXml, match="document type"):
        read_batch(bomb)


@pytest.mark.parametrize("content", [b"", b"not xml", b"<a><b></a>", b"\xff\xfe<a/>"])
def test_what_is_not_xml_is_said_in_a_sentence(content: bytes) -> None:
    with pytest.raises(NotXml, match="This is not XML"):
        read_batch(content)


def test_comments_and_instructions_are_nothing() -> None:
    read = read_batch(b'<a xmlns="www.fincen.gov/base"><!-- x --><?y z?><b>1</b></a>')

    assert [child.name for child in read.children] == ["b"]
