"""Refresh tokens of API clients: each works once, and gives the next.

A family is one sign-in of one program. Its newest token is the only one that counts. An older one
that comes back means that two hold the family's tokens: the whole family ends, whoever was the
thief. A client that lost the answer to its last exchange holds such an older token without being
one, so the one just before the newest is taken once more, within ``LOST_ANSWER`` and from the same
network. What was given out in the lost answer never counts from then on, so a thief who uses
this leaves two lines behind, and the first of them that is used ends both.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from paymentus.foundation.authorization import Role

LOST_ANSWER = timedelta(seconds=10)
_TOKEN = re.compile(r"(rt_[0-9A-HJKMNP-TV-Z]{26})_([A-Za-z0-9_-]{43})([A-Za-z0-9_-]{11})")


class Verdict(StrEnum):
    NEWEST = "newest"
    LOST_ANSWER = "lost_answer"
    USED_BEFORE = "used_before"


@dataclass(frozen=True, slots=True)
class RefreshFamily:
    """``second_factor``: one was shown at the sign-in. ``network_hash`` is of the network of the
    last exchange. ``lost_answer_used`` says that the newest token was given in place of one whose
    answer was lost."""

    id: str
    user_id: str
    epoch: int
    device: str
    second_factor: bool
    newest_hash: str
    before_hash: str | None
    network_hash: str
    lost_answer_used: bool
    created_at: datetime
    exchanged_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    platform_epoch: int = 0
    version: int = 1

    def judge(self, secret: str, *, network_hash: str, now: datetime) -> Verdict:
        """Of a token of this family that we once gave out."""
        given = hash_of(secret)
        if hmac.compare_digest(given, self.newest_hash):
            return Verdict.NEWEST
        if (
            self.before_hash is not None
            and hmac.compare_digest(given, self.before_hash)
            and not self.lost_answer_used
            and now < self.exchanged_at + LOST_ANSWER
            and network_hash == self.network_hash
        ):
            return Verdict.LOST_ANSWER
        return Verdict.USED_BEFORE


def lifetime_of(role: Role) -> tuple[timedelta, timedelta]:
    """Unused, and in all: as a browser's session of the same person."""
    if role is Role.PAYER:
        return timedelta(days=7), timedelta(days=30)
    return timedelta(hours=1), timedelta(hours=12)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def token_text(family_id: str, secret: str, key: bytes) -> str:
    """``secret`` is 43 characters of base64url. The end shows that we made the token: a made-up one
    must not end a family."""
    return f"{family_id}_{secret}{_check(family_id, secret, key)}"


def parts_of(token: str, key: bytes) -> tuple[str, str] | None:
    """Family and secret; None for what we did not make."""
    match = _TOKEN.fullmatch(token)
    if match is None:
        return None
    family_id, secret, check = match.groups()
    genuine = hmac.compare_digest(check, _check(family_id, secret, key))
    return (family_id, secret) if genuine else None


def _check(family_id: str, secret: str, key: bytes) -> str:
    digest = hmac.new(key, f"{family_id}|{secret}".encode(), hashlib.sha256).digest()[:8]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
