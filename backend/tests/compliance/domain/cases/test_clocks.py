"""When reports are due, and that the periods are data with dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from paymentus.compliance.domain.cases.clocks import (
    PERIODS,
    ClockEnd,
    ClockKind,
    ClockNotRunning,
    Period,
    clock_from,
    kind_of,
    next_due,
    period_of,
    with_ended,
    with_started,
)
from paymentus.compliance.domain.transfer import Verdict

AT = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (ClockKind.SAR, date(2026, 12, 23)),
        (ClockKind.CTR, date(2026, 12, 8)),
        # Ten business days, Thanksgiving not counted.
        (ClockKind.OFAC, date(2026, 12, 8)),
    ],
)
def test_each_report_has_its_period(kind: ClockKind, due: date) -> None:
    assert clock_from(kind, AT).due == due


def test_the_day_begins_where_the_institution_is() -> None:
    late = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

    assert clock_from(ClockKind.SAR, late).due == date(2026, 12, 23)


def test_a_new_period_holds_for_what_begins_under_it() -> None:
    changed = Period(ClockKind.CTR, 25, False, date(2027, 1, 1), "a law to come")
    rows = (changed, *PERIODS)

    assert period_of(ClockKind.CTR, date(2026, 12, 31), rows).days == 15
    assert period_of(ClockKind.CTR, date(2027, 1, 1), rows) == changed
    assert period_of(ClockKind.CTR, date(1999, 1, 1), rows).days == 15


@pytest.mark.parametrize(
    ("code", "verdict", "kind"),
    [
        ("sanctions", Verdict.HOLD, None),
        ("sanctions", Verdict.BLOCK, ClockKind.OFAC),
        ("ofac_block", Verdict.BLOCK, ClockKind.OFAC),
        ("ctr_aggregation", Verdict.ALLOW, ClockKind.CTR),
        ("frozen", Verdict.HOLD, None),
        ("screening_unavailable", Verdict.HOLD, None),
        ("nameless", Verdict.ALLOW, None),
        ("structuring", Verdict.HOLD, ClockKind.SAR),
    ],
)
def test_what_was_found_says_which_report_may_be_due(
    code: str, verdict: Verdict, kind: ClockKind | None
) -> None:
    assert kind_of(code, verdict) is kind


def test_a_later_detection_adds_no_time() -> None:
    first = with_started((), [ClockKind.SAR], AT)

    later = with_started(first, [ClockKind.SAR, ClockKind.OFAC], AT + timedelta(days=5))

    assert [(clock.kind, clock.began_at) for clock in later] == [
        (ClockKind.SAR, AT),
        (ClockKind.OFAC, AT + timedelta(days=5)),
    ]
    assert next_due(later) == date(2026, 12, 11)


def test_a_clock_that_ended_is_due_no_more_and_may_begin_anew() -> None:
    running = with_started((), [ClockKind.OFAC], AT)
    later = AT + timedelta(days=2)

    ended = with_ended(running, ClockKind.OFAC, ClockEnd.MET, at=later, reference="OFAC-1")

    assert next_due(ended) is None
    assert (ended[0].end, ended[0].reference) == (ClockEnd.MET, "OFAC-1")
    assert len(with_started(ended, [ClockKind.OFAC], later)) == 2


def test_only_a_running_clock_can_end() -> None:
    with pytest.raises(ClockNotRunning):
        with_ended((), ClockKind.CTR, ClockEnd.MET, at=AT, reference="x")
