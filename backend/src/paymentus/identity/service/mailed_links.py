"""Making mailed links, finding what one is of, and whose an address is."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from paymentus.commit.domain import AlreadyExists, Insert, UnitOfWork, Update
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Conflict, Rejected
from paymentus.identity.domain import User
from paymentus.identity.domain.mailed_links import (
    LIFETIME,
    LinkPurpose,
    MailedLink,
    hash_of,
    parts_of,
    secret_of,
    token_of,
)
from paymentus.identity.repository import UserRepository
from paymentus.identity.repository.mailed_links import (
    MailedLinkRepository,
    claim,
    insertion_of_link,
    with_link_used,
)
from paymentus.identity.service.keys import IdentityKeys


class LinkNotValid(Rejected):
    """This link has been used, is too old, or is not complete. Ask for a new one."""


class AddressHasAnAccount(Conflict):
    """There is an account with this address already. Sign in with it, or reset its password."""


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A link that works, its person as they are now, and the write that uses it up."""

    link: MailedLink
    user: User
    use: Update


class MailedLinks:
    def __init__(
        self,
        *,
        links: MailedLinkRepository,
        users: UserRepository,
        committer: Committer,
        keys: IdentityKeys,
        clock: Clock,
    ) -> None:
        self._links = links
        self._users = users
        self._committer = committer
        self._keys = keys
        self._clock = clock

    async def make(
        self, message_id: str, purpose: LinkPurpose, user: User, email_index: str
    ) -> str:
        """The token of the link that this message of the outbox carries to this address; the same
        at each try."""
        now = self._clock()
        # The message's own id is the link's: a mail that is sent twice says the same twice.
        link_id = f"lnk_{message_id.rpartition('_')[2]}"
        secret = secret_of(link_id, self._keys.link_key)
        link = MailedLink(
            id=link_id,
            purpose=purpose,
            user_id=user.id,
            secret_hash=hash_of(secret),
            epoch=user.epoch,
            email_index=email_index,
            created_at=now,
            expires_at=now + LIFETIME[purpose],
        )
        with contextlib.suppress(AlreadyExists):
            await self._committer.commit(UnitOfWork(inserts=(insertion_of_link(link),)))
        return token_of(link_id, secret)

    async def open(self, token: str, purpose: LinkPurpose) -> OpenedLink:
        """Raises ``LinkNotValid``, one answer for every reason."""
        parts = parts_of(token)
        link = await self._links.find(parts[0]) if parts else None
        now = self._clock()
        if link is None or parts is None or not link.is_of(parts[1]):
            raise LinkNotValid()
        user = await self._users.by_id(link.user_id)
        if user is None or not link.works(purpose, now):
            raise LinkNotValid()
        return OpenedLink(link, user, with_link_used(link, now))

    async def claiming(self, email_index: str, user: User) -> tuple[Insert, ...]:
        """The write that makes an address this person's. Raises ``AddressHasAnAccount``.

        Who loses a race for the address is refused by ``AlreadyExists`` at the commit.
        """
        claimed_by = await self._links.is_claimed_by(email_index)
        if claimed_by == user.id:
            return ()
        owner = await self._users.by_email_index(email_index)
        if claimed_by is not None or (owner is not None and owner.id != user.id):
            raise AddressHasAnAccount()
        return (claim(email_index, user.id),)
