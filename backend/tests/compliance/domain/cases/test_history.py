"""Entries of a case keep their order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from paymentus.compliance.domain.cases.history import EntryKind, case_entry

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_ids_follow_the_time() -> None:
    first = case_entry("cas_1", EntryKind.NOTE, at=AT, actor="usr_1", words="a")
    second = case_entry(
        "cas_1", EntryKind.NOTE, at=AT + timedelta(milliseconds=2), actor="usr_1", words="b"
    )

    assert first.id < second.id
