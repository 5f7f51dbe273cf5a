"""Every field of an entry on its way from the draft to the hash, and what a refusal says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ledger.building import BANK, NOW, PAYABLE, RECEIVABLE, a_payout, a_resolution, an_entry
from paymentus.foundation.canonical_json import canonical_bytes
from paymentus.foundation.errors import Rejected
from paymentus.ledger.domain import (
    Account,
    Book,
    EntryDraft,
    EntryKind,
    Hold,
    HoldState,
    JournalEntry,
    Posting,
    Side,
    account_id,
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
from paymentus.ledger.domain.rules import (
    HoldAlreadyPosted,
    HoldAlreadyVoided,
    HoldNotFound,
    WouldGoBelowFloor,
    moved,
    replay,
)

LATER = NOW + timedelta(hours=2)
DRAFT = EntryDraft(
    id="ent_1",
    kind=EntryKind.PENDING,
    event="payment.started",
    subject="pay_1",
    description="Payment started",
    effective_at=NOW,
    postings=(debit(RECEIVABLE, 102), credit(PAYABLE, 102)),
    expires_at=LATER,
    corrects="ent_0",
    commitment="c0ffee",
)


class TestADraft:
    def test_is_recorded_with_every_field_it_has(self) -> None:
        entry = Book().apply(DRAFT, recorded_at=LATER)

        assert entry == JournalEntry(
            id="ent_1",
            kind=EntryKind.PENDING,
            event="payment.started",
            subject="pay_1",
            description="Payment started",
            effective_at=NOW,
            recorded_at=LATER,
            postings=DRAFT.postings,
            pending_id=None,
            expires_at=LATER,
            corrects="ent_0",
        )

    @pytest.mark.parametrize("kind", [EntryKind.POST_PENDING, EntryKind.VOID_PENDING])
    def test_of_a_resolution_is_recorded_with_its_holds_postings(self, kind: EntryKind) -> None:
        book = Book()
        book.apply(DRAFT, recorded_at=NOW)

        entry = book.apply(a_resolution("ent_2", "ent_1", kind), recorded_at=LATER)

        assert (entry.id, entry.kind, entry.pending_id) == ("ent_2", kind, "ent_1")
        assert (entry.postings, entry.recorded_at) == (DRAFT.postings, LATER)
        state = HoldState.POSTED if kind is EntryKind.POST_PENDING else HoldState.VOIDED
        assert book.holds["ent_1"] == Hold("ent_1", DRAFT.postings, LATER, state, "ent_2")

    def test_of_a_hold_opens_one_that_nobody_has_ended(self) -> None:
        book = Book()

        book.apply(DRAFT, recorded_at=NOW)

        assert book.holds == {"ent_1": Hold("ent_1", DRAFT.postings, LATER, HoldState.OPEN, None)}

    def test_says_which_entry_is_not_shaped_or_balanced(self) -> None:
        with pytest.raises(Rejected, match=r"^ent_1: a posted entry is not shaped so\.$"):
            replace(DRAFT, kind=EntryKind.POSTED, pending_id="ent_0")
        with pytest.raises(UnbalancedEntry, match=r"^ent_1$"):
            replace(DRAFT, postings=(debit(RECEIVABLE, 1), credit(PAYABLE, 2)))
        with pytest.raises(UnbalancedEntry, match=r"^ent_1$"):
            replace(Book().apply(DRAFT, recorded_at=NOW), postings=())


class TestCanonicalForm:
    def test_is_the_bytes_that_leaves_commit_to(self) -> None:
        """A change of this form would make every entry there is look tampered with."""
        entry = Book().apply(DRAFT, recorded_at=LATER)

        assert canonical_bytes(entry.canonical()) == (
            b'{"corrects":"ent_0","description":"Payment started",'
            b'"effective_at":"2026-11-23T10:00:00.000Z","event":"payment.started",'
            b'"expires_at":"2026-11-23T12:00:00.000Z","id":"ent_1","kind":"pending",'
            b'"pending_id":null,"postings":'
            b'[["processor_receivable/stripe/USD","debit",102,"USD"],'
            b'["biller_payable/bil_1/USD","credit",102,"USD"]],'
            b'"recorded_at":"2026-11-23T12:00:00.000Z","subject":"pay_1"}'
        )

    def test_says_that_there_is_no_expiry(self) -> None:
        entry = Book().apply(replace(DRAFT, expires_at=None), recorded_at=NOW)

        assert entry.canonical()["expires_at"] is None


class TestAPosting:
    def test_takes_its_currency_from_its_account(self) -> None:
        yen = account_id("bank", "operating", "JPY")

        assert debit(yen, 5) == Posting(yen, Side.DEBIT, 5, "JPY")
        assert credit(yen, 5) == Posting(yen, Side.CREDIT, 5, "JPY")

    @pytest.mark.parametrize(
        ("account", "amount", "currency", "refusal", "words"),
        [
            (BANK, 0, "USD", NonPositivePosting, r"^bank/operating/USD: 0$"),
            (BANK, -3, "USD", NonPositivePosting, r"^bank/operating/USD: -3$"),
            (BANK, 1, "EUR", UnknownAccount, r"^bank/operating/USD in EUR$"),
            ("bank//USD", 1, "USD", UnknownAccount, r"^bank//USD in USD$"),
        ],
    )
    def test_says_what_is_wrong_with_it(
        self, account: str, amount: int, currency: str, refusal: type[Rejected], words: str
    ) -> None:
        with pytest.raises(refusal, match=words):
            Posting(account, Side.DEBIT, amount, currency)

    def test_of_one_minor_unit_is_the_smallest(self) -> None:
        assert Posting(BANK, Side.DEBIT, 1, "USD").amount_minor == 1

    def test_balances_with_others_by_currency_and_side(self) -> None:
        assert is_balanced([debit(BANK, 3), credit(PAYABLE, 1), credit(PAYABLE, 2)])
        assert not is_balanced([debit(BANK, 3), debit(BANK, 3)])
        assert is_balanced([])


class TestAccounts:
    def test_are_refused_with_the_name_that_is_wrong(self) -> None:
        with pytest.raises(ValueError, match=r"^'petty' is not in the chart of accounts$"):
            account_id("petty", "x", "USD")
        with pytest.raises(ValueError, match=r"^an owner's name holds no slash$"):
            account_id("bank", "a/b", "USD")
        with pytest.raises(ValueError, match=r"^bank/operating/USD: a running total below zero"):
            Account(BANK, debits_posted=-1)

    @pytest.mark.parametrize("posted", [-1, 0, 1])
    @pytest.mark.parametrize("pending", [-1, 0, 1])
    def test_are_moved_on_the_side_of_the_posting_alone(self, posted: int, pending: int) -> None:
        before = Account(BANK, 10, 20, 30, 40)

        debited = moved(before, debit(BANK, 7), posted=posted, pending=pending)
        credited = moved(before, credit(BANK, 7), posted=posted, pending=pending)

        assert debited == Account(BANK, 10 + 7 * posted, 20, 30 + 7 * pending, 40)
        assert credited == Account(BANK, 10, 20 + 7 * posted, 30, 40 + 7 * pending)


class TestReversal:
    def test_is_a_correction_of_the_same_subject(self) -> None:
        entry = Book().apply(an_entry("ent_1", subject="pay_7"), recorded_at=NOW)

        draft = reversal(entry, id="ent_2", effective_at=LATER, description="Posted twice.")

        assert draft == EntryDraft(
            id="ent_2",
            kind=EntryKind.POSTED,
            event="ledger.correction",
            subject="pay_7",
            description="Posted twice.",
            effective_at=LATER,
            postings=(credit(RECEIVABLE, 100), debit(PAYABLE, 100)),
            corrects="ent_1",
        )

    def test_of_a_hold_that_was_posted_moves_its_money_back(self) -> None:
        book = Book()
        book.apply(an_entry("h", kind=EntryKind.PENDING), recorded_at=NOW)
        posted = book.apply(a_resolution("p", "h", EntryKind.POST_PENDING), recorded_at=NOW)

        book.apply(reversal(posted, id="r", effective_at=NOW, description="wrong"), recorded_at=NOW)

        assert book.accounts[PAYABLE] == Account(PAYABLE, 100, 100, 0, 0)

    def test_of_a_hold_says_what_to_do_instead(self) -> None:
        pending = Book().apply(an_entry(kind=EntryKind.PENDING), recorded_at=NOW)

        with pytest.raises(
            Rejected,
            match=r"^Only an entry that moved money can be reversed; void a pending one\.$",
        ):
            reversal(pending, id="r", effective_at=NOW, description="x")


class TestARefusal:
    def test_names_the_account_and_how_much_is_missing(self) -> None:
        with pytest.raises(
            WouldGoBelowFloor, match=r"^biller_payable/bil_1/USD would be short by 40\.$"
        ):
            Book().apply(a_payout("out", 40), recorded_at=NOW)

    @pytest.mark.parametrize(
        ("first", "refusal"),
        [(EntryKind.POST_PENDING, HoldAlreadyPosted), (EntryKind.VOID_PENDING, HoldAlreadyVoided)],
    )
    def test_names_the_hold_that_has_ended(
        self, first: EntryKind, refusal: type[HoldAlreadyPosted | HoldAlreadyVoided]
    ) -> None:
        book = Book()
        book.apply(an_entry("h", kind=EntryKind.PENDING), recorded_at=NOW)
        book.apply(a_resolution("r", "h", first), recorded_at=NOW)

        with pytest.raises(refusal, match=r"^h$"):
            book.apply(a_resolution("again", "h", EntryKind.POST_PENDING), recorded_at=NOW)

    def test_names_the_hold_that_never_was(self) -> None:
        with pytest.raises(HoldNotFound, match=r"^nothing$"):
            Book().apply(a_resolution("r", "nothing", EntryKind.POST_PENDING), recorded_at=NOW)


class TestABook:
    def test_begins_with_what_was_read_and_has_touched_none_of_it(self) -> None:
        account = Account(BANK, 5, 5)
        hold = Hold("h", (debit(BANK, 1), credit(PAYABLE, 1)), None)

        book = Book([account], [hold])

        assert (book.accounts, book.holds) == ({BANK: account}, {"h": hold})
        assert (book.touched_accounts, book.touched_holds) == (set(), set())

    def test_takes_back_the_unit_that_is_open_and_no_other(self) -> None:
        book = Book()
        book.begin()
        book.apply(an_entry("ent_1", amount=10), recorded_at=NOW)
        book.keep()
        book.begin()
        book.apply(an_entry("ent_2", amount=5), recorded_at=NOW)
        book.apply(an_entry("ent_3", amount=5), recorded_at=NOW)

        book.drop()

        assert book.accounts == {
            RECEIVABLE: Account(RECEIVABLE, debits_posted=10),
            PAYABLE: Account(PAYABLE, credits_posted=10),
        }
        assert book.touched_accounts == {RECEIVABLE, PAYABLE}

    def test_adds_up_what_several_units_touched(self) -> None:
        book = Book()
        for draft in (an_entry("h", kind=EntryKind.PENDING), money_in_the_bank()):
            book.begin()
            book.apply(draft, recorded_at=NOW)
            book.keep()

        assert book.touched_accounts == {RECEIVABLE, PAYABLE, BANK}
        assert book.touched_holds == {"h"}

    def test_gives_a_hold_back_as_it_was_when_its_end_is_taken_back(self) -> None:
        book = Book()
        book.apply(an_entry("h", kind=EntryKind.PENDING), recorded_at=NOW)
        before = book.holds["h"]

        book.begin()
        book.apply(a_resolution("v", "h", EntryKind.VOID_PENDING), recorded_at=NOW)
        book.drop()

        assert book.holds == {"h": before}

    def test_checks_no_floor_of_an_account_that_the_entry_raises(self) -> None:
        """An entry that takes from one account and gives to another, itself already short."""
        short = Account("customer_credit/usr_1/USD", debits_posted=9)
        book = Book([short, Account(PAYABLE, credits_posted=3)])

        book.apply(an_entry("ent_1", debit(PAYABLE, 3), credit(short.id, 3)), recorded_at=NOW)

        assert book.accounts[short.id].available == -6


class TestReplay:
    def test_takes_a_void_off_what_is_held_and_moves_nothing(self) -> None:
        book = Book()
        drafts = (
            an_entry("a", amount=4),
            an_entry("h", amount=7, kind=EntryKind.PENDING),
            an_entry("i", amount=2, kind=EntryKind.PENDING),
            a_resolution("v", "h", EntryKind.VOID_PENDING),
            a_resolution("p", "i", EntryKind.POST_PENDING),
        )
        entries = [book.apply(draft, recorded_at=NOW) for draft in drafts]

        assert replay(entries) == {
            RECEIVABLE: Account(RECEIVABLE, 6, 0, 0, 0),
            PAYABLE: Account(PAYABLE, 0, 6, 0, 0),
        }
        assert replay(entries[:3])[PAYABLE] == Account(PAYABLE, 0, 4, 0, 9)
        assert replay(entries[:3])[RECEIVABLE] == Account(RECEIVABLE, 4, 0, 9, 0)

    def test_of_nothing_is_nothing(self) -> None:
        assert replay([]) == {}


def money_in_the_bank() -> EntryDraft:
    return an_entry("b", debit(BANK, 1), credit(RECEIVABLE, 1))
