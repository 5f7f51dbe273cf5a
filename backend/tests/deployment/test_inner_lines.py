"""Redis as the compose file starts it, with keys that ``prepare.sh`` makes: TLS and a password."""

from __future__ import annotations

import asyncio
import shlex
import subprocess
from pathlib import Path

import pytest
from redis.exceptions import RedisError

from deployment.files import DEPLOYMENT, documents, passes
from paymentus.app.embedded.binaries import find_redis_server
from paymentus.app.embedded.ports import free_ports
from paymentus.foundation import redis
from paymentus.foundation.settings import with_options

PASSWORD = "0123456789abcdef"


class TestRedis:
    async def test_is_spoken_to_by_tls_and_password_alone(self, tmp_path: Path) -> None:
        compose = documents(DEPLOYMENT / "docker-compose.production.yml")[0]
        passes(DEPLOYMENT / "scripts" / "prepare.sh", tmp_path)
        port = free_ports(1)[0]
        line: str = compose["services"]["redis"]["command"][2].replace("$$", "$")
        line = line.replace("exec redis-server", f"exec {find_redis_server({}).path}")
        line = line.replace("--tls-port 6379", f"--tls-port {port} --bind 127.0.0.1")
        line = line.replace("/run/secrets/", f"{shlex.quote(str(tmp_path))}/secrets/")
        line = line.replace("--dir /data", f"--dir {shlex.quote(str(tmp_path))}")
        server = subprocess.Popen(
            ["sh", "-c", line], env={"PATH": "/bin", "REDIS_PASSWORD": PASSWORD},
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        ca = str(tmp_path / "secrets" / "internal_ca")
        good = redis.connect(
            with_options(f"rediss://:{PASSWORD}@127.0.0.1:{port}/0", ssl_ca_certs=ca)
        )
        bad = redis.connect(with_options(f"rediss://:no@127.0.0.1:{port}/0", ssl_ca_certs=ca))
        plain = redis.connect(f"redis://:{PASSWORD}@127.0.0.1:{port}/0")
        try:
            for _ in range(200):
                try:
                    await good.set("key", "value")
                    break
                except (RedisError, OSError):
                    await asyncio.sleep(0.05)
            assert await good.get("key") == "value"
            for refused in (bad, plain):
                with pytest.raises((RedisError, OSError)):
                    await refused.get("key")
        finally:
            for client in (good, bad, plain):
                await client.aclose()
            server.terminate()
            server.wait(10)
