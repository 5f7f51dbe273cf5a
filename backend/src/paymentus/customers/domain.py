"""A payer's link to a biller account."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from paymentus.foundation.errors import Conflict, NotFound

COLLECTION = "customers"
LINKS_MAX = 50
"""Accounts one payer can link; more is a mistake or an attempt to collect accounts."""


class LinkedAccountNotFound(NotFound):
    """You have no such linked account."""


class TooManyLinkedAccounts(Conflict):
    """You have linked 50 accounts, the most there can be. Remove one first."""


@dataclass(frozen=True, slots=True)
class LinkedAccount:
    """``account_key`` is the number as compared, ``account_number`` as printed."""

    id: str
    version: int
    user_id: str
    biller_id: str
    account_number: str
    account_key: str
    nickname: str | None
    linked_at: datetime
    unlinked_at: datetime | None = None

    @property
    def is_linked(self) -> bool:
        return self.unlinked_at is None


def link_id(key: bytes, *, user_id: str, biller_id: str, account_key: str) -> str:
    """``acc_`` and 26 characters of the HMAC-SHA-256 of whose link to what it is.

    One user's link to one account is one document, so linking twice is linking once. Keyed: who
    only has the database cannot find the account by trying numbers.
    """
    text = f"{user_id}\x1f{biller_id}\x1f{account_key}".encode()
    return _id_of(hmac.digest(key, text, "sha256"))


def plain_link_id(*, user_id: str, biller_id: str, account_key: str) -> str:
    """The id that links got before ids were keyed; they keep it."""
    return _id_of(hashlib.sha256(f"{user_id}\x1f{biller_id}\x1f{account_key}".encode()).digest())


def _id_of(digest: bytes) -> str:
    return "acc_" + base64.b32encode(digest[:20])[:26].decode()
