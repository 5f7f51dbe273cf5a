"""Our own processes, set up as ``docker-compose.production.yml`` sets them up, on one machine.

What cannot be as in production: the processor is the sandbox, so the environment is called ``test``
(a production process refuses test keys), and everything listens on loopback or in namespaces.
"""

from __future__ import annotations

import asyncio
import secrets
import subprocess
import sys
from collections import ChainMap, defaultdict
from pathlib import Path

from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.embedded.ports import LOOPBACK, free_ports
from paymentus.app.embedded.processes import ChildProcess
from paymentus.integrations.payment_processor import EVENT_TYPES
from production.keys import Keys
from production.members import GuardedMembers
from production.redis_server import GuardedRedis

from support.product import ApiServer, Product, Programs, Server

APIS = 3
WORKERS = 2
# As the compose file's ``stop_grace_period``.
_GRACE_SECONDS = 30.0


class ProductionProduct(Product):
    """``Product`` over guarded servers, with figures of workers for Prometheus.

    ``public_url`` is nginx's, which must be running before. ``programs`` wires other servers for
    the control.
    """

    mongo: GuardedMembers
    redis: GuardedRedis  # type: ignore[assignment]

    def __init__(
        self,
        folder: Path,
        keys: Keys,
        members: GuardedMembers,
        *,
        programs: Programs | None = None,
    ) -> None:
        self._metrics_ports = free_ports(WORKERS)
        # What only one server has in its environment, by its name.
        self._own: dict[str, dict[str, str]] = defaultdict(dict)
        super().__init__(folder, apis=APIS, workers=WORKERS, mongo=members, programs=programs)
        self.members = members
        self.redis = GuardedRedis(folder / "redis", keys)
        self.environment |= {
            "MONGO_TLS_CA_FILE": str(keys.ca_file),
            "REDIS_TLS_CA_FILE": str(keys.ca_file),
            "ENCRYPTION_KEY_FILE": str(keys.path("encryption_key")),
            "RSA_PRIVATE_KEY_FILE": str(keys.path("rsa_private_key")),
            "AUDIT_KEY_FILE": str(keys.path("audit_log_key")),
            "BACKUP_DIR": str(folder / "backup"),
            # nginx's word on who asks is believed.
            "FORWARDED_ALLOW_IPS": LOOPBACK,
        }

    @property
    def api_ports(self) -> list[int]:
        return [int(api.url.rpartition(":")[2]) for api in self.apis]

    @property
    def api_addresses(self) -> list[str]:
        return [f"{LOOPBACK}:{port}" for port in self.api_ports]

    @property
    def worker_addresses(self) -> list[str]:
        return [f"{LOOPBACK}:{port}" for port in self._metrics_ports]

    @property
    def instances(self) -> dict[str, str]:
        """Where a rolling update asks each of our servers how it is, by name."""
        workers = zip(self.workers, self.worker_addresses, strict=True)
        return {
            **{api.name: api.url for api in self.apis},
            **{worker.name: f"http://{address}/metrics" for worker, address in workers},
        }

    async def replace(self, name: str, version: str) -> None:
        """Stop this server as whoever supervises it does, and start it as that version."""
        server = next(one for one in (*self.apis, *self.workers) if one.name == name)
        await asyncio.to_thread(server.child.stop)
        self._own[name]["PAYMENTUS_VERSION"] = version
        server.start()

    def start(self) -> None:
        """As the compose file orders it: databases, the migration, then who needs them."""
        self.sandbox.start()
        self.redis.launch()
        self.mongo.start()
        self.redis.wait_ready()
        self.environment |= {"MONGO_URL": self.mongo.uri, "REDIS_URL": self.redis.uri}
        load_or_create_log_key(self.settings())
        self._run("migrate")
        for server in (*self.apis, *self.workers):
            server.start()
        for server in (self.sandbox, *self.apis):
            server.wait_ready()

    def is_seen_at(self, public_url: str) -> None:
        """Payers reach it there; before anything starts."""
        self.public_url = public_url
        self.environment["PUBLIC_URL"] = public_url

    def command(self, name: str, *arguments: str, **environment: str) -> ChildProcess:
        """``paymentus`` with these words, as a process of its own beside the servers."""
        child = self._module(name, "paymentus.app.cli", *arguments)
        return self._with(child, environment)

    def back_up(self) -> None:
        """As the service of that name does every day; without one an alert says so."""
        self._run("backup", "create", BACKUP_ENCRYPTION_KEY=secrets.token_hex(32))

    def _run(self, *words: str, **environment: str) -> None:
        """``paymentus`` with these words; raises ``RuntimeError`` with what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "paymentus.app.cli", *words],
            env={**self.environment, **environment},
            capture_output=True, text=True, check=False, timeout=180,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"paymentus {' '.join(words)}: {done.stdout}{done.stderr}")

    def _api(self, number: int, port: int) -> ApiServer:
        child = super()._api(number, port).child
        return ApiServer(self._with(child, self._own[child.name]), port)

    def _worker(self, number: int) -> Server:
        child = super()._worker(number).child
        self._own[child.name]["WORKER_METRICS_PORT"] = str(self._metrics_ports[number])
        child = self._with(child, self._own[child.name])
        return Server(child, child.is_running)

    def _module(self, name: str, *arguments: str) -> ChildProcess:
        """The processor tells what concerns payments, as it does in production, and no more."""
        if name == "sandbox":
            arguments = (*arguments, "--webhook-events", ",".join(EVENT_TYPES))
        return super()._module(name, *arguments)

    def _with(self, child: ChildProcess, environment: dict[str, str]) -> ChildProcess:
        """The same process with more in its environment, which may still be filled later."""
        return ChildProcess(
            name=child.name,
            command=child.command,
            log_path=child.log_path,
            environment=ChainMap(environment, self.environment),
            grace_seconds=_GRACE_SECONDS,
        )
