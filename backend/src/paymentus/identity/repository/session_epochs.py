"""The collection ``session_epochs``: one number for the whole platform, written only as part of a
unit of work. A session, token or refresh token of an earlier number is over, a guest's too."""

from __future__ import annotations

from pymongo import IndexModel
from pymongo.errors import PyMongoError

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.mongo import Database
from paymentus.identity.repository.users import UsersUnavailable

SESSION_EPOCHS = "session_epochs"
_PLATFORM = "platform"

SESSION_EPOCH_INDEXES: dict[str, list[IndexModel]] = {SESSION_EPOCHS: []}


class SessionEpochRepository:
    def __init__(self, database: Database) -> None:
        self._epochs = database[SESSION_EPOCHS]

    async def epoch(self) -> tuple[int, int]:
        """The platform's epoch and the version of its document; (0, 0) before there is one."""
        try:
            document = await self._epochs.find_one({"_id": _PLATFORM})
        except PyMongoError as problem:
            raise UsersUnavailable() from problem
        return (0, 0) if document is None else (document["epoch"], document["version"])


def with_session_epoch(epoch: int, version: int) -> Insert | Update:
    """The write that ends every session there is, however many."""
    if version == 0:
        return Insert(SESSION_EPOCHS, {"_id": _PLATFORM, "epoch": epoch})
    return Update(SESSION_EPOCHS, _PLATFORM, version, {"epoch": epoch})
