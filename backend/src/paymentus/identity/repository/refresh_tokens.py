"""The collection ``refresh_families``, written only as parts of a unit of work."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import PyMongoError

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.mongo import Database
from paymentus.identity.domain.refresh_tokens import RefreshFamily
from paymentus.identity.repository.users import UsersUnavailable

REFRESH_FAMILIES = "refresh_families"

REFRESH_INDEXES: dict[str, list[IndexModel]] = {
    REFRESH_FAMILIES: [
        IndexModel([("user_id", ASCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=86_400),
    ]
}


class RefreshRepository:
    def __init__(self, database: Database) -> None:
        self._families = database[REFRESH_FAMILIES]

    async def find(self, family_id: str) -> RefreshFamily | None:
        try:
            document = await self._families.find_one({"_id": family_id})
        except PyMongoError as problem:
            raise UsersUnavailable() from problem
        return None if document is None else _family(document)


def insertion_of_family(family: RefreshFamily) -> Insert:
    fields = asdict(family)
    del fields["version"]
    return Insert(REFRESH_FAMILIES, {"_id": fields.pop("id"), **fields})


def with_exchange(family: RefreshFamily, changed: RefreshFamily) -> Update:
    """The write of one exchange; two at once meet in the version, and one of them is refused."""
    names = ("newest_hash", "before_hash", "network_hash", "lost_answer_used", "exchanged_at")
    fields = {name: getattr(changed, name) for name in (*names, "expires_at")}
    return Update(REFRESH_FAMILIES, family.id, family.version, fields)


def with_family_ended(family: RefreshFamily, at: datetime) -> Update:
    return Update(REFRESH_FAMILIES, family.id, family.version, {"ended_at": at})


def _family(document: dict[str, Any]) -> RefreshFamily:
    known = {
        name: document[name]
        for name in RefreshFamily.__slots__
        if name not in ("id", "platform_epoch")
    }
    # A server of the release before writes none.
    known["platform_epoch"] = document.get("platform_epoch", 0)
    return RefreshFamily(id=document["_id"], **known)
