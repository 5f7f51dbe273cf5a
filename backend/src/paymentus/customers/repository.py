"""The collection ``customers``. Read here, written only as parts of a unit of work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.customers.domain import COLLECTION, LinkedAccount
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
    opened_by,
)

SEALED: Forms = {
    COLLECTION: SealedForm(
        parts=(
            SealedPart(
                {"account_number": "", "account_key": "", "nickname": None},
                lambda account: account["user_id"],
                named_by=("user_id", "biller_id"),
            ),
        ),
        indexed={
            "account_key": lambda account: (
                f"{account['biller_id']}\x1f{account['account_key']}"
                if "account_key" in account
                else None
            )
        },
    )
}
INDEXES: dict[str, list[IndexModel]] = {
    COLLECTION: [
        IndexModel([("user_id", ASCENDING), ("linked_at", ASCENDING)]),
        IndexModel([("biller_id", ASCENDING), ("account_key", ASCENDING)]),
    ]
}


class LinkedAccountRepository:
    def __init__(self, database: Database, sealed: SealedDocuments | None = None) -> None:
        self._accounts = database[COLLECTION]
        self._sealed = sealed

    async def find(self, *account_ids: str) -> LinkedAccount | None:
        """The first that is there."""
        found = await self._accounts.find({"_id": {"$in": list(account_ids)}}).to_list()
        opened = {row["_id"]: row for row in await opened_by(self._sealed, COLLECTION, found)}
        return next((account_of(opened[id]) for id in account_ids if id in opened), None)

    async def of_user(self, user_id: str) -> list[LinkedAccount]:
        """Linked ones only, in the order they were linked."""
        cursor = self._accounts.find({"user_id": user_id, "unlinked_at": None})
        rows = await cursor.sort("linked_at", ASCENDING).to_list()
        return [account_of(row) for row in await opened_by(self._sealed, COLLECTION, rows)]


def insertion(account: LinkedAccount) -> Insert:
    return Insert(
        COLLECTION,
        {
            "_id": account.id,
            "user_id": account.user_id,
            "biller_id": account.biller_id,
            "account_number": account.account_number,
            "account_key": account.account_key,
            "nickname": account.nickname,
            "linked_at": account.linked_at,
            "unlinked_at": account.unlinked_at,
        },
    )


def linked_again(account: LinkedAccount, *, nickname: str | None, at: datetime) -> Update:
    change = {
        "unlinked_at": None,
        "linked_at": at,
        "user_id": account.user_id,
        "biller_id": account.biller_id,
        "account_number": account.account_number,
        "account_key": account.account_key,
        "nickname": nickname,
    }
    return Update(COLLECTION, account.id, account.version, change)


def unlinked(account: LinkedAccount, *, at: datetime) -> Update:
    return Update(COLLECTION, account.id, account.version, {"unlinked_at": at})


def account_of(document: Mapping[str, Any]) -> LinkedAccount:
    return LinkedAccount(
        id=document["_id"],
        version=document["version"],
        user_id=document["user_id"],
        biller_id=document["biller_id"],
        account_number=document["account_number"],
        account_key=document["account_key"],
        nickname=document["nickname"],
        linked_at=document["linked_at"],
        unlinked_at=document["unlinked_at"],
    )
