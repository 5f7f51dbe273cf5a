"""Kills the worker at every boundary on its way from one payment's news to everyone being told."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from faults.crashes import Doomed, forget_the_dead
from faults.points import Points
from faults.stage import FINAL_WITHIN_SECONDS, Attempt, Stage
from paymentus.foundation.wake import WakeUps

from support.product import until
from support.reconcile import at_rest

# A worker hears its signal at once; its loop takes it at the next turn.
_ARMED_SECONDS = 0.05
_WOKEN_AGAIN_SECONDS = 1.0

Pays = Callable[[Attempt], Awaitable[str]]
IsDone = Callable[[str], Awaitable[bool]]


@dataclass(frozen=True)
class Watch:
    """Which workers die and when their work on one payment is done.

    ``end`` is the payment's state then; ``done`` says it instead where there is more or no payment.
    ``jobs`` are the only ones that die, if any are named; they are woken once the payment is made.
    ``before`` finishes what the worker before left behind and no payment tells of.
    """

    end: str = "succeeded"
    done: IsDone | None = None
    before: Callable[[], Awaitable[None]] | None = None
    clock_ahead: float = 0.0
    jobs: Sequence[str] = ()


async def kill_worker_everywhere(
    stage: Stage, pays: Pays, watch: Watch | None = None, points: Points | None = None
) -> Points:
    """Run a worker that dies at each of its boundaries in turn.

    Each worker first finishes what the one before left behind, uncounted; then ``pays`` makes one
    payment and everything done for it counts. Fails when anything takes longer than a minute.
    """
    watch, points = watch or Watch(), points or Points()
    stage.product.worker.child.stop()
    for number in itertools.count():
        if not points.next():
            break
        attempt = await stage.new_attempt(number)
        doomed = stage.doomed = await begin(stage, watch, points.target)
        doomed.arm()
        await asyncio.sleep(_ARMED_SECONDS)
        payment_id = await pays(attempt)
        await died_or_done(stage, watch, doomed, payment_id)
        await stage.note_end(attempt, doomed, points)
    last = await begin(stage, watch, None)
    await last.stop()
    return points


async def begin(stage: Stage, watch: Watch, target: str | None) -> Doomed:
    """A worker that has done what was left to do, and is not armed yet."""
    await forget_the_dead(stage.product)
    stage.longest.begins()
    doomed = await stage.crashes.worker(
        crash_on=target, clock_ahead=watch.clock_ahead, jobs=watch.jobs
    )
    if target is not None:
        stage.crashes.prepare_worker(clock_ahead=watch.clock_ahead, jobs=watch.jobs)
    await stage.everything_final()
    if watch.before:
        await watch.before()
    stage.longest.ended()
    await until("the last worker's work", stage.no_work, seconds=60.0, every=0.03)
    return doomed


async def died_or_done(stage: Stage, watch: Watch, doomed: Doomed, payment_id: str) -> None:
    wake_ups: WakeUps = stage.platform.get(WakeUps)
    woken = 0.0

    async def ended() -> bool:
        nonlocal woken
        if doomed.ended.done():
            return True
        if time.monotonic() - woken > _WOKEN_AGAIN_SECONDS:
            # Again, since a job that is at work at that moment may look before there is anything.
            await wake_ups.call(watch.jobs)
            woken = time.monotonic()
        if watch.done:
            return await watch.done(payment_id)
        return await told_everyone(stage, watch.end, payment_id)

    await until("the worker's end", ended, seconds=FINAL_WITHIN_SECONDS, every=0.03)


async def told_everyone(stage: Stage, end: str, payment_id: str) -> bool:
    """Whether the payment has come to this end and every message about it has gone out."""
    database = stage.platform.database
    payment = await database["payment_transactions"].find_one({"_id": payment_id})
    if payment is None or payment["state"] != end:
        return False
    waiting = await database["outbox"].count_documents({"key": payment_id, "state": "new"})
    return not waiting and not await at_rest(database) and await stage.no_work()
