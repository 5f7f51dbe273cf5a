"""Entries of a case keep their order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from paymentus.compliance.domain.cases.history import EntryKind, case_entry, in_order

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_ids_follow_the_time() -> None:
    first = case_entry("cas_1", EntryKind.NOTE, at=AT, actor="usr_1", words="a")
    second = case_entry(
        "cas_1", EntryKind.NOTE, at=AT + timedelta(milliseconds=2), actor="usr_1", words="b"
    )

    assert first.id < second.id


def test_a_decision_is_told_after_what_it_did() -> None:
    decided = case_entry("cas_1", EntryKind.DECIDED, at=AT, actor="usr_1")
    released = case_entry("cas_1", EntryKind.TRANSFER_RELEASED, at=AT, actor="usr_1")
    later = case_entry("cas_1", EntryKind.NOTE, at=AT + timedelta(seconds=1), actor="usr_1")

    assert in_order([later, decided, released]) == [released, decided, later]
