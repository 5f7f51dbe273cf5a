"""Registering, signing in and out, and saying who a cookie or a token belongs to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from paymentus.commit.domain import AlreadyExists, AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import (
    ANONYMOUS,
    BILLER_BOUND,
    GuestAccount,
    Principal,
    Role,
)
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Conflict, FieldProblem, Unauthenticated
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Database
from paymentus.foundation.rate_limits import Limit, RateLimiter
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import (
    GuestSight,
    Session,
    SessionKind,
    User,
    UserStatus,
    check_registration,
    check_role,
    limits_of,
)
from paymentus.identity.repository import SessionStore, UserRepository, insertion, with_epoch_raised
from paymentus.identity.repository.sessions import is_cookie_value, session_id_of
from paymentus.identity.service.access_tokens import AccessToken, AccessTokens, TokenNotValid
from paymentus.identity.service.keys import IdentityKeys
from paymentus.identity.service.password_hashing import PasswordHashing
from paymentus.identity.service.recent_users import RecentUsers

# Two limits on guessing: one place may not guess long at one person, and many places together
# not forever. The second is wide, so that a stranger cannot easily lock a person out.
GUESSES_FROM_ONE_PLACE = Limit("sign-in-guesses", 10, timedelta(minutes=15), guards_secrets=True)
GUESSES_IN_ALL = Limit("sign-in-guesses-in-all", 100, timedelta(hours=1), guards_secrets=True)

_RACES_MAX = 3

BillerName = Callable[[str], Awaitable[str | None]]


class EmailOrPasswordWrong(Unauthenticated):
    """The email address or the password is wrong."""


class EmailAlreadyRegistered(Conflict):
    """There is an account with this email address. Sign in instead."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """``cookie_max_age`` in seconds; None for a cookie that goes with the browser."""

    principal: Principal
    cookie: str
    cookie_max_age: int | None


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
    ) -> None:
        self._users = UserRepository(database)
        self._recent = RecentUsers(self._users)
        self._sessions = SessionStore(redis)
        self._passwords = PasswordHashing()
        self._tokens = AccessTokens(secret=keys.token_secret, issuer=issuer, clock=clock)
        self._keys = keys
        self._limiter = limiter
        self._committer = committer
        self._clock = clock
        self._biller_name = biller_name

    async def register(
        self, *, email: str, password: str, full_name: str, replaces: str | None = None
    ) -> SignedIn:
        """Make a payer and sign them in; ``replaces`` is the session that ends with it.

        Raises ``RegistrationNotAccepted`` or ``EmailAlreadyRegistered``.
        """
        check_registration(email=email, password=password, full_name=full_name)
        user = await self._new_user(
            email=email, password=password, full_name=full_name, role=Role.PAYER, biller_id=None
        )
        record = AuditRecord("user.registered", user.id, user.id, {"role": user.role.value})
        try:
            await self._committer.commit(UnitOfWork(inserts=(insertion(user),), audit=(record,)))
        except AlreadyExists as taken:
            raise EmailAlreadyRegistered(
                fields=(FieldProblem("email", "Sign in with this address instead."),)
            ) from taken
        return await self._open(user, replaces)

    async def sign_in(
        self, *, email: str, password: str, client: str, replaces: str | None = None
    ) -> SignedIn:
        """Open a new session; ``client`` is the network the request came from.

        Raises ``EmailOrPasswordWrong``, the same for every reason, or ``TooManyRequests``.
        """
        user = await self._authenticated(email, password, client=client, by="password")
        await self._record("user.signed_in", user.id, user.id, by="password")
        return await self._open(user, replaces)

    async def issue_token(self, *, email: str, password: str, client: str) -> AccessToken:
        """A bearer token for an API client; the same refusals as :meth:`sign_in`."""
        user = await self._authenticated(email, password, client=client, by="token")
        await self._record("user.token_issued", user.id, user.id, by="token")
        return self._tokens.issue(user_id=user.id, epoch=user.epoch)

    async def sign_out(self, principal: Principal) -> None:
        """End the session; does nothing for who has none."""
        if principal.session_id is None:
            return
        # First the session: whatever happens to the record, the person is out.
        await self._sessions.end(principal.session_id)
        await self._record("user.signed_out", principal.id, principal.id, by="person")

    async def principal_of_session(self, cookie: str) -> Principal | None:
        """Who a cookie belongs to, or None. Counts as use of the session."""
        if not is_cookie_value(cookie):
            return None
        session_id = session_id_of(cookie)
        session = await self._sessions.find(session_id)
        if session is None:
            return None
        now = self._clock()
        principal = await self._principal_of(session, session_id)
        if principal is None or session.has_ended(now):
            await self._sessions.end(session_id)
            return None
        seen = session.seen(now)
        if seen is not session:
            await self._sessions.touch(session_id, seen, now=now)
        return principal

    async def principal_of_token(self, token: str) -> Principal:
        """Who a bearer token belongs to; raises ``TokenNotValid``."""
        claims = self._tokens.read(token)
        user = await self._recent.find(claims.user_id, epoch=claims.epoch)
        if user is None or user.epoch != claims.epoch or not user.may_sign_in:
            raise TokenNotValid()
        return _principal(user, session_id=None)

    async def describe(self, principal: Principal) -> SessionView:
        """The principal with the names and permissions that a screen shows."""
        if principal.is_key:
            return SessionView(principal)
        if principal.role is Role.GUEST and principal.session_id is not None:
            session = await self._sessions.find(principal.session_id)
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
        before = await self._sessions.find(replaces) if replaces else None
        same = before is not None and before.guest is not None and _same(before.guest, sight)
        guest_id = before.principal_id if before is not None and same else new_id("gst")
        now = self._clock()
        cookie = await self._sessions.open(
            Session.of_guest(guest_id=guest_id, sight=sight, now=now), now=now
        )
        if replaces and before is not None and before.kind is SessionKind.GUEST:
            await self._sessions.end(replaces)
        return cookie

    async def create_user(
        self,
        *,
        email: str,
        password: str,
        full_name: str,
        role: Role,
        biller_id: str | None = None,
        actor: str,
    ) -> User:
        """Make a person of any role, or return the one who has this address, unchanged.

        For administrators and seeds. Raises ``RegistrationNotAccepted`` or ``RoleNotAssignable``.
        """
        check_registration(email=email, password=password, full_name=full_name)
        check_role(role=role, biller_id=biller_id)
        present = await self.user_by_email(email)
        if present is not None:
            return present
        user = await self._new_user(
            email=email, password=password, full_name=full_name, role=role, biller_id=biller_id
        )
        record = AuditRecord(
            "user.created", user.id, actor, {"role": role.value, "biller_id": biller_id}
        )
        unit = UnitOfWork(inserts=(insertion(user),), audit=(record,))
        for _ in range(_RACES_MAX):
            try:
                await self._committer.commit(unit)
                return user
            except AlreadyExists as lost:
                # Refused because of a neighbour in the same batch, who is then not yet written:
                # asking once more waits for them.
                race = lost
            present = await self.user_by_email(email)
            if present is not None:
                return present
        raise race

    async def user_by_email(self, email: str) -> User | None:
        return await self._users.by_email_index(self._keys.email_index(email))

    async def email_address_of(self, user_id: str) -> str | None:
        """Where to write to a person; None for a guest or somebody unknown."""
        user = await self._recent.find(user_id, epoch=0)
        return user.email_address if user else None

    async def end_all_sessions(self, user_id: str, *, actor: str) -> None:
        """Raise the person's epoch: every session and token ends, everywhere within 5 seconds.

        Raises ``VersionConflict`` when somebody changed the person at the same moment.
        """
        user = await self._users.by_id(user_id)
        if user is None:
            return
        record = AuditRecord("user.sessions_ended", user.id, actor, {"epoch": user.epoch + 1})
        await self._committer.commit(
            UnitOfWork(updates=(with_epoch_raised(user),), audit=(record,))
        )
        self._recent.forget(user_id)

    async def _authenticated(self, email: str, password: str, *, client: str, by: str) -> User:
        email_index = self._keys.email_index(email)
        place = f"{email_index} {client}"
        await self._limiter.spend(GUESSES_FROM_ONE_PLACE, place)
        await self._limiter.spend(GUESSES_IN_ALL, email_index)
        user = await self._users.by_email_index(email_index)
        right = await self._passwords.matches(user.password_hash if user else None, password)
        if user is None or not right or not user.may_sign_in:
            # One record either way, so that the time taken tells nothing.
            subject = user.id if user else "usr_unknown"
            await self._record("user.sign_in_refused", subject, "anonymous", by=by)
            raise EmailOrPasswordWrong()
        # Only wrong guesses count, but each is counted before it is judged, so that many
        # sent at once are no way around.
        await self._limiter.forgive(GUESSES_FROM_ONE_PLACE, place)
        await self._limiter.forgive(GUESSES_IN_ALL, email_index)
        return user

    async def _new_user(
        self, *, email: str, password: str, full_name: str, role: Role, biller_id: str | None
    ) -> User:
        now = self._clock()
        return User(
            id=new_id("usr", at=now),
            email_index=self._keys.email_index(email),
            email_address=email.strip(),
            full_name=full_name.strip(),
            role=role,
            biller_id=biller_id,
            password_hash=await self._passwords.hash(password),
            epoch=1,
            status=UserStatus.ACTIVE,
            created_at=now,
        )

    async def _open(self, user: User, replaces: str | None) -> SignedIn:
        """A new session with a new id; one the browser had before is never carried on."""
        now = self._clock()
        limits = limits_of(user.role)
        session = Session.of_user(user_id=user.id, epoch=user.epoch, limits=limits, now=now)
        cookie = await self._sessions.open(session, now=now)
        if replaces:
            await self._sessions.end(replaces)
        return SignedIn(
            principal=_principal(user, session_id=session_id_of(cookie)),
            cookie=cookie,
            cookie_max_age=int(limits.absolute.total_seconds()) if limits.kept else None,
        )

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
        return _principal(user, session_id=session_id)

    async def _record(self, event: str, subject: str, actor: str, *, by: str) -> None:
        record = AuditRecord(event, subject, actor, {"by": by})
        await self._committer.commit(UnitOfWork(audit=(record,)))


def _principal(user: User, *, session_id: str | None) -> Principal:
    return Principal.of_role(
        user.role,
        id=user.id,
        biller_id=user.biller_id if user.role in BILLER_BOUND else None,
        session_id=session_id,
    )


def _same(before: GuestSight, now: GuestSight) -> bool:
    return (before.biller_id, before.account_number) == (now.biller_id, now.account_number)
