"""The collection ``erasures``: whose keys were destroyed. Kept, and replayed after a restore.

``_id`` is the subject; what was theirs stays sealed under a key that nobody has.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

from pymongo import IndexModel
from pymongo.errors import PyMongoError

from paymentus.commit.domain import Insert
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database

ERASURES = "erasures"
ERASURE_INDEXES: dict[str, list[IndexModel]] = {ERASURES: []}
_BATCH = 500


class ErasuresUnavailable(Unavailable):
    """We cannot see just now who was erased. Try again in a moment."""


class ErasureRepository:
    def __init__(self, database: Database) -> None:
        self._erasures = database[ERASURES]

    async def batches(self) -> AsyncIterator[list[str]]:
        """Every subject that was erased, some at a time."""
        after = ""
        while True:
            try:
                rows = (
                    await self._erasures.find({"_id": {"$gt": after}}, {"_id": 1})
                    .sort("_id", 1)
                    .limit(_BATCH)
                    .to_list()
                )
            except PyMongoError as problem:
                raise ErasuresUnavailable() from problem
            if not rows:
                return
            yield [row["_id"] for row in rows]
            after = rows[-1]["_id"]


def insertion_of_erasure(subject: str, *, reason: str, at: datetime) -> Insert:
    return Insert(ERASURES, {"_id": subject, "reason": reason, "erased_at": at})
