"""The services of compliance, in the order in which they know each other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from paymentus.app.wiring.cases import Desk, case_desk
from paymentus.app.wiring.filings import FilingServices, filing_services
from paymentus.approvals.service import Act, PersonOf
from paymentus.commit.service import Committer
from paymentus.compliance.domain.monitoring.rule_book import Profile
from paymentus.compliance.domain.transfer import Party, Verdict
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.compliance.repository.decisions import DecisionsRepository
from paymentus.compliance.repository.figures import FiguresRepository
from paymentus.compliance.repository.kyc_documents import KycDocumentsRepository
from paymentus.compliance.repository.kyc_profiles import KycProfilesRepository
from paymentus.compliance.repository.lists import ListsRepository
from paymentus.compliance.repository.monitoring import MonitoringRepository
from paymentus.compliance.repository.monitoring_rules import MonitoringRulesRepository
from paymentus.compliance.service.assessing import AssessmentsService
from paymentus.compliance.service.figures import ComplianceFigures
from paymentus.compliance.service.filings.drafting import AskedAtCounter
from paymentus.compliance.service.judging_again import JudgingAgain
from paymentus.compliance.service.kyc.keeping import CustomerKeeping
from paymentus.compliance.service.kyc.knowing import CustomerKnowledge
from paymentus.compliance.service.kyc.own_verification import OwnVerificationService
from paymentus.compliance.service.kyc.reviewing import CustomerReviews
from paymentus.compliance.service.monitoring import BackTests, MonitoringRules, MonitoringService
from paymentus.compliance.service.monitoring.reports_due import CashReportsDue
from paymentus.compliance.service.screening.allowing import MatchDecisions
from paymentus.compliance.service.screening.list_in_force import ListInForce
from paymentus.compliance.service.screening.list_store import ListStore
from paymentus.compliance.service.screening.matching import (
    ListMatching,
    RemoteMatching,
)
from paymentus.compliance.service.screening.party_screening import PartyScreening
from paymentus.compliance.service.screening.rescreening import Rescreenings
from paymentus.foundation.clock import Clock
from paymentus.foundation.leases import Leases
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Settings
from paymentus.identity.domain import User
from paymentus.identity.service import Erasures
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.integrations.sanctions_list import ListSource
from paymentus.integrations.sanctions_list.folder import FolderSource
from paymentus.integrations.sanctions_list.screening_service import ScreeningServiceClient
from paymentus.integrations.sanctions_list.treasury import TreasurySource

# Everybody with an account: those whose id is below the one given, newest first, at most so many.
People = Callable[[str | None, int], Awaitable[Sequence[User]]]


@dataclass(frozen=True)
class Compliance:
    """``acts`` are what takes two people; ``matching`` is our own index or a remote service."""

    alerts: AlertsRepository
    desk: Desk
    filing: FilingServices
    list_store: ListStore
    list_in_force: ListInForce
    matching: ListMatching | RemoteMatching
    screening: PartyScreening
    rescreenings: Rescreenings
    match_decisions: MatchDecisions
    assessments: AssessmentsService
    judging_again: JudgingAgain
    own_verification: OwnVerificationService
    customer_reviews: CustomerReviews
    customer_keeping: CustomerKeeping
    customer_knowledge: CustomerKnowledge
    monitoring: MonitoringService
    monitoring_rules: MonitoringRules
    back_tests: BackTests
    cash_reports: CashReportsDue
    figures: ComplianceFigures
    acts: Sequence[Act] = ()

    def services(self) -> tuple[Any, ...]:
        aside = ("acts", "desk", "filing")
        own = (getattr(self, each.name) for each in fields(self) if each.name not in aside)
        return (*own, *self.desk.services(), *self.filing.services())


def compliance_services(
    settings: Settings,
    *,
    database: Database,
    sealed: SealedDocuments,
    committer: Committer,
    leases: Leases,
    metrics: Metrics,
    clock: Clock,
    erasures: Erasures,
    person_of: PersonOf,
    people: People,
    counter: AskedAtCounter,
) -> Compliance:
    alerts = AlertsRepository(database, sealed)
    desk = case_desk(
        alerts, database=database, sealed=sealed, committer=committer, clock=clock,
        person_of=person_of,
    )  # fmt: skip
    list_store, in_force, matching = _lists(
        settings, database, committer=committer, leases=leases, metrics=metrics, clock=clock
    )
    match_decisions = DecisionsRepository(database, sealed)
    screening = PartyScreening(
        matching=matching,
        decisions=match_decisions,
        alerts=alerts,
        cases=desk.opening,
        committer=committer,
        clock=clock,
    )

    async def customers(below: str | None, limit: int) -> Sequence[Party]:
        return await knowledge.parties(
            {user.id: user.full_name for user in await people(below, limit)}
        )

    profiles = KycProfilesRepository(database, sealed)
    documents = KycDocumentsRepository(database, sealed)
    knowledge = CustomerKnowledge(profiles=profiles, documents=documents, clock=clock)
    rules, monitoring, back_tests = _monitoring(settings, database, committer, person_of, clock)
    assessments = AssessmentsService(
        screening=screening,
        cases=desk.opening,
        freezes=desk.freezes,
        monitoring=monitoring,
        metrics=metrics,
        safe_side=Verdict(settings.screening_unavailable.value),
        is_on=settings.compliance,
    )
    filing = filing_services(
        settings, database=database, sealed=sealed, committer=committer, clock=clock,
        counter=counter,
    )  # fmt: skip
    return Compliance(
        alerts=alerts, desk=desk, filing=filing, list_store=list_store, list_in_force=in_force,
        matching=matching, screening=screening,
        match_decisions=MatchDecisions(
            decisions=match_decisions, alerts=alerts, committer=committer,
            person_of=person_of, clock=clock,
        ),
        rescreenings=Rescreenings(
            store=list_store, screening=screening, customers=customers, committer=committer,
            clock=clock,
        ),
        assessments=assessments,
        judging_again=JudgingAgain(
            assessments=assessments, cases=CasesRepository(database, sealed), alerts=alerts,
            committer=committer, clock=clock,
        ),
        own_verification=OwnVerificationService(
            profiles=profiles, documents=documents, alerts=alerts, committer=committer,
            clock=clock, screen=screening.of_customer if settings.compliance else None,
        ),
        customer_reviews=CustomerReviews(
            profiles=profiles, documents=documents, committer=committer, clock=clock
        ),
        customer_keeping=CustomerKeeping(
            profiles=profiles, documents=documents, erasures=erasures, committer=committer,
            clock=clock,
        ),
        customer_knowledge=knowledge,
        monitoring=monitoring, monitoring_rules=rules, back_tests=back_tests,
        cash_reports=CashReportsDue(
            repository=MonitoringRepository(database), alerts=alerts, committer=committer,
            rules=rules, profile=monitoring.profile, clock=clock,
        ),
        figures=ComplianceFigures(
            alerts=alerts, cases=CasesRepository(database, sealed),
            figures=FiguresRepository(database), lists=list_store,
            remote=matching if isinstance(matching, RemoteMatching) else None,
            max_age=timedelta(hours=settings.sanctions_list_max_age_hours), clock=clock,
        ),
        acts=(rules, *desk.acts, *filing.acts),
    )  # fmt: skip


def _lists(
    settings: Settings,
    database: Database,
    *,
    committer: Committer,
    leases: Leases,
    metrics: Metrics,
    clock: Clock,
) -> tuple[ListStore, ListInForce, ListMatching | RemoteMatching]:
    list_store = ListStore(
        repository=ListsRepository(database),
        source=list_source(settings),
        committer=committer,
        leases=leases,
        clock=clock,
    )
    in_force = ListInForce(
        store=list_store,
        clock=clock,
        metrics=metrics,
        max_age=timedelta(hours=settings.sanctions_list_max_age_hours),
    )
    matching: ListMatching | RemoteMatching = (
        RemoteMatching(_screening_service(settings))
        if settings.ofac_api_key
        else ListMatching(in_force)
    )
    return list_store, in_force, matching


def _monitoring(
    settings: Settings,
    database: Database,
    committer: Committer,
    person_of: PersonOf,
    clock: Clock,
) -> tuple[MonitoringRules, MonitoringService, BackTests]:
    repository = MonitoringRepository(database)
    rules = MonitoringRules(
        repository=MonitoringRulesRepository(database),
        committer=committer,
        person_of=person_of,
        clock=clock,
    )
    profile = Profile(settings.compliance_profile)
    monitoring = MonitoringService(
        repository=repository, committer=committer, rules=rules, profile=profile
    )
    return rules, monitoring, BackTests(repository=repository, rules=rules)


def list_source(settings: Settings) -> ListSource:
    """A folder where one is named, else Treasury's address."""
    if settings.sanctions_list_dir is not None:
        return FolderSource(settings.sanctions_list_dir)
    return TreasurySource(settings.sanctions_list_url)


def _screening_service(settings: Settings) -> ScreeningServiceClient:
    key = settings.ofac_api_key
    assert key is not None
    return ScreeningServiceClient(
        url=settings.ofac_api_url,
        key=key.get_secret_value(),
        timeout_seconds=settings.screening_timeout_ms / 1000,
    )
