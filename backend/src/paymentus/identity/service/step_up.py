"""Proving again who one is, before an act that a stolen session must not be enough for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paymentus.foundation.authorization import Permission, Principal, SignInNeeded
from paymentus.foundation.errors import Conflict
from paymentus.identity.domain import User
from paymentus.identity.domain.second_factors import Way
from paymentus.identity.service.passkeys import PasskeysService
from paymentus.identity.service.people import People
from paymentus.identity.service.second_factors import Enrolled, SecondFactorsService
from paymentus.identity.service.sessions import Sessions, SignedIn

_PERSON = Permission.SECOND_FACTORS_MANAGE_OWN


class SecondFactorExpected(Conflict):
    """You have a second factor: show that one, not your password."""


class SessionNeeded(Conflict):
    """This works in a browser's session only. For a fresh token, ask for a new one with a code."""


class StepUpService:
    def __init__(
        self,
        *,
        people: People,
        sessions: Sessions,
        second_factors: SecondFactorsService,
        passkeys: PasskeysService,
    ) -> None:
        self._people = people
        self._sessions = sessions
        self._second_factors = second_factors
        self._passkeys = passkeys

    async def ways_of(self, principal: Principal) -> list[str]:
        """How this person can prove who they are, the easiest first; guests and keys cannot."""
        if principal.session_id is None or not principal.may(_PERSON):
            return []
        ways: tuple[Way, ...] = await self._second_factors.ways_of(principal.id)
        return list(ways or ("password",))

    async def by_code(self, principal: Principal, code: str) -> SignedIn:
        """Raises ``CodeNotAccepted`` or ``TooManyRequests``."""
        user = await self._user(principal)
        await self._second_factors.accept_code(user.id, code)
        return await self._done(principal, user, by="code", second_factor=True)

    async def by_password(self, principal: Principal, password: str, *, client: str) -> SignedIn:
        """For who has no second factor. Raises ``PasswordWrong`` or ``SecondFactorExpected``."""
        user = await self._user(principal)
        if await self._second_factors.ways_of(user.id):
            raise SecondFactorExpected()
        await self._people.check_password(user, password, client=client)
        return await self._done(principal, user, by="password", second_factor=False)

    async def begin_passkey(self, principal: Principal) -> dict[str, Any]:
        """What the browser needs to show a passkey of this person."""
        return await self._passkeys.begin_showing("step_up", principal.id)

    async def by_passkey(self, principal: Principal, credential: Mapping[str, Any]) -> SignedIn:
        """Raises ``PasskeyNotAccepted``."""
        user = await self._user(principal)
        await self._passkeys.shown("step_up", user.id, credential)
        return await self._done(principal, user, by="passkey", second_factor=True)

    async def after_enrolment(self, principal: Principal, enrolled: Enrolled) -> SignedIn:
        """The session goes on, now of somebody who has shown a second factor."""
        return await self._sessions.step_up(
            enrolled.user,
            session_of(principal),
            second_factor=True,
            raised_epoch=enrolled.recovery_codes is not None,
        )

    async def _user(self, principal: Principal) -> User:
        session_of(principal)
        user = await self._people.by_id(principal.id)
        if user is None:
            raise SignInNeeded()
        return user

    async def _done(
        self, principal: Principal, user: User, *, by: str, second_factor: bool
    ) -> SignedIn:
        signed_in = await self._sessions.step_up(
            user, session_of(principal), second_factor=second_factor
        )
        await self._people.record("user.stepped_up", user.id, user.id, by=by)
        return signed_in


def session_of(principal: Principal) -> str:
    """The session of who asks; raises ``SessionNeeded`` for the bearer of a token."""
    if principal.session_id is None:
        raise SessionNeeded()
    return principal.session_id
