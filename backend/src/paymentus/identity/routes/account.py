"""A person's own account: their password and their address, and the links we mail about them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response, status

from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.cookies import set_device_cookie
from paymentus.foundation.http import provided
from paymentus.identity.routes.answers import place, session_answer
from paymentus.identity.schemas import (
    AddressBody,
    AddressOut,
    ConfirmationBody,
    ForgottenBody,
    LinkBody,
    NewPasswordBody,
    PasswordCheckBody,
    PasswordCheckOut,
    PasswordResetBody,
    SessionOut,
)
from paymentus.identity.service import IdentityService

router = APIRouter(prefix="/api/v1/auth", tags=["account"], route_class=GuardedRoute)

_Identity = Annotated[IdentityService, provided(IdentityService)]
_Anyone = Annotated[Principal, requires(Permission.PUBLIC)]
_Owner = Annotated[Principal, requires(Permission.ACCOUNT_MANAGE_OWN)]

_WAIT: dict[int | str, dict[str, Any]] = {
    429: {"description": "`too_many_requests`: wait `Retry-After` seconds."}
}
_LINK: dict[int | str, dict[str, Any]] = {
    400: {"description": "`link_not_valid`: used, too old or not complete."},
    **_WAIT,
}


@router.post(
    "/password/check",
    operation_id="checkPassword",
    summary="Would this password be taken?",
    description="For a form while somebody types. Nothing is kept, and nobody else is asked.",
    responses=_WAIT,
)
async def check_password(
    body: PasswordCheckBody, _: _Anyone, identity: _Identity
) -> PasswordCheckOut:
    problem = identity.password_reset.problem_of(
        body.password.get_secret_value(), email=body.email, full_name=body.full_name
    )
    return PasswordCheckOut(problem=problem)


@router.post(
    "/password/forgot",
    operation_id="forgotPassword",
    summary="Mail me a link to choose a new password",
    description="Always the same answer. The mail goes out if there is an account.",
    status_code=status.HTTP_202_ACCEPTED,
    responses=_WAIT,
)
async def forgot_password(body: ForgottenBody, _: _Anyone, identity: _Identity) -> None:
    await identity.password_reset.ask(body.email)


@router.post(
    "/password/reset",
    operation_id="resetPassword",
    summary="Choose a new password by the mailed link",
    description="Ends every session and token of the person. Sign in with the new password then.",
    status_code=status.HTTP_204_NO_CONTENT,
    responses={
        **_LINK,
        409: {"description": "`address_has_an_account`: sign in with that one."},
        422: {"description": "`new_password_not_accepted`: `errors` says why."},
    },
)
async def reset_password(
    body: PasswordResetBody, request: Request, response: Response, _: _Anyone, identity: _Identity
) -> None:
    user = await identity.password_reset.choose(body.token, body.new_password.get_secret_value())
    # Who reads the mailbox is no stranger here: other people's guesses do not hold them up.
    set_device_cookie(response, identity.devices.mark_for(user, place(request)))


@router.post(
    "/password",
    operation_id="changePassword",
    summary="Change my password",
    description="Needs the present one. Every other session and every token ends.",
    responses={
        422: {"description": "`password_wrong` or `new_password_not_accepted`."},
        **_WAIT,
    },
)
async def change_password(
    body: NewPasswordBody, request: Request, response: Response, owner: _Owner, identity: _Identity
) -> SessionOut:
    signed_in = await identity.change_password(
        owner,
        present=body.password.get_secret_value(),
        new_password=body.new_password.get_secret_value(),
        place=place(request),
    )
    if signed_in is None:
        return SessionOut.of(await identity.describe(owner))
    return await session_answer(signed_in, request, response, identity, is_no_news=True)


@router.post(
    "/email",
    operation_id="changeEmail",
    summary="Change my email address",
    description="Mails a link to the new address. The present one stays until it is confirmed.",
    status_code=status.HTTP_202_ACCEPTED,
    responses={
        422: {"description": "`password_wrong` or `registration_not_accepted`."},
        **_WAIT,
    },
)
async def change_email(
    body: AddressBody, request: Request, owner: _Owner, identity: _Identity
) -> AddressOut:
    asked_for = await identity.verification.change_address(
        owner,
        email=body.email,
        password=body.password.get_secret_value(),
        place=place(request),
    )
    return AddressOut(email=asked_for)


@router.post(
    "/email/resend",
    operation_id="resendConfirmation",
    summary="Mail the link to confirm my address again",
    status_code=status.HTTP_202_ACCEPTED,
    responses={409: {"description": "`nothing_to_confirm`"}, **_WAIT},
)
async def resend_confirmation(owner: _Owner, identity: _Identity) -> AddressOut:
    return AddressOut(email=await identity.verification.send_again(owner))


@router.post(
    "/email/confirm",
    operation_id="confirmEmail",
    summary="Confirm an address by the mailed link",
    description="Needs the session of the account it is for, or its password.",
    responses={
        **_LINK,
        403: {"description": "`password_needed`: this browser is not signed in to the account."},
        409: {"description": "`address_has_an_account`: sign in with that one."},
        422: {"description": "`password_wrong`"},
    },
)
async def confirm_email(
    body: ConfirmationBody, request: Request, asker: _Anyone, identity: _Identity
) -> AddressOut:
    password = body.password.get_secret_value() if body.password else None
    confirmed = await identity.verification.confirm(
        body.token, principal=asker, password=password, place=place(request)
    )
    return AddressOut(email=confirmed.email)


@router.post(
    "/not-me",
    operation_id="disownSignIn",
    summary="That was not me",
    description="By the link in a notice. Ends every session and token, makes the password "
    "useless, takes a changed address back, and mails a link to choose a new password.",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=_LINK,
)
async def disown_sign_in(body: LinkBody, _: _Anyone, identity: _Identity) -> None:
    await identity.password_reset.not_me(body.token)
