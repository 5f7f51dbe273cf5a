"""The embedded redis-server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from paymentus.app.embedded.binaries import find_redis_server
from paymentus.app.embedded.processes import ProcessEnded
from paymentus.app.embedded.redis_server import EmbeddedRedis


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedRedis]:
    with EmbeddedRedis(tmp_path, base_port=0) as running:
        yield running


class TestTheServer:
    def test_listens_on_loopback_keeps_no_log_and_evicts_instead_of_refusing(
        self, server: EmbeddedRedis
    ) -> None:
        with redis.Redis.from_url(server.uri, decode_responses=True) as client:
            settings = client.config_get("*")

        assert settings["bind"] == "127.0.0.1"
        assert settings["appendonly"] == "no"
        assert settings["maxmemory"] == str(256 * 2**20)
        assert settings["maxmemory-policy"] == "allkeys-lru"

    def test_keeps_sessions_over_a_clean_stop(self, server: EmbeddedRedis) -> None:
        with redis.Redis.from_url(server.uri) as client:
            client.set("session:1", "payer")
        server.stop()
        server.start()

        with redis.Redis.from_url(server.uri) as client:
            assert client.get("session:1") == b"payer"

    def test_comes_back_after_being_killed(self, server: EmbeddedRedis) -> None:
        server.kill()
        assert not server.is_ready()

        server.start()

        assert server.is_ready()

    def test_that_is_the_packaged_one_runs_as_that_program(self, tmp_path: Path) -> None:
        binary = find_redis_server({"PAYMENTUS_EMBEDDED": "1"})
        with (
            EmbeddedRedis(tmp_path, base_port=0, binary=binary) as server,
            redis.Redis.from_url(server.uri) as client,
        ):
            said = client.info("server")

        assert said["redis_version"] == "6.2.14"
        assert said["executable"] == str(binary.path)

    def test_that_cannot_listen_says_so_with_its_log(self, server: EmbeddedRedis) -> None:
        second = EmbeddedRedis(server._data_dir / "second", base_port=server.port)

        with pytest.raises(ProcessEnded, match="Address already in use"):
            second.start()
