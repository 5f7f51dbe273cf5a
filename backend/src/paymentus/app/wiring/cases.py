"""The services of case work, which know each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from paymentus.approvals.service import Act, PersonOf
from paymentus.commit.service import Committer
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.compliance.repository.freezes import FreezesRepository
from paymentus.compliance.service.cases import (
    AlertDesk,
    CaseDecisions,
    CaseOpening,
    CaseWork,
    Freezes,
    IncidentFreezes,
)
from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


@dataclass(frozen=True)
class Desk:
    """What the compliance desk works with, and what opens its cases."""

    opening: CaseOpening
    alerts: AlertDesk
    work: CaseWork
    decisions: CaseDecisions
    freezes: Freezes
    incident_freezes: IncidentFreezes

    @property
    def acts(self) -> Sequence[Act]:
        return (self.freezes.freeze_act, self.freezes.lift_act)

    def services(self) -> tuple[Any, ...]:
        return tuple(getattr(self, each.name) for each in fields(self))


def case_desk(
    alerts: AlertsRepository,
    *,
    database: Database,
    sealed: SealedDocuments,
    committer: Committer,
    clock: Clock,
    person_of: PersonOf,
) -> Desk:
    cases = CasesRepository(database, sealed)
    freezes = FreezesRepository(database, sealed)
    opening = CaseOpening(cases)
    return Desk(
        opening=opening,
        alerts=AlertDesk(
            alerts=alerts,
            cases=cases,
            freezes=freezes,
            committer=committer,
            clock=clock,
            person_of=person_of,
        ),
        work=CaseWork(
            cases=cases,
            alerts=alerts,
            freezes=freezes,
            committer=committer,
            clock=clock,
            person_of=person_of,
        ),
        decisions=CaseDecisions(
            cases=cases, alerts=alerts, freezes=freezes, committer=committer, clock=clock
        ),
        freezes=Freezes(freezes, cases, clock),
        incident_freezes=IncidentFreezes(freezes, opening, clock),
    )
