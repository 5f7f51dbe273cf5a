"""A changed set of rules run over the past: what it would have flagged beside what was flagged."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from paymentus.compliance.domain.monitoring.engine import MonitoringEngine
from paymentus.compliance.domain.monitoring.rule_book import RULES, Profile
from paymentus.compliance.repository.monitoring import MonitoredTransfer, MonitoringRepository
from paymentus.compliance.service.monitoring.rule_changes import MonitoringRules
from paymentus.foundation.errors import FieldProblem, Rejected

DAYS_MAX = 92
TRANSFERS_MAX = 300_000
WARM_UP = timedelta(days=70)
EXAMPLES_KEPT = 50
_GIVES_WAY_EVERY = 200
_TOLD_EVERY = 1_000
_FIRST_DAY, _LAST_DAY = date(2001, 1, 1), date(2100, 12, 31)


class PeriodWrong(Rejected):
    """Choose a first day, and a last day that is not before it."""


class TooManyTransfers(Rejected):
    """This is more of the past than one run can take. Choose fewer days."""


@dataclass(frozen=True, slots=True)
class Example:
    """A transfer that the changed rules and the rules of its day judge differently."""

    transfer_id: str
    at: datetime
    party_id: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class BackTest:
    """``was`` and ``would``: (day, code) -> number of alerts. ``held_would``: transfers that would
    have been held. ``new`` and ``gone`` are the first examples of each."""

    transfers: int
    was: Mapping[tuple[date, str], int]
    would: Mapping[tuple[date, str], int]
    held_would: int
    new: tuple[Example, ...]
    gone: tuple[Example, ...]

    def totals(self) -> dict[str, tuple[int, int]]:
        """Code -> (was, would), for every rule there is."""
        was: Counter[str] = Counter()
        would: Counter[str] = Counter()
        for (_, code), count in self.was.items():
            was[code] += count
        for (_, code), count in self.would.items():
            would[code] += count
        return {code: (was[code], would[code]) for code in RULES}


@dataclass(frozen=True, slots=True)
class Progress:
    """Transfers read, of all that are to be read; those of the warm-up count too."""

    seen: int
    total: int


@dataclass(slots=True)
class BackTestRun:
    """A run whose rules and period are good, counted and not begun."""

    engine: MonitoringEngine
    start: datetime
    end: datetime
    total: int
    was: Counter[tuple[date, str]] = field(default_factory=Counter)
    would: Counter[tuple[date, str]] = field(default_factory=Counter)
    new: list[Example] = field(default_factory=list)
    gone: list[Example] = field(default_factory=list)
    transfers: int = 0
    held: int = 0

    def take(self, monitored: MonitoredTransfer) -> None:
        """Judge one more; what lies before the first day only fills the windows."""
        transfer = monitored.transfer
        judgement = self.engine.judge(transfer)
        if transfer.at < self.start:
            return
        self.transfers += 1
        day = transfer.at.date()
        codes = {finding.code: finding for finding in judgement.findings}
        self.was.update((day, code) for code in set(monitored.codes))
        self.would.update((day, code) for code in codes)
        self.held += any(finding.verdict.value == "hold" for finding in judgement.findings)
        about = (transfer.id, transfer.at, transfer.sender.id)
        for code in codes.keys() - set(monitored.codes):
            self.new.append(Example(*about, code, codes[code].words))
        for code in set(monitored.codes) - codes.keys():
            self.gone.append(Example(*about, code, "Flagged then, and not by these rules."))
        del self.new[EXAMPLES_KEPT:], self.gone[EXAMPLES_KEPT:]

    def result(self) -> BackTest:
        return BackTest(
            self.transfers, self.was, self.would, self.held, tuple(self.new), tuple(self.gone)
        )


class BackTests:
    """Reads ``enhanced_transactions`` and writes nothing.

    The run begins ``WARM_UP`` before the first day, so that windows are full where counting starts;
    silence that began before that is not seen.
    It gives way to other work every few hundred transfers.
    """

    def __init__(self, *, repository: MonitoringRepository, rules: MonitoringRules) -> None:
        self._repository = repository
        self._rules = rules

    async def run(
        self, *, profile: Profile, rules: Mapping[str, Any], first: date, last: date
    ) -> BackTest:
        """Raises ``RulesWrong``, ``PeriodWrong`` or ``TooManyTransfers``."""
        run = await self.prepared(profile=profile, rules=rules, first=first, last=last)
        async for _ in self.steps(run):
            pass
        return run.result()

    async def prepared(
        self, *, profile: Profile, rules: Mapping[str, Any], first: date, last: date
    ) -> BackTestRun:
        """Everything that can be refused is refused here: as :meth:`run`."""
        fits = timedelta(0) <= last - first < timedelta(days=DAYS_MAX)
        if not (fits and first >= _FIRST_DAY and last <= _LAST_DAY):
            problem = FieldProblem("last", f"Choose at most {DAYS_MAX} days of this century.")
            raise PeriodWrong(fields=(problem,))
        engine = MonitoringEngine(
            await self._rules.changed_book(profile, rules),
            profile,
            watching_since=await self._repository.began(),
        )
        start = datetime.combine(first, time(), UTC)
        end = datetime.combine(last + timedelta(days=1), time(), UTC)
        total = await self._repository.count_between(start - WARM_UP, end)
        if total > TRANSFERS_MAX:
            raise TooManyTransfers()
        return BackTestRun(engine, start, end, total)

    async def steps(self, run: BackTestRun) -> AsyncIterator[Progress]:
        """Do it, and say now and then how far it is."""
        seen = 0
        async for monitored in self._repository.between(run.start - WARM_UP, run.end):
            seen += 1
            run.take(monitored)
            if not seen % _GIVES_WAY_EVERY:
                await asyncio.sleep(0)
            if not seen % _TOLD_EVERY:
                # What came meanwhile is read too.
                yield Progress(seen, max(seen, run.total))
