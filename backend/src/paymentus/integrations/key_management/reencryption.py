"""New data keys: every sealed value is sealed anew while servers read and write.

A subject's key that is due loses its name, so that the next seal makes another one; once no
server can have the old one in its memory, all collections are walked and every value under an old
key is sealed anew, each only as it was read (compare-and-set on the value itself; ``version``
stays, since what a document says does not change). An old key is destroyed when a whole walk found
no value under it and it was replaced ``grace`` ago: a unit of work sealed before may be committed
late, and a document that was read before is opened after. A run that was killed is simply run
again; it goes on where it was.

What is hashed or signed holds no sealed values and is not walked.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bson.binary import Binary
from pymongo import IndexModel, UpdateOne
from pymongo.errors import PyMongoError

from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database, Document
from paymentus.integrations.key_management import (
    KEY_LIFE_MS,
    Erased,
    KeysUnavailable,
    SealBroken,
)
from paymentus.integrations.key_management.field_cipher import (
    CIPHERTEXT_SUBTYPE,
    FieldCipher,
    key_id_of,
)
from paymentus.integrations.key_management.key_store import DATA_KEYS
from paymentus.integrations.key_management.master_keys import MASTER_KEYS

REENCRYPTION = "reencryption"
INDEXES: dict[str, list[IndexModel]] = {REENCRYPTION: []}
GRACE = timedelta(hours=1)
_POSITION = "walk"
_WINDOW = 200
_NOT_WALKED = {
    DATA_KEYS, MASTER_KEYS, REENCRYPTION, "kms_keys",
    "transactions", "audit_log", "audit_tiles", "audit_checkpoints", "log_heads",
}  # fmt: skip

Progress = Callable[[str, int, int], None]
"""(collection, documents looked at, values sealed anew) after every window."""


@dataclass(frozen=True, slots=True)
class Reencrypted:
    """``waiting`` old keys are destroyed by a later run, when their grace is over."""

    replaced: int
    values: int
    destroyed: int
    waiting: int


class Reencryption:
    def __init__(
        self,
        database: Database,
        cipher: FieldCipher,
        *,
        clock: Clock,
        progress: Progress = lambda collection, seen, sealed: None,
        window: int = _WINDOW,
        grace: timedelta = GRACE,
    ) -> None:
        self._database = database
        self._data_keys = database[DATA_KEYS]
        self._positions = database[REENCRYPTION]
        self._cipher = cipher
        self._clock = clock
        self._progress = progress
        self._window = window
        self._grace = grace

    async def run(self, *, older_than: timedelta) -> Reencrypted:
        """Replace data keys older than this, and go on with what was begun before.

        Raises ``KeysUnavailable``; run it again, it goes on from there.
        """
        try:
            replaced = await self._replace(older_than)
            old = await self._old_keys()
            if not old:
                return Reencrypted(replaced, 0, 0, 0)
            if replaced:
                # Until then a server may seal under the old key.
                await asyncio.sleep(2 * KEY_LIFE_MS / 1_000)
            values = await self._walk(old, set(), resuming=not replaced)
            found, broken = 1, set[bytes]()
            while found:
                # From the first document: what was written behind the walk.
                broken = set()
                found = await self._walk(old, broken, resuming=False)
                values += found
            destroyed = await self._destroy(old, broken)
        except PyMongoError as problem:
            raise KeysUnavailable() from problem
        return Reencrypted(replaced, values, destroyed, len(old) - destroyed)

    async def _replace(self, older_than: timedelta) -> int:
        due = {
            "keyAltNames": {"$exists": True},
            "keyMaterial": {"$exists": True},
            "creationDate": {"$lte": self._clock() - older_than},
        }
        nameless = {"$unset": {"keyAltNames": ""}, "$set": {"replaced_at": self._clock()}}
        return (await self._data_keys.update_many(due, nameless)).modified_count

    async def _old_keys(self) -> dict[bytes, Document]:
        """By id: keys without a name, which nothing new is sealed under."""
        nameless = {"keyAltNames": {"$exists": False}, "keyMaterial": {"$exists": True}}
        rows = self._data_keys.find(nameless, {"subject": 1, "replaced_at": 1})
        return {bytes(row["_id"]): row for row in await rows.to_list()}

    async def _walk(
        self, old: Mapping[bytes, Document], broken: set[bytes], *, resuming: bool
    ) -> int:
        """Values sealed anew. ``broken`` gets the old keys of values that do not open."""
        position = await self._positions.find_one({"_id": _POSITION}) if resuming else None
        after: dict[str, Any] = position["after"] if position else {}
        total = 0
        for name in sorted(await self._database.list_collection_names()):
            if name in _NOT_WALKED or name.startswith("system."):
                continue
            async for documents in self._windows(name, after.get(name)):
                sealed = await self._seal_anew(name, documents, old, broken)
                total += sealed
                after[name] = documents[-1]["_id"]
                await self._positions.replace_one(
                    {"_id": _POSITION}, {"after": after, "at": self._clock()}, upsert=True
                )
                self._progress(name, len(documents), sealed)
        await self._positions.delete_one({"_id": _POSITION})
        return total

    async def _windows(self, collection: str, after: Any) -> AsyncIterator[list[Document]]:
        while True:
            ahead = {} if after is None else {"_id": {"$gt": after}}
            rows = self._database[collection].find(ahead).sort("_id", 1).limit(self._window)
            documents = await rows.to_list()
            if not documents:
                return
            yield documents
            after = documents[-1]["_id"]

    async def _seal_anew(
        self,
        collection: str,
        documents: list[Document],
        old: Mapping[bytes, Document],
        broken: set[bytes],
    ) -> int:
        writes = []
        for document in documents:
            for path, value in sealed_values(document):
                key = old.get(key_id_of(value))
                if key is None:
                    continue
                try:
                    fresh = await self._cipher.reseal(key["subject"], value)
                except Erased:
                    continue
                except SealBroken:
                    # Left as evidence, with its key.
                    broken.add(key_id_of(value))
                    continue
                as_read = {"_id": document["_id"], path: value}
                writes.append(UpdateOne(as_read, {"$set": {path: fresh}}))
        if not writes:
            return 0
        source = self._database[collection]
        return (await source.bulk_write(writes, ordered=False)).modified_count

    async def _destroy(self, old: Mapping[bytes, Document], broken: set[bytes]) -> int:
        before = self._clock() - self._grace
        ripe = [
            key["_id"]
            for id, key in old.items()
            if id not in broken and key["replaced_at"] <= before
        ]
        return (await self._data_keys.delete_many({"_id": {"$in": ripe}})).deleted_count


def sealed_values(document: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Binary]]:
    """Every sealed value in a document, with its dotted path, however deep."""
    for name, value in document.items():
        yield from _sealed_in(value, f"{path}{name}")


def _sealed_in(value: Any, path: str) -> Iterator[tuple[str, Binary]]:
    if isinstance(value, Binary):
        if value.subtype == CIPHERTEXT_SUBTYPE:
            yield path, value
    elif isinstance(value, Mapping):
        yield from sealed_values(value, f"{path}.")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _sealed_in(one, f"{path}.{number}")
