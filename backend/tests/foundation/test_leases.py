from __future__ import annotations

import asyncio
import time

from paymentus.foundation.leases import Leases
from paymentus.foundation.redis import RedisClient


class TestTurn:
    async def test_is_given_to_one_at_a_time(self, redis: RedisClient) -> None:
        servers = [Leases(redis) for _ in range(4)]
        at_once, most, got = 0, 0, 0

        async def work(leases: Leases) -> None:
            nonlocal at_once, most, got
            async with leases.turn("w", hold_seconds=5, wait_seconds=5) as mine:
                got += mine
                at_once += 1
                most = max(most, at_once)
                await asyncio.sleep(0.005)
                at_once -= 1

        await asyncio.gather(*(work(leases) for leases in servers for _ in range(3)))

        assert (got, most) == (12, 1)

    async def test_of_another_name_is_another_turn(self, redis: RedisClient) -> None:
        leases = Leases(redis)

        async with (
            leases.turn("a", hold_seconds=5, wait_seconds=0) as first,
            leases.turn("b", hold_seconds=5, wait_seconds=0) as second,
        ):
            assert (first, second) == (True, True)

    async def test_is_not_waited_for_longer_than_asked(self, redis: RedisClient) -> None:
        leases = Leases(redis)

        async with leases.turn("w", hold_seconds=5, wait_seconds=0):
            started = time.monotonic()
            async with leases.turn("w", hold_seconds=5, wait_seconds=0.1) as mine:
                assert not mine
            assert time.monotonic() - started < 1

    async def test_comes_free_when_its_holder_died(self, redis: RedisClient) -> None:
        await redis.set("lease:w", "a server that is no more", px=100)

        async with Leases(redis).turn("w", hold_seconds=5, wait_seconds=5) as mine:
            assert mine

    async def test_that_ran_out_is_not_taken_from_who_has_it_now(self, redis: RedisClient) -> None:
        leases = Leases(redis)

        async with leases.turn("w", hold_seconds=0.02, wait_seconds=0):
            await asyncio.sleep(0.05)
            await redis.set("lease:w", "the next one")

        assert await redis.get("lease:w") == "the next one"

    async def test_is_given_back_when_the_work_fails(self, redis: RedisClient) -> None:
        leases = Leases(redis)
        try:
            async with leases.turn("w", hold_seconds=60, wait_seconds=0):
                raise KeyError
        except KeyError:
            pass

        async with leases.turn("w", hold_seconds=60, wait_seconds=0) as mine:
            assert mine

    async def test_is_not_needed_to_go_on_while_redis_is_away(
        self, redis_away: RedisClient
    ) -> None:
        started = time.monotonic()

        async with Leases(redis_away).turn("w", hold_seconds=5, wait_seconds=2) as mine:
            assert not mine

        assert time.monotonic() - started < 2
