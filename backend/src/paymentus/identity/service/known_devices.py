"""Marks by which a browser is known again: who has signed in from it before.

The mark is a cookie and proves no identity: without it a sign-in only counts as from somewhere
new. It holds a random number and, for each of the last few people, a keyed hash of that number, the
person and their epoch. Nothing is stored; ending all of a person's sessions forgets their marks.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets

from paymentus.identity.domain import User

PEOPLE_MAX = 4
_MARK = re.compile(r"[A-Za-z0-9_-]{22}(\.[A-Za-z0-9_-]{22}){0,4}")


class KnownDevices:
    def __init__(self, key: bytes) -> None:
        self._key = key

    def knows(self, mark: str | None, user: User) -> bool:
        """Whether this person has signed in from the browser that has this mark."""
        number, hashes = _parts(mark)
        return any(hmac.compare_digest(one, self._hash(number, user)) for one in hashes)

    def with_person(self, mark: str | None, user: User) -> str:
        """The mark for the browser to keep from now on; the longest unused person goes."""
        number, hashes = _parts(mark)
        number = number or secrets.token_urlsafe(16)
        own = self._hash(number, user)
        return ".".join([number, own, *(one for one in hashes if one != own)][: 1 + PEOPLE_MAX])

    def _hash(self, number: str, user: User) -> str:
        text = f"{number}|{user.id}|{user.epoch}".encode()
        digest = hmac.new(self._key, text, hashlib.sha256).digest()[:16]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _parts(mark: str | None) -> tuple[str, list[str]]:
    if mark is None or _MARK.fullmatch(mark) is None:
        return "", []
    number, *hashes = mark.split(".")
    return number, hashes
