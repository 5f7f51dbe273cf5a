"""Exact sliding-window limits, shared by all servers through Redis.

At most ``quota`` acts in any stretch of ``window`` for one key. Refused acts are not counted, so
waiting always helps. When Redis is away a limit either lets acts through with a line in the log
or, where ``guards_secrets`` is set, is kept by each process for itself.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import logging
import math
import secrets
from collections import OrderedDict, deque
from dataclasses import dataclass
from datetime import timedelta

from redis.exceptions import RedisError

from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import TooManyRequests
from paymentus.foundation.redis import RedisClient

_log = logging.getLogger(__name__)

_ANSWER_SECONDS = 0.5
_LOCAL_KEYS_MAX = 10_000
_SECONDS_BETWEEN_WARNINGS = 10.0

# A sorted set of the acts in the window, by time; at most ``quota`` members.
_TAKE = """
local now, window, quota = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('zremrangebyscore', KEYS[1], '-inf', now - window)
local used = redis.call('zcard', KEYS[1])
local allowed = 0
if used < quota then
  redis.call('zadd', KEYS[1], now, ARGV[4])
  redis.call('pexpire', KEYS[1], window)
  used = used + 1
  allowed = 1
end
local oldest = tonumber(redis.call('zrange', KEYS[1], 0, 0, 'withscores')[2])
return {allowed, quota - used, oldest + window - now}
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """``name`` is shown to clients in the RateLimit headers."""

    name: str
    quota: int
    window: timedelta
    guards_secrets: bool = False

    @property
    def window_seconds(self) -> int:
        return int(self.window.total_seconds())


@dataclass(frozen=True, slots=True)
class Allowance:
    """``reset_seconds`` from now one more act becomes possible."""

    allowed: bool
    remaining: int
    reset_seconds: int


class RateLimiter:
    """``key`` is one secret of all servers: what a limit counts cannot be found by trying."""

    def __init__(self, redis: RedisClient, clock: Clock, key: bytes) -> None:
        self._redis = redis
        self._key = key
        self._clock = clock
        self._take = redis.register_script(_TAKE)
        self._local: OrderedDict[str, deque[int]] = OrderedDict()
        self._warned_at = -math.inf

    async def take(self, limit: Limit, key: str) -> Allowance:
        """Count one act of ``key`` if there is room, and say whether there was. Never raises."""
        name = self._name(limit, key)
        now = int(self._clock().timestamp() * 1000)
        window = limit.window_seconds * 1000
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                allowed, remaining, wait = await self._take(
                    keys=[name], args=[now, window, limit.quota, f"{now}-{secrets.token_hex(8)}"]
                )
        except (RedisError, OSError, TimeoutError) as problem:
            self._warn(limit, problem)
            if not limit.guards_secrets:
                return Allowance(True, limit.quota, limit.window_seconds)
            return self._take_locally(limit, name, now)
        return Allowance(bool(allowed), int(remaining), _seconds(int(wait)))

    async def spend(self, limit: Limit, key: str) -> None:
        """Like :meth:`take`, but raises ``TooManyRequests`` with ``retry_after`` seconds."""
        allowance = await self.take(limit, key)
        if not allowance.allowed:
            raise too_many_requests(allowance)

    async def forgive(self, limit: Limit, key: str) -> None:
        """Forget the acts of ``key``, as after a right password. Never raises."""
        name = self._name(limit, key)
        self._local.pop(name, None)
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                await self._redis.delete(name)
        except (RedisError, OSError, TimeoutError) as problem:
            self._warn(limit, problem)

    async def give_back(self, limit: Limit, key: str) -> None:
        """Take back the last act of ``key``: it turned out not to be one. Never raises."""
        name = self._name(limit, key)
        acts = self._local.get(name)
        if acts:
            acts.pop()
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                await self._redis.zpopmax(name)
        except (RedisError, OSError, TimeoutError) as problem:
            self._warn(limit, problem)

    def _name(self, limit: Limit, key: str) -> str:
        # Hashed, with our key: what is counted may be an account number or an address, of any
        # length, and there are few enough of them to be tried.
        return f"limit:{limit.name}:{hmac.digest(self._key, key.encode(), 'sha256').hex()[:32]}"

    def _take_locally(self, limit: Limit, name: str, now: int) -> Allowance:
        window = limit.window_seconds * 1000
        acts = self._local.setdefault(name, deque())
        self._local.move_to_end(name)
        if len(self._local) > _LOCAL_KEYS_MAX:
            self._local.popitem(last=False)
        while acts and acts[0] <= now - window:
            acts.popleft()
        allowed = len(acts) < limit.quota
        if allowed:
            acts.append(now)
        return Allowance(allowed, limit.quota - len(acts), _seconds(acts[0] + window - now))

    def _warn(self, limit: Limit, problem: BaseException) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._warned_at < _SECONDS_BETWEEN_WARNINGS:
            return
        self._warned_at = now
        how = "kept by this process alone" if limit.guards_secrets else "not enforced"
        _log.warning(
            "Redis is away: the limit %s is %s (%s)", limit.name, how, type(problem).__name__
        )


def too_many_requests(allowance: Allowance) -> TooManyRequests:
    """The refusal, with the seconds to wait in ``retry_after``."""
    wait = allowance.reset_seconds
    return TooManyRequests(
        f"That was tried too often. Try again in {_in_words(wait)}.", extra={"retry_after": wait}
    )


def network_of(host: str | None) -> str:
    """What counts as one client: an IPv4 address, or the /64 an IPv6 household can choose from."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return host or "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _seconds(milliseconds: int) -> int:
    return max(1, math.ceil(milliseconds / 1000))


def _in_words(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    return f"{math.ceil(seconds / 60)} minutes"
