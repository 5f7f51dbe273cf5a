"""Turn Ctrl-C, SIGTERM and a closed terminal into one orderly stop.

While things start, a signal raises KeyboardInterrupt, since any step may be waiting. While they
run, it sets an event. While they stop, a second one is taken as impatience and ends everything at
once; one that follows within a second is the same wish, sent twice (make passes signals on).
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from enum import Enum, auto
from types import FrameType, TracebackType
from typing import Any

from paymentus.app.embedded.supervisor import Supervisor

_WATCHED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SAME_WISH_SECONDS = 1.0


def run_until_stopped(
    supervisor: Supervisor, *, when_ready: Callable[[], None], say: Callable[[str], None]
) -> None:
    """Start everything, keep it running until a signal, then stop everything.

    Returns after a requested stop, at whatever point it came. Raises what a failed start raises,
    after stopping what had started.
    """
    with StopSignals(end_at_once=supervisor.kill) as signals:
        try:
            supervisor.start()
            when_ready()
            signals.running()
            supervisor.watch(signals.requested)
        except KeyboardInterrupt:
            pass
        finally:
            signals.stopping()
            say("Stopping.")
            supervisor.stop()
            say("Everything has stopped.")


class _Phase(Enum):
    STARTING = auto()
    RUNNING = auto()
    STOPPING = auto()


class StopSignals:
    """Installed as a context manager, in the main thread only."""

    def __init__(self, *, end_at_once: Callable[[], None]) -> None:
        self.requested = threading.Event()
        self._end_at_once = end_at_once
        self._phase = _Phase.STARTING
        self._first_at: float | None = None
        self._before: dict[signal.Signals, Any] = {}

    def running(self) -> None:
        """From here on a signal sets ``requested``."""
        self._phase = _Phase.RUNNING

    def stopping(self) -> None:
        """From here on a second signal ends everything at once."""
        self._phase = _Phase.STOPPING
        self._first_at = self._first_at or time.monotonic()

    def __enter__(self) -> StopSignals:
        for number in _WATCHED:
            self._before[number] = signal.signal(number, self._receive)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _receive(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        first_at = self._first_at
        self._first_at = first_at if first_at is not None else now
        self.requested.set()
        if self._phase is _Phase.STARTING:
            self._phase = _Phase.STOPPING
            raise KeyboardInterrupt
        if self._phase is _Phase.STOPPING and now - self._first_at > _SAME_WISH_SECONDS:
            self._end_at_once()
