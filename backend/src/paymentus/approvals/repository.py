"""The collection ``approvals``, written only as parts of a unit of work."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import PyMongoError

from paymentus.approvals.domain import Proposal, ProposalState
from paymentus.commit.domain import Insert, Update
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database

APPROVALS = "approvals"

INDEXES: dict[str, list[IndexModel]] = {
    APPROVALS: [
        IndexModel([("state", ASCENDING), ("_id", DESCENDING)], name="state_newest_first"),
        IndexModel([("state", ASCENDING), ("expires_at", ASCENDING)], name="state_by_expiry"),
    ]
}


class ApprovalsUnavailable(Unavailable):
    """We cannot read the proposals just now. Try again in a moment."""


class ApprovalsRepository:
    def __init__(self, database: Database) -> None:
        self._approvals = database[APPROVALS]

    async def find(self, proposal_id: str) -> Proposal | None:
        async with _answering():
            document = await self._approvals.find_one({"_id": proposal_id})
        return None if document is None else _proposal(document)

    async def page(self, *, is_open: bool, below: str | None, limit: int) -> list[Proposal]:
        """Newest first; those that wait for a decision, or those that do not."""
        query: dict[str, Any] = {
            "state": ProposalState.OPEN.value if is_open else {"$ne": ProposalState.OPEN.value}
        }
        if below is not None:
            query["_id"] = {"$lt": below}
        async with _answering():
            found = self._approvals.find(query).sort("_id", DESCENDING).limit(limit)
            return [_proposal(document) async for document in found]

    async def overdue(self, now: datetime, *, limit: int) -> list[Proposal]:
        query = {"state": ProposalState.OPEN.value, "expires_at": {"$lte": now}}
        async with _answering():
            found = self._approvals.find(query).sort("expires_at", ASCENDING).limit(limit)
            return [_proposal(document) async for document in found]


def insertion(proposal: Proposal) -> Insert:
    return Insert(
        APPROVALS,
        {
            "_id": proposal.id,
            "kind": proposal.kind,
            "subject": proposal.subject,
            "payload": dict(proposal.payload),
            "reason": proposal.reason,
            "proposed_by": proposal.proposed_by,
            "proposed_at": proposal.proposed_at,
            "expires_at": proposal.expires_at,
            **_decision(proposal),
        },
    )


def with_decision(before: Proposal, after: Proposal) -> Update:
    """Refused by ``commit`` when anybody else has decided since ``before`` was read."""
    return Update(APPROVALS, before.id, before.version, _decision(after))


def _decision(proposal: Proposal) -> dict[str, Any]:
    return {
        "state": proposal.state.value,
        "decided_by": proposal.decided_by,
        "decided_at": proposal.decided_at,
        "decision_reason": proposal.decision_reason,
    }


def _proposal(document: dict[str, Any]) -> Proposal:
    return Proposal(
        id=document["_id"],
        kind=document["kind"],
        subject=document["subject"],
        payload=document["payload"],
        reason=document["reason"],
        proposed_by=document["proposed_by"],
        proposed_at=document["proposed_at"],
        expires_at=document["expires_at"],
        state=ProposalState(document["state"]),
        decided_by=document["decided_by"],
        decided_at=document["decided_at"],
        decision_reason=document["decision_reason"],
        version=document["version"],
    )


@asynccontextmanager
async def _answering() -> AsyncIterator[None]:
    try:
        yield
    except PyMongoError as problem:
        raise ApprovalsUnavailable() from problem
