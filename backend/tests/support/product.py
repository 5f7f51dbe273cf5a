"""The product under test as real processes on free ports, each of which can be killed.

One folder, one environment: the same variables that ``paymentus up`` passes. Everything that
starts a process must be called from the main thread (the kernel ties a child's life to it).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.embedded.mongod import EmbeddedMongo
from paymentus.app.embedded.ports import LOOPBACK, free_ports
from paymentus.app.embedded.processes import ChildProcess, stop_together, wait_until
from paymentus.app.embedded.redis_server import EmbeddedRedis
from paymentus.app.embedded.stack import answers_ok
from paymentus.app.wiring import Platform, build
from paymentus.foundation.settings import Settings

BACKEND = Path(__file__).parents[2]
# The machine may be shared; what is measured is measured by the tests, not by these limits.
READY_SECONDS = 90.0
WEBHOOKS = "/api/v1/webhooks/stripe"
WEBHOOK_SECRET = "whsec_product_under_test"


class MongoServers(Protocol):
    """One mongod, or a set of them."""

    @property
    def uri(self) -> str:
        """The address for ``MONGO_URL``."""

    def start(self) -> None:
        """Return when it commits."""

    def stop(self) -> None:
        """Safe when it does not run."""


@dataclass(frozen=True)
class Programs:
    """What ``python -m`` starts as our servers: the product's own, unless a test wires its own."""

    api: Callable[[int, int], Sequence[str]] = lambda number, port: (
        "paymentus.app.main",
        *("--port", str(port)),
    )
    worker: Callable[[int], Sequence[str]] = lambda number: ("paymentus.app.worker",)


class Server:
    """One of our processes; ``ready`` says when it answers."""

    def __init__(self, child: ChildProcess, is_ready: Callable[[], bool]) -> None:
        self.child = child
        self._is_ready = is_ready
        self.kills = 0

    @property
    def name(self) -> str:
        return self.child.name

    def start(self) -> None:
        self.child.start()

    def kill(self) -> None:
        """SIGKILL, in the middle of whatever it does."""
        self.child.kill()
        self.kills += 1

    def wait_ready(self) -> None:
        wait_until(
            self._is_ready, what=self.name, timeout_seconds=READY_SECONDS, needs=[self.child]
        )

    async def ready(self) -> None:
        await asyncio.to_thread(self.wait_ready)


class ApiServer(Server):
    def __init__(self, child: ChildProcess, port: int) -> None:
        super().__init__(child, answers_ok(port, "/api/health?probe=ready"))
        self.url = f"http://{LOOPBACK}:{port}"


class Product:
    """mongod, redis-server, sandbox, ``apis`` API servers and ``workers`` workers."""

    def __init__(
        self,
        folder: Path,
        *,
        apis: int = 1,
        workers: int = 1,
        mongo: MongoServers | None = None,
        programs: Programs | None = None,
    ) -> None:
        self.folder = folder
        self._programs = programs or Programs()
        self.mongo = mongo or EmbeddedMongo(folder / "mongo", base_port=0)
        self.redis = EmbeddedRedis(folder / "redis", base_port=0)
        sandbox_port, self._smtp_port, *api_ports = free_ports(2 + apis)
        self.sandbox_url = f"http://{LOOPBACK}:{sandbox_port}"
        self.public_url = f"http://localhost:{api_ports[0]}"
        self.environment = self._environment()
        self.sandbox = Server(
            self._module(
                "sandbox",
                "sandbox",
                *("--port", str(sandbox_port), "--data-dir", str(folder / "sandbox")),
                *("--smtp-port", str(self._smtp_port)),
                *("--webhook-url", f"http://{LOOPBACK}:{api_ports[0]}{WEBHOOKS}"),
                *("--webhook-secret", WEBHOOK_SECRET),
            ),
            answers_ok(sandbox_port, "/_sandbox/health"),
        )
        self.apis = [self._api(number, port) for number, port in enumerate(api_ports)]
        self.workers = [self._worker(number) for number in range(workers)]
        self.worker = self.workers[0]

    def start(self) -> None:
        """All of it, in order. The sandbox comes up while MongoDB does."""
        self.sandbox.start()
        self.redis.launch()
        self.mongo.start()
        self.redis.wait_ready()
        self.environment |= {"MONGO_URL": self.mongo.uri, "REDIS_URL": self.redis.uri}
        load_or_create_log_key(self.settings())
        for server in (*self.apis, *self.workers):
            server.start()
        for server in (self.sandbox, *self.apis):
            server.wait_ready()

    def stop(self) -> None:
        ours = [server.child for server in (*self.apis, *self.workers, self.sandbox)]
        stop_together(ours)
        self.redis.stop()
        self.mongo.stop()

    @contextlib.contextmanager
    def running(self) -> Iterator[Product]:
        try:
            self.start()
            yield self
        finally:
            self.stop()

    def settings(self) -> Settings:
        """The settings the processes read from their environment."""
        with _environment(self.environment):
            return Settings()

    def platform(self) -> Platform:
        """The platform in this process: to prepare data and to judge, never to act as a client."""
        settings = self.settings()
        return build(settings, load_or_create_log_key(settings))

    def _environment(self) -> dict[str, str]:
        # The children read this very dictionary when they start, so it may be filled later.
        return {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "PYTHONPATH": os.pathsep.join([str(BACKEND / "src"), str(BACKEND / "tests")]),
            "PYTHONUNBUFFERED": "1",
            "JWT_SECRET_KEY": "a-secret-of-the-product-under-test-that-is-long-enough-for-hmac",
            "STRIPE_SECRET_KEY": "sk_test_sandbox",
            "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "STRIPE_API_BASE": self.sandbox_url,
            "SANCTIONS_LIST_URL": f"{self.sandbox_url}/ofac/exports",
            "OFAC_API_URL": f"{self.sandbox_url}/ofac",
            "SMTP_URL": f"smtp://{LOOPBACK}:{self._smtp_port}",
            "PUBLIC_URL": self.public_url,
            "PAYMENTUS_DATA_DIR": str(self.folder),
            "PAYMENTUS_ENV": "test",
            "LOG_LEVEL": "INFO",
        }

    def _api(self, number: int, port: int) -> ApiServer:
        child = self._module(f"api-{number}", *self._programs.api(number, port))
        return ApiServer(child, port)

    def _worker(self, number: int) -> Server:
        name = f"worker-{number}" if number else "worker"
        child = self._module(name, *self._programs.worker(number))
        return Server(child, child.is_running)

    def _module(self, name: str, *arguments: str) -> ChildProcess:
        return ChildProcess(
            name=name,
            command=[sys.executable, "-m", *arguments],
            log_path=self.folder / "logs" / f"{name}.log",
            environment=self.environment,
        )


@contextlib.contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


async def until(
    what: str, holds: Callable[[], Awaitable[Any]], *, seconds: float, every: float = 0.1
) -> float:
    """Ask until the answer is true; returns how long it took. Raises ``TimeoutError``."""
    started = time.monotonic()
    while not await holds():
        if time.monotonic() - started > seconds:
            raise TimeoutError(f"{what}: not within {seconds:.0f} s")
        await asyncio.sleep(every)
    return time.monotonic() - started
