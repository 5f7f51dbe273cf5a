"""Which alerts were on, and when, by looks at Alertmanager one after another. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

ALWAYS_ON = frozenset({"Watchdog"})


@dataclass(frozen=True, slots=True)
class Look:
    at: float
    active: frozenset[str]


@dataclass
class AlertLog:
    """Looks in order of time."""

    looks: list[Look] = field(default_factory=list)

    def add(self, at: float, active: Iterable[str]) -> None:
        self.looks.append(Look(at, frozenset(active) - ALWAYS_ON))

    def is_on(self, alert: str) -> bool:
        """At the last look."""
        return bool(self.looks) and alert in self.looks[-1].active

    def fired(self, alert: str, began: float, over: float) -> bool:
        """Seen on at a time from ``began`` to ``over``."""
        return any(alert in look.active for look in self._between(began, over))

    def cleared(self, alert: str, began: float, over: float) -> bool:
        """Seen on, and off at the last look of that time."""
        looks = self._between(began, over)
        return self.fired(alert, began, over) and alert not in looks[-1].active

    def begun_between(self, began: float, over: float) -> set[str]:
        """Those that were not on at the last look before and came on in that time."""
        before = [look for look in self.looks if look.at < began]
        known = before[-1].active if before else frozenset()
        found: set[str] = set()
        for look in self._between(began, over):
            found |= look.active - known
            known = look.active
        return found

    def _between(self, began: float, over: float) -> Sequence[Look]:
        return [look for look in self.looks if began <= look.at <= over]
