"""What all fault tests must have shown together, once ``make faults`` ran every one of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from faults.schedule import Kind

AT_LEAST = {"payments": 2_000, "crash_points": 600, "pairs": 300}
FAULTS_AT_LEAST = {
    Kind.API_KILL: 20,
    Kind.WORKER_KILL: 10,
    Kind.PRIMARY_KILL: 5,
    Kind.STEP_DOWN: 5,
    Kind.ONE_WAY: 3,
    Kind.FREEZE: 3,
    Kind.REDIS_AWAY: 2,
}
NONE = ("lost", "doubled", "stuck", "wrong", "trial_balance", "violations", "not_as_meant")
CONTROLS = ("processor_key", "janitor", "webhook_deduplication", "fence", "majority")
_FILES = {f"tests/faults/{path.name}" for path in Path(__file__).parent.glob("test_*.py")}


def is_whole(tests: set[str]) -> bool:
    """Whether every file of fault tests had one that ran; ``tests`` are their ids in pytest."""
    return {test.partition("::")[0] for test in tests} >= _FILES


def shortfalls(result: Mapping[str, Any]) -> list[str]:
    """Where this falls short of what was promised; ``result`` is what the last line says."""
    faults, controls = result.get("faults", {}), result.get("controls", {})
    few = {name: (result.get(name, 0), least) for name, least in AT_LEAST.items()}
    few |= {str(kind): (faults.get(kind, 0), least) for kind, least in FAULTS_AT_LEAST.items()}
    short = [f"{name}: {got}, not {least}" for name, (got, least) in few.items() if got < least]
    short += [f"{name}: {result[name]}" for name in NONE if result.get(name, 0)]
    short += [
        f"control {name}: {controls.get(name)}"
        for name in CONTROLS
        if controls.get(name) != {"caught": True, "in_place": 0}
    ]
    return short
