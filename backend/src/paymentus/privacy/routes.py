"""A payer's own data: all of it, and its end."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response, status

from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.clock import utc_now
from paymentus.foundation.cookies import clear_session_cookie
from paymentus.foundation.http import provided
from paymentus.privacy.schemas import ErasureBody, ErasureOut, PersonalDataOut
from paymentus.privacy.service import PrivacyService

router = APIRouter(prefix="/api/v1/me", tags=["privacy"], route_class=GuardedRoute)

_Privacy = Annotated[PrivacyService, provided(PrivacyService)]
_Owner = Annotated[Principal, requires(Permission.DATA_OWN)]

_FreshOwner = Annotated[Principal, requires(Permission.DATA_OWN, fresh=True)]


@router.get(
    "/data",
    operation_id="exportMyData",
    summary="Everything we hold about you",
    description="In sections, each with why we hold it; and what outlives an erasure.",
)
async def export_my_data(owner: _Owner, privacy: _Privacy, response: Response) -> PersonalDataOut:
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return PersonalDataOut.of(await privacy.everything_about(owner), utc_now())


@router.post(
    "/erasure",
    operation_id="eraseMe",
    summary="Erase my account",
    description="Signs you out for good at once; the rest is erased within a minute. Final.",
    status_code=status.HTTP_202_ACCEPTED,
    responses={
        409: {"description": "`payment_under_way`: wait for it, or cancel it."},
        422: {"description": "`erasure_not_confirmed`"},
    },
)
async def erase_me(
    body: ErasureBody, owner: _FreshOwner, privacy: _Privacy, response: Response
) -> ErasureOut:
    erasure = await privacy.request_erasure(owner, confirmation=body.confirmation)
    clear_session_cookie(response)
    return ErasureOut.of(erasure)
