"""What the routes of filings take and give. Contents have the form of the domain's own values."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from pydantic import Field

from paymentus.approvals.service import ApprovalView
from paymentus.compliance.domain.filings.currency_report import CurrencyTransactionReport
from paymentus.compliance.domain.filings.defects import Defect, Severity
from paymentus.compliance.domain.filings.filing import (
    Content,
    Filing,
    FilingKind,
    FilingState,
    WrongContent,
)
from paymentus.compliance.domain.filings.ofac_report import OfacReport
from paymentus.compliance.domain.filings.readiness import what_hinders
from paymentus.compliance.domain.filings.suspicious_report import SuspiciousActivityReport
from paymentus.compliance.repository.filings import Batch, BatchAnswer
from paymentus.compliance.service.filings.filings import FilingView
from paymentus.foundation.http import ApiModel, Timestamp

_REASON_MAX = 500


class FilingContent(ApiModel):
    """Exactly one of the three, that of the filing's kind. An empty text was not filled in; null is
    known to be unknown."""

    ctr: CurrencyTransactionReport | None = None
    sar: SuspiciousActivityReport | None = None
    ofac: OfacReport | None = None

    @classmethod
    def of(cls, content: Content) -> Self:
        if isinstance(content, CurrencyTransactionReport):
            return cls(ctr=content)
        if isinstance(content, SuspiciousActivityReport):
            return cls(sar=content)
        return cls(ofac=content)

    def value(self) -> Content:
        """Raises ``WrongContent``."""
        given: list[Content] = [
            each for each in (self.ctr, self.sar, self.ofac) if each is not None
        ]
        if len(given) != 1:
            raise WrongContent("Give the content of one kind of filing: ctr, sar or ofac.")
        return given[0]


class DraftBody(ApiModel):
    kind: FilingKind


class SaveBody(ApiModel):
    """``version`` is that of the filing that was edited: another one is refused."""

    version: int = Field(ge=1, le=2**53)
    content: FilingContent


class CheckBody(ApiModel):
    content: FilingContent


class ProposeBody(ApiModel):
    reason: str = Field(max_length=_REASON_MAX, examples=["Complete, and agreed with the desk."])


class SentBody(ApiModel):
    reference: str = Field(min_length=1, max_length=100, examples=["ORS-2026-001234"])


class ExportBody(ApiModel):
    kind: FilingKind


class DefectOut(ApiModel):
    """``field`` is for people, ``input`` the place in the content, ``path`` that in the file.
    ``hinders``: it is put right before the filing goes to a second person."""

    code: str
    severity: Severity
    field: str
    reason: str
    path: str
    input: str
    hinders: bool

    @classmethod
    def of(cls, defect: Defect) -> Self:
        return cls(
            code=defect.code, severity=defect.severity, field=defect.field, reason=defect.reason,
            path=defect.path, input=defect.input, hinders=bool(what_hinders((defect,))),
        )  # fmt: skip


class ChecksOut(ApiModel):
    defects: list[DefectOut]

    @classmethod
    def of_all(cls, defects: tuple[Defect, ...]) -> Self:
        return cls(defects=[DefectOut.of(defect) for defect in defects])


class FilingCodeOut(ApiModel):
    """``field`` says where the code is asked for; ``group`` is what FinCEN files it under."""

    field: str
    code: str
    words: str
    group: str


class StepOut(ApiModel):
    state: FilingState
    at: Timestamp
    actor: str


class RemarkOut(ApiModel):
    """What FinCEN said. ``field`` is for people, ``input`` the place in the content."""

    code: str
    level: str
    text: str
    field: str
    input: str


class FilingRowOut(ApiModel):
    """``number`` is FinCEN's BSA ID or OFAC's reference; ``kept_until`` the day before which it
    must not be deleted; ``days_left`` is null once it was sent or discarded."""

    id: str
    kind: FilingKind
    state: FilingState
    subject_name: str
    case_id: str | None
    due: date
    days_left: int | None
    number: str
    amends: str | None
    batch_id: str | None
    proposal_id: str | None
    kept_until: date | None
    errors: int
    warnings: int
    created_at: Timestamp
    version: int

    @classmethod
    def row(cls, view: FilingView) -> Self:
        return cls(**_row(view))


class FilingOut(FilingRowOut):
    content: FilingContent
    defects: list[DefectOut]
    remarks: list[RemarkOut]
    history: list[StepOut]

    @classmethod
    def of(cls, view: FilingView) -> Self:
        filing = view.filing
        return cls(
            **_row(view),
            content=FilingContent.of(filing.content),
            defects=[DefectOut.of(defect) for defect in view.defects],
            remarks=[RemarkOut.model_validate(remark) for remark in filing.remarks],
            history=[StepOut.model_validate(step) for step in filing.history],
        )


def _row(view: FilingView) -> dict[str, Any]:
    filing: Filing = view.filing
    errors = sum(1 for defect in view.defects if defect.severity is Severity.ERROR)
    return {
        "id": filing.id,
        "kind": filing.kind,
        "state": filing.state,
        "subject_name": filing.subject_name,
        "case_id": filing.case_id,
        "due": filing.due,
        "days_left": view.days_left,
        "number": filing.number,
        "amends": filing.amends,
        "batch_id": filing.batch_id,
        "proposal_id": filing.proposal_id,
        "kept_until": filing.kept_until,
        "errors": errors,
        "warnings": len(view.defects) - errors,
        "created_at": filing.created_at,
        "version": filing.version,
    }


class FilingProposedOut(ApiModel):
    """What now waits for a second person."""

    approval_id: str
    words: str

    @classmethod
    def of(cls, view: ApprovalView) -> Self:
        return cls(approval_id=view.proposal.id, words=view.words)


class BatchSentBody(ApiModel):
    """``tracking_id`` is the number that FinCEN's system gave when it took the file."""

    tracking_id: str = Field("", max_length=60, examples=["31000000123456"])


class BatchOut(ApiModel):
    """A file for FinCEN. ``accepted`` is null until FinCEN has answered. ``left_out`` are approved
    filings that a newer rule finds fault with; save them anew and have them approved."""

    id: str
    kind: FilingKind
    filing_ids: list[str]
    sha256: str
    created_at: Timestamp
    created_by: str
    acknowledged_at: Timestamp | None
    accepted: bool | None
    left_out: list[str]
    sent_at: Timestamp | None
    sent_by: str
    tracking_id: str

    @classmethod
    def of(cls, batch: Batch) -> Self:
        return cls(**_batch_row(batch))


class BatchReportOut(ApiModel):
    """One filing in the file. ``accepted`` is null until FinCEN has answered; ``number`` and
    ``remarks`` are of this answer, ``state`` is of today."""

    filing_id: str
    subject_name: str
    state: FilingState
    accepted: bool | None
    number: str
    remarks: list[RemarkOut]


class BatchDetailOut(BatchOut):
    """With its reports, in the order of the file."""

    reports: list[BatchReportOut]

    @classmethod
    def with_filings(cls, batch: Batch, filings: list[Filing]) -> Self:
        answers = {answer.filing_id: answer for answer in batch.answers}
        return cls(
            **_batch_row(batch),
            reports=[_report(filing, answers.get(filing.id)) for filing in filings],
        )


def _report(filing: Filing, answer: BatchAnswer | None) -> BatchReportOut:
    return BatchReportOut(
        filing_id=filing.id,
        subject_name=filing.subject_name,
        state=filing.state,
        accepted=None if answer is None else bool(answer.number),
        number="" if answer is None else answer.number,
        remarks=[RemarkOut.model_validate(remark) for remark in (answer.remarks if answer else ())],
    )


def _batch_row(batch: Batch) -> dict[str, Any]:
    return {
        "id": batch.id,
        "kind": batch.kind,
        "filing_ids": list(batch.filing_ids),
        "sha256": batch.sha256,
        "created_at": batch.created_at,
        "created_by": batch.created_by,
        "acknowledged_at": batch.acknowledged_at,
        "accepted": batch.accepted,
        "left_out": list(batch.left_out),
        "sent_at": batch.sent_at,
        "sent_by": batch.sent_by,
        "tracking_id": batch.tracking_id,
    }


class AnsweredOut(ApiModel):
    """One filing of a batch, as FinCEN answered."""

    id: str
    state: FilingState
    number: str
    remarks: list[RemarkOut]

    @classmethod
    def of(cls, filing: Filing) -> Self:
        return cls(
            id=filing.id,
            state=filing.state,
            number=filing.number,
            remarks=[RemarkOut.model_validate(remark) for remark in filing.remarks],
        )


class AcknowledgedOut(ApiModel):
    filings: list[AnsweredOut]
