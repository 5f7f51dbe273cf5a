"""What the routes of approvals take and give."""

from __future__ import annotations

from typing import Self

from pydantic import Field

from paymentus.approvals.domain import REASON_LENGTH_MAX, ProposalState
from paymentus.approvals.service import ApprovalView
from paymentus.foundation.http import ApiModel, Timestamp


class ApproveBody(ApiModel):
    """``content_hash`` is that of the proposal as it was shown: another one is refused."""

    content_hash: str = Field(min_length=64, max_length=64, pattern="^[0-9a-f]{64}$")
    reason: str | None = Field(None, max_length=REASON_LENGTH_MAX)


class RejectBody(ApiModel):
    reason: str = Field(max_length=REASON_LENGTH_MAX, examples=["Not agreed with the team lead."])


class ApprovalPerson(ApiModel):
    """``name`` is null when the person is gone."""

    id: str
    name: str | None


class ApprovalOut(ApiModel):
    """A proposal. ``words`` say what will happen, or happened, when it is approved."""

    id: str
    kind: str
    state: ProposalState
    words: str
    about: ApprovalPerson
    reason: str
    content_hash: str
    proposed_by: ApprovalPerson
    proposed_at: Timestamp
    expires_at: Timestamp
    decided_by: ApprovalPerson | None
    decided_at: Timestamp | None
    decision_reason: str | None

    @classmethod
    def of(cls, view: ApprovalView) -> Self:
        proposal = view.proposal
        return cls(
            id=proposal.id,
            kind=proposal.kind,
            state=proposal.state,
            words=view.words,
            about=ApprovalPerson(id=proposal.subject, name=view.subject_name),
            reason=proposal.reason,
            content_hash=proposal.content_hash,
            proposed_by=ApprovalPerson(id=proposal.proposed_by, name=view.proposer_name),
            proposed_at=proposal.proposed_at,
            expires_at=proposal.expires_at,
            decided_by=ApprovalPerson(id=proposal.decided_by, name=view.decider_name)
            if proposal.decided_by
            else None,
            decided_at=proposal.decided_at,
            decision_reason=proposal.decision_reason,
        )
