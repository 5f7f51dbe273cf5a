"""One run: load, faults where they are asked for, rest, judgement, figures."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

from paymentus.app.seed import seed as load_demonstration
from paymentus.app.wiring import Platform
from production import records
from production.faults import Trouble
from production.figures import Drill
from production.judging import judge, reconciled, rest
from production.load import Load, LoadFailed
from production.schedule import FAULTS, Patience
from production.stack import Say, Stack

_ECHO_SECONDS = 1.0
_BEGINS_SECONDS = 900.0
_PROBLEMS_SHOWN = 20


async def drill(stack: Stack, options: argparse.Namespace, say: Say) -> int:
    """The end code: 0 when everything is as promised."""
    wanted = options.only or [fault.kind for fault in FAULTS]
    faults = [fault for fault in FAULTS if options.faults and fault.kind in wanted]
    patience = Patience().hurried(options.hurry)
    began = datetime.now(UTC) - timedelta(seconds=1)
    trouble = Trouble(stack, say, patience)
    async with ready_platform(stack, say) as platform:
        seconds = patience.longest(faults) if faults else options.seconds
        load = load_of(stack, options, seconds, say)
        async with trouble.looking():
            disturb = (lambda: trouble.run(faults)) if faults else None
            await run(load, say, disturb)
        say("The load is over; everything comes to rest")
        open_ = await rest(platform, say)
        seen = records.read(load.records)
        say(f"{len(seen):,} answers were written down; judging each payment")
        found = await judge(stack, platform, seen)
    agree, words = await asyncio.to_thread(reconciled, stack, began)
    say(f"paymentus reconcile: {words}")
    seen_drill = Drill(
        load=load.result(),
        judged=found.figures(),
        reconciled=agree,
        faults=trouble.told(seen),
    )
    return tell(seen_drill, [*found.problems, *open_], say)


@contextlib.asynccontextmanager
async def ready_platform(stack: Stack, say: Say) -> AsyncIterator[Platform]:
    """The platform in this process, to prepare and to judge; billers are the demonstration's."""
    platform = stack.product.platform()
    try:
        await load_demonstration(platform)
        await asyncio.to_thread(stack.product.back_up)
        await asyncio.to_thread(stack.watching.wait_for_watchdog)
        say("Alertmanager has the alert that always fires")
        yield platform
    finally:
        await platform.close()


def load_of(stack: Stack, options: argparse.Namespace, seconds: float, say: Say) -> Load:
    say(
        f"{options.users:,} people, for {seconds:.0f} s at most, who think for "
        f"{options.think_time:.0f} s before each act; seed {options.seed}"
    )
    return Load(
        stack,
        users=options.users,
        seconds=seconds,
        think_seconds=options.think_time,
        seed=options.seed,
    )


async def run(load: Load, say: Say, disturb: Callable[[], Awaitable[None]] | None) -> None:
    """The load; with ``disturb``, for as long as that takes, from the first payment on."""
    load.start()
    try:
        echo = asyncio.create_task(_echo(load, say))
        deadline = time.monotonic() + _BEGINS_SECONDS
        while load.is_running and not records.has_begun(load.records):
            if time.monotonic() > deadline:
                raise LoadFailed(f"it did not begin:\n{load.said()}")
            await asyncio.sleep(1.0)
        if disturb is not None:
            await disturb()
            if not load.is_running:
                raise LoadFailed("it ended before the last fault was over")
            load.end_early()
        await echo
    finally:
        load.stop()


async def _echo(load: Load, say: Say) -> None:
    """What the load's program says, as it says it."""
    shown = 0
    while True:
        running = load.is_running
        lines = load.said().splitlines()
        for line in lines[shown:]:
            if not line.startswith("RESULT "):
                say(f"  | {line}")
        shown = len(lines)
        if not running:
            return
        await asyncio.sleep(_ECHO_SECONDS)


def tell(seen: Drill, problems: list[str], say: Say) -> int:
    for problem in problems[:_PROBLEMS_SHOWN]:
        say(f"PROBLEM {problem}")
    for fault in seen.faults:
        say(str(fault))
    result = seen.result()
    say(
        f"{result['users']:,} users, {result['payments']:,} payments: lost {result['lost']}, "
        f"doubled {result['doubled']}, errors {result['errors']}, shed {result['shed_percent']} %; "
        f"half of the answers within {result['p50_ms']} ms, 99 % within {result['p99_ms']} ms; "
        f"{result['payments_per_s']} payments a second; trial balance {result['trial_balance']}"
    )
    short = seen.shortfalls()
    for each in short:
        say(f"NOT AS PROMISED: {each}")
    if not short:
        say("Everything is as promised")
    print(f"RESULT {json.dumps(result)}", flush=True)
    return 1 if short else 0
