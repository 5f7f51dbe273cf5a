"""The Redis cluster as the compose file starts and joins it, with keys of ``prepare.sh``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis.exceptions import RedisError

from deployment.files import DEPLOYMENT, documents, passes
from paymentus.foundation import redis

from support.redis_cluster import PASSWORD, RunningRedisCluster


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningRedisCluster]:
    folder = tmp_path_factory.mktemp("inner-lines")
    passes(DEPLOYMENT / "scripts" / "prepare.sh", folder)
    with RunningRedisCluster(folder / "nodes", secrets=folder / "secrets") as running:
        yield running


class TestRedis:
    async def test_is_spoken_to_by_tls_and_password_alone(
        self, cluster: RunningRedisCluster
    ) -> None:
        good = redis.connect(cluster.uri)
        bad = redis.connect(cluster.uri.replace(PASSWORD, "no"))
        plain = redis.connect(f"redis://:{PASSWORD}@127.0.0.1:{cluster.nodes[0].port}/0")
        try:
            for n in range(9):
                await good.set(f"key {n}", n)
            assert [await good.get(f"key {n}") for n in range(9)] == list("012345678")
            await redis.check(good)
            for refused in (bad, plain):
                with pytest.raises((RedisError, OSError)):
                    await refused.get("key 1")
        finally:
            for client in (good, bad, plain):
                await client.aclose()

    def test_shows_its_password_to_nobody_on_the_machine(
        self, cluster: RunningRedisCluster
    ) -> None:
        pid = cluster.nodes[0].child.pid
        line = Path(f"/proc/{pid}/cmdline").read_text()

        assert str(cluster.nodes[0].port) in line
        assert PASSWORD not in line

    def test_is_joined_by_the_names_of_the_compose_file(self) -> None:
        services = documents(DEPLOYMENT / "docker-compose.production.yml")[0]["services"]
        joins = services["init-redis"]
        names = [word.removesuffix(":6379") for word in joins["environment"]["REDIS_NODES"].split()]

        assert len(names) == 6
        for name in names:
            assert services[name]["environment"]["MEMBER"] == name
            assert f"{name}.pem" in services[name]["secrets"]
            assert joins["depends_on"][name] == {"condition": "service_healthy"}
        addresses = {services[name]["networks"]["data"]["ipv4_address"] for name in names}
        assert len(addresses) == 6
