from __future__ import annotations

from datetime import UTC, datetime

from paymentus.app.proofs import ledger_leaves
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.mongo import Database
from paymentus.ledger.domain import EntryDraft, EntryKind, credit, debit
from paymentus.ledger.repository import entry_of


def an_entry(id: str) -> EntryDraft:
    return EntryDraft(
        id=id,
        kind=EntryKind.POSTED,
        event="test.moved",
        subject="pay_1",
        description="x",
        effective_at=datetime(2026, 11, 23, tzinfo=UTC),
        postings=(debit("bank/a/USD", 5), credit("fee_income/b/USD", 5)),
    )


class TestLedgerLeaves:
    async def test_are_what_the_entries_hash_to_in_order(
        self, committer: Committer, database: Database
    ) -> None:
        await committer.commit(UnitOfWork(entries=(an_entry("ent_b"), an_entry("ent_a"))))
        await committer.commit(UnitOfWork(audit=(AuditRecord("x.y", "s", "a"),)))
        await committer.log_events(await database.audit_inbox.find().to_list())

        leaves = [leaf async for leaf in ledger_leaves(database)]

        entries = [entry_of(row) async for row in database.transactions.find().sort("leaf_index")]
        assert leaves == [
            (entry.id, sha256_hex(entry.canonical()), index) for index, entry in enumerate(entries)
        ]
        assert [id for id, _, _ in leaves] == ["ent_b", "ent_a"]

    async def test_leave_out_what_cannot_be_read(
        self, committer: Committer, database: Database
    ) -> None:
        await committer.commit(UnitOfWork(entries=(an_entry("ent_a"), an_entry("ent_b"))))
        await database.audit_log.update_one({"_id": 0}, {"$set": {"leaf": b"not a leaf"}})

        assert [id async for id, _, _ in ledger_leaves(database)] == ["ent_b"]
