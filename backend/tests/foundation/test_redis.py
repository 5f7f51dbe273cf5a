from __future__ import annotations

import asyncio

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from paymentus.foundation import redis
from paymentus.foundation.redis import RedisClient


class TestConnection:
    async def test_hands_out_texts(self, redis: RedisClient) -> None:
        await redis.set("k", "é")

        assert await redis.get("k") == "é"

    async def test_waits_for_a_free_line_instead_of_failing(self, redis_url: str) -> None:
        connection = redis.connect(redis_url)

        answers = await asyncio.gather(*(connection.ping() for _ in range(300)))

        assert all(answers)
        await connection.aclose()

    async def test_says_at_once_that_nobody_is_there(self, redis_away: RedisClient) -> None:
        with pytest.raises(RedisConnectionError):
            await asyncio.wait_for(redis_away.ping(), 5)
