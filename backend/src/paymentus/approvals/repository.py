"""The collection ``approvals``, written only as parts of a unit of work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.approvals.domain import Proposal, ProposalState
from paymentus.commit.domain import Insert, Update
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document, answering
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
)

APPROVALS = "approvals"

# A reason names whom and why in somebody's own words. The key is nobody's own: what two people
# decided is kept when one whom it was about is erased.
_KEY = "approvals"
SEALED: Forms = {
    APPROVALS: SealedForm(
        parts=(
            SealedPart({"reason": ""}, lambda _: _KEY, into="sealed_reason"),
            SealedPart({"decision_reason": None}, lambda _: _KEY, into="sealed_decision_reason"),
        )
    )
}

INDEXES: dict[str, list[IndexModel]] = {
    APPROVALS: [
        IndexModel([("state", ASCENDING), ("_id", DESCENDING)], name="state_newest_first"),
        IndexModel([("state", ASCENDING), ("expires_at", ASCENDING)], name="state_by_expiry"),
    ]
}


class ApprovalsUnavailable(Unavailable):
    """We cannot read the proposals just now. Try again in a moment."""


class ApprovalsRepository:
    """``sealed`` is what the committer stores proposals through."""

    def __init__(self, database: Database, sealed: SealedDocuments | None) -> None:
        self._approvals = database[APPROVALS]
        self._sealed = sealed

    async def find(self, proposal_id: str) -> Proposal | None:
        async with answering(ApprovalsUnavailable):
            document = await self._approvals.find_one({"_id": proposal_id})
        return None if document is None else (await self._opened([document]))[0]

    async def page(
        self, *, kinds: Collection[str], is_open: bool, below: str | None, limit: int
    ) -> list[Proposal]:
        """Newest first, of these kinds; those that wait for a decision, or those that do not."""
        query: dict[str, Any] = {
            "kind": {"$in": sorted(kinds)},
            "state": ProposalState.OPEN.value if is_open else {"$ne": ProposalState.OPEN.value},
        }
        if below is not None:
            query["_id"] = {"$lt": below}
        async with answering(ApprovalsUnavailable):
            found = self._approvals.find(query).sort("_id", DESCENDING).limit(limit)
            documents = [document async for document in found]
        return await self._opened(documents)

    async def overdue(self, now: datetime, *, limit: int) -> list[Proposal]:
        query = {"state": ProposalState.OPEN.value, "expires_at": {"$lte": now}}
        async with answering(ApprovalsUnavailable):
            found = self._approvals.find(query).sort("expires_at", ASCENDING).limit(limit)
            documents = [document async for document in found]
        return await self._opened(documents)

    async def _opened(self, documents: Sequence[Document]) -> list[Proposal]:
        if self._sealed is not None:
            documents = await self._sealed.opened(APPROVALS, documents)
        return [_proposal(document) for document in documents]


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
