from __future__ import annotations

from datetime import timedelta

import pytest

from ledger.building import BANK, NOW, PAYABLE, RECEIVABLE, a_resolution, an_entry
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.mongo import Database
from paymentus.ledger.domain import Book, EntryKind, HoldState
from paymentus.ledger.repository import (
    LedgerRepository,
    account_document,
    account_of,
    entry_document,
    entry_of,
    hold_document,
    hold_of,
)
from paymentus.ledger.service import LedgerService

pytestmark = pytest.mark.usefixtures("stocked")


class TestDocuments:
    def test_read_back_as_what_was_written(self) -> None:
        book = Book()
        draft = an_entry("ent_x", kind=EntryKind.PENDING, expires_at=NOW + timedelta(days=1))
        entry = book.apply(draft, recorded_at=NOW)
        account, hold = book.accounts[PAYABLE], book.holds["ent_x"]

        document = entry_document(entry, sequence=3, leaf_index=4, entry_hash="ff", shard="shard-0")

        assert entry_of(document) == entry
        assert account_of(account_document(account, version=1, shard="shard-0")) == account
        assert hold_of(hold_document(hold)) == hold

    async def test_of_entries_hash_to_what_their_leaf_says_after_a_round_trip(
        self, database: Database
    ) -> None:
        documents = await database.transactions.find().to_list()

        assert len(documents) == 7
        for document in documents:
            assert sha256_hex(entry_of(document).canonical()) == document["entry_hash"]

    async def test_of_entries_carry_the_fields_of_the_guides_indexes(
        self, database: Database
    ) -> None:
        rows = {row["_id"]: row async for row in database.transactions.find()}

        assert {id: row["status"] for id, row in rows.items()} == {
            "ent_1": "posted",
            "ent_h1": "pending",
            "ent_h2": "pending",
            "ent_h3": "pending",
            "ent_p": "posted",
            "ent_v": "voided",
            "ent_out": "posted",
        }
        assert all(row["timestamp"] == row["recorded_at"] for row in rows.values())


class TestEntries:
    async def test_come_newest_first(self, repository: LedgerRepository) -> None:
        rows = await repository.entries()

        assert [entry.id for entry, _, _ in rows] == [
            "ent_out", "ent_v", "ent_p", "ent_h3", "ent_h2", "ent_h1", "ent_1",
        ]  # fmt: skip
        assert [leaf for _, _, leaf in rows] == [6, 5, 4, 3, 2, 1, 0]

    async def test_are_found_by_subject_and_by_account(self, repository: LedgerRepository) -> None:
        of_subject = await repository.entries(subject="pay_2")
        of_account = await repository.entries(account=BANK)

        assert [entry.id for entry, _, _ in of_subject] == ["ent_h1"]
        assert [entry.id for entry, _, _ in of_account] == ["ent_out"]

    async def test_go_on_where_a_page_ended(self, repository: LedgerRepository) -> None:
        seen: list[str] = []
        before = None
        while rows := await repository.entries(before_sequence=before, limit=3):
            seen += [entry.id for entry, _, _ in rows]
            before = rows[-1][2]

        assert len(seen) == len(set(seen)) == 7

    async def test_of_one_commit_keep_their_order(
        self, committer: Committer, repository: LedgerRepository
    ) -> None:
        await committer.commit(
            UnitOfWork(entries=tuple(an_entry(f"ent_batch_{n}", subject="all") for n in range(5)))
        )

        rows = await repository.entries(subject="all")

        assert [entry.id for entry, _, _ in rows] == [f"ent_batch_{n}" for n in (4, 3, 2, 1, 0)]

    async def test_are_found_one_by_one(self, repository: LedgerRepository) -> None:
        entry = await repository.entry("ent_p")

        assert entry is not None
        assert entry.pending_id == "ent_h1"
        assert await repository.entry("ent_none") is None


class TestAccounts:
    async def test_are_listed_by_kind_and_page(self, repository: LedgerRepository) -> None:
        every = await repository.accounts()
        payables = await repository.accounts(kind="biller_payable")
        after = await repository.accounts(after=BANK, limit=1)

        assert [account.id for account in every] == [BANK, PAYABLE, RECEIVABLE]
        assert [account.id for account in payables] == [PAYABLE]
        assert [account.id for account in after] == [PAYABLE]

    async def test_of_a_kind_go_on_where_a_page_ended(self, repository: LedgerRepository) -> None:
        assert await repository.accounts(kind="bank", after=BANK) == []
        assert [
            account.id for account in await repository.accounts(kind="biller_payable", after="a")
        ] == [PAYABLE]

    async def test_hold_what_is_posted_and_what_is_pending(
        self, repository: LedgerRepository
    ) -> None:
        account = await repository.account(PAYABLE)

        assert account is not None
        assert (account.credits_posted, account.debits_posted) == (1_070, 300)
        assert (account.credits_pending, account.debits_pending) == (9, 0)
        assert await repository.account("bank/nobody/USD") is None


class TestHolds:
    async def test_past_their_time_are_found_while_they_are_open(
        self, repository: LedgerRepository
    ) -> None:
        before = await repository.unresolved_holds_past(NOW + timedelta(days=6), limit=10)
        after = await repository.unresolved_holds_past(NOW + timedelta(days=7), limit=10)

        assert before == []
        assert [hold.entry_id for hold in after] == ["ent_h3"]

    async def test_remember_what_became_of_them(self, database: Database) -> None:
        holds = [hold_of(row) async for row in database.ledger_holds.find()]

        assert {hold.entry_id: (hold.state, hold.resolved_by) for hold in holds} == {
            "ent_h1": (HoldState.POSTED, "ent_p"),
            "ent_h2": (HoldState.VOIDED, "ent_v"),
            "ent_h3": (HoldState.OPEN, None),
        }


class TestTrialBalance:
    async def test_sums_every_class_inside_the_database(self, stocked: LedgerService) -> None:
        rows = {row["_id"]["class"]: row for row in await stocked.trial_balance()}

        assert rows["asset"]["debits_posted"] == 1_070
        assert rows["asset"]["credits_posted"] == 300
        assert rows["liability"]["credits_posted"] == 1_070
        assert rows["liability"]["debits_posted"] == 300
        assert rows["asset"]["debits_pending"] == rows["liability"]["credits_pending"] == 9


class TestLargeAmounts:
    async def test_beyond_32_bits_are_read_back_and_their_hold_can_be_posted(
        self, committer: Committer, another_server: Committer, stocked: LedgerService
    ) -> None:
        """MongoDB hands 64-bit integers out as a type of their own."""
        large = 300_000_000_000
        await committer.commit(
            UnitOfWork(entries=(an_entry("ent_L", amount=large, kind=EntryKind.PENDING),))
        )
        post = a_resolution("ent_LP", "ent_L", EntryKind.POST_PENDING)
        await another_server.commit(UnitOfWork(entries=(post,)))

        rows = {row.entry.id: row.entry for row in await stocked.entries()}

        assert rows["ent_LP"].postings == rows["ent_L"].postings
        assert (await stocked.balance(PAYABLE)).balance_minor == large + 770
