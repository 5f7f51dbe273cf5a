"""A filing from draft to acknowledgement, and what it may become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from paymentus.compliance.domain.filings.acknowledgement import FieldRemark
from paymentus.compliance.domain.filings.batch import Report
from paymentus.compliance.domain.filings.currency_report import CurrencyTransactionReport
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.ofac_report import OfacReport
from paymentus.compliance.domain.filings.suspicious_report import SuspiciousActivityReport
from paymentus.foundation.errors import Conflict, NotFound, Rejected
from paymentus.foundation.ids import new_id

Content = Report | OfacReport


class FilingNotFound(NotFound):
    """There is no such filing."""


class FilingNotEditable(Conflict):
    """This filing was approved or sent. Save an approved one to approve it anew; correct a sent one
    with an amendment."""


class FilingHasChanged(Conflict):
    """This filing has changed since. Look at it again."""


class FilingNotApproved(Conflict):
    """This filing was not approved yet."""


class FilingNotSent(Conflict):
    """This filing was not sent yet, so there is nothing to acknowledge."""


class FilingNotAccepted(Conflict):
    """Only a filing that was accepted can be amended; edit this one."""


class FilingNotComplete(Rejected):
    """Something in this filing is wrong or missing; `defects` says what."""


class WrongContent(Rejected):
    """This is the content of another kind of filing."""


class FilingKind(StrEnum):
    CTR = "ctr"
    SAR = "sar"
    OFAC_BLOCKING = "ofac_blocking"
    OFAC_REJECTED = "ofac_rejected"


OFAC_KINDS = frozenset({FilingKind.OFAC_BLOCKING, FilingKind.OFAC_REJECTED})
_CONTENT: dict[FilingKind, type] = {
    FilingKind.CTR: CurrencyTransactionReport,
    FilingKind.SAR: SuspiciousActivityReport,
    FilingKind.OFAC_BLOCKING: OfacReport,
    FilingKind.OFAC_REJECTED: OfacReport,
}


class FilingState(StrEnum):
    """``REJECTED`` by FinCEN: it can be edited and goes its way again. ``DISCARDED`` was never
    sent."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    EXPORTED = "exported"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DISCARDED = "discarded"


EDITABLE = frozenset({FilingState.DRAFT, FilingState.PROPOSED, FilingState.REJECTED})
CLOSED = frozenset({FilingState.ACCEPTED, FilingState.DISCARDED})


@dataclass(frozen=True, slots=True)
class Step:
    """One change of state, by whom and when."""

    state: FilingState
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class Filing:
    """``content``, ``remarks`` and ``subject_name`` are personal and stored sealed.

    ``due`` is the last day to file. ``proposal_id`` is the last proposal about this content.
    ``number`` is FinCEN's BSA ID, or OFAC's reference. ``amends`` is the filing that this one
    corrects. ``kept_until`` is the day before which it must not be deleted; None until it was
    accepted.
    """

    id: str
    kind: FilingKind
    content: Content
    due: date
    created_at: datetime
    case_id: str | None = None
    party_id: str = ""
    subject_name: str = ""
    state: FilingState = FilingState.DRAFT
    history: tuple[Step, ...] = ()
    proposal_id: str | None = None
    batch_id: str | None = None
    number: str = ""
    remarks: tuple[FieldRemark, ...] = ()
    amends: str | None = None
    kept_until: date | None = None
    version: int = 1

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def is_to_be_sent(self) -> bool:
        return self.is_editable or self.state is FilingState.APPROVED

    def edited(self, content: Content, *, by: str, at: datetime) -> Filing:
        """Back to draft: what was proposed or approved is no longer what is there. It is sent only
        after two people have decided anew."""
        if not self.is_editable and self.state is not FilingState.APPROVED:
            raise FilingNotEditable()
        require_kind(self.kind, content)
        changed = replace(self, content=content)
        if self.state is FilingState.DRAFT:
            # What the second person said of it stays to be read while it is put right.
            return changed
        return replace(changed, proposal_id=None)._went(FilingState.DRAFT, by, at)

    def proposed(self, proposal_id: str, *, by: str, at: datetime) -> Filing:
        if not self.is_editable:
            raise FilingNotEditable()
        return replace(self, proposal_id=proposal_id)._went(FilingState.PROPOSED, by, at)

    def returned(self, *, by: str, at: datetime) -> Filing:
        """The second person did not approve it, or nobody did in time."""
        if self.state is not FilingState.PROPOSED:
            raise FilingNotEditable()
        return self._went(FilingState.DRAFT, by, at)

    def approved(self, *, by: str, at: datetime) -> Filing:
        if not self.is_editable:
            raise FilingNotEditable()
        return self._went(FilingState.APPROVED, by, at)

    def exported(self, batch_id: str | None, *, by: str, at: datetime) -> Filing:
        """Into a batch file, or, for OFAC, as a page."""
        if self.state is not FilingState.APPROVED:
            raise FilingNotApproved()
        return replace(self, batch_id=batch_id)._went(FilingState.EXPORTED, by, at)

    def accepted(
        self,
        number: str,
        remarks: Sequence[FieldRemark],
        *,
        law: LawOfFilings,
        by: str,
        at: datetime,
    ) -> Filing:
        self._must_be_sent()
        kept = law.kept_until(at.date(), ofac=self.kind in OFAC_KINDS)
        done = replace(self, number=number, remarks=tuple(remarks), kept_until=kept)
        return done._went(FilingState.ACCEPTED, by, at)

    def rejected(self, remarks: Sequence[FieldRemark], *, by: str, at: datetime) -> Filing:
        self._must_be_sent()
        back = replace(self, remarks=tuple(remarks), batch_id=None, proposal_id=None)
        return back._went(FilingState.REJECTED, by, at)

    def discarded(self, *, by: str, at: datetime) -> Filing:
        if not self.is_editable:
            raise FilingNotEditable()
        return self._went(FilingState.DISCARDED, by, at)

    def _must_be_sent(self) -> None:
        if self.state is not FilingState.EXPORTED:
            raise FilingNotSent()

    def _went(self, state: FilingState, by: str, at: datetime) -> Filing:
        return replace(self, state=state, history=(*self.history, Step(state, at, by)))


def new_filing(
    kind: FilingKind,
    content: Content,
    *,
    due: date,
    by: str,
    at: datetime,
    case_id: str | None = None,
    party_id: str = "",
    subject_name: str = "",
    amends: str | None = None,
) -> Filing:
    require_kind(kind, content)
    return Filing(
        id=new_id("fil", at=at),
        kind=kind,
        content=content,
        due=due,
        created_at=at,
        case_id=case_id,
        party_id=party_id,
        subject_name=subject_name,
        history=(Step(FilingState.DRAFT, at, by),),
        amends=amends,
    )


def require_kind(kind: FilingKind, content: Content) -> None:
    if not isinstance(content, _CONTENT[kind]):
        raise WrongContent()


def amending(filing: Filing) -> Content:
    """The content of a report that corrects an accepted one. Raises ``FilingNotAccepted``."""
    if filing.state is not FilingState.ACCEPTED:
        raise FilingNotAccepted()
    content = filing.content
    if isinstance(content, CurrencyTransactionReport):
        return replace(content, prior_number=filing.number, filing_date=None)
    if isinstance(content, SuspiciousActivityReport):
        return replace(
            content, prior_number=filing.number, corrects=True, continuing=False,
            cumulative_dollars=None, filing_date=None,
        )  # fmt: skip
    return content
