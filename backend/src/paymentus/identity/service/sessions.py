"""Opening sessions, saying who a cookie belongs to, and ending them."""

from __future__ import annotations

from dataclasses import dataclass

from paymentus.foundation.authorization import BILLER_BOUND, GuestAccount, Principal, Role
from paymentus.foundation.clock import Clock
from paymentus.foundation.ids import new_id
from paymentus.identity.domain import GuestSight, Session, SessionKind, User, limits_of
from paymentus.identity.repository import SessionStore
from paymentus.identity.repository.sessions import is_cookie_value, session_id_of
from paymentus.identity.service.recent_users import RecentUsers


@dataclass(frozen=True, slots=True)
class SignedIn:
    """``cookie_max_age`` in seconds; None for a cookie that goes with the browser."""

    principal: Principal
    cookie: str
    cookie_max_age: int | None


class Sessions:
    def __init__(self, *, store: SessionStore, recent: RecentUsers, clock: Clock) -> None:
        self._store = store
        self._recent = recent
        self._clock = clock

    async def open(self, user: User, *, replaces: str | None = None) -> SignedIn:
        """A new session with a new id; one the browser had before is never carried on."""
        now = self._clock()
        limits = limits_of(user.role)
        session = Session.of_user(user_id=user.id, epoch=user.epoch, limits=limits, now=now)
        cookie = await self._store.open(session, now=now)
        if replaces:
            await self._store.end(replaces)
        return SignedIn(
            principal=principal_of(user, session_id=session_id_of(cookie)),
            cookie=cookie,
            cookie_max_age=int(limits.absolute.total_seconds()) if limits.kept else None,
        )

    async def open_for_guest(self, sight: GuestSight, *, replaces: str | None = None) -> str:
        """The cookie of a guest; see ``IdentityService.open_guest_session``."""
        before = await self._store.find(replaces) if replaces else None
        same = before is not None and before.guest is not None and _same(before.guest, sight)
        guest_id = before.principal_id if before is not None and same else new_id("gst")
        now = self._clock()
        session = Session.of_guest(guest_id=guest_id, sight=sight, now=now)
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
        principal = await self._principal_of(session, session_id)
        if principal is None or session.has_ended(now):
            await self._store.end(session_id)
            return None
        seen = session.seen(now)
        if seen is not session:
            await self._store.touch(session_id, seen, now=now)
        return principal

    async def find(self, session_id: str) -> Session | None:
        return await self._store.find(session_id)

    async def end(self, session_id: str) -> None:
        await self._store.end(session_id)

    async def _principal_of(self, session: Session, session_id: str) -> Principal | None:
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
        return principal_of(user, session_id=session_id)


def principal_of(user: User, *, session_id: str | None) -> Principal:
    """A person as the one who asks."""
    return Principal.of_role(
        user.role,
        id=user.id,
        biller_id=user.biller_id if user.role in BILLER_BOUND else None,
        session_id=session_id,
    )


def _same(before: GuestSight, now: GuestSight) -> bool:
    return (before.biller_id, before.account_number) == (now.biller_id, now.account_number)
