"""Notices that the law may ask for after an incident: drafts and deadlines, never judgments.

The duties are dated data (``duties.json``): one counts for an incident discovered while it was in
force. Whether it applies at all is for a person and counsel to say, and a person sends it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

from paymentus.compliance.domain.calendar import after_business_days
from paymentus.incidents.domain.incident import Incident, Kind


@dataclass(frozen=True, slots=True)
class Duty:
    """One of ``hours``, ``days`` and ``business_days`` is set; days end at midnight UTC."""

    id: str
    to: str
    law: str
    kinds: frozenset[Kind]
    applies_if: str
    first: date
    last: date | None
    hours: int = 0
    days: int = 0
    business_days: int = 0

    def counts_for(self, incident: Incident) -> bool:
        day = incident.discovered_at.date()
        in_force = self.first <= day and (self.last is None or day <= self.last)
        return in_force and incident.kind in self.kinds

    def due(self, discovered_at: datetime) -> datetime:
        if self.hours:
            return discovered_at + timedelta(hours=self.hours)
        day = discovered_at.date()
        if self.business_days:
            last = after_business_days(day, self.business_days)
        else:
            last = day + timedelta(days=self.days)
        return datetime.combine(last + timedelta(days=1), time(), UTC)


@dataclass(frozen=True, slots=True)
class Notice:
    """A draft: ``text`` has gaps that only a person can fill."""

    duty: Duty
    due: datetime
    text: str


@lru_cache
def shipped_duties() -> tuple[Duty, ...]:
    written = json.loads((Path(__file__).parent / "duties.json").read_text(encoding="utf-8"))
    return tuple(
        Duty(
            id=one["id"],
            to=one["to"],
            law=one["law"],
            kinds=frozenset(map(Kind, one["kinds"])),
            applies_if=one["applies_if"],
            first=date.fromisoformat(one["from"]),
            last=date.fromisoformat(one["until"]) if one["until"] else None,
            **one["within"],
        )
        for one in written["duties"]
    )


def notices_of(incident: Incident, *, company: str) -> list[Notice]:
    """The drafts for an incident, the earliest deadline first."""
    notices = [
        Notice(duty, due := duty.due(incident.discovered_at), _text(incident, duty, due, company))
        for duty in shipped_duties()
        if duty.counts_for(incident)
    ]
    return sorted(notices, key=lambda notice: (notice.due, notice.duty.id))


def _text(incident: Incident, duty: Duty, due: datetime, company: str) -> str:
    return (
        f"DRAFT, not sent. Due {due:%Y-%m-%d %H:%M} UTC at the latest ({duty.law}).\n"
        f"To: {duty.to}\nFrom: {company}\nSubject: Notice of an incident ({incident.id})\n\n"
        f"On {incident.discovered_at:%B} {incident.discovered_at.day}, "
        f"{incident.discovered_at.year}, at {incident.discovered_at:%H:%M} UTC we discovered "
        f"{_WHAT[incident.kind]}.\n\n"
        "What happened, and when: [ ]\n"
        "What information or money is concerned, and of how many people: [ ]\n"
        f"What we have done: see the report of incident {incident.id}.\n"
        "What those concerned can do: [ ]\n"
        "Whom to ask: [name, telephone number, address]\n\n"
        f"Send it only if this holds: {duty.applies_if}\n"
    )


_WHAT = {
    Kind.SECURITY_BREACH: "a breach of the security of our systems",
    Kind.COMPLIANCE_VIOLATION: "a possible violation of the rules that we work under",
    Kind.PAYMENTS_DOWN: "that payments could not be made",
    Kind.DATABASE_CORRUPTION: "that stored data was damaged",
    Kind.SLOW: "that our service was slow",
    Kind.PARTIAL_OUTAGE: "that a part of our service did not work",
    Kind.BUG: "a fault in our software",
    Kind.REQUEST: "a wish",
}
