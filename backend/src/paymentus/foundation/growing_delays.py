"""Waits that grow with each try: a few are free, then each costs twice the time of the one before.

Shared by all servers through Redis, and kept by each process for itself while Redis is away. A try
counts before it is judged, so that many sent at once are no way around. What is refused does not
count, so waiting always helps, and no wait is longer than the rule's longest.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import math
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta

from redis.exceptions import RedisError

from paymentus.foundation.clock import Clock
from paymentus.foundation.rate_limits import Allowance, too_many_requests
from paymentus.foundation.redis import RedisClient

_log = logging.getLogger(__name__)
_ANSWER_SECONDS = 0.5
_LOCAL_KEYS_MAX = 10_000

_TRY = """
local now, free, first, most, kept = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]),
  tonumber(ARGV[4]), tonumber(ARGV[5])
local tries = tonumber(redis.call('hget', KEYS[1], 'tries') or '0')
local last = tonumber(redis.call('hget', KEYS[1], 'last') or '0')
local wait = 0
if tries >= free then
  wait = last + math.min(most, first * 2 ^ math.min(tries - free, 40)) - now
end
if wait > 0 then return math.ceil(wait) end
redis.call('hset', KEYS[1], 'tries', tries + 1, 'last', now)
redis.call('pexpire', KEYS[1], kept)
return 0
"""


@dataclass(frozen=True, slots=True)
class GrowingDelay:
    """``free`` tries in a row, then waits from ``first`` to ``longest``; forgotten after ``kept``
    without a try."""

    name: str
    free: int
    first: timedelta
    longest: timedelta
    kept: timedelta

    def wait_after(self, tries: int) -> timedelta:
        """How long after that many tries the next one must wait."""
        if tries < self.free:
            return timedelta(0)
        return min(self.longest, self.first * (1 << min(tries - self.free, 40)))


class GrowingDelays:
    def __init__(self, redis: RedisClient, clock: Clock) -> None:
        self._redis = redis
        self._clock = clock
        self._try = redis.register_script(_TRY)
        self._local: OrderedDict[str, tuple[int, int]] = OrderedDict()

    async def spend(self, rule: GrowingDelay, key: str) -> None:
        """Count one try; raises ``TooManyRequests``, with ``retry_after``, when it must wait."""
        name = _name(rule, key)
        now = int(self._clock().timestamp() * 1000)
        numbers = [now, rule.free, *map(_milliseconds, (rule.first, rule.longest, rule.kept))]
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                wait = int(await self._try(keys=[name], args=numbers))
        except (RedisError, OSError, TimeoutError) as problem:
            _log.warning("Redis is away: %s is kept here alone (%s)", rule.name, type(problem))
            wait = self._try_locally(rule, name, now)
        if wait > 0:
            raise too_many_requests(Allowance(False, 0, math.ceil(wait / 1000)))

    async def forgive(self, rule: GrowingDelay, key: str) -> None:
        """Forget the tries of ``key``, as after a right password. Never raises."""
        name = _name(rule, key)
        self._local.pop(name, None)
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                await self._redis.delete(name)
        except (RedisError, OSError, TimeoutError) as problem:
            _log.warning("Redis is away: %s is not forgiven (%s)", rule.name, type(problem))

    def _try_locally(self, rule: GrowingDelay, name: str, now: int) -> int:
        tries, last = self._local.get(name, (0, 0))
        if now - last >= _milliseconds(rule.kept):
            tries = 0
        wait = last + _milliseconds(rule.wait_after(tries)) - now if tries >= rule.free else 0
        if wait <= 0:
            self._local[name] = (tries + 1, now)
            self._local.move_to_end(name)
            if len(self._local) > _LOCAL_KEYS_MAX:
                self._local.popitem(last=False)
        return wait


def _name(rule: GrowingDelay, key: str) -> str:
    return f"delay:{rule.name}:{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def _milliseconds(time: timedelta) -> int:
    return int(time / timedelta(milliseconds=1))
