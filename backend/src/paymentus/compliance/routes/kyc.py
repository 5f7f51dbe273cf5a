"""A customer's own identification."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Path, UploadFile, status

from paymentus.compliance.domain.kyc.documents import DOCUMENT_BYTES_MAX, DocumentKind
from paymentus.compliance.schemas.kyc import Day, DocumentOut, FactsBody, OwnVerificationOut
from paymentus.compliance.service.kyc.own_verification import NewDocument, OwnVerificationService
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import provided

router = APIRouter(prefix="/api/v1/kyc", tags=["verification"], route_class=GuardedRoute)

_Own = Annotated[OwnVerificationService, provided(OwnVerificationService)]
_Customer = Annotated[Principal, requires(Permission.KYC_OWN)]
_DocumentId = Annotated[str, Path(max_length=60, examples=["kyd_01JD0000000000000000000000"])]
_UNDER_REVIEW: dict[int | str, dict[str, Any]] = {
    409: {"description": "`step_not_possible`: what was handed in is being looked at."}
}


@router.get(
    "",
    operation_id="getOwnVerification",
    summary="How far we know you",
    description="State, limits, what you told us, and your documents with their checks.",
)
async def get_own_verification(customer: _Customer, own: _Own) -> OwnVerificationOut:
    return OwnVerificationOut.of(await own.own(customer.id))


@router.put(
    "/facts",
    operation_id="saveOwnFacts",
    summary="Say who you are",
    description="Kept as typed, complete or not; your documents are compared with it again. "
    "Changing it after an approval takes a new review.",
    responses=_UNDER_REVIEW,
)
async def save_own_facts(body: FactsBody, customer: _Customer, own: _Own) -> OwnVerificationOut:
    return OwnVerificationOut.of(await own.save_facts(customer.id, body.facts()))


@router.post(
    "/documents",
    operation_id="uploadOwnDocument",
    summary="Send a document",
    description="JPEG, PNG or PDF, at most 10 MB. With the machine-readable lines of the document "
    "it is checked at once; the answer says what was found.",
    status_code=status.HTTP_201_CREATED,
    responses={
        400: {
            "description": "`document_too_large`, `document_not_readable` or `too_many_documents`"
        },
        **_UNDER_REVIEW,
    },
)
async def upload_own_document(
    *,
    customer: _Customer,
    own: _Own,
    file: Annotated[UploadFile, File(description="JPEG, PNG or PDF, at most 10 MB.")],
    kind: Annotated[DocumentKind, Form()],
    mrz: Annotated[
        str | None,
        Form(max_length=200, description="The lines of letters and < at the bottom."),
    ] = None,
    expires_on: Annotated[Day | None, Form(description="The last day it is valid.")] = None,
) -> DocumentOut:
    # One byte more than may be: then it is known to be too large, and no more is read.
    content = await file.read(DOCUMENT_BYTES_MAX + 1)
    new = NewDocument(
        kind=kind,
        file_name=file.filename or "document",
        content=content,
        mrz=mrz.strip() or None if mrz else None,
        expires_on=expires_on,
    )
    return DocumentOut.of(await own.upload(customer.id, new))


@router.delete(
    "/documents/{document_id}",
    operation_id="withdrawOwnDocument",
    summary="Take a document back",
    description="Of what was never handed in, the picture is removed at once.",
    responses={404: {"description": "`document_not_found`"}, **_UNDER_REVIEW},
)
async def withdraw_own_document(
    document_id: _DocumentId, customer: _Customer, own: _Own
) -> OwnVerificationOut:
    return OwnVerificationOut.of(await own.withdraw(customer.id, document_id))


@router.post(
    "/submit",
    operation_id="submitOwnVerification",
    summary="Hand it in",
    description="From here on a person looks at it.",
    responses={
        400: {"description": "`document_missing`"},
        422: {"description": "`facts_incomplete`: `errors` names the fields."},
        **_UNDER_REVIEW,
    },
)
async def submit_own_verification(customer: _Customer, own: _Own) -> OwnVerificationOut:
    return OwnVerificationOut.of(await own.submit(customer.id))
