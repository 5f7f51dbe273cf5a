"""The collections ``incidents`` and ``incident_steps``. What people wrote is sealed."""

from __future__ import annotations

from datetime import datetime, timedelta

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document, answering
from paymentus.incidents.domain.incident import Incident, IncidentState, Kind, Severity
from paymentus.incidents.domain.steps import Step, StepState
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
)

INCIDENTS = "incidents"
STEPS = "incident_steps"
# Nobody's own: what was done in an incident is kept when one whom it was about is erased.
_KEY = "incidents"
_UNRESOLVED_MAX = 1_000
_WAITING = sorted(state.value for state in (StepState.PLANNED, StepState.FAILED))
# Lines of the watch, one a minute at most; all else in a time line was written or planned by hand.
_SEEN = "seen"
# How long after its last try a step that fails is tried again: longer each time, an hour at most.
_PAUSES = tuple(timedelta(seconds=min(20 * 2**tries, 3_600)) for tries in range(9))

SEALED: Forms = {
    INCIDENTS: SealedForm(parts=(SealedPart({"summary": ""}, lambda _: _KEY),)),
    STEPS: SealedForm(parts=(SealedPart({"words": ""}, lambda _: _KEY),)),
}

INDEXES: dict[str, list[IndexModel]] = {
    INCIDENTS: [IndexModel([("state", ASCENDING), ("_id", DESCENDING)], name="state_newest_first")],
    STEPS: [
        IndexModel([("incident_id", ASCENDING), ("_id", ASCENDING)], name="of_incident"),
        IndexModel([("state", ASCENDING), ("at", ASCENDING)], name="state_by_time"),
    ],
}


class IncidentsUnavailable(Unavailable):
    """We cannot read the incidents just now. Try again in a moment."""


class IncidentsRepository:
    def __init__(self, database: Database, sealed: SealedDocuments) -> None:
        self._incidents = database[INCIDENTS]
        self._steps = database[STEPS]
        self._sealed = sealed

    async def find(self, incident_id: str) -> Incident | None:
        found = await self._read({"_id": incident_id}, limit=1)
        return found[0] if found else None

    async def page(self, *, resolved: bool, below: str | None, limit: int) -> list[Incident]:
        """Newest first; those that are resolved, or those that are not."""
        done = IncidentState.RESOLVED.value
        query: Document = {"state": done if resolved else {"$ne": done}}
        if below is not None:
            query["_id"] = {"$lt": below}
        return await self._read(query, limit=limit)

    async def unresolved_without_words(self) -> list[Incident]:
        """Those that go on, with what people wrote left sealed: for who has no keys."""
        query: Document = {"state": {"$ne": IncidentState.RESOLVED.value}}
        async with answering(IncidentsUnavailable):
            found = self._incidents.find(query).sort("_id", DESCENDING).limit(_UNRESOLVED_MAX)
            return [_incident({**document, "summary": ""}) async for document in found]

    async def steps_of(self, incident_id: str, *, seen_max: int = 0) -> list[Step]:
        """In the order in which they were planned or written. Of the lines of the watch, which
        may be many, the newest ``seen_max``; 0 is all of them."""
        query = {"incident_id": incident_id}
        async with answering(IncidentsUnavailable):
            by_people = self._steps.find({**query, "name": {"$ne": _SEEN}})
            documents = await by_people.to_list()
            seen = self._steps.find({**query, "name": _SEEN}).sort("_id", DESCENDING)
            documents += await seen.limit(seen_max).to_list()
        opened = [_step(one) for one in await self._sealed.opened(STEPS, documents)]
        return sorted(opened, key=lambda step: (step.number, step.at, step.id))

    async def step(self, incident_id: str, step_id: str) -> Step | None:
        async with answering(IncidentsUnavailable):
            found = await self._steps.find_one({"_id": step_id, "incident_id": incident_id})
        opened = await self._sealed.opened(STEPS, [found] if found else [])
        return _step(opened[0]) if opened else None

    async def waiting(self, now: datetime, *, limit: int) -> list[tuple[str, str]]:
        """Incident and step that were left, or failed and whose pause is over."""
        *shorter, longest = enumerate(_PAUSES)
        due = [{"tries": tries, "at": {"$lt": now - pause}} for tries, pause in shorter]
        due.append({"tries": {"$gte": longest[0]}, "at": {"$lt": now - longest[1]}})
        query = {"state": {"$in": _WAITING}, "$or": due}
        async with answering(IncidentsUnavailable):
            found = self._steps.find(query).sort("at", ASCENDING).limit(limit)
            return [(one["incident_id"], one["_id"]) async for one in found]

    async def _read(self, query: Document, *, limit: int) -> list[Incident]:
        async with answering(IncidentsUnavailable):
            found = self._incidents.find(query).sort("_id", DESCENDING).limit(limit)
            documents = [document async for document in found]
        return [_incident(one) for one in await self._sealed.opened(INCIDENTS, documents)]


def insert_incident(incident: Incident) -> Insert:
    return Insert(
        INCIDENTS,
        {
            "_id": incident.id,
            "severity": incident.severity.value,
            "kind": incident.kind.value,
            "summary": incident.summary,
            "affected": list(incident.affected),
            "declared_by": incident.declared_by,
            "declared_at": incident.declared_at,
            "discovered_at": incident.discovered_at,
            **_standing(incident),
        },
    )


def update_incident(before: Incident, after: Incident) -> Update:
    return Update(INCIDENTS, before.id, before.version, _standing(after))


def insert_step(step: Step) -> Insert:
    return Insert(
        STEPS,
        {
            "_id": step.id,
            "incident_id": step.incident_id,
            "number": step.number,
            "name": step.name,
            "words": step.words,
            **_outcome(step),
        },
    )


def update_step(before: Step, after: Step) -> Update:
    return Update(STEPS, before.id, before.version, _outcome(after))


def _standing(incident: Incident) -> Document:
    return {
        "state": incident.state.value,
        "changed_at": incident.changed_at,
        "contained_at": incident.contained_at,
        "resolved_at": incident.resolved_at,
        "watched": incident.watched,
    }


def _outcome(step: Step) -> Document:
    return {
        "state": step.state.value,
        "at": step.at,
        "actor": step.actor,
        "result": step.result,
        "tries": step.tries,
    }


def _incident(document: Document) -> Incident:
    return Incident(
        id=document["_id"],
        severity=Severity(document["severity"]),
        kind=Kind(document["kind"]),
        summary=document["summary"],
        affected=tuple(document["affected"]),
        declared_by=document["declared_by"],
        declared_at=document["declared_at"],
        discovered_at=document["discovered_at"],
        changed_at=document["changed_at"],
        state=IncidentState(document["state"]),
        contained_at=document["contained_at"],
        resolved_at=document["resolved_at"],
        watched=document["watched"],
        version=document["version"],
    )


def _step(document: Document) -> Step:
    return Step(
        id=document["_id"],
        incident_id=document["incident_id"],
        number=document["number"],
        name=document["name"],
        state=StepState(document["state"]),
        at=document["at"],
        actor=document["actor"],
        result=document["result"],
        words=document["words"],
        tries=document["tries"],
        version=document["version"],
    )
