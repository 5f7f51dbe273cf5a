"""What the clients of the load saw, as its program wrote it down: one JSON document a line.

Times are seconds since 1970. Pure, but for reading the file.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.payer import Record, Told

SHED = frozenset({429, 503})
"""Declared: the answer says when to come again, and coming again with the same key succeeds."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer, or that there was none (``status`` 0)."""

    at: float
    user: str
    request: str
    key: str | None
    status: int
    latency_ms: float
    payment_id: str | None
    state: str | None
    counted: bool = True  # part of the load, not of what comes before and after it

    @property
    def told_of_a_payment(self) -> bool:
        return self.payment_id is not None and 200 <= self.status < 300

    @property
    def is_shed(self) -> bool:
        return self.status in SHED

    @property
    def is_error(self) -> bool:
        """Anything but success, declared shedding and "your first try is still worked on"; a lost
        connection and a session that has ended count, though a client goes on after them."""
        return not self.is_shed and self.status != 409 and not 200 <= self.status < 300


def read(path: Path) -> list[Seen]:
    """In order of time. A last line cut off by the program's end is left out."""
    seen = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            said: dict[str, Any] = json.loads(line)
        except ValueError:
            continue
        seen.append(
            Seen(
                at=float(said["time"]),
                user=str(said["user"]),
                request=str(said["request"]),
                key=said.get("key"),
                status=int(said["status"]),
                latency_ms=float(said["latency_ms"]),
                payment_id=said.get("payment_id"),
                state=said.get("state"),
                counted=bool(said["counted"]),
            )
        )
    return sorted(seen, key=lambda one: one.at)


def has_begun(path: Path) -> bool:
    """Whether people pay by now: a stall is the time without news of a payment, so nothing is
    broken before there was some."""
    return path.exists() and any(one.counted and one.told_of_a_payment for one in read(path))


def record_of(seen: Iterable[Seen]) -> Record:
    """In the form that the judge reads."""
    told = []
    for one in seen:
        body: dict[str, Any] = {}
        if one.payment_id is not None:
            body = {"id": one.payment_id, "state": one.state}
            if one.told_of_a_payment:
                body["confirmation_number"] = ""
        told.append(Told(one.at, one.request, one.key, one.status, body))
    return Record(told)


def between(seen: Sequence[Seen], began: float, over: float) -> list[Seen]:
    return [one for one in seen if began <= one.at <= over]


def longest_stall(seen: Sequence[Seen], began: float, over: float) -> float:
    """The longest time, in seconds, in which no client was told of a payment."""
    answers = [one.at for one in between(seen, began, over) if one.told_of_a_payment]
    times = [began, *answers, over]
    return max(after - before for before, after in itertools.pairwise(times))


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank; 0 of nothing."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
