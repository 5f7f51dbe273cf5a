"""The services of filings, in the order in which they know each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from paymentus.approvals.service import Act
from paymentus.commit.service import Committer
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.parties import Filer
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.compliance.repository.figures import FiguresRepository
from paymentus.compliance.repository.filings import FilingsRepository
from paymentus.compliance.repository.kyc_profiles import KycProfilesRepository
from paymentus.compliance.repository.monitoring import MonitoringRepository
from paymentus.compliance.service.filings.batches import FilingBatches
from paymentus.compliance.service.filings.drafting import AskedAtCounter, Drafting
from paymentus.compliance.service.filings.filer_file import demonstration_filer, read_filer
from paymentus.compliance.service.filings.filings import FilingsService
from paymentus.compliance.service.filings.pages import FilingPages
from paymentus.compliance.service.filings.reports import ComplianceReports
from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Settings
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


@dataclass(frozen=True)
class FilingServices:
    """``acts`` are what takes two people."""

    filings: FilingsService
    batches: FilingBatches
    pages: FilingPages
    reports: ComplianceReports
    acts: tuple[Act, ...]

    def services(self) -> tuple[Any, ...]:
        return self.filings, self.batches, self.pages, self.reports


def filing_services(
    settings: Settings,
    *,
    database: Database,
    sealed: SealedDocuments,
    committer: Committer,
    clock: Clock,
    counter: AskedAtCounter,
) -> FilingServices:
    law = LawOfFilings()
    repository = FilingsRepository(database, sealed)
    cases = CasesRepository(database, sealed)
    drafting = Drafting(
        alerts=AlertsRepository(database, sealed),
        cases=cases,
        profiles=KycProfilesRepository(database, sealed),
        monitoring=MonitoringRepository(database),
        filer=filer_of(settings),
        contact_email=settings.support_email,
        law=law,
        counter=counter,
    )
    filings = FilingsService(
        repository=repository, drafting=drafting, committer=committer, clock=clock, law=law
    )
    batches = FilingBatches(
        repository=repository, cases=cases, committer=committer, clock=clock, law=law
    )
    reports = ComplianceReports(
        figures=FiguresRepository(database), filings=repository, committer=committer, clock=clock
    )
    return FilingServices(filings, batches, FilingPages(filings), reports, (filings.act,))


def filer_of(settings: Settings) -> Filer:
    """Who files, from the file that names them; else an invented one. Raises ``FilerFileUnfit``."""
    if settings.fincen_filer_file is not None:
        return read_filer(settings.fincen_filer_file)
    return demonstration_filer(settings.company_name)
