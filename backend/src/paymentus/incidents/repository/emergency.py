"""The collection ``emergency_mode``: one document for the whole platform."""

from __future__ import annotations

from pymongo import IndexModel
from pymongo.errors import PyMongoError

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.mongo import Database, Document
from paymentus.incidents.domain.emergency import EmergencyMode, EmergencySwitchUnknown

EMERGENCY_MODE = "emergency_mode"
_PLATFORM = "platform"

INDEXES: dict[str, list[IndexModel]] = {EMERGENCY_MODE: []}


class EmergencyRepository:
    def __init__(self, database: Database) -> None:
        self._switch = database[EMERGENCY_MODE]

    async def read(self) -> EmergencyMode:
        """Raises ``EmergencySwitchUnknown``."""
        try:
            document = await self._switch.find_one({"_id": _PLATFORM})
        except PyMongoError as problem:
            raise EmergencySwitchUnknown() from problem
        if document is None:
            return EmergencyMode()
        return EmergencyMode(
            is_on=document["is_on"],
            since=document["since"],
            by=document["by"],
            incidents=_incidents(document),
            version=document["version"],
        )


def _incidents(document: Document) -> tuple[str, ...]:
    """Earlier versions of the product wrote one."""
    if "incidents" in document:
        return tuple(document["incidents"])
    return (document["incident"],) if document["incident"] else ()


def with_switch(before: EmergencyMode, after: EmergencyMode) -> Insert | Update:
    """Refused when somebody else has moved the switch since ``before`` was read."""
    fields = {
        "is_on": after.is_on,
        "since": after.since,
        "by": after.by,
        "incidents": list(after.incidents),
        # What servers of the version before read, while both are at work.
        "incident": next(iter(after.incidents), None),
    }
    if before.version == 0:
        return Insert(EMERGENCY_MODE, {"_id": _PLATFORM, **fields})
    return Update(EMERGENCY_MODE, _PLATFORM, before.version, fields)
