"""Emergency monitoring: while an incident is watched, what could be more of it is noted in its time
line, by the minute.

Read from the audit log, which nobody changes unseen, and from what the log's own monitor and
witnesses told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from paymentus.audit.service import AuditLog
from paymentus.commit.domain import AlreadyExists, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.incidents.domain.incident import Incident
from paymentus.incidents.domain.steps import Step, note
from paymentus.incidents.repository.incidents import IncidentsRepository, insert_step

INTERVAL_SECONDS = 60.0
_SPAN = timedelta(seconds=INTERVAL_SECONDS)
# What happened is in the log within a second.
_LOG_LATE = timedelta(seconds=5)
_WATCHED_AT_ONCE = 50
# Minutes that a worker looks back when it starts, or has been held up.
_MINUTES_MAX = 60
_AFTER_ALL = 1_000
# What an intruder does next: comes back, tries passwords, makes keys, gives rights.
_NOTEWORTHY = frozenset({
    "user.signed_in", "user.sign_in_refused", "user.token_issued", "user.role_granted",
    "user.reactivated", "user.second_factors_taken_away", "user.second_factor_refused",
    "user.address_confirmed", "api_key.created", "api_key.refused", "emergency.off",
})  # fmt: skip


class EmergencyWatch:
    def __init__(
        self,
        *,
        incidents: IncidentsRepository,
        audit: AuditLog,
        committer: Committer,
        clock: Clock,
    ) -> None:
        self._incidents = incidents
        self._audit = audit
        self._committer = committer
        self._clock = clock
        self._looked_until: datetime | None = None

    async def look(self) -> int:
        """A line of each minute that has ended since the last look for every watched incident,
        where there was anything; returns how many. Of several workers one writes it."""
        now = (self._clock() - _LOG_LATE).replace(second=0, microsecond=0)
        earliest = now - _MINUTES_MAX * _SPAN
        minute = max(self._looked_until or earliest, earliest) + _SPAN
        open_ones = await self._incidents.page(resolved=False, below=None, limit=_WATCHED_AT_ONCE)
        written = 0
        while minute <= now:
            watched = [one for one in open_ones if one.watched and one.declared_at < minute]
            seen = await self._seen(minute, is_last=minute == now) if watched else ""
            for incident in watched if seen else ():
                written += await self._write(_line(incident, seen, minute))
            self._looked_until = minute
            minute += _SPAN
        return written

    async def _write(self, line: Step) -> bool:
        try:
            await self._committer.commit(UnitOfWork(inserts=(insert_step(line),)))
        except AlreadyExists:
            return False
        return True

    async def _seen(self, until: datetime, *, is_last: bool) -> str:
        """What the log's own watches find is of now, so it belongs to the last minute."""
        found = await self._audit.count_by_type(_NOTEWORTHY, since=until - _SPAN, until=until)
        told = [f"{name}: {count}" for name, count in sorted(found.items())]
        if not is_last:
            return "; ".join(told)
        told += [
            f"{watch.name}: {problem}"
            for watch in await self._audit.watches()
            for problem in _short(watch.problems)
        ]
        return "; ".join(told)


def _line(incident: Incident, seen: str, until: datetime) -> Step:
    line = note(incident.id, _AFTER_ALL, "seen", by="platform", at=until, result=seen)
    # Named after its minute: another worker's line of it is refused.
    return replace(line, id=f"stp_{incident.id.removeprefix('inc_')}_{until:%Y%m%d%H%M}")


def _short(problems: Iterable[str]) -> list[str]:
    return [problem[:200] for problem in list(problems)[:3]]
