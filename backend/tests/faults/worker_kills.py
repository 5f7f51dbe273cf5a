"""Kills the worker at every boundary on its way from one payment's news to everyone being told."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence

from faults.crashes import forget_the_dead
from faults.stage import EVERY, FINAL_WITHIN_SECONDS, POINTS_MAX, Attempt, Stage

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
) -> list[str]:
    """Where it died, point by point, and in the end a run that passed alive.

    Each worker first finishes what the one before left behind, uncounted; then ``pays`` makes one
    payment and everything done for it counts. Fails when anything takes longer than a minute.
    """
    died_at: list[str] = []
    stage.product.worker.child.stop()
    for number in itertools.count(1, EVERY):
        assert number <= POINTS_MAX, "the flow has no end"
        await forget_the_dead(stage.product)
        (bill,) = await stage.ground.bills(stage.account, 1)
        attempt = Attempt(number, bill, f"key-{bill}")
        stage.longest.begins()
        doomed = await stage.crashes.worker(crash_at=number, clock_ahead=clock_ahead, jobs=jobs)
        await stage.everything_final()
        stage.longest.ended()
        await until("the last worker's work", stage.no_work, seconds=60.0, every=0.03)
        doomed.arm()
        await asyncio.sleep(_ARMED_SECONDS)
        payment_id = await pays(attempt)

        async def died_or_done(payment_id: str = payment_id) -> bool:
            return doomed.ended.done() or await _told_everyone(stage, payment_id)  # noqa: B023

        await until("the worker's end", died_or_done, seconds=FINAL_WITHIN_SECONDS, every=0.03)
        if not await doomed.stop():
            break
        stage.note_death(attempt, doomed)
        died_at.append(attempt.died_at)
    stage.product.worker.start()
    return died_at


async def _told_everyone(stage: Stage, payment_id: str) -> bool:
    """Whether the payment is final and every message about it has gone out."""
    database = stage.platform.database
    payment = await database["payment_transactions"].find_one({"_id": payment_id})
    succeeded = payment is not None and payment["state"] == "succeeded"
    waiting = await database["outbox"].count_documents({"key": payment_id, "state": "new"})
    return succeeded and not waiting and not await at_rest(database) and await stage.no_work()
