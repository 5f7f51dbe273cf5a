"""Reads and small writes of what this capability owns outright: outbox, inboxes, keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pymongo import ASCENDING
from pymongo.errors import DuplicateKeyError

from paymentus.commit.domain import RETRY_SECONDS_MAX
from paymentus.commit.repository.names import (
    AUDIT_INBOX,
    AUDIT_LOG,
    IDEMPOTENCY,
    OUTBOX,
    WEBHOOK_INBOX,
)
from paymentus.foundation.mongo import Database, Document


class DeliveryRecords:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def idempotency_record(self, id: str) -> Document | None:
        return await self._database[IDEMPOTENCY].find_one({"_id": id})

    async def audit_inbox(self, limit: int) -> list[Document]:
        cursor = self._database[AUDIT_INBOX].find({}).sort("_id", ASCENDING).limit(limit)
        return [document async for document in cursor]

    async def forget_logged_events(self, ids: Sequence[str]) -> None:
        """Take out of the inbox what is in the log already: moved by another server, say."""
        rows = self._database[AUDIT_LOG].find({"event_id": {"$in": list(ids)}}, {"event_id": 1})
        logged = [row["event_id"] async for row in rows]
        await self._database[AUDIT_INBOX].delete_many({"_id": {"$in": logged}})

    async def due_messages(self, topic: str, now: datetime, limit: int) -> list[Document]:
        cursor = (
            self._database[OUTBOX]
            .find({"state": "new", "topic": topic, **_due(now)})
            .sort([("due_at", ASCENDING), ("_id", ASCENDING)])
            .limit(limit)
        )
        return [document async for document in cursor]

    async def messages_done(self, ids: Sequence[str], now: datetime) -> None:
        await self._database[OUTBOX].update_many(
            {"_id": {"$in": list(ids)}}, {"$set": {"state": "done", "done_at": now}}
        )

    async def message_failed(
        self, id: str, *, due_at: datetime | None, problem: str, now: datetime
    ) -> None:
        """Try again at ``due_at``; with None it is given up and stays to be looked at."""
        change: Document = {"problem": problem, "failed_at": now}
        change |= {"due_at": due_at} if due_at else {"state": "given_up"}
        await self._database[OUTBOX].update_one(
            {"_id": id}, {"$set": change, "$inc": {"attempts": 1}}
        )

    async def oldest_message(self) -> datetime | None:
        row = await self._database[OUTBOX].find_one({"state": "new"}, sort=[("_id", ASCENDING)])
        return row["created_at"] if row else None

    async def oldest_audit_event(self) -> datetime | None:
        row = await self._database[AUDIT_INBOX].find_one({}, sort=[("_id", ASCENDING)])
        return row["at"] if row else None

    async def receive_webhook(self, document: Document) -> bool:
        """Keep a webhook once; False when this source and event id were seen before."""
        try:
            await self._database[WEBHOOK_INBOX].insert_one(document)
        except DuplicateKeyError:
            return False
        return True

    async def due_webhooks(self, now: datetime, limit: int) -> list[Document]:
        cursor = (
            self._database[WEBHOOK_INBOX]
            .find({"state": "new", **_due(now)})
            .sort("due_at", ASCENDING)
            .limit(limit)
        )
        return [document async for document in cursor]

    async def webhooks_done(self, ids: Sequence[str], now: datetime) -> None:
        await self._database[WEBHOOK_INBOX].update_many(
            {"_id": {"$in": list(ids)}}, {"$set": {"state": "done", "done_at": now}}
        )

    async def webhook_later(self, id: str, *, due_at: datetime, problem: str) -> None:
        await self._database[WEBHOOK_INBOX].update_one(
            {"_id": id},
            {"$set": {"due_at": due_at, "problem": problem}, "$inc": {"attempts": 1}},
        )

    async def count_waiting_webhooks(self) -> int:
        return await self._database[WEBHOOK_INBOX].count_documents({"state": "new"})

    async def given_up(self) -> dict[tuple[str, str], int]:
        """How many, by topic and problem."""
        by = {"topic": "$topic", "problem": "$problem"}
        pipeline: list[Document] = [
            {"$match": {"state": "given_up"}},
            {"$group": {"_id": by, "count": {"$sum": 1}}},
        ]
        rows = await self._database[OUTBOX].aggregate(pipeline)
        return {(row["_id"]["topic"], row["_id"]["problem"]): row["count"] async for row in rows}

    async def given_up_are_due(self, at: datetime) -> int:
        changed = await self._database[OUTBOX].update_many(
            {"state": "given_up"}, {"$set": {"state": "new", "due_at": at, "attempts": 0}}
        )
        return changed.modified_count

    async def webhooks_about(self, object_ids: Sequence[str]) -> list[Document]:
        cursor = self._database[WEBHOOK_INBOX].find({"object_id": {"$in": list(object_ids)}})
        return [document async for document in cursor.sort("received_at", ASCENDING)]

    async def messages_about(self, key: str) -> list[Document]:
        cursor = self._database[OUTBOX].find({"key": key}).sort("_id", ASCENDING)
        return [document async for document in cursor]


def _due(now: datetime) -> Document:
    """Its time has come, or lies further ahead than any pause: a wrong clock set it."""
    too_far = now + timedelta(seconds=RETRY_SECONDS_MAX + 5)
    return {"$or": [{"due_at": {"$lte": now}}, {"due_at": {"$gt": too_far}}]}
