"""Cash over HTTP: for an agent at a counter."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import IdempotencyKey, provided
from paymentus.payments.schemas import CashIn, CashOut
from paymentus.payments.service.cash_desk import CashDesk, CashOrder

router = APIRouter(prefix="/api/v1", tags=["cash"], route_class=GuardedRoute)

_Desk = Annotated[CashDesk, provided(CashDesk)]
_Agent = Annotated[Principal, requires(Permission.CASH_TAKE)]
_REFUSED: dict[int | str, dict[str, Any]] = {
    400: {
        "description": "`too_little_tendered`, `billers_mixed`, or the bill's rules refuse the "
        "amount."
    },
    403: {"description": "`not_permitted` or `not_your_biller`"},
    404: {"description": "`bill_not_found`"},
    409: {
        "description": "`bill_already_paid`, `bill_has_live_payment`, `bill_withdrawn`, or "
        "`cash_not_taken`: give the cash back."
    },
    422: {
        "description": "`conductor_missing`: `errors` names what to record; `invalid_request`, "
        "`idempotency_key_reused`"
    },
}


@router.post(
    "/cash-payments",
    operation_id="takeCash",
    summary="Take cash for bills",
    description="Recorded at once, with receipt and change. Who pays is recorded from 3,000 US "
    "dollars on, and when the cash of one account and day goes over 10,000. Safe to repeat with "
    "the same `Idempotency-Key`.",
    response_model=CashOut,
    status_code=201,
    responses=_REFUSED,
)
async def take_cash(body: CashIn, key: IdempotencyKey, agent: _Agent, desk: _Desk) -> Response:
    order = CashOrder(
        items=[(item.bill_id, item.amount_minor) for item in body.items],
        tendered_minor=body.tendered_minor,
        location=body.location,
        conductor=body.conductor.person() if body.conductor else None,
        on_behalf_of=body.on_behalf_of.person() if body.on_behalf_of else None,
        email=body.email,
        body=body.model_dump(mode="json"),
    )
    answer = await desk.take(agent, order, key=key)
    headers = {"Idempotent-Replayed": "true"} if answer.replayed else {}
    return JSONResponse(dict(answer.body), status_code=answer.status, headers=headers)
