"""The collection ``compliance_decisions``: who was found not to be which listed party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.compliance.domain.screening.decisions import AllowDecision
from paymentus.compliance.repository.alerts import COMPLIANCE_KEY
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document, answering
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
)

DECISIONS = "compliance_decisions"

SEALED: Forms = {
    DECISIONS: SealedForm(parts=(SealedPart({"reason": ""}, lambda _: COMPLIANCE_KEY),))
}
INDEXES: dict[str, list[IndexModel]] = {
    DECISIONS: [
        IndexModel([("party_id", ASCENDING), ("uid", ASCENDING)], name="party_and_listed"),
        IndexModel([("ended_at", ASCENDING), ("_id", DESCENDING)], name="newest_first"),
    ]
}


class DecisionsUnavailable(Unavailable):
    """We cannot read the decisions just now. Try again in a moment."""


class DecisionsRepository:
    def __init__(self, database: Database, sealed: SealedDocuments) -> None:
        self._decisions = database[DECISIONS]
        self._sealed = sealed

    async def find(self, decision_id: str) -> AllowDecision | None:
        found = await self._read({"_id": decision_id}, limit=1)
        return found[0] if found else None

    async def about(self, party_ids: Sequence[str]) -> list[AllowDecision]:
        """Those of these parties that nobody has ended; whether one holds is for its caller."""
        return await self._read(
            {"party_id": {"$in": list(party_ids)}, "ended_at": None}, limit=1000
        )

    async def page(self, *, below: str | None, limit: int) -> list[AllowDecision]:
        """Newest first, ended ones too."""
        query: dict[str, Any] = {} if below is None else {"_id": {"$lt": below}}
        return await self._read(query, limit=limit)

    async def _read(self, query: dict[str, Any], *, limit: int) -> list[AllowDecision]:
        async with answering(DecisionsUnavailable):
            found = self._decisions.find(query).sort("_id", DESCENDING).limit(limit)
            documents: Sequence[Document] = [document async for document in found]
        opened = await self._sealed.opened(DECISIONS, documents)
        return [_decision(document) for document in opened]


def insert_decision(decision: AllowDecision) -> Insert:
    return Insert(
        DECISIONS,
        {
            "_id": decision.id,
            "party_id": decision.party_id,
            "list_name": decision.list_name,
            "uid": decision.uid,
            "entry": decision.entry,
            "reason": decision.reason,
            "decided_by": decision.decided_by,
            "decided_at": decision.decided_at,
            "expires_at": decision.expires_at,
            "ended_at": decision.ended_at,
        },
    )


def end_decision(before: AllowDecision, after: AllowDecision) -> Update:
    return Update(DECISIONS, before.id, before.version, {"ended_at": after.ended_at})


def _decision(document: Document) -> AllowDecision:
    return AllowDecision(
        id=document["_id"],
        party_id=document["party_id"],
        list_name=document["list_name"],
        uid=document["uid"],
        entry=document["entry"],
        reason=document["reason"],
        decided_by=document["decided_by"],
        decided_at=document["decided_at"],
        expires_at=document["expires_at"],
        ended_at=document["ended_at"],
        version=document["version"],
    )
