"""0001: every document that units of work write says which form it has.

Documents from before have no ``schema_version``; theirs is the first. What is hashed or signed
(journal entries, leaves, checkpoints) has its version inside, and is never rewritten. What lives
for days (outbox, inboxes, idempotency records) is read in both forms until it is gone.
"""

from __future__ import annotations

from collections.abc import Mapping

from paymentus.app.migrations.runner import Change
from paymentus.foundation.mongo import Document


class SchemaVersions:
    number = 1
    title = "Say in each document which form it has"
    # Code that knows no migration reads documents by their fields and skips this one.
    oldest_reader = 0
    collections: Mapping[str, int] = {
        "users": 1,
        "billers": 1,
        "customers": 1,
        "bills": 1,
        "bill_files": 1,
        "bill_file_rows": 1,
        "payment_methods": 1,
        "processor_customers": 1,
        "card_setups": 1,
        "quotes": 1,
        "payment_transactions": 1,
    }

    async def change(self, collection: str, document: Document) -> Change:
        return Change()
