"""The collections ``second_factors`` and ``passkeys``, written only as parts of a unit of work.

``second_factors`` has one document a person, under the person's id. A removed passkey stays as a
document without its key, so that its id is never taken again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import PyMongoError

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.mongo import Database
from paymentus.identity.domain.second_factors import (
    Authenticator,
    CodeFactors,
    Passkey,
    RecoveryCodes,
)
from paymentus.identity.repository.users import UsersUnavailable

SECOND_FACTORS = "second_factors"
PASSKEYS = "passkeys"

SECOND_FACTOR_INDEXES: dict[str, list[IndexModel]] = {
    SECOND_FACTORS: [],
    PASSKEYS: [IndexModel([("user_id", ASCENDING), ("_id", ASCENDING)])],
}


class SecondFactorRepository:
    def __init__(self, database: Database) -> None:
        self._factors = database[SECOND_FACTORS]
        self._passkeys = database[PASSKEYS]

    async def codes_of(self, user_id: str) -> CodeFactors:
        try:
            document = await self._factors.find_one({"_id": user_id})
        except PyMongoError as problem:
            raise UsersUnavailable() from problem
        return CodeFactors(user_id) if document is None else _factors(document)

    async def passkeys_of(self, user_id: str) -> list[Passkey]:
        """Oldest first."""
        try:
            found = self._passkeys.find({"user_id": user_id, "removed_at": None})
            passkeys = [_passkey(document) async for document in found]
        except PyMongoError as problem:
            raise UsersUnavailable() from problem
        return sorted(passkeys, key=lambda passkey: (passkey.created_at, passkey.id))

    async def passkey(self, credential_id: str) -> Passkey | None:
        try:
            document = await self._passkeys.find_one({"_id": credential_id, "removed_at": None})
        except PyMongoError as problem:
            raise UsersUnavailable() from problem
        return None if document is None else _passkey(document)


def with_codes(factors: CodeFactors) -> Insert | Update:
    """The write that makes a person's document say ``factors``, if nobody was faster."""
    app, recovery = factors.authenticator, factors.recovery
    values: dict[str, Any] = {
        "app_secret": app and app.sealed_secret,
        "app_since": app and app.since,
        "app_last_step": app and app.last_step,
        "app_demo": bool(app and app.demo),
        "recovery_salt": recovery and recovery.salt,
        "recovery_hashes": list(recovery.hashes) if recovery else [],
        "recovery_made_at": recovery and recovery.made_at,
    }
    if factors.version == 0:
        return Insert(SECOND_FACTORS, {"_id": factors.user_id, **values})
    return Update(SECOND_FACTORS, factors.user_id, factors.version, values)


def insertion_of_passkey(passkey: Passkey) -> Insert:
    return Insert(
        PASSKEYS,
        {
            "_id": passkey.id,
            "user_id": passkey.user_id,
            "public_key": passkey.public_key,
            "sign_count": passkey.sign_count,
            "name": passkey.name,
            "transports": list(passkey.transports),
            "created_at": passkey.created_at,
            "last_used_at": None,
            "removed_at": None,
        },
    )


def with_passkey_used(passkey: Passkey, *, sign_count: int, at: datetime) -> Update:
    changes = {"sign_count": sign_count, "last_used_at": at}
    return Update(PASSKEYS, passkey.id, passkey.version, changes)


def with_passkey_named(passkey: Passkey, name: str) -> Update:
    return Update(PASSKEYS, passkey.id, passkey.version, {"name": name})


def with_passkey_removed(passkey: Passkey, at: datetime) -> Update:
    gone = ("public_key", "name", "transports")
    return Update(PASSKEYS, passkey.id, passkey.version, {"removed_at": at}, gone)


def _factors(document: dict[str, Any]) -> CodeFactors:
    app = recovery = None
    if document["app_secret"] is not None:
        app = Authenticator(
            sealed_secret=document["app_secret"],
            since=document["app_since"],
            last_step=document["app_last_step"],
            demo=document["app_demo"],
        )
    if document["recovery_salt"] is not None:
        recovery = RecoveryCodes(
            bytes(document["recovery_salt"]),
            tuple(map(bytes, document["recovery_hashes"])),
            document["recovery_made_at"],
        )
    return CodeFactors(document["_id"], app, recovery, document["version"])


def _passkey(document: dict[str, Any]) -> Passkey:
    return Passkey(
        id=document["_id"],
        user_id=document["user_id"],
        public_key=bytes(document["public_key"]),
        sign_count=document["sign_count"],
        name=document["name"],
        transports=tuple(document["transports"]),
        created_at=document["created_at"],
        last_used_at=document["last_used_at"],
        version=document["version"],
    )
