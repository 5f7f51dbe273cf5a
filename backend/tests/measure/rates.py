"""How fast something was done: a rate over the clock, and how long each took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rate:
    """``per_s`` acts a second; p50 and p99 of their times in milliseconds.

    ``client_us`` is the processor time of one act in the process that asked for it, in
    microseconds; it says more than a rate does on a machine that others use too.
    """

    per_s: float
    p50_ms: float
    p99_ms: float
    how: str = ""
    client_us: float = 0.0

    @classmethod
    def of(
        cls,
        seconds_each: Sequence[float],
        *,
        over_seconds: float,
        how: str = "",
        cpu_seconds: float = 0.0,
    ) -> Rate:
        return cls(
            len(seconds_each) / over_seconds,
            percentile(seconds_each, 50) * 1000,
            percentile(seconds_each, 99) * 1000,
            how,
            cpu_seconds * 1e6 / max(1, len(seconds_each)),
        )

    def __str__(self) -> str:
        times = f"p50 {self.p50_ms:5.0f} ms  p99 {self.p99_ms:5.0f} ms"
        used = f"  {self.client_us:5.0f} us each" if self.client_us else ""
        return f"{self.per_s:8.0f} /s   {times}{used}   {self.how}".rstrip()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def percentile(values: Sequence[float], percent: int) -> float:
    """The nearest-rank percentile; 0 of nothing."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def best(rates: Sequence[Rate]) -> Rate:
    return max(rates, key=lambda rate: rate.per_s)
