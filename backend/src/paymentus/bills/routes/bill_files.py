"""Sending a file of bills, and the report of its rows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Query, UploadFile, status
from fastapi.responses import StreamingResponse

from paymentus.billers.domain import Biller
from paymentus.billers.service import BillersService
from paymentus.bills.domain import BillFile, Mode
from paymentus.bills.domain.reasons import Reason
from paymentus.bills.domain.records import HEAD_BYTES
from paymentus.bills.schemas import BillFileOut, PreviewOut, RowProblemOut
from paymentus.bills.service import BillFiles, NewFile, read_mapping
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
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
    prefix="/api/v1/billers/{biller_id}/bill-files", tags=["bill files"], route_class=GuardedRoute
)

_BLOCK_BYTES = 256 * 1024

_Files = Annotated[BillFiles, provided(BillFiles)]
_Billers = Annotated[BillersService, provided(BillersService)]
_MayImport = Annotated[Principal, requires(Permission.BILLS_IMPORT)]
_MayRead = Annotated[Principal, requires(Permission.BILLS_READ)]
_Upload = Annotated[UploadFile, File(description="CSV with a header line, at most 500 MB.")]
_Mapping = Annotated[
    str | None,
    Form(description='JSON, field to column header: `{"due_on": "Pay by"}`. Else remembered.'),
]

_NOT_FOUND: dict[int | str, dict[str, Any]] = {
    404: {"description": "`biller_not_found` or `bill_file_not_found`"}
}
_NOT_READABLE: dict[int | str, dict[str, Any]] = {
    400: {"description": "`bill_file_not_readable` or `bill_file_too_large`"},
    422: {"description": "`columns_missing` or `mapping_not_understood`: `errors` names fields."},
}


@router.post(
    "",
    operation_id="uploadBillFile",
    summary="Send a file of bills",
    description="Kept and imported in the background; watch it with `getBillFile` or the "
    "biller's events. The same file twice does nothing. Mode `replace` also withdraws open bills "
    "that are not in the file; a bill under a live payment is never touched.",
    status_code=status.HTTP_202_ACCEPTED,
    responses={**_NOT_FOUND, **_NOT_READABLE},
)
async def upload_bill_file(
    *,
    biller_id: str,
    principal: _MayImport,
    billers: _Billers,
    files: _Files,
    file: _Upload,
    mode: Annotated[Mode, Form()] = Mode.UPDATE,
    mapping: _Mapping = None,
) -> BillFileOut:
    biller = await _biller(biller_id, principal, billers)
    new = NewFile(
        file_name=file.filename or "bills.csv",
        mode=mode,
        mapping=read_mapping(mapping),
        uploaded_by=principal.id,
    )
    return BillFileOut.of(await files.receive(biller.id, new, _blocks(file)))


@router.post(
    "/preview",
    operation_id="previewBillFile",
    summary="See how a file would be read",
    description="Its columns, some rows and the mapping we would use. Nothing is kept; the first "
    "256 KB of the file suffice.",
    responses={**_NOT_FOUND, **_NOT_READABLE},
)
async def preview_bill_file(
    *,
    biller_id: str,
    principal: _MayImport,
    billers: _Billers,
    files: _Files,
    file: _Upload,
    mapping: _Mapping = None,
) -> PreviewOut:
    biller = await _biller(biller_id, principal, billers)
    head = await file.read(HEAD_BYTES)
    return PreviewOut.of(await files.preview(biller.id, head, read_mapping(mapping)))


@router.get(
    "",
    operation_id="listBillFiles",
    summary="Files a biller has sent",
    description="Newest first.",
    responses=_NOT_FOUND,
)
async def list_bill_files(
    *,
    biller_id: str,
    principal: _MayRead,
    billers: _Billers,
    files: _Files,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[BillFileOut]:
    biller = await _biller(biller_id, principal, billers)
    after = str(decode_cursor(cursor, 1)[0]) if cursor else None
    rows, place = await files.page(biller.id, after=after, limit=limit)
    return Page(
        data=[BillFileOut.of(row) for row in rows],
        next_cursor=encode_cursor(place) if place else None,
    )


@router.get(
    "/{file_id}",
    operation_id="getBillFile",
    summary="One bill file",
    description="How far it is, and what it did.",
    responses=_NOT_FOUND,
)
async def get_bill_file(
    biller_id: str, file_id: str, principal: _MayRead, billers: _Billers, files: _Files
) -> BillFileOut:
    return BillFileOut.of(await _file(biller_id, file_id, principal, billers, files))


@router.get(
    "/{file_id}/problems",
    operation_id="listBillFileProblems",
    summary="The wrong rows of a file",
    description="By line. A row may have several problems; `limit` counts rows.",
    responses=_NOT_FOUND,
)
async def list_problems(
    *,
    biller_id: str,
    file_id: str,
    principal: _MayRead,
    billers: _Billers,
    files: _Files,
    code: Annotated[Reason | None, Query(description="Only problems of this reason.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[RowProblemOut]:
    file = await _file(biller_id, file_id, principal, billers, files)
    after = _problem_place(cursor)
    problems, place = await files.problems(file, reason=code, after=after, limit=limit)
    return Page(
        data=[RowProblemOut.of(problem) for problem in problems],
        next_cursor=encode_cursor(*place) if place else None,
    )


@router.get(
    "/{file_id}/problems.csv",
    operation_id="downloadBillFileProblems",
    summary="The wrong rows, to mend and send again",
    description="The rows as they came, with the line and the reasons in two more columns, "
    "which an import passes over.",
    responses={**_NOT_FOUND, 200: {"content": {"text/csv": {}}}},
    response_class=StreamingResponse,
)
async def download_problems(
    biller_id: str, file_id: str, principal: _MayRead, billers: _Billers, files: _Files
) -> StreamingResponse:
    file = await _file(biller_id, file_id, principal, billers, files)
    return StreamingResponse(
        files.problems_csv(file),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": _attachment(f"{_stem(file.file_name)}-wrong-rows.csv")},
    )


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _attachment(name: str) -> str:
    """A file name of any characters (RFC 6266): plain for old clients, exact for others."""
    plain = "".join(char if char.isascii() and char not in '"\\' else "_" for char in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


async def _biller(biller_id: str, principal: Principal, billers: BillersService) -> Biller:
    biller = await billers.get(biller_id)
    principal.must_be_of(biller.id)
    return biller


async def _file(
    biller_id: str,
    file_id: str,
    principal: Principal,
    billers: BillersService,
    files: BillFiles,
) -> BillFile:
    biller = await _biller(biller_id, principal, billers)
    return await files.get(file_id, biller_id=biller.id)


def _problem_place(cursor: str | None) -> tuple[int, str] | None:
    if cursor is None:
        return None
    order, row_id = decode_cursor(cursor, 2)
    if not isinstance(order, int) or not isinstance(row_id, str):
        raise CursorNotUnderstood("Start the list again from its first page.")
    return order, row_id


async def _blocks(file: UploadFile) -> AsyncIterator[bytes]:
    while block := await file.read(_BLOCK_BYTES):
        yield block
