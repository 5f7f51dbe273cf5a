"""Opening sessions, saying who a cookie belongs to, and ending them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from paymentus.foundation.authorization import (
    BILLER_BOUND,
    SECOND_FACTOR_NEEDED,
    GuestAccount,
    Principal,
    Role,
    SignInNeeded,
)
from paymentus.foundation.clock import Clock
from paymentus.foundation.ids import new_id
from paymentus.identity.domain import GuestSight, Session, SessionKind, User, limits_of
from paymentus.identity.repository import SessionStore
from paymentus.identity.repository.sessions import is_cookie_value, session_id_of
from paymentus.identity.service.recent_users import RecentUsers
from paymentus.identity.service.session_epoch import SessionEpoch


@dataclass(frozen=True, slots=True)
class SignedIn:
    """``cookie_max_age`` in seconds; None for a cookie that goes with the browser."""

    principal: Principal
    cookie: str
    cookie_max_age: int | None


class Sessions:
    def __init__(
        self, *, store: SessionStore, recent: RecentUsers, everybody: SessionEpoch, clock: Clock
    ) -> None:
        self._store = store
        self._recent = recent
        self._everybody = everybody
        self._clock = clock

    async def open(
        self, user: User, *, second_factor: bool, replaces: str | None = None
    ) -> SignedIn:
        """A new session with a new id; one the browser had before is never carried on.

        ``second_factor`` says whether the person has just shown one.
        """
        now = self._clock()
        session = Session.of_user(
            user_id=user.id,
            epoch=user.epoch,
            limits=limits_of(user.role),
            second_factor=second_factor,
            now=now,
            platform_epoch=await self._everybody.present(),
        )
        return await self._keep(session, user, replaces=replaces, now=now)

    async def step_up(
        self, user: User, session_id: str, *, second_factor: bool, raised_epoch: bool = False
    ) -> SignedIn:
        """The session under a new id after another proof; it ends when it would have ended.

        ``raised_epoch``: the person's epoch was raised just now, by what this session did; every
        other session of theirs is over. Raises ``SignInNeeded`` when this one is too.
        """
        session = await self._store.find(session_id)
        epoch = user.epoch - 1 if raised_epoch else user.epoch
        if session is None or (session.principal_id, session.epoch) != (user.id, epoch):
            raise SignInNeeded()
        now = self._clock()
        proved = session.stepped_up(now, second_factor=second_factor)
        return await self._keep(
            replace(proved, epoch=user.epoch), user, replaces=session_id, now=now
        )

    async def reopen(self, user: User, session_id: str) -> SignedIn:
        """The session under a new id after the person's epoch was raised; nothing new was proved.

        Raises ``SignInNeeded`` when it is over.
        """
        session = await self._store.find(session_id)
        if session is None or session.principal_id != user.id:
            raise SignInNeeded()
        now = self._clock()
        again = replace(session, epoch=user.epoch, last_seen_at=now)
        return await self._keep(again, user, replaces=session_id, now=now)

    async def _keep(
        self, session: Session, user: User, *, replaces: str | None, now: datetime
    ) -> SignedIn:
        cookie = await self._store.open(session, now=now)
        if replaces:
            await self._store.end(replaces)
        left = int((session.expires_at - now).total_seconds())
        return SignedIn(
            principal=_of_session(user, session, session_id=session_id_of(cookie), now=now),
            cookie=cookie,
            cookie_max_age=left if limits_of(user.role).kept else None,
        )

    async def open_for_guest(self, sight: GuestSight, *, replaces: str | None = None) -> str:
        """The cookie of a guest; see ``IdentityService.open_guest_session``."""
        before = await self._store.find(replaces) if replaces else None
        same = before is not None and before.guest is not None and _same(before.guest, sight)
        guest_id = before.principal_id if before is not None and same else new_id("gst")
        now = self._clock()
        epoch = await self._everybody.present()
        session = Session.of_guest(guest_id=guest_id, sight=sight, now=now, platform_epoch=epoch)
        cookie = await self._store.open(session, now=now)
        if replaces and before is not None and before.kind is SessionKind.GUEST:
            await self._store.end(replaces)
        return cookie

    async def principal_of_cookie(self, cookie: str) -> Principal | None:
        """Who a cookie belongs to, or None. Counts as use of the session."""
        if not is_cookie_value(cookie):
            return None
        session_id = session_id_of(cookie)
        session = await self._store.find(session_id)
        if session is None:
            return None
        now = self._clock()
        principal = await self._principal_of(session, session_id, now)
        if principal is None or session.has_ended(now):
            await self._store.end(session_id)
            return None
        seen = session.seen(now)
        if seen is not session:
            await self._store.touch(session_id, seen, now=now)
        return principal

    async def is_live(self, cookie: str) -> bool:
        """Whether the cookie's session goes on; unlike a request, to ask is no use of it."""
        session_id = session_id_of(cookie)
        session = await self._store.find(session_id)
        now = self._clock()
        if session is None or session.has_ended(now):
            return False
        return await self._principal_of(session, session_id, now) is not None

    async def find(self, session_id: str) -> Session | None:
        return await self._store.find(session_id)

    async def listed(self, *, limit: int) -> list[tuple[str, Session]]:
        """What is kept of sessions, for an inquiry; see ``SessionStore.listed``."""
        return await self._store.listed(limit=limit)

    async def end(self, session_id: str) -> None:
        await self._store.end(session_id)

    async def _principal_of(
        self, session: Session, session_id: str, now: datetime
    ) -> Principal | None:
        if not await self._everybody.is_present(session.platform_epoch):
            return None
        if session.guest is not None:
            return Principal.of_role(
                Role.GUEST,
                id=session.principal_id,
                guest_account=GuestAccount(session.guest.biller_id, session.guest.account_number),
                session_id=session_id,
            )
        user = await self._recent.find(session.principal_id, epoch=session.epoch)
        if user is None or user.epoch != session.epoch or not user.may_sign_in:
            return None
        return _of_session(user, session, session_id=session_id, now=now)


def principal_of(
    user: User, *, session_id: str | None, fresh: bool, second_factor: bool
) -> Principal:
    """A person as the one who asks; ``second_factor`` says whether they have shown one."""
    principal = Principal.of_role(
        user.role,
        id=user.id,
        biller_id=user.biller_id if user.role in BILLER_BOUND else None,
        session_id=session_id,
        fresh=fresh,
    )
    if user.role in SECOND_FACTOR_NEEDED and not second_factor:
        return principal.before_second_factor()
    return principal


def _of_session(user: User, session: Session, *, session_id: str, now: datetime) -> Principal:
    return principal_of(
        user,
        session_id=session_id,
        fresh=session.is_fresh(now),
        second_factor=session.second_factor_at is not None,
    )


def _same(before: GuestSight, now: GuestSight) -> bool:
    return (before.biller_id, before.account_number) == (now.biller_id, now.account_number)
