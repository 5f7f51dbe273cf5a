"""The process of the schedule, over a real database, with small programs in place of the jobs'."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from paymentus.app.scheduler import AT_ONCE, Scheduler
from paymentus.app.wiring import Platform
from paymentus.foundation.heartbeat import ScheduleHeartbeat
from paymentus.schedule.domain.catalog import JOBS, Job
from paymentus.schedule.domain.state import JobIsRunning, Outcome
from paymentus.schedule.service import ScheduleService

Program = Callable[[Job, datetime], Sequence[str]]


def printing(text: str) -> Program:
    return lambda job, slot: ["/bin/sh", "-c", text]


def a_scheduler(platform: Platform, program: Program, server: str = "srv-1") -> Scheduler:
    return Scheduler(
        platform.get(ScheduleService),
        platform.get(ScheduleHeartbeat),
        server=server,
        program=program,
    )


@pytest.fixture
def schedule(platform: Platform) -> ScheduleService:
    found: ScheduleService = platform.get(ScheduleService)
    return found


class TestLooking:
    async def test_runs_all_that_is_due_a_few_at_a_time_and_once(
        self, platform: Platform, schedule: ScheduleService
    ) -> None:
        one = a_scheduler(platform, printing("echo done"), "srv-1")
        two = a_scheduler(platform, printing("echo done"), "srv-2")
        begun = await asyncio.gather(one.look(), two.look())
        while sum(begun[-2:]):
            await asyncio.gather(one.finish_running(), two.finish_running())
            begun += await asyncio.gather(one.look(), two.look())

        assert sum(begun) == sum(job.starts_at_once for job in JOBS)
        for standing in await schedule.standings():
            runs, _ = await schedule.history(standing.job.name, below=None, limit=10)
            assert len(runs) == int(standing.job.starts_at_once)
            assert all(run.outcome is Outcome.OK for run in runs)

    async def test_leaves_room_for_the_rest_of_the_machine(
        self, platform: Platform, schedule: ScheduleService
    ) -> None:
        stop = asyncio.Event()
        scheduler = a_scheduler(platform, printing("exec sleep 60"))

        assert [await scheduler.look(), await scheduler.look()] == [AT_ONCE, 0]

        stop.set()
        await scheduler.work(stop)

    async def test_shows_that_the_schedule_is_worked(self, platform: Platform) -> None:
        heartbeat: ScheduleHeartbeat = platform.get(ScheduleHeartbeat)
        assert await heartbeat.is_heard() is False

        scheduler = a_scheduler(platform, printing("echo done"))
        await scheduler.look()
        await scheduler.finish_running()

        assert await heartbeat.is_heard() is True


class TestStopping:
    async def test_ends_what_runs_and_leaves_it_to_be_tried_again(
        self, platform: Platform, schedule: ScheduleService, tmp_path: Path
    ) -> None:
        alive = tmp_path / "alive"
        stop = asyncio.Event()
        scheduler = a_scheduler(platform, printing("exec sleep 60"))
        working = asyncio.create_task(scheduler.work(stop, alive_file=alive))
        while not any(one.is_running for one in await schedule.standings()):
            await asyncio.sleep(0.05)

        stop.set()
        await asyncio.wait_for(working, 15)

        standings = [one for one in await schedule.standings() if one.newest is not None]
        assert {one.newest.outcome for one in standings if one.newest} == {Outcome.FAILED}
        assert not any(one.is_running for one in standings)
        assert all(one.state.failures == 1 for one in standings)
        assert alive.exists()


class TestRunningHere:
    async def test_puts_it_on_record(self, platform: Platform, schedule: ScheduleService) -> None:
        run = await a_scheduler(platform, printing("echo '✓ All keys are young.'")).run_here(
            "key-rotation", by="script"
        )

        assert (run.outcome, run.result) == (Outcome.OK, "All keys are young.")
        runs, _ = await schedule.history("key-rotation", below=None, limit=5)
        assert [(one.by, one.server) for one in runs] == [("script", "srv-1")]

    async def test_is_refused_while_another_server_runs_it(
        self, platform: Platform, schedule: ScheduleService
    ) -> None:
        await schedule.claim("key-rotation", server="srv-2", by="script")

        with pytest.raises(JobIsRunning):
            await a_scheduler(platform, printing("true")).run_here("key-rotation", by="script")
