"""All state, in one SQLite file, so that a kill at any moment leaves whole transactions only.

An API object is a row with its public JSON body and a hidden JSON part that no answer shows (how a
test card behaves, which Checkout session owns a PaymentIntent). WAL with synchronous=NORMAL keeps
every committed transaction through the death of the process; a power cut may lose the last ones.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

JsonObject = dict[str, Any]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  created INTEGER NOT NULL, customer TEXT, payment_intent TEXT, charge TEXT, label TEXT,
  body TEXT NOT NULL, hidden TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS objects_kind ON objects (kind, seq);
CREATE INDEX IF NOT EXISTS objects_customer ON objects (customer, kind) WHERE customer IS NOT NULL;
CREATE INDEX IF NOT EXISTS objects_intent ON objects (payment_intent, kind)
  WHERE payment_intent IS NOT NULL;
CREATE INDEX IF NOT EXISTS objects_charge ON objects (charge, kind) WHERE charge IS NOT NULL;
CREATE TABLE IF NOT EXISTS idempotency (
  account TEXT NOT NULL, key TEXT NOT NULL, endpoint TEXT NOT NULL, fingerprint TEXT NOT NULL,
  status INTEGER NOT NULL, body TEXT NOT NULL, request_id TEXT NOT NULL, saved REAL NOT NULL,
  PRIMARY KEY (account, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, endpoint TEXT NOT NULL,
  type TEXT NOT NULL, state TEXT NOT NULL, note TEXT NOT NULL, attempts INTEGER NOT NULL,
  due REAL NOT NULL, last_status INTEGER, last_error TEXT, delivered REAL);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due) WHERE state = 'pending';
CREATE INDEX IF NOT EXISTS deliveries_event ON deliveries (event);
CREATE TABLE IF NOT EXISTS schedule (
  id INTEGER PRIMARY KEY AUTOINCREMENT, due REAL NOT NULL, act TEXT NOT NULL, object TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS schedule_due ON schedule (due);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mails (
  id INTEGER PRIMARY KEY AUTOINCREMENT, received REAL NOT NULL, sender TEXT NOT NULL,
  recipients TEXT NOT NULL, subject TEXT NOT NULL, raw BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS authenticators (label TEXT PRIMARY KEY, secret TEXT NOT NULL);
"""
# What a reset empties. People keep their phones.
_TABLES = ("objects", "idempotency", "deliveries", "schedule", "settings", "mails")
_COLUMNS = ("customer", "payment_intent", "charge")


class Store:
    """One connection used from one thread; callers group what belongs together in a transaction."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.rows = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        self.rows.row_factory = sqlite3.Row
        self.rows.execute("PRAGMA journal_mode=WAL")
        self.rows.execute("PRAGMA synchronous=NORMAL")
        self.rows.executescript(_SCHEMA)

    def close(self) -> None:
        self.rows.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is written, or nothing. Nested use joins the outer transaction."""
        if self.rows.in_transaction:
            yield
            return
        self.rows.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.rows.execute("ROLLBACK")
            raise
        self.rows.execute("COMMIT")

    def clear(self) -> None:
        with self.transaction():
            for table in _TABLES:
                self.rows.execute(f"DELETE FROM {table}")  # noqa: S608 (fixed names above)

    # Objects -------------------------------------------------------------------------------------

    def put(self, body: JsonObject, hidden: JsonObject | None = None) -> JsonObject:
        """Insert or replace by id. ``hidden=None`` keeps the hidden part that is there."""
        self.rows.execute(
            "INSERT INTO objects (id, kind, created, customer, payment_intent, charge, label, body,"
            " hidden) VALUES (?,?,?,?,?,?,?,?,COALESCE(?,'{}')) ON CONFLICT (id) DO UPDATE SET"
            " customer=excluded.customer, payment_intent=excluded.payment_intent,"
            " charge=excluded.charge, label=excluded.label, body=excluded.body,"
            " hidden=COALESCE(?, hidden)",
            (
                body["id"],
                body["object"],
                body["created"],
                body.get("customer"),
                body.get("payment_intent"),
                body.get("charge"),
                body.get("email") or body.get("type"),
                json.dumps(body, separators=(",", ":")),
                _dump_or_none(hidden),
                _dump_or_none(hidden),
            ),
        )
        return body

    def get(self, kind: str, object_id: str) -> JsonObject | None:
        row = self.rows.execute(
            "SELECT body FROM objects WHERE id=? AND kind=?", (object_id, kind)
        ).fetchone()
        return None if row is None else _load(row["body"])

    def hidden(self, object_id: str) -> JsonObject:
        row = self.rows.execute("SELECT hidden FROM objects WHERE id=?", (object_id,)).fetchone()
        return {} if row is None else _load(row["hidden"])

    def change_hidden(self, object_id: str, **values: Any) -> None:
        merged = {**self.hidden(object_id), **values}
        self.rows.execute(
            "UPDATE objects SET hidden=? WHERE id=?", (_dump_or_none(merged), object_id)
        )

    def position(self, kind: str, object_id: str) -> int | None:
        row = self.rows.execute(
            "SELECT seq FROM objects WHERE id=? AND kind=?", (object_id, kind)
        ).fetchone()
        return None if row is None else int(row["seq"])

    def select(
        self,
        kind: str,
        *,
        where: Mapping[str, str] | None = None,
        labels: Sequence[str] = (),
        created: Mapping[str, int] | None = None,
        after: int | None = None,
        before: int | None = None,
        newer_than: int | None = None,
        delivered: bool | None = None,
        limit: int | None = None,
        oldest_first: bool = False,
    ) -> list[JsonObject]:
        """Bodies, newest first. ``after`` and ``before`` are positions in that order.

        With ``before`` the rows nearest to it are taken and still returned newest first;
        ``newer_than`` with ``oldest_first`` pages the other way. ``delivered``: only events whose
        webhooks have all arrived, or only those of which one has not.
        """
        tests, values = ["kind = ?"], [kind]
        arguments: list[Any] = list(values)
        for column, value in (where or {}).items():
            if column in _COLUMNS:
                tests.append(f"{column} = ?")
                arguments.append(value)
            elif column.startswith("hidden."):
                tests.append("json_extract(hidden, ?) = ?")
                arguments += [f"$.{column.removeprefix('hidden.')}", value]
            else:
                tests.append("json_extract(body, ?) = ?")
                arguments += [f"$.{column}", value]
        if labels:
            tests.append(f"label IN ({','.join('?' * len(labels))})")
            arguments += labels
        for word, sign in (("gt", ">"), ("gte", ">="), ("lt", "<"), ("lte", "<=")):
            if created and word in created:
                tests.append(f"created {sign} ?")
                arguments.append(created[word])
        if after is not None:
            tests.append("seq < ?")
            arguments.append(after)
        if before is not None:
            tests.append("seq > ?")
            arguments.append(before)
        if newer_than is not None:
            tests.append("seq > ?")
            arguments.append(newer_than)
        if delivered is not None:
            waits = (
                "SELECT 1 FROM deliveries d WHERE d.event = objects.id AND d.state <> 'delivered'"
            )
            tests.append(f"{'NOT ' if delivered else ''}EXISTS ({waits})")
        upward = oldest_first or before is not None
        query = (
            f"SELECT body FROM objects WHERE {' AND '.join(tests)}"  # noqa: S608 (fixed texts)
            f" ORDER BY seq {'ASC' if upward else 'DESC'} LIMIT ?"
        )
        found = self.rows.execute(query, (*arguments, -1 if limit is None else limit)).fetchall()
        bodies = [_load(row["body"]) for row in found]
        return bodies[::-1] if before is not None and not oldest_first else bodies

    # Settings and planned acts -------------------------------------------------------------------

    def setting(self, name: str, default: Any) -> Any:
        row = self.rows.execute("SELECT value FROM settings WHERE name=?", (name,)).fetchone()
        return default if row is None else json.loads(row["value"])

    def change_setting(self, name: str, value: Any) -> None:
        self.rows.execute(
            "INSERT INTO settings VALUES (?,?) ON CONFLICT (name) DO UPDATE SET"
            " value=excluded.value",
            (name, json.dumps(value)),
        )

    def plan(self, act: str, object_id: str, due: float) -> None:
        """Remember to do ``act`` to the object once the virtual clock reaches ``due``."""
        self.rows.execute(
            "INSERT INTO schedule (due, act, object) VALUES (?,?,?)", (due, act, object_id)
        )

    def take_due(self, now: float) -> tuple[float, str, str] | None:
        """Remove and return the earliest planned act that is due, as (due, act, object id)."""
        row = self.rows.execute(
            "SELECT id, due, act, object FROM schedule WHERE due <= ? ORDER BY due, id LIMIT 1",
            (now,),
        ).fetchone()
        if row is None:
            return None
        self.rows.execute("DELETE FROM schedule WHERE id=?", (row["id"],))
        return float(row["due"]), str(row["act"]), str(row["object"])


def _dump_or_none(value: JsonObject | None) -> str | None:
    return None if value is None else json.dumps(value, separators=(",", ":"))


def _load(text: str) -> JsonObject:
    value: JsonObject = json.loads(text)
    return value
