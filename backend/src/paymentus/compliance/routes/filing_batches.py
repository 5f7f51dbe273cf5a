"""Batch files for FinCEN: made, taken, answered."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Response, UploadFile, status

from paymentus.compliance.schemas.filings import (
    AcknowledgedOut,
    AnsweredOut,
    BatchDetailOut,
    BatchOut,
    BatchSentBody,
    ExportBody,
)
from paymentus.compliance.service.filings.batches import FilingBatches
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.errors import Rejected
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided

router = APIRouter(
    prefix="/api/v1/compliance/filing-batches", tags=["compliance"], route_class=GuardedRoute
)

_BYTES_MOST = 5_000_000

_Batches = Annotated[FilingBatches, provided(FilingBatches)]
_Reader = Annotated[Principal, requires(Permission.COMPLIANCE_READ)]
_Worker = Annotated[Principal, requires(Permission.COMPLIANCE_WORK)]
_FreshDecider = Annotated[Principal, requires(Permission.COMPLIANCE_DECIDE, fresh=True)]
_Id = Annotated[str, Path(max_length=60, examples=["fba_01JD0000000000000000000000"])]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`batch_not_found`"}}


class AcknowledgementTooLarge(Rejected):
    """An acknowledgement of this size is not FinCEN's."""


@router.get("", operation_id="listFilingBatches", summary="Batch files, newest first")
async def list_filing_batches(
    _: _Reader, batches: _Batches, limit: Limit = 50, cursor: Cursor = None
) -> Page[BatchOut]:
    below = str(decode_cursor(cursor, 1)[0]) if cursor else None
    found, next_place = await batches.page(below=below, limit=limit)
    return Page[BatchOut](
        data=[BatchOut.of(batch) for batch in found],
        next_cursor=encode_cursor(next_place) if next_place else None,
    )


@router.post(
    "",
    operation_id="exportFilings",
    summary="Put all approved filings of a kind into a batch file",
    description="Up to 200. They count as sent from then on. Those that a newer rule finds fault "
    "with are left out and named.",
    status_code=status.HTTP_201_CREATED,
    responses={
        409: {"description": "`nothing_to_send` or `filing_has_changed`"},
        422: {"description": "`not_for_batches` or `filing_not_complete`"},
    },
)
async def export_filings(body: ExportBody, decider: _FreshDecider, batches: _Batches) -> BatchOut:
    return BatchOut.of(await batches.export(body.kind, by=decider))


@router.get(
    "/{batch_id}",
    operation_id="getFilingBatch",
    summary="One batch file: its reports, and what FinCEN said of each",
    responses=_NOT_FOUND,
)
async def get_filing_batch(batch_id: _Id, _: _Reader, batches: _Batches) -> BatchDetailOut:
    batch = await batches.get(batch_id)
    return BatchDetailOut.with_filings(batch, await batches.filings_of(batch))


@router.post(
    "/{batch_id}/sent",
    operation_id="recordFilingBatchSent",
    summary="Record that FinCEN has the file",
    description="Somebody has put it into FinCEN's system, which gave it a number to follow it by.",
    responses={**_NOT_FOUND, 409: {"description": "`already_sent` or `already_acknowledged`"}},
)
async def record_filing_batch_sent(
    batch_id: _Id, body: BatchSentBody, worker: _Worker, batches: _Batches
) -> BatchOut:
    return BatchOut.of(await batches.sent(batch_id, body.tracking_id.strip(), by=worker))


@router.get(
    "/{batch_id}/file",
    operation_id="getFilingBatchFile",
    summary="The batch file itself",
    description="Always the same bytes. That you took it is on record.",
    response_class=Response,
    responses={200: {"content": {"application/xml": {}}, "description": "The file."}, **_NOT_FOUND},
)
async def get_filing_batch_file(batch_id: _Id, reader: _Reader, batches: _Batches) -> Response:
    content = await batches.file(batch_id, by=reader)
    return Response(
        content,
        media_type="application/xml",
        headers={
            "Content-Disposition": f'attachment; filename="{batch_id}.xml"',
            "Cache-Control": "no-store",
        },
    )


@router.post(
    "/{batch_id}/acknowledgement",
    operation_id="acknowledgeFilingBatch",
    summary="Take in FinCEN's answer to a batch",
    description="Each filing is accepted with its number, or rejected with what FinCEN says of "
    "which field.",
    responses={
        **_NOT_FOUND,
        409: {"description": "`already_acknowledged` or `filing_has_changed`"},
        422: {"description": "`not_xml`, `not_an_acknowledgement`, `acknowledgement_too_large`"},
    },
)
async def acknowledge_filing_batch(
    batch_id: _Id,
    worker: _Worker,
    batches: _Batches,
    file: Annotated[UploadFile, File(description="The file as FinCEN sent it.")],
) -> AcknowledgedOut:
    content = await file.read(_BYTES_MOST + 1)
    if len(content) > _BYTES_MOST:
        raise AcknowledgementTooLarge()
    answered = await batches.acknowledge(
        batch_id, content, by=worker, file_name=file.filename or ""
    )
    return AcknowledgedOut(filings=[AnsweredOut.of(filing) for filing in answered])
