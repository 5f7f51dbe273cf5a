"""Where a person is signed in: the list, ending one or all others, and notice of a new place."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime

from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import Principal
from paymentus.foundation.clock import Clock, rfc3339
from paymentus.foundation.errors import NotFound
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import Session, User
from paymentus.identity.domain.devices import Place
from paymentus.identity.repository import SessionStore, SessionsUnavailable
from paymentus.identity.repository.devices import DeviceStore
from paymentus.identity.service.account_mail import MailKind, account_mail
from paymentus.identity.service.farewells import Farewells
from paymentus.identity.service.known_devices import KnownDevices
from paymentus.identity.service.recent_users import RecentUsers


class DeviceNotFound(NotFound):
    """You are not signed in there, or no longer."""


@dataclass(frozen=True, slots=True)
class DeviceView:
    """One session of a person, in words. ``is_this`` marks the one that asks."""

    id: str
    device: str
    near: str
    signed_in_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    is_this: bool


class Devices:
    def __init__(
        self,
        *,
        redis: RedisClient,
        sessions: SessionStore,
        recent: RecentUsers,
        known: KnownDevices,
        farewells: Farewells,
        committer: Committer,
        clock: Clock,
    ) -> None:
        self._store = DeviceStore(redis)
        self._sessions = sessions
        self._recent = recent
        self._known = known
        self._farewells = farewells
        self._committer = committer
        self._clock = clock

    async def arrived(
        self, principal: Principal, place: Place, *, is_no_news: bool = False
    ) -> str | None:
        """Somebody has just signed in here; returns the mark that their browser keeps.

        From a browser that has no mark of theirs, a mail tells them of it, unless it
        ``is_no_news``: who registers or proves again who they are was here a moment ago.
        """
        user = await self._recent.find(principal.id, epoch=0)
        if user is None or principal.session_id is None:
            return None
        await self._store.remember(user.id, principal.session_id, place)
        if not self._known.knows(place.mark, user) and not is_no_news:
            await self._tell_of_new_place(user.id, place.device, place.near)
        return self._known.with_person(place.mark, user)

    async def token_given(self, user_id: str, place: Place) -> None:
        """A program got a token with the person's password: told once a month for each network.

        Programs work while Redis is away, and then this is not known.
        """
        with contextlib.suppress(SessionsUnavailable):
            if await self._store.is_first_from(user_id, place.near):
                await self._tell_of_new_place(user_id, place.device, place.near)

    def mark_for(self, user: User, place: Place) -> str:
        """The mark of a browser that knows the person from now on."""
        return self._known.with_person(place.mark, user)

    async def of_person(self, principal: Principal) -> list[DeviceView]:
        """The sessions that go on, this one first, then the one used last."""
        now = self._clock()
        live = await self._live(principal.id)
        words = await self._store.of_person(principal.id)
        views = [
            DeviceView(
                id=id,
                device=words[id][0],
                near=words[id][1],
                signed_in_at=session.created_at,
                last_seen_at=session.last_seen_at,
                expires_at=now + session.time_left(now),
                is_this=id == principal.session_id,
            )
            for id, session in live.items()
        ]
        return sorted(views, key=lambda one: (not one.is_this, -one.last_seen_at.timestamp()))

    async def end_one(
        self, principal: Principal, session_id: str, *, actor: str | None = None
    ) -> None:
        """Sign the person out there, within a second; ``actor`` is who did it, if not they.

        Raises ``DeviceNotFound``.
        """
        session = await self._sessions.find(session_id)
        if session is None or session.principal_id != principal.id:
            raise DeviceNotFound()
        # First the session: whatever happens to the record, the device is out.
        await self._sessions.end(session_id)
        await self._store.forget(principal.id, session_id)
        await self._farewells.tell(principal.id, sessions=[session_id])
        record = AuditRecord("user.device_signed_out", principal.id, actor or principal.id)
        await self._committer.commit(UnitOfWork(audit=(record,)))

    async def all_ended(self, user_id: str, *, spared: str | None = None) -> None:
        """The person's epoch was raised: their sessions go at once, and open pages are told.

        While Redis is away the epoch alone ends them, within five seconds of its return.
        """
        with contextlib.suppress(SessionsUnavailable):
            ids = [id for id in await self._store.of_person(user_id) if id != spared]
            for id in ids:
                await self._sessions.end(id)
            await self._store.forget(user_id, *ids)
            await self._farewells.tell(user_id, spared=spared)

    async def _live(self, user_id: str) -> dict[str, Session]:
        user = await self._recent.find(user_id, epoch=0)
        found = {}
        gone = []
        for id in await self._store.of_person(user_id):
            session = await self._sessions.find(id)
            if session is None or user is None or session.epoch != user.epoch:
                gone.append(id)
            elif not session.has_ended(self._clock()):
                found[id] = session
        await self._store.forget(user_id, *gone)
        return found

    async def _tell_of_new_place(self, user_id: str, device: str, near: str) -> None:
        message = account_mail(
            MailKind.NEW_DEVICE, user_id, device=device, near=near, at=rfc3339(self._clock())
        )
        record = AuditRecord("user.new_device", user_id, user_id)
        await self._committer.commit(UnitOfWork(audit=(record,), outbox=(message,)))
