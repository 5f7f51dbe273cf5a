"""Trouble: carries out the schedule, and tells the processor how to misbehave meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from faults.lab_server import set_clock
from faults.load import Load
from faults.members import Members
from faults.schedule import DATABASE, Event, Kind

from support.payer import Outside, Record
from support.product import Product, Server, until

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
# What the sandbox notes beside a delivery it tampered with.
WEBHOOK_NOTES = {
    "dropped by plan": "webhooks_dropped",
    "doubled by plan": "webhooks_doubled",
    "late by plan": "webhooks_late",
    "reordered by plan": "webhooks_reordered",
}
_FILL_SECONDS = 15.0
_AT_WORK_AGAIN_SECONDS = 60.0


async def make_processor_unreliable(outside: Outside, seed: int) -> None:
    """Every kind of fault on every path, webhooks included."""
    for number, (kind, percent) in enumerate(PROCESSOR_FAULTS.items()):
        await break_processor(outside, kind, rate=percent / 100, seed=seed + number)
    await break_webhooks(outside, seed=seed, **WEBHOOK_FAULTS)


async def break_processor(
    outside: Outside, kind: str, *, rate: float, seed: int, path: str = "/v1/.*", method: str = "*"
) -> None:
    fault = {
        "kind": kind,
        "method": method,
        "path": path,
        "probability": rate,
        "seed": seed,
        "seconds": 1.5,
    }
    await outside.send("POST", "/_sandbox/faults", fault)


async def break_webhooks(outside: Outside, *, seed: int, **rates: float) -> None:
    plan = {"seed": seed, "rates": rates, "late_seconds": 5.0, "reorder_seconds": 2.0}
    await outside.send("POST", "/_sandbox/webhook-faults", plan)


async def make_processor_reliable(outside: Outside) -> dict[str, int]:
    """No more faults; returns how often each kind struck."""
    plan = await outside.send("GET", "/_sandbox/faults")
    await outside.send("DELETE", "/_sandbox/faults")
    await outside.send("DELETE", "/_sandbox/webhook-faults")
    struck = Counter(dict.fromkeys((*PROCESSOR_FAULTS, *WEBHOOK_NOTES.values()), 0))
    for fault in plan["data"]:
        struck[fault["kind"]] += int(fault["hits"])
    for delivery in (await outside.send("GET", "/_sandbox/deliveries?limit=10000"))["data"]:
        if delivery["note"] in WEBHOOK_NOTES:
            struck[WEBHOOK_NOTES[delivery["note"]]] += 1
    return dict(struck)


@dataclass(frozen=True)
class Struck:
    """One event as it came about; times are of the monotonic clock."""

    event: Event
    began: float
    over: float


class Trouble:
    """Two things can be wrong at once: one with the database, one with a server of ours."""

    def __init__(
        self, product: Product, members: Members, load: Load, record: Record, clocks: Path
    ) -> None:
        self._product = product
        self._members = members
        self._load = load
        self._record = record
        self._clocks = clocks
        self.struck: list[Struck] = []

    async def run(self, events: Sequence[Event]) -> None:
        database = [event for event in events if event.kind in DATABASE]
        others = [event for event in events if event.kind not in DATABASE]
        async with asyncio.TaskGroup() as lanes:
            lanes.create_task(self._lane(database))
            lanes.create_task(self._lane(others))

    def counts(self) -> dict[str, int]:
        return dict(Counter(str(struck.event.kind) for struck in self.struck))

    async def _lane(self, events: Sequence[Event]) -> None:
        for event in events:
            await self._load.reach(event.at)
            began = time.monotonic()
            await self._strike(event)
            self.struck.append(Struck(event, began, time.monotonic()))
            self._note(self.struck[-1])

    def _note(self, struck: Struck) -> None:
        """A line in the run's folder, to read when something went wrong."""
        with (self._product.folder / "trouble.log").open("a") as log:
            took = struck.over - struck.began
            now = datetime.now(UTC)
            log.write(f"{now:%H:%M:%S} {struck.event}, took {took:.1f} s in all\n")

    async def _strike(self, event: Event) -> None:
        match event.kind:
            case Kind.API_KILL:
                await _kill(self._product.apis[event.which % len(self._product.apis)])
            case Kind.WORKER_KILL:
                await _kill(self._product.workers[event.which % len(self._product.workers)])
            case Kind.REDIS_AWAY:
                self._product.redis.kill()
                await asyncio.sleep(event.lasts)
                self._product.redis.launch()
            case Kind.CLOCK_JUMP:
                await self._jump(event)
            case _:
                await self._strike_database(event)
                await self._members.whole()
                await self._at_work_again()

    async def _at_work_again(self) -> None:
        """Somebody is told of a payment. Else two faults of the database would count as one."""
        before = len(self._record.told)

        async def told_of_a_payment() -> bool:
            return any(told.payment_id for told in self._record.told[before:])

        await until("a payment", told_of_a_payment, seconds=_AT_WORK_AGAIN_SECONDS)

    async def _jump(self, event: Event) -> None:
        servers = [*self._product.apis, *self._product.workers]
        clock = clock_of(self._clocks, servers[event.which % len(servers)].name)
        set_clock(clock, event.jump)
        await asyncio.sleep(event.lasts)
        set_clock(clock, 0.0)

    async def _strike_database(self, event: Event) -> None:
        members = self._members
        primary = await members.known_primary()
        match event.kind:
            case Kind.PRIMARY_KILL:
                members.kill(primary)
                await asyncio.sleep(event.lasts)
                members.restart(primary)
            case Kind.STEP_DOWN:
                await asyncio.to_thread(members.step_down, primary)
            case Kind.FREEZE:
                members.freeze(primary)
                await asyncio.sleep(event.lasts)
                members.thaw(primary)
            case Kind.DISK_FULL:
                await self._fill_disk(event.lasts)
            case _:
                assert event.cut is not None
                await asyncio.to_thread(members.cut, primary, event.cut)
                await asyncio.sleep(event.lasts)
                await asyncio.to_thread(members.heal)

    async def _fill_disk(self, seconds: float) -> None:
        """MongoDB ends itself when it cannot write; it comes back when there is room again."""
        members = self._members
        number = members.small_disk_member
        await asyncio.to_thread(members.fill_disk)
        deadline = time.monotonic() + _FILL_SECONDS
        while members.is_running(number) and time.monotonic() < deadline:
            await asyncio.sleep(0.2)
        await asyncio.sleep(seconds)
        members.kill(number)
        await asyncio.to_thread(members.empty_disk)
        members.restart(number)


def clock_of(folder: Path, name: str) -> Path:
    """The file that says how wrong the clock of this server is."""
    return folder / f"{name}.clock"


async def _kill(server: Server) -> None:
    """SIGKILL, and start it again as soon as whoever supervises it would."""
    server.kill()
    server.start()
    await server.ready()
