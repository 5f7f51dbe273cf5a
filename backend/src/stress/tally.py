"""What all clients were told: counted, timed, and written down line by line."""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TextIO

Json = dict[str, Any]
_SHOWN_MAX = 20


class Kind(StrEnum):
    """What an answer means to whoever asked."""

    GOOD = "good"
    SHED = "shed"  # told to come again later, and when
    IN_PROGRESS = "in progress"  # an earlier try with this key is still being worked on
    INTERRUPTED = "interrupted"  # no answer: the connection was lost, or it took too long
    SIGNED_OUT = "signed out"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` 0: there was none. ``retry_after`` in seconds, as the server told it."""

    status: int
    body: Json
    retry_after: float | None = None

    @property
    def kind(self) -> Kind:
        if self.status == 0:
            return Kind.INTERRUPTED
        if 200 <= self.status < 300:
            return Kind.GOOD
        if self.status in (429, 503) and self.retry_after is not None:
            return Kind.SHED
        if self.status == 409 and self.body.get("code") == "request_in_progress":
            return Kind.IN_PROGRESS
        return Kind.SIGNED_OUT if self.status == 401 else Kind.WRONG


class Phase(StrEnum):
    """The load alone is counted and timed; what is wrong while preparing ends the run anyway."""

    PREPARE = "prepare"
    LOAD = "load"
    RECONCILE = "reconcile"


class Tally:
    """``phase`` is set by whoever runs the test."""

    def __init__(self, records: TextIO | None) -> None:
        self._records = records
        self.phase = Phase.PREPARE
        self.answers: Counter[Kind] = Counter()
        self.latencies: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self.begun = 0
        self.succeeded_at: list[float] = []

    def note(
        self, answer: Answer, *, user: int, request: str, key: str | None, latency_ms: float
    ) -> None:
        """One answer. ``request`` has no ids in it, such as ``GET /payments/{id}``."""
        if self.phase is Phase.LOAD:
            self.answers[answer.kind] += 1
            if answer.kind is Kind.GOOD:
                self.latencies[request].append(latency_ms)
        if answer.kind is Kind.WRONG:
            said = answer.body.get("code") or answer.body.get("title") or ""
            self.wrong(f"person {user}: {request}: {answer.status} {said}")
        if self._records is not None:
            is_payment = "confirmation_number" in answer.body
            line = {
                "time": round(time.time(), 3),
                "user": user,
                "request": request,
                "key": key,
                "status": answer.status,
                "latency_ms": round(latency_ms, 1),
                "payment_id": answer.body["id"] if is_payment else None,
                "state": answer.body["state"] if is_payment else None,
                "counted": self.phase is Phase.LOAD,
            }
            self._records.write(json.dumps(line) + "\n")

    def wrong(self, what: str) -> None:
        if self.phase is not Phase.PREPARE:
            self.errors.append(what)

    def flush(self) -> None:
        if self._records is not None:
            self._records.flush()

    @property
    def requests(self) -> int:
        return sum(self.answers.values())

    @property
    def shed_percent(self) -> float:
        return round(100 * self.answers[Kind.SHED] / max(1, self.requests), 2)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` of all do not exceed; 0 of none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    rank = max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)
    return round(ordered[rank], 1)


def shown(problems: Sequence[str]) -> str:
    """The first of them, a line each."""
    lines = [f"  {problem}" for problem in problems[:_SHOWN_MAX]]
    if len(problems) > _SHOWN_MAX:
        lines.append(f"  and {len(problems) - _SHOWN_MAX} more")
    return "\n".join(lines)
