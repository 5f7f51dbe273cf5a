"""The posting rules, by table and against a model that knows nothing but the entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.building import (
    BANK,
    FEES,
    NOW,
    PAYABLE,
    RECEIVABLE,
    a_payout,
    a_resolution,
    an_entry,
    balanced_postings,
)
from paymentus.ledger.domain import (
    Account,
    Book,
    EntryDraft,
    EntryKind,
    Hold,
    HoldState,
    JournalEntry,
    credit,
    debit,
)
from paymentus.ledger.domain.rules import (
    HoldAlreadyPosted,
    HoldAlreadyVoided,
    HoldNotFound,
    LedgerRefusal,
    WouldGoBelowFloor,
    replay,
)

POST, VOID = EntryKind.POST_PENDING, EntryKind.VOID_PENDING


def a_book(*drafts: EntryDraft) -> Book:
    book = Book()
    for draft in drafts:
        book.apply(draft, recorded_at=NOW)
    return book


def totals(book: Book, account: str) -> tuple[int, int, int, int]:
    found = book.accounts.get(account) or Account(account)
    return (
        found.debits_posted,
        found.credits_posted,
        found.debits_pending,
        found.credits_pending,
    )


class TestPosting:
    def test_moves_the_amounts_of_every_account(self) -> None:
        book = a_book(
            an_entry("ent_1", debit(RECEIVABLE, 102), credit(PAYABLE, 100), credit(FEES, 2))
        )

        assert totals(book, RECEIVABLE) == (102, 0, 0, 0)
        assert totals(book, PAYABLE) == (0, 100, 0, 0)
        assert totals(book, FEES) == (0, 2, 0, 0)

    def test_may_use_one_account_twice(self) -> None:
        book = a_book(
            an_entry("ent_1", debit(RECEIVABLE, 3), credit(PAYABLE, 1), credit(PAYABLE, 2))
        )

        assert totals(book, PAYABLE) == (0, 3, 0, 0)


class TestFloor:
    def test_refuses_to_take_more_than_there_is(self) -> None:
        book = a_book(an_entry(amount=100))

        with pytest.raises(WouldGoBelowFloor, match="short by 1"):
            book.apply(a_payout("out", 101), recorded_at=NOW)

    def test_lets_the_last_unit_go(self) -> None:
        book = a_book(an_entry(amount=100), a_payout("out", 100))

        assert book.accounts[PAYABLE].available == 0

    def test_counts_what_is_held_to_go(self) -> None:
        book = a_book(an_entry(amount=100), a_payout("hold", 60, kind=EntryKind.PENDING))

        book.begin()
        with pytest.raises(WouldGoBelowFloor):
            book.apply(a_payout("out", 41), recorded_at=NOW)
        book.drop()
        book.apply(a_payout("out", 40), recorded_at=NOW)

    def test_does_not_count_what_is_only_expected(self) -> None:
        book = a_book(an_entry(amount=100, kind=EntryKind.PENDING))

        with pytest.raises(WouldGoBelowFloor):
            book.apply(a_payout("out", 1), recorded_at=NOW)

    def test_is_judged_after_the_whole_entry(self) -> None:
        through = an_entry(
            "ent_1",
            debit(PAYABLE, 50),
            credit(BANK, 50),
            debit(BANK, 50),
            credit(PAYABLE, 50),
        )

        assert a_book(through).accounts[PAYABLE].available == 0

    def test_never_stops_money_that_raises_an_account_below_it(self) -> None:
        short = Account(PAYABLE, debits_posted=100)
        book = Book([short])

        book.apply(an_entry(amount=30), recorded_at=NOW)

        assert book.accounts[PAYABLE].available == -70

    def test_is_not_there_for_a_clearing_account(self) -> None:
        book = a_book(an_entry("ent_1", debit(BANK, 500), credit(RECEIVABLE, 500)))

        assert book.accounts[RECEIVABLE].posted == -500


class TestHold:
    def test_moves_nothing_until_it_is_posted(self) -> None:
        pending = an_entry("h", amount=70, kind=EntryKind.PENDING)
        book = a_book(pending)
        assert totals(book, PAYABLE) == (0, 0, 0, 70)

        entry = book.apply(a_resolution("p", "h", POST), recorded_at=NOW)

        assert totals(book, PAYABLE) == (0, 70, 0, 0)
        assert entry.postings == pending.postings
        assert book.holds["h"].state is HoldState.POSTED
        assert book.holds["h"].resolved_by == "p"

    def test_leaves_nothing_when_it_is_voided(self) -> None:
        book = a_book(an_entry("h", amount=70, kind=EntryKind.PENDING))

        book.apply(a_resolution("v", "h", VOID), recorded_at=NOW)

        assert totals(book, PAYABLE) == (0, 0, 0, 0)
        assert book.holds["h"].state is HoldState.VOIDED

    def test_can_be_posted_although_the_balance_has_gone_meanwhile(self) -> None:
        book = Book([Account(PAYABLE, credits_posted=10, debits_posted=10, debits_pending=5)])
        book.holds["h"] = Hold("h", (debit(PAYABLE, 5), credit(BANK, 5)), None)
        book.accounts[BANK] = Account(BANK, credits_pending=5)

        book.apply(a_resolution("p", "h", POST), recorded_at=NOW)

        assert book.accounts[PAYABLE].posted == -5

    @pytest.mark.parametrize(
        ("first", "refusal"), [(POST, HoldAlreadyPosted), (VOID, HoldAlreadyVoided)]
    )
    @pytest.mark.parametrize("second", [POST, VOID])
    def test_ends_once(
        self, first: EntryKind, second: EntryKind, refusal: type[LedgerRefusal]
    ) -> None:
        book = a_book(an_entry("h", kind=EntryKind.PENDING), a_resolution("r1", "h", first))

        with pytest.raises(refusal):
            book.apply(a_resolution("r2", "h", second), recorded_at=NOW)

    def test_must_exist(self) -> None:
        with pytest.raises(HoldNotFound):
            Book().apply(a_resolution("r", "h", POST), recorded_at=NOW)

    def test_keeps_its_last_moment(self) -> None:
        ends = NOW + timedelta(days=7)

        book = a_book(an_entry("h", kind=EntryKind.PENDING, expires_at=ends))

        assert book.holds["h"].expires_at == ends


class TestUnit:
    def test_that_is_dropped_leaves_no_trace_of_its_earlier_entries(self) -> None:
        book = a_book(an_entry("ent_0", amount=100))
        before = (dict(book.accounts), dict(book.holds))

        book.begin()
        book.apply(an_entry("h", kind=EntryKind.PENDING), recorded_at=NOW)
        book.apply(a_resolution("p", "h", POST), recorded_at=NOW)
        with pytest.raises(WouldGoBelowFloor):
            book.apply(a_payout("out", 1_000), recorded_at=NOW)
        book.drop()

        assert (book.accounts, book.holds) == before
        assert not book.touched_accounts
        assert not book.touched_holds

    def test_that_is_kept_says_what_it_touched(self) -> None:
        book = Book()

        book.begin()
        book.apply(an_entry("h", kind=EntryKind.PENDING), recorded_at=NOW)
        book.keep()

        assert book.touched_accounts == {RECEIVABLE, PAYABLE}
        assert book.touched_holds == {"h"}


class TestReplay:
    def test_knows_only_the_entries(self) -> None:
        book = Book()
        drafts = [
            an_entry("h1", amount=70, kind=EntryKind.PENDING),
            an_entry("h2", amount=20, kind=EntryKind.PENDING),
            an_entry("h3", amount=9, kind=EntryKind.PENDING),
            a_resolution("p", "h1", POST),
            a_resolution("v", "h2", VOID),
        ]
        entries = [book.apply(draft, recorded_at=NOW) for draft in drafts]

        derived = replay(reversed(entries))

        assert derived == book.accounts
        assert derived[PAYABLE] == Account(PAYABLE, 0, 70, 0, 9)


@dataclass
class Act:
    """What to try next. ``hold`` picks among the pending entries there have been."""

    kind: EntryKind
    postings: tuple[object, ...] = field(repr=True)
    hold: int
    unit_ends: bool


ACTS = st.lists(
    st.builds(
        Act,
        kind=st.sampled_from(EntryKind),
        postings=balanced_postings(),
        hold=st.integers(0, 5),
        unit_ends=st.booleans(),
    ),
    max_size=30,
)


def _draft(act: Act, number: int, held: list[str]) -> EntryDraft:
    if act.kind in (POST, VOID):
        wanted = held[act.hold % len(held)] if held else "nothing"
        return a_resolution(f"e{number}", wanted, act.kind)
    return an_entry(f"e{number}", *act.postings, kind=act.kind)


class TestEverySequence:
    @settings(max_examples=150)
    @given(ACTS)
    def test_keeps_totals_equal_to_the_replay_of_what_was_accepted(self, acts: list[Act]) -> None:
        book, accepted, held = Book(), [], []
        for number, act in enumerate(acts):
            draft = _draft(act, number, held)
            before = (dict(book.accounts), dict(book.holds))
            book.begin()
            try:
                entry = book.apply(draft, recorded_at=NOW)
            except LedgerRefusal:
                book.drop()
                assert (book.accounts, book.holds) == before
                continue
            book.keep()
            accepted.append(entry)
            if act.kind is EntryKind.PENDING:
                held.append(draft.id)

        moved = {id: account for id, account in book.accounts.items() if account != Account(id)}
        derived = {id: acc for id, acc in replay(accepted).items() if acc != Account(id)}
        assert moved == derived
        _assert_sound(book, accepted)

    @settings(max_examples=60)
    @given(ACTS)
    def test_takes_back_whole_units(self, acts: list[Act]) -> None:
        book, accepted, held = Book(), [], []
        unit: list[JournalEntry] = []
        before: tuple[object, object] = ({}, {})
        book.begin()
        for number, act in enumerate(acts):
            draft = _draft(act, number, held)
            try:
                unit.append(book.apply(draft, recorded_at=NOW))
            except LedgerRefusal:
                book.drop()
                assert (book.accounts, book.holds) == before
                unit = []
                book.begin()
                continue
            if act.kind is EntryKind.PENDING:
                held.append(draft.id)
            if act.unit_ends:
                book.keep()
                accepted += unit
                unit, before = [], (dict(book.accounts), dict(book.holds))
                book.begin()
        book.drop()

        derived = replay(accepted)
        assert {id: acc for id, acc in book.accounts.items() if acc != Account(id)} == {
            id: acc for id, acc in derived.items() if acc != Account(id)
        }


def _assert_sound(book: Book, accepted: list[JournalEntry]) -> None:
    debits = sum(account.debits_posted for account in book.accounts.values())
    credits = sum(account.credits_posted for account in book.accounts.values())
    assert debits == credits
    held_debits = sum(account.debits_pending for account in book.accounts.values())
    held_credits = sum(account.credits_pending for account in book.accounts.values())
    assert held_debits == held_credits
    for account in book.accounts.values():
        if account.has_floor:
            assert account.available >= 0
    resolved = {entry.pending_id for entry in accepted if entry.pending_id}
    still_open = {hold.entry_id for hold in book.holds.values() if hold.state is HoldState.OPEN}
    assert still_open == book.holds.keys() - resolved
    if not still_open:
        assert held_debits == 0
