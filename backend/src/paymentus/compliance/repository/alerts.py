"""The collection ``compliance_alerts``.

Who an alert is about and what it says is sealed under the compliance key (design 4.7): it
outlives a customer's own key, because the law wants it kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.compliance.domain.alerts import Alert, AlertState
from paymentus.compliance.domain.transfer import Verdict
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document, answering
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
)

ALERTS = "compliance_alerts"
COMPLIANCE_KEY = "compliance"

SEALED: Forms = {
    ALERTS: SealedForm(
        parts=(
            SealedPart({"party_name": "", "words": "", "evidence": {}}, lambda _: COMPLIANCE_KEY),
            SealedPart({"reason": ""}, lambda _: COMPLIANCE_KEY, into="sealed_reason"),
        )
    )
}

INDEXES: dict[str, list[IndexModel]] = {
    ALERTS: [
        IndexModel([("state", ASCENDING), ("_id", DESCENDING)], name="state_newest_first"),
        IndexModel([("party_id", ASCENDING), ("_id", DESCENDING)], name="party_newest_first"),
        IndexModel([("transfer_id", ASCENDING)], name="transfer"),
        IndexModel([("case_id", ASCENDING)], name="case"),
    ]
}


class AlertsUnavailable(Unavailable):
    """We cannot read the alerts just now. Try again in a moment."""


@dataclass(frozen=True, slots=True)
class AlertFilter:
    """None takes all."""

    state: AlertState | None = None
    code: str | None = None
    verdict: Verdict | None = None
    party_id: str | None = None

    def query(self) -> Document:
        wanted = {
            "state": self.state and self.state.value,
            "code": self.code,
            "verdict": self.verdict and self.verdict.value,
            "party_id": self.party_id,
        }
        return {name: value for name, value in wanted.items() if value is not None}


class AlertsRepository:
    def __init__(self, database: Database, sealed: SealedDocuments) -> None:
        self._alerts = database[ALERTS]
        self._sealed = sealed

    async def find(self, alert_id: str) -> Alert | None:
        found = await self._read({"_id": alert_id}, limit=1)
        return found[0] if found else None

    async def page(self, wanted: AlertFilter, *, below: str | None, limit: int) -> list[Alert]:
        """Newest first."""
        query: dict[str, Any] = wanted.query()
        if below is not None:
            query["_id"] = {"$lt": below}
        return await self._read(query, limit=limit)

    async def of_transfer(self, transfer_id: str) -> list[Alert]:
        return await self._read({"transfer_id": transfer_id}, limit=100)

    async def of_party(self, party_id: str, *, limit: int = 100) -> list[Alert]:
        return await self._read({"party_id": party_id}, limit=limit)

    async def of_case(self, case_id: str) -> list[Alert]:
        return await self._read({"case_id": case_id}, limit=1000)

    async def count_open(self, *, verdict: Verdict | None = None) -> int:
        query = AlertFilter(state=AlertState.OPEN, verdict=verdict).query()
        async with answering(AlertsUnavailable):
            return await self._alerts.count_documents(query)

    async def _read(self, query: dict[str, Any], *, limit: int) -> list[Alert]:
        async with answering(AlertsUnavailable):
            found = self._alerts.find(query).sort("_id", DESCENDING).limit(limit)
            documents: Sequence[Document] = [document async for document in found]
        return [_alert(document) for document in await self._sealed.opened(ALERTS, documents)]


def insert_alert(alert: Alert) -> Insert:
    return Insert(
        ALERTS,
        {
            "_id": alert.id,
            "code": alert.code,
            "verdict": alert.verdict.value,
            "score": alert.score,
            "party_id": alert.party_id,
            "party_name": alert.party_name,
            "transfer_id": alert.transfer_id,
            "words": alert.words,
            "evidence": dict(alert.evidence),
            "at": alert.at,
            "state": alert.state.value,
            "case_id": alert.case_id,
        },
    )


def decide_alert(before: Alert, after: Alert) -> Update:
    """Only what was decided changes."""
    return Update(
        ALERTS,
        before.id,
        before.version,
        {
            "state": after.state.value,
            "case_id": after.case_id,
            "decided_at": after.decided_at,
            "decided_by": after.decided_by,
            "reason": after.reason,
        },
    )


def _alert(document: Document) -> Alert:
    return Alert(
        id=document["_id"],
        code=document["code"],
        verdict=Verdict(document["verdict"]),
        score=document["score"],
        party_id=document["party_id"],
        party_name=document["party_name"],
        transfer_id=document["transfer_id"],
        words=document["words"],
        at=document["at"],
        evidence=document["evidence"],
        state=AlertState(document["state"]),
        case_id=document["case_id"],
        decided_at=document.get("decided_at"),
        decided_by=document.get("decided_by"),
        reason=document.get("reason", ""),
        version=document["version"],
    )
