"""What everybody writes: a payment of three postings, its outbox message, its idempotency record.

The same fields and the same accounts for the group commit and for the bare code. The bare code
writes no audit leaf, signs nothing and keeps no secondary index: an easier job, in its favor.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from paymentus.commit.domain import (
    IdempotencyClaim,
    IdempotencyScope,
    Insert,
    OutboxMessage,
    UnitOfWork,
)
from paymentus.foundation.ids import new_id
from paymentus.ledger.domain import Account, EntryDraft, EntryKind, credit, debit

Document = dict[str, Any]

SPREAD_OVER = 10_000
HOT = "biller_payable/hot/USD"
AMOUNT, FEE = 10_000, 150
_HASH = "5f" * 32


@dataclass(frozen=True, slots=True)
class Post:
    """``receivable`` is debited, ``payable`` and ``income`` are credited."""

    id: str
    receivable: str
    payable: str
    income: str
    at: datetime


def posts(*, hot: bool, seed: int) -> Iterator[Post]:
    """Posts without end, over accounts drawn from ``seed``; a hot one credits one biller only."""
    draw = random.Random(seed)
    for _ in itertools.count():
        receivable, payable, income = (draw.randrange(SPREAD_OVER) for _ in range(3))
        yield Post(
            new_id("pay"),
            f"processor_receivable/p{receivable}/USD",
            HOT if hot else f"biller_payable/b{payable}/USD",
            f"fee_income/f{income}/USD",
            datetime.now(UTC),
        )


def all_accounts() -> list[Account]:
    """Every account that posts touch, so that nobody has to open one while the clock runs."""
    kinds = ("processor_receivable/p", "biller_payable/b", "fee_income/f")
    names = [f"{kind}{number}/USD" for kind in kinds for number in range(SPREAD_OVER)]
    return [Account(name) for name in (*names, HOT)]


def unit_of(post: Post) -> UnitOfWork:
    """The post as the product's use cases hand it to the commit."""
    entry = EntryDraft(
        id=f"ent_{post.id}",
        kind=EntryKind.POSTED,
        event="payment.succeeded",
        subject=post.id,
        description="Bill payment to Riverton Water",
        effective_at=post.at,
        postings=(
            debit(post.receivable, AMOUNT + FEE),
            credit(post.payable, AMOUNT),
            credit(post.income, FEE),
        ),
    )
    scope = IdempotencyScope("usr_measured", "makePayment", post.id)
    lease = post.at + timedelta(seconds=30)
    return UnitOfWork(
        inserts=(Insert("payment_transactions", payment_document(post)),),
        entries=(entry,),
        outbox=(OutboxMessage("measured", post.id, _message(post)),),
        idempotency=(IdempotencyClaim(scope, _HASH, post.id, lease),),
    )


def payment_document(post: Post) -> Document:
    return {
        "_id": post.id,
        "confirmation_number": post.id[-10:],
        "state": "succeeded",
        "payment_status": "succeeded",
        "stripe_session_id": post.id,
        "principal_id": "usr_01JD0000000000000000000000",
        "user_id": "usr_01JD0000000000000000000000",
        "quote_id": "quo_01JD0000000000000000000000",
        "currency": "USD",
        "items": [
            {
                "bill_id": f"bill_{post.id}",
                "biller_id": post.payable,
                "biller_name": "Riverton Water",
                "bill_number": "B000001",
                "account_number": "1002003001",
                "amount_minor": AMOUNT,
                "fee_minor": FEE,
                "delivery_date": "2026-11-24",
                "cut_off_at": post.at,
                "statement_descriptor": "RIVERTON WATER",
            }
        ],
        "amount_minor": AMOUNT,
        "fee_minor": FEE,
        "total_minor": AMOUNT + FEE,
        "method_kind": "saved_card",
        "payment_method_id": "pm_01JD0000000000000000000000",
        "email": "payer@example.com",
        "created_at": post.at,
        "updated_at": post.at,
    }


def bare_documents(post: Post) -> Mapping[str, Document]:
    """What the commit stores for :func:`unit_of`, by collection, made by hand."""
    postings = [
        (post.receivable, "debit", AMOUNT + FEE),
        (post.payable, "credit", AMOUNT),
        (post.income, "credit", FEE),
    ]
    stamped: Document = {"version": 1, "shard": "shard-0"}
    return {
        "payments": {**payment_document(post), **stamped},
        "entries": {
            "_id": f"ent_{post.id}",
            "kind": "posted",
            "event": "payment.succeeded",
            "subject": post.id,
            "description": "Bill payment to Riverton Water",
            "effective_at": post.at,
            "recorded_at": post.at,
            "postings": [
                {"account": name, "side": side, "amount_minor": amount, "currency": "USD"}
                for name, side, amount in postings
            ],
            "pending_id": None,
            "expires_at": None,
            "corrects": None,
            "sequence": 1,
            "leaf_index": 1,
            "entry_hash": _HASH,
            "status": "posted",
            "timestamp": post.at,
            **stamped,
        },
        "outbox": {
            "_id": f"out_{post.id}",
            "topic": "measured",
            "key": post.id,
            "payload": _message(post),
            "state": "new",
            "attempts": 0,
            "due_at": post.at,
            "created_at": post.at,
            "request_id": None,
        },
        "idempotency": {
            "_id": post.id + _HASH[:34],
            "route": "makePayment",
            "body_hash": _HASH,
            "subject": post.id,
            "status": "running",
            "lease_until": post.at + timedelta(seconds=30),
            "created_at": post.at,
            "expires_at": post.at + timedelta(days=30),
        },
    }


def bare_balances(post: Post) -> list[tuple[str, Document]]:
    """Account and change, the one that may be hot last: its lock is then held the shortest."""
    return [
        (post.receivable, {"$inc": {"debits_posted": AMOUNT + FEE, "version": 1}}),
        (post.income, {"$inc": {"credits_posted": FEE, "version": 1}}),
        (post.payable, {"$inc": {"credits_posted": AMOUNT, "version": 1}}),
    ]


def _message(post: Post) -> Document:
    return {"payment_id": post.id, "state": "succeeded", "biller_ids": [post.payable]}
