"""Collections that ``commit`` owns or writes, and their indexes."""

from __future__ import annotations

from pymongo import ASCENDING, IndexModel

HEADS = "log_heads"
IDEMPOTENCY = "idempotency"
OUTBOX = "outbox"
AUDIT_INBOX = "audit_inbox"
AUDIT_LOG = "audit_log"
WEBHOOK_INBOX = "inbox"

INDEXES: dict[str, list[IndexModel]] = {
    IDEMPOTENCY: [
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
        IndexModel([("status", ASCENDING), ("lease_until", ASCENDING)]),
    ],
    OUTBOX: [
        IndexModel([("state", ASCENDING), ("topic", ASCENDING), ("due_at", ASCENDING)]),
        IndexModel([("key", ASCENDING)]),
        IndexModel([("done_at", ASCENDING)], expireAfterSeconds=7 * 86_400),
    ],
    WEBHOOK_INBOX: [
        IndexModel([("state", ASCENDING), ("due_at", ASCENDING)]),
        IndexModel([("object_id", ASCENDING)]),
        IndexModel([("done_at", ASCENDING)], expireAfterSeconds=30 * 86_400),
    ],
}
