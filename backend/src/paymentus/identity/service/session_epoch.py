"""Ending everybody's sessions by one write: for a security breach.

Each session and token carries the platform's epoch of when it was opened. Raising the epoch ends
all that came before, of people, guests and programs, on every server within five seconds. A
session of a later epoch than this process knows was opened since, on another server: then what we
know is old, and is read again. The number never goes down, also when a backup of before is brought
back: it is the second at which it was raised, or one more than it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from paymentus.commit.domain import AuditRecord, Insert, UnitOfWork
from paymentus.foundation.mongo import Database
from paymentus.identity.repository.session_epochs import (
    SessionEpochRepository,
    with_session_epoch,
)
from paymentus.identity.service.recent_users import BELIEVED_SECONDS


class SessionEpoch:
    def __init__(self, database: Database, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._epochs = SessionEpochRepository(database)
        self._monotonic = monotonic
        self._known: tuple[float, int] | None = None

    async def present(self) -> int:
        """As it was at most five seconds ago."""
        return await self._at_least(0)

    async def is_present(self, epoch: int) -> bool:
        """Whether what was opened in this epoch still counts."""
        return await self._at_least(epoch) == epoch

    async def ending_all(self, *, actor: str, reason: str, at: datetime) -> UnitOfWork:
        """The unit that ends every session and token. Two at once: one gets ``VersionConflict`` or
        ``AlreadyExists``, and asks again."""
        before, version = await self._epochs.epoch()
        epoch = max(before + 1, int(at.timestamp()))
        write = with_session_epoch(epoch, version)
        record = AuditRecord(
            "sessions.all_ended", "sessions", actor, {"epoch": epoch, "reason": reason}
        )
        if isinstance(write, Insert):
            return UnitOfWork(inserts=(write,), audit=(record,))
        return UnitOfWork(updates=(write,), audit=(record,))

    def forget(self) -> None:
        """Ask again at the next request; for after the commit of ``ending_all``."""
        self._known = None

    async def _at_least(self, epoch: int) -> int:
        known = self._known
        # Taken before the read: what is read is at least as new as this.
        now = self._monotonic()
        if known is not None and now - known[0] < BELIEVED_SECONDS and known[1] >= epoch:
            return known[1]
        read, _ = await self._epochs.epoch()
        self._known = (now, read)
        return read
