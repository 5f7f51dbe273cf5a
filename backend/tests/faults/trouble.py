"""Trouble by the seed: who is killed and when, and how the processor misbehaves."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Sequence

from faults.load import Load

from support.payer import Outside
from support.product import Product, Server

# Of every hundred requests to the processor so many go wrong in this way.
PROCESSOR_FAULTS = {
    "after": 5,
    "after_500": 2,
    "before": 2,
    "before_close": 3,
    "409": 3,
    "429": 3,
    "malformed": 3,
    "slow": 2,
    "slow_after": 2,
}
WEBHOOK_FAULTS = {"drop": 0.15, "double": 0.15, "late": 0.15, "reorder": 0.2}


async def make_processor_unreliable(outside: Outside, seed: int) -> None:
    """Every kind of fault on every path, webhooks included."""
    for number, (kind, percent) in enumerate(PROCESSOR_FAULTS.items()):
        fault = {
            "kind": kind,
            "method": "*",
            "path": "/v1/.*",
            "probability": percent / 100,
            "seed": seed + number,
            "seconds": 1.5,
        }
        await outside.send("POST", "/_sandbox/faults", fault)
    plan = {
        "seed": seed,
        "rates": WEBHOOK_FAULTS,
        "late_seconds": 5.0,
        "reorder_seconds": 2.0,
    }
    await outside.send("POST", "/_sandbox/webhook-faults", plan)


async def make_processor_reliable(outside: Outside) -> dict[str, int]:
    """No more faults; returns how often each kind struck."""
    plan = await outside.send("GET", "/_sandbox/faults")
    await outside.send("DELETE", "/_sandbox/faults")
    await outside.send("DELETE", "/_sandbox/webhook-faults")
    return {fault["kind"]: int(fault["hits"]) for fault in plan["data"]}


class Killer:
    """Kills servers at points of the load drawn from the seed, and starts them again at once."""

    def __init__(self, product: Product, load: Load, rng: random.Random) -> None:
        self._product = product
        self._load = load
        self._rng = rng
        self.last_at = time.monotonic()

    async def run(self, *, apis: int, workers: int, purchases: int) -> None:
        """So many kills of an API server and of the worker, spread over the load."""
        choose: list[Callable[[], Server]] = [lambda: self._rng.choice(self._product.apis)] * apis
        choose += [lambda: self._product.worker] * workers
        self._rng.shuffle(choose)
        points = sorted(self._rng.sample(range(purchases // 20, purchases), len(choose)))
        for point, victim in zip(points, choose, strict=True):
            await self._load.reach(point)
            await asyncio.sleep(self._rng.uniform(0.0, 0.3))
            self._kill(victim())

    def _kill(self, server: Server) -> None:
        server.kill()
        server.start()
        self.last_at = time.monotonic()


def kills(servers: Sequence[Server]) -> int:
    return sum(server.kills for server in servers)
