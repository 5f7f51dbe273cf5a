"""In which order events are heard, how often, and what the object is by then. Pure and seeded."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from conformance.webhooks.histories import History


class Pace(Enum):
    """When the object changes, beside when its events are heard."""

    EARLY = "all has happened before the first event is heard"
    LATE = "each step happens just before the first event that tells of it"
    BETWEEN = "somewhere in between"
    BEHIND = "what is read lags one step behind what was told"


@dataclass(frozen=True)
class Hearing:
    """One delivery: which event, under which id, and the state of the object when it is read."""

    event: int
    id: str
    step: int


@dataclass(frozen=True)
class Schedule:
    """``rounds``: deliveries that come at the same moment stand in one round."""

    history: History
    pace: Pace
    seed: int
    rounds: tuple[tuple[Hearing, ...], ...]


def every_order(history: History) -> Iterator[Schedule]:
    """All orders of the history's events, the paces in turn, each with its own duplicates."""
    orders = itertools.permutations(range(len(history.events)))
    for number, (order, pace) in enumerate(zip(orders, itertools.cycle(Pace), strict=False)):
        yield schedule(history, order, pace, seed=number)


def schedule(history: History, order: Sequence[int], pace: Pace, *, seed: int) -> Schedule:
    """The order, with one to three events heard twice (the same, or the same news as a new event),
    and two that come after the end."""
    chance = random.Random(f"{history.name}:{pace.name}:{seed}")
    heard = [(event, f"e{event}") for event in order]
    for number in range(chance.randint(1, 3)):
        at = chance.randrange(len(heard))
        event = heard[at][0]
        again = f"e{event}" if chance.random() < 0.5 else f"e{event}-again{number}"
        heard.insert(chance.randrange(at + 1, len(heard) + 1), (event, again))
    late = [(chance.choice(order), f"late{number}") for number in range(2)]
    steps = _steps(history, [event for event, _ in heard], pace, chance)
    last = len(history.outcomes) - 1
    hearings = [Hearing(e, id, s) for (e, id), s in zip(heard, steps, strict=True)]
    rounds = _rounds(hearings, chance)
    rounds += [(Hearing(event, id, last),) for event, id in late]
    return Schedule(history, pace, seed, tuple(rounds))


def _steps(history: History, heard: Sequence[int], pace: Pace, chance: random.Random) -> list[int]:
    """The object's state at each delivery: it never goes back, and never lags but when BEHIND."""
    last = len(history.outcomes) - 1
    steps, now = [], last if pace is Pace.EARLY else 0
    for event in heard:
        told = history.events[event].step
        if pace is Pace.BEHIND:
            now = max(now, told - 1)
        elif pace is Pace.BETWEEN:
            now = max(now, chance.randint(told, last))
        else:
            now = max(now, told)
        steps.append(now)
    return steps


def _rounds(hearings: Sequence[Hearing], chance: random.Random) -> list[tuple[Hearing, ...]]:
    rounds: list[tuple[Hearing, ...]] = []
    for hearing in hearings:
        if rounds and len(rounds[-1]) < 3 and chance.random() < 0.3:
            rounds[-1] = (*rounds[-1], hearing)
        else:
            rounds.append((hearing,))
    return rounds
