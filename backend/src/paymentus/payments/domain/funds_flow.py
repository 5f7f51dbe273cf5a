"""Money's way: one balanced entry for each thing that happens to a payment.

The worked figures are in docs/recipes/. ``Share`` says which biller gets what;
the platform's own processor balance receives the card payment whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from paymentus.ledger.domain import (
    EntryDraft,
    EntryKind,
    Posting,
    account_id,
    credit,
    debit,
)

PROCESSOR = "stripe"
OPERATING = "operating"
PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Share:
    """What one biller is owed of a payment, in minor units."""

    biller_id: str
    amount_minor: int


def receivable(currency: str) -> str:
    return account_id("processor_receivable", PROCESSOR, currency)


def payable(biller_id: str, currency: str) -> str:
    return account_id("biller_payable", biller_id, currency)


def fee_income(currency: str) -> str:
    return account_id("fee_income", PLATFORM, currency)


def hold_id(payment_id: str) -> str:
    """Ids of a payment's entries follow from its own, so nothing is posted twice."""
    return f"ent_{payment_id.removeprefix('pay_')}_hold"


def payment_postings(shares: Sequence[Share], fee_minor: int, currency: str) -> tuple[Posting, ...]:
    """Debit processor receivable; credit each biller payable and our fee income."""
    owed: dict[str, int] = {}
    for share in shares:
        owed[share.biller_id] = owed.get(share.biller_id, 0) + share.amount_minor
    credits = [credit(payable(biller, currency), amount) for biller, amount in owed.items()]
    if fee_minor:
        credits.append(credit(fee_income(currency), fee_minor))
    total = sum(owed.values()) + fee_minor
    return (debit(receivable(currency), total), *credits)


def attempt_recorded(
    payment_id: str,
    *,
    shares: Sequence[Share],
    fee_minor: int,
    currency: str,
    at: datetime,
    expires_at: datetime,
) -> EntryDraft:
    """The pending entry of an attempt: money expected, nothing moved yet."""
    return EntryDraft(
        id=hold_id(payment_id),
        kind=EntryKind.PENDING,
        event="payment.started",
        subject=payment_id,
        description="Payment started",
        effective_at=at,
        postings=payment_postings(shares, fee_minor, currency),
        expires_at=expires_at,
    )


def succeeded(payment_id: str, *, at: datetime, commitment: str) -> EntryDraft:
    """The pending entry becomes money moved. ``commitment`` binds the receipt."""
    return EntryDraft(
        id=success_id(payment_id),
        kind=EntryKind.POST_PENDING,
        event="payment.succeeded",
        subject=payment_id,
        description="Payment succeeded",
        effective_at=at,
        pending_id=hold_id(payment_id),
        commitment=commitment,
    )


def success_id(payment_id: str) -> str:
    return f"ent_{payment_id.removeprefix('pay_')}_paid"


def succeeded_late(
    payment_id: str,
    *,
    shares: Sequence[Share],
    excess_minor: int,
    credit_owner: str,
    fee_minor: int,
    currency: str,
    at: datetime,
    commitment: str,
) -> EntryDraft:
    """Success after the hold was let go: posted anew.

    ``excess_minor`` is what the bills can no longer take because another payment was
    faster; it is owed back to the payer as customer credit.
    """
    paying = [share for share in shares if share.amount_minor > 0]
    postings = payment_postings(paying, fee_minor, currency) if paying or fee_minor else ()
    if excess_minor:
        owed_back = account_id("customer_credit", credit_owner, currency)
        total = sum(share.amount_minor for share in paying) + fee_minor + excess_minor
        postings = (
            debit(receivable(currency), total),
            *postings[1:],
            credit(owed_back, excess_minor),
        )
    return EntryDraft(
        id=success_id(payment_id),
        kind=EntryKind.POSTED,
        event="payment.succeeded",
        subject=payment_id,
        description="Payment succeeded after it had been given up",
        effective_at=at,
        postings=postings,
        commitment=commitment,
    )


def ended_without_money(payment_id: str, *, event: str, at: datetime) -> EntryDraft:
    """Failed, expired or canceled: the pending entry is let go."""
    return EntryDraft(
        id=f"ent_{payment_id.removeprefix('pay_')}_void",
        kind=EntryKind.VOID_PENDING,
        event=event,
        subject=payment_id,
        description="Nothing was charged",
        effective_at=at,
        pending_id=hold_id(payment_id),
    )


def processor_fee(payment_id: str, *, fee_minor: int, currency: str, at: datetime) -> EntryDraft:
    """The fee as the processor reports it; its rounding is its own."""
    return _posted(
        f"ent_{payment_id.removeprefix('pay_')}_fee",
        "processor.fee_reported",
        payment_id,
        "Processor fee",
        at,
        debit(account_id("processor_fees", PROCESSOR, currency), fee_minor),
        credit(receivable(currency), fee_minor),
    )


def processor_paid_out(
    payout_id: str, *, amount_minor: int, currency: str, at: datetime
) -> EntryDraft:
    """The processor sends its balance to our bank."""
    return _posted(
        f"ent_{payout_id}_payout",
        "processor.paid_out",
        payout_id,
        "Processor payout",
        at,
        debit(account_id("bank", OPERATING, currency), amount_minor),
        credit(receivable(currency), amount_minor),
    )


def settled_to_biller(
    settlement_id: str, *, biller_id: str, amount_minor: int, currency: str, at: datetime
) -> EntryDraft:
    """We send a biller what it is owed."""
    return _posted(
        f"ent_{settlement_id}_settled",
        "biller.settled",
        settlement_id,
        "Settled to the biller",
        at,
        debit(payable(biller_id, currency), amount_minor),
        credit(account_id("bank", OPERATING, currency), amount_minor),
    )


def refunded(
    refund_id: str,
    *,
    payment_id: str,
    biller_id: str,
    amount_minor: int,
    settled_already: bool,
    currency: str,
    at: datetime,
) -> EntryDraft:
    """Money back to the payer, from what the biller is owed or, once settled, owes us."""
    kind = "biller_receivable" if settled_already else "biller_payable"
    return _posted(
        f"ent_{refund_id}_refund",
        "payment.refunded",
        payment_id,
        "Refund",
        at,
        debit(account_id(kind, biller_id, currency), amount_minor),
        credit(receivable(currency), amount_minor),
    )


def dispute_opened(
    dispute_id: str,
    *,
    payment_id: str,
    amount_minor: int,
    fee_minor: int,
    currency: str,
    at: datetime,
) -> EntryDraft:
    """The card network takes the amount and a fee while it decides."""
    return _posted(
        f"ent_{dispute_id}_dispute",
        "payment.disputed",
        payment_id,
        "Dispute opened",
        at,
        debit(account_id("disputes_held", PROCESSOR, currency), amount_minor),
        debit(account_id("dispute_fees", PROCESSOR, currency), fee_minor),
        credit(receivable(currency), amount_minor + fee_minor),
    )


def over_paid(
    payment_id: str, *, payer_id: str, amount_minor: int, currency: str, at: datetime
) -> EntryDraft:
    """More arrived than the bills can take: it is the payer's credit."""
    return _posted(
        f"ent_{payment_id.removeprefix('pay_')}_credit",
        "payment.over_paid",
        payment_id,
        "Over-payment",
        at,
        debit(receivable(currency), amount_minor),
        credit(account_id("customer_credit", payer_id, currency), amount_minor),
    )


def _posted(
    id: str, event: str, subject: str, description: str, at: datetime, *postings: Posting
) -> EntryDraft:
    return EntryDraft(
        id=id,
        kind=EntryKind.POSTED,
        event=event,
        subject=subject,
        description=description,
        effective_at=at,
        postings=postings,
    )


def cash_drawer(location: str, currency: str) -> str:
    """``location`` names a counter of a biller, or a retail partner."""
    return account_id("cash_at_counters", location, currency)


def cash_taken(
    payment_id: str,
    *,
    location: str,
    shares: Sequence[Share],
    currency: str,
    at: datetime,
    commitment: str,
) -> EntryDraft:
    """Cash lies in the drawer, and the biller is owed it. There is no fee and nothing pending."""
    _, *credits = payment_postings(shares, 0, currency)
    total = sum(share.amount_minor for share in shares)
    return EntryDraft(
        id=success_id(payment_id),
        kind=EntryKind.POSTED,
        event="payment.succeeded",
        subject=payment_id,
        description="Cash taken at a counter",
        effective_at=at,
        postings=(debit(cash_drawer(location, currency), total), *credits),
        commitment=commitment,
    )
