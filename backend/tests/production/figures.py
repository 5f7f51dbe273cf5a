"""What a drill showed, as sentences and as one object, and what it falls short of. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SHED_PERCENT_MAX = 20.0


@dataclass(frozen=True, slots=True)
class FaultSeen:
    """One fault as it came about. ``alert`` is the one that had to fire; None where none may."""

    name: str
    seconds: float
    errors: int
    shed: int
    longest_stall_s: float
    alert: str | None
    alert_fired: bool
    alert_cleared: bool
    others: tuple[str, ...] = ()
    failed: str = ""

    @property
    def shortfalls(self) -> list[str]:
        if self.failed:
            return [f"{self.name}: {self.failed}"]
        if self.alert is None:
            return [f"{self.name}: {alert} fired" for alert in self.others]
        found = []
        if not self.alert_fired:
            found.append(f"{self.name}: {self.alert} did not fire")
        elif not self.alert_cleared:
            found.append(f"{self.name}: {self.alert} did not clear")
        return found

    def view(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "seconds": round(self.seconds, 1),
            "errors": self.errors,
            "shed": self.shed,
            "longest_stall_s": round(self.longest_stall_s, 1),
            "alert": self.alert,
            "alert_fired": self.alert_fired,
            "alert_cleared": self.alert_cleared,
            "other_alerts": list(self.others),
        }

    def __str__(self) -> str:
        alert = "no alert wanted"
        if self.alert:
            fired = "fired" if self.alert_fired else "did NOT fire"
            alert = f"{self.alert} {fired}" + (" and cleared" if self.alert_cleared else "")
        more = f"; also {', '.join(self.others)}" if self.others else ""
        return (
            f"{self.name}: {self.seconds:.0f} s, errors {self.errors}, shed {self.shed}, longest "
            f"stall {self.longest_stall_s:.1f} s, {alert}{more}"
        )


@dataclass
class Drill:
    """``judged`` is the judge's figures (lost, doubled, stuck, wrong, trial_balance); ``load`` is
    the last line of the load's program."""

    load: Mapping[str, Any]
    judged: Mapping[str, int]
    reconciled: bool
    faults: list[FaultSeen] = field(default_factory=list)

    def result(self) -> dict[str, Any]:
        return {
            "users": self.load["users"],
            "payments": self.judged["payments"],
            **{
                name: self.judged[name]
                for name in ("lost", "doubled", "stuck", "wrong", "trial_balance")
            },
            "errors": self.load["errors"],
            "shed_percent": self.load["shed_percent"],
            "p50_ms": self.load["p50_ms"],
            "p99_ms": self.load["p99_ms"],
            "payments_per_s": self.load["payments_per_s"],
            "reconciled": self.reconciled,
            "faults": [fault.view() for fault in self.faults],
        }

    def shortfalls(self) -> list[str]:
        """Where this is not what was promised."""
        result = self.result()
        found = [
            f"{name} is {result[name]}, not 0"
            for name in ("lost", "doubled", "stuck", "wrong", "trial_balance", "errors")
            if result[name]
        ]
        if not result["payments"]:
            found.append("nobody paid")
        if result["shed_percent"] > SHED_PERCENT_MAX:
            found.append(f"{result['shed_percent']} % were shed, more than {SHED_PERCENT_MAX:.0f}")
        if not self.reconciled:
            found.append("the books and the processor differ")
        return found + [short for fault in self.faults for short in fault.shortfalls]
