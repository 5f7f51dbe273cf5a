from __future__ import annotations

from datetime import timedelta

import pytest

from paymentus.foundation import redis as redis_connection
from paymentus.foundation.errors import TooManyRequests
from paymentus.foundation.growing_delays import GrowingDelay, GrowingDelays
from paymentus.foundation.redis import RedisClient

from support.identities import MovableClock

RULE = GrowingDelay("test", 3, timedelta(seconds=5), timedelta(seconds=30), timedelta(hours=1))


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture(params=["shared", "alone"])
async def delays(request: pytest.FixtureRequest, redis: RedisClient, clock: MovableClock):
    nowhere = redis_connection.connect("redis://127.0.0.1:1/0")
    yield GrowingDelays(redis if request.param == "shared" else nowhere, clock)
    await nowhere.aclose()


async def wait(delays: GrowingDelays, key: str = "dana") -> int:
    """The seconds it says to wait; 0 when the try counted."""
    try:
        await delays.spend(RULE, key)
    except TooManyRequests as refused:
        return int(refused.extra["retry_after"])
    return 0


class TestWaits:
    async def test_grow_from_the_first_to_the_longest(
        self, delays: GrowingDelays, clock: MovableClock
    ):
        assert [await wait(delays) for _ in range(3)] == [0, 0, 0]
        told = []
        for _ in range(5):
            seconds = await wait(delays)
            told.append(seconds)
            clock.move(seconds=seconds)
            assert await wait(delays) == 0

        assert told == [5, 10, 20, 30, 30]

    async def test_are_not_made_longer_by_asking_again(
        self, delays: GrowingDelays, clock: MovableClock
    ):
        for _ in range(3):
            await wait(delays)
        for _ in range(50):
            assert await wait(delays) == 5

        clock.move(seconds=5)
        assert await wait(delays) == 0

    async def test_are_of_one_key_and_forgiven(self, delays: GrowingDelays):
        for _ in range(3):
            await wait(delays)
        assert await wait(delays, "kim") == 0

        await delays.forgive(RULE, "dana")

        assert await wait(delays) == 0
