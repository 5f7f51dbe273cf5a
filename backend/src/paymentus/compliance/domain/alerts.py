"""An alert: one finding that a person has to look at. What was found never changes; what is decided
about it is decided once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from paymentus.compliance.domain.transfer import Finding, Verdict
from paymentus.foundation.errors import Conflict, NotFound
from paymentus.foundation.ids import new_id


class AlertNotFound(NotFound):
    """There is no such alert."""


class AlertIsDecided(Conflict):
    """Somebody has decided on this alert already."""


class AlertState(StrEnum):
    """``OPEN`` waits for triage; ``IN_CASE`` and ``DISMISSED`` have been decided on."""

    OPEN = "open"
    IN_CASE = "in_case"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Alert:
    """``party_id`` is who it is about; ``transfer_id`` is None where no money was about to move.

    ``party_name``, ``words``, ``evidence`` and ``reason`` are personal and stored sealed.
    """

    id: str
    code: str
    verdict: Verdict
    score: int
    party_id: str
    party_name: str
    transfer_id: str | None
    words: str
    at: datetime
    evidence: Mapping[str, Any] = field(default_factory=dict)
    state: AlertState = AlertState.OPEN
    case_id: str | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
    reason: str = ""
    version: int = 1

    def dismissed(self, reason: str, *, by: str, at: datetime) -> Alert:
        """Raises ``AlertIsDecided``."""
        self._must_be_open()
        return replace(
            self, state=AlertState.DISMISSED, reason=reason, decided_by=by, decided_at=at
        )

    def taken(self, case_id: str, *, by: str, at: datetime) -> Alert:
        """Into a case, to be investigated there. Raises ``AlertIsDecided``."""
        self._must_be_open()
        return replace(
            self, state=AlertState.IN_CASE, case_id=case_id, decided_by=by, decided_at=at
        )

    def _must_be_open(self) -> None:
        if self.state is not AlertState.OPEN:
            raise AlertIsDecided()


def alert_of(
    finding: Finding, *, party_id: str, party_name: str, transfer_id: str | None, at: datetime
) -> Alert:
    return Alert(
        id=new_id("alr", at=at),
        code=finding.code,
        verdict=finding.verdict,
        score=finding.score,
        party_id=party_id,
        party_name=party_name,
        transfer_id=transfer_id,
        words=finding.words,
        at=at,
        evidence=finding.evidence,
    )
