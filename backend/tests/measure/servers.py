"""The product under measurement: three MongoDB members, and our processes only when needed."""

from __future__ import annotations

import os
from pathlib import Path

from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.embedded.mongod import EmbeddedMongo
from paymentus.app.embedded.processes import ChildProcess, stop_together
from paymentus.integrations.payment_processor import EVENT_TYPES

from support.product import Product, Server

MEMBERS = 3
# MongoDB takes half of the memory when it is not told: neither side is to be slowed by the quarter
# of a gigabyte that a laptop gets.
_CACHE_GIGABYTES = 4.0
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


class MeasuredProduct(Product):
    """Database servers first; the API, the worker and the sandbox when payments are measured."""

    def __init__(self, folder: Path, *, apis: int) -> None:
        super().__init__(folder, apis=apis)
        self.mongo = EmbeddedMongo(
            folder / "mongo", MEMBERS, base_port=0, cache_gigabytes=_CACHE_GIGABYTES
        )

    def _module(self, name: str, *arguments: str) -> ChildProcess:
        """The processor tells what concerns payments, as it does in production, and no more."""
        if name == "sandbox":
            arguments = (*arguments, "--webhook-events", ",".join(EVENT_TYPES))
        return super()._module(name, *arguments)

    def start(self) -> None:
        """The database servers alone."""
        self.redis.launch()
        self.mongo.start()
        self.redis.wait_ready()
        self.environment |= {"MONGO_URL": self.mongo.uri, "REDIS_URL": self.redis.uri}

    def start_ours(self) -> None:
        """Our own processes over them."""
        self.sandbox.start()
        load_or_create_log_key(self.settings())
        ours: list[Server] = [*self.apis, self.worker]
        for server in ours:
            server.start()
        for server in (self.sandbox, *self.apis):
            server.wait_ready()

    def restart_ours(self, **environment: str) -> None:
        """The API and the worker anew, with other settings."""
        self.environment |= environment
        ours: list[Server] = [*self.apis, self.worker]
        stop_together([server.child for server in ours])
        for server in ours:
            server.start()
        for api in self.apis:
            api.wait_ready()

    def mongod_seconds(self) -> float:
        """Processor time all members together have used so far."""
        return sum(cpu_seconds_of(child.pid) for child in self.mongo.children if child.pid)

    def cpu_seconds(self) -> dict[str, float]:
        """Processor time each of the five has used so far; several processes are added up."""
        children = {
            "api": [api.child for api in self.apis],
            "worker": [self.worker.child],
            "sandbox": [self.sandbox.child],
            "mongod": list(self.mongo.children),
            "redis": list(self.redis.children),
        }
        return {
            name: sum(cpu_seconds_of(child.pid) for child in group if child.pid)
            for name, group in children.items()
        }


def cpu_seconds_of(pid: int) -> float:
    """User and system time of a process, its ended threads included (Linux, proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND
