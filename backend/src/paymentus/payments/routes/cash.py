"""Cash over HTTP: for an agent at a counter."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Path, Query, UploadFile
from fastapi.responses import JSONResponse, Response

from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import (
    Cursor,
    IdempotencyKey,
    Limit,
    Page,
    decode_cursor,
    encode_cursor,
    provided,
)
from paymentus.payments.schemas import CashDayOut, CashFileOut, CashIn, CashLineOut, CashOut
from paymentus.payments.service.cash_days import CashDays
from paymentus.payments.service.cash_desk import CashDesk
from paymentus.payments.service.cash_files import CashFileNotReadable, CashFiles
from paymentus.payments.service.cash_records import CashOrder

router = APIRouter(prefix="/api/v1", tags=["cash"], route_class=GuardedRoute)

_Desk = Annotated[CashDesk, provided(CashDesk)]
_Agent = Annotated[Principal, requires(Permission.CASH_TAKE)]
_Days = Annotated[CashDays, provided(CashDays)]
_Files = Annotated[CashFiles, provided(CashFiles)]
_Loader = Annotated[Principal, requires(Permission.CASH_FILES_LOAD, fresh=True)]
_FILE_BYTES_MAX = 2_000_000
_ROWS_AT_ONCE = 100
_BillerId = Annotated[str, Path(max_length=60, examples=["bil_01JD0000000000000000000000"])]
_Day = Annotated[
    date | None,
    Query(
        description="A business day in the biller's zone; today where none is named.",
        examples=["2026-03-02"],
    ),
]
_Location = Annotated[
    str | None, Query(pattern="^[a-z0-9][a-z0-9-]{0,39}$", examples=["main-office"])
]
_NO_BILLER: dict[int | str, dict[str, Any]] = {404: {"description": "`biller_not_found`"}}
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


@router.get(
    "/cash-payments/{payment_id}",
    operation_id="getCashPayment",
    summary="A payment in cash, for its receipt",
    response_model=CashOut,
    responses={404: {"description": "`cash_payment_not_found`"}},
)
async def get_cash_payment(
    payment_id: Annotated[str, Path(max_length=60)], agent: _Agent, days: _Days
) -> JSONResponse:
    return JSONResponse(dict(await days.one(agent, payment_id)))


@router.get(
    "/billers/{biller_id}/cash-day",
    operation_id="getCashDay",
    summary="What a biller's counters took on a day",
    description="By counter, with the amounts from which whoever pays is recorded that day.",
    responses=_NO_BILLER,
)
async def get_cash_day(
    biller_id: _BillerId, agent: _Agent, days: _Days, day: _Day = None
) -> CashDayOut:
    return CashDayOut.of(await days.of(agent, biller_id, day))


@router.get(
    "/billers/{biller_id}/cash-payments",
    operation_id="listCashPayments",
    summary="The payments in cash of a day, newest first",
    responses={**_NO_BILLER, 400: {"description": "`cursor_not_understood`"}},
)
async def list_cash_payments(
    *,
    biller_id: _BillerId,
    agent: _Agent,
    days: _Days,
    day: _Day = None,
    location: _Location = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[CashLineOut]:
    below = str(decode_cursor(cursor, 1)[0]) if cursor else None
    lines, last = await days.lines(
        agent, biller_id, day, location=location, below=below, limit=limit
    )
    return Page[CashLineOut](
        data=[CashLineOut.of(line) for line in lines],
        next_cursor=encode_cursor(last) if last else None,
    )


@router.post(
    "/cash-files",
    operation_id="loadCashFile",
    summary="Load a partner's file of cash",
    description=f"Takes at most {_ROWS_AT_ONCE} rows and says what became of each; send the file "
    "again with `next_after` as `after` until that is null. A row is taken once, however often its "
    "file is sent: the partner's reference is unique. Refused rows can be mended and sent again.",
    responses={400: {"description": "`cash_file_not_readable`"}},
)
async def load_cash_file(
    *,
    loader: _Loader,
    files: _Files,
    file: Annotated[UploadFile, File(description="CSV, UTF-8, at most 2 MB.")],
    partner: Annotated[str, Form(max_length=40, examples=["quickmart"])],
    after: Annotated[int, Form(ge=0, le=1_000_000, description="Rows done before.")] = 0,
) -> CashFileOut:
    content = await file.read(_FILE_BYTES_MAX + 1)
    if len(content) > _FILE_BYTES_MAX:
        raise CashFileNotReadable("This file is larger than 2 MB. Cut it in two.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise CashFileNotReadable("This file is no UTF-8 text. Save it as CSV UTF-8.") from None
    loaded = await files.load(
        text, partner=partner, by=loader.id, after=after, at_most=_ROWS_AT_ONCE
    )
    return CashFileOut.of(loaded)
