"""People, as administrators see them and change them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, status

from paymentus.approvals.service import ApprovalsService
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, Role, requires
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided
from paymentus.identity.domain import UserStatus
from paymentus.identity.schemas.administration import (
    FactorRemovalBody,
    ProposedOut,
    RoleProposalBody,
    SignInOut,
    StatusBody,
    StatusChangeOut,
    UserOut,
)
from paymentus.identity.service import Administration

router = APIRouter(prefix="/api/v1/users", tags=["users"], route_class=GuardedRoute)

_Administration = Annotated[Administration, provided(Administration)]
_Approvals = Annotated[ApprovalsService, provided(ApprovalsService)]
_Reader = Annotated[Principal, requires(Permission.USERS_READ)]
_Manager = Annotated[Principal, requires(Permission.USERS_MANAGE)]
_FreshManager = Annotated[Principal, requires(Permission.USERS_MANAGE, fresh=True)]
_Id = Annotated[str, Path(max_length=60, examples=["usr_01JD0000000000000000000000"])]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`user_not_found`"}}


@router.get(
    "",
    operation_id="listUsers",
    summary="People who sign in",
    description="Newest first. An email address is looked up as a whole. Each look is on record.",
)
async def list_users(  # noqa: PLR0917 (FastAPI fills them by name)
    reader: _Reader,
    administration: _Administration,
    email: Annotated[str | None, Query(max_length=320, examples=["dana@example.com"])] = None,
    role: Role | None = None,
    status: UserStatus | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[UserOut]:
    views, next_place = await administration.find(
        email=email,
        role=role,
        status=status,
        below=str(decode_cursor(cursor, 1)[0]) if cursor else None,
        limit=limit,
        by=reader,
    )
    return Page[UserOut](
        data=[UserOut.of(view) for view in views],
        next_cursor=encode_cursor(next_place) if next_place else None,
    )


@router.get(
    "/{user_id}",
    operation_id="getUser",
    summary="One person",
    description="That you looked is on record.",
    responses=_NOT_FOUND,
)
async def get_user(user_id: _Id, reader: _Reader, administration: _Administration) -> UserOut:
    return UserOut.of(await administration.get(user_id, by=reader))


@router.get(
    "/{user_id}/sign-in",
    operation_id="getSignInOfUser",
    summary="Where and how a person signs in",
    description="Their devices and second factors, without secrets. That you looked is on record.",
    responses=_NOT_FOUND,
)
async def get_sign_in(user_id: _Id, reader: _Reader, administration: _Administration) -> SignInOut:
    return SignInOut.of(await administration.sign_in_of(user_id, by=reader))


@router.delete(
    "/{user_id}/sessions/{session_id}",
    operation_id="endSessionOfUser",
    summary="Sign a person out in one place",
    description="Ends one of their sessions within a second, its open event streams too.",
    status_code=status.HTTP_204_NO_CONTENT,
    responses={404: {"description": "`user_not_found` or `device_not_found`"}},
)
async def end_session(
    user_id: _Id,
    session_id: Annotated[str, Path(pattern="^[0-9a-f]{64}$")],
    manager: _Manager,
    administration: _Administration,
) -> None:
    await administration.end_session(user_id, session_id, by=manager)


@router.post(
    "/{user_id}/second-factor-removals",
    operation_id="proposeFactorRemoval",
    summary="Propose to take away lost second factors",
    description="Another administrator approves it. Then all their sessions end and the password "
    "alone signs in, until they have set up a new one; be sure who asks for it.",
    status_code=status.HTTP_201_CREATED,
    responses={
        **_NOT_FOUND,
        409: {"description": "`nothing_to_change`: there is none."},
        422: {"description": "`reason_missing`"},
    },
)
async def propose_factor_removal(
    user_id: _Id,
    body: FactorRemovalBody,
    manager: _FreshManager,
    administration: _Administration,
    approvals: _Approvals,
) -> ProposedOut:
    view = await administration.propose_factor_removal(
        approvals, user_id, reason=body.reason, by=manager
    )
    return ProposedOut.of(view)


@router.post(
    "/{user_id}/end-sessions",
    operation_id="endSessionsOfUser",
    summary="Sign a person out everywhere",
    description="All sessions and tokens, everywhere within five seconds.",
    status_code=status.HTTP_204_NO_CONTENT,
    responses={**_NOT_FOUND, 409: {"description": "`version_conflict`: try again."}},
)
async def end_sessions(user_id: _Id, manager: _Manager, administration: _Administration) -> None:
    await administration.end_sessions(user_id, by=manager)


@router.post(
    "/{user_id}/role-proposals",
    operation_id="proposeRole",
    summary="Propose another role for a person",
    description="Another administrator approves it; until then nothing changes.",
    status_code=status.HTTP_201_CREATED,
    responses={
        404: {"description": "`user_not_found` or `no_such_biller`"},
        409: {"description": "`nothing_to_change`"},
        422: {"description": "`role_not_assignable` or `reason_missing`"},
    },
)
async def propose_role(
    user_id: _Id,
    body: RoleProposalBody,
    manager: _FreshManager,
    administration: _Administration,
    approvals: _Approvals,
) -> ProposedOut:
    view = await administration.propose_role(
        approvals,
        user_id,
        role=body.role,
        biller_id=body.biller_id,
        reason=body.reason,
        by=manager,
    )
    return ProposedOut.of(view)


@router.post(
    "/{user_id}/status",
    operation_id="changeStatusOfUser",
    summary="Deactivate a person, or let them sign in again",
    description="At once, but for those with power (administrators, compliance officers, "
    "treasury): for them it is a proposal that another administrator approves.",
    responses={
        **_NOT_FOUND,
        409: {"description": "`nothing_to_change` or `version_conflict`"},
        422: {"description": "`reason_missing`"},
    },
)
async def change_status(
    user_id: _Id,
    body: StatusBody,
    manager: _FreshManager,
    administration: _Administration,
    approvals: _Approvals,
) -> StatusChangeOut:
    view = await administration.change_status(
        approvals, user_id, status=body.status, reason=body.reason, by=manager
    )
    return StatusChangeOut(
        done=view is None, approval=None if view is None else ProposedOut.of(view)
    )
