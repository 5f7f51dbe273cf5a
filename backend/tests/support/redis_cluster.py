"""Six small redis-servers on loopback that are one cluster, made by the shipped script."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from paymentus.app.embedded.binaries import find_redis_server
from paymentus.app.embedded.ports import LOOPBACK, free_ports, promise
from paymentus.app.embedded.processes import ChildProcess

SCRIPTS = Path(__file__).parents[3] / "deployment" / "redis"
NODES = 6
PASSWORD = "0123456789abcdef"
# A node's second port, for the others, is this much higher.
_BUS = 10_000
_LAST_BUS_PORT = 32_000


class RedisNode:
    """One server. With ``secrets``, a folder of ``prepare.sh``, it is started as it is shipped."""

    def __init__(
        self, folder: Path, number: int, secrets: Path | None, password: str, timeout_ms: int
    ) -> None:
        self.port = _port_for_a_node()
        self.name = "redis" if number == 1 else f"redis-{number}"
        self._secrets = secrets
        self._password = password
        self._folder = folder / self.name
        self._folder.mkdir(parents=True)
        environment = {"PATH": os.environ["PATH"]}
        if secrets:
            command = [str(SCRIPTS / "start.sh")]
            environment |= {
                "MEMBER": self.name, "REDIS_PASSWORD": password, "SECRETS": str(secrets),
                "REDIS_PROGRAM": redis_server_with_tls(),
                "REDIS_BIND": LOOPBACK, "REDIS_PORT": str(self.port),
                "REDIS_NODE_TIMEOUT": str(timeout_ms), "REDIS_DIR": str(self._folder),
                # The name it tells; its certificate has this one too.
                "REDIS_NAME": LOOPBACK, "REDIS_MEMORY": "64mb",
            }  # fmt: skip
        else:
            options = {
                "bind": LOOPBACK, "port": self.port, "dir": self._folder, "cluster-enabled": "yes",
                "cluster-node-timeout": timeout_ms, "cluster-require-full-coverage": "no",
                "repl-diskless-sync-delay": 0, "maxmemory": "64mb",
                "maxmemory-policy": "allkeys-lru", "appendonly": "no",
            }  # fmt: skip
            words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
            command = [str(find_redis_server({}).path), "--save", "", *words]
        self.child = ChildProcess(
            name=self.name, command=command, environment=environment,
            log_path=self._folder / "redis-server.log",
        )  # fmt: skip

    def start(self) -> None:
        self.child.start()

    def kill(self) -> None:
        self.child.kill()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Alive for the kernel, which takes connections for it, and silent."""
        pid = self.child.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def ask(self, *command: str) -> Any:
        """Raises ``redis.RedisError`` where it does not answer."""
        tls: dict[str, Any] = {}
        if self._secrets:
            tls = {
                "ssl": True, "ssl_ca_certs": str(self._secrets / "internal_ca"),
                "password": self._password,
            }  # fmt: skip
        with redis.Redis(
            host=LOOPBACK, port=self.port, decode_responses=True, socket_timeout=2,
            retry=Retry(NoBackoff(), 0), **tls,
        ) as client:  # fmt: skip
            return client.execute_command(*command)


class RunningRedisCluster:
    """Three primaries and a stand-in of each, once it is started."""

    def __init__(
        self,
        folder: Path,
        *,
        secrets: Path | None = None,
        password: str = PASSWORD,
        node_timeout_ms: int = 1_000,
    ) -> None:
        self._secrets = secrets
        self._password = password
        self.nodes = [
            RedisNode(folder, number + 1, secrets, password, node_timeout_ms)
            for number in range(NODES)
        ]

    @property
    def uri(self) -> str:
        """The address for ``REDIS_URL``."""
        places = ",".join(f"{LOOPBACK}:{node.port}" for node in self.nodes)
        if self._secrets is None:
            return f"redis+cluster://{places}"
        ca = self._secrets / "internal_ca"
        return f"rediss+cluster://:{self._password}@{places}/0?ssl_ca_certs={ca}"

    def start(self) -> None:
        """Start all of it, make them a cluster, and wait until every stand-in could take over."""
        for node in self.nodes:
            node.start()
        self.make()
        self.wait_whole()

    def make(self) -> str:
        """Run the shipped script; what it printed."""
        environment = {
            "PATH": os.environ["PATH"],
            "REDIS_NODES": " ".join(f"{LOOPBACK}:{node.port}" for node in self.nodes),
        }
        if self._secrets:
            ca = str(self._secrets / "internal_ca")
            # The redis-cli beside that server: the packaged ones are built without TLS.
            programs = f"{Path(redis_server_with_tls()).parent}:{os.environ['PATH']}"
            environment |= {
                "REDIS_PASSWORD": self._password, "REDIS_TLS_CA_FILE": ca, "PATH": programs,
            }  # fmt: skip
        done = subprocess.run(
            [str(SCRIPTS / "make_cluster.sh")], env=environment, capture_output=True, text=True,
            timeout=90, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def wait_whole(self, seconds: float = 30.0) -> None:
        """Return once all nodes agree that all is well, each replica linked to its primary."""
        deadline = time.monotonic() + seconds
        while not all(self._is_well(node) for node in self.nodes):
            assert time.monotonic() < deadline, self.nodes[0].ask("CLUSTER NODES")
            time.sleep(0.05)

    def primary_of(self, key: str) -> RedisNode:
        alive = next(node for node in self.nodes if node.child.is_running())
        slot = int(alive.ask("CLUSTER KEYSLOT", key))
        for first, last, primary, *_ in alive.ask("CLUSTER SLOTS"):
            if first <= slot <= last:
                return next(node for node in self.nodes if node.port == primary[1])
        raise LookupError(key)

    def stop(self) -> None:
        for node in self.nodes:
            node.kill()

    def __enter__(self) -> RunningRedisCluster:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _is_well(self, node: RedisNode) -> bool:
        try:
            state = node.ask("CLUSTER INFO")
            told = node.ask("INFO", "replication")
            ranges = node.ask("CLUSTER SLOTS")
        except redis.RedisError:
            return False
        fine = state["cluster_state"] == "ok" and state["cluster_slots_ok"] == "16384"
        linked = told["role"] == "master" or told["master_link_status"] == "up"
        stands_in = told["role"] == "slave" or told["connected_slaves"] >= 1
        # As each node has heard it: a range's first and last slot, its primary, its replicas.
        known = all(len(one) > 3 for one in ranges)
        return bool(fine and linked and stands_in and known)


def redis_server_with_tls() -> str:
    wanted = os.environ.get("REDIS_SERVER", "/usr/bin/redis-server")
    for binary in (shutil.which(wanted), shutil.which("redis-server")):
        if binary:
            tried = subprocess.run(
                [binary, "--port", "0", "--tls-port", "x"], capture_output=True, check=False
            )
            if b"couldn't be parsed into an integer" in tried.stderr + tried.stdout:
                return binary
    raise FileNotFoundError(
        "No redis-server with TLS is here (Python packages bring one without): "
        "apt-get install redis-server"
    )


def _port_for_a_node() -> int:
    while True:
        [port] = free_ports(1)
        if port + _BUS < _LAST_BUS_PORT and promise(port + _BUS):
            return port
