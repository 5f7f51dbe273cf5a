"""Every collection as it was at one moment of the cluster.

The first read fixes the moment (what a majority had by then), and every later read is of that very
moment, however long it takes and whatever is committed meanwhile (MongoDB's snapshot sessions). The
server keeps a past moment readable for ``minSnapshotHistoryWindowInSeconds``, five minutes unless
set; a larger database needs more.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bson import Timestamp, json_util
from bson.codec_options import CodecOptions
from bson.json_util import CANONICAL_JSON_OPTIONS
from bson.raw_bson import RawBSONDocument
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import OperationFailure
from pymongo.read_concern import ReadConcern

from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Client, Database
from paymentus.recovery.domain.manifest import LogHead, Moment
from paymentus.recovery.domain.operations import UNFINISHED

_SNAPSHOT_TOO_OLD = 239
_SNAPSHOT_UNAVAILABLE = 246
_HEADS = "log_heads"
_SYSTEM = "system."


class MomentGone(Unavailable):
    """The database no longer keeps the moment of this backup. Raise
    minSnapshotHistoryWindowInSeconds on every member, and begin again."""


class CollectionsChanged(Unavailable):
    """Collections or indexes were made while the backup was. Begin again."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a collection holds at the moment."""

    documents: int
    bytes: int


class Snapshot:
    """One moment of one database; see ``snapshot_of``."""

    def __init__(
        self, database: Database, session: AsyncClientSession, moment: Moment, heads: list[LogHead]
    ) -> None:
        # Snapshot sessions bring their own read concern.
        self._database = database.with_options(read_concern=ReadConcern())
        self._session = session
        self.moment = moment
        self.log_heads = heads

    async def collections(self) -> list[str]:
        names = await self._database.list_collection_names(filter={"type": "collection"})
        return sorted(name for name in names if not name.startswith(_SYSTEM) and name != UNFINISHED)

    async def extent(self, collection: str) -> Extent:
        total = {"_id": None, "n": {"$sum": 1}, "bytes": {"$sum": {"$bsonSize": "$$ROOT"}}}
        async with _same_moment():
            cursor = await self._database[collection].aggregate(
                [{"$group": total}], session=self._session, allowDiskUse=False
            )
            rows = await cursor.to_list()
        return Extent(rows[0]["n"], rows[0]["bytes"]) if rows else Extent(0, 0)

    async def documents(self, collection: str) -> AsyncIterator[bytes]:
        """BSON documents, one after another, in blocks that end with a document."""
        async with _same_moment():
            # Raw batches are bytes, whatever type the driver says its documents have.
            found: Any = self._database[collection].find_raw_batches({}, session=self._session)
            async for block in found:
                yield block

    async def metadata(self, collection: str) -> bytes:
        """What mongodump writes beside a collection: its options and indexes."""
        async with _same_moment():
            [about] = await (
                await self._database.list_collections(filter={"name": collection})
            ).to_list()
            indexes = await (await self._database[collection].list_indexes()).to_list()
        document: dict[str, Any] = {
            "options": dict(about.get("options", {})),
            "indexes": [dict(index) for index in indexes],
            "uuid": about["info"]["uuid"].hex(),
            "collectionName": collection,
            "type": "collection",
        }
        return json_util.dumps(document, json_options=CANONICAL_JSON_OPTIONS).encode()


@asynccontextmanager
async def snapshot_of(client: Client, database: Database) -> AsyncIterator[Snapshot]:
    """Fix the moment: now. Raises ``MomentGone`` or ``CollectionsChanged`` from its reads."""
    async with client.start_session(snapshot=True) as session, _same_moment():
        plain = database.with_options(read_concern=ReadConcern())
        # The first read fixes the moment, and says how long the log is at it.
        heads = [
            LogHead(str(head["_id"]), int(head["size"]), str(head.get("checkpoint", "")))
            async for head in plain[_HEADS].find({}, session=session)
        ]
        # The driver tells the moment nowhere else.
        at = session._snapshot_time
        assert isinstance(at, Timestamp)
        yield Snapshot(database, session, (at.time, at.inc), heads)


@asynccontextmanager
async def _same_moment() -> AsyncIterator[None]:
    try:
        yield
    except OperationFailure as failure:
        if failure.code == _SNAPSHOT_TOO_OLD:
            raise MomentGone() from failure
        if failure.code == _SNAPSHOT_UNAVAILABLE:
            raise CollectionsChanged() from failure
        raise


def raw_codec() -> CodecOptions[RawBSONDocument]:
    """Documents as the bytes they are."""
    return CodecOptions(document_class=RawBSONDocument)
