"""The parts of the platform in a payer's words, how each is, and what is kept of every minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from paymentus.foundation.errors import FieldProblem, NotFound, Rejected
from paymentus.foundation.ids import new_id

HISTORY_DAYS = 90
WORDS_LENGTH_MAX = 500


class MaintenanceNotAccepted(Rejected):
    """The maintenance cannot be planned like this."""


class MaintenanceNotFound(NotFound):
    """There is no such maintenance."""


class Component(StrEnum):
    """``MESSAGES`` are receipts by mail and what billers' systems are told."""

    PAYMENTS = "payments"
    RECEIPTS = "receipts"
    BILLS = "bills"
    MESSAGES = "messages"


class State(StrEnum):
    """``DISRUPTED``: it may be slow or fail. ``PAUSED``: we have stopped it ourselves."""

    WORKING = "working"
    DISRUPTED = "disrupted"
    PAUSED = "paused"
    DOWN = "down"


States = Mapping[Component, State]


def states_of(
    *, database: bool, sessions: bool, processor: bool, worker: bool, paused: bool
) -> States:
    """From whether each thing we depend on answers, and whether payments are paused."""
    if not database:
        return dict.fromkeys(Component, State.DOWN)
    late = State.WORKING if worker else State.DISRUPTED
    can_sign_in = State.WORKING if sessions else State.DISRUPTED
    payments = State.WORKING if sessions and processor else State.DISRUPTED
    return {
        Component.PAYMENTS: State.PAUSED if paused else payments,
        Component.RECEIPTS: can_sign_in,
        Component.BILLS: late if sessions else State.DISRUPTED,
        Component.MESSAGES: late,
    }


@dataclass(frozen=True, slots=True)
class StatusDay:
    """The measured minutes of a day (UTC): for each component, how many of them it worked."""

    day: date
    measured: int = 0
    working: Mapping[str, int] = field(default_factory=dict)
    last_minute: datetime | None = None
    version: int = 0

    def with_minute(self, minute: datetime, states: States) -> StatusDay:
        """The same day where the minute is counted already."""
        if self.last_minute is not None and minute <= self.last_minute:
            return self
        working = {
            each.value: self.working.get(each.value, 0) + (states[each] is State.WORKING)
            for each in Component
        }
        return replace(self, measured=self.measured + 1, working=working, last_minute=minute)

    def share(self, component: Component) -> float | None:
        """Of the measured minutes, the share in which it worked; None where none was measured."""
        if not self.measured:
            return None
        return round(self.working.get(component.value, 0) / self.measured, 4)


@dataclass(frozen=True, slots=True)
class Maintenance:
    """``words`` are for the public."""

    id: str
    starts_at: datetime
    ends_at: datetime
    words: str


def planned_maintenance(
    starts_at: datetime, ends_at: datetime, words: str, *, now: datetime
) -> Maintenance:
    """Raises ``MaintenanceNotAccepted``, which names the field."""
    said = " ".join(words.split())
    if not said or len(said) > WORDS_LENGTH_MAX:
        raise _not_accepted("words", f"Say it in a sentence, at most {WORDS_LENGTH_MAX} letters.")
    if ends_at <= starts_at:
        raise _not_accepted("ends_at", "It ends before it begins.")
    if ends_at <= now:
        raise _not_accepted("ends_at", "It lies in the past.")
    return Maintenance(new_id("mnt", at=now), starts_at, ends_at, said)


def _not_accepted(field: str, words: str) -> MaintenanceNotAccepted:
    return MaintenanceNotAccepted(fields=(FieldProblem(field, words),))


@dataclass(frozen=True, slots=True)
class PublicUpdate:
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class PublicIncident:
    """What was told of an incident, oldest first; ``resolved_at`` once it is over."""

    updates: Sequence[PublicUpdate]
    resolved_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """``is_whole`` says whether incidents, plans and history could be read; ``days`` are oldest
    first, without those of which nothing was measured."""

    at: datetime
    states: States
    incidents: Sequence[PublicIncident]
    maintenance: Sequence[Maintenance]
    days: Sequence[StatusDay]
    is_whole: bool
