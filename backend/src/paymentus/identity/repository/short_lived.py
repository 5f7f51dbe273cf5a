"""What lives for minutes only, in Redis: pending sign-ins, passkey challenges, enrolments begun.

Kept under the SHA-256 of its name: reading Redis gives nobody a name that still counts.
"""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

from paymentus.foundation.redis import RedisClient
from paymentus.identity.repository.sessions import answering


class ShortLived:
    """One kind of thing; each of its values is a JSON object. Raises ``SessionsUnavailable``."""

    def __init__(self, redis: RedisClient, kind: str, lifetime: timedelta) -> None:
        self._redis = redis
        self._kind = kind
        self.lifetime = lifetime

    async def put(self, name: str, value: dict[str, Any]) -> None:
        """Keep it, instead of what had this name before."""
        async with answering():
            await self._redis.set(self._key(name), json.dumps(value), ex=self._seconds)

    async def find(self, name: str) -> dict[str, Any] | None:
        async with answering():
            return _value(await self._redis.get(self._key(name)))

    async def take(self, name: str) -> dict[str, Any] | None:
        """What is there, which is then gone: only one of those who ask at once gets it."""
        async with answering():
            return _value(await self._redis.getdel(self._key(name)))

    async def count_try(self, name: str) -> int:
        """How often this name has been tried, this time included."""
        key = f"{self._key(name)}:tries"
        async with answering():
            tries = int(await self._redis.incr(key))
            await self._redis.expire(key, self._seconds)
        return tries

    @property
    def _seconds(self) -> int:
        return int(self.lifetime.total_seconds())

    def _key(self, name: str) -> str:
        return f"{self._kind}:{hashlib.sha256(name.encode()).hexdigest()}"


def _value(text: Any) -> dict[str, Any] | None:
    value: dict[str, Any] | None = None if text is None else json.loads(text)
    return value
