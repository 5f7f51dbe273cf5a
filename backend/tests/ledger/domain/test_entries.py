from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.building import (
    BANK,
    BANK_EUR,
    FEES,
    NOW,
    PAYABLE,
    PAYABLE_EUR,
    RECEIVABLE,
    a_resolution,
    an_entry,
    balanced_postings,
)
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.errors import Rejected
from paymentus.ledger.domain import (
    Book,
    EntryDraft,
    EntryKind,
    JournalEntry,
    Posting,
    Side,
    credit,
    debit,
)
from paymentus.ledger.domain.entries import (
    NonPositivePosting,
    UnbalancedEntry,
    UnknownAccount,
    is_balanced,
    reversal,
)


def recorded(draft: EntryDraft) -> JournalEntry:
    return Book().apply(draft, recorded_at=NOW)


class TestPosting:
    @pytest.mark.parametrize("amount", [0, -1, 1.0, True, "5", None])
    def test_is_refused_when_it_is_not_a_positive_whole_number(self, amount: object) -> None:
        with pytest.raises(NonPositivePosting):
            Posting(BANK, Side.DEBIT, amount, "USD")

    @pytest.mark.parametrize(
        ("account", "currency"),
        [
            ("petty_cash/x/USD", "USD"),
            (BANK, "EUR"),
            ("bank", "USD"),
            ("bank/USD", "USD"),
            ("bank/a/b/USD", "USD"),
            ("", ""),
        ],
    )
    def test_is_refused_when_the_account_is_not_one(self, account: str, currency: str) -> None:
        with pytest.raises(UnknownAccount):
            Posting(account, Side.DEBIT, 1, currency)


class TestEntryDraft:
    def test_is_refused_when_debits_and_credits_differ(self) -> None:
        with pytest.raises(UnbalancedEntry):
            an_entry("ent_1", debit(RECEIVABLE, 100), credit(PAYABLE, 99))

    def test_is_refused_when_only_the_sum_over_two_currencies_balances(self) -> None:
        with pytest.raises(UnbalancedEntry):
            an_entry("ent_1", debit(BANK, 100), credit(PAYABLE_EUR, 100))

    def test_may_hold_two_currencies_that_each_balance(self) -> None:
        entry = an_entry(
            "ent_1",
            debit(BANK, 100),
            credit(PAYABLE, 100),
            debit(BANK_EUR, 90),
            credit(PAYABLE_EUR, 90),
        )

        assert is_balanced(entry.postings)

    @pytest.mark.parametrize("kind", [EntryKind.POST_PENDING, EntryKind.VOID_PENDING])
    def test_of_a_resolution_names_its_hold_and_carries_no_postings(self, kind: EntryKind) -> None:
        with pytest.raises(Rejected):
            an_entry("ent_1", kind=kind)
        with pytest.raises(Rejected):
            replace(a_resolution("ent_2", "ent_1", kind), pending_id=None)
        with pytest.raises(Rejected):
            replace(an_entry(), pending_id="ent_0")

    @pytest.mark.parametrize("kind", [EntryKind.POSTED, EntryKind.PENDING])
    def test_of_a_movement_has_postings(self, kind: EntryKind) -> None:
        with pytest.raises(Rejected):
            replace(an_entry(kind=kind), postings=())

    @given(balanced_postings(), st.data())
    def test_is_refused_when_any_one_amount_of_a_balanced_entry_changes(
        self, postings: tuple[Posting, ...], data: st.DataObject
    ) -> None:
        index = data.draw(st.integers(0, len(postings) - 1))
        by = data.draw(st.integers(1, 1_000))
        changed = list(postings)
        changed[index] = replace(changed[index], amount_minor=changed[index].amount_minor + by)

        an_entry("ent_1", *postings)
        with pytest.raises(UnbalancedEntry):
            an_entry("ent_1", *changed)


class TestJournalEntry:
    def test_cannot_be_read_back_unbalanced_or_empty(self) -> None:
        entry = recorded(an_entry())

        with pytest.raises(UnbalancedEntry):
            replace(entry, postings=(debit(BANK, 1), credit(PAYABLE, 2)))
        with pytest.raises(UnbalancedEntry):
            replace(entry, postings=())

    @pytest.mark.parametrize(
        "change",
        [
            {"id": "ent_9"},
            {"kind": EntryKind.PENDING},
            {"event": "other"},
            {"subject": "pay_9"},
            {"description": "other"},
            {"effective_at": NOW + timedelta(milliseconds=1)},
            {"recorded_at": NOW + timedelta(milliseconds=1)},
            {"postings": (debit(RECEIVABLE, 101), credit(PAYABLE, 101))},
            {"postings": (credit(PAYABLE, 100), debit(RECEIVABLE, 100))},
            {"postings": (debit(RECEIVABLE, 100), credit(FEES, 100))},
            {"pending_id": "ent_0"},
            {"expires_at": NOW},
            {"corrects": "ent_0"},
        ],
    )
    def test_has_another_hash_when_any_part_of_it_differs(self, change: dict[str, object]) -> None:
        entry = recorded(an_entry())

        changed = replace(entry, **change)

        assert sha256_hex(changed.canonical()) != sha256_hex(entry.canonical())


class TestReversal:
    def test_names_the_entry_it_corrects_and_turns_every_posting_round(self) -> None:
        entry = recorded(an_entry())

        draft = reversal(entry, id="ent_2", effective_at=NOW, description="Posted twice.")

        assert draft.corrects == "ent_1"
        assert draft.kind is EntryKind.POSTED
        assert draft.postings == (credit(RECEIVABLE, 100), debit(PAYABLE, 100))

    @pytest.mark.parametrize("kind", [EntryKind.PENDING, EntryKind.VOID_PENDING])
    def test_is_refused_when_no_money_had_moved(self, kind: EntryKind) -> None:
        entry = replace(recorded(an_entry()), kind=kind)

        with pytest.raises(Rejected):
            reversal(entry, id="ent_2", effective_at=NOW, description="x")

    @given(balanced_postings())
    def test_brings_every_balance_back(self, postings: tuple[Posting, ...]) -> None:
        rich = [
            an_entry("a", debit(account, 10_000), credit(BANK, 10_000))
            if account != BANK
            else an_entry("b", debit(BANK, 1), credit(FEES, 1))
            for account in ("disputes_held/stripe/USD", "biller_receivable/bil_1/USD")
        ]
        rich.append(an_entry("c", debit(BANK, 10_000), credit(PAYABLE, 10_000)))
        rich.append(an_entry("d", debit(BANK, 10_000), credit("customer_credit/usr_1/USD", 10_000)))
        book = Book()
        for draft in rich:
            book.apply(draft, recorded_at=NOW)
        before = {id: account.posted for id, account in book.accounts.items()}

        entry = book.apply(an_entry("ent_1", *postings), recorded_at=NOW)
        back = reversal(entry, id="ent_2", effective_at=NOW, description="back")
        book.apply(back, recorded_at=NOW)

        after = {id: account.posted for id, account in book.accounts.items()}
        assert {id: posted for id, posted in after.items() if posted} == {
            id: posted for id, posted in before.items() if posted
        }
