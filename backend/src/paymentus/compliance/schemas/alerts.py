"""Alerts as the desk sees them."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from pydantic import Field

from paymentus.compliance.domain.alerts import Alert, AlertState
from paymentus.compliance.domain.cases.case import WORDS_LENGTH_MAX, Case, CaseState, Outcome
from paymentus.compliance.domain.cases.freezes import Freeze, FreezeKind
from paymentus.compliance.domain.cases.holds import Hold, HoldState
from paymentus.compliance.domain.transfer import Channel, Verdict
from paymentus.compliance.service.cases import AlertView
from paymentus.foundation.http import ApiModel, Timestamp


class ReasonBody(ApiModel):
    reason: str = Field(
        max_length=WORDS_LENGTH_MAX, examples=["Born 30 years after the listed man."]
    )


class ReleaseBody(ReasonBody):
    """``not_listed_days`` decides as well, for so long, that this party is none of the listed ones
    that the alerts name: it is not held for them again."""

    not_listed_days: int | None = Field(None, ge=1, le=365)


class OfficerOut(ApiModel):
    """``name`` is null when the person is gone."""

    id: str
    name: str | None

    @classmethod
    def of(cls, id: str | None, names: Any) -> Self | None:
        return cls(id=id, name=names.get(id)) if id else None


class AlertOut(ApiModel):
    """``words`` is one sentence; ``evidence`` is what it rests on, by the kind of alert."""

    id: str
    code: str
    verdict: Verdict
    score: int
    party_id: str
    party_name: str
    transfer_id: str | None
    words: str
    evidence: dict[str, Any]
    at: Timestamp
    state: AlertState
    case_id: str | None

    @classmethod
    def of(cls, alert: Alert) -> Self:
        return cls(
            id=alert.id,
            code=alert.code,
            verdict=alert.verdict,
            score=alert.score,
            party_id=alert.party_id,
            party_name=alert.party_name,
            transfer_id=alert.transfer_id,
            words=alert.words,
            evidence=dict(alert.evidence),
            at=alert.at,
            state=alert.state,
            case_id=alert.case_id,
        )


class StoppedTransferOut(ApiModel):
    """A transfer that was held or blocked, and what became of it."""

    transfer_id: str
    case_id: str
    state: HoldState
    amount_minor: int
    currency: str
    channel: Channel
    receivers: list[str]
    at: Timestamp
    decided_at: Timestamp | None
    decided_by: OfficerOut | None

    @classmethod
    def of(cls, hold: Hold, names: Any) -> Self:
        return cls(
            transfer_id=hold.id,
            case_id=hold.case_id,
            state=hold.state,
            amount_minor=hold.amount_minor,
            currency=hold.currency,
            channel=Channel(hold.channel),
            receivers=list(hold.receivers),
            at=hold.at,
            decided_at=hold.decided_at,
            decided_by=OfficerOut.of(hold.decided_by, names),
        )


class FreezeOut(ApiModel):
    """``license_number`` is the number by which a block by law was lifted."""

    id: str
    party_id: str
    party_name: str
    kind: FreezeKind
    case_id: str
    began_at: Timestamp
    lifted_at: Timestamp | None
    license_number: str

    @classmethod
    def of(cls, freeze: Freeze) -> Self:
        return cls(
            id=freeze.id,
            party_id=freeze.party_id,
            party_name=freeze.party_name,
            kind=freeze.kind,
            case_id=freeze.case_id,
            began_at=freeze.began_at,
            lifted_at=freeze.lifted_at,
            license_number=freeze.license_number,
        )


class CaseBriefOut(ApiModel):
    id: str
    state: CaseState
    outcome: Outcome | None
    opened_at: Timestamp
    due: date | None

    @classmethod
    def of(cls, case: Case) -> Self:
        return cls(
            id=case.id,
            state=case.state,
            outcome=case.outcome,
            opened_at=case.opened_at,
            due=case.due,
        )


class AlertDetailOut(ApiModel):
    """``related`` are other alerts of the same party, newest first."""

    alert: AlertOut
    transfer: StoppedTransferOut | None
    case: CaseBriefOut | None
    related: list[AlertOut]
    freezes: list[FreezeOut]
    decided_at: Timestamp | None
    decided_by: OfficerOut | None
    reason: str

    @classmethod
    def of(cls, view: AlertView) -> Self:
        return cls(
            alert=AlertOut.of(view.alert),
            transfer=StoppedTransferOut.of(view.hold, view.names) if view.hold else None,
            case=CaseBriefOut.of(view.case) if view.case else None,
            related=[AlertOut.of(alert) for alert in view.related],
            freezes=[FreezeOut.of(freeze) for freeze in view.frozen],
            decided_at=view.alert.decided_at,
            decided_by=OfficerOut.of(view.alert.decided_by, view.names),
            reason=view.alert.reason,
        )
