"""Short leases in Redis, so that one server at a time does a piece of work.

A lease saves wasted work and nothing more: what must not happen twice is kept
safe by a fence in MongoDB (unique ids, expected versions, the log's head).
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator

from redis.exceptions import RedisError

from paymentus.foundation.redis import RedisClient

# Who is turned away leaves word, so that the holder steps aside for a moment after its turn:
# a busy server would otherwise take the lease again before anyone else could.
_ACQUIRE = """
if redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
  if redis.call('get', KEYS[2]) == ARGV[1] then redis.call('del', KEYS[2]) end
  return 1
end
redis.call('set', KEYS[2], ARGV[1], 'NX', 'PX', 100)
return 0
"""
_RELEASE = """
if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end
return redis.call('exists', KEYS[2])
"""
_STEP_ASIDE_SECONDS = 0.004


class Leases:
    def __init__(self, redis: RedisClient) -> None:
        self._acquire_script = redis.register_script(_ACQUIRE)
        self._release_script = redis.register_script(_RELEASE)

    @contextlib.asynccontextmanager
    async def turn(
        self, name: str, *, hold_seconds: float, wait_seconds: float
    ) -> AsyncIterator[bool]:
        """Wait for the lease ``name``; yields whether it was got.

        Yields False after ``wait_seconds`` or when Redis does not answer: the
        caller then goes on without it, guarded by its fence.
        """
        token = secrets.token_hex(8)
        got = await self._acquire(f"lease:{name}", token, hold_seconds, wait_seconds)
        try:
            yield got
        finally:
            if got:
                await self._give_back(f"lease:{name}", token)

    async def _acquire(
        self, key: str, token: str, hold_seconds: float, wait_seconds: float
    ) -> bool:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + wait_seconds
        pause = 0.001
        while True:
            try:
                async with asyncio.timeout(0.5):
                    if await self._acquire_script(
                        keys=[key, _wanted(key)], args=[token, int(hold_seconds * 1000)]
                    ):
                        return True
            except (RedisError, OSError, TimeoutError):
                return False
            if loop.time() + pause > deadline:
                return False
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 0.02)

    async def _give_back(self, key: str, token: str) -> None:
        wanted = 0
        with contextlib.suppress(RedisError, OSError, TimeoutError):
            async with asyncio.timeout(0.5):
                wanted = await self._release_script(keys=[key, _wanted(key)], args=[token])
        if wanted:
            await asyncio.sleep(_STEP_ASIDE_SECONDS)


def _wanted(key: str) -> str:
    """In the lease's own slot of a cluster."""
    return f"wanted:{{{key}}}"
