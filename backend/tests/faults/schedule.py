"""What goes wrong, and when: decided up front from one seed, at points of the load.

Pure. The same seed and form give the same list; ``FAULTS_SEED`` replays a run's choices. (What the
operating system makes of them differs a little from run to run, as it does in production.)
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from faults.network import Cut


class Kind(StrEnum):
    """Names are the keys of the printed figures."""

    API_KILL = "api_kills"
    WORKER_KILL = "worker_kills"
    PRIMARY_KILL = "primary_kills"
    STEP_DOWN = "step_downs"
    ONE_WAY = "one_way_partitions"
    TWO_WAY = "two_way_partitions"
    FREEZE = "freezes"
    DISK_FULL = "disks_filled"
    REDIS_AWAY = "redis_away"
    CLOCK_JUMP = "clock_jumps"


# A member at a time: with two of three gone there would be nothing to test but waiting.
DATABASE = (
    Kind.PRIMARY_KILL,
    Kind.STEP_DOWN,
    Kind.ONE_WAY,
    Kind.TWO_WAY,
    Kind.FREEZE,
    Kind.DISK_FULL,
)
# How long each lasts, in seconds. An election takes two seconds and a half.
_LASTS: Mapping[Kind, tuple[float, float]] = {
    Kind.PRIMARY_KILL: (0.0, 2.0),
    Kind.STEP_DOWN: (0.0, 0.0),
    Kind.ONE_WAY: (4.0, 6.0),
    Kind.TWO_WAY: (4.0, 6.0),
    Kind.FREEZE: (4.0, 7.0),
    Kind.DISK_FULL: (2.0, 4.0),
    Kind.REDIS_AWAY: (3.0, 5.0),
    Kind.CLOCK_JUMP: (5.0, 9.0),
}
_CUTS = (Cut.ALONE, Cut.DEAF, Cut.MUTE)
# Seconds: two within what servers differ by when time service fails, two far beyond.
_JUMPS = (90.0, -90.0, 1_200.0, -1_200.0)


@dataclass(frozen=True, slots=True)
class Event:
    """Strikes when ``at`` purchases have begun. ``which`` is a server's number, taken modulo."""

    at: int
    kind: Kind
    which: int
    lasts: float
    cut: Cut | None = None
    jump: float = 0.0


def plan(seed: int, counts: Mapping[Kind, int], *, purchases: int) -> list[Event]:
    """Every event in order. Those of the database follow one another over the whole load, each in
    a slot of its own; the others fall anywhere, also into the middle of those."""
    rng = random.Random(f"faults-{seed}")
    database = [kind for kind in DATABASE for _ in range(counts.get(kind, 0))]
    others = [kind for kind in Kind if kind not in DATABASE for _ in range(counts.get(kind, 0))]
    rng.shuffle(database)
    rng.shuffle(others)
    events = [
        *_spread(database, purchases, rng, first_way=seed),
        *_spread(others, purchases, rng, first_way=seed),
    ]
    return sorted(events, key=lambda event: event.at)


def _spread(
    kinds: Sequence[Kind], purchases: int, rng: random.Random, *, first_way: int
) -> list[Event]:
    """``first_way`` turns the ways of cutting and jumping: three seeds in a row have them all."""
    first = purchases // 20
    slot = (purchases * 0.85 - first) / max(len(kinds), 1)
    met: dict[Kind, int] = {}
    events = []
    for number, kind in enumerate(kinds):
        way = met.get(kind, first_way)
        met[kind] = way + 1
        cut = None
        if kind is Kind.ONE_WAY:
            cut = _CUTS[way % len(_CUTS)]
        elif kind is Kind.TWO_WAY:
            cut = Cut.GONE
        jump = _JUMPS[way % len(_JUMPS)] if kind is Kind.CLOCK_JUMP else 0.0
        at = int(first + slot * (number + rng.random()))
        lasts = rng.uniform(*_LASTS.get(kind, (0.0, 0.0)))
        events.append(Event(at, kind, rng.randrange(1_000), round(lasts, 2), cut, jump))
    return events
