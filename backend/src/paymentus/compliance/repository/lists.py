"""The collections ``sanctions_lists`` (versions) and ``sanctions_list_files`` (their bytes).

Bytes are written before their version is, and never changed: a version that can be read has its
files. What was screened against on a day can be shown for as long as the law wants it (31 CFR
501.601: ten years), so nothing is dropped.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bson import Binary
from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.compliance.domain.lists.list_version import ListVersion, Rescreening
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document, answering

LISTS = "sanctions_lists"
FILES = "sanctions_list_files"
# Of compressed bytes; a document holds 16 MB at most.
_BLOCK_BYTES = 8_000_000

INDEXES: dict[str, list[IndexModel]] = {
    # Two servers that fetch at once cannot both make the next version.
    LISTS: [IndexModel([("number", DESCENDING)], name="number", unique=True)],
    FILES: [],
}


class ListsUnavailable(Unavailable):
    """We cannot read the sanctions lists just now. Try again in a moment."""


class ListsRepository:
    def __init__(self, database: Database) -> None:
        self._lists = database[LISTS]
        self._files = database[FILES]

    async def newest(self) -> ListVersion | None:
        """The version in force."""
        async with answering(ListsUnavailable):
            found = await self._lists.find_one({}, sort=[("number", DESCENDING)])
        return _version(found) if found else None

    async def numbered(self, number: int) -> ListVersion | None:
        async with answering(ListsUnavailable):
            found = await self._lists.find_one({"number": number})
        return _version(found) if found else None

    async def first_not_rescreened(self) -> ListVersion | None:
        """The oldest version for which customers are still to be screened."""
        async with answering(ListsUnavailable):
            found = await self._lists.find_one(
                {"rescreening.done": False}, sort=[("number", ASCENDING)]
            )
        return _version(found) if found else None

    async def page(self, *, limit: int) -> list[ListVersion]:
        """Newest first."""
        async with answering(ListsUnavailable):
            found = self._lists.find({}).sort("number", DESCENDING).limit(limit)
            return [_version(document) async for document in found]

    async def keep_files(self, list_hash: str, files: Mapping[str, bytes]) -> None:
        """Write the bytes; safe to repeat, as they are kept by what they are."""
        async with answering(ListsUnavailable):
            for name, content in files.items():
                packed = zlib.compress(content, 6)
                blocks = range(0, max(len(packed), 1), _BLOCK_BYTES)
                for number, start in enumerate(blocks):
                    await self._files.replace_one(
                        {"_id": f"{list_hash}/{name}/{number}"},
                        {
                            "hash": list_hash,
                            "name": name,
                            "block": number,
                            "blocks": len(blocks),
                            "data": Binary(packed[start : start + _BLOCK_BYTES]),
                        },
                        upsert=True,
                    )

    async def files(self, list_hash: str) -> dict[str, bytes]:
        """All files of a version, as they were published."""
        packed: dict[str, dict[int, bytes]] = {}
        async with answering(ListsUnavailable):
            low, high = f"{list_hash}/", f"{list_hash}0"
            async for block in self._files.find({"_id": {"$gte": low, "$lt": high}}):
                packed.setdefault(block["name"], {})[block["block"]] = block["data"]
        return {
            name: zlib.decompress(b"".join(blocks[number] for number in sorted(blocks)))
            for name, blocks in packed.items()
        }


def insert_version(version: ListVersion) -> Insert:
    return Insert(
        LISTS,
        {
            "_id": version.id,
            "number": version.number,
            "hash": version.hash,
            "source": version.source,
            "loaded_at": version.loaded_at,
            "confirmed_at": version.confirmed_at,
            "parties": dict(version.parties),
            "names": version.names,
            "problems": version.problems,
            "problem_words": list(version.problem_words),
            "added": version.added,
            "changed": version.changed,
            "removed": version.removed,
            "rescreening": _rescreening(version.rescreening),
        },
    )


def confirm(version: ListVersion, *, at: datetime) -> Update:
    """The write that its source still has this version."""
    return Update(LISTS, version.id, version.version, {"confirmed_at": at})


def progress(version: ListVersion, rescreening: Rescreening) -> tuple[Update, ListVersion]:
    """The write of how far re-screening is, and the version as it is after it."""
    update = Update(LISTS, version.id, version.version, {"rescreening": _rescreening(rescreening)})
    return update, replace(version, rescreening=rescreening, version=version.version + 1)


def _rescreening(one: Rescreening) -> dict[str, Any]:
    return {
        "done": one.done,
        "below": one.below,
        "screened": one.screened,
        "alerts": one.alerts,
    }


def _version(document: Document) -> ListVersion:
    return ListVersion(
        id=document["_id"],
        number=document["number"],
        hash=document["hash"],
        source=document["source"],
        loaded_at=document["loaded_at"],
        confirmed_at=document["confirmed_at"],
        parties=document["parties"],
        names=document["names"],
        problems=document["problems"],
        problem_words=tuple(document["problem_words"]),
        added=document["added"],
        changed=document["changed"],
        removed=document["removed"],
        rescreening=Rescreening(**document["rescreening"]),
        version=document["version"],
    )
