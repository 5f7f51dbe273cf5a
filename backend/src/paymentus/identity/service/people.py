"""Making people, finding them, and telling whether a password is theirs."""

from __future__ import annotations

from datetime import timedelta

from paymentus.commit.domain import AlreadyExists, AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import Role
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Conflict, FieldProblem, Rejected, Unauthenticated
from paymentus.foundation.ids import new_id
from paymentus.foundation.rate_limits import Limit, RateLimiter
from paymentus.identity.domain import User, UserStatus, check_registration, check_role
from paymentus.identity.repository import UserRepository, insertion
from paymentus.identity.service.keys import IdentityKeys
from paymentus.identity.service.password_hashing import PasswordHashing

# Two limits on guessing: one place may not guess long at one person, and many places together
# not forever. The second is wide, so that a stranger cannot easily lock a person out.
GUESSES_FROM_ONE_PLACE = Limit("sign-in-guesses", 10, timedelta(minutes=15), guards_secrets=True)
GUESSES_IN_ALL = Limit("sign-in-guesses-in-all", 100, timedelta(hours=1), guards_secrets=True)

_RACES_MAX = 3


class EmailOrPasswordWrong(Unauthenticated):
    """The email address or the password is wrong."""


class PasswordWrong(Rejected):
    """This is not your password."""

    def __init__(self) -> None:
        super().__init__(fields=(FieldProblem("password", str(self.__doc__)),))


class EmailAlreadyRegistered(Conflict):
    """There is an account with this email address. Sign in instead."""


class People:
    def __init__(
        self,
        *,
        users: UserRepository,
        passwords: PasswordHashing,
        committer: Committer,
        clock: Clock,
        limiter: RateLimiter,
        keys: IdentityKeys,
    ) -> None:
        self._users = users
        self._passwords = passwords
        self._committer = committer
        self._clock = clock
        self._limiter = limiter
        self._keys = keys

    async def by_id(self, user_id: str) -> User | None:
        return await self._users.by_id(user_id)

    async def by_email(self, email: str) -> User | None:
        return await self._users.by_email_index(self._keys.email_index(email))

    async def register(self, *, email: str, password: str, full_name: str) -> User:
        """Make a payer. Raises ``RegistrationNotAccepted`` or ``EmailAlreadyRegistered``."""
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
        return user

    async def create(
        self,
        *,
        email: str,
        password: str,
        full_name: str,
        role: Role,
        biller_id: str | None,
        actor: str,
    ) -> User:
        """Make a person of any role, or return the one who has this address, unchanged.

        Raises ``RegistrationNotAccepted`` or ``RoleNotAssignable``.
        """
        check_registration(email=email, password=password, full_name=full_name)
        check_role(role=role, biller_id=biller_id)
        present = await self.by_email(email)
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
            present = await self.by_email(email)
            if present is not None:
                return present
        raise race

    async def recognised(self, email: str, password: str, *, client: str, by: str) -> User:
        """The person whose password this is; ``client`` is the network the request came from.

        Raises ``EmailOrPasswordWrong``, the same for every reason, or ``TooManyRequests``.
        """
        email_index = self._keys.email_index(email)
        place = f"{email_index} {client}"
        await self._limiter.spend(GUESSES_FROM_ONE_PLACE, place)
        await self._limiter.spend(GUESSES_IN_ALL, email_index)
        user = await self._users.by_email_index(email_index)
        right = await self._passwords.matches(user.password_hash if user else None, password)
        if user is None or not right or not user.may_sign_in:
            # One record either way, so that the time taken tells nothing.
            subject = user.id if user else "usr_unknown"
            await self.record("user.sign_in_refused", subject, "anonymous", by=by)
            raise EmailOrPasswordWrong()
        # Only wrong guesses count, but each is counted before it is judged, so that many
        # sent at once are no way around.
        await self._limiter.forgive(GUESSES_FROM_ONE_PLACE, place)
        await self._limiter.forgive(GUESSES_IN_ALL, email_index)
        return user

    async def check_password(self, user: User, password: str, *, client: str) -> None:
        """Whether somebody who is signed in knows the password too.

        Raises ``PasswordWrong`` or ``TooManyRequests``; guesses count as those at sign-in do.
        """
        place = f"{user.email_index} {client}"
        await self._limiter.spend(GUESSES_FROM_ONE_PLACE, place)
        await self._limiter.spend(GUESSES_IN_ALL, user.email_index)
        if not await self._passwords.matches(user.password_hash, password):
            await self.record("user.sign_in_refused", user.id, user.id, by="step_up")
            raise PasswordWrong()
        await self._limiter.forgive(GUESSES_FROM_ONE_PLACE, place)
        await self._limiter.forgive(GUESSES_IN_ALL, user.email_index)

    async def record(self, event: str, subject: str, actor: str, *, by: str) -> None:
        """Put an event about a person into the audit log; ``by`` says how it was done."""
        record = AuditRecord(event, subject, actor, {"by": by})
        await self._committer.commit(UnitOfWork(audit=(record,)))

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
