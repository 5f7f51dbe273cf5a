"""Declaring an incident, responding to it by itself, and ending it.

Every step is committed with what it did, under the step's own version: however many servers and
workers try it, it is done once. What fails is written down and tried again by the worker; it never
keeps the next step from being tried.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from paymentus.commit.domain import (
    AlreadyExists,
    AuditRecord,
    UnitOfWork,
    VersionConflict,
)
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError, FieldProblem
from paymentus.incidents.domain.incident import (
    SUMMARY_LENGTH_MAX,
    Incident,
    IncidentNotAccepted,
    IncidentNotFound,
    Kind,
    Severity,
    StillInEmergencyMode,
    new_incident,
)
from paymentus.incidents.domain.steps import Action, Step, StepNotFound, note, plan, planned_step
from paymentus.incidents.repository.incidents import (
    IncidentsRepository,
    insert_incident,
    insert_step,
    update_incident,
    update_step,
)
from paymentus.incidents.service.actions import ResponseActions
from paymentus.incidents.service.emergency import EmergencySwitch

_log = logging.getLogger(__name__)
_RACES_MAX = 8
# What a page shows of the watch's lines; a report has all.
_SEEN_MAX = 500
_AT_ONCE = 20
TOLD_PUBLIC = "told_public"
_TOLD_AFTER_IT = timedelta(days=7)
_AFTER_ALL = 1_000
"""The number of steps that were not planned: they stand below those that were, by time."""


@dataclass(frozen=True, slots=True)
class IncidentFile:
    incident: Incident
    steps: Sequence[Step]


class IncidentsService:
    def __init__(
        self,
        *,
        incidents: IncidentsRepository,
        actions: ResponseActions,
        emergency: EmergencySwitch,
        committer: Committer,
        clock: Clock,
    ) -> None:
        self._incidents = incidents
        self._actions = actions
        self._emergency = emergency
        self._committer = committer
        self._clock = clock

    async def declare(
        self,
        kind: Kind,
        severity: Severity,
        *,
        summary: str,
        affected: Sequence[str] = (),
        stop_payments: bool = False,
        discovered_at: datetime | None = None,
        by: str,
    ) -> Incident:
        """Write it down with the plan of what is done by itself. Raises ``IncidentNotAccepted``.

        ``respond`` does what was planned; should this process die first, the worker does.
        """
        now = self._clock()
        incident = new_incident(
            kind,
            severity,
            summary=summary,
            affected=affected,
            by=by,
            at=now,
            discovered_at=discovered_at,
        )
        await self._actions.require_people(incident.affected)
        actions = plan(kind, severity, stop_payments=stop_payments)
        steps = [
            note(incident.id, 0, "declared", by=by, at=now),
            *(
                planned_step(incident.id, number, action, by=by, at=now)
                for number, action in enumerate(actions, 1)
            ),
        ]
        data = {
            "severity": severity.value,
            "kind": kind.value,
            "affected": list(incident.affected),
            "planned": [action.value for action in actions],
        }
        record = AuditRecord("incident.declared", incident.id, by, data)
        await self._committer.commit(
            UnitOfWork(
                inserts=(insert_incident(incident), *map(insert_step, steps)),
                audit=(record,),
            )
        )
        return incident

    async def respond(self, incident_id: str, *, by: str) -> IncidentFile:
        """Do every planned step that is not done, in order; what fails does not stop the next."""
        for step in (await self.get(incident_id)).steps:
            if step.waits:
                await self.run_step(incident_id, step.id, by=by)
        return await self.get(incident_id)

    async def run_action(self, incident_id: str, action: Action, *, by: str) -> Step:
        """The planned step of this action; one that was not planned is added. Done once."""
        for step in (await self.get(incident_id)).steps:
            if step.action is action:
                return await self.run_step(incident_id, step.id, by=by) if step.waits else step
        incident = await self._found(incident_id)
        incident.must_be_unresolved()
        added = planned_step(incident_id, _AFTER_ALL, action, by=by, at=self._clock())
        await self._committer.commit(UnitOfWork(inserts=(insert_step(added),)))
        return await self.run_step(incident_id, added.id, by=by)

    async def run_step(self, incident_id: str, step_id: str, *, by: str) -> Step:
        """Do one step, or find it done. A refusal of what it works with is its ``failed`` result.

        Raises ``IncidentNotFound`` or ``StepNotFound``.
        """
        for _ in range(_RACES_MAX):
            incident, step = await self._step(incident_id, step_id)
            action = step.action
            if not step.waits or action is None:
                return step
            now = self._clock()
            forget: Sequence[Callable[[], None]] = ()
            if incident.is_resolved:
                await self._committer.commit(_of_step(incident, step, step.dropped(at=now)))
                continue
            try:
                outcome = await self._actions.outcome_of(action, incident, by=by)
                after, unit = step.done(outcome.result, by=by, at=now), outcome.unit
                forget = outcome.forget
            except DomainError as refused:
                after, unit = step.failed(refused.detail, by=by, at=now), UnitOfWork()
            try:
                await self._committer.commit(unit + _of_step(incident, step, after))
            except (VersionConflict, AlreadyExists):
                # Somebody else did it, or changed what it is about: look again.
                continue
            for call in forget:
                call()
            return after
        return await self._gave_up(incident_id, step_id, by=by)

    async def note(self, incident_id: str, words: str, *, by: str) -> Step:
        """A line in the time line. Raises ``IncidentNotFound`` or ``IncidentNotAccepted``."""
        incident = await self._found(incident_id)
        said = _words(words)
        step = note(incident.id, _AFTER_ALL, "note", by=by, at=self._clock(), words=said)
        record = AuditRecord("incident.noted", incident.id, by, {"step": step.id})
        await self._committer.commit(UnitOfWork(inserts=(insert_step(step),), audit=(record,)))
        return step

    async def tell_the_public(self, incident_id: str, words: str, *, by: str) -> Step:
        """A line on the public status page, and in the time line. Raises ``IncidentNotFound`` or
        ``IncidentNotAccepted``."""
        incident = await self._found(incident_id)
        said = _words(words)
        now = self._clock()
        step = note(incident.id, _AFTER_ALL, TOLD_PUBLIC, by=by, at=now, words=said)
        record = AuditRecord("incident.told_public", incident.id, by, {"step": step.id})
        await self._committer.commit(UnitOfWork(inserts=(insert_step(step),), audit=(record,)))
        return step

    async def told_to_the_public(self) -> list[IncidentFile]:
        """What the public was told of incidents that go on or were over lately: of each, those
        lines alone."""
        since = self._clock() - _TOLD_AFTER_IT
        open_ones = await self._incidents.page(resolved=False, below=None, limit=_AT_ONCE)
        over = await self._incidents.page(resolved=True, below=None, limit=_AT_ONCE)
        lately = [one for one in over if one.resolved_at and one.resolved_at > since]
        told = []
        for incident in (*open_ones, *lately):
            steps = await self._incidents.steps_of(incident.id, seen_max=1)
            public = [step for step in steps if step.name == TOLD_PUBLIC]
            if public:
                told.append(IncidentFile(incident, public))
        return told

    async def contain(self, incident_id: str, words: str, *, by: str) -> IncidentFile:
        """It does no more harm. Raises ``AlreadyContained`` or ``IncidentIsResolved``."""
        before = await self._found(incident_id)
        after = before.contained(self._clock())
        return await self._stand(before, after, "contained", words, by=by)

    async def resolve(self, incident_id: str, words: str, *, by: str) -> IncidentFile:
        """All is put right. Raises ``IncidentIsResolved``, or ``StillInEmergencyMode`` while
        payments are stopped for it."""
        before = await self._found(incident_id)
        mode = await self._emergency.now()
        if mode.is_on and incident_id in mode.incidents:
            raise StillInEmergencyMode()
        after = before.resolved(self._clock())
        return await self._stand(before, after, "resolved", words, by=by)

    async def get(self, incident_id: str) -> IncidentFile:
        """Raises ``IncidentNotFound``."""
        incident = await self._found(incident_id)
        steps = await self._incidents.steps_of(incident_id, seen_max=_SEEN_MAX)
        return IncidentFile(incident, steps)

    async def page(
        self, *, resolved: bool, below: str | None, limit: int
    ) -> tuple[list[Incident], str | None]:
        """Newest first, and where the next page begins."""
        found = await self._incidents.page(resolved=resolved, below=below, limit=limit + 1)
        return found[:limit], found[limit - 1].id if len(found) > limit else None

    async def work_off_waiting(self) -> int:
        """Do what a server left or what failed, for the worker; returns how many got done.

        What goes wrong with one keeps no other waiting; the last of it is raised in the end.
        """
        done, trouble = 0, None
        for incident_id, step_id in await self._incidents.waiting(self._clock(), limit=_AT_ONCE):
            try:
                step = await self.run_step(incident_id, step_id, by="platform")
            except DomainError as error:
                _log.warning("step %s of %s: %s", step_id, incident_id, error)
                trouble = error
            else:
                done += not step.waits
        if trouble is not None:
            raise trouble
        return done

    async def _stand(
        self, before: Incident, after: Incident, event: str, words: str, *, by: str
    ) -> IncidentFile:
        said = _words(words)
        step = note(after.id, _AFTER_ALL, event, by=by, at=after.changed_at, words=said)
        record = AuditRecord(f"incident.{event}", after.id, by, {"step": step.id})
        unit = UnitOfWork(
            inserts=(insert_step(step),),
            updates=(update_incident(before, after),),
            audit=(record,),
        )
        await self._committer.commit(unit)
        return await self.get(after.id)

    async def _gave_up(self, incident_id: str, step_id: str, *, by: str) -> Step:
        incident, step = await self._step(incident_id, step_id)
        _log.warning("%s of %s loses every race", step.name, incident_id)
        after = step.failed("Somebody changed what it is about, again and again.", by=by,
                            at=self._clock())  # fmt: skip
        await self._committer.commit(_of_step(incident, step, after))
        return after

    async def _found(self, incident_id: str) -> Incident:
        incident = await self._incidents.find(incident_id)
        if incident is None:
            raise IncidentNotFound()
        return incident

    async def _step(self, incident_id: str, step_id: str) -> tuple[Incident, Step]:
        incident = await self._found(incident_id)
        step = await self._incidents.step(incident_id, step_id)
        if step is None:
            raise StepNotFound()
        return incident, step


def _of_step(incident: Incident, before: Step, after: Step) -> UnitOfWork:
    data = {"step": after.id, "name": after.name, "state": after.state.value,
            "result": after.result, "tries": after.tries}  # fmt: skip
    record = AuditRecord(f"incident.step_{after.state.value}", incident.id, after.actor, data)
    return UnitOfWork(updates=(update_step(before, after),), audit=(record,))


def _words(words: str) -> str:
    said = words.strip()
    if not said or len(said) > SUMMARY_LENGTH_MAX:
        problem = f"Say it in a few words, at most {SUMMARY_LENGTH_MAX} characters."
        raise IncidentNotAccepted(fields=(FieldProblem("words", problem),))
    return said
