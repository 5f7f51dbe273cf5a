"""Where a job stands, and its runs: what is due, who runs it, how it ended, when it is retried."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from paymentus.foundation.errors import Conflict, FieldProblem, Rejected
from paymentus.foundation.ids import new_id
from paymentus.schedule.domain.catalog import Job
from paymentus.schedule.domain.periods import EPOCH, Period

CLAIM_LASTS = timedelta(seconds=60)
"""How long a claim holds that is not renewed: after a server died, until another goes on."""
RESULT_LENGTH_MAX = 300
NOTE_LENGTH_MAX = 1_000
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)
_KEPT = timedelta(days=730)
# There are 288 of them a day.
_KEPT_CONTINUOUS = timedelta(days=7)


class JobIsRunning(Conflict):
    """This job is running just now. Wait until it has ended."""


class JobIsForAPerson(Conflict):
    """Only a person can do this. Do it, then sign it off."""


class JobIsNotDue(Conflict):
    """This job is not due just now."""


class NothingToSignOff(Conflict):
    """There is nothing to sign off here just now."""


class ClaimLost(Conflict):
    """Somebody else has taken this job over."""


class NoteMissing(Rejected):
    """Say in a few words what was done or seen."""


class Outcome(StrEnum):
    """``LOOK``: it was done, and somebody should look at what it found. ``LOST``: the server that
    ran it went away. ``SIGNED_OFF``: a person did it, or has looked."""

    RUNNING = "running"
    OK = "ok"
    LOOK = "look"
    FAILED = "failed"
    LOST = "lost"
    SIGNED_OFF = "signed_off"


@dataclass(frozen=True, slots=True)
class Run:
    """``slot`` is the moment it was due for. ``by`` is ``schedule``, ``script`` or a person's id.

    ``result`` is one line of the command's own; ``note`` is a person's words, stored sealed.
    """

    id: str
    job: str
    slot: datetime
    started_at: datetime
    server: str
    by: str
    expires_at: datetime
    outcome: Outcome = Outcome.RUNNING
    ended_at: datetime | None = None
    result: str = ""
    note: str = ""
    version: int = 1

    def ended(self, outcome: Outcome, result: str, at: datetime) -> Run:
        said = " ".join(result.split())[:RESULT_LENGTH_MAX]
        return replace(self, outcome=outcome, result=said, ended_at=at)


@dataclass(frozen=True, slots=True)
class JobState:
    """``settled`` is the newest moment whose work is done; ``tried`` the one last tried, with
    ``failures`` in a row since the last success and ``not_before`` when it is tried again.

    ``run_id`` and ``claimed_until`` are of the run that goes on. ``wanted_by`` asked for a run now.
    ``look_since`` is set while somebody has to look at what was found.
    """

    name: str
    settled: datetime
    since: datetime
    tried: datetime = EPOCH
    failures: int = 0
    not_before: datetime = EPOCH
    run_id: str | None = None
    claimed_until: datetime = EPOCH
    wanted_by: str | None = None
    last_success_at: datetime | None = None
    look_since: datetime | None = None
    version: int = 0

    def is_running(self, now: datetime) -> bool:
        return self.run_id is not None and self.claimed_until > now

    def is_left(self, now: datetime) -> bool:
        """Whether the server that ran it went away."""
        return self.run_id is not None and self.claimed_until <= now

    def is_due(self, job: Job, now: datetime) -> bool:
        """Whether a server should begin it. Never of what a person does."""
        if job.is_for_a_person or self.run_id is not None:
            return False
        if self.wanted_by is not None:
            return True
        slot = job.slot_at(now)
        waits = self.tried == slot and now < self.not_before
        return slot > self.settled and not waits

    def due_at(self, job: Job, now: datetime) -> datetime:
        """Since when it is due, or when it will be."""
        slot = job.slot_at(now)
        return slot if slot > self.settled else job.slot_after(slot)

    def overdue_seconds(self, job: Job, now: datetime) -> float:
        """Since its grace ran out; 0 while it has not. Missed more than once, it counts from the
        first time."""
        first = self.since if self.settled == EPOCH else job.slot_after(self.settled)
        return max(0.0, (now - first - job.grace).total_seconds())

    def claimed(self, job: Job, *, server: str, by: str, now: datetime) -> tuple[JobState, Run]:
        """Raises ``JobIsRunning`` or ``JobIsForAPerson``."""
        if job.is_for_a_person:
            raise JobIsForAPerson()
        if self.run_id is not None:
            raise JobIsRunning()
        slot = job.slot_at(now)
        run = _run_of(job, slot, server=server, by=by, now=now)
        claim = now + CLAIM_LASTS
        after = replace(self, run_id=run.id, claimed_until=claim, tried=slot, wanted_by=None)
        return after, run

    def renewed(self, run_id: str, now: datetime) -> JobState:
        """Raises ``ClaimLost``."""
        if self.run_id != run_id:
            raise ClaimLost()
        return replace(self, claimed_until=now + CLAIM_LASTS)

    def freed(self) -> JobState:
        """Nobody runs it."""
        return replace(self, run_id=None, claimed_until=EPOCH)

    def ended(self, run: Run) -> JobState:
        """After this run, which has ended. Raises ``ClaimLost``."""
        if self.run_id != run.id:
            raise ClaimLost()
        at = run.ended_at or run.started_at
        free = self.freed()
        if run.outcome in (Outcome.FAILED, Outcome.LOST):
            failures = self.failures + 1
            pause = min(_FIRST_PAUSE * 2 ** min(failures - 1, 10), _LONGEST_PAUSE)
            return replace(free, failures=failures, not_before=at + pause)
        looked = (self.look_since or at) if run.outcome is Outcome.LOOK else None
        return replace(
            free, settled=max(self.settled, run.slot), failures=0, not_before=EPOCH,
            last_success_at=at, look_since=looked,
        )  # fmt: skip

    def wanted(self, job: Job, *, by: str) -> JobState:
        """Raises ``JobIsRunning`` or ``JobIsForAPerson``."""
        if job.is_for_a_person:
            raise JobIsForAPerson()
        if self.run_id is not None:
            raise JobIsRunning()
        return replace(self, wanted_by=by)

    def can_be_signed_off(self, job: Job, now: datetime) -> bool:
        if job.is_for_a_person:
            return job.slot_at(now) > self.settled
        return self.look_since is not None

    def signed_off(self, job: Job, note: str, *, by: str, now: datetime) -> tuple[JobState, Run]:
        """A person did it, or has looked. Raises ``NothingToSignOff`` or ``NoteMissing``."""
        words = note.strip()
        if not words or len(words) > NOTE_LENGTH_MAX:
            said = f"Say it in a few words, at most {NOTE_LENGTH_MAX} characters."
            raise NoteMissing(fields=(FieldProblem("note", said),))
        if not self.can_be_signed_off(job, now):
            raise NothingToSignOff()
        slot = job.slot_at(now)
        done = _run_of(job, slot, server="", by=by, now=now)
        done = replace(done, outcome=Outcome.SIGNED_OFF, ended_at=now, note=words)
        if job.is_for_a_person:
            return replace(self, settled=slot, last_success_at=now), done
        return replace(self, look_since=None), done


def new_state(job: Job, now: datetime) -> JobState:
    return JobState(job.name, job.first_settled(now), now)


def _run_of(job: Job, slot: datetime, *, server: str, by: str, now: datetime) -> Run:
    kept = _KEPT_CONTINUOUS if job.period is Period.CONTINUOUS else _KEPT
    return Run(new_id("run", at=now), job.name, slot, now, server, by, now + kept)
