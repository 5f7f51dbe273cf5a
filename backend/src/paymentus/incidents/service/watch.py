"""Emergency monitoring: while an incident is watched, what could be more of it is noted in its time
line, by the minute.

Read from the audit log, which nobody changes unseen, and from what the log's own monitor and
witnesses told.
"""

from __future__ import annotations

from collections import Counter
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
_EVENTS_MAX = 200
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

    async def look(self) -> int:
        """A line of the minute that has just ended for every watched incident, where there was
        anything; returns how many. Of several workers one writes it."""
        until = (self._clock() - _LOG_LATE).replace(second=0, microsecond=0)
        open_ones = await self._incidents.page(resolved=False, below=None, limit=_WATCHED_AT_ONCE)
        watched = [one for one in open_ones if one.watched and one.declared_at < until]
        seen = await self._seen(until) if watched else ""
        if not seen:
            return 0
        lines = tuple(insert_step(_line(incident, seen, until)) for incident in watched)
        try:
            await self._committer.commit(UnitOfWork(inserts=lines))
        except AlreadyExists:
            return 0
        return len(lines)

    async def _seen(self, until: datetime) -> str:
        page = await self._audit.security_events(
            kind=None, subject=None, since=until - _SPAN, until=until, below=None, limit=_EVENTS_MAX
        )
        found = Counter(entry.type for entry in page.entries if entry.type in _NOTEWORTHY)
        told = [f"{name}: {count}" for name, count in sorted(found.items())]
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
