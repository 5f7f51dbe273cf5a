"""Every moment at which a process hands work to another one, or gets an answer: each is a boundary.

A process that is armed names its boundaries and, at the one it was told, kills itself with
SIGKILL: nothing is flushed, closed or said, as when the power goes.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Collection, Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import httpx
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)
from redis.asyncio.connection import Connection

from paymentus.app.wiring import Platform
from paymentus.integrations.mail import Mail
from paymentus.notifications.service import NotificationsService

# Where a job looks for work: looking and finding nothing is no part of any payment's way.
# A field of the filter tells such a search from others in the same collection.
_POLLS = {
    "outbox": "state",
    "inbox": "state",
    "audit_inbox": "",
    "payment_transactions": "next_check_at",
    "ledger_holds": "expires_at",
    "bill_files": "$or",
    "compliance_holds": "unjudged.0",
}
_POLL_LEASES = ("lease:relay:", "lease:audit-inbox")
# What a worker does for payments; its other jobs count when a test names them.
_JOBS = frozenset(
    {
        "payment_changed",
        "bill_file_changed",
        "receipt_mail",
        "keep_card",
        "webhooks",
        "audit_inbox",
        "janitor",
        "commit",
    }
)

in_flow: ContextVar[bool] = ContextVar("in_flow", default=False)
# The worker's job that all this is done for, in whatever task. The committer works for all.
job_name: ContextVar[str] = ContextVar("job_name", default="commit")


class Boundaries:
    """Names what it is told of, writes the names to ``trace``, and ends the process at the one
    that the file ``aim`` names when the flow begins.

    The end of one call and the beginning of the next are one boundary when nothing else is under
    way: nobody outside could tell them apart. The same call right after itself is a server waiting
    for its turn, and no boundary either.
    """

    def __init__(self) -> None:
        self._trace = -1
        self._aim = Path()
        self._crash_on: str | None = None
        self._times: Counter[str] = Counter()
        self._under_way = 0
        self._just_ended = False
        self._last = ""

    def open(self, *, trace: Path, aim: Path) -> None:
        """In the process that is to die."""
        self._trace = os.open(trace, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self._aim = aim

    def take_aim(self) -> None:
        """Read where to die; an absent or empty file means never."""
        self._crash_on = (self._aim.read_text() if self._aim.exists() else "") or None

    def asked(self) -> None:
        """A request has come in, so the outside has moved on."""
        if not self._last:
            self.take_aim()
        self._just_ended = False

    def begins(self, label: str) -> None:
        same = self._just_ended and self._under_way == 0
        self._under_way += 1
        self._just_ended = False
        self._reached(f"{label} begins", counts=not same)

    def ended(self, label: str, *, began: bool = True) -> None:
        self._under_way -= began
        self._just_ended = True
        self._reached(f"{label} ended", counts=True)

    def _reached(self, label: str, *, counts: bool) -> None:
        name = label
        if counts and label != self._last:
            self._last = label
            self._times[label] += 1
            name = f"{label} #{self._times[label]}"
            os.write(self._trace, f"{name}\n".encode())
        if self._crash_on in (name, label):
            os.kill(os.getpid(), signal.SIGKILL)


class RequestFlow:
    """Counts what is done for requests that were marked ``in_flow``."""

    def __init__(self, boundaries: Boundaries) -> None:
        self._boundaries = boundaries

    def asked(self) -> None:
        in_flow.set(True)
        self._boundaries.asked()

    def begins(self, label: str) -> bool:
        """Whether it counts; its end must be told if so."""
        if in_flow.get():
            self._boundaries.begins(label)
        return in_flow.get()

    def ended(self, label: str) -> None:
        self._boundaries.ended(label)

    def looked(self, collection: str, found: list[dict[str, Any]]) -> None:
        """A request does not look for work."""


class JobFlow:
    """Counts what the worker does from when it is armed on, for work that nobody tried before.

    A job that found nothing of that kind does nothing that counts until it looks again. The
    committer's own task has no job's name; it always counts.
    """

    def __init__(self, boundaries: Boundaries, jobs: Collection[str] = ()) -> None:
        """``jobs`` are the only ones that count; those of payments, unless any are named."""
        self._boundaries = boundaries
        self._jobs = frozenset(jobs) or _JOBS
        self._armed = False
        self._idle: set[str] = set()

    def arm(self) -> None:
        self._boundaries.take_aim()
        self._armed = True

    def begins(self, label: str) -> bool:
        name = job_name.get()
        counts = self._armed and name not in self._idle and name in self._jobs
        if counts:
            self._boundaries.begins(f"{name}: {label}")
        return counts

    def ended(self, label: str) -> None:
        self._boundaries.ended(f"{job_name.get()}: {label}")

    def looked(self, collection: str, found: list[dict[str, Any]]) -> None:
        """A job has looked for work and has the answer."""
        name = job_name.get()
        if self._armed and any(not document.get("attempts") for document in found):
            self._idle.discard(name)
            if name in self._jobs:
                self._boundaries.ended(f"{name}: mongo find {collection}", began=False)
        else:
            self._idle.add(name)


Flow = RequestFlow | JobFlow


class MongoBoundaries(CommandListener):
    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._looking: dict[int, str] = {}
        self._counted: dict[int, str] = {}

    def started(self, event: CommandStartedEvent) -> None:
        target = event.command.get(event.command_name)
        collection = target if isinstance(target, str) else ""
        if isinstance(self._flow, JobFlow) and _looks_for_work(event, collection):
            self._looking[event.request_id] = collection
            return
        label = f"mongo {event.command_name} {collection}".strip()
        if self._flow.begins(label):
            self._counted[event.request_id] = label

    def succeeded(self, event: CommandSucceededEvent) -> None:
        looked = self._looking.pop(event.request_id, None)
        if looked is not None:
            self._flow.looked(looked, event.reply["cursor"]["firstBatch"])
        self._end(event.request_id)

    def failed(self, event: CommandFailedEvent) -> None:
        self._looking.pop(event.request_id, None)
        self._end(event.request_id)

    def _end(self, request_id: int) -> None:
        label = self._counted.pop(request_id, None)
        if label is not None:
            self._flow.ended(label)


def _looks_for_work(event: CommandStartedEvent, collection: str) -> bool:
    field = _POLLS.get(collection)
    if event.command_name != "find" or field is None:
        return False
    return not field or field in event.command.get("filter", {})


def watch(platform: Platform, flow: Flow, *, keyless: bool = False) -> None:
    """See the platform's calls to Redis, the processor and the mail server.

    ``keyless`` takes a defence out, for a control: the processor is sent no idempotency key.
    """
    platform.redis.connection_pool.connection_class = _watched_connection(flow)
    processor: Any = platform.processor
    pool = processor._http._pool
    pool._transport = _WatchedTransport(pool._transport, flow, keyless)
    notifications: Any = platform.get(NotificationsService)
    notifications._mail = _WatchedMail(notifications._mail, flow)


class _WatchedTransport(httpx.AsyncBaseTransport):
    def __init__(self, transport: httpx.AsyncBaseTransport, flow: Flow, keyless: bool) -> None:
        self._transport = transport
        self._flow = flow
        self._keyless = keyless

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self._keyless:
            request.headers.pop("Idempotency-Key", None)
        label = f"http {request.method} {_route(request.url.path)}"
        counts = self._flow.begins(label)
        try:
            response = await self._transport.handle_async_request(request)
            await response.aread()
        finally:
            if counts:
                self._flow.ended(label)
        return response

    async def aclose(self) -> None:
        await self._transport.aclose()


class _WatchedMail:
    def __init__(self, mail: Any, flow: Flow) -> None:
        self._mail = mail
        self._flow = flow

    async def send(self, mail: Mail) -> None:
        counts = self._flow.begins("mail")
        try:
            await self._mail.send(mail)
        finally:
            if counts:
                self._flow.ended("mail")


def _watched_connection(flow: Flow) -> type[Connection]:
    class Watched(Connection):
        _said = ""

        async def send_command(self, *args: Any, **kwargs: Any) -> None:
            label = f"redis {args[0]}".lower()
            if not _of_no_interest(label, args) and flow.begins(label):
                self._said = label
            await super().send_command(*args, **kwargs)

        async def read_response(self, *args: Any, **kwargs: Any) -> Any:
            try:
                return await super().read_response(*args, **kwargs)
            finally:
                said, self._said = self._said, ""
                if said:
                    flow.ended(said)

    return Watched


def _of_no_interest(label: str, args: Sequence[Any]) -> bool:
    """Greetings of a new connection, and turns at looking for work."""
    greeting = label in ("redis hello", "redis ping", "redis client", "redis auth")
    return greeting or any(str(arg).startswith(_POLL_LEASES) for arg in args)


def _route(path: str) -> str:
    """The path without ids, so that a label is the same in every run."""
    return "/".join("…" if "_" in part and part[:3] in ("pi_", "cs_") else part
                    for part in path.split("/"))  # fmt: skip
