"""Cases, and the deadlines in them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from paymentus.compliance.domain.cases.case import CaseState
from paymentus.compliance.domain.cases.clocks import ClockKind
from paymentus.compliance.repository.cases import CaseFilter
from paymentus.compliance.schemas.alerts import CaseBriefOut, ReasonBody
from paymentus.compliance.schemas.cases import (
    AssignBody,
    CaseFileOut,
    CaseOut,
    ClockBody,
    DeadlineOut,
    DecisionBody,
    DeskSummaryOut,
    NoteBody,
)
from paymentus.compliance.service.cases import CaseDecisions, CaseWork
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided

router = APIRouter(prefix="/api/v1/compliance", tags=["compliance"], route_class=GuardedRoute)

_Work = Annotated[CaseWork, provided(CaseWork)]
_Decisions = Annotated[CaseDecisions, provided(CaseDecisions)]
_Reader = Annotated[Principal, requires(Permission.COMPLIANCE_READ)]
_Worker = Annotated[Principal, requires(Permission.COMPLIANCE_WORK)]
_Decider = Annotated[Principal, requires(Permission.COMPLIANCE_DECIDE)]
_Id = Annotated[str, Path(max_length=60, examples=["cas_01JD0000000000000000000000"])]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`case_not_found`"}}
_CHANGED: dict[int | str, dict[str, Any]] = {
    **_NOT_FOUND,
    409: {"description": "`case_is_decided` or `version_conflict`"},
}


@router.get(
    "/summary",
    operation_id="getComplianceSummary",
    summary="What waits at the desk",
    dependencies=[requires(Permission.COMPLIANCE_READ)],
)
async def get_summary(work: _Work) -> DeskSummaryOut:
    return DeskSummaryOut.model_validate(await work.summary())


@router.get(
    "/cases",
    operation_id="listCases",
    summary="Cases, what is due first comes first",
)
async def list_cases(  # noqa: PLR0917 (FastAPI fills them by name)
    reader: _Reader,
    work: _Work,
    state: Annotated[
        list[CaseState] | None, Query(max_length=4, description="Several may be named.")
    ] = None,
    assignee: Annotated[
        str | None,
        Query(max_length=60, description="A person's id, `me`, or `nobody`."),
    ] = None,
    party_id: Annotated[str | None, Query(max_length=60, description="About whom.")] = None,
    due_until: date | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[CaseOut]:
    wanted = CaseFilter(
        states=tuple(state or ()),
        assignee={"me": reader.id, "nobody": ""}.get(assignee, assignee) if assignee else None,
        party_id=party_id,
        due_until=due_until,
    )
    rows, last = await work.page(wanted, after=_place(cursor), limit=limit)
    return Page[CaseOut](
        data=[CaseOut.of_row(row) for row in rows],
        next_cursor=encode_cursor(*last) if last else None,
    )


@router.get(
    "/deadlines",
    operation_id="listDeadlines",
    summary="Reports that may be due, the first one first",
    description="A page holds the deadlines of so many cases; a case may have several.",
    dependencies=[requires(Permission.COMPLIANCE_READ)],
)
async def list_deadlines(
    work: _Work, limit: Limit = 50, cursor: Cursor = None
) -> Page[DeadlineOut]:
    found, last = await work.deadlines(after=_place(cursor), limit=limit)
    return Page[DeadlineOut](
        data=[DeadlineOut.of(deadline) for deadline in found],
        next_cursor=encode_cursor(*last) if last else None,
    )


@router.get(
    "/cases/{case_id}",
    operation_id="getCase",
    summary="One case, with everything in it",
    description="That you looked is on record.",
    responses=_NOT_FOUND,
)
async def get_case(case_id: _Id, reader: _Reader, work: _Work) -> CaseFileOut:
    return CaseFileOut.of(await work.get(case_id, by=reader))


@router.post(
    "/cases/{case_id}/assign",
    operation_id="assignCase",
    summary="Take a case up, hand it on, or give it back",
    responses={**_CHANGED, 422: {"description": "`not_an_officer`"}},
)
async def assign_case(case_id: _Id, body: AssignBody, worker: _Worker, work: _Work) -> CaseFileOut:
    return CaseFileOut.of(await work.assign(case_id, body.assignee, by=worker))


@router.post(
    "/cases/{case_id}/notes",
    operation_id="addCaseNote",
    summary="Write a note, with references to evidence",
    description="Notes are only ever added; a decided case takes them too.",
    responses={**_NOT_FOUND, 422: {"description": "`words_missing`"}},
)
async def add_note(case_id: _Id, body: NoteBody, worker: _Worker, work: _Work) -> CaseFileOut:
    file = await work.note(case_id, words=body.words, refs=tuple(body.refs), by=worker)
    return CaseFileOut.of(file)


@router.post(
    "/cases/{case_id}/escalate",
    operation_id="escalateCase",
    summary="Hand a case to a senior officer",
    responses={
        **_NOT_FOUND,
        409: {"description": "`already_escalated`, `case_is_decided` or `version_conflict`"},
        422: {"description": "`words_missing`"},
    },
)
async def escalate_case(
    case_id: _Id, body: ReasonBody, worker: _Worker, work: _Work
) -> CaseFileOut:
    return CaseFileOut.of(await work.escalate(case_id, reason=body.reason, by=worker))


@router.post(
    "/cases/{case_id}/clocks/{kind}",
    operation_id="endCaseClock",
    summary="Record that a report was made elsewhere, or why none is due",
    responses={
        404: {"description": "`case_not_found` or `clock_not_running`"},
        409: {"description": "`case_is_decided` or `version_conflict`"},
        422: {"description": "`words_missing`"},
    },
)
async def end_clock(
    case_id: _Id, kind: ClockKind, body: ClockBody, decider: _Decider, decisions: _Decisions
) -> CaseBriefOut:
    case = await decisions.end_clock(
        case_id, kind, body.end, reference=body.reference, reason=body.reason, by=decider
    )
    return CaseBriefOut.of(case)


@router.post(
    "/cases/{case_id}/decide",
    operation_id="decideCase",
    summary="Decide a case",
    description="`released` and `refused` decide on all money that it still holds.",
    responses={
        **_NOT_FOUND,
        409: {
            "description": "`case_is_decided`, `transfers_still_held`, `nothing_held`, "
            "`not_yet_judged`, `party_is_frozen`, "
            "`not_filed_yet`, `report_still_due` or `version_conflict`"
        },
        422: {"description": "`words_missing`"},
    },
)
async def decide_case(
    case_id: _Id, body: DecisionBody, decider: _Decider, decisions: _Decisions
) -> CaseBriefOut:
    case = await decisions.decide(case_id, body.outcome, reason=body.reason, by=decider)
    return CaseBriefOut.of(case)


def _place(cursor: str | None) -> tuple[str, str] | None:
    if cursor is None:
        return None
    due, last = decode_cursor(cursor, 2)
    return str(due), str(last)
