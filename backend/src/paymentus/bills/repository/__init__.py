"""The collections ``bills``, ``bill_files`` and ``bill_file_rows``, and the files' bytes.

Read here; written only as parts of a unit of work, the raw bytes of a file apart.
"""

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.bills.domain.bill import COLLECTION as BILLS
from paymentus.bills.domain.bill_file import FILES, ROWS
from paymentus.bills.repository import bill_files, bills, file_bytes
from paymentus.bills.repository.bill_files import (
    BillFileRepository,
    file_changes,
    file_insertion,
    row_insertions,
)
from paymentus.bills.repository.bills import BillFilter, BillRepository
from paymentus.integrations.key_management.sealed_documents import Forms

INDEXES: dict[str, list[IndexModel]] = {
    BILLS: [
        IndexModel([("biller_id", ASCENDING), ("account_key", ASCENDING), ("due_on", DESCENDING)]),
        IndexModel([("biller_id", ASCENDING), ("due_on", DESCENDING), ("_id", DESCENDING)]),
        IndexModel(
            [
                ("biller_id", ASCENDING),
                ("status", ASCENDING),
                ("due_on", DESCENDING),
                ("_id", DESCENDING),
            ]
        ),
        IndexModel([("biller_id", ASCENDING), ("bill_key", ASCENDING)]),
    ],
    FILES: [
        IndexModel([("biller_id", ASCENDING), ("_id", DESCENDING)]),
        IndexModel([("status", ASCENDING), ("_id", ASCENDING)]),
    ],
    ROWS: [
        # Which bills a file has, in chunks: for duplicates and for the anti-join of `replace`.
        IndexModel([("bill_ids", ASCENDING), ("file_id", ASCENDING)], sparse=True),
        IndexModel([("file_id", ASCENDING), ("order", ASCENDING), ("_id", ASCENDING)]),
        # What only the import itself needs goes by itself.
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    **file_bytes.INDEXES,
}

SEALED: Forms = {**bills.SEALED, **bill_files.SEALED}

__all__ = [
    "BILLS",
    "FILES",
    "INDEXES",
    "ROWS",
    "SEALED",
    "BillFileRepository",
    "BillFilter",
    "BillRepository",
    "file_changes",
    "file_insertion",
    "row_insertions",
]
