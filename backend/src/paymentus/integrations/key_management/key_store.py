"""The data keys: one a subject, in ``data_keys``, wrapped by the current master key.

The collection is a key vault as MongoDB's drivers know it, with the subject as ``keyAltNames``
(unique, so that two servers at once make one key). A destroyed key leaves its document without
its ``keyMaterial``: the subject never gets another one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from bson import decode, encode
from bson.binary import UUID_SUBTYPE, Binary
from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError, PyMongoError
from pymongocrypt.asynchronous.explicit_encrypter import AsyncExplicitEncrypter
from pymongocrypt.asynchronous.state_machine import AsyncMongoCryptCallback
from pymongocrypt.errors import MongoCryptError
from pymongocrypt.options import MongoCryptOptions

from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database, Document
from paymentus.integrations.key_management import KEY_LIFE_MS, Erased, KeysUnavailable
from paymentus.integrations.key_management.master_keys import (
    MasterKeyRecords,
    MasterKeyRing,
    MasterKeySource,
)

DATA_KEYS = "data_keys"
INDEXES: dict[str, list[IndexModel]] = {
    DATA_KEYS: [
        IndexModel(
            [("keyAltNames", ASCENDING)],
            unique=True,
            partialFilterExpression={"keyAltNames": {"$exists": True}},
        ),
        IndexModel([("subject", ASCENDING)]),
    ]
}
# The library refuses key documents with anything else in them.
_OF_A_KEY = (
    "_id", "keyAltNames", "keyMaterial", "creationDate", "updateDate", "status", "masterKey",
)  # fmt: skip
_HAS_MATERIAL = {"keyMaterial": {"$exists": True}}

# A key that was just made may lose its name to a re-encryption before we have read it.
_TRIES = 4

Result = TypeVar("Result")


class KeyState(Enum):
    USABLE = "usable"
    ERASED = "erased"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class KeySurvey:
    """``replaced`` keys open what was sealed before a re-encryption, and seal nothing."""

    usable: int
    replaced: int
    erased: int
    oldest: datetime | None


class MasterKeyUnknown(Exception):
    """A data key is wrapped by a master key that this process has not read yet."""


class KeyStore:
    """One per process. Opens itself at the first use; servers open it before their doors."""

    def __init__(
        self,
        database: Database,
        source: MasterKeySource,
        *,
        clock: Clock,
        key_life_ms: int = KEY_LIFE_MS,
    ) -> None:
        self.masters = MasterKeyRecords(database, source)
        self._keys = database[DATA_KEYS]
        self._clock = clock
        self._key_life_ms = key_life_ms
        self._opening = asyncio.Lock()
        self._ring: MasterKeyRing | None = None
        self._engine: AsyncExplicitEncrypter | None = None

    async def open(self) -> MasterKeyRing:
        """Get hold of the master keys. Raises ``MasterKeyUnfit`` or ``KeysUnavailable``."""
        async with self._opening:
            if self._ring is None:
                await self._require_indexes()
                self._use(await self.masters.load(now=self._clock()))
            assert self._ring is not None
            return self._ring

    async def reload(self, *, unless_newer_than: MasterKeyRing | None = None) -> MasterKeyRing:
        """Read the master keys again, and forget every data key.

        Of many tasks that met the same old ring, one reads; the others get what it found.
        """
        async with self._opening:
            ring = self._ring
            if ring is None or unless_newer_than is None or ring is unless_newer_than:
                held = {} if ring is None else ring.keys
                ring = await self.masters.load(now=self._clock(), held=held)
                self._use(ring)
            return ring

    def forget(self) -> None:
        """Forget every data key now; the database is asked for each again."""
        if self._ring is not None:
            self._use(self._ring)

    async def close(self) -> None:
        await self.masters.source.close()

    async def with_engine(
        self, act: Callable[[AsyncExplicitEncrypter], Awaitable[Result]]
    ) -> Result:
        """Do what needs keys; again when a key is under a master key that is new to us.

        Raises ``KeysUnavailable`` and what the library raises.
        """
        ring = self._ring or await self.open()
        try:
            try:
                return await act(self._held_engine())
            except MasterKeyUnknown:
                await self.reload(unless_newer_than=ring)
                return await act(self._held_engine())
        except MasterKeyUnknown as problem:
            raise KeysUnavailable(str(problem)) from problem
        except PyMongoError as problem:
            raise KeysUnavailable() from problem

    async def ensure_key(self, subject: str) -> None:
        """Return when the subject has a key that can be used. Raises ``Erased``."""
        for _ in range(_TRIES):
            found = await self._find({"keyAltNames": subject})
            if found is None:
                await self._create_key(subject)
            elif "keyMaterial" in found:
                return
            else:
                raise Erased()
        raise KeysUnavailable()

    async def _create_key(self, subject: str) -> None:
        ring = await self.open()
        if await self.masters.current_number() != ring.current.number:
            ring = await self.reload(unless_newer_than=ring)
        provider = ring.current.provider
        try:
            await self.with_engine(
                lambda engine: engine.create_data_key(provider, key_alt_names=[subject])
            )
        except KeysUnavailable as problem:
            # Another server was first; its key is ours too.
            if not isinstance(problem.__cause__, DuplicateKeyError):
                raise

    async def state_of(self, key_id: bytes) -> KeyState:
        """Of the key whose id a sealed value names."""
        found = await self._find({"_id": Binary(key_id, UUID_SUBTYPE)})
        if found is not None and "keyMaterial" in found:
            return KeyState.USABLE
        return KeyState.ERASED if found and "erased_at" in found else KeyState.MISSING

    async def destroy(self, subject: str) -> None:
        """Destroy the subject's keys, old ones too. Safe to repeat; effective everywhere within
        ``KEY_LIFE_MS``. The subject never gets another key."""
        await self.ensure_tombstone(subject)
        await self._destroy([subject])
        self.forget()

    async def destroy_again(self, subjects: Sequence[str]) -> int:
        """Destroy what a restore brought back; returns how many usable keys there were."""
        try:
            known = set(await self._keys.distinct("subject", {"subject": {"$in": list(subjects)}}))
        except PyMongoError as problem:
            raise KeysUnavailable() from problem
        for subject in subjects:
            if subject not in known:
                await self.destroy(subject)
        destroyed = await self._destroy(subjects)
        if destroyed:
            self.forget()
        return destroyed

    async def _destroy(self, subjects: Sequence[str]) -> int:
        gone = {"$unset": {"keyMaterial": ""}, "$set": {"erased_at": self._clock()}}
        theirs = {"subject": {"$in": list(subjects)}}
        try:
            return (await self._keys.update_many(theirs | _HAS_MATERIAL, gone)).modified_count
        except PyMongoError as problem:
            raise KeysUnavailable() from problem

    async def ensure_tombstone(self, subject: str) -> None:
        """A subject who never had a key gets one to destroy, so that none is made later."""
        try:
            await self.ensure_key(subject)
        except Erased:
            return

    async def survey(self) -> KeySurvey:
        """How many keys there are, and how old. Raises ``KeysUnavailable``."""
        usable = _HAS_MATERIAL | {"keyAltNames": {"$exists": True}}
        replaced = _HAS_MATERIAL | {"keyAltNames": {"$exists": False}}
        try:
            oldest = await self._keys.find_one(usable, sort=[("creationDate", ASCENDING)])
            return KeySurvey(
                usable=await self._keys.count_documents(usable),
                replaced=await self._keys.count_documents(replaced),
                erased=await self._keys.count_documents({"erased_at": {"$exists": True}}),
                oldest=oldest["creationDate"] if oldest else None,
            )
        except PyMongoError as problem:
            raise KeysUnavailable() from problem

    async def _find(self, query: Document) -> Document | None:
        try:
            return await self._keys.find_one(query)
        except PyMongoError as problem:
            raise KeysUnavailable() from problem

    async def _require_indexes(self) -> None:
        """One key a subject rests on an index, and commands may seal before servers make theirs."""
        try:
            await self._keys.create_indexes(INDEXES[DATA_KEYS])
        except PyMongoError as problem:
            raise KeysUnavailable() from problem

    def _use(self, ring: MasterKeyRing) -> None:
        # The engine before may still be at work for somebody, who holds it: it is never closed.
        self._ring = ring
        self._engine = AsyncExplicitEncrypter(
            _Vault(self._keys, ring),
            MongoCryptOptions(
                ring.providers(), bypass_encryption=True, key_expiration_ms=self._key_life_ms
            ),
        )

    def _held_engine(self) -> AsyncExplicitEncrypter:
        assert self._engine is not None
        return self._engine


class _Vault(AsyncMongoCryptCallback):  # type: ignore[misc]  # the library has no types
    """What the encryption library asks of us. All master keys are local to it."""

    def __init__(self, keys: Any, ring: MasterKeyRing) -> None:
        self._keys = keys
        self._known = frozenset(ring.providers())

    async def fetch_keys(self, wanted: bytes) -> AsyncIterator[bytes]:
        for key in await self._keys.find(decode(wanted) | _HAS_MATERIAL, _OF_A_KEY).to_list():
            if key["masterKey"]["provider"] not in self._known:
                raise MasterKeyUnknown(f"no {key['masterKey']['provider']} here")
            yield encode(key)

    async def insert_data_key(self, data_key: bytes) -> Binary:
        document = decode(data_key)
        await self._keys.insert_one(document | {"subject": document["keyAltNames"][0]})
        return Binary(document["_id"], UUID_SUBTYPE)

    async def kms_request(self, kms_context: Any) -> None:
        raise MongoCryptError("no data key is wrapped by a remote service")

    async def collection_info(self, database: str, wanted: bytes) -> list[bytes]:
        raise MongoCryptError("nothing is encrypted automatically")

    async def mark_command(self, database: str, cmd: bytes) -> bytes:
        raise MongoCryptError("nothing is encrypted automatically")

    def bson_encode(self, doc: Any) -> bytes:
        return encode(doc)

    async def close(self) -> None:
        return None
