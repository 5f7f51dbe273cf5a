"""Whether two acts take the same time, as far as a stranger with a stopwatch can tell.

The acts are timed in turn, so that what slows the machine slows both, and compared by rank
(Mann-Whitney U): a stall of one try counts no more than any other slow try.
"""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable

Act = Callable[[int], Awaitable[object]]

TELLS_APART = 4.0
"""In standard deviations: by chance less than once in 15,000 tests."""


async def difference(one: Act, other: Act, *, tries: int) -> float:
    """How far apart the times of the two acts lie, in standard deviations of chance."""
    times: tuple[list[float], list[float]] = ([], [])
    for act in (one, other):
        await act(-1)
    for number in range(tries):
        # Who goes first takes turns: the second may find caches warm.
        order = ((0, one), (1, other)) if number % 2 else ((1, other), (0, one))
        for which, act in order:
            started = time.perf_counter()
            await act(number)
            times[which].append(time.perf_counter() - started)
    return abs(_z(*times))


def _z(first: list[float], second: list[float]) -> float:
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    ranks = sum(rank for rank, (_, which) in enumerate(ranked, start=1) if which == 0)
    n, m = len(first), len(second)
    mean = n * (n + m + 1) / 2
    return (ranks - mean) / math.sqrt(n * m * (n + m + 1) / 12)
