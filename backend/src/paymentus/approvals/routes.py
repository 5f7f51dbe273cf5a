"""The queue of what waits for a second person. Each capability has the routes that propose."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query

from paymentus.approvals.schemas import ApprovalOut, ApproveBody, RejectBody
from paymentus.approvals.service import ApprovalsService
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided

router = APIRouter(prefix="/api/v1/approvals", tags=["approvals"], route_class=GuardedRoute)

_Approvals = Annotated[ApprovalsService, provided(ApprovalsService)]
_Decider = Annotated[Principal, requires(Permission.APPROVALS_DECIDE)]
_Reader = Annotated[Principal, requires(Permission.APPROVALS_READ)]
_FreshDecider = Annotated[Principal, requires(Permission.APPROVALS_DECIDE, fresh=True)]
_Id = Annotated[str, Path(max_length=60, examples=["apr_01JD0000000000000000000000"])]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`proposal_not_found`"}}
_DECIDED: dict[int | str, dict[str, Any]] = {
    **_NOT_FOUND,
    403: {
        "description": "`not_permitted`, `step_up_needed`, `second_person_needed`, `about_yourself`"
    },
    409: {
        "description": "`already_decided`, `proposal_expired`, `not_what_was_shown`, "
        "`proposer_no_longer_may`, or what the act is about has changed."
    },
    422: {"description": "`reason_missing`"},
}


@router.get(
    "",
    operation_id="listApprovals",
    summary="What waits for a second person, or did",
    description="Of the kinds that the asker may see: users' roles with `users.read`, freezes, "
    "filings and rules with `compliance.read`.",
)
async def list_approvals(
    reader: _Reader,
    approvals: _Approvals,
    state: Annotated[Literal["open", "closed"], Query(description="Waiting, or no more.")] = "open",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ApprovalOut]:
    below = str(decode_cursor(cursor, 1)[0]) if cursor else None
    views, next_place = await approvals.page(
        is_open=state == "open", below=below, limit=limit, by=reader
    )
    return Page[ApprovalOut](
        data=[ApprovalOut.of(view) for view in views],
        next_cursor=encode_cursor(next_place) if next_place else None,
    )


@router.get(
    "/{approval_id}",
    operation_id="getApproval",
    summary="One proposal",
    responses=_NOT_FOUND,
)
async def get_approval(approval_id: _Id, reader: _Reader, approvals: _Approvals) -> ApprovalOut:
    return ApprovalOut.of(await approvals.get(approval_id, by=reader))


@router.post(
    "/{approval_id}/approve",
    operation_id="approve",
    summary="Approve, and do it",
    description="By another person than the one who proposed it, who has seen exactly this "
    "content. It is done once, whoever else approves at the same moment.",
    responses=_DECIDED,
)
async def approve(
    approval_id: _Id, body: ApproveBody, decider: _FreshDecider, approvals: _Approvals
) -> ApprovalOut:
    view = await approvals.approve(
        approval_id, shown=body.content_hash, reason=body.reason, by=decider
    )
    return ApprovalOut.of(view)


@router.post(
    "/{approval_id}/reject",
    operation_id="reject",
    summary="Reject, or take back",
    description="By anybody who may decide, the proposer included. Nothing is done.",
    responses=_DECIDED,
)
async def reject(
    approval_id: _Id, body: RejectBody, decider: _Decider, approvals: _Approvals
) -> ApprovalOut:
    return ApprovalOut.of(await approvals.reject(approval_id, reason=body.reason, by=decider))
