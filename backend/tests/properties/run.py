"""Ten million seeded steps of the ledger's and the payments' rules: ``make properties``.

Six steps of ten are the ledger's, the others the payments'. Ends with a line RESULT {json}; the
exit code is 1 when anything was violated.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "src"), str(Path(__file__).parents[1])]

from properties.machines import (  # noqa: E402
    STEPS_A_WORLD,
    Broken,
    Tally,
    run_world,
    run_worlds,
    seeds_of,
)

_WORLDS_A_TASK = 40
_SHOWN = 5
Task = tuple[str, int, int, int]


def task(what: Task) -> tuple[str, Tally, list[Broken]]:
    machine, seed, first, count = what
    tally = Tally()
    return machine, tally, run_worlds(machine, seeds_of(seed, first, count), tally)


def tasks_of(seed: int, steps: int) -> list[Task]:
    found: list[Task] = []
    for machine, share in (("ledger", 6), ("payments", 4)):
        worlds = -(-steps * share // 10 // STEPS_A_WORLD)
        found += [
            (machine, seed, first, min(_WORLDS_A_TASK, worlds - first))
            for first in range(0, worlds, _WORLDS_A_TASK)
        ]
    return found


def run(seed: int, steps: int, processes: int) -> int:
    began = time.monotonic()
    tallies = {"ledger": Tally(), "payments": Tally()}
    broken: list[Broken] = []
    last_shown = began
    with multiprocessing.Pool(processes) as pool:
        for machine, tally, found in pool.imap_unordered(task, tasks_of(seed, steps)):
            tallies[machine].add(tally)
            broken += found
            if time.monotonic() - last_shown > 20:
                last_shown = time.monotonic()
                done = sum(one.steps for one in tallies.values())
                print(f"  {done:,} steps, {len(broken)} violations", flush=True)
    seconds = time.monotonic() - began
    total = sum(one.steps for one in tallies.values())
    for name, tally in tallies.items():
        print(f"{name:<9} {tally.steps:>11,} steps {tally.worlds:>7,} worlds "
              f"{tally.entries:>10,} entries")  # fmt: skip
    print(f"{total:,} steps in {seconds:.0f} s ({total / seconds:,.0f} a second) with seed {seed}")
    for one in broken[:_SHOWN]:
        print(one)
    print("RESULT " + json.dumps({
        "steps": total,
        "violations": len(broken),
        "seed": seed,
        "seconds": round(seconds, 1),
        "steps_per_s": round(total / seconds),
        "entries": sum(one.entries for one in tallies.values()),
    }))  # fmt: skip
    return 1 if broken else 0


def replay(machine: str, seed: str) -> int:
    broken = run_world(machine, seed, Tally())
    print(broken or f"{machine}, world {seed}: nothing is violated")
    return 1 if broken else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--replay", nargs=2, metavar=("MACHINE", "WORLD"))
    options = parser.parse_args()
    if options.replay:
        return replay(*options.replay)
    return run(options.seed, options.steps, options.processes)


if __name__ == "__main__":
    sys.exit(main())
