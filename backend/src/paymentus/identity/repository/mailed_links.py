"""The collections ``mailed_links`` and ``email_claims``, written only as parts of a unit of work.

A claim says whose an address is. It is what two people who confirm one address at once meet: the
second insert is refused, so the unique index on ``users.email`` is never broken by an update.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pymongo import IndexModel
from pymongo.errors import PyMongoError

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.mongo import Database
from paymentus.identity.domain.mailed_links import LinkPurpose, MailedLink
from paymentus.identity.repository.users import UsersUnavailable

MAILED_LINKS = "mailed_links"
EMAIL_CLAIMS = "email_claims"

MAILED_LINK_INDEXES: dict[str, list[IndexModel]] = {
    # Kept for a while after their end, so that the page can say what happened to them.
    MAILED_LINKS: [IndexModel([("expires_at", 1)], expireAfterSeconds=30 * 86_400)],
    EMAIL_CLAIMS: [],
}


class MailedLinkRepository:
    def __init__(self, database: Database) -> None:
        self._links = database[MAILED_LINKS]
        self._claims = database[EMAIL_CLAIMS]

    async def find(self, link_id: str) -> MailedLink | None:
        try:
            document = await self._links.find_one({"_id": link_id})
        except PyMongoError as problem:
            raise UsersUnavailable() from problem
        return None if document is None else _link(document)

    async def is_claimed_by(self, email_index: str) -> str | None:
        """The id of the person whose address this is, if a claim says so."""
        try:
            document = await self._claims.find_one({"_id": email_index})
        except PyMongoError as problem:
            raise UsersUnavailable() from problem
        return None if document is None else str(document["user_id"])


def claim(email_index: str, user_id: str) -> Insert:
    return Insert(EMAIL_CLAIMS, {"_id": email_index, "user_id": user_id})


def insertion_of_link(link: MailedLink) -> Insert:
    return Insert(
        MAILED_LINKS,
        {
            "_id": link.id,
            "purpose": link.purpose.value,
            "user_id": link.user_id,
            "secret_hash": link.secret_hash,
            "epoch": link.epoch,
            "email_index": link.email_index,
            "created_at": link.created_at,
            "expires_at": link.expires_at,
            "used_at": None,
        },
    )


def with_link_used(link: MailedLink, at: datetime) -> Update:
    return Update(MAILED_LINKS, link.id, link.version, {"used_at": at})


def _link(document: dict[str, Any]) -> MailedLink:
    return MailedLink(
        id=document["_id"],
        purpose=LinkPurpose(document["purpose"]),
        user_id=document["user_id"],
        secret_hash=document["secret_hash"],
        epoch=document["epoch"],
        email_index=document["email_index"],
        created_at=document["created_at"],
        expires_at=document["expires_at"],
        used_at=document["used_at"],
        version=document["version"],
    )
