"""A biller's API keys: make, list and revoke them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, status

from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided
from paymentus.identity.schemas import (
    ApiKeyBody,
    ApiKeyOut,
    ApiKeysOut,
    NewApiKeyOut,
)
from paymentus.identity.schemas.administration import ApiKeyOfBillerOut
from paymentus.identity.service import ApiKeysService

router = APIRouter(
    prefix="/api/v1/billers/{biller_id}/api-keys", tags=["api keys"], route_class=GuardedRoute
)

all_keys = APIRouter(prefix="/api/v1/api-keys", tags=["api keys"], route_class=GuardedRoute)

_Keys = Annotated[ApiKeysService, provided(ApiKeysService)]
_Manager = Annotated[Principal, requires(Permission.API_KEYS_MANAGE)]
_FreshManager = Annotated[Principal, requires(Permission.API_KEYS_MANAGE, fresh=True)]
_BillerId = Annotated[str, Path(max_length=60)]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {
    404: {"description": "`no_such_biller` or `api_key_not_found`"}
}


@router.get(
    "",
    operation_id="listApiKeys",
    summary="A biller's API keys",
    description="Newest first, with when each was used last. The keys themselves are not kept.",
    responses=_NOT_FOUND,
)
async def list_api_keys(biller_id: _BillerId, manager: _Manager, keys: _Keys) -> ApiKeysOut:
    manager.must_be_of(biller_id)
    return ApiKeysOut(data=[ApiKeyOut.of(view) for view in await keys.of_biller(biller_id)])


@router.post(
    "",
    operation_id="createApiKey",
    summary="Make an API key",
    description="The answer holds the key, once: it is not kept. Send it as "
    "`Authorization: Bearer`. It does what its scope names, for this biller only.",
    status_code=status.HTTP_201_CREATED,
    responses={
        **_NOT_FOUND,
        409: {"description": "`too_many_api_keys`: revoke one that is not used."},
        422: {"description": "`api_key_not_accepted`: `errors` names the fields."},
    },
)
async def create_api_key(
    biller_id: _BillerId, body: ApiKeyBody, manager: _FreshManager, keys: _Keys
) -> NewApiKeyOut:
    manager.must_be_of(biller_id)
    made = await keys.create(
        biller_id=biller_id,
        name=body.name,
        scope=body.scope,
        days=body.expires_in_days,
        actor=manager.id,
    )
    return NewApiKeyOut.of(made)


@router.delete(
    "/{key_id}",
    operation_id="revokeApiKey",
    summary="Revoke an API key",
    description="Final, and everywhere within five seconds. Safe to repeat.",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=_NOT_FOUND,
)
async def revoke_api_key(
    biller_id: _BillerId,
    key_id: Annotated[str, Path(max_length=60, examples=["pk_01JD0000000000000000000000"])],
    manager: _Manager,
    keys: _Keys,
) -> None:
    manager.must_be_of(biller_id)
    await keys.revoke(key_id, biller_id=biller_id, actor=manager.id)


@all_keys.get(
    "",
    operation_id="listAllApiKeys",
    summary="The API keys of all billers",
    description="Newest first.",
)
async def list_all_api_keys(
    reader: Annotated[Principal, requires(Permission.API_KEYS_READ_ALL)],
    keys: _Keys,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ApiKeyOfBillerOut]:
    below = str(decode_cursor(cursor, 1)[0]) if cursor else None
    views, next_place = await keys.of_all_billers(below=below, limit=limit)
    return Page[ApiKeyOfBillerOut](
        data=[ApiKeyOfBillerOut.of_biller(view, name) for view, name in views],
        next_cursor=encode_cursor(next_place) if next_place else None,
    )
