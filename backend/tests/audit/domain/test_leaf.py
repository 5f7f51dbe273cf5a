"""Leaves: fields, sizes, and what never enters one."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime
from typing import Any

import pytest

from paymentus.audit.domain.leaf import (
    LEAF_BYTES_MAX,
    LeafNotUnderstood,
    LeafTooLarge,
    PersonalDataInLeaf,
    check_event,
    commitment,
    entry_leaf,
    event_leaf,
    log_entry,
    read_leaf,
)
from paymentus.foundation.canonical_json import NotCanonical

AT = datetime(2026, 11, 23, 10, 0, 0, 5000, tzinfo=UTC)


def an_event_leaf(**changes: Any) -> bytes:
    fields: dict[str, Any] = {
        "event_id": "aud_1",
        "at": AT,
        "event_type": "user.signed_in",
        "actor": "usr_1",
        "subject": "usr_1",
        "data": {"method": "password"},
    }
    return event_leaf(**(fields | changes))


class TestEntryLeaf:
    def test_is_canonical_json_of_the_agreed_fields(self) -> None:
        leaf = entry_leaf(
            at=AT,
            entry_id="ent_1",
            entry_hash="ab" * 32,
            event="payment.succeeded",
            subject="pay_1",
            commitment=None,
        )

        assert leaf == (
            b'{"at":"2026-11-23T10:00:00.005Z","commitment":null,"entry":"ent_1","entry_hash":"'
            + b"ab" * 32
            + b'","event":"payment.succeeded","subject":"pay_1","type":"ledger.entry","v":1}'
        )


class TestEventLeaf:
    def test_is_canonical_json_of_the_agreed_fields(self) -> None:
        assert an_event_leaf() == (
            b'{"actor":"usr_1","at":"2026-11-23T10:00:00.005Z","data":{"method":"password"},'
            b'"id":"aud_1","subject":"usr_1","type":"user.signed_in","v":1}'
        )

    def test_is_refused_beyond_what_a_bundle_can_hold(self) -> None:
        frame = len(an_event_leaf(data={"note": ""}))

        assert len(an_event_leaf(data={"note": "x" * (LEAF_BYTES_MAX - frame)})) == LEAF_BYTES_MAX
        with pytest.raises(LeafTooLarge):
            an_event_leaf(data={"note": "x" * (LEAF_BYTES_MAX - frame + 1)})

    @pytest.mark.parametrize(
        "changes",
        [
            {"data": {"email": "usr_1"}},
            {"data": {"before": [{"account_number": "1002003001"}]}},
            {"data": {"note": "mail to ada@example.com was returned"}},
            {"actor": "ada@example.com"},
            {"subject": "ada@example.com"},
        ],
    )
    def test_is_refused_with_personal_data_in_it(self, changes: dict[str, Any]) -> None:
        with pytest.raises(PersonalDataInLeaf):
            an_event_leaf(**changes)

    def test_is_refused_with_a_value_that_has_no_canonical_form(self) -> None:
        with pytest.raises(NotCanonical):
            check_event(actor="usr_1", subject="usr_1", data={"ratio": 0.5})


class TestCommitment:
    def test_is_the_hmac_of_the_canonical_bytes(self) -> None:
        key = bytes(32)

        assert commitment(key, {"b": 1, "a": 2}) == (
            hmac.new(key, b'{"a":2,"b":1}', hashlib.sha256).hexdigest()
        )

    def test_needs_a_key_that_cannot_be_guessed(self) -> None:
        with pytest.raises(ValueError, match="16 bytes"):
            commitment(b"short", {})


class TestReadLeaf:
    @pytest.mark.parametrize(
        "leaf",
        [b"", b"[]", b'{"v":1}', b'{"v": 1}', b'{"at":"x","id":"a","subject":"s","type":"t","v":2}',
         b'{"at":"x","subject":"s","type":"t","v":1}',
         b'{"at":"x","id":"a","subject":"s","type":"ledger.entry","v":1}'],
    )  # fmt: skip
    def test_refuses_what_is_not_a_leaf(self, leaf: bytes) -> None:
        with pytest.raises(LeafNotUnderstood):
            read_leaf(leaf)


class TestLogEntry:
    def test_takes_its_searched_fields_from_the_leaf(self) -> None:
        leaf = an_event_leaf()

        entry = log_entry(index=4, leaf=leaf, at=AT)

        assert (entry.event_id, entry.type, entry.subject) == ("aud_1", "user.signed_in", "usr_1")
        assert entry.hash == hashlib.sha256(b"\0" + leaf).digest()
