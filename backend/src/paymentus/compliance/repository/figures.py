"""How many of what there were in a span of time: counts only, nothing about anybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from paymentus.compliance.repository.alerts import ALERTS
from paymentus.compliance.repository.cases import CASES, HOLDS
from paymentus.compliance.repository.filings import FILINGS
from paymentus.compliance.repository.monitoring import ENHANCED_TRANSACTIONS
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, answering


class FiguresUnavailable(Unavailable):
    """We cannot count just now. Try again in a moment."""


class FiguresRepository:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def alerts(self, start: datetime, end: datetime) -> dict[str, int]:
        """By code."""
        return await self._by(ALERTS, "at", "code", start, end)

    async def cases_opened(self, start: datetime, end: datetime) -> int:
        return await self._count(CASES, "opened_at", start, end)

    async def cases_decided(self, start: datetime, end: datetime) -> dict[str, int]:
        """By outcome."""
        return await self._by(CASES, "decided_at", "outcome", start, end)

    async def stopped(self, start: datetime, end: datetime) -> dict[str, int]:
        """Transfers by what became of them."""
        return await self._by(HOLDS, "at", "state", start, end)

    async def filings(self, start: datetime, end: datetime) -> dict[str, int]:
        """Begun in this time, by kind and state."""
        return await self._by(FILINGS, "created_at", ("kind", "state"), start, end)

    async def overdue(self, today: str) -> int:
        """Filings that are open although their day has passed."""
        async with answering(FiguresUnavailable):
            query = {"is_open": True, "due": {"$lt": today}}
            return await self._database[FILINGS].count_documents(query)

    async def monitored(self, start: datetime, end: datetime) -> int:
        return await self._count(ENHANCED_TRANSACTIONS, "timestamp", start, end)

    async def _count(self, collection: str, when: str, start: datetime, end: datetime) -> int:
        async with answering(FiguresUnavailable):
            query = {when: {"$gte": start, "$lt": end}}
            return await self._database[collection].count_documents(query)

    async def _by(
        self, collection: str, when: str, what: str | tuple[str, ...], start: datetime,
        end: datetime,
    ) -> dict[str, int]:  # fmt: skip
        names = (what,) if isinstance(what, str) else what
        key: Mapping[str, str] = {name: f"${name}" for name in names}
        pipeline: list[Mapping[str, Any]] = [
            {"$match": {when: {"$gte": start, "$lt": end}}},
            {"$group": {"_id": key, "count": {"$sum": 1}}},
        ]
        async with answering(FiguresUnavailable):
            found = await self._database[collection].aggregate(pipeline)
            rows = [row async for row in found]
        counted = {
            " ".join(str(row["_id"].get(name)) for name in names): int(row["count"]) for row in rows
        }
        return dict(sorted(counted.items()))
