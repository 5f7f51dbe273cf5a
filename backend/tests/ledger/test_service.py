from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from ledger.building import (
    BANK,
    BANK_EUR,
    NOW,
    PAYABLE,
    PAYABLE_EUR,
    RECEIVABLE,
    a_resolution,
    an_entry,
)
from paymentus.app.proofs import ledger_leaves
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database
from paymentus.ledger.domain import EntryKind, credit, debit
from paymentus.ledger.domain.entries import reversal
from paymentus.ledger.service import AccountNotFound, LedgerService


async def problems(ledger: LedgerService, database: Database) -> list[str]:
    return (await ledger.verify(ledger_leaves(database))).problems


class TestBalance:
    async def test_is_on_the_accounts_normal_side(self, stocked: LedgerService) -> None:
        payable = await stocked.balance(PAYABLE)
        receivable = await stocked.balance(RECEIVABLE)

        assert (payable.balance_minor, payable.currency) == (770, "USD")
        assert (payable.debits_minor, payable.credits_minor) == (300, 1_070)
        assert receivable.balance_minor == 1_070

    async def test_of_an_account_nothing_was_posted_to_is_not_found(
        self, ledger: LedgerService
    ) -> None:
        with pytest.raises(AccountNotFound):
            await ledger.balance(PAYABLE)

    async def test_leaves_out_what_is_only_held(self, stocked: LedgerService) -> None:
        now = await stocked.balance(PAYABLE, as_of=NOW + timedelta(days=3_650), by="recorded")

        assert now.balance_minor == (await stocked.balance(PAYABLE)).balance_minor == 770

    async def test_can_be_asked_for_by_effective_and_by_recorded_date(
        self, committer: Committer, ledger: LedgerService
    ) -> None:
        long_ago = NOW - timedelta(days=30)
        first = await committer.commit(UnitOfWork(entries=(an_entry("ent_1", amount=10, at=NOW),)))
        backdated = an_entry("ent_2", amount=5, at=long_ago)
        second = await committer.commit(UnitOfWork(entries=(backdated,)))

        async def balance(moment: Any, by: str) -> int:
            return (await ledger.balance(PAYABLE, as_of=moment, by=by)).balance_minor

        assert await balance(long_ago, "effective") == 5
        assert await balance(long_ago - timedelta(milliseconds=1), "effective") == 0
        assert await balance(NOW - timedelta(milliseconds=1), "effective") == 5
        assert await balance(NOW, "effective") == 15
        assert await balance(first.at - timedelta(milliseconds=1), "recorded") == 0
        assert await balance(second.at, "recorded") == 15


class TestCorrection:
    async def test_brings_the_balance_back_and_keeps_both_entries(
        self, committer: Committer, stocked: LedgerService, database: Database
    ) -> None:
        wrong = next(row.entry for row in await stocked.entries() if row.entry.id == "ent_out")
        mend = reversal(wrong, id="ent_fix", effective_at=NOW, description="Sent to nobody.")

        await committer.commit(UnitOfWork(entries=(mend,)))

        rows = {row.entry.id: row.entry for row in await stocked.entries()}
        assert (await stocked.balance(PAYABLE)).balance_minor == 1_070
        assert (await stocked.balance(BANK)).balance_minor == 0
        assert rows["ent_fix"].corrects == "ent_out"
        assert rows["ent_out"] == wrong
        assert await problems(stocked, database) == []


class TestImbalance:
    async def test_is_zero_in_every_currency(
        self, committer: Committer, stocked: LedgerService
    ) -> None:
        euro = an_entry("ent_eur", debit(BANK_EUR, 40), credit(PAYABLE_EUR, 40))
        await committer.commit(UnitOfWork(entries=(euro,)))

        assert await stocked.imbalance() == {"USD": 0, "EUR": 0}

    async def test_shows_what_a_changed_balance_is_off_by(
        self, stocked: LedgerService, database: Database
    ) -> None:
        await database.ledger_accounts.update_one({"_id": BANK}, {"$inc": {"debits_posted": 7}})

        assert await stocked.imbalance() == {"USD": 7}


Tampering = Callable[[Database], Awaitable[object]]


def _entry(change: dict[str, Any], id: str = "ent_1") -> Tampering:
    return lambda db: db.transactions.update_one({"_id": id}, change)


def _account(change: dict[str, Any]) -> Tampering:
    return lambda db: db.ledger_accounts.update_one({"_id": PAYABLE}, change)


def _hold(change: dict[str, Any], id: str = "ent_h3") -> Tampering:
    return lambda db: db.ledger_holds.update_one({"_id": id}, change)


async def _add_entry(db: Database) -> None:
    copy = await db.transactions.find_one({"_id": "ent_1"})
    assert copy is not None
    await db.transactions.insert_one({**copy, "_id": "ent_forged"})


async def _both_sides_of_an_entry(db: Database) -> None:
    both = {"postings.0.amount_minor": 2_000, "postings.1.amount_minor": 2_000}
    await db.transactions.update_one({"_id": "ent_1"}, {"$set": both})


async def _entry_and_balances_together(db: Database) -> None:
    await _both_sides_of_an_entry(db)
    await db.ledger_accounts.update_one({"_id": PAYABLE}, {"$inc": {"credits_posted": 1_000}})
    await db.ledger_accounts.update_one({"_id": RECEIVABLE}, {"$inc": {"debits_posted": 1_000}})


async def _unreadable_leaf(db: Database) -> None:
    await db.audit_log.update_one({"_id": 0}, {"$set": {"leaf": b"{}"}})


async def _hold_of_nothing(db: Database) -> None:
    copy = await db.ledger_holds.find_one({"_id": "ent_h3"})
    assert copy is not None
    await db.ledger_holds.insert_one({**copy, "_id": "ent_forged"})


async def _account_from_nowhere(db: Database) -> None:
    copy = await db.ledger_accounts.find_one({"_id": PAYABLE})
    assert copy is not None
    await db.ledger_accounts.insert_one({**copy, "_id": "slush_fund/me/USD"})


TAMPERING: dict[str, tuple[Tampering, str]] = {
    "one amount changed": (
        _entry({"$set": {"postings.0.amount_minor": 999}}),
        "entry ent_1: UnbalancedEntry",
    ),
    "both sides changed": (_both_sides_of_an_entry, "entry ent_1: its content is not what was"),
    "entry and balances changed together": (_entry_and_balances_together, "entry ent_1: its conte"),
    "amount is no integer": (_entry({"$set": {"postings.0.amount_minor": 1.5}}), "entry ent_1: N"),
    "other account": (_entry({"$set": {"postings.0.account": BANK}}), "entry ent_1: its content"),
    "unknown account": (_entry({"$set": {"postings.0.account": "x"}}), "entry ent_1: UnknownAcc"),
    "other side": (_entry({"$set": {"postings.0.side": "credit"}}), "entry ent_1: Unbalanced"),
    "no side at all": (_entry({"$set": {"postings.0.side": "left"}}), "entry ent_1: ValueError"),
    "postings gone": (_entry({"$unset": {"postings": ""}}), "entry ent_1: KeyError"),
    "postings nothing": (_entry({"$set": {"postings": None}}), "entry ent_1: TypeError"),
    "posting is text": (_entry({"$set": {"postings.0": "x"}}), "entry ent_1: TypeError"),
    "account is a number": (_entry({"$set": {"postings.0.account": 5}}), "entry ent_1: "),
    "effective date moved": (
        _entry({"$set": {"effective_at": NOW - timedelta(days=1)}}),
        "entry ent_1: its content",
    ),
    "date is text": (_entry({"$set": {"effective_at": "yesterday"}}), "entry ent_1: "),
    "recorded date moved": (_entry({"$set": {"recorded_at": NOW}}), "entry ent_1: its content"),
    "subject changed": (_entry({"$set": {"subject": "pay_9"}}), "entry ent_1: its content"),
    "kind changed": (_entry({"$set": {"kind": "pending"}}), "entry ent_1: its content"),
    "hold of a resolution changed": (
        _entry({"$set": {"pending_id": "ent_h2"}}, "ent_p"),
        "entry ent_p: its content",
    ),
    "correction invented": (_entry({"$set": {"corrects": "ent_0"}}), "entry ent_1: its content"),
    "entry deleted": (
        lambda db: db.transactions.delete_one({"_id": "ent_1"}),
        "entry ent_1: the audit log has it, the ledger does not",
    ),
    "pending entry deleted": (
        lambda db: db.transactions.delete_one({"_id": "ent_h1"}),
        "entry ent_h1: the audit log has it, the ledger does not",
    ),
    "entry added": (_add_entry, "entry ent_forged: the audit log has no leaf for it"),
    "leaf deleted": (
        lambda db: db.audit_log.delete_one({"_id": 0}),
        "entry ent_1: the audit log has no leaf for it",
    ),
    "leaf unreadable": (_unreadable_leaf, "entry ent_1: the audit log has no leaf for it"),
    "balance raised": (_account({"$inc": {"credits_posted": 1}}), f"account {PAYABLE}: stored"),
    "pending balance raised": (_account({"$inc": {"debits_pending": 1}}), f"account {PAYABLE}: st"),
    "balance below zero": (_account({"$set": {"debits_posted": -1}}), f"account {PAYABLE}: "),
    "balance field gone": (_account({"$unset": {"debits_posted": ""}}), f"account {PAYABLE}: "),
    "balance is text": (_account({"$set": {"debits_posted": "0"}}), f"account {PAYABLE}: "),
    "account's class changed": (_account({"$set": {"class": "asset"}}), f"account {PAYABLE}: "),
    "account's currency changed": (_account({"$set": {"currency": "EUR"}}), f"account {PAYABLE}: "),
    "account deleted": (
        lambda db: db.ledger_accounts.delete_one({"_id": PAYABLE}),
        f"account {PAYABLE}: its balance is gone",
    ),
    "account added": (_account_from_nowhere, "account slush_fund/me/USD: "),
    "hold's state changed": (_hold({"$set": {"state": "posted"}}), "hold ent_h3: stored as posted"),
    "hold reopened": (_hold({"$set": {"state": "open"}}, "ent_h1"), "hold ent_h1: stored as open"),
    "hold's state gone": (_hold({"$unset": {"state": ""}}), "hold ent_h3: "),
    "hold's amounts changed": (
        _hold({"$set": {"postings.0.amount_minor": 900, "postings.1.amount_minor": 900}}),
        "hold ent_h3: ",
    ),
    "hold made to last": (
        _hold({"$set": {"expires_at": NOW + timedelta(days=700)}}),
        "hold ent_h3: ",
    ),
    "hold deleted": (
        lambda db: db.ledger_holds.delete_one({"_id": "ent_h3"}),
        "hold ent_h3: its document is gone",
    ),
    "hold added": (
        _hold_of_nothing,
        "hold ent_forged: stored as open, the entries say there is no",
    ),
}


class TestVerification:
    async def test_finds_nothing_in_a_ledger_nobody_touched(
        self, stocked: LedgerService, database: Database
    ) -> None:
        counted: list[int] = []

        found = await stocked.verify(ledger_leaves(database), counted.append)

        assert found.problems == []
        assert found.is_valid
        assert (found.entries, found.accounts) == (7, 3)
        assert found.trial_balance == {"USD": 0}
        assert sum(counted) == 7

    async def test_finds_nothing_in_an_empty_ledger(
        self, ledger: LedgerService, database: Database
    ) -> None:
        assert await problems(ledger, database) == []

    @pytest.mark.parametrize("what", TAMPERING)
    async def test_names_what_was_tampered_with(
        self, what: str, stocked: LedgerService, database: Database
    ) -> None:
        tamper, expected = TAMPERING[what]
        await tamper(database)

        found = await problems(stocked, database)

        assert any(problem.startswith(expected) for problem in found), found

    async def test_sees_money_that_a_changed_hold_moved(
        self, another_server: Committer, stocked: LedgerService, database: Database
    ) -> None:
        """The forged hold is posted by an honest commit, so its entry and leaf agree."""
        await _account({"$inc": {"credits_pending": 8_991}})(database)
        await database.ledger_accounts.update_one(
            {"_id": RECEIVABLE}, {"$inc": {"debits_pending": 8_991}}
        )
        more = {"postings.0.amount_minor": 9_000, "postings.1.amount_minor": 9_000}
        await _hold({"$set": more})(database)
        post = a_resolution("ent_p3", "ent_h3", EntryKind.POST_PENDING)
        await another_server.commit(UnitOfWork(entries=(post,)))

        found = await problems(stocked, database)

        assert "entry ent_p3: it does not move what ent_h3 had reserved" in found
