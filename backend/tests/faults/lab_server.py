"""API servers and workers as a test wires them: with a clock that the test can move, and for
controls with one defence taken out. Routes, jobs and everything else are the product's own.

``python -m faults.lab_server api --port 8001 --clock FILE [--without janitor]``
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import mmap
import signal
import struct
from datetime import datetime, timedelta
from pathlib import Path

import uvicorn

from faults.defences import DEFENCES, take_out
from paymentus.app import worker
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.database import open_database
from paymentus.app.main import create_app
from paymentus.app.wiring import Platform, build
from paymentus.foundation import logging as platform_logging
from paymentus.foundation.clock import utc_now
from paymentus.foundation.settings import Settings

_OFFSET = struct.Struct("d")


class MovableClock:
    """The time of day, so many seconds off as a file of eight bytes says at this moment."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._shared = mmap.mmap(file.fileno(), _OFFSET.size, access=mmap.ACCESS_READ)

    def __call__(self) -> datetime:
        (offset,) = _OFFSET.unpack(self._shared[: _OFFSET.size])
        return utc_now() + timedelta(seconds=offset)


def set_clock(path: Path, seconds: float) -> None:
    """Move the clock of the server that reads this file; 0 is right."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_bytes(_OFFSET.pack(seconds))
        return
    with path.open("r+b") as file:  # in place: the server has this very file open
        file.write(_OFFSET.pack(seconds))


async def run_api(platform: Platform, port: int) -> None:
    app = create_app(platform.settings, platform)
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False)
    await uvicorn.Server(config).serve()


async def run_worker(platform: Platform) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await open_database(platform.database)
    await platform.committer.initialise()
    await worker.run(platform, stop)
    await platform.close()


async def run(role: str, port: int, clock: Path) -> None:
    settings = Settings()
    platform = build(settings, load_or_create_log_key(settings), clock=MovableClock(clock))
    if role == "api":
        await run_api(platform, port)
    else:
        await run_worker(platform)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("role", choices=("api", "worker"))
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--clock", type=Path, required=True)
    parser.add_argument("--without", choices=sorted(DEFENCES))
    arguments = parser.parse_args()
    if arguments.without:
        take_out(arguments.without)
    platform_logging.configure(service=f"lab-{arguments.role}", level="INFO")
    gc.freeze()
    asyncio.run(run(arguments.role, arguments.port, arguments.clock))


if __name__ == "__main__":
    main()
