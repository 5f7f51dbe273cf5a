"""Confirming an email address, at registration and when it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from paymentus.commit.domain import (
    AlreadyExists,
    AuditRecord,
    OutboxMessage,
    UnitOfWork,
    VersionConflict,
)
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import Principal
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Conflict, FieldProblem, Forbidden
from paymentus.foundation.rate_limits import Limit, RateLimiter
from paymentus.identity.domain import Address, User, check_address
from paymentus.identity.domain.devices import Place
from paymentus.identity.domain.mailed_links import LinkPurpose
from paymentus.identity.repository import UserRepository, with_changes
from paymentus.identity.service.account_mail import MailKind, account_mail
from paymentus.identity.service.keys import IdentityKeys
from paymentus.identity.service.mailed_links import AddressHasAnAccount, LinkNotValid, MailedLinks
from paymentus.identity.service.people import MAILS_AN_ADDRESS, NoSuchPerson, People
from paymentus.identity.service.recent_users import RecentUsers

# Enough for mail that is slow or lost; not enough to bury a stranger's mailbox.
MAILS_A_PERSON = Limit("confirmation-mails", 3, timedelta(minutes=10))


class NothingToConfirm(Conflict):
    """Your email address is confirmed already."""


class PasswordNeeded(Forbidden):
    """Enter the password of the account that this address is for."""

    def __init__(self) -> None:
        super().__init__(fields=(FieldProblem("password", "Enter the password you chose."),))


@dataclass(frozen=True, slots=True)
class Confirmed:
    """``signed_in_here``: the browser that asks is this person's already."""

    email: str
    signed_in_here: bool


class Verification:
    def __init__(
        self,
        *,
        users: UserRepository,
        recent: RecentUsers,
        people: People,
        links: MailedLinks,
        committer: Committer,
        limiter: RateLimiter,
        keys: IdentityKeys,
        clock: Clock,
    ) -> None:
        self._users = users
        self._recent = recent
        self._people = people
        self._links = links
        self._committer = committer
        self._limiter = limiter
        self._keys = keys
        self._clock = clock

    async def send_again(self, principal: Principal) -> str:
        """Mail the link once more; returns the address. Raises ``NothingToConfirm`` or
        ``TooManyRequests``."""
        user = await self._person(principal)
        if user.pending is None:
            raise NothingToConfirm()
        await self._limiter.spend(MAILS_A_PERSON, user.id)
        if (await self._limiter.take(MAILS_AN_ADDRESS, user.pending.index)).allowed:
            await self._committer.commit(
                UnitOfWork(outbox=(account_mail(MailKind.CONFIRM, user.id),))
            )
        return user.pending.text

    async def change_address(
        self, principal: Principal, *, email: str, password: str, place: Place
    ) -> str:
        """Ask for another address; the present one stays until the new one is confirmed.

        The answer is the same for an address that has an account. Raises ``PasswordWrong``,
        ``RegistrationNotAccepted`` or ``TooManyRequests``.
        """
        user = await self._person(principal)
        check_address(email)
        await self._people.check_password(user, password, client=place.network, mark=place.mark)
        await self._limiter.spend(MAILS_A_PERSON, user.id)
        address = Address(await self._keys.email_index(email), email.strip())
        outbox: tuple[OutboxMessage, ...] = (account_mail(MailKind.CONFIRM, user.id),)
        if not (await self._limiter.take(MAILS_AN_ADDRESS, address.index)).allowed:
            outbox = ()
        changes: dict[str, Any] = {"pending": address}
        if not user.is_confirmed:
            changes["email_address"] = address.text
        record = AuditRecord("user.address_asked_for", user.id, user.id)
        await self._committer.commit(
            UnitOfWork(updates=(with_changes(user, **changes),), audit=(record,), outbox=outbox)
        )
        self._recent.forget(user.id)
        return address.text

    async def confirm(
        self, token: str, *, principal: Principal, password: str | None, place: Place
    ) -> Confirmed:
        """The address becomes the person's: they can be found by it from now on.

        The link alone does not do it, lest the owner of a mailbox confirm an account that a
        stranger opened with their address: the browser must be signed in to it, or its password be
        given. Raises ``LinkNotValid``, ``PasswordNeeded``, ``PasswordWrong``,
        ``AddressHasAnAccount`` or ``TooManyRequests``.
        """
        opened = await self._links.open(token, LinkPurpose.CONFIRM_ADDRESS)
        user, link = opened.user, opened.link
        if user.pending is None or user.pending.index != link.email_index:
            raise LinkNotValid()
        here = principal.id == user.id
        if not here:
            if password is None:
                raise PasswordNeeded()
            await self._people.check_password(user, password, client=place.network, mark=place.mark)
        inserts = await self._links.claiming(user.pending.index, user)
        outbox: tuple[OutboxMessage, ...] = ()
        changes = confirmed(user)
        if user.is_confirmed:
            outbox = (account_mail(MailKind.ADDRESS_CHANGED, user.id),)
            changes["changed_at"] = self._clock()
        record = AuditRecord("user.address_confirmed", user.id, user.id)
        unit = UnitOfWork(
            inserts=inserts,
            updates=(with_changes(user, **changes), opened.use),
            audit=(record,),
            outbox=outbox,
        )
        try:
            await self._committer.commit(unit)
        except AlreadyExists as taken:
            raise AddressHasAnAccount() from taken
        except VersionConflict as used:
            raise LinkNotValid() from used
        self._recent.forget(user.id)
        return Confirmed(user.pending.text, signed_in_here=here)

    async def _person(self, principal: Principal) -> User:
        user = await self._users.by_id(principal.id)
        if user is None:
            raise NoSuchPerson()
        return user


def confirmed(user: User) -> dict[str, Any]:
    """The changes that make a person's pending address theirs; none when nothing is pending."""
    if user.pending is None:
        return {}
    former = Address(user.email_index, user.email_address) if user.is_confirmed else None
    return {
        "email_index": user.pending.index,
        "email_address": user.pending.text,
        "pending": None,
        "former": former,
    }
