"""Keep a list of services running: start in order, watch, restart what falls, stop in reverse.

A service is whatever can be launched, can wait until it is ready and shows its processes. Services
in one stage start at the same time; a stage starts when the one before it is ready. The supervisor
knows nothing of databases or web servers: the list is data (`stack` builds the product's).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from paymentus.app.embedded.processes import (
    ChildProcess,
    ProcessEnded,
    stop_together,
    wait_until,
)

_WATCH_SECONDS = 0.2
_FIRST_BACKOFF_SECONDS = 0.5
_LONGEST_BACKOFF_SECONDS = 30.0
_STEADY_SECONDS = 60.0  # a run this long clears the count of failures


class Service(Protocol):
    """One part of the stack, of one or more processes."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def children(self) -> Sequence[ChildProcess]:
        """Its processes, once launched."""

    def launch(self) -> None:
        """Start its processes and return at once."""

    def wait_ready(self) -> None:
        """Return when it does its work; raise when it will not."""


class ProcessService:
    """A service of one process, ready when a check says so."""

    def __init__(
        self, child: ChildProcess, *, is_ready: Callable[[], bool], ready_seconds: float = 60.0
    ) -> None:
        self._child = child
        self._is_ready = is_ready
        self._ready_seconds = ready_seconds

    @property
    def name(self) -> str:
        return self._child.name

    @property
    def children(self) -> tuple[ChildProcess, ...]:
        return (self._child,)

    def launch(self) -> None:
        self._child.start()

    def wait_ready(self) -> None:
        wait_until(
            self._is_ready,
            what=self.name,
            timeout_seconds=self._ready_seconds,
            needs=self.children,
        )


class OneTimeTask:
    """A process that must have ended well before the next stage starts; it is not kept running."""

    def __init__(self, child: ChildProcess, *, limit_seconds: float) -> None:
        self._child = child
        self._limit_seconds = limit_seconds

    @property
    def name(self) -> str:
        return self._child.name

    @property
    def children(self) -> tuple[ChildProcess, ...]:
        return (self._child,) if self._child.is_running() else ()

    def launch(self) -> None:
        self._child.start()

    def wait_ready(self) -> None:
        """Raises `NotReadyInTime`, or `ProcessEnded` when it did not end well."""
        wait_until(
            lambda: not self._child.is_running(),
            what=self.name,
            timeout_seconds=self._limit_seconds,
        )
        if self._child.exit_code != 0:
            raise ProcessEnded(
                f"{self.name} did not end well ({self._child.exit_reason()}). "
                f"Its log is {self._child.log_path}; it ends with:\n{self._child.last_words()}"
            )


@dataclass(frozen=True, slots=True)
class Starting:
    """These services have been launched and are awaited."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A service does its work."""

    name: str
    seconds: float  # since the supervisor began


@dataclass(frozen=True, slots=True)
class Fell:
    """A process ended by itself and will be started again."""

    child: ChildProcess
    reason: str
    again_in_seconds: float


@dataclass(frozen=True, slots=True)
class StartedAgain:
    """A process that fell runs again."""

    child: ChildProcess


@dataclass(frozen=True, slots=True)
class HadToBeKilled:
    """A process did not end within its grace time."""

    child: ChildProcess


Event = Starting | Ready | Fell | StartedAgain | HadToBeKilled


@dataclass(slots=True)
class _Watched:
    started_at: float
    failures: int = 0
    start_again_at: float | None = None


class Supervisor:
    """Runs the stages. Call from one thread that outlives the children (see `processes`)."""

    def __init__(
        self,
        stages: Sequence[Sequence[Service]],
        *,
        report: Callable[[Event], None],
        first_backoff_seconds: float = _FIRST_BACKOFF_SECONDS,
    ) -> None:
        self._stages = stages
        self._report = report
        self._first_backoff_seconds = first_backoff_seconds
        self._watched: dict[str, _Watched] = {}

    @property
    def children(self) -> list[ChildProcess]:
        """Every process of every service, in the order of the stages."""
        return [child for stage in self._stages for service in stage for child in service.children]

    def start(self) -> None:
        """Start every stage; raises what a service raises, and leaves stopping to the caller."""
        began = time.monotonic()
        for stage in self._stages:
            for service in stage:
                service.launch()
            self._report(Starting(tuple(service.name for service in stage)))
            for service in stage:
                service.wait_ready()
                self._report(Ready(service.name, time.monotonic() - began))
        now = time.monotonic()
        self._watched = {child.name: _Watched(started_at=now) for child in self.children}

    def watch(self, until: threading.Event) -> None:
        """Restart what falls until the event is set."""
        while not until.wait(_WATCH_SECONDS):
            for child in self.children:
                self._look_after(child, self._watched[child.name], now=time.monotonic())

    def stop(self) -> None:
        """Stop everything, the last stage first. Safe after a start that failed half-way."""
        for stage in reversed(self._stages):
            children = [child for service in stage for child in service.children]
            for child in stop_together(children):
                self._report(HadToBeKilled(child))

    def kill(self) -> None:
        """End everything at once, without grace. Data on disk survives it."""
        for child in self.children:
            child.kill()

    def _look_after(self, child: ChildProcess, watched: _Watched, *, now: float) -> None:
        if watched.start_again_at is not None:
            if now >= watched.start_again_at:
                child.start()
                watched.started_at, watched.start_again_at = now, None
                self._report(StartedAgain(child))
            return
        if child.is_running():
            return
        if now - watched.started_at > _STEADY_SECONDS:
            watched.failures = 0
        pause = min(self._first_backoff_seconds * 2**watched.failures, _LONGEST_BACKOFF_SECONDS)
        watched.failures += 1
        watched.start_again_at = now + pause
        self._report(Fell(child, child.exit_reason(), pause))
