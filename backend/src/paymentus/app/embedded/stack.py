"""The product's own list of services, and the environment they share.

An address given in the environment (``MONGO_URL``, ``REDIS_URL``) is used and nothing is started
for it. Everything else listens on 127.0.0.1, and children learn every address and secret from their
environment alone.
"""

from __future__ import annotations

import http.client
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from paymentus.app.embedded import local_secrets
from paymentus.app.embedded.binaries import FORCE_VARIABLE, find_mongod, find_redis_server
from paymentus.app.embedded.data_folder import DataFolder
from paymentus.app.embedded.mongod import DEFAULT_BASE_PORT, EmbeddedMongo
from paymentus.app.embedded.ports import LOOPBACK, require_free
from paymentus.app.embedded.processes import ChildProcess
from paymentus.app.embedded.redis_server import DEFAULT_PORT, EmbeddedRedis
from paymentus.app.embedded.supervisor import OneTimeTask, ProcessService, Service
from paymentus.app.embedded.witness import DEFAULT_PORT as WITNESS_PORT
from paymentus.app.embedded.witness import EmbeddedWitness, prepare_witness
from paymentus.foundation.errors import Rejected

_HEALTH_SECONDS = 5.0
_READY_SECONDS = 90.0
_MIGRATION_SECONDS = 3_600.0
_HTTP_OK = 200


@dataclass(frozen=True, slots=True)
class StackOptions:
    """What a person may choose about `paymentus up`."""

    data_dir: Path = Path(".data")
    replicas: int = 1
    embedded: bool = False  # the packaged mongod and redis-server although others are on PATH
    port: int = 8001
    sandbox_port: int = 8002
    smtp_port: int = 8025
    witness_port: int = WITNESS_PORT
    mongo_port: int = DEFAULT_BASE_PORT
    redis_port: int = DEFAULT_PORT
    cache_gigabytes: float = 0.25  # of each mongod


@dataclass(frozen=True, slots=True)
class PortNeed:
    """A port that must be free before anything starts."""

    port: int
    purpose: str
    option: str


class PortAskedTwice(Rejected):
    """Two of our own servers were given the same port."""

    def __init__(self, one: PortNeed, other: PortNeed) -> None:
        super().__init__(
            f"Port {one.port} was given to both {one.purpose} ({one.option}) and {other.purpose} "
            f"({other.option}). Change one of the two options."
        )


class Stack:
    """Builds the services; `stages` goes to the supervisor."""

    def __init__(
        self, options: StackOptions, folder: DataFolder, environment: Mapping[str, str]
    ) -> None:
        self._options = options
        self._folder = folder
        self._given = dict(environment)
        if options.embedded:
            self._given[FORCE_VARIABLE] = "1"
        self.mongo = None if self._given.get("MONGO_URL") else self._make_mongo()
        self.redis = None if self._given.get("REDIS_URL") else self._make_redis()
        self.witness = None if self._given.get("AUDIT_POLICY_FILE") else self._make_witness()
        self.url = self._given.get("PUBLIC_URL") or f"http://localhost:{options.port}"
        self.inbox_url = f"http://localhost:{options.sandbox_port}/inbox"
        self.authenticator_url = f"http://localhost:{options.sandbox_port}/authenticator"
        self.environment = {**self._given, **self._shared_environment()}

    def require_ports(self, patience_seconds: float = 0.0) -> None:
        """Raise `PortAskedTwice` or `PortTaken` for the first port we need and cannot have."""
        asked: dict[int, PortNeed] = {}
        for need in self._port_needs():
            if need.port in asked:
                raise PortAskedTwice(asked[need.port], need)
            asked[need.port] = need
        for need in asked.values():
            require_free(
                port=need.port,
                purpose=need.purpose,
                option=need.option,
                patience_seconds=patience_seconds,
            )

    def stages(self) -> list[list[Service]]:
        """What the product leans on first, then the product; stopping goes the other way."""
        outside: list[Service] = [one for one in (self.mongo, self.redis) if one is not None]
        if self.witness is not None:
            outside.append(self._witness(self.witness))
        return [[*outside, self._sandbox()], [self._migration()], [self._api(), self._worker()]]

    def addresses(self) -> dict[str, str]:
        """What other commands need to reach this stack; no secrets."""
        names = (
            "MONGO_URL", "REDIS_URL", "STRIPE_API_BASE", "SMTP_URL", "PUBLIC_URL",
            "AUDIT_POLICY_FILE", "SANCTIONS_LIST_URL", "OFAC_API_URL",
        )  # fmt: skip
        return {name: self.environment[name] for name in names}

    def command(self, name: str, *arguments: str, separate_output: bool = False) -> ChildProcess:
        """A Python module of ours as a child with the stack's environment."""
        return ChildProcess(
            name=name,
            command=[sys.executable, "-m", *arguments],
            log_path=self._folder.logs / f"{name}.log",
            environment=self.environment,
            separate_output=separate_output,
        )

    def _make_mongo(self) -> EmbeddedMongo:
        return EmbeddedMongo(
            self._folder.mongo,
            self._options.replicas,
            base_port=self._options.mongo_port,
            binary=find_mongod(self._given),
            log_dir=self._folder.logs,
            cache_gigabytes=self._options.cache_gigabytes,
        )

    def _make_redis(self) -> EmbeddedRedis:
        return EmbeddedRedis(
            self._folder.redis,
            base_port=self._options.redis_port,
            binary=find_redis_server(self._given),
            log_dir=self._folder.logs,
        )

    def _make_witness(self) -> EmbeddedWitness:
        return prepare_witness(
            self._folder, port=self._options.witness_port, environment=self._given
        )

    def _shared_environment(self) -> dict[str, str]:
        options = self._options
        own = local_secrets.load_or_create(self._folder.path)
        shared = {
            "JWT_SECRET_KEY": self._given.get("JWT_SECRET_KEY") or own["JWT_SECRET_KEY"],
            # The sandbox's, whatever the shell has: this command never touches live rails.
            "STRIPE_SECRET_KEY": "sk_test_sandbox",
            "STRIPE_WEBHOOK_SECRET": own["STRIPE_WEBHOOK_SECRET"],
            "STRIPE_API_BASE": f"http://{LOOPBACK}:{options.sandbox_port}",
            "SANCTIONS_LIST_URL": self._given.get("SANCTIONS_LIST_URL")
            or f"http://{LOOPBACK}:{options.sandbox_port}/ofac/exports",
            # A key that is set is shown to the sandbox's service alone.
            "OFAC_API_URL": f"http://{LOOPBACK}:{options.sandbox_port}/ofac",
            "SMTP_URL": f"smtp://{LOOPBACK}:{options.smtp_port}",
            "PUBLIC_URL": self.url,
            "PAYMENTUS_DATA_DIR": str(self._folder.path),
            "PAYMENTUS_ENV": "development",
            "PYTHONUNBUFFERED": "1",
        }
        if self.mongo is not None:
            shared["MONGO_URL"] = self.mongo.uri
        if self.redis is not None:
            shared["REDIS_URL"] = self.redis.uri
        policy_file = self.witness.policy_file if self.witness else self._given["AUDIT_POLICY_FILE"]
        shared["AUDIT_POLICY_FILE"] = str(policy_file)
        return shared

    def _port_needs(self) -> Sequence[PortNeed]:
        options = self._options
        needs = [
            PortNeed(options.port, "the web application", "--port"),
            PortNeed(options.sandbox_port, "the sandbox", "--sandbox-port"),
            PortNeed(options.smtp_port, "the sandbox's mail server", "--smtp-port"),
        ]
        if self.witness is not None:
            needs.append(PortNeed(options.witness_port, "the witness", "--witness-port"))
        if self.mongo is not None:
            needs += [PortNeed(port, "MongoDB", "--mongo-port") for port in self.mongo.ports]
        if self.redis is not None:
            needs.append(PortNeed(self.redis.port, "Redis", "--redis-port"))
        return needs

    def _sandbox(self) -> Service:
        port = self._options.sandbox_port
        child = self.command(
            "sandbox",
            "sandbox",
            *("--port", str(port)),
            *("--data-dir", str(self._folder.sandbox)),
            *("--smtp-port", str(self._options.smtp_port)),
            *("--public-url", f"http://localhost:{port}"),
            *("--webhook-url", f"http://{LOOPBACK}:{self._options.port}/api/v1/webhooks/stripe"),
            *("--webhook-secret", self.environment["STRIPE_WEBHOOK_SECRET"]),
        )
        return ProcessService(
            child, is_ready=answers_ok(port, "/_sandbox/health"), ready_seconds=_READY_SECONDS
        )

    def _migration(self) -> Service:
        """What an older release left is brought to this one's form before the doors open."""
        child = self.command("migrate", "paymentus.app.cli", "migrate", "--json")
        return OneTimeTask(child, limit_seconds=_MIGRATION_SECONDS)

    def _witness(self, witness: EmbeddedWitness) -> Service:
        child = self.command("witness", "witness", *witness.arguments)
        return ProcessService(
            child,
            is_ready=answers_ok(self._options.witness_port, "/health"),
            ready_seconds=_READY_SECONDS,
        )

    def _api(self) -> Service:
        port = self._options.port
        child = self.command("api", "paymentus.app.main", "--port", str(port))
        return ProcessService(
            child,
            is_ready=answers_ok(port, "/api/health?probe=ready"),
            ready_seconds=_READY_SECONDS,
        )

    def _worker(self) -> Service:
        child = self.command("worker", "paymentus.app.worker")
        return ProcessService(child, is_ready=child.is_running, ready_seconds=_READY_SECONDS)


def answers_ok(port: int, path: str) -> Callable[[], bool]:
    """A check that asks a local server for this path and wants 200."""

    def check() -> bool:
        connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_HEALTH_SECONDS)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == _HTTP_OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    return check
