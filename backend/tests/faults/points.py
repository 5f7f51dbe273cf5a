"""Which boundaries there are to die at, and which have been tried."""

from __future__ import annotations

import os

import pytest

# The long form of the fault runs (`make faults`) leaves nothing out.
LONG = bool(os.environ.get("FAULTS_LONG"))
# Every boundary; 5 tries each fifth one only, for a quick look on a slow machine.
EVERY = int(os.environ.get("FAULTS_EVERY", "1"))
only_long = pytest.mark.skipif(not LONG, reason="part of the long form: make faults")
_SHORT = 24
_TRIES = 2
_MOST = 400


class Points:
    """A first run passes alive and shows the way; then each boundary that any run has shown is
    died at once. What runs at the same time does not always take turns alike, so a later run may
    show new ones, and one that two runs did not meet again is given up as ``missed``.
    """

    def __init__(self, *, every: int = EVERY, first: int = 0) -> None:
        self._every = every
        self._first = first
        self._known: list[str] = []
        self._tries: dict[str, int] = {}
        self._began = False
        self.target: str | None = None
        self.died_at: list[str] = []
        self.missed: list[str] = []

    @classmethod
    def thinned(cls, seed: int) -> Points:
        """All of them in the long form; in the short one each twenty-fourth, by the seed which."""
        every = EVERY if LONG else EVERY * _SHORT
        return cls(every=every, first=seed % every)

    @property
    def seen(self) -> frozenset[str]:
        """All that any run has shown."""
        return frozenset(self._known)

    @property
    def are_all(self) -> bool:
        """Whether none was left out."""
        return self._every == 1

    def next(self) -> bool:
        """Choose the next ``target``, None for the run that passes alive. False when done."""
        if not self._began:
            self._began = True
            return True
        done = {*self.died_at, *self.missed}
        wanted = self._known[self._first :: self._every]
        self.target = next((point for point in wanted if point not in done), None)
        assert len(self._known) <= _MOST, "the flow has no end"
        return self.target is not None

    def ran(self, passed: list[str], *, died: bool) -> None:
        """A run has ended, having passed these boundaries."""
        self._known += [point for point in passed if point not in self._known]
        if self.target is None:
            assert not died, "nobody asked it to"
            assert passed, "the flow has no boundaries"
        elif died:
            self.died_at.append(self.target)
        else:
            self._tries[self.target] = self._tries.get(self.target, 0) + 1
            if self._tries[self.target] == _TRIES:
                self.missed.append(self.target)
