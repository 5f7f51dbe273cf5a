"""Units of work on their way into a batch."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from paymentus.commit.domain import AlreadyExists, Committed, CommitUnavailable, UnitOfWork
from paymentus.commit.repository import AUDIT_LOG
from paymentus.foundation.logging import request_id
from paymentus.foundation.mongo import Document
from paymentus.foundation.tracing import traceparent


@dataclass(eq=False)
class Work:
    """A unit waiting for its batch, or inbox events on their way into the log."""

    unit: UnitOfWork
    done: asyncio.Future[Committed]
    events: tuple[Document, ...] = ()
    request_id: str | None = field(default_factory=request_id)
    caller: str | None = field(default_factory=traceparent)


def needs_of(works: Iterable[Work]) -> tuple[dict[str, set[str]], set[str], set[str]]:
    """What must be read: versions by collection, holds, accounts."""
    wanted: dict[str, set[str]] = {}
    holds: set[str] = set()
    accounts: set[str] = set()
    for work in works:
        for update in work.unit.updates:
            wanted.setdefault(update.collection, set()).add(update.id)
        for draft in work.unit.entries:
            if draft.pending_id:
                holds.add(draft.pending_id)
            accounts.update(posting.account_id for posting in draft.postings)
    return wanted, holds, accounts


def fail_moved_events(works: list[Work]) -> None:
    """Events that have left the inbox were moved by another server; the others go again."""
    for work in [work for work in works if work.events]:
        works.remove(work)
        fail(work, AlreadyExists(AUDIT_LOG, str(work.events[0]["_id"]), "event_id_once"))


def size_of(work: Work) -> int:
    unit = work.unit
    return len(unit.inserts) + len(unit.updates) + 3 * len(unit.entries) + len(work.events) + 2


def fail(work: Work, error: BaseException) -> None:
    if work.done.done():
        return
    if isinstance(error, Exception):
        work.done.set_exception(error)
    else:
        work.done.set_exception(CommitUnavailable("The server is stopping."))
