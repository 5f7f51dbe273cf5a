"""Argon2id, off the event loop, a few at a time.

Parameters are OWASP's (m=19 MiB, t=2, p=1; about 40 ms here). Each one running holds
19 MiB, so their number is bounded, and so is the queue before them.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from argon2 import Parameters, PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError
from argon2.low_level import Type, hash_secret_raw

from paymentus.foundation.errors import Unavailable
from paymentus.identity.domain.passwords import as_typed
from paymentus.identity.domain.people import UNUSABLE

_MEMORY_KIB = 19 * 1024


class TooManySignInsAtOnce(Unavailable):
    """Many people are signing in right now. Try again in a few seconds."""


class PasswordHashing:
    def __init__(self, *, at_once: int = 2, waiting_max: int = 100) -> None:
        self._hasher = PasswordHasher(
            time_cost=2, memory_cost=_MEMORY_KIB, parallelism=1, type=Type.ID
        )
        self._turns = asyncio.Semaphore(at_once)
        self._waiting = 0
        self._waiting_max = waiting_max
        # Compared against where there is no account, so that both answers take the same time.
        self._nobodys = self._hasher.hash(secrets.token_hex(16))

    @property
    def parameters(self) -> Parameters:
        """Of new hashes; old ones carry their own."""
        return extract_parameters(self._nobodys)

    async def hash(self, password: str) -> str:
        """The encoded hash, salt and parameters included."""
        async with self._turn():
            return await asyncio.to_thread(self._hasher.hash, _bytes(password))

    async def matches(self, password_hash: str | None, password: str) -> bool:
        """Whether the password belongs to the hash; as slow and False when there is no hash."""
        async with self._turn():
            usable = password_hash if password_hash != UNUSABLE else None
            right = await asyncio.to_thread(self._verify, usable or self._nobodys, _bytes(password))
        return right and usable is not None

    async def digest(self, text: str, *, salt: bytes) -> bytes:
        """32 bytes that only who has the text can make again, as slowly as a password's hash."""
        async with self._turn():
            return await asyncio.to_thread(self._digest, _bytes(text), salt)

    def _digest(self, text: bytes, salt: bytes) -> bytes:
        return hash_secret_raw(
            text,
            salt,
            time_cost=2,
            memory_cost=_MEMORY_KIB,
            parallelism=1,
            hash_len=32,
            type=Type.ID,
        )

    def _verify(self, password_hash: str, password: bytes) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except VerifyMismatchError:
            return False

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if self._waiting >= self._waiting_max:
            raise TooManySignInsAtOnce()
        self._waiting += 1
        try:
            async with self._turns:
                yield
        finally:
            self._waiting -= 1


def _bytes(password: str) -> bytes:
    # JSON can carry half a surrogate pair; it is a wrong password, not a crash.
    return as_typed(password).encode("utf-8", "surrogatepass")
