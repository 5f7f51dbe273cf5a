"""How the platform is, in a payer's words, and which minutes count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from paymentus.status.domain import (
    Component,
    MaintenanceNotAccepted,
    StatusDay,
    planned_maintenance,
    states_of,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FINE = {"database": True, "sessions": True, "processor": True, "worker": True, "paused": False}


class TestStates:
    @pytest.mark.parametrize(
        ("change", "payments", "receipts", "bills", "messages"),
        [
            ({}, "working", "working", "working", "working"),
            ({"database": False}, "down", "down", "down", "down"),
            ({"paused": True}, "paused", "working", "working", "working"),
            ({"processor": False}, "disrupted", "working", "working", "working"),
            ({"worker": False}, "working", "working", "disrupted", "disrupted"),
            ({"sessions": False}, "disrupted", "disrupted", "disrupted", "working"),
            ({"paused": True, "processor": False}, "paused", "working", "working", "working"),
        ],
    )
    def test_say_what_does_not_work_and_no_more(
        self, change: dict[str, bool], payments: str, receipts: str, bills: str, messages: str
    ) -> None:
        found = states_of(**{**FINE, **change})

        assert [found[each].value for each in Component] == [payments, receipts, bills, messages]


class TestDay:
    def test_counts_each_minute_once(self) -> None:
        day = StatusDay(date(2026, 11, 23))

        once = day.with_minute(NOON, states_of(**FINE))

        assert once.with_minute(NOON, states_of(**FINE)) is once
        assert once.with_minute(NOON - timedelta(minutes=1), states_of(**FINE)) is once
        assert (once.measured, once.share(Component.PAYMENTS)) == (1, 1.0)

    def test_takes_what_is_paused_or_disrupted_for_not_working(self) -> None:
        day = StatusDay(date(2026, 11, 23))
        for minute, change in enumerate(({}, {"paused": True}, {"processor": False}, {})):
            states = states_of(**{**FINE, **change})
            day = day.with_minute(NOON + timedelta(minutes=minute), states)

        assert day.share(Component.PAYMENTS) == 0.5
        assert day.share(Component.RECEIPTS) == 1.0

    def test_of_which_nothing_was_measured_claims_nothing(self) -> None:
        assert StatusDay(date(2026, 11, 23)).share(Component.PAYMENTS) is None


class TestMaintenance:
    @pytest.mark.parametrize(
        ("begin", "end", "words", "field"),
        [
            (1, 2, "  ", "words"),
            (1, 2, "x" * 501, "words"),
            (2, 1, "Down.", "ends_at"),
            (-2, -1, "Down.", "ends_at"),
        ],
    )
    def test_that_cannot_be_is_refused_by_field(
        self, begin: int, end: int, words: str, field: str
    ) -> None:
        hour = timedelta(hours=1)

        with pytest.raises(MaintenanceNotAccepted) as refused:
            planned_maintenance(NOON + begin * hour, NOON + end * hour, words, now=NOON)

        assert [problem.field for problem in refused.value.fields] == [field]
