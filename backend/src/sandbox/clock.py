"""The virtual clock: real time plus an offset that only grows."""

from __future__ import annotations

import time
from collections.abc import Callable

from sandbox.store import Store

_OFFSET = "clock.offset"
LONGEST_STEP = 400 * 86_400


class ImpossibleStep(ValueError):
    """The clock was asked to go back, too far at once, or by what is no number of seconds."""


class VirtualClock:
    """``now`` is real time plus an offset kept in the store, so it survives a restart."""

    def __init__(self, store: Store, real_time: Callable[[], float] = time.time) -> None:
        self._store = store
        self._real_time = real_time
        self._offset = float(store.setting(_OFFSET, 0.0))

    @property
    def offset(self) -> float:
        return self._offset

    def now(self) -> float:
        """Seconds since the epoch, with a fraction."""
        return self._real_time() + self._offset

    def seconds(self) -> int:
        """Whole seconds since the epoch, as Stripe writes ``created``."""
        return int(self.now())

    def real_seconds(self) -> int:
        """Whole seconds of real time, for what leaves this process and is checked elsewhere."""
        return int(self._real_time())

    def advance(self, by_seconds: float) -> None:
        """Move forward. Going back would reorder history, so a negative step is refused."""
        if not 0 <= by_seconds <= LONGEST_STEP:
            raise ImpossibleStep(
                f"The clock only moves forward, by at most {LONGEST_STEP} seconds at once:"
                f" seconds can't be {by_seconds:g}."
            )
        self._offset += by_seconds
        self._store.change_setting(_OFFSET, self._offset)

    def back_to_real_time(self) -> None:
        """Drop the offset; only a reset, which also drops every object, may call this."""
        self._offset = 0.0
        self._store.change_setting(_OFFSET, 0.0)
