"""Reads what a batch is judged by, and writes a batch in one transaction.

This is the only place that writes to collections units of work touch.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import (
    AutoReconnect,
    ConfigurationError,
    ConnectionFailure,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
    WTimeoutError,
)
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference
from pymongo.write_concern import WriteConcern

from paymentus.commit.domain import CommitUnavailable
from paymentus.commit.repository.deliveries import DeliveryRecords
from paymentus.commit.repository.names import HEADS, IDEMPOTENCY
from paymentus.foundation.mongo import Client, Database, Document, through_elections
from paymentus.ledger.domain import Account, Hold
from paymentus.ledger.repository import (
    ACCOUNTS,
    HOLDS,
    account_of,
    hold_of,
)

_TRANSIENT = "TransientTransactionError"
_UNKNOWN = "UnknownTransactionCommitResult"
# The last one is said of a member that is still starting ("sessions are not supported").
_PASSING = (AutoReconnect, ConnectionFailure, ExecutionTimeout, ConfigurationError)
# A commit that met the transaction's time limit may still have happened (DRIVERS-2535).
_TRANSACTION_EXCEEDED_LIFETIME = 290
_DUPLICATE_KEY = 11000
_STATEMENTS = {"insert": "documents", "update": "updates", "delete": "deletes"}
# Of one command: a message of 48 MB holds them even where each is of 90 kB.
_STATEMENTS_MAX = 512


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


class _StatementRefused(OperationFailure):
    """One statement of a command was refused; ``position`` is its place among those handed in."""

    def __init__(self, error: Document, start: int, answer: Document) -> None:
        super().__init__(str(error.get("errmsg", "")), error["code"], answer)
        self.position: int = start + error["index"]


@dataclass(frozen=True, slots=True)
class Head:
    """The log's head and the fence: every batch moves ``sequence`` on by one and leaves a
    ``token`` of its own. What a lost primary had written is followed by another batch of the same
    number, and then only the token tells the two apart. None: written before there were tokens."""

    size: int
    nodes: tuple[bytes, ...]
    sequence: int
    recorded_at: datetime
    checkpoint: str
    token: str | None = None


@dataclass
class BatchWrites:
    """One batch as MongoDB operations, in the order they are sent."""

    shard: str
    expected_sequence: int
    head: Document
    expected_token: str | None = None
    inserts: dict[str, list[Document]] = field(default_factory=dict)
    updates: dict[str, list[Document]] = field(default_factory=dict)
    deletes: dict[str, list[str]] = field(default_factory=dict)

    def insert(self, collection: str, documents: Iterable[Document]) -> None:
        self.inserts.setdefault(collection, []).extend(documents)

    def update(self, collection: str, operations: Iterable[Document]) -> None:
        """Each one a statement of MongoDB's ``update`` command: ``q`` finds, ``u`` changes."""
        self.updates.setdefault(collection, []).extend(operations)


@dataclass(frozen=True, slots=True)
class Written:
    """A batch that the primary has, and that is asked about by its session."""

    session: AsyncClientSession


def versioned_update(
    id: str,
    expected_version: int,
    set_fields: dict[str, Any],
    unset: Sequence[str] = (),
    *,
    schema_version: int | None = None,
) -> Document:
    """``schema_version`` is the writer's form. A document in a newer one is marked down to it, so
    that the migration looks at it again; an older mark stays, and none at all becomes ours."""
    change: Document = {"$set": {**set_fields, "version": expected_version + 1}}
    if schema_version is not None:
        change["$min"] = {"schema_version": schema_version}
    if unset:
        change["$unset"] = dict.fromkeys(unset, "")
    return {"q": {"_id": id, "version": expected_version}, "u": change}


def plain_update(id: str, change: Document, *, only_if: Document | None = None) -> Document:
    return {"q": {"_id": id, **(only_if or {})}, "u": change}


@contextlib.contextmanager
def _passing() -> Iterator[None]:
    """A line cut or an election while reading what a batch is judged by: the batch goes again."""
    try:
        yield
    except _PASSING as error:
        raise TryAgain(type(error).__name__) from error


class CommitRepository(DeliveryRecords):
    def __init__(self, client: Client, database: Database) -> None:
        super().__init__(database)
        self._client = client
        # A batch is judged by what the primary has, for that is what it is written over. What is
        # lost there takes the batch with it, and nobody is told before a majority has both.
        self._primary = database.with_options(read_concern=ReadConcern("local"))

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

    async def head(self, shard: str, *, confirmed: bool = False) -> Head:
        """The head as the primary has it; ``confirmed``: as a majority has it."""
        database = self._database if confirmed else self._primary
        with _passing():
            document = await database[HEADS].find_one({"_id": shard})
        if document is None:
            raise CommitUnavailable("The database has not been initialised.")
        return Head(
            size=document["size"],
            nodes=tuple(bytes(node) for node in document["range"]),
            sequence=document["sequence"],
            recorded_at=document["recorded_at"],
            checkpoint=document["checkpoint"],
            token=document.get("token"),
        )

    async def accounts(self, ids: Sequence[str]) -> list[tuple[Account, int]]:
        found = await self._named(ACCOUNTS, ids)
        return [(account_of(document), document["version"]) for document in found]

    async def holds(self, ids: Sequence[str]) -> list[Hold]:
        return [hold_of(document) for document in await self._named(HOLDS, ids)]

    async def versions(self, wanted: dict[str, set[str]]) -> dict[tuple[str, str], int]:
        """Current versions of the documents units want to update; absent ones are left out."""

        async def of(collection: str, ids: set[str]) -> list[tuple[tuple[str, str], int]]:
            found = await self._named(collection, list(ids), {"version": 1})
            return [((collection, row["_id"]), row["version"]) for row in found]

        found = await asyncio.gather(*(of(name, ids) for name, ids in wanted.items()))
        return dict(pair for rows in found for pair in rows)

    async def _named(
        self, collection: str, ids: Sequence[str], fields: Document | None = None
    ) -> list[Document]:
        """Those of these documents that are there, all in one answer (the first of a cursor would
        hold 101)."""
        if not ids:
            return []
        cursor = self._primary[collection].find({"_id": {"$in": list(ids)}}, fields)
        with _passing():
            return await cursor.batch_size(len(ids) + 1).to_list()

    async def write(self, batch: BatchWrites) -> Written:
        """Write the batch on the primary or raise; when it raises anything but
        ``CommitUnavailable``, nothing was written.

        It is safe only once :meth:`confirm` has returned with what this returns; until then nobody
        may be told of it. The next batch may be written meanwhile: it is after this one in the
        history, so it cannot stay where this one is lost.
        """
        session = self._client.start_session()
        try:
            async with await session.start_transaction(
                read_concern=ReadConcern("snapshot"),
                write_concern=WriteConcern(w=1, j=True),
                read_preference=ReadPreference.PRIMARY,
                max_commit_time_ms=10_000,
            ):
                await self._send(batch, session)
                await self._commit(session)
        except BaseException as error:
            await session.end_session()
            if isinstance(error, PyMongoError) and _did_not_happen(error):
                raise TryAgain(type(error).__name__) from error
            raise
        return Written(session)

    async def confirm(self, written: Written) -> None:
        """Return once a majority has on disk what :meth:`write` wrote.

        Raises ``TryAgain`` when it was lost with its primary, ``CommitUnavailable`` when nobody
        says. Asking for a commit again is how drivers wait for the majority of one: MongoDB's
        transactions specification makes any but the first ask for it, whatever the first asked for.
        """
        try:
            await self._commit(written.session)
        except PyMongoError as error:
            if error.has_error_label(_TRANSIENT):
                raise TryAgain(type(error).__name__) from error
            raise CommitUnavailable() from error
        finally:
            await written.session.end_session()

    async def _send(self, batch: BatchWrites, session: AsyncClientSession) -> None:
        fence = {
            "_id": batch.shard,
            "sequence": batch.expected_sequence,
            "token": batch.expected_token,
        }
        moved = await self._do("update", HEADS, [{"q": fence, "u": {"$set": batch.head}}], session)
        if moved == 0:
            raise HeadMoved
        for collection, documents in batch.inserts.items():
            await self._insert(collection, documents, session)
        for collection, operations in batch.updates.items():
            matched = await self._do("update", collection, operations, session)
            # An answer that was given already, or forgotten after its time, matches nothing.
            if collection != IDEMPOTENCY and matched != len(operations):
                raise StaleDocuments(collection)
        for collection, ids in batch.deletes.items():
            gone = [{"q": {"_id": {"$in": ids}}, "limit": 0}]
            if await self._do("delete", collection, gone, session) != len(ids):
                raise StaleDocuments(collection)

    async def _insert(
        self, collection: str, documents: list[Document], session: AsyncClientSession
    ) -> None:
        try:
            await self._do("insert", collection, documents, session)
        except _StatementRefused as refused:
            if refused.code != _DUPLICATE_KEY:
                raise
            index = _index_name(str(refused))
            raise DuplicateInsert(collection, refused.position, index) from refused

    async def _do(
        self, verb: str, collection: str, statements: list[Document], session: AsyncClientSession
    ) -> int:
        """How many documents the statements inserted, matched or deleted.

        MongoDB's own commands, because the driver's bulk interface takes longer to wrap a document
        than to encode it. Raises ``_StatementRefused`` for the first one that was not done.
        """
        done = 0
        for start in range(0, len(statements), _STATEMENTS_MAX):
            part = statements[start : start + _STATEMENTS_MAX]
            answer = await self._database.command(
                {verb: collection, _STATEMENTS[verb]: part}, session=session
            )
            if errors := answer.get("writeErrors"):
                raise _StatementRefused(errors[0], start, answer)
            done += answer["n"]
        return done

    async def _commit(self, session: AsyncClientSession) -> None:
        """Commit, asking again while the result is unknown: only the commit is repeated."""
        deadline = asyncio.get_running_loop().time() + 30
        while True:
            try:
                await session.commit_transaction()
            except PyMongoError as error:
                unknown = (
                    error.has_error_label(_UNKNOWN)
                    or isinstance(error, WTimeoutError | ConfigurationError)
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


def _did_not_happen(error: PyMongoError) -> bool:
    return error.has_error_label(_TRANSIENT) or isinstance(error, _PASSING)


def _index_name(message: str) -> str:
    _, _, rest = message.partition("index: ")
    return rest.split(" ", 1)[0] or "_id_"
