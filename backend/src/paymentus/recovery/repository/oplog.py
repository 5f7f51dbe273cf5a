"""The operation log of the replica set: read from a moment on, and applied to another set.

Reading needs the role ``backup`` (or ``read`` on ``local``), applying needs ``root``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import bson
from bson import Timestamp
from bson.raw_bson import RawBSONDocument
from pymongo.errors import OperationFailure
from pymongo.read_concern import ReadConcern

from paymentus.foundation.mongo import Client
from paymentus.recovery.domain.manifest import Moment
from paymentus.recovery.domain.operations import Operation, PointNotReachable
from paymentus.recovery.repository.snapshot import Extent

_COMMAND_BYTES = 8 << 20


class OperationLog:
    def __init__(self, client: Client, database: str) -> None:
        self._client = client
        self._entries = client["local"].get_collection(
            "oplog.rs", read_concern=ReadConcern("majority")
        )
        self._name = database

    async def newest(self) -> Moment:
        """What a majority has by now."""
        [entry] = await self._entries.find({}, {"ts": 1}).sort("$natural", -1).limit(1).to_list()
        return entry["ts"].time, entry["ts"].inc

    async def reaches_back_to(self, moment: Moment) -> bool:
        """Whether nothing after the moment was dropped: the log is a ring."""
        [oldest] = await self._entries.find({}, {"ts": 1}).sort("$natural", 1).limit(1).to_list()
        return bool(oldest["ts"] <= Timestamp(*moment))

    async def extent(self, since: Moment, until: Moment) -> Extent:
        total = {"_id": None, "n": {"$sum": 1}, "bytes": {"$sum": {"$bsonSize": "$$ROOT"}}}
        pipeline: list[dict[str, Any]] = [{"$match": self._query(since, until)}, {"$group": total}]
        rows = await (await self._entries.aggregate(pipeline)).to_list()
        return Extent(rows[0]["n"], rows[0]["bytes"]) if rows else Extent(0, 0)

    async def blocks(self, since: Moment, until: Moment) -> AsyncIterator[bytes]:
        """Entries after ``since``, up to and with ``until``, in their order."""
        found: Any = self._entries.find_raw_batches(self._query(since, until)).sort("$natural", 1)
        async for block in found:
            yield block

    async def apply(self, operations: Sequence[Operation]) -> None:
        """In this order. Raises ``PointNotReachable``."""
        for group in _groups(operations):
            try:
                await self._client["admin"].command({"applyOps": group})
            except OperationFailure as failure:
                told = f"An operation cannot be applied: {failure}"[:500]
                raise PointNotReachable(told) from failure

    def _query(self, since: Moment, until: Moment) -> dict[str, Any]:
        return {
            "ts": {"$gt": Timestamp(*since), "$lte": Timestamp(*until)},
            "op": {"$ne": "n"},
            "$or": [
                {"ns": {"$regex": f"^{self._name}\\."}},
                {"ns": "admin.$cmd", "o.applyOps": {"$exists": True}},
            ],
        }


def entry_of(data: bytes) -> dict[str, Any]:
    return bson.decode(data)


def key_of(entry: dict[str, Any]) -> bytes:
    """The transaction that an entry belongs to."""
    return bson.encode({"lsid": entry.get("lsid"), "txn": entry.get("txnNumber")})


def _groups(operations: Sequence[Operation]) -> Iterator[list[RawBSONDocument]]:
    """As many as one command holds: 16 MB, and each operation may have nearly that much."""
    group: list[RawBSONDocument] = []
    size = 0
    for operation in operations:
        data = bson.encode(operation.document)
        if group and size + len(data) > _COMMAND_BYTES:
            yield group
            group, size = [], 0
        group.append(RawBSONDocument(data))
        size += len(data)
    if group:
        yield group
