"""The filings of a case."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, status

from paymentus.compliance.schemas.filings import DraftBody, FilingOut, FilingRowOut
from paymentus.compliance.service.filings.filings import FilingsService
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import provided

router = APIRouter(
    prefix="/api/v1/compliance/cases/{case_id}/filings",
    tags=["compliance"],
    route_class=GuardedRoute,
)

_Filings = Annotated[FilingsService, provided(FilingsService)]
_Reader = Annotated[Principal, requires(Permission.COMPLIANCE_READ)]
_Worker = Annotated[Principal, requires(Permission.COMPLIANCE_WORK)]
_CaseId = Annotated[str, Path(max_length=60, examples=["cas_01JD0000000000000000000000"])]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`case_not_found`"}}


@router.get("", operation_id="listFilingsOfCase", summary="What was filed or drafted in a case")
async def list_filings_of_case(
    case_id: _CaseId, _: _Reader, filings: _Filings
) -> list[FilingRowOut]:
    return [FilingRowOut.row(view) for view in await filings.of_case(case_id)]


@router.post(
    "",
    operation_id="draftFilingOfCase",
    summary="Begin a filing from a case",
    description="Assembled from what the case knows: who it is about, the transfers, what drew "
    "attention, a narrative to edit. It is due when the case's clock says.",
    status_code=status.HTTP_201_CREATED,
    responses=_NOT_FOUND,
)
async def draft_filing_of_case(
    case_id: _CaseId, body: DraftBody, worker: _Worker, filings: _Filings
) -> FilingOut:
    return FilingOut.of(await filings.draft(body.kind, case_id=case_id, by=worker))
