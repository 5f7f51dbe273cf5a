from __future__ import annotations

import pytest
from redis.exceptions import RedisError

from paymentus.foundation.heartbeat import NoWorkerRuns, ScheduleHeartbeat, WorkerHeartbeat
from paymentus.foundation.redis import RedisClient


class TestHeartbeat:
    async def test_tells_that_a_worker_runs_until_it_stops(self, redis: RedisClient) -> None:
        heartbeat = WorkerHeartbeat(redis)
        with pytest.raises(NoWorkerRuns):
            await heartbeat.check()

        assert await heartbeat.beat() == 0

        await heartbeat.check()
        assert 10 < await redis.ttl("heartbeat:worker") <= 20

    async def test_cannot_be_told_while_redis_is_away(self, redis_away: RedisClient) -> None:
        with pytest.raises(RedisError):
            await WorkerHeartbeat(redis_away).check()


class TestScheduleHeartbeat:
    async def test_tells_that_the_schedule_is_worked(self, redis: RedisClient) -> None:
        heartbeat = ScheduleHeartbeat(redis)
        assert await heartbeat.is_heard() is False

        await heartbeat.beat()

        assert await heartbeat.is_heard() is True

    async def test_cannot_be_told_while_redis_is_away(self, redis_away: RedisClient) -> None:
        heartbeat = ScheduleHeartbeat(redis_away)

        await heartbeat.beat()

        assert await heartbeat.is_heard() is None
