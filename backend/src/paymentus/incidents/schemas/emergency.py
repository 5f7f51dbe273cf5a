"""The emergency switch on the wire."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field

from paymentus.approvals.domain import REASON_LENGTH_MAX
from paymentus.approvals.service import ApprovalView
from paymentus.foundation.http import ApiModel, Timestamp
from paymentus.incidents.domain.emergency import EmergencyMode, PaymentsPaused


class ServiceStatusOut(ApiModel):
    """``words`` is a sentence for payers, empty while payments are open."""

    payments: Literal["open", "paused"]
    words: str
    since: Timestamp | None

    @classmethod
    def of(cls, mode: EmergencyMode) -> Self:
        if not mode.is_on:
            return cls(payments="open", words="", since=None)
        return cls(payments="paused", words=PaymentsPaused().detail, since=mode.since)


class EmergencyModeOut(ApiModel):
    """``since`` and ``by`` are of the last change, null when there was none; ``incidents`` are the
    ids of those it is, or was, on for."""

    is_on: bool
    since: Timestamp | None
    by: str | None
    incidents: list[str]

    @classmethod
    def of(cls, mode: EmergencyMode) -> Self:
        return cls(is_on=mode.is_on, since=mode.since, by=mode.by, incidents=list(mode.incidents))


class EmergencyOffBody(ApiModel):
    reason: str = Field(
        max_length=REASON_LENGTH_MAX, examples=["The stolen credentials are replaced."]
    )


class EmergencyOffProposalOut(ApiModel):
    """Another person approves it; until then nothing changes."""

    id: str
    kind: str
    words: str
    content_hash: str
    expires_at: Timestamp

    @classmethod
    def of(cls, view: ApprovalView) -> Self:
        proposal = view.proposal
        return cls(
            id=proposal.id,
            kind=proposal.kind,
            words=view.words,
            content_hash=proposal.content_hash,
            expires_at=proposal.expires_at,
        )
