"""Decisions that somebody is not the party a list means, so that one alert is enough."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from paymentus.foundation.errors import Conflict, FieldProblem, NotFound, Rejected

# An allow-list that nobody looks at again is a hole; the longest one lasts a year.
LONGEST = timedelta(days=366)
REASON_LENGTH_MIN = 10


class DecisionNotFound(NotFound):
    """There is no such decision."""


class DecisionEndedAlready(Conflict):
    """This decision holds no more."""


class DecisionNotAccepted(Rejected):
    """This decision is not complete."""


@dataclass(frozen=True, slots=True)
class AllowDecision:
    """``party_id`` is not the party ``uid`` of ``list_name``, as that entry read when it was made.

    It lapses when it expires, when it is ended, and when the entry changes: then ``entry`` is no
    longer the entry's digest. ``reason`` is in the decider's own words, and sealed.
    """

    id: str
    party_id: str
    list_name: str
    uid: str
    entry: str
    reason: str
    decided_by: str
    decided_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    version: int = 1

    def holds(self, *, entry: str, at: datetime) -> bool:
        """Whether a hit on this entry is left out at this moment."""
        return self.ended_at is None and at < self.expires_at and entry == self.entry

    def ended(self, at: datetime) -> AllowDecision:
        if self.ended_at is not None:
            raise DecisionEndedAlready()
        return replace(self, ended_at=at)


def check_decision(*, reason: str, expires_at: datetime, at: datetime) -> None:
    """Raise ``DecisionNotAccepted`` for a reason that says nothing or an end that is no end."""
    problems = []
    if len(reason.strip()) < REASON_LENGTH_MIN:
        problems.append(FieldProblem("reason", "Say why in a sentence; an examiner will read it."))
    if not at < expires_at <= at + LONGEST:
        problems.append(FieldProblem("expires_at", "Choose an end within a year from now."))
    if problems:
        raise DecisionNotAccepted(fields=tuple(problems))
