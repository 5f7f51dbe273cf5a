"""Signs of life in Redis, so that others can tell whether a worker runs, and the schedule."""

from __future__ import annotations

import contextlib

from redis.exceptions import RedisError

from paymentus.foundation.errors import Unavailable
from paymentus.foundation.redis import RedisClient

_KEY = "heartbeat:worker"
_SCHEDULE_KEY = "heartbeat:schedule"
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


class ScheduleHeartbeat:
    """Of the processes that run the schedule: `paymentus jobs work`."""

    def __init__(self, redis: RedisClient) -> None:
        self._redis = redis

    async def beat(self) -> None:
        """A beat that Redis does not take is lost."""
        with contextlib.suppress(RedisError, OSError, TimeoutError):
            await self._redis.set(_SCHEDULE_KEY, "1", ex=_ALIVE_SECONDS)

    async def is_heard(self) -> bool | None:
        """None while Redis does not answer."""
        try:
            return bool(await self._redis.exists(_SCHEDULE_KEY))
        except (RedisError, OSError, TimeoutError):
            return None
