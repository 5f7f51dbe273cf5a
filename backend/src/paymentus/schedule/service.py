"""What is due, who runs it, and what becomes of it. Running itself is the app's.

Every change of a job's state is committed under its version, so of several servers that want the
same one gets it, and the others are told so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from paymentus.commit.domain import AlreadyExists, AuditRecord, Insert, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.schedule.domain.catalog import JOBS, Job, job_named
from paymentus.schedule.domain.state import (
    ClaimLost,
    JobIsNotDue,
    JobIsRunning,
    JobState,
    Outcome,
    Run,
    new_state,
)
from paymentus.schedule.repository import (
    ScheduleRepository,
    insert_run,
    update_run,
    with_state,
)

_RACES_MAX = 5
_LOST = "The server that ran it went away."


@dataclass(frozen=True, slots=True)
class Standing:
    """A job as it stands now. ``newest`` is its last run or sign-off, or the one that goes on.

    ``overdue_seconds`` counts from when its grace ran out.
    """

    job: Job
    state: JobState
    newest: Run | None
    due_at: datetime
    overdue_seconds: float
    is_running: bool
    can_be_signed_off: bool


class ScheduleService:
    def __init__(
        self, *, repository: ScheduleRepository, committer: Committer, clock: Clock
    ) -> None:
        self._repository = repository
        self._committer = committer
        self._clock = clock

    async def standings(self) -> list[Standing]:
        """Every job, in the order of the catalog. Raises ``ScheduleUnavailable``."""
        states = await self._repository.states()
        newest = await self._repository.newest_runs()
        now = self._clock()
        return [
            _standing(job, states.get(job.name) or new_state(job, now), newest.get(job.name), now)
            for job in JOBS
        ]

    async def standing(self, name: str) -> Standing:
        """Raises ``JobNotFound``."""
        job = job_named(name)
        runs = await self._repository.runs_of(name, below=None, limit=1)
        state = await self._state(job)
        return _standing(job, state, runs[0] if runs else None, self._clock())

    async def history(
        self, name: str, *, below: str | None, limit: int
    ) -> tuple[Sequence[Run], str | None]:
        """Newest first, and where the next page begins. Raises ``JobNotFound``."""
        job = job_named(name)
        found = await self._repository.runs_of(job.name, below=below, limit=limit + 1)
        return found[:limit], found[limit - 1].id if len(found) > limit else None

    async def figures(self) -> list[tuple[Job, JobState, float]]:
        """For metrics: each job, its state, and for how many seconds it is overdue."""
        states = await self._repository.states()
        now = self._clock()
        told = []
        for job in JOBS:
            state = states.get(job.name) or new_state(job, now)
            told.append((job, state, state.overdue_seconds(job, now)))
        return told

    async def want(self, name: str, *, by: str) -> Standing:
        """Have a server run it now. Raises ``JobNotFound``, ``JobIsRunning`` or
        ``JobIsForAPerson``."""
        job = job_named(name)
        for _ in range(_RACES_MAX):
            before = await self._state(job)
            after = before.wanted(job, by=by)
            record = AuditRecord("job.wanted", name, by)
            if await self._commits(UnitOfWork(audit=(record,)), before, after):
                return await self.standing(name)
        raise JobIsRunning()

    async def sign_off(self, name: str, note: str, *, by: str) -> Standing:
        """A person did it, or has looked at what was found. Raises ``JobNotFound``,
        ``NothingToSignOff`` or ``NoteMissing``."""
        job = job_named(name)
        for _ in range(_RACES_MAX):
            before = await self._state(job)
            after, run = before.signed_off(job, note, by=by, now=self._clock())
            record = AuditRecord("job.signed_off", name, by, {"run": run.id})
            unit = UnitOfWork(inserts=(insert_run(run),), audit=(record,))
            if await self._commits(unit, before, after):
                return await self.standing(name)
        raise JobIsRunning()

    async def due(self) -> list[Job]:
        """What a server should begin, after taking note of what others left."""
        states = await self._repository.states()
        now = self._clock()
        begin = []
        for job in JOBS:
            state = states.get(job.name)
            if state is None:
                fresh = new_state(job, now)
                await self._commits(UnitOfWork(), fresh, fresh)
                state = await self._state(job)
            if state.is_left(now):
                await self._take_note_of_left(state, now)
                state = await self._state(job)
            if state.is_due(job, now):
                begin.append(job)
        return begin

    async def claim(self, name: str, *, server: str, by: str | None = None) -> Run:
        """Begin it here: now by whoever says so, without ``by`` only what is due.

        Raises ``JobNotFound``, ``JobIsForAPerson``, ``JobIsNotDue``, or ``JobIsRunning`` where
        somebody else was first.
        """
        job = job_named(name)
        now = self._clock()
        before = await self._state(job)
        if before.is_left(now):
            await self._take_note_of_left(before, now)
            before = await self._state(job)
        # What was due a moment ago may have been done by another server since.
        if by is None and not before.is_due(job, now):
            raise JobIsRunning() if before.run_id else JobIsNotDue()
        who = by or before.wanted_by or "schedule"
        after, run = before.claimed(job, server=server, by=who, now=now)
        if not await self._commits(UnitOfWork(inserts=(insert_run(run),)), before, after):
            raise JobIsRunning()
        return run

    async def renew(self, run: Run) -> None:
        """Say that it still goes on. Raises ``ClaimLost``."""
        before = await self._state(job_named(run.job))
        if not await self._commits(UnitOfWork(), before, before.renewed(run.id, self._clock())):
            raise ClaimLost()

    async def end(self, run: Run, outcome: Outcome, result: str) -> Run:
        """Raises ``ClaimLost`` where somebody else has taken it over meanwhile."""
        ended = run.ended(outcome, result, self._clock())
        before = await self._state(job_named(run.job))
        if not await self._commits(_end_of(run, ended), before, before.ended(ended)):
            raise ClaimLost()
        return ended

    async def _take_note_of_left(self, before: JobState, now: datetime) -> None:
        run = await self._repository.run(str(before.run_id))
        if run is None:  # its time to be kept ran out
            await self._commits(UnitOfWork(), before, before.freed())
            return
        lost = run.ended(Outcome.LOST, _LOST, now)
        await self._commits(_end_of(run, lost), before, before.ended(lost))

    async def _state(self, job: Job) -> JobState:
        return await self._repository.state(job.name) or new_state(job, self._clock())

    async def _commits(self, unit: UnitOfWork, before: JobState, after: JobState) -> bool:
        """Whether it was written; not where somebody else changed the state first."""
        write = with_state(before, after)
        change = UnitOfWork(inserts=(write,)) if isinstance(write, Insert) else UnitOfWork(
            updates=(write,)
        )  # fmt: skip
        try:
            await self._committer.commit(unit + change)
        except (VersionConflict, AlreadyExists):
            return False
        return True


def _standing(job: Job, state: JobState, newest: Run | None, now: datetime) -> Standing:
    return Standing(
        job=job,
        state=state,
        newest=newest,
        due_at=state.due_at(job, now),
        overdue_seconds=state.overdue_seconds(job, now),
        is_running=state.is_running(now),
        can_be_signed_off=state.can_be_signed_off(job, now),
    )


def _end_of(before: Run, after: Run) -> UnitOfWork:
    data = {"run": after.id, "outcome": after.outcome.value}
    record = AuditRecord("job.ended", after.job, after.by, data)
    return UnitOfWork(updates=(update_run(before, after),), audit=(record,))
