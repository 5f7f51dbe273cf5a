"""The mark on a database that a restore has begun to fill and has not finished.

A collection of its own: no server makes it, no backup holds it, and a restore neither empties nor
fills it. It is there from before the first change until after the last one. Each restore inserts a
document of its own, so that the operation log tells where each began.
"""

from __future__ import annotations

from datetime import datetime

from pymongo import DESCENDING

from paymentus.foundation.mongo import Database
from paymentus.recovery.domain.operations import UNFINISHED


async def mark(database: Database, *, backup: str, at: datetime) -> None:
    await database[UNFINISHED].insert_one({"backup": backup, "began_at": at})


async def unmark(database: Database) -> None:
    await database.drop_collection(UNFINISHED)


async def marked(database: Database) -> str | None:
    """The backup whose restore was not finished."""
    found = await database[UNFINISHED].find_one({}, sort=[("began_at", DESCENDING)])
    return None if found is None else str(found["backup"])
