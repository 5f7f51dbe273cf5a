"""The collection ``backups``: which were made when, for metrics and the audit log's readers."""

from __future__ import annotations

from datetime import datetime

from pymongo import DESCENDING, IndexModel

from paymentus.commit.domain import Insert
from paymentus.foundation.mongo import Database, Document

BACKUPS = "backups"
INDEXES: dict[str, list[IndexModel]] = {
    BACKUPS: [IndexModel([("finished_at", DESCENDING)], name="newest_first")]
}


def insertion_of_backup(
    id: str, *, name: str, kind: str, finished_at: datetime, size: int, sha256: str
) -> Insert:
    """``size`` is that of the file, in bytes."""
    return Insert(
        BACKUPS,
        {
            "_id": id, "name": name, "kind": kind, "finished_at": finished_at, "bytes": size,
            "sha256": sha256,
        },
    )  # fmt: skip


async def newest_snapshot(database: Database) -> Document | None:
    """The record of the last snapshot that succeeded."""
    return await database[BACKUPS].find_one(
        {"kind": "snapshot"}, sort=[("finished_at", DESCENDING)]
    )
