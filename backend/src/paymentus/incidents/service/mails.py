"""Mail about incidents to the people whom the operator named. Composed when it is sent: the outbox
holds no address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paymentus.foundation.clock import Clock
from paymentus.incidents.domain.contacts import Audience, Contacts
from paymentus.incidents.domain.incident import MEANINGS, Incident
from paymentus.incidents.domain.notices import notices_of
from paymentus.incidents.repository.incidents import IncidentsRepository

_ASKED = {
    Audience.TEAM: "Join the incident now: see the time line, and follow the runbook.",
    Audience.COUNSEL: "Judge which notices the law asks for. Drafts with their deadlines are on "
    "the incident's page; nothing is sent before a person sends it.",
    Audience.COMPLIANCE_OFFICER: "Look at the frozen accounts and their cases, and judge which "
    "reports are due.",
}


class IncidentMails:
    def __init__(
        self,
        *,
        incidents: IncidentsRepository,
        contacts: Contacts,
        company: str,
        public_url: str,
        clock: Clock,
    ) -> None:
        self._incidents = incidents
        self._contacts = contacts
        self._company = company
        self._public_url = public_url.rstrip("/")
        self._clock = clock

    async def compose(self, message: Mapping[str, Any]) -> dict[str, Any] | None:
        """The mail of one outbox message; None where the address is no longer set."""
        incident = await self._incidents.find(message["incident_id"])
        audience = Audience(message["audience"])
        addresses = self._contacts.addresses.get(audience, ())
        if incident is None or message["number"] >= len(addresses):
            return None
        return {
            "kind": f"incident_{audience.value}",
            "about": incident.id,
            "to": addresses[message["number"]],
            "subject": f"[{incident.severity.value}] Incident {incident.id}: {_kind(incident)}",
            "paragraphs": self._paragraphs(incident, audience),
            "button": "Open the incident",
            "url": f"{self._public_url}/operations/incidents/{incident.id}",
        }

    def _paragraphs(self, incident: Incident, audience: Audience) -> list[str]:
        told = [
            f"{incident.severity.value}, {MEANINGS[incident.severity].lower()}. Kind: "
            f"{_kind(incident)}. Discovered {incident.discovered_at:%Y-%m-%d %H:%M} UTC.",
            _ASKED[audience],
        ]
        if audience is Audience.COUNSEL:
            told += [
                f"{notice.due:%Y-%m-%d %H:%M} UTC: {notice.duty.to} ({notice.duty.law}), if: "
                f"{notice.duty.applies_if}"
                for notice in notices_of(incident, company=self._company)
            ]
        if audience is Audience.TEAM and self._contacts.escalation:
            order = "; ".join(self._contacts.escalation)
            told.append(f"If nobody answers, call in this order: {order}.")
        return told


def _kind(incident: Incident) -> str:
    return incident.kind.value.replace("_", " ")
