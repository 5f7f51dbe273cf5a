"""How the platform is, for everybody."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response

from paymentus.foundation.authorization import GuardedRoute, Permission, requires
from paymentus.foundation.http import provided
from paymentus.status.schemas import StatusOut
from paymentus.status.service import BELIEVED_SECONDS, StatusService

router = APIRouter(prefix="/api/v1", tags=["status"], route_class=GuardedRoute)


@router.get(
    "/status",
    operation_id="getStatus",
    summary="How the platform is, lately was, and what is planned",
    description="At most ten seconds old. It answers while the database is away, and says so.",
    dependencies=[requires(Permission.PUBLIC)],
)
async def get_status(
    status: Annotated[StatusService, provided(StatusService)], response: Response
) -> StatusOut:
    response.headers["Cache-Control"] = f"public, max-age={BELIEVED_SECONDS:.0f}"
    return StatusOut.of(await status.now())
