"""The status as the public sees it, read at most every few seconds; and its minutes, counted."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from paymentus.commit.domain import (
    AlreadyExists,
    AuditRecord,
    Insert,
    UnitOfWork,
    VersionConflict,
)
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError
from paymentus.status.domain import (
    HISTORY_DAYS,
    Maintenance,
    MaintenanceNotFound,
    PublicIncident,
    PublicStatus,
    States,
    planned_maintenance,
)
from paymentus.status.repository import (
    StatusRepository,
    calling_off,
    insert_maintenance,
    with_day,
)

BELIEVED_SECONDS = 10.0
MEASURED_SECONDS = 60.0
_PATIENCE_SECONDS = 2.0

Probe = Callable[[], Awaitable[States]]
Told = Callable[[], Awaitable[Sequence[PublicIncident]]]


class StatusService:
    """``probe`` asks what we depend on and raises nothing; ``told`` is what was made public of
    incidents."""

    def __init__(
        self,
        *,
        repository: StatusRepository,
        committer: Committer,
        probe: Probe,
        told: Told,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._repository = repository
        self._committer = committer
        self._probe = probe
        self._told = told
        self._clock = clock
        self._monotonic = monotonic
        self._turn = asyncio.Lock()
        self._known: tuple[float, PublicStatus] | None = None
        self._seen_minute: datetime | None = None

    async def now(self) -> PublicStatus:
        """As it was at most ten seconds ago. Raises nothing: what cannot be read is said so, and
        the rest is as it was last known."""
        async with self._turn:
            known = self._known
            if known is not None and self._monotonic() - known[0] < BELIEVED_SECONDS:
                return known[1]
            status = await self._read(known[1] if known else None)
            self._known = (self._monotonic(), status)
            return status

    async def measure(self) -> int:
        """Count the minute that has begun, once whoever does it, for the worker.

        A process counts none that it has not seen begin. Raises ``StatusUnavailable``.
        """
        minute = self._clock().replace(second=0, microsecond=0)
        first, self._seen_minute = self._seen_minute is None, minute
        if first:
            return 0
        before = await self._repository.day(minute.date())
        after = before.with_minute(minute, await self._probe())
        if after is before:
            return 0
        write = with_day(before, after)
        inserts = (write,) if isinstance(write, Insert) else ()
        updates = () if isinstance(write, Insert) else (write,)
        # Refused where another worker has counted it.
        with contextlib.suppress(VersionConflict, AlreadyExists):
            await self._committer.commit(UnitOfWork(inserts=inserts, updates=updates))
        return 0

    async def plan(
        self, starts_at: datetime, ends_at: datetime, words: str, *, by: str
    ) -> Maintenance:
        """Raises ``MaintenanceNotAccepted``."""
        planned = planned_maintenance(starts_at, ends_at, words, now=self._clock())
        record = AuditRecord("maintenance.planned", planned.id, by)
        await self._committer.commit(
            UnitOfWork(inserts=(insert_maintenance(planned),), audit=(record,))
        )
        return planned

    async def call_off(self, maintenance_id: str, *, by: str) -> None:
        """Raises ``MaintenanceNotFound``."""
        version = await self._repository.version_of(maintenance_id)
        if version is None:
            raise MaintenanceNotFound()
        record = AuditRecord("maintenance.called_off", maintenance_id, by)
        await self._committer.commit(
            UnitOfWork(updates=(calling_off(maintenance_id, version),), audit=(record,))
        )

    async def _read(self, last: PublicStatus | None) -> PublicStatus:
        now = self._clock()
        states = await self._probe()
        first = now.date() - timedelta(days=HISTORY_DAYS - 1)
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                return PublicStatus(
                    at=now,
                    states=states,
                    incidents=await self._told(),
                    maintenance=await self._repository.maintenance_until(now),
                    days=await self._repository.days_from(first),
                    is_whole=True,
                )
        except (DomainError, OSError, TimeoutError):
            return PublicStatus(
                at=now,
                states=states,
                incidents=last.incidents if last else (),
                maintenance=last.maintenance if last else (),
                days=last.days if last else (),
                is_whole=False,
            )
