"""Where the log is stored. ``commit`` writes entries, checkpoints and the head; tiles are ours.

Document forms:

- ``audit_log``: ``{_id: index, leaf: bytes, hash: bytes, event_id, type, subject, at}``
- ``audit_tiles``: ``{_id: "<level>/<index>", level, index, data: 8,192 bytes, root: bytes}``, full
  tiles only; partial ones are made from the entries
- ``audit_checkpoints``: ``{_id: size, text, at, witnessed: bool (absent means no)}``
- ``log_heads``: ``{_id: shard, size, range: [bytes], sequence, recorded_at, checkpoint}``
- ``audit_watch``: ``{_id: who watches, problem: str or null, at, ...}``, what witnesses and the
  monitor found last; ours

Nothing here is trusted for being stored: proofs are checked before they are handed out, and
``service.verification`` derives everything again from the leaves.
"""

import contextlib
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import BulkWriteError, DuplicateKeyError

from paymentus.audit.domain.leaf import LogEntry
from paymentus.audit.domain.tiles import TILE_BYTES, Tile
from paymentus.foundation.errors import InvariantViolated
from paymentus.foundation.mongo import Database, Document

INDEXES: dict[str, list[IndexModel]] = {
    "audit_log": [
        IndexModel([("event_id", ASCENDING)], unique=True, name="event_id_once"),
        IndexModel([("subject", ASCENDING), ("_id", DESCENDING)], name="subject_newest_first"),
        IndexModel([("type", ASCENDING), ("_id", DESCENDING)], name="type_newest_first"),
    ],
    "audit_tiles": [
        IndexModel([("level", ASCENDING), ("index", ASCENDING)], unique=True, name="place")
    ],
    "audit_watch": [],
    "audit_checkpoints": [
        IndexModel([("at", ASCENDING)], name="at"),
        IndexModel([("witnessed", ASCENDING), ("_id", ASCENDING)], name="witnessed_by_size"),
    ],
}


class LogDamaged(InvariantViolated):
    """What is stored does not make the log that was signed; run ``paymentus audit verify``."""


@dataclass(frozen=True, slots=True)
class StoredCheckpoint:
    """A checkpoint as stored; ``size`` is what it is filed under, not yet what its text says."""

    size: int
    text: str
    at: datetime | None = None
    witnessed: bool = False


@dataclass(frozen=True, slots=True)
class StoredHead:
    """The head that the next commit builds on; ``nodes`` is its compact range, unchecked."""

    size: int
    nodes: tuple[bytes, ...]
    checkpoint: str
    recorded_at: object = None
    sequence: object = None


def entry_to_document(entry: LogEntry) -> Document:
    """The form in which ``commit`` inserts an entry."""
    return {
        "_id": entry.index,
        "leaf": entry.leaf,
        "hash": entry.hash,
        "event_id": entry.event_id,
        "type": entry.type,
        "subject": entry.subject,
        "at": entry.at,
    }


def entry_from_document(document: Mapping[str, Any]) -> LogEntry:
    """Inverse of :func:`entry_to_document`; judges nothing."""
    return LogEntry(
        index=document["_id"],
        leaf=bytes(document["leaf"]),
        hash=bytes(document["hash"]),
        event_id=document["event_id"],
        type=document["type"],
        subject=document["subject"],
        at=document["at"],
    )


def head_of(document: Mapping[str, Any]) -> StoredHead:
    """Read a head as stored; raises :class:`LogDamaged`."""
    size, nodes, text = (document.get(name) for name in ("size", "range", "checkpoint"))
    if not (isinstance(size, int) and isinstance(nodes, list) and isinstance(text, str)):
        raise LogDamaged("head: a field is missing or of a wrong type")
    return StoredHead(
        size, tuple(nodes), text, document.get("recorded_at"), document.get("sequence")
    )


class AuditRepository:
    def __init__(self, database: Database) -> None:
        self._log = database["audit_log"]
        self._tiles = database["audit_tiles"]
        self._checkpoints = database["audit_checkpoints"]
        self._heads = database["log_heads"]
        self._watch = database["audit_watch"]

    # -- head and checkpoints

    async def head(self, shard: str) -> StoredHead | None:
        """The head; raises :class:`LogDamaged` when it is not in its form."""
        document = await self._heads.find_one({"_id": shard})
        return None if document is None else head_of(document)

    async def checkpoint_at(self, size: int) -> StoredCheckpoint | None:
        """The checkpoint of exactly this size."""
        return _checkpoint(await self._checkpoints.find_one({"_id": size}))

    async def checkpoint_covering(
        self, index: int, *, witnessed: bool = False
    ) -> StoredCheckpoint | None:
        """The earliest checkpoint whose tree holds the entry ``index``."""
        query: Document = {"_id": {"$gt": index}}
        if witnessed:
            query["witnessed"] = True
        return _checkpoint(await self._checkpoints.find_one(query, sort=[("_id", ASCENDING)]))

    async def checkpoint_before(self, moment: datetime) -> StoredCheckpoint | None:
        """The last checkpoint made before ``moment``."""
        return _checkpoint(
            await self._checkpoints.find_one(
                {"at": {"$lt": moment}}, sort=[("at", DESCENDING), ("_id", DESCENDING)]
            )
        )

    async def checkpoint_from(self, moment: datetime) -> StoredCheckpoint | None:
        """The first checkpoint made at ``moment`` or later."""
        return _checkpoint(
            await self._checkpoints.find_one(
                {"at": {"$gte": moment}}, sort=[("at", ASCENDING), ("_id", ASCENDING)]
            )
        )

    async def checkpoints(self, *, above: int) -> AsyncIterator[StoredCheckpoint]:
        """All checkpoints of more than ``above`` leaves, smallest first."""
        cursor = self._checkpoints.find({"_id": {"$gt": above}}, sort=[("_id", ASCENDING)])
        async for document in cursor:
            yield checkpoint_of(document)

    async def newest_witnessed(self) -> StoredCheckpoint | None:
        """The largest checkpoint that is marked as seen by a quorum."""
        return _checkpoint(
            await self._checkpoints.find_one({"witnessed": True}, sort=[("_id", DESCENDING)])
        )

    async def oldest_unwitnessed(self) -> StoredCheckpoint | None:
        """The first checkpoint above the newest witnessed one."""
        newest = await self.newest_witnessed()
        return await self.checkpoint_covering(0 if newest is None else newest.size)

    async def replace_checkpoint(self, *, size: int, old: str, new: str, witnessed: bool) -> bool:
        """Put the text with more cosignatures in place of the one that was read."""
        result = await self._checkpoints.update_one(
            {"_id": size, "text": old}, {"$set": {"text": new, "witnessed": witnessed}}
        )
        return result.matched_count == 1

    # -- those who watch

    async def note_watch(
        self, name: str, fields: Mapping[str, Any], *, leaving: Mapping[str, Any] | None = None
    ) -> None:
        """Replace what this watcher found last, but leave a note that matches ``leaving``."""
        this: Document = {"_id": name}
        if leaving:
            this["$nor"] = [dict(leaving)]
        with contextlib.suppress(DuplicateKeyError):
            await self._watch.replace_one(this, dict(fields), upsert=True)

    async def watches(self) -> list[Document]:
        """What each watcher found last, by name."""
        return await self._watch.find({}, sort=[("_id", ASCENDING)]).to_list()

    # -- entries

    async def entry(self, index: int) -> LogEntry | None:
        document = await self._log.find_one({"_id": index})
        return None if document is None else entry_from_document(document)

    async def entry_of_event(self, event_id: str) -> LogEntry | None:
        document = await self._log.find_one({"event_id": event_id})
        return None if document is None else entry_from_document(document)

    async def types(self) -> list[str]:
        """Every type of entry that there is in the log; read from an index."""
        return [str(name) for name in await self._log.distinct("type")]

    async def entries_of_types(
        self,
        types: Iterable[str],
        *,
        subject: str | None,
        since: datetime | None,
        until: datetime | None,
        below: int | None,
        limit: int,
    ) -> list[LogEntry]:
        """Newest first; ``since`` is included and ``until`` is not."""
        query: Document = {"type": {"$in": list(types)}}
        if subject is not None:
            query["subject"] = subject
        if below is not None:
            query["_id"] = {"$lt": below}
        times = {"$gte": since, "$lt": until}
        if wanted := {name: moment for name, moment in times.items() if moment is not None}:
            query["at"] = wanted
        found = self._log.find(query).sort("_id", DESCENDING).limit(limit)
        return [entry_from_document(document) async for document in found]

    async def count_by_type(
        self, types: Iterable[str], *, first: int, since: datetime, until: datetime
    ) -> dict[str, int]:
        """From the leaf ``first`` on; ``since`` is included and ``until`` is not."""
        query: Document = {
            "type": {"$in": sorted(types)}, "_id": {"$gte": first},
            "at": {"$gte": since, "$lt": until},
        }  # fmt: skip
        group: Document = {"_id": "$type", "count": {"$sum": 1}}
        rows = await self._log.aggregate([{"$match": query}, {"$group": group}])
        return {row["_id"]: row["count"] async for row in rows}

    async def entries_of_subject(
        self, subject: str, *, below: int | None, limit: int
    ) -> list[LogEntry]:
        """Newest first; ``below`` is the index where the page before ended."""
        query: Document = {"subject": subject}
        if below is not None:
            query["_id"] = {"$lt": below}
        cursor = self._log.find(query, sort=[("_id", DESCENDING)], limit=limit)
        return [entry_from_document(document) async for document in cursor]

    async def newest_entries(self, *, below: int | None, limit: int) -> list[LogEntry]:
        query: Document = {} if below is None else {"_id": {"$lt": below}}
        cursor = self._log.find(query, sort=[("_id", DESCENDING)], limit=limit)
        return [entry_from_document(document) async for document in cursor]

    async def documents(self, *, start: int) -> AsyncIterator[Document]:
        """Every stored entry from index ``start`` on, in order, exactly as stored."""
        cursor = self._log.find({"_id": {"$gte": start}}, sort=[("_id", ASCENDING)])
        async for document in cursor.batch_size(1000):
            yield document

    async def leaves(self, start: int, count: int) -> list[bytes]:
        """Leaves of consecutive entries; fewer than ``count`` if the log has fewer."""
        cursor = self._log.find(
            {"_id": {"$gte": start, "$lt": start + count}}, {"leaf": 1}, sort=[("_id", ASCENDING)]
        )
        return [bytes(document["leaf"]) async for document in cursor]

    async def leaf_hashes(self, start: int, count: int) -> list[bytes]:
        """Stored leaf hashes of consecutive entries."""
        cursor = self._log.find(
            {"_id": {"$gte": start, "$lt": start + count}}, {"hash": 1}, sort=[("_id", ASCENDING)]
        )
        return [bytes(document["hash"]) async for document in cursor]

    async def indexes_outside(self, size: int, *, limit: int = 100) -> list[Any]:
        """Ids of entries that are no number from 0 to ``size`` - 1, largest first."""
        outside: Document = {"$nor": [{"_id": {"$gte": 0, "$lt": size}}]}
        cursor = self._log.find(outside, {"_id": 1}, sort=[("_id", DESCENDING)], limit=limit)
        return [document["_id"] async for document in cursor]

    # -- tiles

    async def tile(self, level: int, index: int) -> bytes | None:
        """The 8,192 bytes of a full tile, if it has been stored."""
        document = await self._tiles.find_one({"_id": f"{level}/{index}"}, {"data": 1})
        data = None if document is None else document.get("data")
        return data if isinstance(data, bytes) and len(data) == TILE_BYTES else None

    async def tile_with_root(self, level: int, index: int) -> tuple[object, object] | None:
        """A full tile's bytes and the root stored with them, whatever they are."""
        document = await self._tiles.find_one({"_id": f"{level}/{index}"})
        return None if document is None else (document.get("data"), document.get("root"))

    async def tile_roots(self, level: int, start: int, count: int) -> dict[int, bytes]:
        """Roots of stored full tiles by index."""
        cursor = self._tiles.find(
            {"level": level, "index": {"$gte": start, "$lt": start + count}},
            {"root": 1, "index": 1},
        )
        return {document["index"]: bytes(document["root"]) async for document in cursor}

    async def tile_places(self) -> list[tuple[Any, Any, Any]]:
        """(id, level, index) of every stored tile, whatever they are."""
        cursor = self._tiles.find({}, {"level": 1, "index": 1})
        return [
            (document["_id"], document.get("level"), document.get("index"))
            async for document in cursor
        ]

    async def tiles_stored(self, level: int) -> int:
        """How many tiles a level has, taken from its highest index."""
        document = await self._tiles.find_one(
            {"level": level}, {"index": 1}, sort=[("index", DESCENDING)]
        )
        return 0 if document is None else int(document["index"]) + 1

    async def store_tiles(self, tiles: Iterable[Tile]) -> None:
        """Store full tiles; one that is there already stays as it is."""
        documents = [
            {
                "_id": f"{tile.level}/{tile.index}",
                "level": tile.level,
                "index": tile.index,
                "data": tile.data,
                "root": tile.root,
            }
            for tile in tiles
        ]
        if not documents:
            return
        try:
            await self._tiles.insert_many(documents, ordered=False)
        except BulkWriteError as error:
            # 11000: two builders made the same tile, which is the same by construction.
            others = [one for one in error.details["writeErrors"] if one["code"] != 11000]
            if others or error.details.get("writeConcernErrors"):
                raise


def _checkpoint(document: Document | None) -> StoredCheckpoint | None:
    return None if document is None else checkpoint_of(document)


def checkpoint_of(document: Mapping[str, Any]) -> StoredCheckpoint:
    """Read a checkpoint as stored; judges nothing."""
    at = document.get("at")
    moment = at if isinstance(at, datetime) else None
    marked = document.get("witnessed") is True
    return StoredCheckpoint(document["_id"], document.get("text", ""), moment, marked)
