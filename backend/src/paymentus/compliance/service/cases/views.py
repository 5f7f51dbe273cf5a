"""What the desk is shown: documents of a case put together, with names that are read now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from paymentus.approvals.service import PersonOf
from paymentus.compliance.domain.alerts import Alert
from paymentus.compliance.domain.cases.case import Case
from paymentus.compliance.domain.cases.clocks import Clock
from paymentus.compliance.domain.cases.freezes import Freeze
from paymentus.compliance.domain.cases.history import CaseEntry
from paymentus.compliance.domain.cases.holds import Hold


@dataclass(frozen=True, slots=True)
class AlertView:
    """``hold`` is the transfer that it stopped, if any. ``related`` are other alerts of the same
    transfer or party, newest first."""

    alert: Alert
    hold: Hold | None
    case: Case | None
    related: tuple[Alert, ...]
    frozen: tuple[Freeze, ...]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """``earlier`` are other cases of the party. ``names`` are those of officers, by their id."""

    case: Case
    alerts: tuple[Alert, ...]
    holds: tuple[Hold, ...]
    entries: tuple[CaseEntry, ...]
    freezes: tuple[Freeze, ...]
    earlier: tuple[Case, ...]
    today: date
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A line of the list; ``today`` decides what is urgent."""

    case: Case
    today: date
    assignee_name: str | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock that runs. ``days_left`` is negative when it is over."""

    case: Case
    clock: Clock
    days_left: int
    assignee_name: str | None


@dataclass(frozen=True, slots=True)
class DeskSummary:
    """What waits. ``due_soon`` and ``overdue`` count cases by their next deadline."""

    open_alerts: int
    stopping_alerts: int
    held_transfers: int
    undecided_cases: int
    due_soon: int
    overdue: int


async def names_of(ids: Iterable[str | None], person_of: PersonOf) -> dict[str, str]:
    """Of those who are people and still there."""
    found = {
        one: await person_of(one) for one in sorted({*ids} - {None, "platform"}, key=str) if one
    }
    return {id: person.name for id, person in found.items() if person is not None}
