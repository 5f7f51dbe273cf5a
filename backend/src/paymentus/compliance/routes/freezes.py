"""Freezes and blocks of parties. Beginning and lifting one takes two people."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, status

from paymentus.approvals.service import ApprovalsService, ApprovalView
from paymentus.compliance.schemas.alerts import FreezeOut
from paymentus.compliance.schemas.cases import FreezeBody, FreezeProposalOut, LiftBody
from paymentus.compliance.service.cases import Freezes
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided

router = APIRouter(prefix="/api/v1/compliance", tags=["compliance"], route_class=GuardedRoute)

_Freezes = Annotated[Freezes, provided(Freezes)]
_Approvals = Annotated[ApprovalsService, provided(ApprovalsService)]
_FreshDecider = Annotated[Principal, requires(Permission.COMPLIANCE_DECIDE, fresh=True)]
_CaseId = Annotated[str, Path(max_length=60, examples=["cas_01JD0000000000000000000000"])]
_FreezeId = Annotated[str, Path(max_length=60, examples=["frz_01JD0000000000000000000000"])]


@router.get(
    "/freezes",
    operation_id="listFreezes",
    summary="Who is frozen, or was",
    dependencies=[requires(Permission.COMPLIANCE_READ)],
)
async def list_freezes(
    freezes: _Freezes,
    state: Annotated[
        Literal["active", "lifted"], Query(description="In force, or no more.")
    ] = "active",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[FreezeOut]:
    below = str(decode_cursor(cursor, 1)[0]) if cursor else None
    found, last = await freezes.page(active=state == "active", below=below, limit=limit)
    return Page[FreezeOut](
        data=[FreezeOut.of(freeze) for freeze in found],
        next_cursor=encode_cursor(last) if last else None,
    )


@router.post(
    "/cases/{case_id}/freeze-proposals",
    operation_id="proposeFreeze",
    summary="Propose to freeze the party of a case, or to block it by law",
    description="A freeze (`aml`) holds what the party sends. A block (`ofac_block`) stops both "
    "directions. Another officer approves it; until then nothing changes.",
    status_code=status.HTTP_201_CREATED,
    responses={
        404: {"description": "`case_not_found`"},
        409: {"description": "`already_frozen`"},
        422: {"description": "`reason_missing`"},
    },
)
async def propose_freeze(
    case_id: _CaseId,
    body: FreezeBody,
    decider: _FreshDecider,
    freezes: _Freezes,
    approvals: _Approvals,
) -> FreezeProposalOut:
    view = await freezes.propose(approvals, case_id, body.kind, reason=body.reason, by=decider)
    return _proposed(view)


@router.post(
    "/freezes/{freeze_id}/lift-proposals",
    operation_id="proposeLift",
    summary="Propose to lift a freeze or a block",
    description="Another officer approves it. A block by law needs the number of a license or of "
    "the notice that ended the listing.",
    status_code=status.HTTP_201_CREATED,
    responses={
        404: {"description": "`freeze_not_found`"},
        409: {"description": "`not_frozen`"},
        422: {"description": "`license_missing` or `reason_missing`"},
    },
)
async def propose_lift(
    freeze_id: _FreezeId,
    body: LiftBody,
    decider: _FreshDecider,
    freezes: _Freezes,
    approvals: _Approvals,
) -> FreezeProposalOut:
    view = await freezes.propose_lift(
        approvals, freeze_id, license_number=body.license_number, reason=body.reason, by=decider
    )
    return _proposed(view)


def _proposed(view: ApprovalView) -> FreezeProposalOut:
    proposal = view.proposal
    return FreezeProposalOut(
        id=proposal.id, kind=proposal.kind, words=view.words, expires_at=proposal.expires_at
    )
