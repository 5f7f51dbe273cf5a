"""The product's own verdict over documents in memory."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Coroutine, Sequence
from datetime import datetime
from typing import Any, TypeVar

import verify_receipt as verifier
from verify_receipt import NotValid

from paymentus.app.proofs import ledger_leaf
from paymentus.audit.domain.checkpoint import NoteRefused, accepted_cosignature
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.repository import (
    AuditRepository,
    StoredCheckpoint,
    StoredHead,
    checkpoint_of,
    head_of,
)
from paymentus.audit.service import LogReport, LogVerification
from paymentus.ledger.repository import LedgerRepository
from paymentus.ledger.service import LedgerService, Verification
from tampering.world import LATER, POLICY, WITNESS_KEY, Document, Stored

Result = TypeVar("Result")


def is_number(value: object) -> bool:
    """What MongoDB compares with numbers: not booleans, texts or nothing."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def by_number(documents: dict[Any, Document]) -> list[Document]:
    return [documents[id] for id in sorted(id for id in documents if is_number(id))]


class LogInMemory(AuditRepository):
    """Answers the verification's reads as MongoDB would."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._entries = by_number(stored.log)
        self._signed = by_number(stored.checkpoints)

    async def head(self, shard: str) -> StoredHead | None:
        document = self._stored.heads.get(shard)
        return None if document is None else head_of(document)

    async def checkpoint_at(self, size: int) -> StoredCheckpoint | None:
        document = self._stored.checkpoints.get(size)
        return None if document is None else checkpoint_of(document)

    async def checkpoint_covering(
        self, index: int, *, witnessed: bool = False
    ) -> StoredCheckpoint | None:
        for document in self._signed:
            if document["_id"] > index and (not witnessed or document.get("witnessed") is True):
                return checkpoint_of(document)
        return None

    async def checkpoints(self, *, above: int) -> AsyncIterator[StoredCheckpoint]:
        for document in self._signed:
            if document["_id"] > above:
                yield checkpoint_of(document)

    async def documents(self, *, start: int) -> AsyncIterator[Document]:
        for document in self._entries:
            if document["_id"] >= start:
                yield document

    async def leaf_hashes(self, start: int, count: int) -> list[bytes]:
        return [
            bytes(document["hash"])
            for document in self._entries
            if start <= document["_id"] < start + count
        ]

    async def indexes_outside(self, size: int, *, limit: int = 100) -> list[Any]:
        outside = [id for id in self._stored.log if not (is_number(id) and 0 <= id < size)]
        return outside[:limit]

    async def tile(self, level: int, index: int) -> bytes | None:
        found = await self.tile_with_root(level, index)
        data = found[0] if found else None
        return data if isinstance(data, bytes) and len(data) == 8192 else None

    async def tile_with_root(self, level: int, index: int) -> tuple[object, object] | None:
        document = self._stored.tiles.get(f"{level}/{index}")
        return None if document is None else (document.get("data"), document.get("root"))

    async def tile_roots(self, level: int, start: int, count: int) -> dict[int, bytes]:
        return {
            document["index"]: bytes(document["root"])
            for document in self._stored.tiles.values()
            if document["level"] == level and start <= document["index"] < start + count
        }

    async def tile_places(self) -> list[tuple[Any, Any, Any]]:
        return [
            (document["_id"], document.get("level"), document.get("index"))
            for document in self._stored.tiles.values()
        ]


class LedgerInMemory(LedgerRepository):
    def __init__(self, stored: Stored) -> None:
        self._stored = stored

    async def stored_entries(self) -> AsyncIterator[Document]:
        for document in self._stored.entries.values():
            yield document

    async def stored_accounts(self) -> AsyncIterator[Document]:
        for document in self._stored.accounts.values():
            yield document

    async def stored_holds(self) -> AsyncIterator[Document]:
        for document in self._stored.holds.values():
            yield document


def at_once(work: Coroutine[Any, Any, Result]) -> Result:
    """Run what never waits, without an event loop."""
    try:
        work.send(None)
    except StopIteration as done:
        result: Result = done.value
        return result
    raise AssertionError("it waited for something")


def verify_log(
    stored: Stored,
    *,
    policy: LogPolicy = POLICY,
    kept: Sequence[str] = (),
    now: datetime = LATER,
) -> LogReport:
    """`paymentus audit verify`."""
    verification = LogVerification(LogInMemory(stored), policy, clock=lambda: now)
    return at_once(verification.run(kept=kept))


def verify_ledger(stored: Stored) -> Verification:
    """`paymentus ledger verify`."""

    async def leaves() -> AsyncIterator[tuple[str, str, int]]:
        for document in by_number(stored.log):
            leaf = ledger_leaf(document)
            if leaf is not None:
                yield leaf

    return at_once(LedgerService(LedgerInMemory(stored)).verify(leaves()))


def problems_of(
    stored: Stored, *, policy: LogPolicy = POLICY, kept: Sequence[str] = ()
) -> list[str]:
    """Everything that both verifications find."""
    found = list(verify_log(stored, policy=policy, kept=kept).problems)
    return found + verify_ledger(stored).problems


def is_found(stored: Stored, *, kept: Sequence[str] = (), ledger_first: bool = False) -> bool:
    """Whether either verification finds anything; the second is run where the first did not."""
    if ledger_first and verify_ledger(stored).problems:
        return True
    if verify_log(stored, kept=kept).problems:
        return True
    return not ledger_first and bool(verify_ledger(stored).problems)


RECEIPT_POLICY = verifier.read_policy(json.dumps(POLICY.to_document()).encode())


def receipt_is_valid(data: bytes, policy: Any = RECEIPT_POLICY) -> bool:
    """`verify_receipt.py`, two days later."""
    try:
        return bool(verifier.verify_receipt(data, policy, LATER) == verifier.VALID)
    except NotValid:
        return False


def kept_of_answer(checkpoint: str, answer: str) -> str | None:
    """The line that would be kept of what a witness answered; None when it is refused."""
    try:
        return accepted_cosignature(answer, checkpoint=checkpoint, witness=WITNESS_KEY.verifier)
    except NoteRefused:
        return None
