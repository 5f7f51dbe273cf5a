"""What is mailed about an account: decided by the worker, when the mail is written.

A request only puts a message into the outbox, the same one whether or not there is an account. Who
has the address, and so which mail it becomes, is looked up afterwards: nothing that a stranger can
see or measure depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from paymentus.commit.domain import OutboxMessage
from paymentus.identity.domain import Address, User
from paymentus.identity.domain.mailed_links import LinkPurpose
from paymentus.identity.repository import UserRepository
from paymentus.identity.service.mailed_links import AddressHasAnAccount, MailedLinks

ACCOUNT_MAIL = "account_mail"
"""The topic of the outbox. Payloads hold ids and blind indexes, and no address."""


class MailKind(StrEnum):
    CONFIRM = "confirm"
    HAS_ACCOUNT = "has_account"
    RESET = "reset"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a kind of mail
    ADDRESS_CHANGED = "address_changed"
    NEW_DEVICE = "new_device"


def account_mail(kind: MailKind, user_id: str, **details: str) -> OutboxMessage:
    """Ask for a mail to a person."""
    return OutboxMessage(ACCOUNT_MAIL, user_id, {"kind": kind.value, "user_id": user_id, **details})


class AccountMails:
    def __init__(self, *, users: UserRepository, links: MailedLinks, public_url: str) -> None:
        self._users = users
        self._links = links
        self._public_url = public_url.rstrip("/")

    async def compose(self, message: Mapping[str, Any]) -> dict[str, Any] | None:
        """Kind, address, link and details of the mail; None when there is nobody to write to.

        Safe to repeat: a message always gives the same link.
        """
        kind = MailKind(message["kind"])
        message_id = str(message["message_id"])
        if kind is MailKind.RESET:
            return await self._reset(message, message_id)
        user = await self._users.by_id(message["user_id"])
        if user is None:
            return None
        if kind is MailKind.CONFIRM:
            return await self._confirm(user, message_id)
        to = Address(user.email_index, user.email_address)
        if kind is MailKind.ADDRESS_CHANGED and user.former:
            # Told at the address of before: at the new one a thief would read it.
            to = user.former
        token = await self._links.make(message_id, LinkPurpose.NOT_ME, user, to.index)
        details = {name: message[name] for name in ("device", "near", "at") if name in message}
        return self._mail(kind, user, to.text, f"/not-me#{token}", details)

    async def _confirm(self, user: User, message_id: str) -> dict[str, Any] | None:
        if user.pending is None:
            return None
        try:
            await self._links.claiming(user.pending.index, user)
        except AddressHasAnAccount:
            owner = await self._users.by_email_index(user.pending.index)
            if owner is None:
                return None
            return self._mail(MailKind.HAS_ACCOUNT, owner, owner.email_address, "/sign-in")
        purpose = LinkPurpose.CONFIRM_ADDRESS
        token = await self._links.make(message_id, purpose, user, user.pending.index)
        return self._mail(MailKind.CONFIRM, user, user.pending.text, f"/confirm#{token}")

    async def _reset(self, message: Mapping[str, Any], message_id: str) -> dict[str, Any] | None:
        if "user_id" in message:
            user = await self._users.by_id(message["user_id"])
        else:
            index = str(message["email_index"])
            user = await self._users.by_email_index(index)
            user = user or await self._users.newest_unconfirmed(index)
        if user is None or not user.may_sign_in:
            return None
        purpose = LinkPurpose.RESET_PASSWORD
        token = await self._links.make(message_id, purpose, user, user.email_index)
        return self._mail(MailKind.RESET, user, user.email_address, f"/reset-password#{token}")

    def _mail(
        self,
        kind: MailKind,
        user: User,
        to: str,
        path: str,
        details: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        return {
            "kind": kind.value,
            "user_id": user.id,
            "to": to,
            "url": f"{self._public_url}{path}",
            **(details or {}),
        }
