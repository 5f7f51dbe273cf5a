"""What is done in an incident, step by step, and what the platform does by itself.

The names and their order are the deployment guide's ``IncidentResponse``. A step is planned when
the incident is declared and done once; one that failed is tried again. What a step did is in the
same commit as that it was done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from paymentus.foundation.errors import Conflict, NotFound
from paymentus.foundation.ids import new_id
from paymentus.incidents.domain.incident import Kind, Severity


class StepNotFound(NotFound):
    """This incident has no such step."""


class StepIsDone(Conflict):
    """This step is done already."""


class Action(StrEnum):
    """What the platform can do by itself, as the guide spells it; ``STOP_PAYMENTS`` is ours."""

    ISOLATE = "isolate_affected_systems"
    REVOKE_SESSIONS = "revoke_active_sessions"
    WATCH = "enable_emergency_monitoring"
    NOTIFY_TEAM = "notify_incident_team"
    NOTIFY_COUNSEL = "notify_legal_counsel"
    PREPARE_NOTICES = "prepare_regulatory_notification"
    FREEZE = "freeze_affected_accounts"
    REPORT = "generate_incident_report"
    NOTIFY_COMPLIANCE = "notify_compliance_officer"
    STOP_PAYMENTS = "stop_new_payments"


_OF_KIND: dict[Kind, tuple[Action, ...]] = {
    Kind.SECURITY_BREACH: (
        Action.ISOLATE,
        Action.REVOKE_SESSIONS,
        Action.WATCH,
        Action.NOTIFY_TEAM,
        Action.NOTIFY_COUNSEL,
        Action.PREPARE_NOTICES,
    ),
    Kind.COMPLIANCE_VIOLATION: (
        Action.FREEZE,
        Action.REPORT,
        Action.NOTIFY_COMPLIANCE,
    ),
}

# What each action will do, told before it is done; and how it is taken back.
BEFOREHAND: dict[Action, str] = {
    Action.ISOLATE: "No new payment begins anywhere, and every API key of every biller is revoked.",
    Action.REVOKE_SESSIONS: "Everybody is signed out within five seconds, you too: people, guests "
    "and programs.",
    Action.WATCH: "Sign-ins of staff, new keys, new roles and the audit log's own check are noted "
    "in the time line every minute.",
    Action.NOTIFY_TEAM: "The incident team is told by mail.",
    Action.NOTIFY_COUNSEL: "Legal counsel is told by mail.",
    Action.PREPARE_NOTICES: "Drafts of the notices that the law may ask for, with their deadlines. "
    "A person sends them.",
    Action.FREEZE: "The accounts you name are frozen: what they send waits, and a case is opened "
    "for each.",
    Action.REPORT: "A report of the incident is made, to download and to print.",
    Action.NOTIFY_COMPLIANCE: "The compliance officer is told by mail.",
    Action.STOP_PAYMENTS: "No new payment begins anywhere. What is under way finishes.",
}

TAKEN_BACK: dict[Action, str] = {
    Action.ISOLATE: "Two people switch emergency mode off. Revoked keys stay revoked: billers make "
    "new ones.",
    Action.REVOKE_SESSIONS: "People sign in again. Nothing brings an ended session back.",
    Action.WATCH: "Ends when the incident is resolved.",
    Action.NOTIFY_TEAM: "",
    Action.NOTIFY_COUNSEL: "",
    Action.PREPARE_NOTICES: "",
    Action.FREEZE: "Two officers lift each freeze.",
    Action.REPORT: "",
    Action.NOTIFY_COMPLIANCE: "",
    Action.STOP_PAYMENTS: "Two people switch emergency mode off.",
}


def plan(kind: Kind, severity: Severity, *, stop_payments: bool) -> tuple[Action, ...]:
    """What the platform does by itself, in order. What does no harm is done for P0 and P1 alike."""
    named = _OF_KIND.get(kind, ())
    if not named and severity <= Severity.P1:
        named = (Action.WATCH, Action.NOTIFY_TEAM)
    stops = stop_payments and Action.ISOLATE not in named
    return (*((Action.STOP_PAYMENTS,) if stops else ()), *named)


class StepState(StrEnum):
    """A ``NOTE`` was written by a person or the watch, or is an action that nobody needs any more:
    there is nothing to do."""

    PLANNED = "planned"
    DONE = "done"
    FAILED = "failed"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Step:
    """``name`` is an action's, or ``note``, ``declared``, ``contained``, ``resolved``, ``seen``,
    ``told_public``.

    ``result`` is made of ids, counts and times. ``words`` are somebody's own and stored sealed.
    ``number`` is its place among the planned ones, and after them.
    """

    id: str
    incident_id: str
    number: int
    name: str
    state: StepState
    at: datetime
    actor: str
    result: str = ""
    words: str = ""
    tries: int = 0
    version: int = 1

    @property
    def action(self) -> Action | None:
        return Action(self.name) if self.name in set(Action) else None

    @property
    def taken_back(self) -> str:
        done = self.state is StepState.DONE and self.action is not None
        return TAKEN_BACK[Action(self.name)] if done else ""

    @property
    def waits(self) -> bool:
        return self.state in (StepState.PLANNED, StepState.FAILED)

    def done(self, result: str, *, by: str, at: datetime) -> Step:
        """Raises ``StepIsDone``."""
        return self._tried(StepState.DONE, result, by, at)

    def failed(self, problem: str, *, by: str, at: datetime) -> Step:
        """Raises ``StepIsDone``."""
        return self._tried(StepState.FAILED, problem, by, at)

    def dropped(self, *, at: datetime) -> Step:
        """Not done, and not to be done any more. Raises ``StepIsDone``."""
        words = "Not done: the incident was resolved before."
        return self._tried(StepState.NOTE, words, "platform", at)

    def _tried(self, state: StepState, result: str, by: str, at: datetime) -> Step:
        if not self.waits:
            raise StepIsDone()
        return replace(self, state=state, result=result, actor=by, at=at, tries=self.tries + 1)


def planned_step(incident_id: str, number: int, action: Action, *, by: str, at: datetime) -> Step:
    return Step(new_id("stp", at=at), incident_id, number, action.value, StepState.PLANNED, at, by)


def note(
    incident_id: str, number: int, name: str, *, by: str, at: datetime, result: str = "",
    words: str = "",
) -> Step:  # fmt: skip
    return Step(
        new_id("stp", at=at), incident_id, number, name, StepState.NOTE, at, by, result, words
    )
