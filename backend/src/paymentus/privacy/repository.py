"""The collection ``erasure_requests``, written only as parts of a unit of work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.mongo import Database
from paymentus.privacy.domain import Erasure, ErasureState

ERASURES = "erasure_requests"

INDEXES: dict[str, list[IndexModel]] = {
    ERASURES: [IndexModel([("state", ASCENDING), ("_id", ASCENDING)], name="state")]
}


class ErasuresRepository:
    def __init__(self, database: Database) -> None:
        self._erasures = database[ERASURES]

    async def find(self, user_id: str) -> Erasure | None:
        document = await self._erasures.find_one({"_id": user_id})
        return None if document is None else _erasure(document)

    async def requested(self, *, limit: int) -> list[Erasure]:
        found = self._erasures.find({"state": ErasureState.REQUESTED.value}).limit(limit)
        return [_erasure(document) async for document in found]


def insertion(user_id: str, at: datetime) -> Insert:
    return Insert(
        ERASURES,
        {
            "_id": user_id,
            "requested_at": at,
            "state": ErasureState.REQUESTED.value,
            "done_at": None,
        },
    )


def with_done(erasure: Erasure, at: datetime) -> Update:
    change = {"state": ErasureState.DONE.value, "done_at": at}
    return Update(ERASURES, erasure.user_id, erasure.version, change)


def _erasure(document: dict[str, Any]) -> Erasure:
    return Erasure(
        user_id=document["_id"],
        requested_at=document["requested_at"],
        state=ErasureState(document["state"]),
        done_at=document["done_at"],
        version=document["version"],
    )
