"""Reads what a batch is judged by, and writes a batch in one transaction.

This is the only place that writes to collections units of work touch.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bson import Binary
from pymongo import ASCENDING, IndexModel, InsertOne, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    ConfigurationError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
    WTimeoutError,
)
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference
from pymongo.write_concern import WriteConcern

from paymentus.commit.domain import RETRY_SECONDS_MAX, CommitUnavailable
from paymentus.foundation.mongo import Client, Database, Document, through_elections
from paymentus.ledger.domain import Account, Hold
from paymentus.ledger.repository import (
    ACCOUNTS,
    HOLDS,
    account_of,
    hold_of,
)

HEADS = "log_heads"
IDEMPOTENCY = "idempotency"
OUTBOX = "outbox"
AUDIT_INBOX = "audit_inbox"
AUDIT_LOG = "audit_log"
WEBHOOK_INBOX = "inbox"

INDEXES: dict[str, list[IndexModel]] = {
    IDEMPOTENCY: [
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
        IndexModel([("status", ASCENDING), ("lease_until", ASCENDING)]),
    ],
    OUTBOX: [
        IndexModel([("state", ASCENDING), ("topic", ASCENDING), ("due_at", ASCENDING)]),
        IndexModel([("key", ASCENDING)]),
        IndexModel([("done_at", ASCENDING)], expireAfterSeconds=7 * 86_400),
    ],
    WEBHOOK_INBOX: [
        IndexModel([("state", ASCENDING), ("due_at", ASCENDING)]),
        IndexModel([("object_id", ASCENDING)]),
        IndexModel([("done_at", ASCENDING)], expireAfterSeconds=30 * 86_400),
    ],
}

_TRANSIENT = "TransientTransactionError"
_UNKNOWN = "UnknownTransactionCommitResult"
# The last one is said of a member that is still starting ("sessions are not supported").
_PASSING = (AutoReconnect, ConnectionFailure, ExecutionTimeout, ConfigurationError)
# A commit that met the transaction's time limit may still have happened (DRIVERS-2535).
_TRANSACTION_EXCEEDED_LIFETIME = 290


class HeadMoved(Exception):
    """Another server committed since the head was read: read it and the balances again."""


class TryAgain(Exception):
    """The transaction did not happen, for a passing reason; the batch may go again."""


@dataclass
class StaleDocuments(Exception):
    """An expected version did not match inside the transaction: versions must be read anew."""

    collection: str


@dataclass
class DuplicateInsert(Exception):
    """One insert met an existing key; ``position`` is its place among its collection's writes."""

    collection: str
    position: int
    index: str


@dataclass(frozen=True, slots=True)
class Head:
    """The log's head and the fence: every batch moves ``sequence`` on by one."""

    size: int
    nodes: tuple[bytes, ...]
    sequence: int
    recorded_at: datetime
    checkpoint: str


@dataclass
class BatchWrites:
    """One batch as MongoDB operations, in the order they are sent."""

    shard: str
    expected_sequence: int
    head: Document
    inserts: dict[str, list[Document]] = field(default_factory=dict)
    updates: dict[str, list[UpdateOne]] = field(default_factory=dict)
    deletes: dict[str, list[str]] = field(default_factory=dict)

    def insert(self, collection: str, documents: Iterable[Document]) -> None:
        self.inserts.setdefault(collection, []).extend(documents)

    def update(self, collection: str, operations: Iterable[UpdateOne]) -> None:
        self.updates.setdefault(collection, []).extend(operations)


def versioned_update(
    id: str,
    expected_version: int,
    set_fields: dict[str, Any],
    unset: Sequence[str] = (),
    *,
    schema_version: int | None = None,
) -> UpdateOne:
    """``schema_version`` is the writer's form. A document in a newer one is marked down to it, so
    that the migration looks at it again; an older mark stays, and none at all becomes ours."""
    change: Document = {"$set": {**set_fields, "version": expected_version + 1}}
    if schema_version is not None:
        change["$min"] = {"schema_version": schema_version}
    if unset:
        change["$unset"] = dict.fromkeys(unset, "")
    return UpdateOne({"_id": id, "version": expected_version}, change)


def plain_update(id: str, change: Document, *, only_if: Document | None = None) -> UpdateOne:
    return UpdateOne({"_id": id, **(only_if or {})}, change)


@contextlib.contextmanager
def _passing() -> Iterator[None]:
    """A line cut or an election while reading what a batch is judged by: the batch goes again."""
    try:
        yield
    except _PASSING as error:
        raise TryAgain(type(error).__name__) from error


class CommitRepository:
    def __init__(self, client: Client, database: Database) -> None:
        self._client = client
        self._database = database

    async def ensure_head(self, shard: str, checkpoint: str, at: datetime) -> None:
        """Create the head of an empty log, once; safe to repeat."""
        empty = {
            "size": 0,
            "range": [],
            "sequence": 0,
            "recorded_at": at,
            "checkpoint": checkpoint,
        }

        async def create() -> None:
            await self._database[HEADS].update_one(
                {"_id": shard}, {"$setOnInsert": empty}, upsert=True
            )

        await through_elections(create)

    async def head(self, shard: str) -> Head:
        with _passing():
            document = await self._database[HEADS].find_one({"_id": shard})
        if document is None:
            raise CommitUnavailable("The database has not been initialised.")
        return Head(
            size=document["size"],
            nodes=tuple(bytes(node) for node in document["range"]),
            sequence=document["sequence"],
            recorded_at=document["recorded_at"],
            checkpoint=document["checkpoint"],
        )

    async def accounts(self, ids: Sequence[str]) -> list[tuple[Account, int]]:
        if not ids:
            return []
        cursor = self._database[ACCOUNTS].find({"_id": {"$in": list(ids)}})
        with _passing():
            return [(account_of(document), document["version"]) async for document in cursor]

    async def holds(self, ids: Sequence[str]) -> list[Hold]:
        if not ids:
            return []
        cursor = self._database[HOLDS].find({"_id": {"$in": list(ids)}})
        with _passing():
            return [hold_of(document) async for document in cursor]

    async def versions(self, wanted: dict[str, set[str]]) -> dict[tuple[str, str], int]:
        """Current versions of the documents units want to update; absent ones are left out."""

        async def of(collection: str, ids: set[str]) -> list[tuple[tuple[str, str], int]]:
            cursor = self._database[collection].find({"_id": {"$in": list(ids)}}, {"version": 1})
            with _passing():
                return [((collection, row["_id"]), row["version"]) async for row in cursor]

        found = await asyncio.gather(*(of(name, ids) for name, ids in wanted.items()))
        return dict(pair for rows in found for pair in rows)

    async def write(self, batch: BatchWrites) -> None:
        """Write the batch or raise; when it raises anything but ``CommitUnavailable``, nothing
        was written."""
        async with self._client.start_session() as session:
            try:
                async with await session.start_transaction(
                    read_concern=ReadConcern("snapshot"),
                    write_concern=WriteConcern(w="majority", j=True, wtimeout=10_000),
                    read_preference=ReadPreference.PRIMARY,
                    max_commit_time_ms=10_000,
                ):
                    await self._send(batch, session)
                    await self._commit(session)
            except (HeadMoved, StaleDocuments, DuplicateInsert, CommitUnavailable):
                raise
            except PyMongoError as error:
                if error.has_error_label(_TRANSIENT) or isinstance(error, _PASSING):
                    raise TryAgain(type(error).__name__) from error
                raise

    async def _send(self, batch: BatchWrites, session: AsyncClientSession) -> None:
        moved = await self._database[HEADS].update_one(
            {"_id": batch.shard, "sequence": batch.expected_sequence},
            {"$set": batch.head},
            session=session,
        )
        if moved.matched_count == 0:
            raise HeadMoved
        for collection, documents in batch.inserts.items():
            await self._insert(collection, documents, session)
        for collection, operations in batch.updates.items():
            written = await self._database[collection].bulk_write(operations, session=session)
            # An answer that was given already, or forgotten after its time, matches nothing.
            if collection != IDEMPOTENCY and written.matched_count != len(operations):
                raise StaleDocuments(collection)
        for collection, ids in batch.deletes.items():
            gone = await self._database[collection].delete_many(
                {"_id": {"$in": ids}}, session=session
            )
            if gone.deleted_count != len(ids):
                raise StaleDocuments(collection)

    async def _insert(
        self, collection: str, documents: list[Document], session: AsyncClientSession
    ) -> None:
        try:
            await self._database[collection].bulk_write(
                [InsertOne(document) for document in documents], session=session
            )
        except BulkWriteError as error:
            first = error.details["writeErrors"][0]
            if first["code"] != 11000:
                raise
            raise DuplicateInsert(collection, first["index"], _index_name(first)) from error

    async def _commit(self, session: AsyncClientSession) -> None:
        """Commit, asking again while the result is unknown: only the commit is repeated."""
        deadline = asyncio.get_running_loop().time() + 30
        while True:
            try:
                await session.commit_transaction()
            except PyMongoError as error:
                unknown = (
                    error.has_error_label(_UNKNOWN)
                    or isinstance(error, WTimeoutError)
                    or (
                        isinstance(error, OperationFailure)
                        and error.code == _TRANSACTION_EXCEEDED_LIFETIME
                    )
                )
                if not unknown:
                    raise
                if asyncio.get_running_loop().time() > deadline:
                    raise CommitUnavailable(
                        "The database has not said whether the write happened. "
                        "Ask again with the same key."
                    ) from error
                await asyncio.sleep(0.05)
            else:
                return

    # Reads and small writes of what this capability owns outright.

    async def idempotency_record(self, id: str) -> Document | None:
        return await self._database[IDEMPOTENCY].find_one({"_id": id})

    async def audit_inbox(self, limit: int) -> list[Document]:
        cursor = self._database[AUDIT_INBOX].find({}).sort("_id", ASCENDING).limit(limit)
        return [document async for document in cursor]

    async def forget_logged_events(self, ids: Sequence[str]) -> None:
        """Take out of the inbox what is in the log already: moved by another server, say."""
        rows = self._database[AUDIT_LOG].find({"event_id": {"$in": list(ids)}}, {"event_id": 1})
        logged = [row["event_id"] async for row in rows]
        await self._database[AUDIT_INBOX].delete_many({"_id": {"$in": logged}})

    async def due_messages(self, topic: str, now: datetime, limit: int) -> list[Document]:
        cursor = (
            self._database[OUTBOX]
            .find({"state": "new", "topic": topic, **_due(now)})
            .sort([("due_at", ASCENDING), ("_id", ASCENDING)])
            .limit(limit)
        )
        return [document async for document in cursor]

    async def messages_done(self, ids: Sequence[str], now: datetime) -> None:
        await self._database[OUTBOX].update_many(
            {"_id": {"$in": list(ids)}}, {"$set": {"state": "done", "done_at": now}}
        )

    async def message_failed(
        self, id: str, *, due_at: datetime | None, problem: str, now: datetime
    ) -> None:
        """Try again at ``due_at``; with None it is given up and stays to be looked at."""
        change: Document = {"problem": problem, "failed_at": now}
        change |= {"due_at": due_at} if due_at else {"state": "given_up"}
        await self._database[OUTBOX].update_one(
            {"_id": id}, {"$set": change, "$inc": {"attempts": 1}}
        )

    async def oldest_message(self) -> datetime | None:
        row = await self._database[OUTBOX].find_one({"state": "new"}, sort=[("_id", ASCENDING)])
        return row["created_at"] if row else None

    async def oldest_audit_event(self) -> datetime | None:
        row = await self._database[AUDIT_INBOX].find_one({}, sort=[("_id", ASCENDING)])
        return row["at"] if row else None

    async def receive_webhook(self, document: Document) -> bool:
        """Keep a webhook once; False when this source and event id were seen before."""
        try:
            await self._database[WEBHOOK_INBOX].insert_one(document)
        except DuplicateKeyError:
            return False
        return True

    async def due_webhooks(self, now: datetime, limit: int) -> list[Document]:
        cursor = (
            self._database[WEBHOOK_INBOX]
            .find({"state": "new", **_due(now)})
            .sort("due_at", ASCENDING)
            .limit(limit)
        )
        return [document async for document in cursor]

    async def webhooks_done(self, ids: Sequence[str], now: datetime) -> None:
        await self._database[WEBHOOK_INBOX].update_many(
            {"_id": {"$in": list(ids)}}, {"$set": {"state": "done", "done_at": now}}
        )

    async def webhook_later(self, id: str, *, due_at: datetime, problem: str) -> None:
        await self._database[WEBHOOK_INBOX].update_one(
            {"_id": id},
            {"$set": {"due_at": due_at, "problem": problem}, "$inc": {"attempts": 1}},
        )

    async def count_waiting_webhooks(self) -> int:
        return await self._database[WEBHOOK_INBOX].count_documents({"state": "new"})

    async def webhooks_about(self, object_ids: Sequence[str]) -> list[Document]:
        cursor = self._database[WEBHOOK_INBOX].find({"object_id": {"$in": list(object_ids)}})
        return [document async for document in cursor.sort("received_at", ASCENDING)]

    async def messages_about(self, key: str) -> list[Document]:
        cursor = self._database[OUTBOX].find({"key": key}).sort("_id", ASCENDING)
        return [document async for document in cursor]


def binary(data: bytes) -> Binary:
    return Binary(data)


def _due(now: datetime) -> Document:
    """Its time has come, or lies further ahead than any pause: a wrong clock set it."""
    too_far = now + timedelta(seconds=RETRY_SECONDS_MAX + 5)
    return {"$or": [{"due_at": {"$lte": now}}, {"due_at": {"$gt": too_far}}]}


def _index_name(write_error: dict[str, Any]) -> str:
    message = str(write_error.get("errmsg", ""))
    _, _, rest = message.partition("index: ")
    return rest.split(" ", 1)[0] or "_id_"
