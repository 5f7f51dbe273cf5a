"""Documents of the ledger and reads over them. Writing is ``commit``'s alone.

``transactions`` holds journal entries (the guide's name), ``ledger_accounts`` the
running balances, ``ledger_holds`` what became of each pending entry.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.foundation.mongo import Database, Document
from paymentus.ledger.domain import (
    Account,
    AccountId,
    EntryKind,
    Hold,
    HoldState,
    JournalEntry,
    Posting,
    Side,
)

ENTRIES = "transactions"
ACCOUNTS = "ledger_accounts"
HOLDS = "ledger_holds"

INDEXES: dict[str, list[IndexModel]] = {
    ENTRIES: [
        IndexModel([("user_id", ASCENDING), ("timestamp", DESCENDING)]),
        IndexModel([("status", ASCENDING), ("timestamp", DESCENDING)]),
        IndexModel([("subject", ASCENDING), ("sequence", ASCENDING)]),
        IndexModel([("postings.account", ASCENDING), ("sequence", DESCENDING)]),
        IndexModel([("sequence", ASCENDING)]),
    ],
    HOLDS: [
        IndexModel(
            [("expires_at", ASCENDING)], partialFilterExpression={"state": HoldState.OPEN.value}
        )
    ],
}

_STATUS = {
    EntryKind.POSTED: "posted",
    EntryKind.PENDING: "pending",
    EntryKind.POST_PENDING: "posted",
    EntryKind.VOID_PENDING: "voided",
}


def entry_document(
    entry: JournalEntry, *, sequence: int, leaf_index: int, entry_hash: str, shard: str
) -> Document:
    """``timestamp`` repeats ``recorded_at`` and ``status`` the kind, for the guide's indexes."""
    return {
        "_id": entry.id,
        "kind": entry.kind.value,
        "event": entry.event,
        "subject": entry.subject,
        "description": entry.description,
        "effective_at": entry.effective_at,
        "recorded_at": entry.recorded_at,
        "postings": [_posting_document(posting) for posting in entry.postings],
        "pending_id": entry.pending_id,
        "expires_at": entry.expires_at,
        "corrects": entry.corrects,
        "sequence": sequence,
        "shard": shard,
        **fields_that_follow(entry, entry_hash, leaf_index),
        "version": 1,
    }


def fields_that_follow(entry: JournalEntry, entry_hash: str, leaf_index: int) -> Document:
    """What an entry's document holds beside what is hashed, as far as its content decides it."""
    return {
        "entry_hash": entry_hash,
        "leaf_index": leaf_index,
        "status": _STATUS[entry.kind],
        "timestamp": entry.recorded_at,
    }


def entry_of(document: Mapping[str, Any]) -> JournalEntry:
    """The entry as stored; raises ``UnbalancedEntry`` and the like if it was tampered with."""
    return JournalEntry(
        id=document["_id"],
        kind=EntryKind(document["kind"]),
        event=document["event"],
        subject=document["subject"],
        description=document["description"],
        effective_at=document["effective_at"],
        recorded_at=document["recorded_at"],
        postings=tuple(_posting_of(posting) for posting in document["postings"]),
        pending_id=document["pending_id"],
        expires_at=document["expires_at"],
        corrects=document["corrects"],
    )


def account_document(account: Account, *, version: int, shard: str) -> Document:
    return {
        "_id": account.id,
        "class": account.account_class.value,
        "currency": account.currency,
        **account_totals(account),
        "shard": shard,
        "version": version,
    }


def account_totals(account: Account) -> Document:
    """The part of an account's document that entries move."""
    return {
        "debits_posted": account.debits_posted,
        "credits_posted": account.credits_posted,
        "debits_pending": account.debits_pending,
        "credits_pending": account.credits_pending,
    }


def account_change(before: Account, after: Account) -> Document:
    """What a batch adds to an account's document, as ``$inc`` takes it. Sums are then right
    whatever the writer remembered of them; an account's class, currency and shard never move."""
    moved: Document = {"version": 1}
    if after.debits_posted != before.debits_posted:
        moved["debits_posted"] = after.debits_posted - before.debits_posted
    if after.credits_posted != before.credits_posted:
        moved["credits_posted"] = after.credits_posted - before.credits_posted
    if after.debits_pending != before.debits_pending:
        moved["debits_pending"] = after.debits_pending - before.debits_pending
    if after.credits_pending != before.credits_pending:
        moved["credits_pending"] = after.credits_pending - before.credits_pending
    return moved


def account_of(document: Mapping[str, Any]) -> Account:
    return Account(
        id=document["_id"],
        debits_posted=document["debits_posted"],
        credits_posted=document["credits_posted"],
        debits_pending=document["debits_pending"],
        credits_pending=document["credits_pending"],
    )


def hold_document(hold: Hold) -> Document:
    return {
        "_id": hold.entry_id,
        "postings": [_posting_document(posting) for posting in hold.postings],
        "expires_at": hold.expires_at,
        "state": hold.state.value,
        "resolved_by": hold.resolved_by,
    }


def hold_of(document: Mapping[str, Any]) -> Hold:
    return Hold(
        entry_id=document["_id"],
        postings=tuple(_posting_of(posting) for posting in document["postings"]),
        expires_at=document["expires_at"],
        state=HoldState(document["state"]),
        resolved_by=document["resolved_by"],
    )


def _posting_document(posting: Posting) -> Document:
    return {
        "account": posting.account_id,
        "side": posting.side.value,
        "amount_minor": posting.amount_minor,
        "currency": posting.currency,
    }


def _posting_of(document: Mapping[str, Any]) -> Posting:
    return Posting(
        account_id=document["account"],
        side=Side(document["side"]),
        amount_minor=document["amount_minor"],
        currency=document["currency"],
    )


class LedgerRepository:
    def __init__(self, database: Database) -> None:
        self._entries = database[ENTRIES]
        self._accounts = database[ACCOUNTS]
        self._holds = database[HOLDS]

    async def accounts(
        self, *, kind: str | None = None, after: AccountId | None = None, limit: int = 100
    ) -> list[Account]:
        query: Document = {}
        if kind:
            query["_id"] = {"$gte": f"{kind}/", "$lt": f"{kind}0"}
        if after:
            query.setdefault("_id", {})["$gt"] = after
        cursor = self._accounts.find(query).sort("_id", ASCENDING).limit(limit)
        return [account_of(document) async for document in cursor]

    async def account(self, identifier: AccountId) -> Account | None:
        document = await self._accounts.find_one({"_id": identifier})
        return account_of(document) if document else None

    async def stored_accounts(self) -> AsyncIterator[Document]:
        async for document in self._accounts.find({}).sort("_id", ASCENDING):
            yield document

    async def entries(
        self,
        *,
        subject: str | None = None,
        account: AccountId | None = None,
        before_sequence: int | None = None,
        limit: int = 100,
    ) -> list[tuple[JournalEntry, int, int]]:
        """Newest first: (entry, its batch's sequence, its leaf's index)."""
        query: Document = {}
        if subject:
            query["subject"] = subject
        if account:
            query["postings.account"] = account
        if before_sequence is not None:
            query["leaf_index"] = {"$lt": before_sequence}
        cursor = self._entries.find(query).sort(
            [("sequence", DESCENDING), ("leaf_index", DESCENDING)]
        )
        return [
            (entry_of(document), document["sequence"], document["leaf_index"])
            async for document in cursor.limit(limit)
        ]

    async def entry(self, identifier: str) -> JournalEntry | None:
        document = await self._entries.find_one({"_id": identifier})
        return entry_of(document) if document else None

    async def stored_entries(self) -> AsyncIterator[Document]:
        """Every entry document in the order they were recorded."""
        async for document in self._entries.find({}).sort("sequence", ASCENDING):
            yield document

    async def count_entries(self) -> int:
        return await self._entries.count_documents({})

    async def balance_as_of(
        self, identifier: AccountId, moment: datetime, *, by: str
    ) -> tuple[int, int]:
        """(debits, credits) posted to an account up to and including ``moment``.

        ``by`` is ``effective_at`` or ``recorded_at``; summed inside MongoDB from the entries.
        """
        pipeline: list[Document] = [
            {
                "$match": {
                    "postings.account": identifier,
                    by: {"$lte": moment},
                    "kind": {"$in": [EntryKind.POSTED.value, EntryKind.POST_PENDING.value]},
                }
            },
            {"$unwind": "$postings"},
            {"$match": {"postings.account": identifier}},
            {"$group": {"_id": "$postings.side", "total": {"$sum": "$postings.amount_minor"}}},
        ]
        totals = {row["_id"]: row["total"] async for row in await self._entries.aggregate(pipeline)}
        return totals.get("debit", 0), totals.get("credit", 0)

    async def trial_balance(self) -> list[Document]:
        """Per currency and account class: debits and credits, posted and pending."""
        pipeline: list[Document] = [
            {
                "$group": {
                    "_id": {"currency": "$currency", "class": "$class"},
                    "debits_posted": {"$sum": "$debits_posted"},
                    "credits_posted": {"$sum": "$credits_posted"},
                    "debits_pending": {"$sum": "$debits_pending"},
                    "credits_pending": {"$sum": "$credits_pending"},
                }
            },
            {"$sort": {"_id": 1}},
        ]
        return [row async for row in await self._accounts.aggregate(pipeline)]

    async def unresolved_holds_past(self, moment: datetime, *, limit: int) -> list[Hold]:
        cursor = self._holds.find(
            {"state": HoldState.OPEN.value, "expires_at": {"$lte": moment}}
        ).limit(limit)
        return [hold_of(document) async for document in cursor]

    async def entries_between(self, first: int, last: int) -> list[Document]:
        """Every entry document of these sequences, both included."""
        return await self._entries.find({"sequence": {"$gte": first, "$lte": last}}).to_list()

    async def entries_named(self, ids: Sequence[str]) -> list[Document]:
        return await self._entries.find({"_id": {"$in": list(ids)}}).to_list()

    async def accounts_named(self, ids: Sequence[AccountId]) -> list[Document]:
        return await self._accounts.find({"_id": {"$in": list(ids)}}).to_list()

    async def holds_named(self, ids: Sequence[str]) -> list[Document]:
        return await self._holds.find({"_id": {"$in": list(ids)}}).to_list()

    async def stored_holds(self) -> AsyncIterator[Document]:
        async for document in self._holds.find({}):
            yield document
