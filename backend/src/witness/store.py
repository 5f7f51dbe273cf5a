"""What a witness has seen, in one SQLite file: checked and written in one transaction."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from paymentus.audit.domain.checkpoint import Checkpoint

EVIDENCE_MAX = 1_000
_TABLES = """
CREATE TABLE IF NOT EXISTS cosigned (
    origin TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    note TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS evidence (
    id INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    reason TEXT NOT NULL,
    request BLOB NOT NULL,
    at INTEGER NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The newest checkpoint of a log with our cosignature; ``at`` is Unix seconds."""

    checkpoint: Checkpoint
    note: str
    at: int


class Store:
    """Any number of threads and processes may use one file: SQLite's write lock orders them."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=10
        )
        self._lock = threading.Lock()
        self._connection.execute("PRAGMA journal_mode=WAL")
        # With less, a cosignature could be given and forgotten when the power goes.
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.executescript(_TABLES)

    def newest(self, origin: str) -> Cosigned | None:
        """The newest checkpoint of this log that was cosigned."""
        with self._lock:
            return self._newest(origin)

    def advance(self, origin: str, decide: Callable[[Cosigned | None], Cosigned]) -> Cosigned:
        """Replace the newest checkpoint by what ``decide`` makes of it, and return that.

        Nothing can come between reading and writing; when ``decide`` raises, nothing changes.
        """
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                after = decide(self._newest(origin))
                self._connection.execute(
                    "INSERT INTO cosigned VALUES (?, ?, ?, ?, ?) ON CONFLICT (origin) DO UPDATE"
                    " SET size = excluded.size, root = excluded.root, note = excluded.note,"
                    " at = excluded.at",
                    (origin, after.checkpoint.size, after.checkpoint.root, after.note, after.at),
                )
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        return after

    def keep_evidence(self, origin: str, reason: str, request: bytes, at: int) -> None:
        """Keep a request that the log signed and that may contradict its past.

        At most 1,000 for each log and reason: strangers can bring proofs that do not hold, and must
        not leave no room for what the log alone can have signed.
        """
        with self._lock:
            self._connection.execute(
                "INSERT INTO evidence (origin, reason, request, at) SELECT ?, ?, ?, ?"
                " WHERE (SELECT COUNT(*) FROM evidence WHERE origin = ? AND reason = ?) < ?",
                (origin, reason, request, at, origin, reason, EVIDENCE_MAX),
            )

    def evidence(self) -> list[tuple[str, str, bytes, int]]:
        """(origin, reason, request, at) of everything kept, oldest first."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT origin, reason, request, at FROM evidence ORDER BY id"
            )
            return rows.fetchall()

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _newest(self, origin: str) -> Cosigned | None:
        row = self._connection.execute(
            "SELECT size, root, note, at FROM cosigned WHERE origin = ?", (origin,)
        ).fetchone()
        if row is None:
            return None
        return Cosigned(Checkpoint(origin, row[0], row[1]), row[2], row[3])
