"""The desk's review of customers. Each read of one is on record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from paymentus.compliance.domain.kyc.documents import EXTENSIONS
from paymentus.compliance.schemas.kyc import (
    ApproveCustomerBody,
    AskAgainBody,
    CustomerOut,
    CustomerRowOut,
    NoteBody,
    RatingBody,
    RejectCustomerBody,
)
from paymentus.compliance.service.kyc.reviewing import CustomerReviews, Queue
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.clock import rfc3339
from paymentus.foundation.http import (
    Cursor,
    CursorNotUnderstood,
    Limit,
    Page,
    decode_cursor,
    encode_cursor,
    provided,
)

router = APIRouter(
    prefix="/api/v1/compliance/customers", tags=["compliance"], route_class=GuardedRoute
)

_Reviews = Annotated[CustomerReviews, provided(CustomerReviews)]
_Reader = Annotated[Principal, requires(Permission.COMPLIANCE_READ)]
_Reviewer = Annotated[Principal, requires(Permission.COMPLIANCE_WORK)]
_UserId = Annotated[str, Path(max_length=60, examples=["usr_01JD0000000000000000000000"])]
_DocumentId = Annotated[str, Path(max_length=60, examples=["kyd_01JD0000000000000000000000"])]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`customer_not_found`"}}
_DECIDED: dict[int | str, dict[str, Any]] = {
    404: {"description": "`customer_not_found` or `document_not_found`"},
    409: {
        "description": "`step_not_possible`, `about_yourself`, `documents_failed`, "
        "`enhanced_due_diligence_missing`, or somebody else was faster."
    },
    422: {"description": "`reason_missing`"},
}


@router.get(
    "",
    operation_id="listCustomers",
    summary="Customers of one queue",
    description="Who has waited longest comes first. `review_due` has approved customers whose "
    "periodic review is due.",
)
async def list_customers(
    _: _Reader,
    reviews: _Reviews,
    queue: Queue = Queue.WAITING,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[CustomerRowOut]:
    place = decode_cursor(cursor, 2) if cursor else None
    if queue is Queue.REVIEW_DUE:
        after = (str(place[0]), str(place[1])) if place else None
        rows = await reviews.review_due(after=after, limit=limit + 1)
    else:
        rows = await reviews.waiting(
            queue, after=_moment_place(place) if place else None, limit=limit + 1
        )
    shown = rows[:limit]
    next_cursor = None
    if len(rows) > limit:
        last = shown[-1]
        key = last.review_due_on if queue is Queue.REVIEW_DUE else last.submitted_at
        assert key is not None, "who waits has handed in, who is approved has a day of review"
        text = rfc3339(key) if isinstance(key, datetime) else key.isoformat()
        next_cursor = encode_cursor(text, last.user_id)
    return Page[CustomerRowOut](
        data=[CustomerRowOut.of(row) for row in shown], next_cursor=next_cursor
    )


@router.get(
    "/{user_id}",
    operation_id="getCustomer",
    summary="One customer",
    description="What they said, their documents with all checks, rating with its reasons, every "
    "step and note.",
    responses=_NOT_FOUND,
)
async def get_customer(user_id: _UserId, reader: _Reader, reviews: _Reviews) -> CustomerOut:
    return CustomerOut.of(await reviews.one(user_id, by=reader.id))


@router.get(
    "/{user_id}/documents/{document_id}/content",
    operation_id="getCustomerDocument",
    summary="A document itself",
    description="The file as it was sent; who read it is on record.",
    response_class=Response,
    responses={
        200: {
            "content": {media_type: {} for media_type in EXTENSIONS},
            "description": "The file.",
        },
        404: {"description": "`document_not_found`"},
    },
)
async def get_customer_document(
    user_id: _UserId, document_id: _DocumentId, reader: _Reader, reviews: _Reviews
) -> Response:
    document, content = await reviews.content(user_id, document_id, by=reader.id)
    name = f"{document.id}.{EXTENSIONS[document.media_type]}"
    return Response(
        content,
        media_type=document.media_type,
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@router.post(
    "/{user_id}/take",
    operation_id="takeCustomer",
    summary="Begin the review, or take it over",
    responses=_DECIDED,
)
async def take_customer(user_id: _UserId, reviewer: _Reviewer, reviews: _Reviews) -> CustomerOut:
    return CustomerOut.of(await reviews.take(user_id, by=reviewer.id))


@router.post(
    "/{user_id}/approve",
    operation_id="approveCustomer",
    summary="Identified",
    description="Names the documents that were found in order, one with a face among them.",
    responses=_DECIDED,
)
async def approve_customer(
    user_id: _UserId, body: ApproveCustomerBody, reviewer: _Reviewer, reviews: _Reviews
) -> CustomerOut:
    customer = await reviews.approve(user_id, documents=body.documents, by=reviewer.id)
    return CustomerOut.of(customer)


@router.post(
    "/{user_id}/reject",
    operation_id="rejectCustomer",
    summary="Not identified",
    description="The customer is told the reason.",
    responses=_DECIDED,
)
async def reject_customer(
    user_id: _UserId, body: RejectCustomerBody, reviewer: _Reviewer, reviews: _Reviews
) -> CustomerOut:
    return CustomerOut.of(await reviews.reject(user_id, reason=body.reason, by=reviewer.id))


@router.post(
    "/{user_id}/ask-again",
    operation_id="askCustomerAgain",
    summary="Ask for something again",
    description="The customer sees the reason, and what is wrong with which document.",
    responses=_DECIDED,
)
async def ask_customer_again(
    user_id: _UserId, body: AskAgainBody, reviewer: _Reviewer, reviews: _Reviews
) -> CustomerOut:
    customer = await reviews.ask_again(
        user_id,
        reason=body.reason,
        documents={one.id: one.reason for one in body.documents},
        by=reviewer.id,
    )
    return CustomerOut.of(customer)


@router.post(
    "/{user_id}/rating",
    operation_id="rateCustomer",
    summary="Set another risk rating, or go back to the one by points",
    responses=_DECIDED,
)
async def rate_customer(
    user_id: _UserId, body: RatingBody, reviewer: _Reviewer, reviews: _Reviews
) -> CustomerOut:
    customer = await reviews.rate(user_id, rating=body.rating, reason=body.reason, by=reviewer.id)
    return CustomerOut.of(customer)


@router.post(
    "/{user_id}/notes",
    operation_id="noteAboutCustomer",
    summary="Note what enhanced due diligence has found",
    responses=_DECIDED,
)
async def note_about_customer(
    user_id: _UserId, body: NoteBody, reviewer: _Reviewer, reviews: _Reviews
) -> CustomerOut:
    return CustomerOut.of(await reviews.note(user_id, words=body.words, by=reviewer.id))


@router.post(
    "/{user_id}/reviews",
    operation_id="reviewCustomer",
    summary="The periodic review: still in order",
    description="The next one is due 36, 24 or 12 months later, by rating.",
    responses=_DECIDED,
)
async def review_customer(
    user_id: _UserId, body: NoteBody, reviewer: _Reviewer, reviews: _Reviews
) -> CustomerOut:
    return CustomerOut.of(await reviews.review(user_id, note=body.words, by=reviewer.id))


def _moment_place(place: list[Any]) -> tuple[datetime, str]:
    try:
        moment = datetime.fromisoformat(str(place[0]))
    except ValueError:
        raise CursorNotUnderstood("Start the list again from its first page.") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)), str(place[1])
