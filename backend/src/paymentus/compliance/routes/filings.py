"""Filings of the desk. Each read of one is on record; nobody else can reach them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response, status

from paymentus.approvals.service import ApprovalsService
from paymentus.compliance.domain.filings.codes import codes_of_ctr, codes_of_sar
from paymentus.compliance.domain.filings.filing import FilingKind, FilingState
from paymentus.compliance.schemas.filings import (
    CheckBody,
    ChecksOut,
    DraftBody,
    FilingCodeOut,
    FilingOut,
    FilingProposedOut,
    FilingRowOut,
    ProposeBody,
    SaveBody,
    SentBody,
)
from paymentus.compliance.service.filings.batches import FilingBatches
from paymentus.compliance.service.filings.filings import FilingsService
from paymentus.compliance.service.filings.pages import FilingPages
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided

router = APIRouter(
    prefix="/api/v1/compliance/filings", tags=["compliance"], route_class=GuardedRoute
)

_Filings = Annotated[FilingsService, provided(FilingsService)]
_Batches = Annotated[FilingBatches, provided(FilingBatches)]
_Pages = Annotated[FilingPages, provided(FilingPages)]
_Approvals = Annotated[ApprovalsService, provided(ApprovalsService)]
_Reader = Annotated[Principal, requires(Permission.COMPLIANCE_READ)]
_Worker = Annotated[Principal, requires(Permission.COMPLIANCE_WORK)]
_FreshDecider = Annotated[Principal, requires(Permission.COMPLIANCE_DECIDE, fresh=True)]
_Id = Annotated[str, Path(max_length=60, examples=["fil_01JD0000000000000000000000"])]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`filing_not_found`"}}
_CHANGES: dict[int | str, dict[str, Any]] = {
    **_NOT_FOUND,
    409: {"description": "`filing_not_editable` or `filing_has_changed`"},
}


@router.get(
    "",
    operation_id="listFilings",
    summary="Filings by deadline",
    description="What is due first comes first. Open ones are not accepted yet. A state by "
    "its own name is one of the two more narrowly.",
)
async def list_filings(
    _: _Reader,
    filings: _Filings,
    state: Annotated[Literal["open", "closed"] | FilingState, Query()] = "open",
    kind: FilingKind | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[FilingRowOut]:
    place = decode_cursor(cursor, 2) if cursor else None
    after = (str(place[0]), str(place[1])) if place else None
    within = state if isinstance(state, FilingState) else state == "open"
    views, next_place = await filings.page(within=within, kind=kind, after=after, limit=limit)
    return Page[FilingRowOut](
        data=[FilingRowOut.row(view) for view in views],
        next_cursor=encode_cursor(*next_place) if next_place else None,
    )


@router.post(
    "",
    operation_id="draftFiling",
    summary="Begin a filing that has no case",
    description="Only who files is filled in.",
    status_code=status.HTTP_201_CREATED,
)
async def draft_filing(body: DraftBody, worker: _Worker, filings: _Filings) -> FilingOut:
    return FilingOut.of(await filings.draft(body.kind, case_id=None, by=worker))


@router.post(
    "/check",
    operation_id="checkFiling",
    summary="What is wrong with a content",
    description="Nothing is kept. For an editor, while somebody types.",
    responses={422: {"description": "`wrong_content`"}},
)
async def check_filing(
    body: CheckBody, _: _Worker, filings: _Filings, kind: FilingKind
) -> ChecksOut:
    return ChecksOut.of_all(filings.check(kind, body.content.value()))


@router.get(
    "/codes",
    operation_id="listFilingCodes",
    summary="FinCEN's codes of a form, with what they mean",
    description="For an editor's choices.",
)
async def list_filing_codes(
    _: _Reader, form: Annotated[Literal["ctr", "sar"], Query()]
) -> list[FilingCodeOut]:
    codes = codes_of_sar() if form == "sar" else codes_of_ctr()
    return [FilingCodeOut.model_validate(code) for code in codes]


@router.get(
    "/{filing_id}",
    operation_id="getFiling",
    summary="One filing, with everything that is wrong with it",
    description="That you looked is on record.",
    responses=_NOT_FOUND,
)
async def get_filing(filing_id: _Id, reader: _Reader, filings: _Filings) -> FilingOut:
    return FilingOut.of(await filings.get(filing_id, by=reader))


@router.put(
    "/{filing_id}",
    operation_id="saveFiling",
    summary="Save a filing",
    description="Kept as it is, wrong or not; what is wrong is in the answer. A proposed filing "
    "is a draft again.",
    responses={**_CHANGES, 422: {"description": "`wrong_content`"}},
)
async def save_filing(
    filing_id: _Id, body: SaveBody, worker: _Worker, filings: _Filings
) -> FilingOut:
    view = await filings.save(filing_id, body.content.value(), version=body.version, by=worker)
    return FilingOut.of(view)


@router.post(
    "/{filing_id}/proposals",
    operation_id="proposeFiling",
    summary="Put a filing before a second person",
    description="Everything in it is right, or said to be unknown. Another officer approves it.",
    status_code=status.HTTP_201_CREATED,
    responses={
        **_CHANGES,
        422: {"description": "`filing_not_complete` (`errors` says what) or `reason_missing`"},
    },
)
async def propose_filing(
    filing_id: _Id,
    body: ProposeBody,
    decider: _FreshDecider,
    filings: _Filings,
    approvals: _Approvals,
) -> FilingProposedOut:
    view = await filings.propose(approvals, filing_id, reason=body.reason, by=decider)
    return FilingProposedOut.of(view)


@router.post(
    "/{filing_id}/discard",
    operation_id="discardFiling",
    summary="Discard a draft",
    responses=_CHANGES,
)
async def discard_filing(filing_id: _Id, worker: _Worker, filings: _Filings) -> FilingOut:
    return FilingOut.of(await filings.discard(filing_id, by=worker))


@router.post(
    "/{filing_id}/amendments",
    operation_id="amendFiling",
    summary="Begin a report that corrects an accepted one",
    description="It names the number of the first one, and goes its own way.",
    status_code=status.HTTP_201_CREATED,
    responses={**_NOT_FOUND, 409: {"description": "`filing_not_accepted`"}},
)
async def amend_filing(filing_id: _Id, worker: _Worker, filings: _Filings) -> FilingOut:
    return FilingOut.of(await filings.amend(filing_id, by=worker))


@router.get(
    "/{filing_id}/page",
    operation_id="getFilingPage",
    summary="A filing as a PDF",
    description="To read or, for OFAC, to send; the data is attached. That you took it is on "
    "record.",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "The page."}, **_NOT_FOUND},
)
async def get_filing_page(filing_id: _Id, reader: _Reader, pages: _Pages) -> Response:
    content = await pages.of(filing_id, by=reader)
    return Response(
        content,
        media_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{filing_id}.pdf"',
            "Cache-Control": "no-store",
        },
    )


@router.post(
    "/{filing_id}/sent-to-ofac",
    operation_id="recordSentToOfac",
    summary="Record that OFAC has a report",
    description="With the number of its answer. The deadline of the case ends with it.",
    responses={
        **_NOT_FOUND,
        409: {"description": "`filing_not_approved` or `filing_has_changed`"},
    },
)
async def record_sent_to_ofac(
    filing_id: _Id, body: SentBody, decider: _FreshDecider, batches: _Batches, filings: _Filings
) -> FilingOut:
    await batches.sent_to_ofac(filing_id, body.reference, by=decider)
    return FilingOut.of(await filings.get(filing_id, by=decider))
