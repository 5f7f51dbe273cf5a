"""The collections ``status_days`` and ``maintenance``. All that they hold is public."""

from __future__ import annotations

from datetime import date, datetime

from pymongo import ASCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document, answering
from paymentus.status.domain import Maintenance, StatusDay

STATUS_DAYS = "status_days"
MAINTENANCE = "maintenance"

INDEXES: dict[str, list[IndexModel]] = {
    STATUS_DAYS: [],
    MAINTENANCE: [IndexModel([("ends_at", ASCENDING)], name="by_end")],
}


class StatusUnavailable(Unavailable):
    """We cannot read the status just now. Try again in a moment."""


class StatusRepository:
    def __init__(self, database: Database) -> None:
        self._days = database[STATUS_DAYS]
        self._maintenance = database[MAINTENANCE]

    async def day(self, day: date) -> StatusDay:
        async with answering(StatusUnavailable):
            document = await self._days.find_one({"_id": day.isoformat()})
        return StatusDay(day) if document is None else _day(document)

    async def days_from(self, first: date) -> list[StatusDay]:
        """Oldest first."""
        async with answering(StatusUnavailable):
            found = self._days.find({"_id": {"$gte": first.isoformat()}}).sort("_id", ASCENDING)
            return [_day(document) async for document in found]

    async def maintenance_until(self, moment: datetime, *, limit: int = 20) -> list[Maintenance]:
        """What ends after this moment and was not called off, the next one first."""
        query: Document = {"ends_at": {"$gt": moment}, "called_off": False}
        async with answering(StatusUnavailable):
            found = self._maintenance.find(query).sort("starts_at", ASCENDING).limit(limit)
            return [_planned(document) async for document in found]

    async def version_of(self, maintenance_id: str) -> int | None:
        """None where it is not there or was called off."""
        query: Document = {"_id": maintenance_id, "called_off": False}
        async with answering(StatusUnavailable):
            document = await self._maintenance.find_one(query, {"version": 1})
        return None if document is None else int(document["version"])


def with_day(before: StatusDay, after: StatusDay) -> Insert | Update:
    """Refused when another server has counted since ``before`` was read."""
    fields = {
        "measured": after.measured,
        "working": dict(after.working),
        "last_minute": after.last_minute,
    }
    if before.version == 0:
        return Insert(STATUS_DAYS, {"_id": before.day.isoformat(), **fields})
    return Update(STATUS_DAYS, before.day.isoformat(), before.version, fields)


def insert_maintenance(planned: Maintenance) -> Insert:
    return Insert(
        MAINTENANCE,
        {
            "_id": planned.id,
            "starts_at": planned.starts_at,
            "ends_at": planned.ends_at,
            "words": planned.words,
            "called_off": False,
        },
    )


def calling_off(maintenance_id: str, version: int) -> Update:
    return Update(MAINTENANCE, maintenance_id, version, {"called_off": True})


def _day(document: Document) -> StatusDay:
    return StatusDay(
        day=date.fromisoformat(document["_id"]),
        measured=document["measured"],
        working=document["working"],
        last_minute=document["last_minute"],
        version=document["version"],
    )


def _planned(document: Document) -> Maintenance:
    return Maintenance(
        document["_id"], document["starts_at"], document["ends_at"], document["words"]
    )
