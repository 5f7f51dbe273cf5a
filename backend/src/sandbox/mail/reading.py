"""Stored mails as people and tests read them."""

from __future__ import annotations

import base64
import json
import sqlite3
from email import message_from_bytes, policy
from email.message import EmailMessage

from sandbox.store import JsonObject, Store


def listed(store: Store, *, to: str | None, limit: int) -> list[JsonObject]:
    """Newest first, without their bodies. ``to`` must be one of the recipients, in any case."""
    rows = store.rows.execute(
        "SELECT id, received, sender, recipients, subject FROM mails WHERE ? IS NULL OR EXISTS"
        " (SELECT 1 FROM json_each(recipients) WHERE lower(value) = lower(?))"
        " ORDER BY id DESC LIMIT ?",
        (to, to, limit),
    ).fetchall()
    return [_head(row) for row in rows]


def raw(store: Store, mail_id: int) -> bytes | None:
    row = store.rows.execute("SELECT raw FROM mails WHERE id=?", (mail_id,)).fetchone()
    return None if row is None else bytes(row["raw"])


def whole(store: Store, mail_id: int) -> JsonObject | None:
    """With headers, text, html and attachments (base64); None if there is no such mail."""
    row = store.rows.execute("SELECT * FROM mails WHERE id=?", (mail_id,)).fetchone()
    if row is None:
        return None
    message = message_from_bytes(bytes(row["raw"]), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return {
        **_head(row),
        "headers": [[name, str(value)] for name, value in message.items()],
        "text": _part(message, "plain"),
        "html": _part(message, "html"),
        "attachments": [
            {
                "name": part.get_filename() or f"attachment-{at + 1}",
                "type": part.get_content_type(),
                "size": len(_bytes(part)),
                "content_base64": base64.b64encode(_bytes(part)).decode(),
            }
            for at, part in enumerate(_attachments(message))
        ],
    }


def _head(row: sqlite3.Row) -> JsonObject:
    return {
        "id": row["id"],
        "received": row["received"],
        "from": row["sender"],
        "to": json.loads(row["recipients"]),
        "subject": row["subject"],
    }


def _part(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return None
    content = part.get_content()
    return content.replace("\r\n", "\n") if isinstance(content, str) else None


def _attachments(message: EmailMessage) -> list[EmailMessage]:
    return [part for part in message.iter_attachments() if isinstance(part, EmailMessage)]


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else part.as_bytes()
