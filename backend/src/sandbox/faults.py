"""A plan of what goes wrong, and when, on the API of the sandbox."""

from __future__ import annotations

import random
import re
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from sandbox.forms import Tree
from sandbox.store import JsonObject, Store

_PLAN = "faults"
KINDS = (
    "before",
    "before_close",
    "after",
    "after_500",
    "409",
    "429",
    "slow",
    "slow_after",
    "malformed",
)


class InvalidFault(ValueError):
    """A fault names an unknown kind or field, or a value out of range."""


@dataclass(slots=True)
class Fault:
    """One rule. Used up when ``count`` reaches zero; without a count it applies by probability.

    ``path`` is a regular expression matched against the whole path. ``save`` says whether an
    injected 500 is kept under the request's idempotency key.
    """

    id: str
    kind: str
    method: str = "POST"
    path: str = ".*"
    metadata: dict[str, str] = field(default_factory=dict)
    idempotency_key: str | None = None
    count: int | None = None
    probability: float = 1.0
    seed: int = 0
    seconds: float = 1.0
    save: bool | None = None
    draws: int = 0
    hits: int = 0

    def saves_error(self) -> bool:
        return self.kind == "after_500" if self.save is None else self.save

    def fits(self, method: str, path: str, tree: Tree, key: str | None) -> bool:
        given = tree.get("metadata")
        metadata = given if isinstance(given, dict) else {}
        return (
            self.count != 0
            and self.method in ("*", method)
            and re.fullmatch(self.path, path) is not None
            and all(metadata.get(name) == value for name, value in self.metadata.items())
            and (self.idempotency_key is None or self.idempotency_key == key)
        )

    def strikes(self) -> bool:
        """Draw from the fault's own seeded source; the n-th draw is the same in every run."""
        if self.probability >= 1:
            return True
        self.draws += 1
        return random.Random(f"{self.seed}:{self.draws}").random() < self.probability  # noqa: S311


def read_fault(values: JsonObject, fault_id: str) -> Fault:
    """Check what the control API was sent; raises InvalidFault."""
    allowed = {each.name for each in fields(Fault)} - {"id", "draws", "hits"}
    unknown = set(values) - allowed
    if unknown:
        raise InvalidFault(f"Unknown field: {', '.join(sorted(unknown))}.")
    if values.get("kind") not in KINDS:
        raise InvalidFault(f"kind must be one of {', '.join(KINDS)}.")
    fault = Fault(id=fault_id, **values)
    for name, kind in _TYPES.items():
        if not isinstance(getattr(fault, name), kind):
            raise InvalidFault(f"{name} has the wrong type.")
    if not 0 <= fault.probability <= 1 or fault.seconds < 0 or (fault.count or 0) < 0:
        raise InvalidFault("probability lies between 0 and 1; seconds and count are not negative.")
    try:
        re.compile(fault.path)
    except re.error as broken:
        raise InvalidFault(f"path is not a regular expression: {broken}.") from broken
    return fault


_TYPES: dict[str, Any] = {
    "method": str,
    "path": str,
    "metadata": dict,
    "idempotency_key": (str, type(None)),
    "count": (int, type(None)),
    "probability": (int, float),
    "seed": int,
    "seconds": (int, float),
    "save": (bool, type(None)),
}


class FaultPlan:
    """The rules in force, in order; kept in the store, so that a restart does not lose them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.faults: list[Fault] = []
        self.reload()

    def reload(self) -> None:
        self.faults = [Fault(**values) for values in self._store.setting(_PLAN, [])]

    def add(self, fault: Fault) -> None:
        self.faults.append(fault)
        self._keep()

    def remove(self, fault_id: str) -> bool:
        """Whether there was such a fault."""
        left = [fault for fault in self.faults if fault.id != fault_id]
        found = len(left) < len(self.faults)
        self.faults = left
        self._keep()
        return found

    def clear(self) -> None:
        self.faults = []
        self._keep()

    def strike(self, method: str, path: str, tree: Tree, key: str | None) -> Fault | None:
        """The first rule that fits and strikes; its count goes down by one."""
        for fault in self.faults:
            if not fault.fits(method, path, tree, key):
                continue
            struck = fault.strikes()
            if struck:
                fault.hits += 1
                if fault.count is not None:
                    fault.count -= 1
            self._keep()
            if struck:
                return fault
        return None

    def listed(self) -> list[JsonObject]:
        return [asdict(fault) for fault in self.faults]

    def _keep(self) -> None:
        self._store.change_setting(_PLAN, self.listed())
