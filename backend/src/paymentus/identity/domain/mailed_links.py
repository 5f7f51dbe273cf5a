"""Links we mail: each for one purpose, one person, once, and not for long.

Who opens one has shown to read the mailbox. The secret is derived from the link's id by a key that
is not in the database, and the database has the secret's SHA-256: neither a copy of the database
nor of the outbox opens anything.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

_TEXT = re.compile(r"(lnk_[0-9A-HJKMNP-TV-Z]{26})\.([A-Za-z0-9_-]{43})")


class LinkPurpose(StrEnum):
    CONFIRM_ADDRESS = "confirm_address"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a purpose, not a secret
    NOT_ME = "not_me"


LIFETIME = {
    LinkPurpose.CONFIRM_ADDRESS: timedelta(hours=24),
    LinkPurpose.RESET_PASSWORD: timedelta(minutes=30),
    # Mail is not read every day, and all it can do is lock up.
    LinkPurpose.NOT_ME: timedelta(days=7),
}


@dataclass(frozen=True, slots=True)
class MailedLink:
    """``epoch`` is the person's when it was made; ``email_index`` the blind index of the address it
    was mailed to."""

    id: str
    purpose: LinkPurpose
    user_id: str
    secret_hash: str
    epoch: int
    email_index: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    version: int = 1

    def is_of(self, secret: str) -> bool:
        return hmac.compare_digest(self.secret_hash, hash_of(secret))

    def works(self, purpose: LinkPurpose, now: datetime) -> bool:
        return self.purpose is purpose and self.used_at is None and now < self.expires_at


def secret_of(link_id: str, key: bytes) -> str:
    digest = hmac.new(key, link_id.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def token_of(link_id: str, secret: str) -> str:
    """What stands after the ``#`` of the mailed address: browsers send that to nobody."""
    return f"{link_id}.{secret}"


def parts_of(token: str) -> tuple[str, str] | None:
    """Id and secret; None for what cannot be a link of ours."""
    match = _TEXT.fullmatch(token)
    return (match[1], match[2]) if match else None
