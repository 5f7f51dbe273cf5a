"""What a use case asks to be written, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.errors import Conflict, Rejected, Unavailable
from paymentus.foundation.ids import new_id
from paymentus.ledger.domain import EntryDraft

# When a message or webhook that nobody has tried yet is due. No server's clock is in it: what one
# whose clock is ahead wrote would otherwise wait at the others until its time has come.
DUE_AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class VersionConflict(Conflict):
    """Someone changed this first; read it again and decide anew."""

    def __init__(self, collection: str, id: str) -> None:
        super().__init__(f"{collection}/{id} has changed meanwhile.")
        self.collection = collection
        self.id = id


class AlreadyExists(Conflict):
    """A document with this id or unique key is there already."""

    def __init__(self, collection: str, id: str, index: str = "_id_") -> None:
        super().__init__(f"{collection}/{id} exists already ({index}).")
        self.collection = collection
        self.id = id
        self.index = index


class CommitUnavailable(Unavailable):
    """The database did not take the write in time. Nothing is lost; try again."""


class RequestInProgress(Conflict):
    """A request with this idempotency key is still running."""

    def __init__(self, subject: str) -> None:
        super().__init__(extra={"retry_after": 1})
        self.subject = subject


class IdempotencyKeyReused(Rejected):
    """This idempotency key was used with another body. Use a new key for a new act."""


@dataclass(frozen=True, slots=True)
class Insert:
    """A new document; it has ``_id``, commit stamps ``version`` 1."""

    collection: str
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """``set`` and ``unset`` fields of one document if its version is still the expected one."""

    collection: str
    id: str
    expected_version: int
    set: Mapping[str, Any]
    unset: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """An event that is not money: it reaches the log within a second, by the inbox.

    ``data`` holds no personal data: ids, states, counts, keyed commitments.
    """

    type: str
    subject: str
    actor: str
    data: Mapping[str, Any] = field(default_factory=dict)
    id: str = field(default_factory=lambda: new_id("aud"))


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """Told to others after the commit, at least once. ``key`` is the subject it is about."""

    topic: str
    key: str
    payload: Mapping[str, Any]
    id: str = field(default_factory=lambda: new_id("out"))


@dataclass(frozen=True, slots=True)
class IdempotencyScope:
    """One principal, one route, one key: another principal never meets the answer."""

    principal: str
    route: str
    key: str
    id: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Asked for several times a request, so it is made once.
        object.__setattr__(self, "id", sha256_hex([self.principal, self.route, self.key]))


@dataclass(frozen=True, slots=True)
class IdempotencyClaim:
    """First commit of a request: key, hash of the canonical body, the subject it makes."""

    scope: IdempotencyScope
    body_hash: str
    subject: str
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class IdempotencyAnswer:
    """Last commit of a request: the answer every retry gets. Later answers change nothing.

    ``whose`` names the person or biller under whose key the answer is kept. None stands for the
    body where their key was destroyed meanwhile.
    """

    id: str
    status: int
    body: Any
    whose: str


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """Everything one use case writes. Committed whole or not at all."""

    inserts: tuple[Insert, ...] = ()
    updates: tuple[Update, ...] = ()
    entries: tuple[EntryDraft, ...] = ()
    audit: tuple[AuditRecord, ...] = ()
    outbox: tuple[OutboxMessage, ...] = ()
    idempotency: tuple[IdempotencyClaim | IdempotencyAnswer, ...] = ()

    def __add__(self, other: UnitOfWork) -> UnitOfWork:
        return UnitOfWork(
            self.inserts + other.inserts,
            self.updates + other.updates,
            self.entries + other.entries,
            self.audit + other.audit,
            self.outbox + other.outbox,
            self.idempotency + other.idempotency,
        )


@dataclass(frozen=True, slots=True)
class Committed:
    """Where a unit landed. ``leaf_index`` names each ledger entry's place in the audit log."""

    at: datetime
    sequence: int
    leaf_index: Mapping[str, int]
    tree_size: int


# The longest pause between two tries to deliver a message or to work off a webhook.
RETRY_SECONDS_MAX = 600.0


def retry_at(
    now: datetime, attempts: int, *, first_seconds: float, most_seconds: float = RETRY_SECONDS_MAX
) -> datetime:
    """Doubling back-off with a ceiling."""
    pause = min(first_seconds * 2 ** min(attempts, 20), most_seconds, RETRY_SECONDS_MAX)
    return now + timedelta(seconds=pause)
