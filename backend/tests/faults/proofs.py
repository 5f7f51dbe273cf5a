"""Proofs in one call: kill at every boundary, let everything recover, judge, count."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from faults.crashes import Doomed, forget_the_dead
from faults.points import Points
from faults.stage import Attempt, Stage
from faults.worker_kills import Pays, Watch, kill_worker_everywhere

from support.figures import Figures
from support.product import until
from support.reconcile import Findings

ComesBack = Callable[[Attempt], Awaitable[None]]
# What is due for a payment whose server died (first asked about after 8 s) is due at once.
SOON_SECONDS = 10.0
# That a worker has its clock ahead is the tests' doing; the judge's is right.
_BY_A_CLOCK_AHEAD = "audit log: head: was recorded in the future"


@dataclass(frozen=True)
class Proof:
    """One flow. ``must`` are points that it is wrong to have gone without."""

    stage: Stage
    figures: Figures
    seed: int
    name: str
    title: str
    must: frozenset[str] = field(default_factory=frozenset)

    async def api_killed(
        self,
        flow: Callable[[Attempt, Doomed], Awaitable[None]],
        comes_back: ComesBack,
        *,
        recovers: dict[str, Any] | None = None,
        **kind: Any,
    ) -> list[Attempt]:
        """The API server dies everywhere; then its clients come back to one that lives."""
        stage = self.stage
        stage.product.worker.child.stop()
        points, attempts = await stage.crash_everywhere(flow, Points.thinned(self.seed), **kind)
        async with recovering_worker(stage, **(recovers or {})):
            stage.longest.begins()
            await asyncio.gather(*(comes_back(each) for each in attempts if each.comes_back))
            await stage.everything_final()
            stage.longest.ended()
        self.count("API", points, await stage.judge())
        return attempts

    async def worker_killed(
        self,
        pays: Pays,
        watch: Watch,
        *,
        before_judging: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """The worker dies everywhere; each next one finishes what the one before left behind."""
        points = Points.thinned(self.seed)
        if watch.clock_ahead:
            self.stage.explained.add(_BY_A_CLOCK_AHEAD)
        await kill_worker_everywhere(self.stage, pays, watch, points)
        if before_judging:
            await before_judging()
        self.count("worker", points, await self.stage.judge())

    def count(self, who: str, points: Points, found: Findings) -> None:
        assert self.must <= points.seen, sorted(points.seen)
        assert not points.are_all or self.must <= {*points.died_at, *points.missed}, points.died_at
        each = "each of " if points.are_all else ""
        self.figures.add(
            f"{self.title}: the {who} killed at {each}{len(points.died_at)} points, "
            f"final after {self.stage.longest.seconds:.1f} s at most.",
            test=self.name,
            points=len(points.died_at),
            not_met=len(points.missed),
            longest_s=round(self.stage.longest.seconds, 1),
            seed=self.seed,
            **found.figures(),
        )


@asynccontextmanager
async def recovering_worker(
    stage: Stage, *, clock_ahead: float = SOON_SECONDS
) -> AsyncIterator[None]:
    """A worker that lives; at the end it has done everything there is to do."""
    await forget_the_dead(stage.product)
    worker = await stage.crashes.worker(crash_on=None, clock_ahead=clock_ahead)
    try:
        yield
        await until("all work done", stage.no_work, seconds=60.0, every=0.05)
    finally:
        await worker.stop()
