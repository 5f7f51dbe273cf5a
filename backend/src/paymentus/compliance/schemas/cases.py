"""Cases, their clocks and their history as the desk sees them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field

from paymentus.compliance.domain.cases.case import (
    WORDS_LENGTH_MAX,
    Case,
    CaseState,
    Outcome,
    Priority,
)
from paymentus.compliance.domain.cases.clocks import Clock, ClockEnd, ClockKind
from paymentus.compliance.domain.cases.freezes import LICENSE_LENGTH_MAX, FreezeKind
from paymentus.compliance.domain.cases.history import CaseEntry, EntryKind
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.schemas.alerts import (
    AlertOut,
    CaseBriefOut,
    FreezeOut,
    OfficerOut,
    StoppedTransferOut,
)
from paymentus.compliance.service.cases import CaseFile, CaseRow, Deadline
from paymentus.foundation.http import ApiModel, Timestamp

_Id = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_.:-]+$")]
_Reason = Annotated[str, Field(max_length=WORDS_LENGTH_MAX)]


class AssignBody(ApiModel):
    """``assignee`` null gives the case back."""

    assignee: _Id | None = Field(examples=["usr_01JD0000000000000000000000"])


class NoteBody(ApiModel):
    """``refs`` are ids of what the note is about: payments, documents, filings."""

    words: str = Field(
        max_length=WORDS_LENGTH_MAX, examples=["Called the payer: bill of his aunt."]
    )
    refs: list[_Id] = Field(default_factory=list, max_length=20)


class ClockBody(ApiModel):
    """``met`` needs the report's number as ``reference``, ``not_required`` a ``reason``."""

    end: ClockEnd
    reference: str = Field("", max_length=80, examples=["OFAC-2026-0017"])
    reason: _Reason = ""


class DecisionBody(ApiModel):
    outcome: Outcome
    reason: _Reason = Field(examples=["Known customer, pays the same bill each month."])


class FreezeBody(ApiModel):
    kind: FreezeKind
    reason: str = Field(max_length=500, examples=["Money of unknown origin; police ask for it."])


class LiftBody(ApiModel):
    """A block by law is lifted by the number of a license or notice only."""

    license_number: str = Field("", max_length=LICENSE_LENGTH_MAX, examples=["SDGT-2026-1234567-1"])
    reason: str = Field(max_length=500, examples=["Origin of the money is shown."])


class ClockOut(ApiModel):
    """``days_left`` is negative when the day is over; null once the clock has ended."""

    kind: ClockKind
    began_at: Timestamp
    due: date
    days_left: int | None
    end: ClockEnd | None
    ended_at: Timestamp | None
    reference: str

    @classmethod
    def of(cls, clock: Clock, today: date) -> Self:
        return cls(
            kind=clock.kind,
            began_at=clock.began_at,
            due=clock.due,
            days_left=(clock.due - today).days if clock.is_running else None,
            end=clock.end,
            ended_at=clock.ended_at,
            reference=clock.reference,
        )


class CaseOut(ApiModel):
    """``held`` counts transfers that wait for a decision; ``due`` is the next deadline."""

    id: str
    party_id: str
    party_name: str
    state: CaseState
    outcome: Outcome | None
    priority: Priority
    score: int
    verdict: Verdict
    codes: list[str]
    alerts: int
    held: int
    assignee: OfficerOut | None
    opened_at: Timestamp
    changed_at: Timestamp
    due: date | None
    clocks: list[ClockOut]
    decided_at: Timestamp | None

    @classmethod
    def of(cls, case: Case, today: date, names: dict[str, str]) -> Self:
        return cls(
            id=case.id,
            party_id=case.party_id,
            party_name=case.party_name,
            state=case.state,
            outcome=case.outcome,
            priority=case.priority(today),
            score=case.score,
            verdict=case.verdict,
            codes=list(case.codes),
            alerts=case.alerts,
            held=case.held,
            assignee=OfficerOut.of(case.assignee, names),
            opened_at=case.opened_at,
            changed_at=case.changed_at,
            due=case.due,
            clocks=[ClockOut.of(clock, today) for clock in case.clocks],
            decided_at=case.decided_at,
        )

    @classmethod
    def of_row(cls, row: CaseRow) -> Self:
        assignee, name = row.case.assignee, row.assignee_name
        names = {assignee: name} if assignee and name else {}
        return cls.of(row.case, row.today, names)


class CaseEntryOut(ApiModel):
    """``refs`` are ids of what it is about. ``actor`` is null where the platform did it."""

    id: str
    kind: EntryKind
    at: Timestamp
    actor: OfficerOut | None
    words: str
    refs: list[str]

    @classmethod
    def of(cls, entry: CaseEntry, names: dict[str, str]) -> Self:
        person = entry.actor if entry.actor != "platform" else None
        return cls(
            id=entry.id,
            kind=entry.kind,
            at=entry.at,
            actor=OfficerOut.of(person, names),
            words=entry.words,
            refs=list(entry.refs),
        )


class CaseFileOut(ApiModel):
    """Everything of a case. ``earlier`` are other cases of the same party; ``people`` are the
    names of those who appear in ``history`` by their id."""

    case: CaseOut
    alerts: list[AlertOut]
    transfers: list[StoppedTransferOut]
    history: list[CaseEntryOut]
    freezes: list[FreezeOut]
    earlier: list[CaseBriefOut]
    people: list[OfficerOut]

    @classmethod
    def of(cls, file: CaseFile) -> Self:
        names = dict(file.names)
        return cls(
            case=CaseOut.of(file.case, file.today, names),
            alerts=[AlertOut.of(alert) for alert in file.alerts],
            transfers=[StoppedTransferOut.of(hold, names) for hold in file.holds],
            history=[CaseEntryOut.of(entry, names) for entry in file.entries],
            freezes=[FreezeOut.of(freeze) for freeze in file.freezes],
            earlier=[CaseBriefOut.of(case) for case in file.earlier],
            people=[OfficerOut(id=id, name=name) for id, name in sorted(names.items())],
        )


class DeadlineOut(ApiModel):
    """One report that may be due. ``days_left`` is negative when the day is over."""

    case_id: str
    party_name: str
    state: CaseState
    kind: ClockKind
    began_at: Timestamp
    due: date
    days_left: int
    assignee: OfficerOut | None

    @classmethod
    def of(cls, deadline: Deadline) -> Self:
        case, name = deadline.case, deadline.assignee_name
        return cls(
            case_id=case.id,
            party_name=case.party_name,
            state=case.state,
            kind=deadline.clock.kind,
            began_at=deadline.clock.began_at,
            due=deadline.clock.due,
            days_left=deadline.days_left,
            assignee=OfficerOut(id=case.assignee, name=name) if case.assignee else None,
        )


class DeskSummaryOut(ApiModel):
    """What waits. ``stopping_alerts`` hold or block money; ``due_soon`` is within a week."""

    open_alerts: int
    stopping_alerts: int
    held_transfers: int
    undecided_cases: int
    due_soon: int
    overdue: int


class FreezeProposalOut(ApiModel):
    """What now waits for a second person, in the queue of approvals."""

    id: str
    kind: str
    words: str
    expires_at: Timestamp
