"""Entries and books for tests of the ledger."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from paymentus.ledger.domain import EntryDraft, EntryKind, Posting, account_id, credit, debit

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
RECEIVABLE = account_id("processor_receivable", "stripe", "USD")
PAYABLE = account_id("biller_payable", "bil_1", "USD")
FEES = account_id("fee_income", "platform", "USD")
BANK = account_id("bank", "operating", "USD")
BANK_EUR = account_id("bank", "operating", "EUR")
PAYABLE_EUR = account_id("biller_payable", "bil_1", "EUR")


def an_entry(
    id: str = "ent_1",
    *postings: Posting,
    amount: int = 100,
    kind: EntryKind = EntryKind.POSTED,
    at: datetime = NOW,
    expires_at: datetime | None = None,
    subject: str = "pay_1",
) -> EntryDraft:
    """``amount`` owed to a biller, unless postings say otherwise."""
    return EntryDraft(
        id=id,
        kind=kind,
        event="test.moved",
        subject=subject,
        description="a test",
        effective_at=at,
        postings=postings or (debit(RECEIVABLE, amount), credit(PAYABLE, amount)),
        expires_at=expires_at,
    )


def a_resolution(id: str, pending_id: str, kind: EntryKind, *, at: datetime = NOW) -> EntryDraft:
    """The post or the void of a pending entry."""
    return EntryDraft(
        id=id,
        kind=kind,
        event="test.resolved",
        subject="pay_1",
        description="a test",
        effective_at=at,
        pending_id=pending_id,
    )


def a_payout(id: str, amount: int, *, kind: EntryKind = EntryKind.POSTED) -> EntryDraft:
    """Takes ``amount`` from what the biller is owed, which has a floor."""
    return an_entry(id, debit(PAYABLE, amount), credit(BANK, amount), kind=kind)


_ACCOUNTS = (
    RECEIVABLE,
    PAYABLE,
    FEES,
    BANK,
    account_id("customer_credit", "usr_1", "USD"),
    account_id("disputes_held", "stripe", "USD"),
    account_id("biller_receivable", "bil_1", "USD"),
)


@st.composite
def balanced_postings(draw: st.DrawFn) -> tuple[Posting, ...]:
    """One to three debits, and credits of the same sum, over few accounts so that they meet."""
    debits = draw(
        st.lists(st.tuples(st.sampled_from(_ACCOUNTS), st.integers(1, 500)), min_size=1, max_size=3)
    )
    left = sum(amount for _, amount in debits)
    credits = []
    while left:
        amount = left if len(credits) == 2 else draw(st.integers(1, left))
        credits.append((draw(st.sampled_from(_ACCOUNTS)), amount))
        left -= amount
    return tuple(debit(*pair) for pair in debits) + tuple(credit(*pair) for pair in credits)
