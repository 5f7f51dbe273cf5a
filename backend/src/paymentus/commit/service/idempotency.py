"""Idempotency of requests: one key, one act, one answer (docs/recipes/idempotency.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from paymentus.commit.domain import IdempotencyKeyReused, IdempotencyScope, RequestInProgress
from paymentus.commit.repository import CommitRepository
from paymentus.foundation.clock import Clock


@dataclass(frozen=True, slots=True)
class Replay:
    """An earlier request with this key. ``answer`` is None while its last commit is missing."""

    subject: str
    status: int | None
    answer: Mapping[str, Any] | None


class Idempotency:
    def __init__(self, repository: CommitRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock

    async def look_up(self, scope: IdempotencyScope, body_hash: str) -> Replay | None:
        """What this key has done before, or None.

        Raises ``IdempotencyKeyReused`` for another body and ``RequestInProgress`` while
        the first request holds its lease. After the lease the subject is handed out
        without an answer: the janitor is finishing it, and no key stays locked.
        """
        record = await self._repository.idempotency_record(scope.id)
        if record is None:
            return None
        if record["body_hash"] != body_hash:
            raise IdempotencyKeyReused()
        if record["status"] == "done":
            return Replay(record["subject"], record["answer_status"], record["answer"])
        if record["lease_until"] > self._clock():
            raise RequestInProgress(record["subject"])
        return Replay(record["subject"], None, None)
