"""``make production-drill``: production on this machine, a thousand people, and a verdict.

``--faults`` breaks it meanwhile, ``--control`` shows that the judge would see a loss. Sentences for
people, and last one line for machines. Ends with 1 when anything is not as promised.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from production.control import control, control_programs
from production.drill import drill
from production.schedule import Kind
from production.stack import running_stack


def say(text: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {text}", flush=True)


def read_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make production-drill ARGS=", description=__doc__)
    add = parser.add_argument
    add("--users", type=int, default=1_000, help="people at once (1000)")
    add("--seconds", type=float, default=60.0, help="of load, when nothing is broken (60)")
    add("--think-time", type=float, default=30.0, help="of people before each act, on average")
    add("--seed", type=int, default=int(time.time()), help="of people's pauses and choices")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--faults", action="store_true", help="break it meanwhile (15 minutes)")
    how.add_argument("--control", action="store_true", help="with w:1, which must be caught")
    add("--only", nargs="+", type=Kind, metavar="FAULT", help="these faults alone")
    add("--hurry", type=float, default=1.0,
        help="divide how long Prometheus and its alerts wait (1: as shipped)")  # fmt: skip
    add("--keep", type=Path, metavar="FOLDER", help="work in this folder, and leave it there")
    return parser.parse_args(arguments)


def main() -> int:
    options = read_options()
    folder = (options.keep or Path(tempfile.mkdtemp(prefix="production-drill-"))).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    programs = control_programs(folder) if options.control else None
    code = 1
    try:
        with running_stack(folder, say, hurry=options.hurry, programs=programs) as stack:
            run = control if options.control else drill
            code = asyncio.run(run(stack, options, say))
            return code
    finally:
        if options.keep is None and code == 0:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            say(f"Logs and data are in {folder}")


if __name__ == "__main__":
    sys.exit(main())
