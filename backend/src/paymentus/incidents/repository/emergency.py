"""The collection ``emergency_mode``: one document for the whole platform."""

from __future__ import annotations

from pymongo import IndexModel
from pymongo.errors import PyMongoError

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.mongo import Database
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
            incident=document["incident"],
            version=document["version"],
        )


def with_switch(before: EmergencyMode, after: EmergencyMode) -> Insert | Update:
    """Refused when somebody else has moved the switch since ``before`` was read."""
    fields = {
        "is_on": after.is_on,
        "since": after.since,
        "by": after.by,
        "incident": after.incident,
    }
    if before.version == 0:
        return Insert(EMERGENCY_MODE, {"_id": _PLATFORM, **fields})
    return Update(EMERGENCY_MODE, _PLATFORM, before.version, fields)
