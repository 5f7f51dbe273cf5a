"""A biller's bills, for its staff."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from paymentus.billers.service import BillersService
from paymentus.bills.domain import BillStatus
from paymentus.bills.routes.payer_bills import place_of
from paymentus.bills.schemas import BillOut
from paymentus.bills.service import BillsService
from paymentus.foundation.authorization import Permission, Principal, requires
from paymentus.foundation.http import Cursor, Limit, Page, encode_cursor, provided

router = APIRouter(prefix="/api/v1/billers/{biller_id}", tags=["bills"])


@router.get(
    "/bills",
    operation_id="listBillerBills",
    summary="A biller's bills",
    description="Latest due first. `q` is a whole account or bill number (they are kept sealed, so "
    "their beginning finds nothing); spaces, dashes and letter case do not count.",
    responses={404: {"description": "`biller_not_found`"}},
)
async def list_biller_bills(
    *,
    biller_id: str,
    principal: Annotated[Principal, requires(Permission.BILLS_READ)],
    billers: Annotated[BillersService, provided(BillersService)],
    bills: Annotated[BillsService, provided(BillsService)],
    status: Annotated[BillStatus | None, Query(description="Only these.")] = None,
    overdue: Annotated[bool, Query(description="Only unpaid bills due before today.")] = False,
    q: Annotated[str, Query(max_length=64)] = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[BillOut]:
    biller = await billers.get(biller_id)
    principal.must_be_of(biller.id)
    views, place = await bills.of_biller(
        biller, status=status, overdue=overdue, query=q, after=place_of(cursor), limit=limit
    )
    return Page(
        data=[BillOut.of(view) for view in views],
        next_cursor=encode_cursor(*place) if place else None,
    )
