"""The collections ``api_keys`` and ``api_key_epochs``, written only as parts of a unit of work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.authorization import Permission
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, answering
from paymentus.identity.domain.api_keys import ApiKey

API_KEYS = "api_keys"
API_KEY_EPOCHS = "api_key_epochs"
_PLATFORM = "platform"

API_KEY_INDEXES: dict[str, list[IndexModel]] = {
    API_KEYS: [IndexModel([("biller_id", ASCENDING), ("_id", ASCENDING)])],
    API_KEY_EPOCHS: [],
}


class ApiKeysUnavailable(Unavailable):
    """We cannot check this API key just now. Try again in a moment."""


class ApiKeyRepository:
    def __init__(self, database: Database) -> None:
        self._keys = database[API_KEYS]
        self._epochs = database[API_KEY_EPOCHS]

    async def find(self, key_id: str) -> ApiKey | None:
        async with answering(ApiKeysUnavailable):
            document = await self._keys.find_one({"_id": key_id})
        return None if document is None else _key(document)

    async def of_biller(self, biller_id: str) -> list[ApiKey]:
        """Newest first."""
        async with answering(ApiKeysUnavailable):
            found = self._keys.find({"biller_id": biller_id}).sort("_id", -1)
            return [_key(document) async for document in found]

    async def page(self, *, below: str | None, limit: int) -> list[ApiKey]:
        """Of all billers, newest first."""
        query = {} if below is None else {"_id": {"$lt": below}}
        async with answering(ApiKeysUnavailable):
            found = self._keys.find(query).sort("_id", -1).limit(limit)
            return [_key(document) async for document in found]

    async def epoch(self) -> tuple[int, int]:
        """The platform's epoch and the version of its document; (1, 0) before there is one."""
        async with answering(ApiKeysUnavailable):
            document = await self._epochs.find_one({"_id": _PLATFORM})
        return (1, 0) if document is None else (document["epoch"], document["version"])

    async def count_live(self, *, epoch: int, now: datetime) -> int:
        async with answering(ApiKeysUnavailable):
            return await self._keys.count_documents(
                {"epoch": epoch, "revoked_at": None, "expires_at": {"$gt": now}}
            )


def insertion_of_key(key: ApiKey) -> Insert:
    return Insert(
        API_KEYS,
        {
            "_id": key.id,
            "biller_id": key.biller_id,
            "name": key.name,
            "scope": sorted(key.scope),
            "secret_hash": key.secret_hash,
            "epoch": key.epoch,
            "created_by": key.created_by,
            "created_at": key.created_at,
            "expires_at": key.expires_at,
            "last_used_at": None,
            "revoked_at": None,
        },
    )


def with_key_used(key: ApiKey, at: datetime) -> Update:
    return Update(API_KEYS, key.id, key.version, {"last_used_at": at})


def with_key_revoked(key: ApiKey, at: datetime) -> Update:
    return Update(API_KEYS, key.id, key.version, {"revoked_at": at})


def next_epoch(epoch: int, version: int) -> Insert | Update:
    """The write that revokes every key there is, however many."""
    if version == 0:
        return Insert(API_KEY_EPOCHS, {"_id": _PLATFORM, "epoch": epoch + 1})
    return Update(API_KEY_EPOCHS, _PLATFORM, version, {"epoch": epoch + 1})


def _key(document: dict[str, Any]) -> ApiKey:
    return ApiKey(
        id=document["_id"],
        biller_id=document["biller_id"],
        name=document["name"],
        scope=frozenset(map(Permission, document["scope"])),
        secret_hash=document["secret_hash"],
        epoch=document["epoch"],
        created_by=document["created_by"],
        created_at=document["created_at"],
        expires_at=document["expires_at"],
        last_used_at=document["last_used_at"],
        revoked_at=document["revoked_at"],
        version=document["version"],
    )
