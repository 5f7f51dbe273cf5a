"""The schedule over a real database: one server a job, whatever races or dies."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from paymentus.app.wiring import Platform
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.schedule.domain.catalog import JOBS, JobNotFound
from paymentus.schedule.domain.state import (
    CLAIM_LASTS,
    ClaimLost,
    JobIsNotDue,
    JobIsRunning,
    NothingToSignOff,
    Outcome,
    Run,
)
from paymentus.schedule.repository import ScheduleRepository
from paymentus.schedule.service import ScheduleService

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


class Time:
    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def schedule(platform: Platform, time: Time) -> ScheduleService:
    repository = ScheduleRepository(platform.database, platform.get(SealedDocuments))
    return ScheduleService(repository=repository, committer=platform.committer, clock=time)


async def audited(platform: Platform) -> list[tuple[str, str, str]]:
    found = platform.database["audit_inbox"].find({"type": {"$regex": "^job[.]"}}).sort("_id", 1)
    return [(one["type"], one["subject"], one["actor"]) async for one in found]


async def claimed_by(schedule: ScheduleService, server: str) -> Run | None:
    try:
        return await schedule.claim("backup", server=server)
    except JobIsRunning:
        return None


class TestDue:
    async def test_of_a_new_installation_are_the_daily_jobs_of_programs(
        self, schedule: ScheduleService
    ) -> None:
        due = {job.name for job in await schedule.due()}

        assert due == {job.name for job in JOBS if job.starts_at_once}

    async def test_after_everything_was_down_is_each_missed_job_once(
        self, schedule: ScheduleService, time: Time
    ) -> None:
        for job in await schedule.due():
            run = await schedule.claim(job.name, server="a")
            await schedule.end(run, Outcome.OK, "Done.")
        assert await schedule.due() == []

        time.now = MONDAY + timedelta(days=100)
        times = {job.name: 0 for job in JOBS}
        while due := await schedule.due():
            for job in due:
                run = await schedule.claim(job.name, server="a")
                await schedule.end(run, Outcome.OK, "Done.")
                times[job.name] += 1

        assert times == {job.name: int(not job.is_for_a_person) for job in JOBS}


class TestClaiming:
    async def test_is_given_to_one_of_many_servers(self, schedule: ScheduleService) -> None:
        await schedule.due()

        got = await asyncio.gather(*(claimed_by(schedule, f"s{number}") for number in range(8)))

        assert sum(run is not None for run in got) == 1

    async def test_is_refused_to_a_server_that_saw_it_due_before_it_was_done(
        self, schedule: ScheduleService
    ) -> None:
        await schedule.end(await schedule.claim("backup", server="a"), Outcome.OK, "Done.")

        with pytest.raises(JobIsNotDue):
            await schedule.claim("backup", server="b")

    async def test_goes_to_another_server_when_the_first_is_gone(
        self, schedule: ScheduleService, time: Time, platform: Platform
    ) -> None:
        await schedule.due()
        lost = await schedule.claim("backup", server="a")
        assert "backup" not in {job.name for job in await schedule.due()}

        time.now += CLAIM_LASTS
        await schedule.due()
        time.now += timedelta(minutes=1)
        assert "backup" in {job.name for job in await schedule.due()}
        again = await schedule.claim("backup", server="b")
        with pytest.raises(ClaimLost):
            await schedule.end(lost, Outcome.OK, "Done.")
        with pytest.raises(ClaimLost):
            await schedule.renew(lost)
        await schedule.end(again, Outcome.OK, "Done.")

        runs, _ = await schedule.history("backup", below=None, limit=10)
        assert [(run.server, run.outcome) for run in runs] == [
            ("b", Outcome.OK), ("a", Outcome.LOST),
        ]  # fmt: skip
        assert len(await audited(platform)) == 2

    async def test_is_open_again_when_what_the_first_left_is_kept_no_longer(
        self, schedule: ScheduleService, time: Time, platform: Platform
    ) -> None:
        await schedule.claim("backup", server="a")
        await platform.database["job_runs"].delete_many({})
        time.now += timedelta(days=800)

        assert "backup" in {job.name for job in await schedule.due()}
        assert (await schedule.claim("backup", server="b")).server == "b"

    async def test_is_kept_by_renewing_it(self, schedule: ScheduleService, time: Time) -> None:
        run = await schedule.claim("backup", server="a", by="script")
        for _ in range(4):
            time.now += CLAIM_LASTS / 2
            await schedule.renew(run)

        assert (await schedule.standing("backup")).is_running
        assert (await schedule.end(run, Outcome.OK, "Done.")).outcome is Outcome.OK


class TestWhatAPersonDoes:
    async def test_makes_a_job_due_at_once_under_their_name(
        self, schedule: ScheduleService, platform: Platform
    ) -> None:
        await schedule.end(
            await schedule.claim("backup", server="a", by="script"), Outcome.OK, "Done."
        )

        assert (await schedule.want("backup", by="usr_1")).state.wanted_by == "usr_1"

        assert "backup" in {job.name for job in await schedule.due()}
        run = await schedule.claim("backup", server="a")
        assert run.by == "usr_1"
        assert ("job.wanted", "backup", "usr_1") in await audited(platform)

    async def test_is_on_record_with_their_words_sealed(
        self, schedule: ScheduleService, time: Time, platform: Platform
    ) -> None:
        await schedule.due()
        time.now += timedelta(days=7)

        standing = await schedule.sign_off("capacity-planning", "Disks are fine.", by="usr_1")

        assert standing.newest is not None
        assert (standing.newest.note, standing.overdue_seconds) == ("Disks are fine.", 0)
        stored = await platform.database["job_runs"].find_one({"_id": standing.newest.id})
        assert "Disks" not in str(stored)
        with pytest.raises(NothingToSignOff):
            await schedule.sign_off("capacity-planning", "Again.", by="usr_1")

    async def test_names_a_job_that_there_is(self, schedule: ScheduleService) -> None:
        with pytest.raises(JobNotFound):
            await schedule.want("nothing", by="usr_1")


class TestStandings:
    async def test_show_the_newest_run_of_each_job(
        self, schedule: ScheduleService, time: Time
    ) -> None:
        for words in ("First.", "Second."):
            run = await schedule.claim("backup", server="a", by="script")
            time.now += timedelta(minutes=3)
            await schedule.end(run, Outcome.OK, words)

        found = {one.job.name: one for one in await schedule.standings()}

        assert [one.job for one in found.values()] == list(JOBS)
        newest = found["backup"].newest
        assert newest is not None
        assert (newest.result, newest.ended_at) == ("Second.", time.now)
        assert found["penetration-test"].newest is None

    async def test_come_with_a_history_page_by_page(self, schedule: ScheduleService) -> None:
        for number in range(3):
            run = await schedule.claim("backup", server="a", by="script")
            await schedule.end(run, Outcome.OK, f"Number {number}.")

        first, below = await schedule.history("backup", below=None, limit=2)
        rest, end = await schedule.history("backup", below=below, limit=2)

        assert sorted(run.result for run in (*first, *rest)) == [
            "Number 0.", "Number 1.", "Number 2.",
        ]  # fmt: skip
        assert end is None
