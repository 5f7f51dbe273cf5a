"""API servers and workers that kill themselves at a chosen boundary. Started by ``crashes.py``.

The product is imported and wired once and forked for each run, so that a run starts in a few
hundredths of a second. Reads one JSON order a line from standard input and writes a JSON line when
a process is ready and another when it has ended. The product's own wiring, routes and jobs run
unchanged; only listeners are added (and, for a control, a defence is taken out).
"""

from __future__ import annotations

import asyncio
import ctypes
import inspect
import json
import os
import select
import signal
from collections.abc import Coroutine
from contextvars import Context, copy_context
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from faults.boundaries import (
    Boundaries,
    JobFlow,
    MongoBoundaries,
    RequestFlow,
    in_flow,
    job_name,
    watch,
)
from paymentus.app import worker
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.database import create_indexes
from paymentus.app.main import create_app
from paymentus.app.wiring import Platform, build
from paymentus.bills.service import BillFiles
from paymentus.foundation import logging as platform_logging
from paymentus.foundation.clock import utc_now
from paymentus.foundation.ids import new_id
from paymentus.foundation.settings import Settings

_FLOW_PATHS = (
    "/api/v1/quotes",
    "/api/v1/payments",
    "/api/v1/payment-methods",
    "/api/v1/webhooks",
    "/api/v1/compliance/transfers",
    "/api/v1/cash-payments",
    "/api/v1/cash-files",
)
_SPOKEN = os.dup(1)
_OTHER_WIRING = ("role", "clock_ahead", "jobs", "keyless", "listless")
_NAMED_TASKS = {"run_pending_imports": "bill_files", "Committer._run": "commit"}


def say(order: dict[str, Any], event: str, **values: Any) -> None:
    """One write a line: several processes speak through one pipe."""
    line = json.dumps({"number": order["number"], "event": event, **values})
    os.write(_SPOKEN, f"{line}\n".encode())


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

    def __init__(self, config: uvicorn.Config, order: dict[str, Any]) -> None:
        super().__init__(config)
        self._order = order

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        say(self._order, "ready", pid=os.getpid())


@dataclass(frozen=True)
class Wired:
    """The product wired and not yet connected to anything, so that it can be forked."""

    platform: Platform
    boundaries: Boundaries
    flow: RequestFlow | JobFlow
    app: FastAPI | None


def wire(order: dict[str, Any]) -> Wired:
    """``clock_ahead`` seconds: what is due in that time is due now. ``listless``: its sanctions
    list is out of date, so it can screen nobody."""
    settings, boundaries = Settings(), Boundaries()
    if order["listless"]:
        settings = settings.model_copy(update={"sanctions_list_max_age_hours": 0.0})
    is_api = order["role"] == "api"
    flow = RequestFlow(boundaries) if is_api else JobFlow(boundaries, order["jobs"])
    ahead = timedelta(seconds=order["clock_ahead"])
    platform = build(
        settings,
        load_or_create_log_key(settings),
        clock=lambda: utc_now() + ahead,
        listeners=[MongoBoundaries(flow)],
    )
    watch(platform, flow, keyless=order["keyless"])
    return Wired(platform, boundaries, flow, create_app(settings, platform) if is_api else None)


async def run_api(wired: Wired, order: dict[str, Any]) -> None:
    assert wired.app is not None
    assert isinstance(wired.flow, RequestFlow)
    asyncio.get_running_loop().set_task_factory(_task_of_the_flow)
    app = MarksTheFlow(wired.app, wired.flow)
    config = uvicorn.Config(
        app, host="127.0.0.1", port=order["port"], log_config=None, access_log=False, lifespan="on"
    )
    await ReadyServer(config, order).serve()


async def run_worker(wired: Wired, order: dict[str, Any]) -> None:
    """Ready before it is told to go, so that it can be started while another one still works."""
    assert isinstance(wired.flow, JobFlow)
    platform, stop, go = wired.platform, asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_task_factory(_task_of_a_job)
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, wired.flow.arm)
    loop.add_signal_handler(signal.SIGUSR2, go.set)
    # Wiring gave it a name of its own, which forking has repeated.
    platform.get(BillFiles).importer.owner = new_id("wrk")
    await create_indexes(platform.database)
    await platform.committer.initialise()
    say(order, "ready", pid=os.getpid())
    await go.wait()
    await worker.run(platform, stop)
    await platform.close()


def _task_of_the_flow(
    loop: Any, coroutine: Coroutine[Any, Any, Any], context: Context | None = None
) -> asyncio.Task[Any]:
    """A request's commit counts as the request does, though it runs in a context of its own."""
    context = copy_context() if context is None else context
    if getattr(coroutine, "__qualname__", "") == "Committer._run":
        context.run(in_flow.set, in_flow.get())
    return asyncio.Task(coroutine, loop=loop, context=context)


def _task_of_a_job(
    loop: Any, coroutine: Coroutine[Any, Any, Any], context: Context | None = None
) -> asyncio.Task[Any]:
    """Tasks know which job they are part of, however many a job splits its work into."""
    context = copy_context() if context is None else context
    name = getattr(coroutine, "__qualname__", "")
    if name == "_loop":
        context.run(job_name.set, inspect.getcoroutinelocals(coroutine)["name"])
    elif name in _NAMED_TASKS:
        context.run(job_name.set, _NAMED_TASKS[name])
    return asyncio.Task(coroutine, loop=loop, context=context)


def run(wired: Wired, order: dict[str, Any]) -> None:
    wired.boundaries.open(trace=Path(order["trace"]), aim=Path(order["aim"]))
    asyncio.run((run_api if order["role"] == "api" else run_worker)(wired, order))


def die_with_the_parent() -> None:
    ctypes.CDLL(None).prctl(1, int(signal.SIGKILL), 0, 0, 0)


class ForkServer:
    """Forks for each order; a forked process dies with this one, however this one dies."""

    def __init__(self) -> None:
        self._wired: dict[str, Wired] = {}
        self._running: dict[int, dict[str, Any]] = {}
        self._woken, wakes = os.pipe()
        os.set_blocking(wakes, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)

    def serve(self) -> None:
        heard = b""
        while True:
            readable, _, _ = select.select([0, self._woken], [], [])
            if self._woken in readable:
                os.read(self._woken, 1000)
                self._reap()
            if 0 in readable:
                more = os.read(0, 65_536)
                if not more:
                    return
                *lines, heard = (heard + more).split(b"\n")
                for line in lines:
                    self._fork(json.loads(line))

    def _fork(self, order: dict[str, Any]) -> None:
        kind = json.dumps([order[name] for name in _OTHER_WIRING])
        if kind not in self._wired:
            self._wired[kind] = wire(order)
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            die_with_the_parent()
            code = 1
            try:
                run(self._wired[kind], order)
                code = 0
            finally:
                os._exit(code)
        self._running[pid] = order

    def _reap(self) -> None:
        while self._running:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
            say(self._running.pop(pid), "ended", killed=killed)


def main() -> None:
    die_with_the_parent()
    os.dup2(2, 1)
    platform_logging.configure(service="crashing-server", level="WARNING")
    ForkServer().serve()


if __name__ == "__main__":
    main()
