"""A worker's sign of life."""

import pytest

from paymentus.foundation.heartbeat import NoWorkerRuns, WorkerHeartbeat
from paymentus.foundation.redis import RedisClient


class TestWorkerHeartbeat:
    async def test_tells_a_worker_that_runs_from_none(self, redis: RedisClient) -> None:
        heartbeat = WorkerHeartbeat(redis)

        with pytest.raises(NoWorkerRuns):
            await heartbeat.check()
        await heartbeat.beat()

        await heartbeat.check()
        assert 0 < await redis.ttl("heartbeat:worker") <= 20
