"""MongoDB and Redis over TLS on loopback, with certificates made here."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from pymongo.errors import PyMongoError
from redis.exceptions import RedisError

from paymentus.app.embedded.binaries import find_mongod
from paymentus.app.embedded.ports import LOOPBACK, free_ports
from paymentus.foundation import mongo, redis
from paymentus.foundation.settings import Settings

from support.certificates import Authority, Issued
from support.redis_cluster import redis_server_with_tls

# PyMongo and redis-py leave the socket of a failed handshake to the collector.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(autouse=True)
async def failed_handshakes_are_collected() -> AsyncIterator[None]:
    """Here, and not in the next test that looks."""
    yield
    await asyncio.sleep(0.1)
    gc.collect()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def ours(authority: Authority) -> Issued:
    return authority.issue("paymentus")


@pytest.fixture(scope="module")
def mongo_port(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Iterator[int]:
    folder, identity, [port] = tmp_path_factory.mktemp("db"), authority.issue("db"), free_ports(1)
    command = [
        str(find_mongod({}).path), "--dbpath", str(folder), "--bind_ip", LOOPBACK,
        "--port", str(port), "--tlsMode", "requireTLS", "--wiredTigerCacheSizeGB", "0.25",
        "--tlsCertificateKeyFile", str(identity.both), "--tlsCAFile", str(authority.ca_file),
    ]  # fmt: skip
    with running(command, folder / "log"):
        yield port


@pytest.fixture(scope="module")
def redis_port(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Iterator[int]:
    binary = redis_server_with_tls()
    folder, identity, [port] = tmp_path_factory.mktemp("r"), authority.issue("redis"), free_ports(1)
    command = [
        binary, "--port", "0", "--tls-port", str(port), "--bind", LOOPBACK, "--save", "",
        "--dir", str(folder), "--tls-ca-cert-file", str(authority.ca_file),
        "--tls-cert-file", str(identity.certificate), "--tls-key-file", str(identity.key),
    ]  # fmt: skip
    with running(command, folder / "log"):
        yield port


@contextlib.contextmanager
def running(command: list[str], log_path: Path) -> Iterator[None]:
    with log_path.open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        time.sleep(0.5)
        assert process.poll() is None, log_path.read_text()[-2_000:]
        yield
    finally:
        process.terminate()
        process.wait(20)


async def ping_mongo(settings: Settings) -> None:
    client, database = mongo.connect(settings.mongo_url + "&serverSelectionTimeoutMS=4000")
    try:
        await database.command("ping")
    finally:
        await client.close()


async def ping_redis(settings: Settings) -> None:
    connection = redis.connect(settings.redis_url)
    try:
        await connection.ping()
    finally:
        await connection.aclose()


class TestMongo:
    def address(self, port: int) -> str:
        return f"mongodb://{LOOPBACK}:{port}/?directConnection=true"

    async def test_is_reached_with_the_certificates_of_the_settings(
        self, mongo_port: int, authority: Authority, ours: Issued
    ) -> None:
        await ping_mongo(
            Settings(
                mongo_url=self.address(mongo_port),
                mongo_tls_ca_file=authority.ca_file,
                mongo_tls_certificate_file=ours.both,
            )
        )

    async def test_of_another_authority_is_not_believed(
        self, mongo_port: int, ours: Issued, tmp_path: Path
    ) -> None:
        with pytest.raises(PyMongoError, match="certificate verify failed"):
            await ping_mongo(
                Settings(
                    mongo_url=self.address(mongo_port),
                    mongo_tls_ca_file=Authority(tmp_path).ca_file,
                    mongo_tls_certificate_file=ours.both,
                )
            )

    async def test_turns_away_who_comes_without_a_certificate(
        self, mongo_port: int, authority: Authority
    ) -> None:
        with pytest.raises(PyMongoError):
            await ping_mongo(
                Settings(mongo_url=self.address(mongo_port), mongo_tls_ca_file=authority.ca_file)
            )


class TestRedis:
    def address(self, port: int) -> str:
        return f"rediss://{LOOPBACK}:{port}/0"

    async def test_is_reached_with_the_certificates_of_the_settings(
        self, redis_port: int, authority: Authority, ours: Issued
    ) -> None:
        await ping_redis(
            Settings(
                redis_url=self.address(redis_port),
                redis_tls_ca_file=authority.ca_file,
                redis_tls_certificate_file=ours.certificate,
                redis_tls_key_file=ours.key,
            )
        )

    async def test_of_another_authority_is_not_believed(
        self, redis_port: int, ours: Issued, tmp_path: Path
    ) -> None:
        with pytest.raises(RedisError, match="certificate verify failed"):
            await ping_redis(
                Settings(
                    redis_url=self.address(redis_port),
                    redis_tls_ca_file=Authority(tmp_path).ca_file,
                    redis_tls_certificate_file=ours.certificate,
                    redis_tls_key_file=ours.key,
                )
            )

    async def test_turns_away_who_comes_without_a_certificate(
        self, redis_port: int, authority: Authority
    ) -> None:
        with pytest.raises((RedisError, OSError)):
            await ping_redis(
                Settings(redis_url=self.address(redis_port), redis_tls_ca_file=authority.ca_file)
            )
