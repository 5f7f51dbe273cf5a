"""The collection ``users``. Read here, written only as parts of a unit of work.

``email`` holds the blind index of the address and not the address, so that the deployment
guide's unique index on it works on what the database may see (design, section 2). The address,
the name and the password's hash are sealed under the person's own key.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import PyMongoError

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.authorization import Role
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database
from paymentus.identity.domain import UNCONFIRMED, Address, User, UserStatus
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
    opened_by,
)

USERS = "users"

SEALED: Forms = {
    USERS: SealedForm(
        parts=(
            SealedPart({"email_address": "", "full_name": ""}, lambda user: user["_id"]),
            # By itself: it changes by itself. A hash that was stolen sealed cannot be guessed at.
            SealedPart(
                {"password_hash": ""}, lambda user: user["_id"], into="sealed_password_hash"
            ),
            SealedPart(
                {"pending_email_address": None, "former_email_address": None},
                lambda user: user["_id"],
                into="sealed_other_addresses",
            ),
        )
    )
}

USER_INDEXES: dict[str, list[IndexModel]] = {
    USERS: [
        IndexModel([("email", ASCENDING)], unique=True),
        IndexModel([("id", ASCENDING)], unique=True),
        IndexModel(
            [("pending_email", ASCENDING)],
            partialFilterExpression={"pending_email": {"$type": "string"}},
        ),
    ]
}


class UsersUnavailable(Unavailable):
    """We cannot check who you are just now. Try again in a moment."""


class UserRepository:
    """``sealed`` is what the committer stores people through."""

    def __init__(self, database: Database, sealed: SealedDocuments | None) -> None:
        self._users = database[USERS]
        self._sealed = sealed

    async def by_id(self, user_id: str) -> User | None:
        return await self._one({"_id": user_id})

    async def by_email_index(self, email_index: str) -> User | None:
        return await self._one({"email": email_index})

    async def newest_unconfirmed(self, email_index: str) -> User | None:
        """Who last asked for this address, of those who have no confirmed one."""
        query = {"pending_email": email_index, "email": {"$regex": f"^{UNCONFIRMED}"}}
        try:
            found = await self._users.find(query).sort("_id", -1).limit(1).to_list()
        except PyMongoError as problem:
            raise UsersUnavailable() from problem
        return _user((await opened_by(self._sealed, USERS, found))[0]) if found else None

    async def page(self, *, below: str | None, limit: int) -> list[User]:
        """Everybody, newest first."""
        query: dict[str, Any] = {} if below is None else {"_id": {"$lt": below}}
        try:
            found = self._users.find(query).sort("_id", DESCENDING).limit(limit)
            documents = [document async for document in found]
        except PyMongoError as problem:
            raise UsersUnavailable() from problem
        opened = await opened_by(self._sealed, USERS, documents)
        return [_user(document) for document in opened]

    async def any(self) -> bool:
        """Whether there is anybody yet."""
        try:
            return await self._users.find_one({}, {"_id": 1}) is not None
        except PyMongoError as problem:
            raise UsersUnavailable() from problem

    async def _one(self, query: dict[str, Any]) -> User | None:
        try:
            document = await self._users.find_one(query)
        except PyMongoError as problem:
            raise UsersUnavailable() from problem
        if document is None:
            return None
        return _user((await opened_by(self._sealed, USERS, [document]))[0])


def insertion(user: User) -> Insert:
    """The write that adds a person; a taken address is refused by the index on ``email``."""
    return Insert(
        USERS,
        {
            "_id": user.id,
            "id": user.id,
            "email": user.email_index,
            "email_address": user.email_address,
            "full_name": user.full_name,
            "role": user.role.value,
            "biller_id": user.biller_id,
            "password_hash": user.password_hash,
            "epoch": user.epoch,
            "status": user.status.value,
            "created_at": user.created_at,
            **_addresses(user),
        },
    )


def with_changes(user: User, **changes: Any) -> Update:
    """The write that makes the person as given; only what is named is written."""
    changed = replace(user, **changes)
    fields: dict[str, Any] = {}
    if {"pending", "former", "email_index", "email_address"} & changes.keys():
        fields |= _addresses(changed)
        fields |= {"email": changed.email_index, "email_address": changed.email_address}
        # Sealed together with the address.
        fields["full_name"] = changed.full_name
    for name in ("epoch", "password_hash", "changed_at"):
        if name in changes:
            fields[name] = getattr(changed, name)
    return Update(USERS, user.id, user.version, fields)


def _addresses(user: User) -> dict[str, Any]:
    pending, former = user.pending, user.former
    return {
        "pending_email": pending and pending.index,
        "pending_email_address": pending and pending.text,
        "former_email": former and former.index,
        "former_email_address": former and former.text,
    }


def with_epoch_raised(user: User, *, changed_at: datetime | None = None) -> Update:
    """The write that ends every session and token of a person."""
    changed = {} if changed_at is None else {"changed_at": changed_at}
    return Update(USERS, user.id, user.version, {"epoch": user.epoch + 1, **changed})


def _user(document: dict[str, Any]) -> User:
    return User(
        id=document["_id"],
        email_index=document["email"],
        email_address=document["email_address"],
        full_name=document["full_name"],
        role=Role(document["role"]),
        biller_id=document["biller_id"],
        password_hash=document["password_hash"],
        epoch=document["epoch"],
        status=UserStatus(document["status"]),
        created_at=document["created_at"],
        version=document["version"],
        pending=_address(document, "pending_email"),
        former=_address(document, "former_email"),
        changed_at=document.get("changed_at"),
    )


def _address(document: dict[str, Any], name: str) -> Address | None:
    # People from before there was confirmation have neither field.
    index = document.get(name)
    text = document.get(f"{name}_address")
    return Address(index, text) if index and text else None
