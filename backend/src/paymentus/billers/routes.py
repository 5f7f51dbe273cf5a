"""The public biller directory, and billers' settings for their staff."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, status

from paymentus.billers.schemas import (
    BillerOut,
    BillerSettingsChange,
    BillerSettingsIn,
    BillerSettingsOut,
)
from paymentus.billers.service import BillersService
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided

router = APIRouter(prefix="/api/v1/billers", tags=["billers"], route_class=GuardedRoute)

_Billers = Annotated[BillersService, provided(BillersService)]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`biller_not_found`"}}


@router.get(
    "",
    operation_id="listBillers",
    summary="Find a biller",
    description="The directory by name. `q` is part of a name or a category.",
    dependencies=[requires(Permission.PUBLIC)],
)
async def list_billers(
    billers: _Billers,
    q: Annotated[str, Query(max_length=100)] = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[BillerOut]:
    after = tuple(map(str, decode_cursor(cursor, 2))) if cursor else None
    rows, next_place = await billers.page(
        query=q, after=(after[0], after[1]) if after else None, limit=limit
    )
    return Page(
        data=[BillerOut.of(biller) for biller in rows],
        next_cursor=encode_cursor(*next_place) if next_place else None,
    )


@router.get(
    "/{biller_id}",
    operation_id="getBiller",
    summary="One biller",
    description="What a payer needs to know: how to name the account, fees and cut-off.",
    responses=_NOT_FOUND,
    dependencies=[requires(Permission.PUBLIC)],
)
async def get_biller(
    biller_id: Annotated[str, Path(max_length=60, description="The id or the short name.")],
    billers: _Billers,
) -> BillerOut:
    return BillerOut.of(await billers.get(biller_id))


@router.post(
    "",
    operation_id="createBiller",
    summary="Add a biller",
    description="For administrators. Rules are data and can be changed later; the currency not.",
    status_code=status.HTTP_201_CREATED,
    responses={
        409: {"description": "`slug_taken`"},
        422: {"description": "`biller_settings_rejected`: `errors` names the fields."},
    },
)
async def create_biller(
    body: BillerSettingsIn,
    principal: Annotated[Principal, requires(Permission.BILLERS_CREATE)],
    billers: _Billers,
) -> BillerSettingsOut:
    return BillerSettingsOut.of(await billers.create(body.to_domain(), actor=principal.id))


@router.get(
    "/{biller_id}/settings",
    operation_id="getBillerSettings",
    summary="A biller's settings",
    description="For the biller's staff, administrators and auditors.",
    responses=_NOT_FOUND,
)
async def get_settings(
    biller_id: str,
    principal: Annotated[Principal, requires(Permission.BILLER_SETTINGS_READ)],
    billers: _Billers,
) -> BillerSettingsOut:
    biller = await billers.get(biller_id)
    principal.must_be_of(biller.id)
    return BillerSettingsOut.of(biller)


@router.patch(
    "/{biller_id}",
    operation_id="changeBiller",
    summary="Change a biller's settings",
    description="Send the `version` you read and the sections that change, each whole.",
    responses={
        **_NOT_FOUND,
        409: {"description": "`biller_changed`: someone was faster. `slug_taken`."},
        422: {"description": "`biller_settings_rejected`: `errors` names the fields."},
    },
)
async def change_biller(
    biller_id: str,
    body: BillerSettingsChange,
    principal: Annotated[Principal, requires(Permission.BILLERS_MANAGE)],
    billers: _Billers,
) -> BillerSettingsOut:
    biller = await billers.get(biller_id)
    principal.must_be_of(biller.id)
    changed = await billers.change(
        biller.id, version=body.version, sections=body.sections(), actor=principal.id
    )
    return BillerSettingsOut.of(changed)
