"""Real servers for every test: one mongod, one redis-server and one sandbox per run.

The database is emptied before each test, so tests never meet each other's data.
"""

from __future__ import annotations

import asyncio
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
from pydantic import SecretStr

from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.database import create_indexes
from paymentus.app.embedded.mongod import EmbeddedMongo
from paymentus.app.embedded.redis_server import EmbeddedRedis
from paymentus.app.wiring import Platform, build
from paymentus.audit.domain.checkpoint import LogKey
from paymentus.billers.service import BillersService
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer
from paymentus.compliance.service.screening.list_in_force import ListInForce
from paymentus.foundation import mongo, redis
from paymentus.foundation.clock import utc_now
from paymentus.foundation.leases import Leases
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Client, Database
from paymentus.foundation.redis import RedisClient
from paymentus.foundation.settings import Environment, Settings
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.figures import (  # noqa: F401 (found here by pytest)
    figures,
    pytest_terminal_summary,
    pytest_unconfigure,
)
from support.keys import a_log_key
from support.redis_cluster import RunningRedisCluster
from support.scene import Scene, biller_settings
from support.sealing import sealed_documents

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


@pytest.fixture(scope="session")
def redis_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningRedisCluster]:
    with RunningRedisCluster(tmp_path_factory.mktemp("redis-cluster")) as running:
        yield running


@pytest.fixture
async def client(mongo_url: str) -> AsyncIterator[Client]:
    client, _ = mongo.connect(mongo_url)
    yield client
    await client.close()


@pytest.fixture(scope="session")
async def database_name(mongo_url: str) -> str:
    """Collections and indexes are made once; making them takes longer than most tests."""
    client, _ = mongo.connect(mongo_url)
    name = f"test_{uuid.uuid4().hex[:12]}"
    await create_indexes(mongo.database_of(client, name))
    await client.close()
    return name


@pytest.fixture
async def database(client: Client, database_name: str) -> Database:
    """An empty database with all indexes."""
    database = mongo.database_of(client, database_name)
    names = await database.list_collection_names()
    await asyncio.gather(*(database[name].delete_many({}) for name in names))
    return database


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
def sealed(database: Database, tmp_path: Path) -> SealedDocuments:
    return sealed_documents(database, tmp_path)


@pytest.fixture
async def committer(
    client: Client,
    database: Database,
    redis: RedisClient,
    log_key: LogKey,
    metrics: Metrics,
    sealed: SealedDocuments,
) -> AsyncIterator[Committer]:
    committer = Committer(
        repository=CommitRepository(client, database),
        leases=Leases(redis),
        clock=utc_now,
        key=log_key,
        metrics=metrics,
        shard="shard-0",
        sealed=sealed,
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


@pytest.fixture
def settings(
    tmp_path: Path, mongo_url: str, redis_url: str, sandbox: Sandbox, database: Database
) -> Settings:
    base, _, options = mongo_url.partition("?")
    root = base.rsplit("/", 1)[0]
    return Settings(
        environment=Environment.TEST,
        data_dir=tmp_path,
        mongo_url=f"{root}/{database.name}?{options}",
        redis_url=redis_url,
        stripe_api_base=sandbox.url,
        sanctions_list_url=f"{sandbox.url}/ofac/exports",
        ofac_api_url=f"{sandbox.url}/ofac",
        stripe_secret_key=SecretStr("sk_test_sandbox"),
        stripe_webhook_secret=SecretStr(sandbox.webhook_secret),
        smtp_url=f"smtp://127.0.0.1:{sandbox.smtp_port}",
    )


@pytest.fixture
async def platform(settings: Settings, redis: RedisClient) -> AsyncIterator[Platform]:
    """The whole platform but for its HTTP, over a database of its own."""
    platform = build(settings, load_or_create_log_key(settings))
    await platform.committer.initialise()
    await platform.get(ListInForce).open()
    yield platform
    await platform.close()


@pytest.fixture
async def scene(platform: Platform, sandbox: Sandbox) -> Scene:
    billers: BillersService = platform.get(BillersService)
    biller = await billers.create(biller_settings("riverton-water"), actor="test")
    return Scene(platform, sandbox.url, biller)
