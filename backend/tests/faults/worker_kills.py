"""Kills the worker at every boundary on its way from one payment's news to everyone being told."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence

from faults.crashes import Doomed, forget_the_dead
from faults.points import Points
from faults.stage import FINAL_WITHIN_SECONDS, Attempt, Stage

from support.product import until
from support.reconcile import at_rest

# A worker hears its signal at once; its loop takes it at the next turn.
_ARMED_SECONDS = 0.05


async def kill_worker_everywhere(
    stage: Stage,
    pays: Callable[[Attempt], Awaitable[str]],
    *,
    clock_ahead: float = 0.0,
    jobs: Sequence[str] = (),
) -> Points:
    """Run a worker that dies at each of its boundaries in turn.

    Each worker first finishes what the one before left behind, uncounted; then ``pays`` makes one
    payment and everything done for it counts. Fails when anything takes longer than a minute.
    """
    points = Points()
    stage.product.worker.child.stop()
    for number in itertools.count():
        if not points.next():
            break
        await forget_the_dead(stage.product)
        attempt = await stage.new_attempt(number)
        stage.longest.begins()
        doomed = await stage.crashes.worker(
            crash_on=points.target, clock_ahead=clock_ahead, jobs=jobs
        )
        await stage.everything_final()
        stage.longest.ended()
        await until("the last worker's work", stage.no_work, seconds=60.0, every=0.03)
        doomed.arm()
        await asyncio.sleep(_ARMED_SECONDS)
        payment_id = await pays(attempt)
        await _died_or_done(stage, doomed, payment_id)
        await stage.note_end(attempt, doomed, points)
    stage.product.worker.start()
    return points


async def _died_or_done(stage: Stage, doomed: Doomed, payment_id: str) -> None:
    async def died_or_done() -> bool:
        return doomed.ended.done() or await _told_everyone(stage, payment_id)

    await until("the worker's end", died_or_done, seconds=FINAL_WITHIN_SECONDS, every=0.03)


async def _told_everyone(stage: Stage, payment_id: str) -> bool:
    """Whether the payment is final and every message about it has gone out."""
    database = stage.platform.database
    payment = await database["payment_transactions"].find_one({"_id": payment_id})
    succeeded = payment is not None and payment["state"] == "succeeded"
    waiting = await database["outbox"].count_documents({"key": payment_id, "state": "new"})
    return succeeded and not waiting and not await at_rest(database) and await stage.no_work()
