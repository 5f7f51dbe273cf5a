"""Secrets of the platform itself: sealed as everything else, so master keys change around them.

A secret is made once, by whichever server needs it first, and never changes.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable

from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError, PyMongoError

from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management import PLATFORM, KeysUnavailable
from paymentus.integrations.key_management.field_cipher import FieldCipher

PLATFORM_SECRETS = "platform_secrets"
INDEXES: dict[str, list[IndexModel]] = {PLATFORM_SECRETS: []}
_BYTES = 32
_FIELD = f"{PLATFORM_SECRETS}.sealed"


class PlatformSecrets:
    """One per process; keeps what it has read."""

    def __init__(self, database: Database, cipher: FieldCipher) -> None:
        self._secrets = database[PLATFORM_SECRETS]
        self._cipher = cipher
        self._known: dict[str, bytes] = {}
        self._reading = asyncio.Lock()

    def adopted(
        self, name: str, *, before: bytes, in_use: Callable[[], Awaitable[bool]]
    ) -> Callable[[], Awaitable[bytes]]:
        """Gives a secret that releases before derived from a setting (``before``).

        A database where it is in use keeps it, so that what was hashed with it is still found; a
        new one gets a random one. From then on the setting does not matter.
        """

        async def first() -> bytes:
            return before if await in_use() else secrets.token_bytes(_BYTES)

        return lambda: self.get(name, first=first)

    async def get(self, name: str, *, first: Callable[[], Awaitable[bytes]] | None = None) -> bytes:
        """32 bytes, the same in every process: random ones, or what ``first`` gives to whoever
        asks first. Raises ``KeysUnavailable``."""
        known = self._known.get(name)
        if known is None:
            async with self._reading:
                try:
                    known = self._known[name] = await self._read_or_make(name, first)
                except PyMongoError as problem:
                    raise KeysUnavailable() from problem
        return known

    async def _read_or_make(self, name: str, first: Callable[[], Awaitable[bytes]] | None) -> bytes:
        found = await self._secrets.find_one({"_id": name})
        if found is None:
            fresh = await first() if first else secrets.token_bytes(_BYTES)
            sealed = await self._cipher.seal(PLATFORM, fresh, record_id=name, field=_FIELD)
            try:
                await self._secrets.insert_one({"_id": name, "sealed": sealed})
            except DuplicateKeyError:
                found = await self._secrets.find_one({"_id": name})
            else:
                return fresh
        assert found is not None
        secret: bytes = await self._cipher.open(found["sealed"], record_id=name, field=_FIELD)
        return secret
