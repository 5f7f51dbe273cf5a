"""Idempotency of requests: one key, one act, one answer (docs/recipes/idempotency.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from paymentus.commit.domain import IdempotencyKeyReused, IdempotencyScope, RequestInProgress
from paymentus.commit.repository import IDEMPOTENCY, CommitRepository
from paymentus.commit.service.sealing import ANSWER_FIELD
from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Document
from paymentus.integrations.key_management.field_cipher import is_sealed
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


@dataclass(frozen=True, slots=True)
class Replay:
    """An earlier request with this key. ``answer`` is None while its last commit is missing."""

    subject: str
    status: int | None
    answer: Mapping[str, Any] | None


class Idempotency:
    def __init__(
        self, repository: CommitRepository, clock: Clock, sealed: SealedDocuments | None = None
    ) -> None:
        self._repository = repository
        self._clock = clock
        self._sealed = sealed

    async def look_up(self, scope: IdempotencyScope, body_hash: str) -> Replay | None:
        """What this key has done before, or None.

        Raises ``IdempotencyKeyReused`` for another body and ``RequestInProgress`` while
        the first request holds its lease. After the lease the subject is handed out
        without an answer: the janitor is finishing it, and no key stays locked.
        """
        record = await self._repository.idempotency_record(scope.id)
        if record is None:
            return None
        if record["body_hash"] not in await self._as_kept(body_hash):
            raise IdempotencyKeyReused()
        if record["status"] == "done":
            return Replay(record["subject"], record["answer_status"], await self._answer(record))
        if record["lease_until"] > self._clock():
            raise RequestInProgress(record["subject"])
        return Replay(record["subject"], None, None)

    async def _as_kept(self, body_hash: str) -> tuple[str, ...]:
        """The forms in which this hash may stand in a record: its blind index, or itself."""
        if self._sealed is None:
            return (body_hash,)
        return await self._sealed.index(IDEMPOTENCY, "body_hash", body_hash), body_hash

    async def _answer(self, record: Document) -> Mapping[str, Any] | None:
        """None where the key it was kept under was destroyed, and where it was kept in the clear
        by a release before and dropped."""
        answer: Mapping[str, Any] | None = record.get("answer")
        if self._sealed is None or not is_sealed(answer):
            return answer
        opened: Mapping[str, Any] | None = await self._sealed.cipher.open(
            record["answer"], record_id=record["_id"], field=ANSWER_FIELD, if_erased=None
        )
        return opened
