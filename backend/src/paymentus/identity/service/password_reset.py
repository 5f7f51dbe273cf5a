"""Changing a password, choosing a new one by a mailed link, and "this wasn't me"."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from paymentus.commit.domain import (
    AlreadyExists,
    AuditRecord,
    Insert,
    OutboxMessage,
    UnitOfWork,
    VersionConflict,
)
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import Principal
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import FieldProblem, Rejected
from paymentus.foundation.rate_limits import Limit, RateLimiter
from paymentus.identity.domain import UNUSABLE, User, password_problem
from paymentus.identity.domain.devices import Place
from paymentus.identity.domain.mailed_links import LinkPurpose
from paymentus.identity.repository import UserRepository, with_changes
from paymentus.identity.service.account_mail import ACCOUNT_MAIL, MailKind, account_mail
from paymentus.identity.service.devices import Devices
from paymentus.identity.service.keys import IdentityKeys
from paymentus.identity.service.mailed_links import LinkNotValid, MailedLinks
from paymentus.identity.service.password_hashing import PasswordHashing
from paymentus.identity.service.password_lists import PasswordLists
from paymentus.identity.service.people import NoSuchPerson, People
from paymentus.identity.service.recent_users import RecentUsers
from paymentus.identity.service.verification import confirmed

MAILS_AN_ADDRESS = Limit("reset-mails", 3, timedelta(minutes=30))


class NewPasswordNotAccepted(Rejected):
    """The new password needs to be another one; ``errors`` says why."""


class PasswordReset:
    def __init__(
        self,
        *,
        users: UserRepository,
        recent: RecentUsers,
        people: People,
        passwords: PasswordHashing,
        lists: PasswordLists,
        links: MailedLinks,
        devices: Devices,
        committer: Committer,
        limiter: RateLimiter,
        keys: IdentityKeys,
        clock: Clock,
    ) -> None:
        self._users = users
        self._recent = recent
        self._people = people
        self._passwords = passwords
        self._lists = lists
        self._links = links
        self._devices = devices
        self._committer = committer
        self._limiter = limiter
        self._keys = keys
        self._clock = clock

    async def ask(self, email: str) -> None:
        """Mail a link to the owner of the address, if there is one.

        Nothing is looked up here, so neither the answer nor its time can tell. An address that is
        not confirmed gets its link too: who reads its mail is its owner, and to refuse would leave
        a person who lost the first mail outside for good.
        """
        index = await self._keys.email_index(email)
        allowed = (await self._limiter.take(MAILS_AN_ADDRESS, index)).allowed
        payload = {"kind": MailKind.RESET, "email_index": index}
        outbox = (OutboxMessage(ACCOUNT_MAIL, "reset", payload),) if allowed else ()
        record = AuditRecord("user.reset_asked_for", "usr_unknown", "anonymous")
        await self._committer.commit(UnitOfWork(audit=(record,), outbox=outbox))

    async def choose(self, token: str, new_password: str) -> User:
        """A new password by the mailed link. Ends every session, and confirms the address.

        A second factor stays what it was. Raises ``LinkNotValid`` or ``NewPasswordNotAccepted``.
        """
        opened = await self._links.open(token, LinkPurpose.RESET_PASSWORD)
        user = opened.user
        if user.epoch != opened.link.epoch or not user.may_sign_in:
            # The password was changed since, or everything was ended: another link did it.
            raise LinkNotValid()
        self._judge(new_password, user)
        inserts: tuple[Insert, ...] = ()
        changes: dict[str, Any] = {}
        if not user.is_confirmed and user.pending is not None:
            inserts = await self._links.claiming(user.pending.index, user)
            changes = confirmed(user)
        changes |= {
            "password_hash": await self._passwords.hash(new_password),
            "epoch": user.epoch + 1,
            "changed_at": self._clock(),
        }
        unit = UnitOfWork(
            inserts=inserts,
            updates=(with_changes(user, **changes), opened.use),
            audit=(AuditRecord("user.password_reset", user.id, user.id),),
            outbox=(account_mail(MailKind.PASSWORD_CHANGED, user.id),),
        )
        try:
            await self._committer.commit(unit)
        except (VersionConflict, AlreadyExists) as used:
            raise LinkNotValid() from used
        await self._over(user)
        changed = await self._users.by_id(user.id)
        return changed or user

    async def change(
        self, principal: Principal, *, present: str, new_password: str, place: Place
    ) -> User:
        """A new password for who knows the present one. Every session ends, this one too: the
        caller opens it anew.

        Raises ``PasswordWrong``, ``NewPasswordNotAccepted`` or ``TooManyRequests``.
        """
        user = await self._users.by_id(principal.id)
        if user is None:
            raise NoSuchPerson()
        self._judge(new_password, user)
        await self._people.check_password(user, present, client=place.network, mark=place.mark)
        changes = {
            "password_hash": await self._passwords.hash(new_password),
            "epoch": user.epoch + 1,
            "changed_at": self._clock(),
        }
        unit = UnitOfWork(
            updates=(with_changes(user, **changes),),
            audit=(AuditRecord("user.password_changed", user.id, user.id),),
            outbox=(account_mail(MailKind.PASSWORD_CHANGED, user.id),),
        )
        await self._committer.commit(unit)
        await self._over(user, spared=principal.session_id)
        changed = await self._users.by_id(user.id)
        return changed or user

    async def not_me(self, token: str) -> None:
        """The owner of the mailbox says that a sign-in or a change was not theirs.

        Every session and token ends, the password fits no longer, an address that was changed goes
        back, and a link to choose a new password is mailed. Raises ``LinkNotValid``.
        """
        opened = await self._links.open(token, LinkPurpose.NOT_ME)
        user = opened.user
        changes: dict[str, Any] = {"password_hash": UNUSABLE, "epoch": user.epoch + 1}
        if user.former is not None and opened.link.email_index == user.former.index:
            changes |= {
                "email_index": user.former.index,
                "email_address": user.former.text,
                "former": None,
                "pending": None,
            }
        unit = UnitOfWork(
            updates=(with_changes(user, **changes), opened.use),
            audit=(AuditRecord("user.disowned_sign_in", user.id, user.id),),
            outbox=(account_mail(MailKind.RESET, user.id),),
        )
        try:
            await self._committer.commit(unit)
        except VersionConflict as used:
            raise LinkNotValid() from used
        await self._over(user)

    def problem_of(self, password: str, *, email: str, full_name: str) -> str | None:
        """Why a password would be refused, for a form while it is typed."""
        return password_problem(
            password=password, email=email, full_name=full_name, is_known=self._lists.know
        )

    def _judge(self, password: str, user: User) -> None:
        problem = self.problem_of(password, email=user.email_address, full_name=user.full_name)
        if problem:
            raise NewPasswordNotAccepted(fields=(FieldProblem("new_password", problem),))

    async def _over(self, user: User, *, spared: str | None = None) -> None:
        self._recent.forget(user.id)
        await self._people.forgive(user)
        await self._devices.all_ended(user.id, spared=spared)
