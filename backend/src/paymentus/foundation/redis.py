"""The Redis connection: one server or a cluster, as the address says.

Redis holds only what may be lost: sessions, fan-out, turns, limits. Keys of one command must be
in one slot of a cluster: a second key has the first one's name in braces, ``wanted:{lease:x}``.
"""

from __future__ import annotations

from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.client import PubSub

from paymentus.foundation.errors import Unavailable
from paymentus.foundation.redis_cluster import PatientCluster, connect_cluster, is_cluster

RedisClient = Redis | PatientCluster


class PartOfRedisAway(Unavailable):
    """A part of the Redis cluster does not answer: some people cannot sign in for the moment."""


def connect(url: str) -> RedisClient:
    """Strings in and out; a bounded pool that waits instead of failing on a reconnect storm."""
    if is_cluster(url):
        return connect_cluster(
            url, decode_responses=True, socket_connect_timeout=2, health_check_interval=30
        )
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=32,
        timeout=5,
        decode_responses=True,
        socket_connect_timeout=2,
        health_check_interval=30,
    )
    return Redis.from_pool(pool)


async def listener(redis: RedisClient) -> PubSub:
    """A line to hear messages on. All nodes of a cluster tell all of them, so any node will do:
    a random one, or a listener would come back to a dead node again and again."""
    if isinstance(redis, PatientCluster):
        await redis.initialize()
        return redis.pubsub(node=redis.get_random_node())
    return redis.pubsub()


async def check(redis: RedisClient) -> None:
    """Raises what Redis fails with, or ``PartOfRedisAway``."""
    if not isinstance(redis, PatientCluster):
        await redis.ping()
        return
    state = await redis.cluster_info()
    away = int(state["cluster_slots_pfail"]) + int(state["cluster_slots_fail"])
    if state["cluster_state"] != "ok" or away:
        raise PartOfRedisAway()


async def stand_ins(redis: PatientCluster) -> dict[str, int]:
    """For each primary that holds keys: how many replicas could take its place now."""
    nodes: dict[str, dict[str, Any]] = await redis.cluster_nodes()
    alive = [
        node for node in nodes.values() if not {"fail", "fail?"} & set(node["flags"].split(","))
    ]
    counts = {
        node["node_id"]: 0 for node in nodes.values() if "master" in node["flags"] and node["slots"]
    }
    for node in alive:
        if node["master_id"] in counts:
            counts[node["master_id"]] += 1
    return counts
