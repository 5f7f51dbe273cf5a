"""Finding people by role and state, for administrators, and the writes of what these do."""

from __future__ import annotations

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import PyMongoError

from paymentus.commit.domain import Update
from paymentus.foundation.authorization import Role
from paymentus.foundation.mongo import Database
from paymentus.identity.domain import User, UserStatus
from paymentus.identity.repository.users import USERS, UsersUnavailable

DIRECTORY_INDEXES: dict[str, list[IndexModel]] = {
    USERS: [
        IndexModel(
            [("role", ASCENDING), ("status", ASCENDING), ("_id", DESCENDING)],
            name="role_and_status_newest_first",
        )
    ]
}


ERASED = "Erased person"


class Directory:
    def __init__(self, database: Database) -> None:
        self._users = database[USERS]

    async def ids(
        self, *, role: Role | None, status: UserStatus | None, below: str | None, limit: int
    ) -> list[str]:
        """Newest first."""
        query: dict[str, Any] = {}
        if role is not None:
            query["role"] = role.value
        if status is not None:
            query["status"] = status.value
        if below is not None:
            query["_id"] = {"$lt": below}
        try:
            found = self._users.find(query, {"_id": 1}).sort("_id", DESCENDING).limit(limit)
            return [document["_id"] async for document in found]
        except PyMongoError as problem:
            raise UsersUnavailable() from problem


def with_role(user: User, role: Role, biller_id: str | None) -> Update:
    """The write that gives a role. Sessions and tokens of the old one end with it."""
    change = {"role": role.value, "biller_id": biller_id, "epoch": user.epoch + 1}
    return Update(USERS, user.id, user.version, change)


def with_status(user: User, status: UserStatus) -> Update:
    return Update(USERS, user.id, user.version, {"status": status.value, "epoch": user.epoch + 1})


def without_person(user: User) -> Update:
    """The write that leaves of a person their id, role and dates. Nobody is found by the address,
    and it can be registered anew."""
    change = {
        "email": f"erased {user.id}",
        "email_address": "",
        "full_name": ERASED,
        "password_hash": "",
    }
    return Update(USERS, user.id, user.version, change)
