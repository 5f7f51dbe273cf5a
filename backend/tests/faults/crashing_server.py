"""API servers and workers that kill themselves at a chosen boundary. Started by ``crashes.py``.

The product is imported once and forked for each run, so that a run starts in a tenth of a second.
Reads one JSON order a line from standard input, runs one process at a time, and writes a JSON line
when it is ready and another when it has ended. The product's own wiring, routes and jobs run
unchanged; only listeners are added.
"""

from __future__ import annotations

import asyncio
import ctypes
import json
import os
import signal
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from faults.boundaries import Boundaries, JobFlow, MongoBoundaries, RequestFlow, watch
from paymentus.app import worker
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.database import create_indexes
from paymentus.app.main import create_app
from paymentus.app.wiring import build
from paymentus.foundation import logging as platform_logging
from paymentus.foundation.clock import utc_now
from paymentus.foundation.settings import Settings

_FLOW_PATHS = ("/api/v1/quotes", "/api/v1/payments", "/api/v1/webhooks")
_SPOKEN = os.dup(1)


def say(**values: Any) -> None:
    os.write(_SPOKEN, json.dumps({"pid": os.getpid(), **values}).encode() + b"\n")


class MarksTheFlow:
    """Requests of a payment's way are the flow; signing in and health are not."""

    def __init__(self, app: ASGIApp, flow: RequestFlow) -> None:
        self._app = app
        self._flow = flow

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and str(scope["path"]).startswith(_FLOW_PATHS):
            self._flow.asked()
        await self._app(scope, receive, send)


class ReadyServer(uvicorn.Server):
    """Says when it takes requests."""

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        say(event="ready")


async def run_api(boundaries: Boundaries, port: int) -> None:
    settings = Settings()
    flow = RequestFlow(boundaries)
    platform = build(settings, load_or_create_log_key(settings), listeners=[MongoBoundaries(flow)])
    watch(platform, flow)
    app = MarksTheFlow(create_app(settings, platform), flow)
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, log_config=None, access_log=False, lifespan="on"
    )
    await ReadyServer(config).serve()


async def run_worker(boundaries: Boundaries, clock_ahead: float, jobs: Sequence[str]) -> None:
    """``clock_ahead`` seconds: what is due in that time is due now."""
    settings = Settings()
    flow = JobFlow(boundaries, jobs)
    platform = build(
        settings,
        load_or_create_log_key(settings),
        clock=lambda: utc_now() + timedelta(seconds=clock_ahead),
        listeners=[MongoBoundaries(flow)],
    )
    watch(platform, flow)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, flow.arm)
    await create_indexes(platform.database)
    await platform.committer.initialise()
    say(event="ready")
    await worker.run(platform, stop)
    await platform.close()


def run(order: dict[str, Any]) -> None:
    boundaries = Boundaries(trace=Path(order["trace"]), crash_on=order["crash_on"])
    if order["role"] == "api":
        asyncio.run(run_api(boundaries, order["port"]))
    else:
        asyncio.run(run_worker(boundaries, order["clock_ahead"], order["jobs"]))


def main() -> None:
    """Fork for each order. The forked process dies with this one, however this one dies."""
    prctl = ctypes.CDLL(None).prctl
    prctl(1, int(signal.SIGKILL), 0, 0, 0)
    os.dup2(2, 1)
    platform_logging.configure(service="crashing-server", level="WARNING")
    say(event="started")
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            prctl(1, int(signal.SIGKILL), 0, 0, 0)
            code = 1
            try:
                run(order)
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(pid, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        say(event="ended", child=pid, killed=killed)


if __name__ == "__main__":
    main()
