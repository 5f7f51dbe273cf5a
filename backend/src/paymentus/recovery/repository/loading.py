"""Fills a database from a backup: documents as the bytes they were, then their indexes.

What is written is what was read and proved, so it is written past ``commit``: whole, into a
database that is empty or was named to be emptied.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from bson import json_util
from bson.raw_bson import RawBSONDocument
from pymongo.errors import BulkWriteError, OperationFailure

from paymentus.foundation.errors import Conflict
from paymentus.foundation.mongo import Database
from paymentus.recovery.domain.container import BackupDamaged
from paymentus.recovery.domain.operations import UNFINISHED
from paymentus.recovery.repository.snapshot import raw_codec

_BATCH_DOCUMENTS = 1_000
_BATCH_BYTES = 8 << 20
_SYSTEM = "system."
_HEADS = "log_heads"


class RestoreRefused(Conflict):
    """The database did not take what the backup holds."""


class Loading:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def found(self) -> dict[str, int]:
        """Collections that hold something -> about how many documents."""
        counts = {}
        for name in await self._names():
            if await self._database[name].find_one({}, {"_id": 1}) is not None:
                counts[name] = max(1, await self._database[name].estimated_document_count())
        return counts

    async def log_sizes(self) -> dict[str, int]:
        """Shard -> how many entries its audit log has."""
        heads = self._database[_HEADS].find({}, {"size": 1})
        return {str(head["_id"]): int(head.get("size", 0)) async for head in heads}

    async def empty(self) -> None:
        """Every collection goes, with what is in it; the mark of a restore stays."""
        for name in await self._names():
            await self._database.drop_collection(name)

    async def make(self, collection: str, metadata: bytes) -> None:
        """The collection with its options; its indexes come when it is filled."""
        options = _read(metadata).get("options", {})
        async with _taken(collection):
            await self._database.create_collection(collection, check_exists=False, **options)

    async def fill(self, collection: str, documents: Iterable[bytes]) -> int:
        """Returns how many documents were written, with a majority."""
        target = self._database.get_collection(collection, codec_options=raw_codec())
        written = 0
        async with _taken(collection):
            for batch in _batches(documents):
                rows = [RawBSONDocument(document) for document in batch]
                await target.insert_many(rows, ordered=True, bypass_document_validation=True)
                written += len(rows)
        return written

    async def index(self, collection: str, metadata: bytes) -> int:
        """The indexes that the collection had; returns how many."""
        wanted = [
            {name: value for name, value in index.items() if name != "ns"}
            for index in _read(metadata).get("indexes", [])
            if index.get("name") != "_id_"
        ]
        if wanted:
            async with _taken(collection):
                await self._database.command(
                    {"createIndexes": collection, "indexes": wanted, "commitQuorum": "majority"}
                )
        return len(wanted)

    async def count(self, collection: str) -> int:
        return await self._database[collection].count_documents({})

    async def _names(self) -> list[str]:
        names = await self._database.list_collection_names(filter={"type": "collection"})
        return sorted(name for name in names if not name.startswith(_SYSTEM) and name != UNFINISHED)


def _batches(documents: Iterable[bytes]) -> Iterable[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document)
        if len(batch) >= _BATCH_DOCUMENTS or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(metadata: bytes) -> dict[str, Any]:
    try:
        found = json_util.loads(metadata)
    except ValueError:
        raise BackupDamaged("The options of a collection cannot be read.") from None
    assert isinstance(found, dict)
    return found


@asynccontextmanager
async def _taken(collection: str) -> AsyncIterator[None]:
    try:
        yield
    except (BulkWriteError, OperationFailure) as failure:
        raise RestoreRefused(f"{collection}: {failure}"[:500]) from failure
