"""The queue of alerts, and what is done about the money they stop."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from paymentus.compliance.domain.alerts import AlertState
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.repository.alerts import AlertFilter
from paymentus.compliance.schemas.alerts import (
    AlertDetailOut,
    AlertOut,
    CaseBriefOut,
    ReasonBody,
    ReleaseBody,
)
from paymentus.compliance.service.cases import AlertDesk, CaseDecisions
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided

router = APIRouter(prefix="/api/v1/compliance", tags=["compliance"], route_class=GuardedRoute)

_Desk = Annotated[AlertDesk, provided(AlertDesk)]
_Decisions = Annotated[CaseDecisions, provided(CaseDecisions)]
_Reader = Annotated[Principal, requires(Permission.COMPLIANCE_READ)]
_Worker = Annotated[Principal, requires(Permission.COMPLIANCE_WORK)]
_Decider = Annotated[Principal, requires(Permission.COMPLIANCE_DECIDE)]
_AlertId = Annotated[str, Path(max_length=60, examples=["alr_01JD0000000000000000000000"])]
_TransferId = Annotated[str, Path(max_length=60, examples=["pay_01JD0000000000000000000000"])]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`alert_not_found`"}}
_WORDS: dict[int | str, dict[str, Any]] = {422: {"description": "`words_missing`"}}
_DECIDED: dict[int | str, dict[str, Any]] = {
    404: {"description": "`transfer_not_found`"},
    409: {
        "description": "`transfer_not_held`, `not_yet_judged`, `party_is_frozen`, "
        "`case_is_decided` or `version_conflict`"
    },
    **_WORDS,
}


@router.get(
    "/alerts",
    operation_id="listAlerts",
    summary="The queue of alerts",
    description="Newest first.",
    dependencies=[requires(Permission.COMPLIANCE_READ)],
)
async def list_alerts(  # noqa: PLR0917 (FastAPI fills them by name)
    desk: _Desk,
    state: AlertState | None = None,
    code: Annotated[
        str | None, Query(max_length=60, examples=["sanctions"], description="Which rule.")
    ] = None,
    verdict: Verdict | None = None,
    party_id: Annotated[str | None, Query(max_length=60, description="About whom.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[AlertOut]:
    below = str(decode_cursor(cursor, 1)[0]) if cursor else None
    wanted = AlertFilter(state=state, code=code, verdict=verdict, party_id=party_id)
    alerts, next_place = await desk.page(wanted, below=below, limit=limit)
    return Page[AlertOut](
        data=[AlertOut.of(alert) for alert in alerts],
        next_cursor=encode_cursor(next_place) if next_place else None,
    )


@router.get(
    "/alerts/{alert_id}",
    operation_id="getAlert",
    summary="One alert, with its explanation",
    description="That you looked is on record.",
    responses=_NOT_FOUND,
)
async def get_alert(alert_id: _AlertId, reader: _Reader, desk: _Desk) -> AlertDetailOut:
    return AlertDetailOut.of(await desk.get(alert_id, by=reader))


@router.post(
    "/alerts/{alert_id}/dismiss",
    operation_id="dismissAlert",
    summary="Dismiss an alert",
    description="There is nothing to it. One that holds a transfer is decided with that.",
    responses={
        **_NOT_FOUND,
        409: {"description": "`alert_is_decided`, `alert_holds_money` or `version_conflict`"},
        **_WORDS,
    },
)
async def dismiss_alert(
    alert_id: _AlertId, body: ReasonBody, worker: _Worker, desk: _Desk
) -> AlertDetailOut:
    return AlertDetailOut.of(await desk.dismiss(alert_id, reason=body.reason, by=worker))


@router.post(
    "/alerts/{alert_id}/take",
    operation_id="takeAlert",
    summary="Investigate an alert",
    description="It goes into the case of its party, which is opened if there is none.",
    responses={
        **_NOT_FOUND,
        409: {"description": "`alert_is_decided`, `already_exists` or `version_conflict`"},
    },
)
async def take_alert(alert_id: _AlertId, worker: _Worker, desk: _Desk) -> AlertDetailOut:
    return AlertDetailOut.of(await desk.take(alert_id, by=worker))


@router.post(
    "/transfers/{transfer_id}/release",
    operation_id="releaseTransfer",
    summary="Release a held transfer",
    description="It goes on, exactly once. Its open alerts are dismissed for the same reason, and "
    "its case closes if nobody has begun to investigate and nothing else is in it.",
    responses={**_DECIDED, 422: {"description": "`words_missing` or `decision_not_accepted`"}},
)
async def release_transfer(
    transfer_id: _TransferId, body: ReleaseBody, decider: _Decider, decisions: _Decisions
) -> CaseBriefOut:
    case = await decisions.release(
        transfer_id, reason=body.reason, by=decider, not_listed_days=body.not_listed_days
    )
    return CaseBriefOut.of(case)


@router.post(
    "/transfers/{transfer_id}/refuse",
    operation_id="refuseTransfer",
    summary="Refuse a held transfer",
    description="It ends without money. Its alerts are investigated in its case.",
    responses=_DECIDED,
)
async def refuse_transfer(
    transfer_id: _TransferId, body: ReasonBody, decider: _Decider, decisions: _Decisions
) -> CaseBriefOut:
    return CaseBriefOut.of(await decisions.refuse(transfer_id, reason=body.reason, by=decider))
