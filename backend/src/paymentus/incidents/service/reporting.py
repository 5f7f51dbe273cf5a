"""The report of an incident: its time line, what is still to be done, and by when. To print (PDF)
and for machines (JSON), from the same document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from paymentus.compliance.service.filings.report_pdf import Section, render_report
from paymentus.foundation.canonical_json import canonical_bytes
from paymentus.foundation.clock import Clock, rfc3339
from paymentus.incidents.domain.contacts import Contacts
from paymentus.incidents.domain.incident import MEANINGS, Incident
from paymentus.incidents.domain.notices import Notice, notices_of
from paymentus.incidents.domain.steps import Step
from paymentus.incidents.repository.incidents import IncidentsRepository

_SOON = timedelta(hours=24)
_NOTICE = "Confidential. Names nobody but those who acted, by id. Drafts of notices are not sent."


@dataclass(frozen=True, slots=True)
class IncidentReport:
    """``document`` is canonical JSON, ``sha256`` its hash; ``steps`` are on its time line."""

    document: bytes
    pdf: bytes
    sha256: str
    steps: int


class IncidentReports:
    def __init__(
        self, *, incidents: IncidentsRepository, contacts: Contacts, company: str, clock: Clock
    ) -> None:
        self._incidents = incidents
        self._contacts = contacts
        self._company = company
        self._clock = clock

    def notices(self, incident: Incident) -> list[Notice]:
        """Drafts of what the law may ask for, the earliest deadline first."""
        return notices_of(incident, company=self._company)

    async def notices_due(self) -> int:
        """How many of incidents that go on have a deadline in the next day, or have missed it."""
        until = self._clock() + _SOON
        return sum(
            notice.due <= until
            for incident in await self._incidents.unresolved_without_words()
            for notice in self.notices(incident)
        )

    async def of(self, incident: Incident) -> IncidentReport:
        """As it stands now."""
        steps = await self._incidents.steps_of(incident.id)
        notices = self.notices(incident)
        made_at = rfc3339(self._clock().replace(microsecond=0))
        facts = _document(incident, steps, notices, self._contacts.escalation, made_at)
        document = canonical_bytes(facts) + b"\n"
        return IncidentReport(
            document=document,
            pdf=_pages(facts, document),
            sha256=hashlib.sha256(document).hexdigest(),
            steps=len(steps),
        )


def _document(
    incident: Incident,
    steps: Sequence[Step],
    notices: Sequence[Notice],
    escalation: Sequence[str],
    made_at: str,
) -> dict[str, Any]:
    return {
        "made_at": made_at,
        "incident": {
            "id": incident.id,
            "severity": incident.severity.value,
            "meaning": MEANINGS[incident.severity],
            "kind": incident.kind.value,
            "state": incident.state.value,
            "summary": incident.summary,
            "affected": list(incident.affected),
            "declared_by": incident.declared_by,
            "declared_at": rfc3339(incident.declared_at),
            "discovered_at": rfc3339(incident.discovered_at),
            "contained_at": incident.contained_at and rfc3339(incident.contained_at),
            "resolved_at": incident.resolved_at and rfc3339(incident.resolved_at),
        },
        "time_line": [
            {
                "at": rfc3339(step.at),
                "name": step.name,
                "state": step.state.value,
                "by": step.actor,
                "result": step.result,
                "words": step.words,
                "taken_back": step.taken_back,
            }
            for step in steps
        ],
        "notices": [
            {
                "id": notice.duty.id,
                "to": notice.duty.to,
                "law": notice.duty.law,
                "applies_if": notice.duty.applies_if,
                "due": rfc3339(notice.due),
                "draft": notice.text,
            }
            for notice in notices
        ],
        "escalation": list(escalation),
    }


def _pages(facts: dict[str, Any], document: bytes) -> bytes:
    incident = facts["incident"]
    shown = ("severity", "kind", "state", "discovered_at", "declared_at", "declared_by",
             "contained_at", "resolved_at")  # fmt: skip
    head = [(name.replace("_", " ").capitalize(), str(incident[name] or "not yet"))
            for name in shown]  # fmt: skip
    line = [
        (
            f"{one['at'][:19].replace('T', ' ')}  {one['state']}",
            " ".join(filter(None, (f"{one['name']}:", one["result"], one["words"]))),
        )
        for one in facts["time_line"]
    ]
    due = [(one["due"][:16].replace("T", " "), f"{one['to']} ({one['law']})")
           for one in facts["notices"]]  # fmt: skip
    order = "\n".join(f"{n}. {who}" for n, who in enumerate(facts["escalation"], 1))
    affected = ", ".join(incident["affected"]) or "none named"
    return render_report(
        title=f"Incident {incident['id']}",
        subtitle=f"{incident['meaning']}. Made at {facts['made_at']}",
        notice=_NOTICE,
        sections=[
            Section("What is known", [*head, ("Affected accounts", affected)], incident["summary"]),
            Section("Time line", line),
            Section("Notices that may be due, UTC", due),
            Section("Escalation", (), order),
        ],
        attachment=("incident.json", document),
    )
