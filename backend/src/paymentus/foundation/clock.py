"""Time is passed in. ``Clock`` is any callable that returns an aware UTC datetime."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Now, in UTC, cut to milliseconds: what MongoDB stores is then what we compared."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


# What happens at once says the same moment many times: a batch stamps all its entries alike.
@lru_cache(maxsize=256)
def rfc3339(moment: datetime) -> str:
    """``2026-11-23T10:00:00.000Z``. Refuses a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError("a datetime without a zone has no meaning here")
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds")[:-6] + "Z"


def parse_rfc3339(text: str) -> datetime:
    """Inverse of :func:`rfc3339`; any offset is accepted and turned into UTC."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no zone")
    return moment.astimezone(UTC)
