"""Applies migrations in order, document by document, beside servers that read and write.

Invariants: a document is rewritten only as the version that was read (compare-and-set), and its
``version`` stays, so units of work under way are not refused; ``schema_version`` says which form a
document has and is written with that form, so a document that is done is never touched again. The
turn (a lease in the record, by the database's own clock) only saves work: two at once are safe.
A migration that was done and finds nothing older writes nothing, its own record included.
Progress is kept after every window, so an interrupted run goes on where it was.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from pymongo import ReturnDocument, UpdateOne

from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, DatabaseTrouble, Document

RECORDS = "migrations"
WINDOW = 1_000
LEASE_SECONDS = 10
_TRIES = 100
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class DocumentNeverStill(Unavailable):
    """A document changed each time we were about to migrate it. Run `paymentus migrate` again."""


class TurnLost(Unavailable):
    """Another `paymentus migrate` went on with this migration. Run it again to see the end."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a document gets and loses; ``schema_version`` is set by the runner."""

    set: Mapping[str, Any] = field(default_factory=dict)
    unset: tuple[str, ...] = ()


class Migration(Protocol):
    """One change of form. Numbers run from 1 without gaps.

    ``collections`` says which schema version the documents of each have afterwards.
    ``oldest_reader`` is the newest migration known to the oldest code that can still read what
    this leaves; it is below ``number``, since servers of the release before run beside it (the
    one that seals apart: without the keys nobody reads what it leaves).
    """

    @property
    def number(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def collections(self) -> Mapping[str, int]: ...
    @property
    def oldest_reader(self) -> int: ...

    async def change(self, collection: str, document: Document) -> Change:
        """What makes the next form of this document. Called again when it changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``changed`` documents were rewritten by this run; in a dry run they would be."""

    number: int
    title: str
    changed: int


# (migration, documents looked at, documents changed) after every window.
Progress = Callable[[Migration, int, int], None]


class Migrator:
    """``owner`` tells two runs apart; ``window`` documents are looked at in one step."""

    def __init__(
        self,
        database: Database,
        migrations: Sequence[Migration],
        *,
        owner: str,
        progress: Progress = lambda migration, seen, changed: None,
        window: int = WINDOW,
        lease_seconds: int = LEASE_SECONDS,
    ) -> None:
        self._database = database
        self._records = database[RECORDS]
        self._migrations = migrations
        self._owner = owner
        self._progress = progress
        self._window = window
        ends = {"startDate": "$$NOW", "unit": "second", "amount": lease_seconds}
        self._lease_end: Document = {"$dateAdd": ends}

    async def run(self) -> list[Outcome]:
        """Apply every migration; what was done before is looked through for what came since.

        Raises ``DocumentNeverStill`` or ``TurnLost``; run it again, it goes on from there.
        """
        done = []
        for migration in self._migrations:
            if await self._nothing_to_do(migration):
                done.append(Outcome(migration.number, migration.title, 0))
                continue
            async with self._turn(migration) as record:
                changed = 0
                for collection in migration.collections:
                    after = record["after"].get(collection)
                    async for upper, seen, older in self._windows(migration, collection, after):
                        rewritten = await self._rewrite(migration, collection, older)
                        await self._keep(migration, collection, upper, rewritten)
                        changed += rewritten
                        self._progress(migration, seen, rewritten)
                await self._finish(migration)
            done.append(Outcome(migration.number, migration.title, changed))
        return done

    async def dry_run(self) -> list[Outcome]:
        """Count what ``run`` would rewrite if it ran now. Writes nothing."""
        found = []
        for migration in self._migrations:
            count = 0
            for collection in migration.collections:
                async for _, seen, older in self._windows(migration, collection, None):
                    count += len(older)
                    self._progress(migration, seen, len(older))
            found.append(Outcome(migration.number, migration.title, count))
        return found

    async def _nothing_to_do(self, migration: Migration) -> bool:
        if await self._records.find_one({"_id": migration.number, "state": "done"}) is None:
            return False
        for collection in migration.collections:
            async for _, seen, older in self._windows(migration, collection, None):
                if older:
                    return False
                self._progress(migration, seen, 0)
        return True

    async def _windows(
        self, migration: Migration, collection: str, after: Any
    ) -> AsyncIterator[tuple[Any, int, list[Document]]]:
        """(last id of the window, its size, its documents of an older form), in the order of ids.

        Windows keep every read short, however large the collection and however little is left.
        """
        source = self._database[collection]
        while True:
            ahead = {} if after is None else {"_id": {"$gt": after}}
            ids = source.find(ahead, {"_id": 1}).sort("_id", 1).limit(self._window)
            rows = await ids.to_list()
            if not rows:
                return
            after = rows[-1]["_id"]
            inside = {"_id": {**ahead.get("_id", {}), "$lte": after}}
            older = await source.find(inside | of_older_form(migration, collection)).to_list()
            yield after, len(rows), older

    async def _rewrite(
        self, migration: Migration, collection: str, documents: list[Document]
    ) -> int:
        """Rewrite these; those that changed since they were read are taken again, one by one:
        between a read and a write of one document there is the least time for others."""
        if not documents:
            return 0
        source, older = self._database[collection], of_older_form(migration, collection)
        writes = [await self._write(migration, collection, document) for document in documents]
        rewritten = (await source.bulk_write(writes, ordered=False)).matched_count
        if rewritten == len(writes):
            return rewritten
        ids = [document["_id"] for document in documents]
        async for left in source.find({"_id": {"$in": ids}} | older, {"_id": 1}):
            rewritten += await self._rewrite_one(migration, collection, left["_id"])
        return rewritten

    async def _rewrite_one(self, migration: Migration, collection: str, id: Any) -> int:
        source, older = self._database[collection], of_older_form(migration, collection)
        for attempt in range(_TRIES):
            document = await source.find_one({"_id": id} | older)
            if document is None:
                return 0
            write = await self._write(migration, collection, document)
            if (await source.bulk_write([write])).matched_count:
                return 1
            await asyncio.sleep(min(0.01 * attempt, 0.1))
        raise DocumentNeverStill(f"{collection}/{id} changes all the time.")

    async def _write(self, migration: Migration, collection: str, document: Document) -> UpdateOne:
        """The change of this document, as it was read."""
        change = await migration.change(collection, document)
        stamp = {"schema_version": migration.collections[collection]}
        update: Document = {"$set": {**change.set, **stamp}}
        if change.unset:
            update["$unset"] = dict.fromkeys(change.unset, "")
        as_read = {"_id": document["_id"], "version": document.get("version")}
        return UpdateOne(as_read | of_older_form(migration, collection), update)

    @asynccontextmanager
    async def _turn(self, migration: Migration) -> AsyncIterator[Document]:
        """The migration's record, ours until the end or until the lease runs out unrenewed."""
        new = {"title": migration.title, "oldest_reader": migration.oldest_reader, "changed": 0}
        new |= {"state": "running", "after": {}, "lease_until": _LONG_AGO, "done_at": None}
        this = {"_id": migration.number}
        await self._records.update_one(this, {"$setOnInsert": new}, upsert=True)
        free = this | {"$expr": {"$lt": ["$lease_until", "$$NOW"]}}
        taking = {"owner": self._owner, "state": "running", "lease_until": self._lease_end}
        record = None
        while record is None:
            record = await self._records.find_one_and_update(
                free, [{"$set": taking}], return_document=ReturnDocument.AFTER
            )
            if record is None:
                await asyncio.sleep(0.2)
        try:
            yield record
        finally:
            with contextlib.suppress(DatabaseTrouble):
                await self._records.update_one(
                    this | {"owner": self._owner}, {"$set": {"lease_until": _LONG_AGO}}
                )

    async def _keep(self, migration: Migration, collection: str, upper: Any, changed: int) -> None:
        await self._note(
            migration,
            {
                f"after.{collection}": {"$literal": upper},
                "changed": {"$add": ["$changed", changed]},
                "lease_until": self._lease_end,
            },
        )

    async def _finish(self, migration: Migration) -> None:
        """Done; the next run looks through everything again, from the first document."""
        first_done = {"$ifNull": ["$done_at", "$$NOW"]}
        await self._note(
            migration, {"state": "done", "done_at": first_done, "after": {"$literal": {}}}
        )

    async def _note(self, migration: Migration, fields: Document) -> None:
        kept = await self._records.update_one(
            {"_id": migration.number, "owner": self._owner}, [{"$set": fields}]
        )
        if kept.matched_count == 0:
            raise TurnLost()


def of_older_form(migration: Migration, collection: str) -> Document:
    """Documents of an earlier form; one without a schema version is of the first."""
    return {"schema_version": {"$not": {"$gte": migration.collections[collection]}}}
