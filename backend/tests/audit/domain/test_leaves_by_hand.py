"""Leaves and receipts by hand: every field, every border, and what refusals say."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from audit.building import AnIssuedReceipt, a_leaf
from paymentus.audit.domain.leaf import (
    LEAF_BYTES_MAX,
    LeafNotUnderstood,
    LeafTooLarge,
    PersonalDataInLeaf,
    check_event,
    commitment,
    entry_leaf,
    event_id_of,
    event_leaf,
    log_entry,
    read_leaf,
)
from paymentus.audit.domain.receipt import receipt_commitment, receipt_file
from paymentus.audit.domain.tree import (
    leaf_hash,
)
from paymentus.foundation.canonical_json import NotCanonical, parse_canonical

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def refused(act: Callable[[], object], kind: type[Exception]) -> str:
    """The words of the refusal; fails when there is none."""
    with pytest.raises(kind) as refusal:
        act()
    return str(refusal.value)


class TestLeaves:
    @pytest.mark.parametrize(
        ("leaf", "words"),
        [
            (b"[]", "not a leaf of version 1"),
            (b'{"v":2}', "not a leaf of version 1"),
            (b'{"v":1}', "the leaf has no id"),
            (b'{"type":"ledger.entry","v":1}', "the leaf has no entry"),
            (b'{"id":"a","v":1}', "the leaf has no type"),
            (b'{"id":"a","type":"t","v":1}', "the leaf has no subject"),
            (b'{"id":"a","subject":"s","type":"t","v":1}', "the leaf has no at"),
            (b'{"at":1,"id":"a","subject":"s","type":"t","v":1}', "the leaf has no at"),
        ],
    )
    def test_that_are_none_say_what_is_missing(self, leaf: bytes, words: str) -> None:
        assert refused(lambda: read_leaf(leaf), LeafNotUnderstood) == words

    def test_of_another_spelling_say_why(self) -> None:
        words = refused(lambda: parse_canonical(b'{"v": 1}'), NotCanonical)

        assert refused(lambda: read_leaf(b'{"v": 1}'), LeafNotUnderstood) == words != ""

    def test_are_read_whole(self) -> None:
        leaf = b'{"at":"x","id":"a","subject":"s","type":"t","v":1}'

        assert read_leaf(leaf) == json.loads(leaf)
        assert event_id_of(read_leaf(leaf)) == "a"
        assert event_id_of(read_leaf(a_leaf(3))) == "ent_00000003"

    def test_become_entries_with_their_fields(self) -> None:
        leaf = a_leaf(3)

        entry = log_entry(index=7, leaf=leaf, at=AT)

        assert (entry.index, entry.leaf, entry.hash) == (7, leaf, leaf_hash(leaf))
        assert (entry.event_id, entry.type) == ("ent_00000003", "ledger.entry")
        assert (entry.subject, entry.at) == ("pay_3", AT)

    def test_of_entries_carry_their_commitment(self) -> None:
        leaf = entry_leaf(
            at=AT, entry_id="e", entry_hash="h", event="v", subject="s", commitment="c"
        )

        assert json.loads(leaf) == {
            "at": "2026-11-23T10:00:00.000Z", "commitment": "c", "entry": "e", "entry_hash": "h",
            "event": "v", "subject": "s", "type": "ledger.entry", "v": 1,
        }  # fmt: skip

    def test_that_are_too_long_say_by_how_much(self) -> None:
        def made(length: int) -> bytes:
            return event_leaf(
                event_id="a", at=AT, event_type="t", actor="u", subject="s",
                data={"n": "x" * length},
            )  # fmt: skip

        frame = len(made(0))
        most = LEAF_BYTES_MAX - frame

        assert LEAF_BYTES_MAX == 65_535
        assert len(made(most)) == 65_535
        assert refused(lambda: made(most + 1), LeafTooLarge) == "65536 bytes; 65535 is the most"


class TestPersonalData:
    @pytest.mark.parametrize(
        "text",
        [
            "a@b.c",
            "to a@b.c",
            "a@b.c now",
            "x@ a@b.c",
            "a@b@c.d",
            "ä@b.c",
            "a@bb.cc.dd",
            "a@b.c d e",
        ],
    )
    def test_of_an_address_is_refused_wherever_it_stands(self, text: str) -> None:
        words = "an e-mail address does not belong in the audit log"

        for data in ({"note": text}, {"note": [text]}, {"note": (1, text)}, {"a": {"b": text}}):
            assert refused(
                lambda d=data: check_event(actor="u", subject="s", data=d), PersonalDataInLeaf
            ) == (words)
        for where in ("actor", "subject"):
            parts = {"actor": "u", "subject": "s", where: text}
            assert refused(lambda p=parts: check_event(**p, data={}), PersonalDataInLeaf) == words

    @pytest.mark.parametrize(
        "text",
        [
            "a@b",
            "a@b x.y",
            "a@b c d.e",
            "@b.c",
            "a@",
            "a @b.c",
            "a@ b.c",
            "a@.b",
            "a@b.",
            "a@.",
            "a.b",
            "",
            "@",
        ],
    )
    def test_of_no_address_passes(self, text: str) -> None:
        check_event(actor="u", subject="s", data={"note": text, "more": [text, {"deep": text}]})

    def test_of_a_field_is_refused_by_its_name(self) -> None:
        for data in ({"ssn": "1"}, {"a": {"ssn": 1}}, {"a": [{"ssn": None}]}):
            assert refused(
                lambda d=data: check_event(actor="u", subject="s", data=d), PersonalDataInLeaf
            ) == ("ssn does not belong in the audit log")


class TestCommitments:
    def test_need_a_long_key(self) -> None:
        words = "a commitment's key is at least 16 bytes long"

        assert refused(lambda: commitment(bytes(15), {}), ValueError) == words
        assert len(commitment(bytes(16), {})) == 64

    def test_of_receipts_need_a_salt_of_32_bytes(self) -> None:
        for length in (31, 33):
            assert refused(lambda n=length: receipt_commitment({}, bytes(n)), ValueError) == (
                "a receipt's salt is 32 bytes long"
            )
        assert receipt_commitment({"a": 1}, bytes(32)) == commitment(bytes(32), {"a": 1})


class TestReceiptFile:
    def test_holds_the_receipt_its_salt_its_leaf_and_its_proof(self) -> None:
        made = AnIssuedReceipt()

        data = receipt_file(made.receipt, made.salt, made.proof)

        assert data.endswith(b"\n")
        assert json.loads(data) == {
            "format": "paymentus-receipt/1",
            "receipt": made.receipt,
            "salt": made.salt.hex(),
            "leaf": json.loads(made.leaf),
            "proof": {
                "index": 5,
                "path": [base64.b64encode(node).decode() for node in made.proof.path],
                "checkpoint": made.proof.checkpoint,
            },
        }
        assert refused(lambda: receipt_file({}, made.salt, made.proof), ValueError) == (
            "the leaf commits to another receipt"
        )

    def test_is_also_written_for_other_tools(self) -> None:
        made = AnIssuedReceipt()
        path = "".join(f"{base64.b64encode(node).decode()}\n" for node in made.proof.path)

        assert made.proof.to_tlog_proof() == (
            f"c2sp.org/tlog-proof@v1\nindex 5\n{path}\n{made.proof.checkpoint}"
        )
