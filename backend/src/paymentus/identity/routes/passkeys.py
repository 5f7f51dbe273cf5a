"""Passkeys over HTTP: adding and keeping them, and showing one."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response, status

from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import provided
from paymentus.identity.routes.answers import session_answer
from paymentus.identity.schemas import (
    EnrolledOut,
    NewPasskeyBody,
    PasskeyBody,
    PasskeyNameBody,
    PasskeyOptionsOut,
    PasskeySignInBody,
    PasskeySignInOptionsBody,
    SessionOut,
    SignInCodeBody,
)
from paymentus.identity.service import IdentityService, PasskeysService, StepUpService
from paymentus.identity.service.step_up import session_of

router = APIRouter(prefix="/api/v1/auth", tags=["second factors"], route_class=GuardedRoute)

_Identity = Annotated[IdentityService, provided(IdentityService)]
_Passkeys = Annotated[PasskeysService, provided(PasskeysService)]
_StepUp = Annotated[StepUpService, provided(StepUpService)]
_Anyone = Annotated[Principal, requires(Permission.PUBLIC)]
_Person = Annotated[Principal, requires(Permission.SECOND_FACTORS_MANAGE_OWN)]
_FreshPerson = Annotated[Principal, requires(Permission.SECOND_FACTORS_MANAGE_OWN, fresh=True)]
_PasskeyId = Annotated[str, Path(max_length=2000)]

_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`passkey_not_found`"}}
_NOT_ACCEPTED: dict[int | str, dict[str, Any]] = {
    400: {"description": "`passkey_not_accepted`: one answer for every reason."}
}
_ENDED: dict[int | str, dict[str, Any]] = {
    401: {"description": "`pending_sign_in_ended`: start again with the password."},
    429: {"description": "`too_many_requests`: wait `Retry-After` seconds."},
}


@router.post(
    "/sign-in/code",
    operation_id="signInWithCode",
    summary="Second step of a sign-in: a code",
    description="After a right password was answered with `second_factor_needed`. Sets the "
    "session cookie.",
    responses={**_ENDED, 422: {"description": "`code_not_accepted`: wrong, or used before."}},
)
async def sign_in_with_code(
    body: SignInCodeBody,
    request: Request,
    response: Response,
    principal: _Anyone,
    identity: _Identity,
) -> SessionOut:
    signed_in = await identity.second_steps.by_code(
        body.pending, body.code.get_secret_value(), replaces=principal.session_id
    )
    return await session_answer(signed_in, request, response, identity)


@router.post(
    "/sign-in/passkey/options",
    operation_id="beginPasskeySignIn",
    summary="What the browser needs to sign in with a passkey",
    description="Without `pending`, for signing in with a passkey alone.",
    responses=_ENDED,
)
async def begin_passkey_sign_in(
    body: PasskeySignInOptionsBody, principal: _Anyone, identity: _Identity
) -> PasskeyOptionsOut:
    return PasskeyOptionsOut(public_key=await identity.second_steps.begin_passkey(body.pending))


@router.post(
    "/sign-in/passkey",
    operation_id="signInWithPasskey",
    summary="Sign in with a passkey",
    description="Alone, or as the second step of a sign-in. Sets the session cookie.",
    responses={**_ENDED, **_NOT_ACCEPTED},
)
async def sign_in_with_passkey(
    body: PasskeySignInBody,
    request: Request,
    response: Response,
    principal: _Anyone,
    identity: _Identity,
) -> SessionOut:
    signed_in = await identity.second_steps.by_passkey(
        body.credential, pending=body.pending, replaces=principal.session_id
    )
    return await session_answer(signed_in, request, response, identity)


@router.post(
    "/step-up/passkey/options",
    operation_id="beginPasskeyStepUp",
    summary="What the browser needs to prove oneself again",
)
async def begin_passkey_step_up(person: _Person, steps: _StepUp) -> PasskeyOptionsOut:
    return PasskeyOptionsOut(public_key=await steps.begin_passkey(person))


@router.post(
    "/step-up/passkey",
    operation_id="stepUpWithPasskey",
    summary="Prove again who one is, with a passkey",
    description="Before a sensitive act. The session goes on under a new cookie.",
    responses={**_NOT_ACCEPTED, 409: {"description": "`session_needed`"}},
)
async def step_up_with_passkey(  # noqa: PLR0917 (FastAPI fills them by name)
    body: PasskeyBody,
    request: Request,
    response: Response,
    person: _Person,
    identity: _Identity,
    steps: _StepUp,
) -> SessionOut:
    signed_in = await steps.by_passkey(person, body.credential)
    return await session_answer(signed_in, request, response, identity, is_no_news=True)


@router.post(
    "/passkeys/options",
    operation_id="beginPasskey",
    summary="What the browser needs to make a passkey",
    responses={409: {"description": "`too_many_passkeys`"}},
)
async def begin_passkey(
    person: _FreshPerson, identity: _Identity, passkeys: _Passkeys
) -> PasskeyOptionsOut:
    return PasskeyOptionsOut(public_key=await passkeys.begin_adding(await identity.person(person)))


@router.post(
    "/passkeys",
    operation_id="addPasskey",
    summary="Add a passkey",
    description="The session goes on under a new cookie. With a person's first second factor "
    "their other sessions end, and the answer holds recovery codes, once.",
    status_code=status.HTTP_201_CREATED,
    responses={
        **_NOT_ACCEPTED,
        409: {"description": "`passkey_already_added` or `session_needed`"},
        422: {"description": "`passkey_name_not_accepted`"},
    },
)
async def add_passkey(
    *,
    body: NewPasskeyBody,
    request: Request,
    response: Response,
    person: _Person,
    identity: _Identity,
    passkeys: _Passkeys,
    steps: _StepUp,
) -> EnrolledOut:
    session_of(person)
    enrolled = await passkeys.add(person.id, name=body.name, credential=body.credential)
    signed_in = await steps.after_enrolment(person, enrolled)
    return EnrolledOut(
        session=await session_answer(signed_in, request, response, identity, is_no_news=True),
        recovery_codes=list(enrolled.recovery_codes) if enrolled.recovery_codes else None,
    )


@router.patch(
    "/passkeys/{passkey_id}",
    operation_id="renamePasskey",
    summary="Rename a passkey",
    status_code=status.HTTP_204_NO_CONTENT,
    responses={**_NOT_FOUND, 422: {"description": "`passkey_name_not_accepted`"}},
)
async def rename_passkey(
    passkey_id: _PasskeyId, body: PasskeyNameBody, person: _Person, passkeys: _Passkeys
) -> None:
    await passkeys.rename(person.id, passkey_id, body.name)


@router.delete(
    "/passkeys/{passkey_id}",
    operation_id="removePasskey",
    summary="Remove a passkey",
    description="Staff keep at least one second factor.",
    status_code=status.HTTP_204_NO_CONTENT,
    responses={**_NOT_FOUND, 409: {"description": "`last_second_factor`: add another one first."}},
)
async def remove_passkey(
    passkey_id: _PasskeyId, person: _FreshPerson, identity: _Identity, passkeys: _Passkeys
) -> None:
    await passkeys.remove(await identity.person(person), passkey_id)
