"""The Redis connection. Redis holds only what may be lost: sessions, fan-out, turns, limits."""

from __future__ import annotations

from redis.asyncio import BlockingConnectionPool, Redis

RedisClient = Redis


def connect(url: str) -> RedisClient:
    """Strings in and out; a bounded pool that waits instead of failing on a reconnect storm."""
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=32,
        timeout=5,
        decode_responses=True,
        socket_connect_timeout=2,
        health_check_interval=30,
    )
    return Redis.from_pool(pool)
