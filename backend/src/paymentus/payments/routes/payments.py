"""Quotes, payments, receipts and live status over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from paymentus.billers.domain import Method
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.canonical_json import parse_canonical
from paymentus.foundation.event_stream import EventStream
from paymentus.foundation.http import (
    Cursor,
    IdempotencyKey,
    Limit,
    MomentIn,
    Page,
    decode_cursor,
    encode_cursor,
    provided,
)
from paymentus.payments.domain.payment import Payment
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.schemas import (
    PaymentIn,
    PaymentOut,
    QuoteIn,
    QuoteOut,
    SavedCardIn,
    StoryOut,
    staff_view,
)
from paymentus.payments.service import (
    HostedCheckout,
    PaymentOrder,
    PaymentReading,
    PaymentsService,
    SavedCard,
)
from paymentus.payments.service.receipt_pdf import render_receipt_pdf
from paymentus.payments.service.view import payment_view, quote_view

router = APIRouter(prefix="/api/v1", tags=["payments"], route_class=GuardedRoute)

Payments = Annotated[PaymentsService, provided(PaymentsService)]
Reading = Annotated[PaymentReading, provided(PaymentReading)]
Stream = Annotated[EventStream, provided(EventStream)]
Payer = Annotated[Principal, requires(Permission.PAYMENTS_MAKE)]
OwnReader = Annotated[Principal, requires(Permission.PAYMENTS_READ_OWN)]
Staff = Annotated[Principal, requires(Permission.PAYMENTS_READ)]
Anyone = Annotated[Principal, requires(Permission.PUBLIC)]
PaymentId = Annotated[str, Path(max_length=60, examples=["pay_01JD0000000000000000000000"])]
BillerId = Annotated[str, Path(max_length=60)]
LastEventId = Annotated[str | None, Header(description="Sent by browsers on reconnecting.")]
LastEventQuery = Annotated[str | None, Query(max_length=60, alias="last_event_id")]


async def _visible_payment(
    payment_id: PaymentId,
    reader: Annotated[Principal, requires(Permission.SESSION_READ)],
    reading: Reading,
) -> Payment:
    # A stream cannot change its status once it has begun, so what it shows is judged before.
    return await reading.visible(reader, payment_id)


async def _own_biller(biller_id: BillerId, staff: Staff) -> str:
    staff.must_be_of(biller_id)
    return biller_id


_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`payment_not_found`"}}
_REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"description": "The bill's or biller's rules refuse this amount or method."},
    404: {"description": "`bill_not_found` or `quote_not_found`"},
    409: {
        "description": "`bill_already_paid` (with `payment_id`), `bill_has_live_payment`, "
        "`bill_withdrawn`, `quote_expired`, `request_in_progress`"
    },
    422: {"description": "`invalid_request`, or `idempotency_key_reused`"},
}


@router.post(
    "/quotes",
    operation_id="createQuote",
    summary="The all-in price of one or several bills",
    description="Before any payment detail: amount, fee, total and the date each biller will "
    "have the money. The price binds until `expires_at`.",
    response_model=QuoteOut,
    status_code=201,
    responses=_REFUSED,
)
async def create_quote(body: QuoteIn, payer: Payer, payments: Payments) -> dict[str, Any]:
    wanted = [(item.bill_id, item.amount_minor) for item in body.items]
    return quote_view(await payments.quote(payer, wanted, method=Method(body.method)))


@router.post(
    "/payments",
    operation_id="makePayment",
    summary="Pay a quote",
    description="All its bills or none, with one charge. Safe to repeat with the same "
    "`Idempotency-Key`: the same answer comes back with `Idempotent-Replayed: true`.",
    response_model=PaymentOut,
    status_code=201,
    responses=_REFUSED,
)
async def make_payment(
    body: PaymentIn, key: IdempotencyKey, payer: Payer, payments: Payments
) -> Response:
    method: SavedCard | HostedCheckout
    if isinstance(body.method, SavedCardIn):
        method = SavedCard(body.method.payment_method_id)
    else:
        method = HostedCheckout(save_card=body.method.save_card)
    order = PaymentOrder(
        quote_id=body.quote_id, method=method, email=body.email, body=body.model_dump(mode="json")
    )
    answer = await payments.pay(payer, order, key=key)
    headers = {"Idempotent-Replayed": "true"} if answer.replayed else {}
    return JSONResponse(dict(answer.body), status_code=answer.status, headers=headers)


@router.get(
    "/payments",
    operation_id="listPayments",
    summary="One's own payments, newest first",
    response_model=Page[PaymentOut],
)
async def list_payments(
    reader: OwnReader, reading: Reading, limit: Limit = 20, cursor: Cursor = None
) -> dict[str, Any]:
    before = decode_cursor(cursor, 1)[0] if cursor else None
    rows = await reading.own_page(reader, before=before, limit=limit + 1)
    return _page([payment_view(row) for row in rows], limit)


@router.get(
    "/payments/{payment_id}",
    operation_id="getPayment",
    summary="One payment",
    response_model=PaymentOut,
    responses=_NOT_FOUND,
)
async def get_payment(
    payment_id: PaymentId,
    reader: Annotated[Principal, requires(Permission.SESSION_READ)],
    reading: Reading,
) -> dict[str, Any]:
    payment = await reading.visible(reader, payment_id)
    if payment.principal_id == reader.id:
        return payment_view(payment)
    return staff_view(payment, for_compliance=reader.may(Permission.COMPLIANCE_READ))


@router.post(
    "/payments/{payment_id}/refresh",
    operation_id="refreshPayment",
    summary="Ask the card processor now",
    description="As when the payer comes back from its page. Safe to repeat.",
    response_model=PaymentOut,
    responses={**_NOT_FOUND, 503: {"description": "`processor_unavailable`"}},
)
async def refresh_payment(
    payment_id: PaymentId, payer: Payer, payments: Payments
) -> dict[str, Any]:
    return payment_view(await payments.refresh(payer, payment_id))


@router.post(
    "/payments/{payment_id}/cancel",
    operation_id="cancelPayment",
    summary="Give up a payment that waits for its payer",
    description="Ended at the processor first, so that it can charge nothing any more. If it "
    "has been paid meanwhile, the answer is the payment that succeeded.",
    response_model=PaymentOut,
    responses={**_NOT_FOUND, 409: {"description": "`payment_cannot_be_canceled`"}},
)
async def cancel_payment(payment_id: PaymentId, payer: Payer, payments: Payments) -> dict[str, Any]:
    return payment_view(await payments.cancel(payer, payment_id))


@router.get(
    "/payments/{payment_id}/events",
    operation_id="watchPayment",
    summary="Live status of one payment",
    description="Server-sent events named `payment` with `payment_id`, `state` and `at`. Fetch "
    "the payment on each. `Last-Event-ID`, or `last_event_id`, continues where one left off.",
    response_class=EventSourceResponse,
    responses=_NOT_FOUND,
)
async def watch_payment(
    payment: Annotated[Payment, Depends(_visible_payment)],
    stream: Stream,
    last_event_id: LastEventId = None,
    from_event: LastEventQuery = None,
) -> AsyncIterator[ServerSentEvent]:
    async for event in _events(stream, payment.id, last_event_id or from_event):
        yield event


@router.get(
    "/payments/{payment_id}/story",
    operation_id="getPaymentStory",
    summary="Everything that happened to one payment",
    description="States, ledger entries, audit log leaves, webhooks and mails, in order.",
    response_model=StoryOut,
    responses=_NOT_FOUND,
)
async def get_story(payment_id: PaymentId, staff: Staff, reading: Reading) -> StoryOut:
    return StoryOut.of(await reading.story(staff, payment_id))


@router.get(
    "/billers/{biller_id}/payments",
    operation_id="listBillerPayments",
    summary="A biller's payments, newest first",
    response_model=Page[PaymentOut],
)
async def list_biller_payments(  # noqa: PLR0917 (FastAPI fills them by name)
    biller_id: BillerId,
    staff: Staff,
    reading: Reading,
    state: PaymentState | None = None,
    q: Annotated[
        str | None,
        Query(
            max_length=80,
            description="A confirmation, bill or account number, the last four digits of a card, "
            "or a payment id.",
        ),
    ] = None,
    since: Annotated[MomentIn | None, Query(alias="from")] = None,
    until: Annotated[MomentIn | None, Query(alias="to")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> dict[str, Any]:
    staff.must_be_of(biller_id)
    rows = await reading.biller_page(
        biller_id,
        state=state,
        search=q,
        since=since,
        until=until,
        before=decode_cursor(cursor, 1)[0] if cursor else None,
        limit=limit + 1,
    )
    return _page([staff_view(row) for row in rows], limit)


@router.get(
    "/billers/{biller_id}/events",
    operation_id="watchBiller",
    summary="Live payments and bill files of a biller",
    description="Server-sent events named `payment` and `bill_file`.",
    response_class=EventSourceResponse,
)
async def watch_biller(
    biller_id: Annotated[str, Depends(_own_biller)],
    stream: Stream,
    last_event_id: LastEventId = None,
    from_event: LastEventQuery = None,
) -> AsyncIterator[ServerSentEvent]:
    async for event in _events(stream, biller_id, last_event_id or from_event):
        yield event


@router.get(
    "/receipts/{payment_id}",
    operation_id="getReceipt",
    summary="The receipt, with its proof",
    description="Canonical JSON (`paymentus-receipt/1`). Keep the bytes as they are: "
    "`verify_receipt.py` checks them offline. The token is in the payment and in the mail.",
    response_class=Response,
    responses={200: {"content": {"application/json": {}}}, **_NOT_FOUND},
)
async def get_receipt(
    payment_id: PaymentId,
    holder: Anyone,
    reading: Reading,
    token: Annotated[str | None, Query(max_length=80)] = None,
    download: bool = False,
) -> Response:
    payment = await reading.payment_with_receipt(holder, payment_id, token)
    headers = {}
    if download:
        name = f"receipt-{payment.confirmation_number}.json"
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return Response(await reading.receipt(payment), media_type="application/json", headers=headers)


@router.get(
    "/receipts/{payment_id}/pdf",
    operation_id="getReceiptPdf",
    summary="The receipt as a page to print",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}}, **_NOT_FOUND},
)
async def get_receipt_pdf(
    payment_id: PaymentId,
    holder: Anyone,
    reading: Reading,
    token: Annotated[str | None, Query(max_length=80)] = None,
) -> Response:
    payment = await reading.payment_with_receipt(holder, payment_id, token)
    file = await reading.receipt(payment)
    pdf = render_receipt_pdf(parse_canonical(file.rstrip(b"\n")), reading.receipt_page(payment))
    name = f"receipt-{payment.confirmation_number}.pdf"
    return Response(
        pdf,
        media_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


async def _events(
    stream: EventStream, channel: str, last_id: str | None
) -> AsyncIterator[ServerSentEvent]:
    # Something at once, so that proxies and browsers see the stream open.
    yield ServerSentEvent(comment="listening", retry=1000)
    async for event in stream.listen(channel, last_id):
        yield ServerSentEvent(id=event.id, event=event.kind, data=event.data)


def _page(rows: list[dict[str, Any]], limit: int) -> dict[str, Any]:
    shown = rows[:limit]
    more = len(rows) > limit
    return {"data": shown, "next_cursor": encode_cursor(shown[-1]["id"]) if more else None}
