from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable

from paymentus.foundation.redis import RedisClient, connect
from paymentus.foundation.wake import WakeUps


async def seconds(waiting: Awaitable[None]) -> float:
    started = time.monotonic()
    await waiting
    return time.monotonic() - started


class TestWakeUps:
    async def test_end_a_wait_of_the_same_name(self, redis: RedisClient) -> None:
        wake_ups = WakeUps(redis)
        waiting = asyncio.create_task(seconds(wake_ups.wait("a", 10)))
        other = asyncio.create_task(seconds(wake_ups.wait("b", 0.2)))
        await asyncio.sleep(0)

        await wake_ups.call(["a"])

        assert await waiting < 5
        assert await other >= 0.2

    async def test_that_come_first_are_not_lost(self, redis: RedisClient) -> None:
        wake_ups = WakeUps(redis)

        await wake_ups.call(["a"])

        assert await seconds(wake_ups.wait("a", 10)) < 5
        assert await seconds(wake_ups.wait("a", 0.05)) >= 0.05

    async def test_reach_other_processes(self, redis: RedisClient) -> None:
        here, there = WakeUps(redis), WakeUps(redis)
        listening = asyncio.create_task(there.listen())
        waiting = asyncio.create_task(seconds(there.wait("a", 10)))
        while not (await redis.pubsub_numsub("wake"))[0][1]:
            await asyncio.sleep(0.01)

        await here.call(["b", "a"])

        assert await waiting < 5
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)

    async def test_work_within_the_process_while_redis_is_away(
        self, redis_away: RedisClient
    ) -> None:
        wake_ups = WakeUps(redis_away)

        await wake_ups.call(["a"])

        assert await seconds(wake_ups.wait("a", 10)) < 5

    async def test_go_on_listening_while_redis_is_away(self, redis_away: RedisClient) -> None:
        listening = asyncio.create_task(WakeUps(redis_away).listen())

        await asyncio.sleep(0.05)

        assert not listening.done()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)

    async def test_are_no_longer_listened_to_when_told_so_whatever_the_line_does(
        self, redis_url: str
    ) -> None:
        for moment in range(40):
            connection = connect(redis_url)
            listening = asyncio.create_task(WakeUps(connection).listen())
            for _ in range(moment):
                await asyncio.sleep(0)

            listening.cancel()

            ended, _ = await asyncio.wait([listening], timeout=5)
            assert ended, f"canceled at its step {moment}"
            await connection.aclose()
