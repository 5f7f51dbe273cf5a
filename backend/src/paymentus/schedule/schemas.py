"""The schedule on the wire."""

from __future__ import annotations

from typing import Self

from pydantic import Field

from paymentus.foundation.http import ApiModel, Timestamp
from paymentus.schedule.domain.catalog import Owner
from paymentus.schedule.domain.periods import Period
from paymentus.schedule.domain.state import NOTE_LENGTH_MAX, Outcome, Run
from paymentus.schedule.service import Standing


class NoteBody(ApiModel):
    note: str = Field(
        max_length=NOTE_LENGTH_MAX, examples=["Restored backup 20261101 on the standby in 12 min."]
    )


class JobRunOut(ApiModel):
    """``by`` is ``schedule``, ``script`` or a person's id. ``result`` is the command's last line;
    ``note`` is what a person wrote. ``slot`` is the moment it was due for."""

    id: str
    outcome: Outcome
    slot: Timestamp
    started_at: Timestamp
    ended_at: Timestamp | None
    server: str
    by: str
    result: str
    note: str

    @classmethod
    def of(cls, run: Run) -> Self:
        return cls(**{name: getattr(run, name) for name in cls.model_fields})


class JobOut(ApiModel):
    """``command`` is what runs, empty where a person does it. ``due_at`` is since when it is due,
    or when it will be. ``look_since`` is set while somebody has to look at what it found.
    ``is_wanted``: a server runs it within seconds."""

    name: str
    period: Period
    owner: Owner
    words: str
    command: str
    is_for_a_person: bool
    due_at: Timestamp
    overdue_seconds: int
    failures: int
    last_success_at: Timestamp | None
    look_since: Timestamp | None
    is_running: bool
    is_wanted: bool
    can_be_signed_off: bool
    newest: JobRunOut | None

    @classmethod
    def of(cls, standing: Standing) -> Self:
        job, state = standing.job, standing.state
        return cls(
            name=job.name,
            period=job.period,
            owner=job.owner,
            words=job.words,
            command=job.shown_command,
            is_for_a_person=job.is_for_a_person,
            due_at=standing.due_at,
            overdue_seconds=int(standing.overdue_seconds),
            failures=state.failures,
            last_success_at=state.last_success_at,
            look_since=state.look_since,
            is_running=standing.is_running,
            is_wanted=state.wanted_by is not None,
            can_be_signed_off=standing.can_be_signed_off,
            newest=None if standing.newest is None else JobRunOut.of(standing.newest),
        )


class ScheduleOut(ApiModel):
    """``is_worked``: whether a server runs the schedule; null where that cannot be told now."""

    is_worked: bool | None
    jobs: list[JobOut]
