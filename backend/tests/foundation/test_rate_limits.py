from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from paymentus.foundation.errors import TooManyRequests
from paymentus.foundation.rate_limits import Limit, RateLimiter, network_of
from paymentus.foundation.redis import RedisClient

from support.identities import MovableClock

THREE_A_MINUTE = Limit("test", 3, timedelta(minutes=1))
GUARDED = Limit("guarded", 3, timedelta(minutes=1), guards_secrets=True)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


class TestLimit:
    async def test_lets_its_quota_through_in_any_stretch_of_its_window(
        self, redis: RedisClient, clock: MovableClock
    ) -> None:
        limiter = RateLimiter(redis, clock, b"key")
        seen = []
        for _ in range(5):
            seen.append((await limiter.take(THREE_A_MINUTE, "k")).allowed)
            clock.move(seconds=15)

        assert seen == [True, True, True, False, True]

    async def test_is_shared_by_servers_and_exact_for_many_at_once(
        self, redis: RedisClient, clock: MovableClock
    ) -> None:
        servers = [RateLimiter(redis, clock, b"key") for _ in range(4)]

        taken = await asyncio.gather(*(servers[n % 4].take(THREE_A_MINUTE, "k") for n in range(40)))

        assert sum(allowance.allowed for allowance in taken) == 3

    async def test_says_how_long_to_wait(self, redis: RedisClient, clock: MovableClock) -> None:
        limiter = RateLimiter(redis, clock, b"key")
        for _ in range(3):
            await limiter.spend(THREE_A_MINUTE, "k")
        clock.move(seconds=20)

        with pytest.raises(TooManyRequests) as refused:
            await limiter.spend(THREE_A_MINUTE, "k")

        assert refused.value.extra["retry_after"] == 40
        assert (await limiter.take(THREE_A_MINUTE, "another")).remaining == 2

    async def test_can_be_forgiven(self, redis: RedisClient, clock: MovableClock) -> None:
        limiter = RateLimiter(redis, clock, b"key")
        for _ in range(3):
            await limiter.spend(THREE_A_MINUTE, "k")

        await limiter.forgive(THREE_A_MINUTE, "k")

        assert (await limiter.take(THREE_A_MINUTE, "k")).allowed

    @pytest.mark.parametrize(("limit", "allowed"), [(THREE_A_MINUTE, 5), (GUARDED, 3)])
    async def test_without_redis_still_guards_what_is_secret(
        self, limit: Limit, allowed: int, redis_away: RedisClient, clock: MovableClock
    ) -> None:
        limiter = RateLimiter(redis_away, clock, b"key")

        taken = [(await limiter.take(limit, "k")).allowed for _ in range(5)]

        assert sum(taken) == allowed


class TestNetwork:
    @pytest.mark.parametrize(
        ("host", "network"),
        [
            ("203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("testclient", "testclient"),
            (None, "unknown"),
            ("", "unknown"),
        ],
    )
    def test_is_what_one_household_can_choose_from(self, host: str | None, network: str) -> None:
        assert network_of(host) == network
