"""Taking a stretch out of the log, for somebody who looks into what happened."""

from __future__ import annotations

from datetime import datetime

from paymentus.audit.domain.checkpoint import only_signed_by, parse_checkpoint
from paymentus.audit.domain.stretch import LogStretch
from paymentus.audit.repository import AuditRepository
from paymentus.audit.service.log import AuditLog, LogIsEmpty
from paymentus.audit.service.nodes import StoredNodes
from paymentus.foundation.mongo import Database

ENTRIES_MAX = 100_000


class LogStretches:
    def __init__(self, database: Database, log: AuditLog) -> None:
        self._repository = AuditRepository(database)
        self._nodes = StoredNodes(self._repository)
        self._log = log

    async def since(self, moment: datetime, *, limit: int | None = ENTRIES_MAX) -> LogStretch:
        """From the last checkpoint before ``moment`` on, the newest ``limit`` entries at most;
        None is all, in memory.

        Raises ``LogIsEmpty``, or ``LogDamaged`` when entries are not all there.
        """
        newest = await self._log.newest_checkpoint()
        if newest is None or newest.size == 0:
            raise LogIsEmpty()
        start = await self._log.first_since(moment)
        if limit is not None:
            start = max(start, newest.size - limit)
        start = min(start, newest.size - 1)
        leaves: list[bytes] = []
        while start + len(leaves) < newest.size:
            place = start + len(leaves)
            found = await self._repository.leaves(place, min(1_000, newest.size - place))
            if not found:
                break
            leaves += found
        # A verifier refuses lines that it cannot check.
        text = only_signed_by(newest.text, self._log.policy.keys)
        assert parse_checkpoint(text).size == newest.size
        return LogStretch(await self._nodes.range_of(start), tuple(leaves), text)
