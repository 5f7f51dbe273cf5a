"""Whether payments are taken just now, and letting them be taken again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, status

from paymentus.approvals.service import ApprovalsService
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import provided
from paymentus.incidents.schemas.emergency import (
    EmergencyModeOut,
    EmergencyOffBody,
    EmergencyOffProposalOut,
    ServiceStatusOut,
)
from paymentus.incidents.service import EmergencySwitch

router = APIRouter(prefix="/api/v1", tags=["incidents"], route_class=GuardedRoute)

_Switch = Annotated[EmergencySwitch, provided(EmergencySwitch)]
_Approvals = Annotated[ApprovalsService, provided(ApprovalsService)]
_FreshManager = Annotated[Principal, requires(Permission.INCIDENTS_MANAGE, fresh=True)]


@router.get(
    "/service-status",
    operation_id="getServiceStatus",
    summary="Whether payments are taken just now",
    dependencies=[requires(Permission.PUBLIC)],
)
async def get_service_status(switch: _Switch) -> ServiceStatusOut:
    return ServiceStatusOut.of(await switch.recent())


@router.get(
    "/emergency-mode",
    operation_id="getEmergencyMode",
    summary="The emergency switch",
    description="While it is on no payment begins. Who moved it last, when, and for which "
    "incident.",
    dependencies=[requires(Permission.INCIDENTS_READ)],
)
async def get_emergency_mode(switch: _Switch) -> EmergencyModeOut:
    return EmergencyModeOut.of(await switch.now())


@router.post(
    "/emergency-mode/off-proposals",
    operation_id="proposeEmergencyOff",
    summary="Propose to take payments again",
    description="Another person who may manage incidents approves it; until then nothing changes.",
    status_code=status.HTTP_201_CREATED,
    responses={
        409: {"description": "`emergency_mode_is_off`"},
        422: {"description": "`reason_missing`"},
    },
)
async def propose_emergency_off(
    body: EmergencyOffBody, manager: _FreshManager, switch: _Switch, approvals: _Approvals
) -> EmergencyOffProposalOut:
    view = await switch.propose_off(approvals, reason=body.reason, by=manager)
    return EmergencyOffProposalOut.of(view)
