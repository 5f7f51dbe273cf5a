"""When what is repeated is due: moments in UTC, counted from the calendar and from no earlier run.

UTC has no clock changes, so there is one such moment in each period and never two.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CONTINUOUS_MINUTES = 5
_QUARTER_MONTHS = 3


class Period(StrEnum):
    """``CONTINUOUS`` is every five minutes; the others are the deployment guide's."""

    CONTINUOUS = "continuous"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


def slot_at(period: Period, after: timedelta, now: datetime) -> datetime:
    """The newest moment of the period that is not after ``now``.

    ``after`` is how long into the period its moment lies: into the day, into Monday, into the first
    day of the month or quarter. It is nothing for ``CONTINUOUS``.
    """
    slot = _start(period, now) + after
    return (
        slot if slot <= now else _start(period, _start(period, now) - timedelta(seconds=1)) + after
    )


def slot_after(period: Period, after: timedelta, slot: datetime) -> datetime:
    """The moment that follows this one."""
    start = _start(period, slot)
    match period:
        case Period.CONTINUOUS:
            following = start + timedelta(minutes=CONTINUOUS_MINUTES)
        case Period.DAILY:
            following = start + timedelta(days=1)
        case Period.WEEKLY:
            following = start + timedelta(days=7)
        case Period.MONTHLY:
            following = _months_later(start, 1)
        case Period.QUARTERLY:
            following = _months_later(start, _QUARTER_MONTHS)
    return following + after


def _start(period: Period, moment: datetime) -> datetime:
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    match period:
        case Period.CONTINUOUS:
            into = moment.minute % CONTINUOUS_MINUTES
            return moment.replace(minute=moment.minute - into, second=0, microsecond=0)
        case Period.DAILY:
            return day
        case Period.WEEKLY:
            return day - timedelta(days=day.weekday())
        case Period.MONTHLY:
            return day.replace(day=1)
        case Period.QUARTERLY:
            return day.replace(day=1, month=day.month - (day.month - 1) % _QUARTER_MONTHS)


def _months_later(start: datetime, months: int) -> datetime:
    index = start.month - 1 + months
    return start.replace(year=start.year + index // 12, month=index % 12 + 1)
