"""The collection ``monitoring_rules``: changes of the rules, as they were proposed and in force.

A change is never edited. One document for each profile, ``current:msb``, is the fence: of two
changes that are switched on at once one wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.compliance.domain.monitoring.rule_book import Profile
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document, answering

MONITORING_RULES = "monitoring_rules"

INDEXES: dict[str, list[IndexModel]] = {
    MONITORING_RULES: [
        IndexModel([("kind", ASCENDING), ("_id", DESCENDING)], name="kind_newest_first"),
    ]
}


class RulesUnavailable(Unavailable):
    """We cannot read the monitoring rules just now. Try again in a moment."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """``rules`` hold from ``valid_from`` (a day, ``2026-03-01``) once ``in_force``."""

    id: str
    profile: Profile
    valid_from: str
    rules: Mapping[str, Any]
    content_hash: str
    made_by: str
    made_at: datetime
    in_force: bool = False
    switched_on_at: datetime | None = None
    switched_on_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Current:
    """How many changes of a profile have been switched on; ``version`` 0: none ever."""

    profile: Profile
    changes: int = 0
    version: int = 0


class MonitoringRulesRepository:
    def __init__(self, database: Database) -> None:
        self._rules = database[MONITORING_RULES]

    async def find(self, change_id: str) -> RuleChange | None:
        async with answering(RulesUnavailable):
            row = await self._rules.find_one({"_id": change_id, "kind": "change"})
        return None if row is None else _change(row)

    async def in_force(self) -> list[RuleChange]:
        """In the order in which they were switched on."""
        async with answering(RulesUnavailable):
            found = self._rules.find({"kind": "change", "in_force": True})
            rows = [_change(row) async for row in found]
        return sorted(rows, key=lambda one: (one.switched_on_at or one.made_at, one.id))

    async def newest(self, *, limit: int) -> list[RuleChange]:
        async with answering(RulesUnavailable):
            found = self._rules.find({"kind": "change"}).sort("_id", DESCENDING).limit(limit)
            return [_change(row) async for row in found]

    async def current(self, profile: Profile) -> Current:
        async with answering(RulesUnavailable):
            row = await self._rules.find_one({"_id": f"current:{profile.value}"})
        if row is None:
            return Current(profile)
        return Current(profile, row["changes"], row["version"])


def insert_change(change: RuleChange) -> Insert:
    return Insert(
        MONITORING_RULES,
        {
            "_id": change.id,
            "kind": "change",
            "profile": change.profile.value,
            "valid_from": change.valid_from,
            "rules": dict(change.rules),
            "content_hash": change.content_hash,
            "made_by": change.made_by,
            "made_at": change.made_at,
            "in_force": False,
            "switched_on_at": None,
            "switched_on_by": None,
        },
    )


def switch_on(change: RuleChange, *, at: datetime, by: str) -> Update:
    fields = {"in_force": True, "switched_on_at": at, "switched_on_by": by}
    return Update(MONITORING_RULES, change.id, change.version, fields)


def count_change(current: Current) -> Insert | Update:
    id, changes = f"current:{current.profile.value}", current.changes + 1
    if not current.version:
        return Insert(MONITORING_RULES, {"_id": id, "kind": "current", "changes": changes})
    return Update(MONITORING_RULES, id, current.version, {"changes": changes})


def _change(row: Document) -> RuleChange:
    return RuleChange(
        id=row["_id"],
        profile=Profile(row["profile"]),
        valid_from=row["valid_from"],
        rules=row["rules"],
        content_hash=row["content_hash"],
        made_by=row["made_by"],
        made_at=row["made_at"],
        in_force=row["in_force"],
        switched_on_at=row["switched_on_at"],
        switched_on_by=row["switched_on_by"],
        version=row["version"],
    )
