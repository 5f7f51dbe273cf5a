"""The clocks of a case: by when law wants a report, counted from what was noticed when.

The periods are dated data: a period that law changes gets another row with its first day, and what
began before keeps the row it began under. Rows start with 2020; nothing here is older.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from paymentus.compliance.domain.calendar import after_business_days, day_of
from paymentus.compliance.domain.screening.nameless import NAMELESS
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.domain.unjudged import UNJUDGED_CODES
from paymentus.foundation.errors import NotFound

INSTITUTION_ZONE = "America/New_York"
"""Whose midnight ends the last day of a period."""

# Codes of findings that say what kind of report may be due.
SANCTIONS_CODES = frozenset({"sanctions", "ofac_block"})
CURRENCY_CODES = frozenset({"ctr", "ctr_aggregation"})
# Reasons to look that are no signs of anything: a freeze that the desk made, a list that is away,
# a name that nobody knows.
KNOWN_CODES = frozenset({"frozen", NAMELESS}) | UNJUDGED_CODES


class ClockNotRunning(NotFound):
    """No such deadline is running in this case."""


class ClockKind(StrEnum):
    """``SAR``: suspicious activity report. ``CTR``: currency transaction report. ``OFAC``: report
    of blocked property or of a rejected transfer."""

    SAR = "sar"
    CTR = "ctr"
    OFAC = "ofac"


@dataclass(frozen=True, slots=True)
class Period:
    """``days`` after the day on which it begins; ``business`` days are not weekends or federal
    holidays. ``since`` is the first day on which a clock may begin under it."""

    kind: ClockKind
    days: int
    business: bool
    since: date
    source: str


PERIODS = (
    Period(ClockKind.SAR, 30, False, date(2020, 1, 1), "31 CFR 1022.320(b)(3)"),
    Period(ClockKind.CTR, 15, False, date(2020, 1, 1), "31 CFR 1010.306(a)(1)"),
    Period(ClockKind.OFAC, 10, True, date(2020, 1, 1), "31 CFR 501.603(b)(1), 501.604(c)"),
)


def period_of(kind: ClockKind, began_on: date, periods: Iterable[Period] = PERIODS) -> Period:
    """The row in force on the day on which the clock begins; the first one before all of them."""
    rows = sorted((one for one in periods if one.kind is kind), key=lambda one: one.since)
    in_force = [one for one in rows if one.since <= began_on]
    return in_force[-1] if in_force else rows[0]


class ClockEnd(StrEnum):
    """Why a clock runs no more: the report was made, or it was found that none is due."""

    MET = "met"
    NOT_REQUIRED = "not_required"


@dataclass(frozen=True, slots=True)
class Clock:
    """``due`` is the last day on which the report is in time.

    ``reference`` is the report's number, or empty where none was due.
    """

    kind: ClockKind
    began_at: datetime
    due: date
    end: ClockEnd | None = None
    ended_at: datetime | None = None
    reference: str = ""

    @property
    def is_running(self) -> bool:
        return self.end is None

    def ended(self, end: ClockEnd, *, at: datetime, reference: str) -> Clock:
        return replace(self, end=end, ended_at=at, reference=reference)


def clock_from(kind: ClockKind, at: datetime) -> Clock:
    began_on = day_of(at, INSTITUTION_ZONE)
    period = period_of(kind, began_on)
    if period.business:
        return Clock(kind, at, after_business_days(began_on, period.days))
    return Clock(kind, at, began_on + timedelta(days=period.days))


def kind_of(code: str, verdict: Verdict) -> ClockKind | None:
    """Which report an alert may lead to.

    A name that only may be a listed one blocks nothing yet, so no report is due on it.
    """
    if code in KNOWN_CODES:
        return None
    if code in CURRENCY_CODES:
        return ClockKind.CTR
    if code in SANCTIONS_CODES:
        return ClockKind.OFAC if verdict is Verdict.BLOCK else None
    return ClockKind.SAR


def with_started(
    clocks: tuple[Clock, ...], kinds: Iterable[ClockKind], at: datetime
) -> tuple[Clock, ...]:
    """Start what does not run yet: the earliest detection counts, later ones add no time."""
    running = {clock.kind for clock in clocks if clock.is_running}
    wanted = [kind for kind in ClockKind if kind in set(kinds) - running]
    return clocks + tuple(clock_from(kind, at) for kind in wanted)


def with_ended(
    clocks: tuple[Clock, ...], kind: ClockKind, end: ClockEnd, *, at: datetime, reference: str
) -> tuple[Clock, ...]:
    """Raises ``ClockNotRunning``."""
    if not any(clock.kind is kind and clock.is_running for clock in clocks):
        raise ClockNotRunning()
    return tuple(
        clock.ended(end, at=at, reference=reference)
        if clock.kind is kind and clock.is_running
        else clock
        for clock in clocks
    )


def next_due(clocks: Iterable[Clock]) -> date | None:
    return min((clock.due for clock in clocks if clock.is_running), default=None)
