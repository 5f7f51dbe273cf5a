"""The second step of a sign-in, and signing in with a passkey alone.

Between the steps there is no session: the browser holds a random name of what is pending, which
lives for ten minutes and a few wrong codes.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from paymentus.foundation.errors import Unauthenticated
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import User
from paymentus.identity.domain.second_factors import Way
from paymentus.identity.repository.short_lived import ShortLived
from paymentus.identity.service.passkeys import PasskeyNotAccepted, PasskeysService
from paymentus.identity.service.people import People
from paymentus.identity.service.second_factors import SecondFactorsService
from paymentus.identity.service.sessions import Sessions, SignedIn

TRIES_MAX = 5
LIFETIME = timedelta(minutes=10)


class SecondFactorNeeded(Unauthenticated):
    """Your password is right. Now show your second factor."""


class PendingSignInEnded(Unauthenticated):
    """This sign-in took too long or was tried too often. Start again with your password."""


class SecondSteps:
    def __init__(
        self,
        *,
        redis: RedisClient,
        people: People,
        sessions: Sessions,
        second_factors: SecondFactorsService,
        passkeys: PasskeysService,
    ) -> None:
        self._pending = ShortLived(redis, "pending-sign-in", LIFETIME)
        self._people = people
        self._sessions = sessions
        self._second_factors = second_factors
        self._passkeys = passkeys

    async def begin(self, user: User, ways: tuple[Way, ...]) -> SecondFactorNeeded:
        """What to answer to a right password: the name of the pending sign-in is in it."""
        pending = secrets.token_urlsafe(32)
        await self._pending.put(pending, {"user_id": user.id, "epoch": user.epoch})
        seconds = int(LIFETIME.total_seconds())
        return SecondFactorNeeded(
            extra={"pending": pending, "ways": list(ways), "expires_in": seconds}
        )

    async def by_code(self, pending: str, code: str, *, replaces: str | None) -> SignedIn:
        """Raises ``CodeNotAccepted``, ``PendingSignInEnded`` or ``TooManyRequests``."""
        user = await self._user_of(pending, counts=True)
        await self._second_factors.accept_code(user.id, code)
        return await self._finish(user, pending, by="code", replaces=replaces)

    async def begin_passkey(self, pending: str | None) -> dict[str, Any]:
        """What the browser needs to show a passkey, of the person of ``pending`` if given."""
        user = await self._user_of(pending, counts=False) if pending else None
        return await self._passkeys.begin_showing("sign_in", user.id if user else None)

    async def by_passkey(
        self, credential: Mapping[str, Any], *, pending: str | None, replaces: str | None
    ) -> SignedIn:
        """Raises ``PasskeyNotAccepted`` or ``PendingSignInEnded``."""
        user = await self._user_of(pending, counts=True) if pending else None
        user_id = await self._passkeys.shown("sign_in", user.id if user else None, credential)
        user = user or await self._people.by_id(user_id)
        if user is None or not user.may_sign_in:
            raise PasskeyNotAccepted()
        return await self._finish(user, pending, by="passkey", replaces=replaces)

    async def _user_of(self, pending: str, *, counts: bool) -> User:
        """``counts``: this is a try, and the sixth one ends the pending sign-in."""
        if counts and await self._pending.count_try(pending) > TRIES_MAX:
            await self._pending.take(pending)
        kept = await self._pending.find(pending)
        user = await self._people.by_id(kept["user_id"]) if kept else None
        if kept is None or user is None or user.epoch != kept["epoch"] or not user.may_sign_in:
            raise PendingSignInEnded()
        return user

    async def _finish(
        self, user: User, pending: str | None, *, by: str, replaces: str | None
    ) -> SignedIn:
        if pending and await self._pending.take(pending) is None:
            raise PendingSignInEnded()
        await self._people.record("user.signed_in", user.id, user.id, by=by)
        return await self._sessions.open(user, second_factor=True, replaces=replaces)
