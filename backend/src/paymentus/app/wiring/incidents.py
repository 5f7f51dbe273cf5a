"""The services of incidents, which know each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from pydantic import SecretStr

from paymentus.app.keys import report_key_passphrase
from paymentus.app.wiring.people import People
from paymentus.audit.service import AuditLog
from paymentus.audit.service.stretches import LogStretches
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
    EvidenceCollection,
    IncidentMails,
    IncidentReports,
    IncidentsService,
    ResponseActions,
)
from paymentus.incidents.service.evidence import secret_fingerprint
from paymentus.integrations.key_management.report_key import read_report_key
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.integrations.key_management.signed_files import signed


@dataclass(frozen=True)
class Incidents:
    contacts: Contacts
    reports: IncidentReports
    actions: ResponseActions
    incidents: IncidentsService
    mails: IncidentMails
    watch: EmergencyWatch
    evidence: EvidenceCollection

    def services(self) -> tuple[Any, ...]:
        return tuple(getattr(self, each.name) for each in fields(self))


# Addresses that may hold a password.
_WITH_PASSWORDS = frozenset({"mongo_url", "redis_url", "smtp_url"})


def fingerprint_of(settings: Settings) -> dict[str, str]:
    """Every setting: secrets as fingerprints, the rest as it is."""
    told = {}
    for name in sorted(type(settings).model_fields):
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            told[name] = secret_fingerprint(name, value.get_secret_value())
        elif name in _WITH_PASSWORDS:
            told[name] = secret_fingerprint(name, str(value))
        else:
            told[name] = "" if value is None else str(value)
    return told


def _signed_by_report_key(settings: Settings, files: Mapping[str, bytes]) -> dict[str, bytes]:
    key = read_report_key(settings.rsa_private_key_path, report_key_passphrase(settings))
    return signed(files, key)


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
    service = IncidentsService(
        incidents=incidents,
        actions=actions,
        emergency=emergency,
        committer=committer,
        clock=clock,
    )
    return Incidents(
        contacts=contacts,
        reports=reports,
        actions=actions,
        incidents=service,
        mails=IncidentMails(
            incidents=incidents,
            contacts=contacts,
            company=company,
            public_url=settings.public_url,
            clock=clock,
        ),
        watch=EmergencyWatch(incidents=incidents, audit=audit, committer=committer, clock=clock),
        evidence=EvidenceCollection(
            incidents=service,
            reports=reports,
            emergency=emergency,
            audit=audit,
            stretches=LogStretches(database, audit),
            identity=people.identity,
            api_keys=people.api_keys,
            committer=committer,
            fingerprint=lambda: fingerprint_of(settings),
            sign=lambda files: _signed_by_report_key(settings, files),
            clock=clock,
        ),
    )
