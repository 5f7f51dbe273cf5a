"""How compliance stands now, in figures for whoever watches the platform: counts and ages only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from paymentus.compliance.domain.calendar import day_of
from paymentus.compliance.domain.cases.case import CaseState
from paymentus.compliance.domain.cases.clocks import INSTITUTION_ZONE
from paymentus.compliance.domain.cases.holds import HoldState
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.cases import CaseFilter, CasesRepository
from paymentus.compliance.repository.figures import FiguresRepository
from paymentus.compliance.service.screening.list_store import ListStore
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Unavailable

_UNDECIDED = tuple(state for state in CaseState if state is not CaseState.DECIDED)


class Answers(Protocol):
    """A remote screening service. ``check`` raises ``Unavailable``."""

    async def check(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FiguresNow:
    """``list_age_seconds`` is since a source last confirmed the list, None without one.
    ``transfers`` counts those that compliance ever stopped, by what became of them.
    ``deadlines_near`` end today or tomorrow (UTC), so within 48 hours at most."""

    screening_up: bool
    list_age_seconds: float | None
    open_alerts: Mapping[Verdict, int]
    transfers: Mapping[HoldState, int]
    unjudged: int
    undecided_cases: int
    deadlines_overdue: int
    deadlines_near: int


class ComplianceFigures:
    """``remote`` is the screening service in use, None where the lists are matched here."""

    def __init__(
        self,
        *,
        alerts: AlertsRepository,
        cases: CasesRepository,
        figures: FiguresRepository,
        lists: ListStore,
        remote: Answers | None,
        max_age: timedelta,
        clock: Clock,
    ) -> None:
        self._alerts = alerts
        self._cases = cases
        self._figures = figures
        self._lists = lists
        self._remote = remote
        self._max_age = max_age
        self._clock = clock

    async def now(self) -> FiguresNow:
        """Raises ``Unavailable`` where the database does not answer."""
        now = self._clock()
        age = await self._age_of_list(now)
        today = day_of(now, INSTITUTION_ZONE)
        overdue = await self._overdue(today)
        return FiguresNow(
            screening_up=await self._is_up(age),
            list_age_seconds=None if age is None else age.total_seconds(),
            open_alerts={
                verdict: await self._alerts.count_open(verdict=verdict) for verdict in Verdict
            },
            transfers={state: await self._cases.count_holds(state) for state in HoldState},
            unjudged=await self._cases.count_unjudged(),
            undecided_cases=await self._cases.count(CaseFilter(states=_UNDECIDED)),
            deadlines_overdue=overdue,
            deadlines_near=await self._overdue(today + timedelta(days=2)) - overdue,
        )

    async def _age_of_list(self, now: datetime) -> timedelta | None:
        newest = await self._lists.newest()
        return None if newest is None else now - newest.confirmed_at

    async def _is_up(self, age: timedelta | None) -> bool:
        if self._remote is None:
            return age is not None and age <= self._max_age
        try:
            await self._remote.check()
        except Unavailable:
            return False
        return True

    async def _overdue(self, today: date) -> int:
        """Cases with a clock that has run out, and filings that are open after their day."""
        until = CaseFilter(states=_UNDECIDED, due_until=today - timedelta(days=1))
        return await self._cases.count(until) + await self._figures.overdue(today.isoformat())
