"""Registering, signing in and out, and saying who a cookie or a token belongs to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import (
    ANONYMOUS,
    FRESH_FOR,
    Principal,
    Role,
)
from paymentus.foundation.clock import Clock
from paymentus.foundation.event_stream import EventStream
from paymentus.foundation.mongo import Database
from paymentus.foundation.rate_limits import RateLimiter
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import GuestSight, User
from paymentus.identity.domain.devices import Place
from paymentus.identity.repository import SessionStore, UserRepository, with_epoch_raised
from paymentus.identity.repository.mailed_links import MailedLinkRepository
from paymentus.identity.repository.refresh_tokens import RefreshRepository
from paymentus.identity.service.access_tokens import AccessToken, AccessTokens, TokenNotValid
from paymentus.identity.service.account_mail import AccountMails
from paymentus.identity.service.devices import Devices
from paymentus.identity.service.farewells import Farewells
from paymentus.identity.service.guessing import Guessing
from paymentus.identity.service.keys import IdentityKeys
from paymentus.identity.service.known_devices import KnownDevices
from paymentus.identity.service.mailed_links import MailedLinks
from paymentus.identity.service.passkeys import PasskeysService
from paymentus.identity.service.password_hashing import PasswordHashing
from paymentus.identity.service.password_lists import PasswordLists
from paymentus.identity.service.password_reset import PasswordReset
from paymentus.identity.service.people import NoSuchPerson, People
from paymentus.identity.service.recent_users import RecentUsers
from paymentus.identity.service.refresh_tokens import GivenRefresh, RefreshTokens
from paymentus.identity.service.second_factors import SecondFactorsService
from paymentus.identity.service.second_steps import SecondFactorNeeded, SecondSteps
from paymentus.identity.service.session_epoch import SessionEpoch
from paymentus.identity.service.sessions import Sessions, SignedIn, principal_of
from paymentus.identity.service.verification import Verification

BillerName = Callable[[str], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class SessionView:
    """What a person may know of their own session."""

    principal: Principal
    user: User | None = None
    biller_name: str | None = None
    guest: GuestSight | None = None


class IdentityService:
    """``issuer`` is our public address; ``biller_name`` tells a biller's name by its id."""

    def __init__(
        self,
        *,
        database: Database,
        redis: RedisClient,
        committer: Committer,
        clock: Clock,
        limiter: RateLimiter,
        keys: IdentityKeys,
        issuer: str,
        biller_name: BillerName,
        passwords: PasswordHashing,
        second_factors: SecondFactorsService,
        passkeys: PasskeysService,
        lists: PasswordLists,
        stream: EventStream,
    ) -> None:
        self._users = UserRepository(database, committer.sealed)
        self._recent = RecentUsers(self._users)
        known = KnownDevices(keys.device_key)
        store = SessionStore(redis, committer.sealed)
        self.people = People(
            users=self._users,
            passwords=passwords,
            committer=committer,
            clock=clock,
            limiter=limiter,
            keys=keys,
            lists=lists,
            guessing=Guessing(redis=redis, limiter=limiter, known=known, clock=clock),
        )
        self.everybody = SessionEpoch(database)
        self.sessions = Sessions(
            store=store, recent=self._recent, everybody=self.everybody, clock=clock
        )
        self.devices = Devices(
            redis=redis,
            sessions=store,
            recent=self._recent,
            known=known,
            farewells=Farewells(stream),
            committer=committer,
            clock=clock,
        )
        links = MailedLinks(
            links=MailedLinkRepository(database),
            users=self._users,
            committer=committer,
            keys=keys,
            clock=clock,
        )
        self.mails = AccountMails(users=self._users, links=links, public_url=issuer)
        self.verification = Verification(
            users=self._users,
            recent=self._recent,
            people=self.people,
            links=links,
            committer=committer,
            limiter=limiter,
            keys=keys,
            clock=clock,
        )
        self.password_reset = PasswordReset(
            users=self._users,
            recent=self._recent,
            people=self.people,
            passwords=passwords,
            lists=lists,
            links=links,
            devices=self.devices,
            committer=committer,
            limiter=limiter,
            keys=keys,
            clock=clock,
        )
        self.second_steps = SecondSteps(
            redis=redis,
            people=self.people,
            sessions=self.sessions,
            second_factors=second_factors,
            passkeys=passkeys,
        )
        self._second_factors = second_factors
        self._clock = clock
        self._tokens = AccessTokens(
            secret=keys.token_secret,
            previous=keys.previous_token_secret,
            issuer=issuer,
            clock=clock,
        )
        self._refresh = RefreshTokens(
            families=RefreshRepository(database),
            users=self._users,
            committer=committer,
            clock=clock,
            key=keys.refresh_key,
            everybody=self.everybody,
        )
        self._committer = committer
        self._biller_name = biller_name

    async def register(
        self, *, email: str, password: str, full_name: str, replaces: str | None = None
    ) -> SignedIn:
        """Make a payer and sign them in; ``replaces`` is the session that ends with it.

        Raises ``RegistrationNotAccepted``.
        """
        user = await self.people.register(email=email, password=password, full_name=full_name)
        return await self.sessions.open(user, second_factor=False, replaces=replaces)

    async def sign_in(
        self,
        *,
        email: str,
        password: str,
        client: str,
        mark: str | None = None,
        replaces: str | None = None,
    ) -> SignedIn:
        """Open a new session; ``client`` is the network the request came from, ``mark`` the
        browser's device cookie.

        Raises ``EmailOrPasswordWrong``, the same for every reason, ``TooManyRequests``, or
        ``SecondFactorNeeded`` with the name under which ``second_steps`` goes on.
        """
        user = await self.people.recognised(
            email, password, client=client, mark=mark, by="password"
        )
        ways = await self._second_factors.ways_of(user.id)
        if ways:
            raise await self.second_steps.begin(user, ways)
        await self.people.record("user.signed_in", user.id, user.id, by="password")
        return await self.sessions.open(user, second_factor=False, replaces=replaces)

    async def issue_token(
        self,
        *,
        email: str,
        password: str,
        client: str,
        device: str = "A program",
        code: str | None = None,
    ) -> AccessToken:
        """A bearer token for an API client; the same refusals as :meth:`sign_in`.

        ``code`` is for people with a second factor: raises ``SecondFactorNeeded`` without one, and
        ``CodeNotAccepted`` for a wrong one.
        """
        user = await self.people.recognised(email, password, client=client, by="token")
        ways = await self._second_factors.ways_of(user.id)
        if ways:
            if code is None:
                raise SecondFactorNeeded(extra={"ways": list(ways)})
            await self._second_factors.accept_code(user.id, code)
        place = Place(network=client, device=device)
        given = await self._refresh.begin(user, place, second_factor=bool(ways))
        record = AuditRecord("user.token_issued", user.id, user.id, {"by": "token"})
        await self._committer.commit(UnitOfWork(inserts=(given.insert,), audit=(record,)))
        await self.devices.token_given(user.id, place)
        return await self._access(user, given)

    async def refresh_token(self, token: str, *, client: str) -> AccessToken:
        """The next bearer and refresh token. Raises ``RefreshTokenNotValid``."""
        user, given = await self._refresh.exchange(token, Place(network=client))
        return await self._access(user, given)

    async def end_refresh_token(self, token: str) -> None:
        """The program is done: no token of its family counts from now on."""
        await self._refresh.end(token)

    async def _access(self, user: User, given: GivenRefresh) -> AccessToken:
        access = self._tokens.issue(
            user_id=user.id,
            epoch=user.epoch,
            proved_at=given.proved_at,
            second_factor=given.second_factor,
            platform_epoch=await self.everybody.present(),
        )
        return replace(access, refresh_token=given.token)

    async def sign_out(self, principal: Principal) -> None:
        """End the session; does nothing for who has none."""
        if principal.session_id is None:
            return
        # First the session: whatever happens to the record, the person is out.
        await self.sessions.end(principal.session_id)
        await self.people.record("user.signed_out", principal.id, principal.id, by="person")

    async def principal_of_session(self, cookie: str) -> Principal | None:
        """Who a cookie belongs to, or None. Counts as use of the session."""
        return await self.sessions.principal_of_cookie(cookie)

    async def is_signed_in(self, cookie: str) -> bool:
        """Whether the cookie's session goes on. To ask is no use of it."""
        return await self.sessions.is_live(cookie)

    async def principal_of_token(self, token: str) -> Principal:
        """Who a bearer token belongs to; raises ``TokenNotValid``."""
        claims = self._tokens.read(token)
        user = await self._recent.find(claims.user_id, epoch=claims.epoch)
        if not await self.everybody.is_present(claims.platform_epoch):
            raise TokenNotValid()
        if user is None or user.epoch != claims.epoch or not user.may_sign_in:
            raise TokenNotValid()
        return principal_of(
            user,
            session_id=None,
            fresh=self._clock() < claims.proved_at + FRESH_FOR,
            second_factor=claims.second_factor,
        )

    async def person(self, principal: Principal) -> User:
        """The person who asks, as they are now; raises ``NoSuchPerson`` for who is none."""
        user = await self._users.by_id(principal.id)
        if user is None:
            raise NoSuchPerson()
        return user

    async def describe(self, principal: Principal) -> SessionView:
        """The principal with the names and permissions that a screen shows."""
        if principal.is_key:
            return SessionView(principal)
        if principal.role is Role.GUEST and principal.session_id is not None:
            session = await self.sessions.find(principal.session_id)
            if session is not None:
                return SessionView(principal, guest=session.guest)
        elif principal.role is not Role.ANONYMOUS:
            user = await self._users.by_id(principal.id)
            if user is not None:
                name = await self._biller_name(user.biller_id) if user.biller_id else None
                return SessionView(principal, user, biller_name=name)
        return SessionView(ANONYMOUS)

    async def open_guest_session(
        self,
        *,
        biller_id: str,
        account_number: str,
        biller_name: str,
        replaces: str | None = None,
    ) -> str:
        """The cookie of somebody who has shown to know a biller account, and sees it alone.

        ``replaces`` is the session id of the asker's present guest session, which ends. Where
        that was for the same account the checkout id stays, so that a payment begun is still
        theirs.
        """
        sight = GuestSight(
            biller_id=biller_id, biller_name=biller_name, account_number=account_number
        )
        return await self.sessions.open_for_guest(sight, replaces=replaces)

    async def create_user(
        self,
        *,
        email: str,
        password: str,
        full_name: str,
        role: Role,
        biller_id: str | None = None,
        actor: str,
        is_published: bool = False,
    ) -> User:
        """Make a person of any role, or return the one who has this address, unchanged.

        For administrators and seeds; ``is_published`` is said of the password of demonstration
        data, which is not judged. Raises ``RegistrationNotAccepted`` or ``RoleNotAssignable``.
        """
        return await self.people.create(
            email=email,
            password=password,
            full_name=full_name,
            role=role,
            biller_id=biller_id,
            actor=actor,
            is_published=is_published,
        )

    async def user_by_email(self, email: str) -> User | None:
        return await self.people.by_email(email)

    async def email_address_of(self, user_id: str) -> str | None:
        """Where to write to a person; None for a guest or somebody unknown."""
        user = await self.recent_person(user_id)
        return user.email_address if user else None

    async def recent_person(self, user_id: str) -> User | None:
        """A person as they were at most five seconds ago."""
        return await self._recent.find(user_id, epoch=0)

    def forget(self, user_id: str) -> None:
        """What this process remembers of a person; the others ask again within five seconds."""
        self._recent.forget(user_id)

    async def change_password(
        self, principal: Principal, *, present: str, new_password: str, place: Place
    ) -> SignedIn | None:
        """A new password; every session ends, and the one that asked is opened anew.

        None for who asked by a token. See ``PasswordReset.change``.
        """
        user = await self.password_reset.change(
            principal, present=present, new_password=new_password, place=place
        )
        return await self._opened_anew(principal, user)

    async def end_other_sessions(self, principal: Principal) -> SignedIn | None:
        """End every session and token of the person; the one that asked is opened anew."""
        await self.end_all_sessions(principal.id, actor=principal.id, spared=principal.session_id)
        user = await self._users.by_id(principal.id)
        return await self._opened_anew(principal, user) if user else None

    async def _opened_anew(self, principal: Principal, user: User) -> SignedIn | None:
        if principal.session_id is None:
            return None
        return await self.sessions.reopen(user, principal.session_id)

    async def end_all_sessions(
        self, user_id: str, *, actor: str, spared: str | None = None
    ) -> None:
        """Raise the person's epoch: every session ends at once, and every token within 5 seconds.

        Pages of the ``spared`` session are not told: it is about to be opened anew. Raises
        ``VersionConflict`` when somebody changed the person at the same moment.
        """
        user = await self._users.by_id(user_id)
        if user is None:
            return
        record = AuditRecord("user.sessions_ended", user.id, actor, {"epoch": user.epoch + 1})
        await self._committer.commit(
            UnitOfWork(updates=(with_epoch_raised(user),), audit=(record,))
        )
        self._recent.forget(user_id)
        await self.devices.all_ended(user_id, spared=spared)
