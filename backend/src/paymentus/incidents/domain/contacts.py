"""Whom an incident is told to, and in which order people are called. Set by the operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from paymentus.foundation.errors import Rejected


class NobodyToTell(Rejected):
    """No address is set for them."""


class Audience(StrEnum):
    TEAM = "incident_team"
    COUNSEL = "legal_counsel"
    COMPLIANCE_OFFICER = "compliance_officer"


SETTING_OF = {
    Audience.TEAM: "INCIDENT_TEAM_EMAIL",
    Audience.COUNSEL: "LEGAL_COUNSEL_EMAIL",
    Audience.COMPLIANCE_OFFICER: "COMPLIANCE_OFFICER_EMAIL",
}


@dataclass(frozen=True, slots=True)
class Contacts:
    """Addresses by audience, and the escalation: who is called, in order, one line each."""

    addresses: dict[Audience, tuple[str, ...]]
    escalation: tuple[str, ...] = ()

    def of(self, audience: Audience) -> tuple[str, ...]:
        """Raises ``NobodyToTell``, which names the setting."""
        found = self.addresses.get(audience, ())
        if not found:
            raise NobodyToTell(f"No address is set: {SETTING_OF[audience]}.")
        return found


def split_addresses(text: str) -> tuple[str, ...]:
    """``a@x, b@x`` as its parts, without repeats."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def split_lines(text: str) -> Sequence[str]:
    """``first; second`` as its parts, in order."""
    return tuple(part.strip() for part in text.split(";") if part.strip())
