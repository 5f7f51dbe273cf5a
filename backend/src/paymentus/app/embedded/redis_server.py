"""One real redis-server on loopback, for what may be lost.

Sessions, rate limits, caches and fan-out live here. So nothing is appended to a log;
a snapshot at most every five minutes and at a clean stop spares people a new sign-in after a
restart. When memory runs out the least recently used keys go and writes never fail.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from paymentus.app.embedded.binaries import Binary, find_redis_server
from paymentus.app.embedded.ports import LOOPBACK, free_ports
from paymentus.app.embedded.processes import ChildProcess, wait_until

DEFAULT_PORT = 6479
_READY_SECONDS = 20.0


class EmbeddedRedis:
    """A redis-server whose data is in ``data_dir``. ``base_port`` 0 chooses a free port."""

    def __init__(
        self,
        data_dir: Path | str,
        *,
        base_port: int = DEFAULT_PORT,
        binary: Binary | None = None,
        log_dir: Path | str | None = None,
        max_memory: str = "256mb",
    ) -> None:
        self._data_dir = Path(data_dir).resolve()
        self._log_dir = Path(log_dir).resolve() if log_dir else self._data_dir
        self._binary = binary
        self._max_memory = max_memory
        self.port = base_port or free_ports(1)[0]
        self._child: ChildProcess | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        return "Redis"

    @property
    def uri(self) -> str:
        """The address for ``REDIS_URL``."""
        return f"redis://{LOOPBACK}:{self.port}/0"

    @property
    def child(self) -> ChildProcess:
        """The process, for a supervisor; raises RuntimeError before the first start."""
        if self._child is None:
            raise RuntimeError("redis-server has not been started")
        return self._child

    @property
    def children(self) -> tuple[ChildProcess, ...]:
        """The process as a tuple, for a supervisor. Empty before the first start."""
        return (self._child,) if self._child else ()

    def start(self) -> None:
        """Start and wait until it answers."""
        self.launch()
        self.wait_ready()

    def launch(self) -> None:
        """Start the process and return at once."""
        if self._child is None:
            binary = self._binary or find_redis_server()
            self._data_dir.mkdir(parents=True, exist_ok=True)
            self._child = self._process(binary)
        self._child.start()

    def wait_ready(self, timeout_seconds: float = _READY_SECONDS) -> None:
        """Return once it answers. Raises `ProcessEnded` or `NotReadyInTime`."""
        wait_until(
            self.is_ready, what="redis-server", timeout_seconds=timeout_seconds, needs=[self.child]
        )

    def is_ready(self) -> bool:
        """Whether our own process answers now; another server on the port does not count."""
        at_once = Retry(NoBackoff(), 0)
        try:
            with redis.Redis(
                host=LOOPBACK, port=self.port, socket_timeout=1.0, retry=at_once
            ) as client:
                return bool(client.info("server")["process_id"] == self.child.pid)
        except redis.RedisError:
            return False

    def kill(self) -> None:
        """SIGKILL, as a crash would."""
        self.child.kill()

    def stop(self) -> None:
        """Stop it; does nothing when it does not run."""
        if self._child is not None:
            self._child.stop()

    def __enter__(self) -> EmbeddedRedis:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _process(self, binary: Binary) -> ChildProcess:
        options = {
            "--bind": LOOPBACK,
            "--port": str(self.port),
            "--dir": str(self._data_dir),
            # A newer server's snapshot cannot be read by an older one, so each has its own.
            "--dbfilename": f"dump-{binary.major}.rdb",
            "--appendonly": "no",
            "--maxmemory": self._max_memory,
            "--maxmemory-policy": "allkeys-lru",
            "--daemonize": "no",
        }
        # Two words: Redis 6 takes "300 1" for one and then saves nothing at all.
        command = [str(binary.path), "--save", "300", "1"]
        for name, value in options.items():
            command += [name, value]
        return ChildProcess(
            name="redis-server",
            command=command,
            log_path=self._log_dir / "redis-server.log",
        )
