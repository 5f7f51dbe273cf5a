"""An incident, its class, and where it stands. The classes are the deployment guide's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from paymentus.foundation.errors import Conflict, FieldProblem, NotFound, Rejected
from paymentus.foundation.ids import new_id

SUMMARY_LENGTH_MAX = 2_000
AFFECTED_MAX = 50


class IncidentNotFound(NotFound):
    """There is no such incident."""


class IncidentIsResolved(Conflict):
    """This incident is resolved. Declare another one."""


class AlreadyContained(Conflict):
    """This incident is contained already."""


class StillInEmergencyMode(Conflict):
    """Payments are still stopped for this incident. Two people switch emergency mode off first."""


class IncidentNotAccepted(Rejected):
    """The incident cannot be declared like this."""


class Severity(StrEnum):
    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"


MEANINGS = {
    Severity.P0: "Critical: payment processing down, security breach, compliance violation",
    Severity.P1: "High: performance degradation, partial service outage",
    Severity.P2: "Medium: minor feature issues, non-critical bugs",
    Severity.P3: "Low: enhancement requests, documentation updates",
}


class Kind(StrEnum):
    SECURITY_BREACH = "security_breach"
    COMPLIANCE_VIOLATION = "compliance_violation"
    PAYMENTS_DOWN = "payments_down"
    DATABASE_CORRUPTION = "database_corruption"
    SLOW = "slow"
    PARTIAL_OUTAGE = "partial_outage"
    BUG = "bug"
    REQUEST = "request"


# What a kind is at least, by the guide's own examples.
LEAST = {
    Kind.SECURITY_BREACH: Severity.P0,
    Kind.COMPLIANCE_VIOLATION: Severity.P0,
    Kind.PAYMENTS_DOWN: Severity.P0,
    Kind.DATABASE_CORRUPTION: Severity.P0,
    Kind.SLOW: Severity.P1,
    Kind.PARTIAL_OUTAGE: Severity.P1,
    Kind.BUG: Severity.P2,
    Kind.REQUEST: Severity.P3,
}


class IncidentState(StrEnum):
    """``CONTAINED``: it does no more harm; what it did is still being put right."""

    OPEN = "open"
    CONTAINED = "contained"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Incident:
    """``summary`` is in somebody's own words and stored sealed; ``affected`` are ids of people.

    ``discovered_at`` is from when the law's clocks count. ``watched`` says that the platform looks
    for more of it until it is resolved.
    """

    id: str
    severity: Severity
    kind: Kind
    summary: str
    affected: tuple[str, ...]
    declared_by: str
    declared_at: datetime
    discovered_at: datetime
    changed_at: datetime
    state: IncidentState = IncidentState.OPEN
    contained_at: datetime | None = None
    resolved_at: datetime | None = None
    watched: bool = False
    version: int = 1

    @property
    def is_resolved(self) -> bool:
        return self.state is IncidentState.RESOLVED

    def watched_from_now_on(self, at: datetime) -> Incident:
        self.must_be_unresolved()
        return replace(self, watched=True, changed_at=at)

    def contained(self, at: datetime) -> Incident:
        """Raises ``AlreadyContained`` or ``IncidentIsResolved``."""
        self.must_be_unresolved()
        if self.state is IncidentState.CONTAINED:
            raise AlreadyContained()
        return replace(self, state=IncidentState.CONTAINED, contained_at=at, changed_at=at)

    def resolved(self, at: datetime) -> Incident:
        """Raises ``IncidentIsResolved``. What never was contained is from now on."""
        self.must_be_unresolved()
        return replace(
            self,
            state=IncidentState.RESOLVED,
            contained_at=self.contained_at or at,
            resolved_at=at,
            changed_at=at,
            watched=False,
        )

    def must_be_unresolved(self) -> None:
        if self.is_resolved:
            raise IncidentIsResolved()


def new_incident(
    kind: Kind,
    severity: Severity,
    *,
    summary: str,
    affected: Sequence[str],
    by: str,
    at: datetime,
    discovered_at: datetime | None = None,
) -> Incident:
    """Raises ``IncidentNotAccepted``, which names the field."""
    words = summary.strip()
    if not words or len(words) > SUMMARY_LENGTH_MAX:
        said = f"Say in a few words what happened, at most {SUMMARY_LENGTH_MAX} characters."
        raise _not_accepted("summary", said)
    if severity > LEAST[kind]:
        raise _not_accepted("severity", f"This kind is {LEAST[kind].value} at least.")
    people = tuple(dict.fromkeys(affected))
    if len(people) > AFFECTED_MAX:
        raise _not_accepted("affected", f"Name {AFFECTED_MAX} accounts at most.")
    if discovered_at is not None and discovered_at > at:
        raise _not_accepted("discovered_at", "This time is still to come.")
    return Incident(
        id=new_id("inc", at=at),
        severity=severity,
        kind=kind,
        summary=words,
        affected=people,
        declared_by=by,
        declared_at=at,
        discovered_at=discovered_at or at,
        changed_at=at,
    )


def _not_accepted(field: str, words: str) -> IncidentNotAccepted:
    return IncidentNotAccepted(fields=(FieldProblem(field, words),))
