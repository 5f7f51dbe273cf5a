"""The services of incidents, which know each other."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from paymentus.app.wiring.people import People
from paymentus.audit.service import AuditLog
from paymentus.commit.service import Committer
from paymentus.compliance.service.cases import IncidentFreezes
from paymentus.compliance.service.kyc.knowing import CustomerKnowledge
from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Settings
from paymentus.incidents.domain.contacts import (
    Audience,
    Contacts,
    split_addresses,
    split_lines,
)
from paymentus.incidents.repository.incidents import IncidentsRepository
from paymentus.incidents.service import (
    EmergencySwitch,
    EmergencyWatch,
    IncidentMails,
    IncidentReports,
    IncidentsService,
    ResponseActions,
)
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


@dataclass(frozen=True)
class Incidents:
    contacts: Contacts
    reports: IncidentReports
    actions: ResponseActions
    incidents: IncidentsService
    mails: IncidentMails
    watch: EmergencyWatch

    def services(self) -> tuple[Any, ...]:
        return tuple(getattr(self, each.name) for each in fields(self))


def contacts_of(settings: Settings) -> Contacts:
    return Contacts(
        {
            Audience.TEAM: split_addresses(settings.incident_team_email),
            Audience.COUNSEL: split_addresses(settings.legal_counsel_email),
            Audience.COMPLIANCE_OFFICER: split_addresses(settings.compliance_officer_email),
        },
        tuple(split_lines(settings.escalation)),
    )


def incident_services(
    settings: Settings,
    *,
    database: Database,
    sealed: SealedDocuments,
    committer: Committer,
    clock: Clock,
    audit: AuditLog,
    emergency: EmergencySwitch,
    people: People,
    knowledge: CustomerKnowledge,
    freezes: IncidentFreezes,
) -> Incidents:
    incidents = IncidentsRepository(database, sealed)
    contacts = contacts_of(settings)
    company = settings.company_name
    reports = IncidentReports(incidents=incidents, contacts=contacts, company=company, clock=clock)
    actions = ResponseActions(
        emergency=emergency,
        api_keys=people.api_keys,
        everybody=people.identity.everybody,
        identity=people.identity,
        knowledge=knowledge,
        freezes=freezes,
        reports=reports,
        contacts=contacts,
        company=company,
        clock=clock,
    )
    return Incidents(
        contacts=contacts,
        reports=reports,
        actions=actions,
        incidents=IncidentsService(
            incidents=incidents,
            actions=actions,
            emergency=emergency,
            committer=committer,
            clock=clock,
        ),
        mails=IncidentMails(
            incidents=incidents,
            contacts=contacts,
            company=company,
            public_url=settings.public_url,
            clock=clock,
        ),
        watch=EmergencyWatch(incidents=incidents, audit=audit, committer=committer, clock=clock),
    )
