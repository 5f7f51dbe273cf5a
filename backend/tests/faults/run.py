"""One run: the crowd pays, the schedule strikes, everything settles, the judge judges."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from faults.laboratory import Crowd, Laboratory
from faults.load import Load, Purchase, purchases, unfulfilled
from faults.schedule import Event
from faults.trouble import Trouble, make_processor_reliable, make_processor_unreliable
from paymentus.app.wiring import Platform

from support.payer import Payer, Record
from support.product import Product, until
from support.reconcile import PAYMENTS, Findings, at_rest, reconcile

FINAL_WITHIN_SECONDS = 60.0
# Between two kinds of answers a client hears "paid" from.
_PAID = "POST /payments"


@dataclass
class Outcome:
    """What a run showed."""

    found: Findings
    load_seconds: float
    final_seconds: float
    longest_stall_seconds: float
    stalled_in: str
    processor_faults: Mapping[str, int]
    still_open: list[str] = field(default_factory=list)
    unfulfilled: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        return [
            *self.found.problems,
            *(f"not final in time: {what}" for what in self.still_open),
            *(f"complaint: {what}" for what in self.complaints),
        ]

    @property
    def not_as_meant(self) -> list[str]:
        """Payments that ended otherwise than their payers meant: no trouble may do that either."""
        return [f"not as its payer meant: {what}" for what in self.unfulfilled]


async def run(
    lab: Laboratory,
    crowd: Crowd,
    *,
    seed: int,
    events: Sequence[Event],
    at_least: int,
    most_pause_seconds: float,
) -> tuple[Outcome, Trouble]:
    """Pay ``at_least`` so many bills, more while the schedule is not through; then judge."""
    rng = random.Random(seed)
    wanted = purchases(crowd.bills, rng)
    count = len(crowd.payers)
    shares = [(payer, wanted[n::count]) for n, payer in enumerate(crowd.payers)]
    load = Load(crowd.outside, rng, most_pause_seconds=most_pause_seconds)
    trouble = Trouble(lab.product, lab.members, load, crowd.record, lab.clocks)
    over = asyncio.Event()

    async def strike() -> None:
        await trouble.run(events)
        over.set()

    await make_processor_unreliable(crowd.outside, seed)
    began = time.monotonic()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(strike())
        for payer, share in shares:
            tasks.create_task(load.run(payer, share, at_least=at_least, over=over))
    ended = time.monotonic()
    struck = await make_processor_reliable(crowd.outside)
    still_open, final = await settle(lab.product, crowd, load, shares)
    found = await judge(lab.product, crowd)
    stall, at = longest_stall(crowd.record, began, ended)
    outcome = Outcome(
        found=found,
        load_seconds=ended - began,
        final_seconds=final,
        longest_stall_seconds=stall,
        stalled_in=what_was_wrong(trouble, at, at + stall),
        processor_faults=struck,
        still_open=still_open,
        unfulfilled=unfulfilled(wanted, await _states(crowd.platform)),
        complaints=load.complaints,
    )
    return outcome, trouble


async def settle(
    product: Product,
    crowd: Crowd,
    load: Load,
    shares: Sequence[tuple[Payer, Sequence[Purchase]]],
    *,
    seconds: float = FINAL_WITHIN_SECONDS,
) -> tuple[list[str], float]:
    """After the last fault: payers finish, and all must be final. What is not, and how long."""
    last_fault = time.monotonic()
    for server in (*product.apis, *product.workers):
        await server.ready()
    async with asyncio.TaskGroup() as tasks:
        for payer, share in shares:
            for purchase in share:
                tasks.create_task(load.finish(payer, purchase, seconds=seconds))
    open_: list[str] = []

    async def nothing_is_open() -> bool:
        open_[:] = await at_rest(crowd.platform.database)
        return not open_

    left = max(seconds - (time.monotonic() - last_fault), 1.0)
    with contextlib.suppress(TimeoutError):
        await until("everything final", nothing_is_open, seconds=left)
    return open_, time.monotonic() - last_fault


async def judge(product: Product, crowd: Crowd) -> Findings:
    return await reconcile(
        crowd.platform,
        api_url=product.apis[0].url,
        outside=crowd.outside,
        record=crowd.record,
    )


def longest_stall(record: Record, began: float, ended: float) -> tuple[float, float]:
    """The longest time in which no client was told of a payment; its length and beginning."""
    answers = [
        told.at
        for told in record.payments()
        if told.request.startswith(_PAID) and began <= told.at <= ended
    ]
    times = [began, *sorted(answers), ended]
    return max((after - before, before) for before, after in itertools.pairwise(times))


def what_was_wrong(trouble: Trouble, began: float, ended: float) -> str:
    """The faults during that time, as words."""
    names = [
        f"{struck.event.kind} ({struck.began - began:+.1f} s)"
        for struck in trouble.struck
        if struck.began < ended and struck.over > began
    ]
    return ", ".join(names) or "nothing"


async def _states(platform: Platform) -> dict[str, str]:
    rows = platform.database[PAYMENTS].find({}, {"state": 1})
    return {row["_id"]: row["state"] async for row in rows}
