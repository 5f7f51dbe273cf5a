"""API keys of billers: what a biller's own programs send instead of a person's token.

A key is its id and a secret of 256 random bits. We keep the id and a hash of the whole: a plain
SHA-256, because nobody can try 2^256 secrets; slow hashes are for what people think of.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from paymentus.foundation.authorization import ROLE_PERMISSIONS, Permission, Role
from paymentus.foundation.errors import FieldProblem, Rejected

ROLE = Role.BILLER_ADMIN
"""A key may do what its scope names, and never more than this role."""

# What a key may be given: what its role has beyond everybody, and no rights over
# keys or persons' second factors.
GRANTABLE = tuple(
    permission
    for permission in Permission
    if permission in ROLE_PERMISSIONS[ROLE] - ROLE_PERMISSIONS[Role.ANONYMOUS]
    and permission
    not in (
        Permission.API_KEYS_MANAGE,
        Permission.ACCOUNT_MANAGE_OWN,
        Permission.SECOND_FACTORS_MANAGE_OWN,
    )
)
NAME_LENGTH_MAX = 60
DAYS_MAX = 365
LIVE_KEYS_MAX = 50
TOUCH_AFTER = timedelta(minutes=5)
"""``last_used_at`` is written at most this often."""

KeyState = Literal["live", "expired", "revoked"]

_KEY = re.compile(r"(pk_[0-9A-HJKMNP-TV-Z]{26})_[A-Za-z0-9_-]{43}")


class ApiKeyNotAccepted(Rejected):
    """Something about the new key needs another answer; ``errors`` says which field."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """``epoch`` must be the platform's present one for the key to count."""

    id: str
    biller_id: str
    name: str
    scope: frozenset[Permission]
    secret_hash: str
    epoch: int
    created_by: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    version: int = 1

    def state(self, *, now: datetime, epoch: int) -> KeyState:
        """Whether the key counts: only a live one does."""
        if self.revoked_at is not None or self.epoch != epoch:
            return "revoked"
        return "expired" if now >= self.expires_at else "live"

    def is_of(self, text: str) -> bool:
        return hmac.compare_digest(self.secret_hash, hash_of(text))

    def wants_touch(self, now: datetime) -> bool:
        return self.last_used_at is None or now >= self.last_used_at + TOUCH_AFTER


def key_text(key_id: str, secret: str) -> str:
    """The whole key, which is shown once; ``secret`` is 43 characters of base64url."""
    return f"{key_id}_{secret}"


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def looks_like_a_key(text: str) -> bool:
    return text.startswith("pk_")


def id_in(text: str) -> str | None:
    """The id at the beginning of a key; None for what cannot be a key of ours."""
    match = _KEY.fullmatch(text)
    return match[1] if match else None


def check_new_key(*, name: str, scope: Collection[Permission], days: int) -> None:
    """Raise :class:`ApiKeyNotAccepted` naming every field that needs another answer."""
    problems = []
    if not name.strip() or len(name.strip()) > NAME_LENGTH_MAX or not name.isprintable():
        problems.append(FieldProblem("name", f"Use 1 to {NAME_LENGTH_MAX} printable characters."))
    if not scope:
        problems.append(FieldProblem("scope", "Choose at least one thing the key may do."))
    elif not set(scope) <= set(GRANTABLE):
        problems.append(FieldProblem("scope", "A key cannot be given this permission."))
    if not 1 <= days <= DAYS_MAX:
        problems.append(FieldProblem("expires_in_days", f"Use 1 to {DAYS_MAX} days."))
    if problems:
        raise ApiKeyNotAccepted("Check the fields named here.", fields=tuple(problems))
