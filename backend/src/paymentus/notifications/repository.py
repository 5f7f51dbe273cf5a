"""What became of each message, in ``notifications``; its id is the outbox message's."""

from __future__ import annotations

from datetime import datetime, timedelta

from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from paymentus.foundation.mongo import Database, Document
from paymentus.notifications.domain import FINAL, Notification, NotificationState

NOTIFICATIONS = "notifications"
# The form that migration 0002 brings older ones to: the address is masked.
_FORM = 2

INDEXES: dict[str, list[IndexModel]] = {
    NOTIFICATIONS: [IndexModel([("subject", ASCENDING), ("created_at", ASCENDING)])],
}

_FINAL = sorted(FINAL)


class NotificationRepository:
    def __init__(self, database: Database) -> None:
        self._notifications = database[NOTIFICATIONS]

    async def begin(
        self,
        *,
        message_id: str,
        kind: str,
        subject: str,
        to_masked: str,
        now: datetime,
        lease: timedelta,
    ) -> Notification | None:
        """Take the message for ``lease``; None while another server has it.

        A message that is sent or bounced is returned as it is, and stays so.
        """
        first: Document = {
            "_id": message_id,
            "kind": kind,
            "subject": subject,
            "to_masked": to_masked,
            "state": NotificationState.SENDING,
            "attempts": 1,
            "created_at": now,
            "lease_until": now + lease,
            "version": 1,
            "schema_version": _FORM,
        }
        try:
            await self._notifications.insert_one(first)
        except DuplicateKeyError:
            return await self._again(message_id, now=now, lease=lease)
        return _notification(first)

    async def _again(
        self, message_id: str, *, now: datetime, lease: timedelta
    ) -> Notification | None:
        taken = await self._notifications.find_one_and_update(
            {"_id": message_id, "state": NotificationState.SENDING, "lease_until": {"$lte": now}},
            {"$set": {"lease_until": now + lease}, "$inc": {"attempts": 1, "version": 1}},
            return_document=ReturnDocument.AFTER,
        )
        if taken is None:
            taken = await self._notifications.find_one(
                {"_id": message_id, "state": {"$in": _FINAL}}
            )
        return _notification(taken) if taken else None

    async def finish(
        self,
        message_id: str,
        state: NotificationState,
        *,
        now: datetime,
        problem: str | None = None,
    ) -> None:
        await self._notifications.update_one(
            {"_id": message_id, "state": NotificationState.SENDING},
            {
                "$set": {"state": state, "finished_at": now, "problem": problem},
                "$inc": {"version": 1},
            },
        )

    async def let_go(self, message_id: str, *, now: datetime, problem: str) -> None:
        """Free the message for the next try."""
        await self._notifications.update_one(
            {"_id": message_id, "state": NotificationState.SENDING},
            {"$set": {"lease_until": now, "problem": problem}, "$inc": {"version": 1}},
        )

    async def about(self, subject: str) -> list[Notification]:
        cursor = self._notifications.find({"subject": subject}).sort("created_at", ASCENDING)
        return [_notification(document) async for document in cursor]


def _notification(document: Document) -> Notification:
    return Notification(
        id=document["_id"],
        kind=document["kind"],
        subject=document["subject"],
        to_masked=document["to_masked"],
        state=NotificationState(document["state"]),
        attempts=document["attempts"],
        created_at=document["created_at"],
        finished_at=document.get("finished_at"),
        problem=document.get("problem"),
    )
