"""Moments of the calendar, in UTC: one in each period, never none and never two."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from paymentus.schedule.domain.periods import Period, slot_after, slot_at

MOMENTS = some.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)
INTO = some.integers(0, 23 * 60 + 59).map(lambda minutes: timedelta(minutes=minutes))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class TestSlot:
    @pytest.mark.parametrize(
        ("period", "hours", "now", "slot", "following"),
        [
            (Period.CONTINUOUS, 0, "2026-11-23T10:07:31", "2026-11-23T10:05", "2026-11-23T10:10"),
            (Period.DAILY, 2, "2026-11-23T01:59:59", "2026-11-22T02:00", "2026-11-23T02:00"),
            (Period.DAILY, 2, "2026-11-23T02:00", "2026-11-23T02:00", "2026-11-24T02:00"),
            (Period.WEEKLY, 3, "2026-11-23T02:00", "2026-11-16T03:00", "2026-11-23T03:00"),
            (Period.WEEKLY, 3, "2026-11-29T23:00", "2026-11-23T03:00", "2026-11-30T03:00"),
            (Period.MONTHLY, 8, "2027-01-01T07:59", "2026-12-01T08:00", "2027-01-01T08:00"),
            (Period.QUARTERLY, 8, "2026-02-28T12:00", "2026-01-01T08:00", "2026-04-01T08:00"),
            (Period.QUARTERLY, 8, "2027-01-01T07:00", "2026-10-01T08:00", "2027-01-01T08:00"),
        ],
    )
    def test_is_the_newest_moment_that_has_come(
        self, period: Period, hours: int, now: str, slot: str, following: str
    ) -> None:
        after = timedelta(hours=hours)

        found = slot_at(period, after, at(now))

        assert found == at(slot)
        assert slot_after(period, after, found) == at(following)

    @given(period=some.sampled_from(list(Period)), into=INTO, now=MOMENTS)
    def test_holds_until_the_one_that_follows(
        self, period: Period, into: timedelta, now: datetime
    ) -> None:
        after = timedelta() if period is Period.CONTINUOUS else into

        slot = slot_at(period, after, now)
        following = slot_after(period, after, slot)

        assert slot <= now < following
        assert slot_at(period, after, following) == following
        assert slot_at(period, after, following - timedelta(microseconds=1)) == slot

    def test_of_a_day_is_there_once_where_clocks_are_changed(self) -> None:
        """New York puts its clocks back on 2026-11-01 and on on 2026-03-08: UTC does not."""
        for first in ("2026-10-31T06:30", "2026-03-07T06:30"):
            slots = {
                slot_at(Period.DAILY, timedelta(hours=6), at(first) + timedelta(minutes=10 * step))
                for step in range(3 * 24 * 6)
            }
            assert len(slots) == 4
