"""Making people, finding them, and telling whether a password is theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from paymentus.commit.domain import AlreadyExists, AuditRecord, OutboxMessage, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import Role
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import FieldProblem, NotFound, Rejected, Unauthenticated
from paymentus.foundation.ids import new_id
from paymentus.foundation.rate_limits import Limit, RateLimiter
from paymentus.identity.domain import (
    UNCONFIRMED,
    Address,
    User,
    UserStatus,
    check_registration,
    check_role,
)
from paymentus.identity.domain.devices import Place
from paymentus.identity.repository import UserRepository, insertion
from paymentus.identity.repository.mailed_links import claim
from paymentus.identity.service.account_mail import MailKind, account_mail
from paymentus.identity.service.guessing import Guessing
from paymentus.identity.service.keys import IdentityKeys
from paymentus.identity.service.password_hashing import PasswordHashing
from paymentus.identity.service.password_lists import PasswordLists

# Mails about one address that strangers may cause, from whatever place.
MAILS_AN_ADDRESS = Limit("confirmation-mails-to-one-address", 5, timedelta(hours=1))

_RACES_MAX = 3


PERSON_NAMED = "person_named"
"""Topic of the outbox: somebody has a name that nobody has screened. Payload: ``user_id``."""


def person_named(user_id: str) -> OutboxMessage:
    return OutboxMessage(PERSON_NAMED, user_id, {"user_id": user_id})


class EmailOrPasswordWrong(Unauthenticated):
    """The email address or the password is wrong."""


class NoSuchPerson(NotFound):
    """There is no such person any more."""


class PasswordWrong(Rejected):
    """This is not your password."""

    def __init__(self) -> None:
        super().__init__(fields=(FieldProblem("password", str(self.__doc__)),))


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
        lists: PasswordLists,
        guessing: Guessing,
    ) -> None:
        self._users = users
        self._passwords = passwords
        self._committer = committer
        self._clock = clock
        self._limiter = limiter
        self._keys = keys
        self._lists = lists
        self._guessing = guessing

    async def by_id(self, user_id: str) -> User | None:
        return await self._users.by_id(user_id)

    async def by_email(self, email: str) -> User | None:
        return await self._users.by_email_index(await self._keys.email_index(email))

    async def register(self, *, email: str, password: str, full_name: str) -> User:
        """Make a payer whose address is to be confirmed. Raises ``RegistrationNotAccepted``.

        Nobody is looked up: whether the address has an account, neither the answer nor its time
        can tell. The worker does, and writes to its owner.
        """
        check_registration(
            email=email, password=password, full_name=full_name, is_known=self._lists.know
        )
        user = await self._new_user(
            email=email, password=password, full_name=full_name, role=Role.PAYER, biller_id=None
        )
        address = Address(user.email_index, user.email_address)
        user = replace(user, email_index=f"{UNCONFIRMED}{user.id}", pending=address)
        allowed = (await self._limiter.take(MAILS_AN_ADDRESS, address.index)).allowed
        outbox = (account_mail(MailKind.CONFIRM, user.id),) if allowed else ()
        outbox = (*outbox, person_named(user.id))
        record = AuditRecord("user.registered", user.id, user.id, {"role": user.role.value})
        await self._committer.commit(
            UnitOfWork(inserts=(insertion(user),), audit=(record,), outbox=outbox)
        )
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
        is_published: bool = False,
    ) -> User:
        """Make a person of any role, or return the one who has this address, unchanged.

        ``is_published`` is said of the password of demonstration data: to judge it would be a
        pretense. Raises ``RegistrationNotAccepted`` or ``RoleNotAssignable``.
        """
        check_registration(
            email=email,
            password=None if is_published else password,
            full_name=full_name,
            is_known=self._lists.know,
        )
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
        inserts = (insertion(user), claim(user.email_index, user.id))
        unit = UnitOfWork(inserts=inserts, audit=(record,), outbox=(person_named(user.id),))
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

    async def recognised(
        self, email: str, password: str, *, client: str, by: str, mark: str | None = None
    ) -> User:
        """The person whose password this is; ``client`` is the network the request came from, and
        ``mark`` the browser's device cookie.

        Raises ``EmailOrPasswordWrong``, the same for every reason, or ``TooManyRequests``.
        """
        email_index = await self._keys.email_index(email)
        place = Place(network=client, mark=mark)
        user = await self._users.by_email_index(email_index)
        await self._guessing.count(email_index, user, place)
        right = await self._passwords.matches(user.password_hash if user else None, password)
        if user is None or not right or not user.may_sign_in:
            # One record either way, so that the time taken tells nothing.
            subject = user.id if user else "usr_unknown"
            await self.record("user.sign_in_refused", subject, "anonymous", by=by)
            raise EmailOrPasswordWrong()
        await self._guessing.forgive(email_index, user, place)
        return user

    async def check_password(
        self, user: User, password: str, *, client: str, mark: str | None = None
    ) -> None:
        """Whether somebody who is signed in knows the password too.

        Raises ``PasswordWrong`` or ``TooManyRequests``; guesses count as those at sign-in do.
        """
        place = Place(network=client, mark=mark)
        await self._guessing.count(user.email_index, user, place)
        if not await self._passwords.matches(user.password_hash, password):
            await self.record("user.sign_in_refused", user.id, user.id, by="step_up")
            raise PasswordWrong()
        await self._guessing.forgive(user.email_index, user, place)

    async def forgive(self, user: User) -> None:
        """Who has chosen a new password by a mailed link waits for nobody's guesses."""
        await self._guessing.forgive(user.email_index, user)

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
            email_index=await self._keys.email_index(email),
            email_address=email.strip(),
            full_name=full_name.strip(),
            role=role,
            biller_id=biller_id,
            password_hash=await self._passwords.hash(password),
            epoch=1,
            status=UserStatus.ACTIVE,
            created_at=now,
        )
