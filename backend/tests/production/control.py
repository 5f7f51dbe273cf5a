"""The control: the same production with ``w:1``, cut off one way again and again, must be caught
losing what somebody was told of. A judge that finds nothing here would find nothing anywhere."""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path

from faults.lab_server import set_clock
from faults.laboratory import lab_programs
from faults.network import Cut
from faults.trouble import clock_of
from production import records
from production.drill import load_of, ready_platform, run
from production.judging import judge, rest
from production.servers import APIS, WORKERS
from production.stack import Say, Stack

from support.product import Programs

PARTITIONS = 3
# Longer than MongoDB's own ten seconds to an election: so long the old primary takes writes.
PARTITION_SECONDS = 25.0
_CALM_SECONDS = 10.0
# What is lost stays open for good.
_REST_SECONDS = 30.0
_LOAD_SECONDS = 400.0


def control_programs(folder: Path) -> Programs:
    """Our servers as the fault laboratory wires them, with majority writes taken out."""
    clocks = folder / "clocks"
    for name in (
        *(f"api-{n}" for n in range(APIS)),
        "worker",
        *(f"worker-{n}" for n in range(1, WORKERS)),
    ):
        set_clock(clock_of(clocks, name), 0.0)
    return lab_programs(clocks, "majority")


async def control(stack: Stack, options: argparse.Namespace, say: Say) -> int:
    """The end code: 0 when it was caught."""
    async with ready_platform(stack, say) as platform:
        load = load_of(stack, options, _LOAD_SECONDS, say)
        await run(load, say, lambda: _partitions(stack, say))
        open_ = await rest(platform, say, seconds=_REST_SECONDS)
        seen = records.read(load.records)
        found = await judge(stack, platform, seen)
    for problem in found.problems[:20]:
        say(f"found: {problem}")
    caught = bool(found.lost)
    verdict = "was caught losing" if caught else "was NOT caught"
    say(f"w:1 {verdict}: {len(found.lost)} lost of {found.payments} payments, {len(open_)} open")
    result = {"control": "w:1", "caught": caught, **found.figures()}
    print(f"RESULT {json.dumps(result)}", flush=True)
    return 0 if caught else 1


async def _partitions(stack: Stack, say: Say) -> None:
    members = stack.product.members
    for number in range(PARTITIONS):
        await asyncio.sleep(_CALM_SECONDS)
        primary = await members.known_primary()
        say(f"Cut off, {number + 1} of {PARTITIONS}: the primary, member {primary}")
        await asyncio.to_thread(members.cut, primary, Cut.ALONE)
        await asyncio.sleep(PARTITION_SECONDS)
        await asyncio.to_thread(members.heal)
        await members.whole()
