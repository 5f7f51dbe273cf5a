"""Real servers for every test: one mongod, one redis-server and one sandbox per run.

A test gets its own database with all indexes, so tests never meet each other's data.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from paymentus.app.database import create_indexes
from paymentus.app.embedded.mongod import EmbeddedMongo
from paymentus.app.embedded.redis_server import EmbeddedRedis
from paymentus.audit.domain.checkpoint import LogKey
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer
from paymentus.foundation import mongo, redis
from paymentus.foundation.clock import utc_now
from paymentus.foundation.leases import Leases
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Client, Database
from paymentus.foundation.redis import RedisClient

from support.keys import a_log_key

BACKEND = Path(__file__).parents[1]
OFFICIAL_DATA = BACKEND.parent.parent / "shared" / "data"


@pytest.fixture(scope="session")
def mongo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedMongo]:
    server = EmbeddedMongo(tmp_path_factory.mktemp("mongo"), base_port=0)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def mongo_url(mongo_server: EmbeddedMongo) -> str:
    return mongo_server.uri


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = EmbeddedRedis(tmp_path_factory.mktemp("redis"), base_port=0)
    server.start()
    yield server.uri
    server.stop()


@pytest.fixture
async def client(mongo_url: str) -> AsyncIterator[Client]:
    client, _ = mongo.connect(mongo_url)
    yield client
    await client.close()


@pytest.fixture
async def database(client: Client) -> AsyncIterator[Database]:
    name = f"test_{uuid.uuid4().hex[:12]}"
    database = mongo.database_of(client, name)
    await create_indexes(database)
    yield database
    await client.drop_database(name)


@pytest.fixture(name="redis")
async def redis_client(redis_url: str) -> AsyncIterator[RedisClient]:
    connection = redis.connect(redis_url)
    await connection.flushdb()
    yield connection
    await connection.aclose()


@pytest.fixture
def log_key() -> LogKey:
    return a_log_key()


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
async def committer(
    client: Client, database: Database, redis: RedisClient, log_key: LogKey, metrics: Metrics
) -> AsyncIterator[Committer]:
    committer = Committer(
        repository=CommitRepository(client, database),
        leases=Leases(redis),
        clock=utc_now,
        key=log_key,
        metrics=metrics,
        shard="shard-0",
    )
    await committer.initialise()
    yield committer
    await committer.close()


@dataclass(frozen=True)
class Sandbox:
    """The stand-in for the outside world, as a process of its own."""

    url: str
    webhook_secret: str
    smtp_port: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_sandbox(data_dir: Path, *arguments: str) -> Iterator[Sandbox]:
    port, smtp_port = free_port(), free_port()
    secret = "whsec_test_secret"
    process = subprocess.Popen(
        [
            sys.executable, "-m", "sandbox", "--port", str(port), "--data-dir", str(data_dir),
            "--smtp-port", str(smtp_port), "--webhook-secret", secret, *arguments,
        ],
        env={"PYTHONPATH": str(BACKEND / "src"), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    sandbox = Sandbox(f"http://127.0.0.1:{port}", secret, smtp_port)
    try:
        _wait_until_healthy(f"{sandbox.url}/_sandbox/health", process)
        yield sandbox
    finally:
        process.terminate()
        process.wait(10)


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the sandbox ended with {process.returncode}")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(url, timeout=1).status_code == 200:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{url} did not answer in 20 s")


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as running:
        yield running
