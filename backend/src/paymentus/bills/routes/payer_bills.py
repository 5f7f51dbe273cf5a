"""What payers and guests see of bills, and how they come to see them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response, status

from paymentus.bills.domain import BillStatus
from paymentus.bills.schemas import (
    AccountKnowledge,
    BillOut,
    GuestLookUpOut,
    LinkAccountBody,
    LinkedAccountOut,
    LinkedAccountsOut,
)
from paymentus.bills.service import BillsService
from paymentus.foundation.authorization import (
    GuardedRoute,
    Permission,
    Principal,
    Role,
    SignInNeeded,
    requires,
)
from paymentus.foundation.cookies import set_session_cookie
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided
from paymentus.foundation.rate_limits import network_of
from paymentus.identity.service import IdentityService

router = APIRouter(prefix="/api/v1", tags=["bills"], route_class=GuardedRoute)

_Bills = Annotated[BillsService, provided(BillsService)]
_Identity = Annotated[IdentityService, provided(IdentityService)]
_MaySee = Annotated[Principal, requires(Permission.BILLS_READ_OWN)]
_MayLink = Annotated[Principal, requires(Permission.ACCOUNTS_LINK)]

_GUESSING: dict[int | str, dict[str, Any]] = {
    404: {"description": "`bill_not_found`: one answer for no such account and a wrong factor."},
    422: {"description": "`account_number_malformed`: cannot be a number of this biller."},
    429: {"description": "`too_many_requests`: wait `Retry-After` seconds."},
}


@router.post(
    "/guest/lookup",
    operation_id="lookUpBills",
    summary="Find bills as a guest",
    description="By account number and the second factor on the latest bill. Sets a guest "
    "session for this one account; somebody who is signed in stays signed in.",
    responses=_GUESSING,
)
async def look_up_bills(
    *,
    body: AccountKnowledge,
    request: Request,
    response: Response,
    principal: Annotated[Principal, requires(Permission.BILLS_LOOK_UP)],
    bills: _Bills,
    identity: _Identity,
) -> GuestLookUpOut:
    found = await bills.look_up.find(
        biller_id=body.biller_id,
        account_number=body.account_number,
        second_factor=body.second_factor,
        client=_network(request),
    )
    if principal.role in (Role.ANONYMOUS, Role.GUEST):
        cookie = await identity.open_guest_session(
            biller_id=found.biller.id,
            biller_name=found.biller.name,
            account_number=found.account_number,
            replaces=principal.session_id,
        )
        set_session_cookie(response, cookie)
    return GuestLookUpOut.of(found)


@router.get(
    "/bills",
    operation_id="listBills",
    summary="My bills",
    description="Bills of a payer's linked accounts, or of a guest's one account; latest due "
    "first. Withdrawn ones only with `status=withdrawn`.",
)
async def list_bills(
    principal: _MaySee,
    bills: _Bills,
    status: Annotated[BillStatus | None, Query(description="Only these.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[BillOut]:
    views, place = await bills.own(principal, status=status, after=place_of(cursor), limit=limit)
    guest = principal.role is Role.GUEST
    return Page(
        data=[BillOut.of(view, for_guest=guest) for view in views],
        next_cursor=encode_cursor(*place) if place else None,
    )


@router.get(
    "/bills/{bill_id}",
    operation_id="getBill",
    summary="One bill",
    description="For its payer, its guest, and the staff of its biller. For anyone else there "
    "is no such bill.",
    responses={
        401: {"description": "`sign_in_needed`"},
        404: {"description": "`bill_not_found`"},
    },
)
async def get_bill(
    bill_id: str,
    # Guests, payers and staff alike: the service decides whose business the bill is.
    principal: Annotated[Principal, requires(Permission.SESSION_READ)],
    bills: _Bills,
) -> BillOut:
    if principal.role is Role.ANONYMOUS:
        raise SignInNeeded("Sign in, or find the bill again with its account number.")
    view = await bills.get_for(principal, bill_id)
    return BillOut.of(view, for_guest=principal.role is Role.GUEST)


@router.get(
    "/accounts",
    operation_id="listAccounts",
    summary="My linked biller accounts",
    description="In the order they were linked.",
)
async def list_accounts(principal: _MayLink, bills: _Bills) -> LinkedAccountsOut:
    views = await bills.accounts.of_user(principal.id)
    return LinkedAccountsOut(data=[LinkedAccountOut.of(view) for view in views])


@router.post(
    "/accounts",
    operation_id="linkAccount",
    summary="Link a biller account",
    description="Asks for the same details as a guest's look-up. Linking twice is linking once.",
    status_code=status.HTTP_201_CREATED,
    responses={**_GUESSING, 409: {"description": "`too_many_linked_accounts`"}},
)
async def link_account(
    body: LinkAccountBody, request: Request, principal: _MayLink, bills: _Bills
) -> LinkedAccountOut:
    view = await bills.accounts.link(
        user_id=principal.id,
        biller_id=body.biller_id,
        account_number=body.account_number,
        second_factor=body.second_factor,
        nickname=body.nickname or None,
        client=_network(request),
    )
    return LinkedAccountOut.of(view)


@router.delete(
    "/accounts/{account_id}",
    operation_id="unlinkAccount",
    summary="Remove a linked account",
    description="Its bills are no longer shown; payments stay.",
    status_code=status.HTTP_204_NO_CONTENT,
    responses={404: {"description": "`linked_account_not_found`"}},
)
async def unlink_account(account_id: str, principal: _MayLink, bills: _Bills) -> None:
    await bills.accounts.unlink(user_id=principal.id, account_id=account_id)


def place_of(cursor: str | None) -> tuple[str, str] | None:
    """Where a list of bills goes on: due date and id of the last one shown."""
    if cursor is None:
        return None
    due_on, bill_id = decode_cursor(cursor, 2)
    return str(due_on), str(bill_id)


def _network(request: Request) -> str:
    return network_of(request.client.host if request.client else None)
