"""A sign of life in Redis, so that health can tell whether any worker runs."""

from __future__ import annotations

from paymentus.foundation.errors import Unavailable
from paymentus.foundation.redis import RedisClient

_KEY = "heartbeat:worker"
_ALIVE_SECONDS = 20


class NoWorkerRuns(Unavailable):
    """No worker has shown itself for 20 seconds: payments are taken, but nothing is followed."""


class WorkerHeartbeat:
    def __init__(self, redis: RedisClient) -> None:
        self._redis = redis

    async def beat(self) -> int:
        """Run as a job every few seconds; returns 0, since there is never more to do at once."""
        await self._redis.set(_KEY, "1", ex=_ALIVE_SECONDS)
        return 0

    async def check(self) -> None:
        """Raises ``NoWorkerRuns``."""
        if not await self._redis.exists(_KEY):
            raise NoWorkerRuns()
