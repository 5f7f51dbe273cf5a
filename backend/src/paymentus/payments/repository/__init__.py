"""Quotes and payments in MongoDB. Read here, written only as parts of a unit of work."""

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.payments.repository import cash, documents
from paymentus.payments.repository.documents import (
    PAYMENTS,
    QUOTES,
    insert_payment,
    insert_quote,
    payment_of,
    take_quote,
    update_payment,
    whose,
)
from paymentus.payments.repository.payments import PaymentsRepository

SEALED = {**documents.SEALED, **cash.SEALED}
INDEXES: dict[str, list[IndexModel]] = {
    **cash.INDEXES,
    PAYMENTS: [
        IndexModel([("stripe_session_id", ASCENDING)], unique=True),
        IndexModel(
            [("user_id", ASCENDING), ("payment_status", ASCENDING), ("created_at", DESCENDING)]
        ),
        IndexModel([("confirmation_number", ASCENDING)], unique=True),
        IndexModel([("principal_id", ASCENDING), ("_id", DESCENDING)]),
        IndexModel([("biller_ids", ASCENDING), ("_id", DESCENDING)]),
        IndexModel([("items.bill_id", ASCENDING), ("_id", DESCENDING)]),
        IndexModel([("intent_id", ASCENDING)], sparse=True),
        IndexModel(
            [("next_check_at", ASCENDING)],
            partialFilterExpression={"next_check_at": {"$type": "date"}},
        ),
    ],
    QUOTES: [IndexModel([("discard_at", ASCENDING)], expireAfterSeconds=86_400)],
}

__all__ = [
    "INDEXES",
    "PAYMENTS",
    "QUOTES",
    "SEALED",
    "PaymentsRepository",
    "insert_payment",
    "insert_quote",
    "payment_of",
    "take_quote",
    "update_payment",
    "whose",
]
