"""Sign-in over HTTP: a cookie for browsers, a short token for API clients."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response, status

from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.cookies import clear_session_cookie
from paymentus.foundation.http import provided
from paymentus.identity.routes.answers import network, place, session_answer
from paymentus.identity.schemas import (
    AccessTokenOut,
    RefreshBody,
    RegistrationBody,
    SessionOut,
    SignInBody,
    TokenBody,
)
from paymentus.identity.service import IdentityService

router = APIRouter(prefix="/api/v1/auth", tags=["auth"], route_class=GuardedRoute)

_Identity = Annotated[IdentityService, provided(IdentityService)]
_Anyone = Annotated[Principal, requires(Permission.PUBLIC)]
_Asker = Annotated[Principal, requires(Permission.SESSION_READ)]

_GUESSING: dict[int | str, dict[str, Any]] = {
    401: {
        "description": "`email_or_password_wrong`: one answer for every reason. Or "
        "`second_factor_needed`: the password is right, and `ways` says what comes next."
    },
    429: {"description": "`too_many_requests`: wait `Retry-After` seconds."},
}


@router.post(
    "/register",
    operation_id="register",
    summary="Register as a payer",
    description="Makes an account and signs this browser in to it. Any session the browser had "
    "ends. The answer is the same for an address that has an account already: its owner is told by "
    "mail. Signing in elsewhere works once the address is confirmed.",
    status_code=status.HTTP_201_CREATED,
    responses={
        422: {"description": "`registration_not_accepted`: `errors` names the fields."},
        429: {"description": "`too_many_requests`: wait `Retry-After` seconds."},
    },
)
async def register(
    body: RegistrationBody,
    request: Request,
    response: Response,
    principal: _Anyone,
    identity: _Identity,
) -> SessionOut:
    signed_in = await identity.register(
        email=body.email,
        password=body.password.get_secret_value(),
        full_name=body.full_name,
        replaces=principal.session_id,
    )
    return await session_answer(signed_in, request, response, identity, is_no_news=True)


@router.post(
    "/sign-in",
    operation_id="signIn",
    summary="Sign in",
    description="Sets the session cookie. Any session the browser had ends. People with a second "
    "factor are answered `second_factor_needed`, with `pending` for the second step.",
    responses=_GUESSING,
)
async def sign_in(
    body: SignInBody, request: Request, response: Response, principal: _Anyone, identity: _Identity
) -> SessionOut:
    signed_in = await identity.sign_in(
        email=body.email,
        password=body.password.get_secret_value(),
        client=network(request),
        mark=place(request).mark,
        replaces=principal.session_id,
    )
    return await session_answer(signed_in, request, response, identity)


@router.post(
    "/sign-out",
    operation_id="signOut",
    summary="Sign out",
    description="Ends the session here and in the browser. Safe to repeat.",
    status_code=status.HTTP_204_NO_CONTENT,
)
async def sign_out(response: Response, principal: _Asker, identity: _Identity) -> None:
    clear_session_cookie(response)
    await identity.sign_out(principal)


@router.get(
    "/session",
    operation_id="getSession",
    summary="Who am I?",
    description="A person, a guest or nobody, and what they may do.",
)
async def get_session(principal: _Asker, identity: _Identity) -> SessionOut:
    return SessionOut.of(await identity.describe(principal))


@router.post(
    "/token",
    operation_id="issueToken",
    summary="Get a bearer token",
    description="For API clients: send it as `Authorization: Bearer`. Lives ten minutes; "
    "`refresh_token` gets the next one. People "
    "with a second factor send a `code` too.",
    responses={**_GUESSING, 422: {"description": "`code_not_accepted`: wrong, or used before."}},
)
async def issue_token(
    body: TokenBody, request: Request, principal: _Anyone, identity: _Identity
) -> AccessTokenOut:
    token = await identity.issue_token(
        email=body.email,
        password=body.password.get_secret_value(),
        client=network(request),
        code=body.code.get_secret_value() if body.code else None,
        device=place(request).device,
    )
    return AccessTokenOut.of(token)


@router.post(
    "/token/refresh",
    operation_id="refreshToken",
    summary="Exchange a refresh token",
    description="Each refresh token works once and gives the next. One that comes back ends all "
    "that came from the same sign-in, except once within ten seconds, for an answer that was lost.",
    responses={
        400: {"description": "`refresh_token_not_valid`: sign in again."},
        429: {"description": "`too_many_requests`: wait `Retry-After` seconds."},
    },
)
async def refresh_token(
    body: RefreshBody, request: Request, _: _Anyone, identity: _Identity
) -> AccessTokenOut:
    token = await identity.refresh_token(
        body.refresh_token.get_secret_value(), client=network(request)
    )
    return AccessTokenOut.of(token)


@router.post(
    "/token/revoke",
    operation_id="revokeToken",
    summary="End a refresh token",
    description="And all that came from the same sign-in. Answers alike for a token that is none.",
    status_code=status.HTTP_204_NO_CONTENT,
    responses={429: {"description": "`too_many_requests`: wait `Retry-After` seconds."}},
)
async def revoke_token(body: RefreshBody, _: _Anyone, identity: _Identity) -> None:
    await identity.end_refresh_token(body.refresh_token.get_secret_value())
