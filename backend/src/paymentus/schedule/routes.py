"""The schedule over HTTP: where each job stands, running one now, signing off."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, status

from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.heartbeat import ScheduleHeartbeat
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided
from paymentus.schedule.schemas import JobOut, JobRunOut, NoteBody, ScheduleOut
from paymentus.schedule.service import ScheduleService

router = APIRouter(prefix="/api/v1/jobs", tags=["schedule"], route_class=GuardedRoute)

_Schedule = Annotated[ScheduleService, provided(ScheduleService)]
_Heartbeat = Annotated[ScheduleHeartbeat, provided(ScheduleHeartbeat)]
_Manager = Annotated[Principal, requires(Permission.SCHEDULE_MANAGE)]
_Name = Annotated[str, Path(max_length=60, examples=["key-rotation"])]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`job_not_found`"}}


@router.get(
    "",
    operation_id="getSchedule",
    summary="Every job with its last result and when it is due",
    description="In the order of their periods. Times are UTC.",
    dependencies=[requires(Permission.SCHEDULE_READ)],
)
async def get_schedule(schedule: _Schedule, heartbeat: _Heartbeat) -> ScheduleOut:
    return ScheduleOut(
        is_worked=await heartbeat.is_heard(),
        jobs=[JobOut.of(standing) for standing in await schedule.standings()],
    )


@router.get(
    "/{name}",
    operation_id="getJob",
    summary="A job, as it stands",
    responses=_NOT_FOUND,
    dependencies=[requires(Permission.SCHEDULE_READ)],
)
async def get_job(name: _Name, schedule: _Schedule) -> JobOut:
    return JobOut.of(await schedule.standing(name))


@router.get(
    "/{name}/runs",
    operation_id="listJobRuns",
    summary="A job's runs and sign-offs, newest first",
    description="Kept for two years; those of a job that runs every five minutes for seven days.",
    responses=_NOT_FOUND,
    dependencies=[requires(Permission.SCHEDULE_READ)],
)
async def list_job_runs(
    name: _Name, schedule: _Schedule, limit: Limit = 50, cursor: Cursor = None
) -> Page[JobRunOut]:
    below = str(decode_cursor(cursor, 1)[0]) if cursor else None
    found, last = await schedule.history(name, below=below, limit=limit)
    return Page[JobRunOut](
        data=[JobRunOut.of(run) for run in found],
        next_cursor=encode_cursor(last) if last else None,
    )


@router.post(
    "/{name}/run",
    operation_id="runJob",
    summary="Run a job now",
    description="A server that runs the schedule begins it within seconds; a second run of what "
    "was done already does no harm.",
    status_code=status.HTTP_202_ACCEPTED,
    responses={**_NOT_FOUND, 409: {"description": "`job_is_running` or `job_is_for_a_person`"}},
)
async def run_job(name: _Name, manager: _Manager, schedule: _Schedule) -> JobOut:
    return JobOut.of(await schedule.want(name, by=manager.id))


@router.post(
    "/{name}/sign-off",
    operation_id="signOffJob",
    summary="Say that a person did it, or has looked at what was found",
    description="With a note of what was done or seen, which stays on record.",
    responses={
        **_NOT_FOUND,
        409: {"description": "`nothing_to_sign_off`"},
        422: {"description": "`note_missing`"},
    },
)
async def sign_off_job(
    name: _Name, body: NoteBody, manager: _Manager, schedule: _Schedule
) -> JobOut:
    return JobOut.of(await schedule.sign_off(name, body.note, by=manager.id))
