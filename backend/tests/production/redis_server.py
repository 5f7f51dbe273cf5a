"""Redis as the compose file starts it: TLS and a password, nothing else is answered."""

from __future__ import annotations

import shlex
from pathlib import Path

import redis
import yaml
from redis.backoff import NoBackoff
from redis.retry import Retry

from paymentus.app.embedded.binaries import find_redis_server
from paymentus.app.embedded.ports import LOOPBACK, free_ports
from paymentus.app.embedded.processes import ChildProcess, wait_until
from production.keys import DEPLOYMENT, Keys

_READY_SECONDS = 30.0


def shipped_command(service: str = "redis") -> str:
    """The line of the shell that the compose file gives."""
    compose = yaml.safe_load((DEPLOYMENT / "docker-compose.production.yml").read_text())
    line: str = compose["services"][service]["command"][2]
    return line.replace("$$", "$")


class GuardedRedis:
    """Starts and stops like ``EmbeddedRedis``, for ``Product``."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self._keys = keys
        self.port = free_ports(1)[0]
        folder.mkdir(parents=True, exist_ok=True)
        line = shipped_command()
        line = line.replace("exec redis-server", f"exec {find_redis_server({}).path}")
        line = line.replace("--tls-port 6379", f"--tls-port {self.port} --bind {LOOPBACK}")
        line = line.replace("/run/secrets/", f"{shlex.quote(str(keys.folder))}/")
        line = line.replace("--dir /data", f"--dir {shlex.quote(str(folder))}")
        self.child = ChildProcess(
            name="redis-server",
            command=["sh", "-c", line],
            log_path=folder / "redis-server.log",
            environment={"PATH": "/usr/bin:/bin", "REDIS_PASSWORD": keys.redis_password},
        )

    @property
    def uri(self) -> str:
        """For ``REDIS_URL``; the authority is named by ``REDIS_TLS_CA_FILE``."""
        return f"rediss://:{self._keys.redis_password}@{LOOPBACK}:{self.port}/0"

    def launch(self) -> None:
        self.child.start()

    def wait_ready(self) -> None:
        wait_until(self._answers, what="redis", timeout_seconds=_READY_SECONDS, needs=[self.child])

    def kill(self) -> None:
        """SIGKILL, as a crash would."""
        self.child.kill()

    def stop(self) -> None:
        self.child.stop()

    def _answers(self) -> bool:
        try:
            with redis.Redis(
                host=LOOPBACK, port=self.port, password=self._keys.redis_password, ssl=True,
                ssl_ca_certs=str(self._keys.ca_file), socket_timeout=1.0,
                retry=Retry(NoBackoff(), 0),
            ) as client:  # fmt: skip
                return bool(client.ping())
        except redis.RedisError:
            return False
