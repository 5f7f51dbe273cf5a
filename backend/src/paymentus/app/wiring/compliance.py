"""The services of compliance, in the order in which they know each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from paymentus.approvals.service import Act
from paymentus.commit.service import Committer
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.compliance.service.cases import CaseOpening
from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Settings
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


@dataclass(frozen=True)
class Compliance:
    """``acts`` are what takes two people."""

    alerts: AlertsRepository
    case_opening: CaseOpening
    acts: Sequence[Act] = ()

    def services(self) -> tuple[Any, ...]:
        return tuple(getattr(self, each.name) for each in fields(self) if each.name != "acts")


def compliance_services(
    settings: Settings,
    *,
    database: Database,
    sealed: SealedDocuments,
    committer: Committer,
    clock: Clock,
) -> Compliance:
    cases = CasesRepository(database, sealed)
    return Compliance(
        alerts=AlertsRepository(database, sealed),
        case_opening=CaseOpening(cases),
    )
