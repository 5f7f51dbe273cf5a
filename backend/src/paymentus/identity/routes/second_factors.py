"""A person's own second factors, and proving again who one is."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response, status

from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.errors import FieldProblem, Rejected
from paymentus.foundation.http import provided
from paymentus.identity.routes.answers import network, session_answer
from paymentus.identity.schemas import (
    CodeBody,
    EnrolledOut,
    NewAuthenticatorOut,
    RecoveryCodesOut,
    SecondFactorsOut,
    SessionOut,
    StepUpBody,
)
from paymentus.identity.service import IdentityService, SecondFactorsService, StepUpService
from paymentus.identity.service.step_up import session_of

router = APIRouter(prefix="/api/v1/auth", tags=["second factors"], route_class=GuardedRoute)

_Identity = Annotated[IdentityService, provided(IdentityService)]
_Factors = Annotated[SecondFactorsService, provided(SecondFactorsService)]
_StepUp = Annotated[StepUpService, provided(StepUpService)]
_Person = Annotated[Principal, requires(Permission.SECOND_FACTORS_MANAGE_OWN)]
_FreshPerson = Annotated[Principal, requires(Permission.SECOND_FACTORS_MANAGE_OWN, fresh=True)]

_WRONG_CODE: dict[int | str, dict[str, Any]] = {
    422: {"description": "`code_not_accepted`: wrong, or used before."},
    429: {"description": "`too_many_requests`: wait `Retry-After` seconds."},
}


class NothingShown(Rejected):
    """Send a code, or your password if you have no second factor."""

    def __init__(self) -> None:
        super().__init__(fields=(FieldProblem("code", str(self.__doc__)),))


@router.get(
    "/second-factors",
    operation_id="getSecondFactors",
    summary="One's own second factors",
    description="The authenticator app, passkeys and recovery codes of who asks; no secrets.",
)
async def get_second_factors(
    person: _Person, identity: _Identity, factors: _Factors
) -> SecondFactorsOut:
    return SecondFactorsOut.of(await factors.of_user(await identity.person(person)))


@router.post(
    "/second-factors/authenticator",
    operation_id="beginAuthenticator",
    summary="Begin with an authenticator app",
    description="A secret for the app. It counts once a code of it has confirmed it.",
)
async def begin_authenticator(
    person: _FreshPerson, identity: _Identity, factors: _Factors
) -> NewAuthenticatorOut:
    new = await factors.begin_authenticator(await identity.person(person))
    return NewAuthenticatorOut.of(new)


@router.post(
    "/second-factors/authenticator/confirm",
    operation_id="confirmAuthenticator",
    summary="Confirm the authenticator app",
    description="By a code that it shows. The session goes on under a new cookie. With a person's "
    "first second factor their other sessions end, and the answer holds recovery codes, once.",
    responses={
        409: {"description": "`enrolment_not_begun`: begin again; or `session_needed`."},
        **_WRONG_CODE,
    },
)
async def confirm_authenticator(
    *,
    body: CodeBody,
    request: Request,
    response: Response,
    person: _Person,
    identity: _Identity,
    factors: _Factors,
    steps: _StepUp,
) -> EnrolledOut:
    session_of(person)
    enrolled = await factors.confirm_authenticator(person.id, body.code.get_secret_value())
    signed_in = await steps.after_enrolment(person, enrolled)
    return EnrolledOut(
        session=await session_answer(signed_in, request, response, identity, is_no_news=True),
        recovery_codes=list(enrolled.recovery_codes) if enrolled.recovery_codes else None,
    )


@router.delete(
    "/second-factors/authenticator",
    operation_id="removeAuthenticator",
    summary="Remove the authenticator app",
    description="Safe to repeat. Staff keep at least one second factor.",
    status_code=status.HTTP_204_NO_CONTENT,
    responses={409: {"description": "`last_second_factor`: add another one first."}},
)
async def remove_authenticator(
    person: _FreshPerson, identity: _Identity, factors: _Factors
) -> None:
    await factors.remove_authenticator(await identity.person(person))


@router.post(
    "/second-factors/recovery-codes",
    operation_id="makeRecoveryCodes",
    summary="Make recovery codes anew",
    description="Ten codes, shown once. Those made before count no more.",
    responses={409: {"description": "`no_second_factor`: add one first."}},
)
async def make_recovery_codes(person: _FreshPerson, factors: _Factors) -> RecoveryCodesOut:
    return RecoveryCodesOut(codes=list(await factors.make_recovery_codes(person.id)))


@router.post(
    "/step-up",
    operation_id="stepUp",
    summary="Prove again who one is",
    description="Before a sensitive act. The session goes on under a new cookie.",
    responses={
        409: {"description": "`second_factor_expected` or `session_needed`"},
        422: {"description": "`code_not_accepted` or `password_wrong`"},
        429: _WRONG_CODE[429],
    },
)
async def step_up(
    *,
    body: StepUpBody,
    request: Request,
    response: Response,
    person: _Person,
    identity: _Identity,
    steps: _StepUp,
) -> SessionOut:
    if body.code is not None:
        signed_in = await steps.by_code(person, body.code.get_secret_value())
    elif body.password is not None:
        password = body.password.get_secret_value()
        signed_in = await steps.by_password(person, password, client=network(request))
    else:
        raise NothingShown()
    return await session_answer(signed_in, request, response, identity, is_no_news=True)
