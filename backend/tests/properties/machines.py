"""Runs worlds of the two machines, and says of a violation how to see it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from properties.ledger_machine import LedgerWorld
from properties.payment_machine import PaymentWorld

STEPS_A_WORLD = 250


class World(Protocol):
    """A seeded world; ``entries`` counts what its ledger took."""

    entries: int

    def step(self) -> None: ...

    def finish(self) -> None: ...


MakeWorld = Callable[[str], World]
MACHINES: dict[str, MakeWorld] = {"ledger": LedgerWorld, "payments": PaymentWorld}


@dataclass(frozen=True, slots=True)
class Broken:
    """A violation: ``step`` counts from 1, so a run of so many steps of this world shows it.

    It is the shortest such run of its world, because everything is judged after each step.
    """

    machine: str
    seed: str
    step: int
    what: str

    def __str__(self) -> str:
        return (
            f"{self.machine}, world {self.seed}, step {self.step}: {self.what}\n"
            f"  again: make properties ARGS='--replay {self.machine} {self.seed}'"
        )


@dataclass
class Tally:
    steps: int = 0
    entries: int = 0
    worlds: int = 0

    def add(self, other: Tally) -> None:
        self.steps += other.steps
        self.entries += other.entries
        self.worlds += other.worlds


def run_world(
    machine: str, seed: str, tally: Tally, *, make: MakeWorld | None = None
) -> Broken | None:
    """One world from its seed to its end. Any exception of the rules is a violation too."""
    world = (make or MACHINES[machine])(seed)
    step = 0
    try:
        while step < STEPS_A_WORLD:
            step += 1
            world.step()
        world.finish()
    except Exception as problem:
        return Broken(machine, seed, step, f"{type(problem).__name__}: {problem}")
    finally:
        tally.steps += step
        tally.entries += world.entries
        tally.worlds += 1
    return None


def run_worlds(
    machine: str, seeds: Iterator[str], tally: Tally, *, make: MakeWorld | None = None
) -> list[Broken]:
    found = (run_world(machine, seed, tally, make=make) for seed in seeds)
    return [broken for broken in found if broken]


def seeds_of(seed: int, first: int, count: int) -> Iterator[str]:
    return (f"{seed}.{number}" for number in range(first, first + count))
