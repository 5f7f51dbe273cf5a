"""The collections ``jobs`` and ``job_runs``. What a person wrote is sealed."""

from __future__ import annotations

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document, answering
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
)
from paymentus.schedule.domain.state import JobState, Outcome, Run

JOBS = "jobs"
RUNS = "job_runs"
# Nobody's own: what was done is kept when one who wrote of it is erased.
_KEY = "schedule"

SEALED: Forms = {RUNS: SealedForm(parts=(SealedPart({"note": ""}, lambda _: _KEY),))}

INDEXES: dict[str, list[IndexModel]] = {
    JOBS: [],
    RUNS: [
        IndexModel([("job", ASCENDING), ("_id", DESCENDING)], name="of_job_newest_first"),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
}

# In the order of the index: MongoDB jumps in it from job to job, and reads one run of each.
NEWEST_RUNS: list[Document] = [
    {"$sort": {"job": 1, "_id": -1}},
    {"$group": {"_id": "$job", "newest": {"$first": "$$ROOT"}}},
]


class ScheduleUnavailable(Unavailable):
    """We cannot read the schedule just now. Try again in a moment."""


class ScheduleRepository:
    def __init__(self, database: Database, sealed: SealedDocuments) -> None:
        self._jobs = database[JOBS]
        self._runs = database[RUNS]
        self._sealed = sealed

    async def states(self) -> dict[str, JobState]:
        """By name, of those that were ever looked at."""
        async with answering(ScheduleUnavailable):
            return {one["_id"]: _state(one) async for one in self._jobs.find({})}

    async def state(self, name: str) -> JobState | None:
        async with answering(ScheduleUnavailable):
            found = await self._jobs.find_one({"_id": name})
        return None if found is None else _state(found)

    async def run(self, run_id: str) -> Run | None:
        found = await self._read({"_id": run_id}, limit=1)
        return found[0] if found else None

    async def runs_of(self, job: str, *, below: str | None, limit: int) -> list[Run]:
        """Newest first."""
        query: Document = {"job": job}
        if below is not None:
            query["_id"] = {"$lt": below}
        return await self._read(query, limit=limit)

    async def newest_runs(self) -> dict[str, Run]:
        """The newest of each job, by its name."""
        async with answering(ScheduleUnavailable):
            cursor = await self._runs.aggregate(NEWEST_RUNS)
            documents = [row["newest"] async for row in cursor]
        return {run.job: run for run in await self._opened(documents)}

    async def _read(self, query: Document, *, limit: int) -> list[Run]:
        async with answering(ScheduleUnavailable):
            found = self._runs.find(query).sort("_id", DESCENDING).limit(limit)
            documents = [document async for document in found]
        return await self._opened(documents)

    async def _opened(self, documents: list[Document]) -> list[Run]:
        return [_run(one) for one in await self._sealed.opened(RUNS, documents)]


def with_state(before: JobState, after: JobState) -> Insert | Update:
    """Refused when somebody else has changed it since ``before`` was read."""
    fields = {
        name: getattr(after, name)
        for name in JobState.__dataclass_fields__
        if name not in ("name", "version")
    }
    if before.version == 0:
        return Insert(JOBS, {"_id": before.name, **fields})
    return Update(JOBS, before.name, before.version, fields)


def insert_run(run: Run) -> Insert:
    return Insert(
        RUNS,
        {
            "_id": run.id,
            "job": run.job,
            "slot": run.slot,
            "started_at": run.started_at,
            "server": run.server,
            "by": run.by,
            "expires_at": run.expires_at,
            "note": run.note,
            **_end(run),
        },
    )


def update_run(before: Run, after: Run) -> Update:
    return Update(RUNS, before.id, before.version, _end(after))


def _end(run: Run) -> Document:
    return {"outcome": run.outcome.value, "ended_at": run.ended_at, "result": run.result}


def _state(document: Document) -> JobState:
    fields = {name: document[name] for name in JobState.__dataclass_fields__ if name != "name"}
    return JobState(name=document["_id"], **fields)


def _run(document: Document) -> Run:
    fields = {
        name: document[name]
        for name in Run.__dataclass_fields__
        if name not in ("id", "outcome", "note")
    }
    return Run(
        id=document["_id"],
        outcome=Outcome(document["outcome"]),
        note=document.get("note", ""),
        **fields,
    )
