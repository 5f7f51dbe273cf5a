"""Reads what a batch is judged by, writes a batch in one transaction, keeps what is delivered.

This is the only place that writes to collections units of work touch.
"""

from paymentus.commit.repository.batches import (
    BatchWrites,
    CommitRepository,
    DuplicateInsert,
    Head,
    HeadMoved,
    StaleDocuments,
    TryAgain,
    Written,
    plain_update,
    versioned_update,
)
from paymentus.commit.repository.names import (
    AUDIT_INBOX,
    AUDIT_LOG,
    HEADS,
    IDEMPOTENCY,
    INDEXES,
    OUTBOX,
    WEBHOOK_INBOX,
)

__all__ = [
    "AUDIT_INBOX",
    "AUDIT_LOG",
    "HEADS",
    "IDEMPOTENCY",
    "INDEXES",
    "OUTBOX",
    "WEBHOOK_INBOX",
    "BatchWrites",
    "CommitRepository",
    "DuplicateInsert",
    "Head",
    "HeadMoved",
    "StaleDocuments",
    "TryAgain",
    "Written",
    "plain_update",
    "versioned_update",
]
