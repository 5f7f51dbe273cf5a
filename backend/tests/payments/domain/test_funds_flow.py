"""Each entry of a payment, with the worked figures: 100.00 with a fee of 2.00."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.building import NOW, PAYMENT_ID
from paymentus.ledger.domain import Book, EntryDraft, EntryKind, Side
from paymentus.ledger.domain.entries import is_balanced
from paymentus.payments.domain import funds_flow
from paymentus.payments.domain.funds_flow import Share

RECEIVABLE = "processor_receivable/stripe/USD"
PAYABLE = "biller_payable/blr_1/USD"
FEES = "fee_income/platform/USD"
BANK = "bank/operating/USD"


def table(draft: EntryDraft) -> dict[str, int]:
    """Account to amount: debits above zero, credits below."""
    return {
        posting.account_id: posting.amount_minor * (1 if posting.side is Side.DEBIT else -1)
        for posting in draft.postings
    }


def attempt(amount: int = 10_000, fee: int = 200) -> EntryDraft:
    return funds_flow.attempt_recorded(
        PAYMENT_ID,
        shares=[Share("blr_1", amount)],
        fee_minor=fee,
        currency="USD",
        at=NOW,
        expires_at=NOW + timedelta(days=7),
    )


POSTED = {
    "processor reports its fee": (
        funds_flow.processor_fee(PAYMENT_ID, fee_minor=326, currency="USD", at=NOW),
        {"processor_fees/stripe/USD": 326, RECEIVABLE: -326},
    ),
    "processor pays out": (
        funds_flow.processor_paid_out("po_1", amount_minor=9_874, currency="USD", at=NOW),
        {BANK: 9_874, RECEIVABLE: -9_874},
    ),
    "settled to the biller": (
        funds_flow.settled_to_biller(
            "set_1", biller_id="blr_1", amount_minor=10_000, currency="USD", at=NOW
        ),
        {PAYABLE: 10_000, BANK: -10_000},
    ),
    "refund before settlement": (
        funds_flow.refunded(
            "rfd_1", payment_id=PAYMENT_ID, biller_id="blr_1", amount_minor=4_000,
            settled_already=False, currency="USD", at=NOW,
        ),
        {PAYABLE: 4_000, RECEIVABLE: -4_000},
    ),
    "refund after settlement": (
        funds_flow.refunded(
            "rfd_1", payment_id=PAYMENT_ID, biller_id="blr_1", amount_minor=4_000,
            settled_already=True, currency="USD", at=NOW,
        ),
        {"biller_receivable/blr_1/USD": 4_000, RECEIVABLE: -4_000},
    ),
    "dispute opened": (
        funds_flow.dispute_opened(
            "dp_1", payment_id=PAYMENT_ID, amount_minor=10_200, fee_minor=1_500,
            currency="USD", at=NOW,
        ),
        {
            "disputes_held/stripe/USD": 10_200,
            "dispute_fees/stripe/USD": 1_500,
            RECEIVABLE: -11_700,
        },
    ),
    "over-payment": (
        funds_flow.over_paid(
            PAYMENT_ID, payer_id="usr_1", amount_minor=500, currency="USD", at=NOW
        ),
        {RECEIVABLE: 500, "customer_credit/usr_1/USD": -500},
    ),
}  # fmt: skip


class TestEntries:
    def test_of_an_attempt_are_expected_and_not_yet_moved(self) -> None:
        draft = attempt()

        assert draft.kind is EntryKind.PENDING
        assert draft.expires_at == NOW + timedelta(days=7)
        assert table(draft) == {RECEIVABLE: 10_200, PAYABLE: -10_000, FEES: -200}

    @pytest.mark.parametrize("what", POSTED)
    def test_have_the_figures_of_the_worked_example(self, what: str) -> None:
        draft, expected = POSTED[what]

        assert draft.kind is EntryKind.POSTED
        assert table(draft) == expected
        assert is_balanced(draft.postings)

    def test_of_a_success_post_what_was_held_and_bind_the_receipt(self) -> None:
        draft = funds_flow.succeeded(PAYMENT_ID, at=NOW, commitment="c0ffee")

        assert (draft.kind, draft.pending_id) == (EntryKind.POST_PENDING, attempt().id)
        assert draft.commitment == "c0ffee"

    def test_of_an_end_without_money_let_go_what_was_held(self) -> None:
        draft = funds_flow.ended_without_money(PAYMENT_ID, event="payment.failed", at=NOW)

        assert (draft.kind, draft.pending_id) == (EntryKind.VOID_PENDING, attempt().id)

    def test_have_ids_that_follow_from_the_payments_so_nothing_is_posted_twice(self) -> None:
        ids = {
            attempt().id,
            funds_flow.succeeded(PAYMENT_ID, at=NOW, commitment="").id,
            funds_flow.ended_without_money(PAYMENT_ID, event="x", at=NOW).id,
            *(draft.id for draft, _ in POSTED.values()),
        }

        # Both refunds carry the same refund's id.
        assert len(ids) == 3 + len(POSTED) - 1
        assert all(id.startswith("ent_") for id in ids)

    def test_leave_out_a_fee_there_is_not(self) -> None:
        assert table(attempt(fee=0)) == {RECEIVABLE: 10_000, PAYABLE: -10_000}

    def test_credit_a_biller_once_for_all_its_bills(self) -> None:
        postings = funds_flow.payment_postings(
            [Share("blr_1", 100), Share("blr_2", 50), Share("blr_1", 7)], 3, "USD"
        )

        assert [(p.account_id, p.amount_minor) for p in postings] == [
            (RECEIVABLE, 160),
            (PAYABLE, 107),
            ("biller_payable/blr_2/USD", 50),
            (FEES, 3),
        ]


class TestWorkedExample:
    def test_brings_every_clearing_account_back_to_zero(self) -> None:
        """The receivable after the payout, the payable after settlement; what is left is ours."""
        book = Book()
        drafts = [
            attempt(),
            funds_flow.succeeded(PAYMENT_ID, at=NOW, commitment=""),
            POSTED["processor reports its fee"][0],
            POSTED["processor pays out"][0],
            POSTED["settled to the biller"][0],
        ]
        for draft in drafts:
            book.apply(draft, recorded_at=NOW)

        posted = {id: account.posted for id, account in book.accounts.items()}
        assert posted == {
            RECEIVABLE: 0,
            PAYABLE: 0,
            FEES: 200,
            "processor_fees/stripe/USD": 326,
            BANK: -126,
        }
        assert book.accounts[RECEIVABLE].debits_pending == 0

    def test_of_a_failure_leaves_nothing(self) -> None:
        book = Book()
        for draft in (
            attempt(),
            funds_flow.ended_without_money(PAYMENT_ID, event="payment.failed", at=NOW),
        ):
            book.apply(draft, recorded_at=NOW)

        assert all(
            (account.posted, account.debits_pending, account.credits_pending) == (0, 0, 0)
            for account in book.accounts.values()
        )


class TestLateSuccess:
    @given(
        taken=st.lists(st.integers(0, 10_000), min_size=1, max_size=4),
        excess=st.integers(0, 10_000),
        fee=st.integers(0, 500),
    )
    def test_counts_every_unit_that_came(self, taken: list[int], excess: int, fee: int) -> None:
        if sum(taken) + excess + fee == 0:
            return
        draft = funds_flow.succeeded_late(
            PAYMENT_ID,
            shares=[Share(f"blr_{n}", amount) for n, amount in enumerate(taken)],
            excess_minor=excess,
            credit_owner="usr_1",
            fee_minor=fee,
            currency="USD",
            at=NOW,
            commitment="c",
        )

        found = table(draft)
        assert is_balanced(draft.postings)
        assert found[RECEIVABLE] == sum(taken) + excess + fee
        assert -found.get("customer_credit/usr_1/USD", 0) == excess
        assert -found.get(FEES, 0) == fee
        for n, amount in enumerate(taken):
            assert -found.get(f"biller_payable/blr_{n}/USD", 0) == amount

    def test_is_the_same_entry_as_one_in_time_so_that_only_one_can_be(self) -> None:
        late = funds_flow.succeeded_late(
            PAYMENT_ID,
            shares=[Share("blr_1", 100)],
            excess_minor=0,
            credit_owner="usr_1",
            fee_minor=0,
            currency="USD",
            at=NOW,
            commitment="c",
        )

        assert late.id == funds_flow.succeeded(PAYMENT_ID, at=NOW, commitment="c").id
