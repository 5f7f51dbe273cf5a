"""Stores and indexes of the small invented list, over a real database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from compliance.building import FILES
from paymentus.commit.service import Committer
from paymentus.compliance.domain.monitoring.rule_book import Profile
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.compliance.repository.decisions import DecisionsRepository
from paymentus.compliance.repository.freezes import FreezesRepository
from paymentus.compliance.repository.lists import ListsRepository
from paymentus.compliance.repository.monitoring import MonitoringRepository
from paymentus.compliance.repository.monitoring_rules import MonitoringRulesRepository
from paymentus.compliance.service.cases import CaseOpening, Freezes
from paymentus.compliance.service.monitoring import MonitoringRules, MonitoringService
from paymentus.compliance.service.screening.list_in_force import ListInForce
from paymentus.compliance.service.screening.list_store import ListStore
from paymentus.compliance.service.screening.matching import ListMatching
from paymentus.compliance.service.screening.party_screening import PartyScreening
from paymentus.foundation.clock import Clock, utc_now
from paymentus.foundation.leases import Leases
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.integrations.sanctions_list import ListFiles, ListSourceUnavailable

NEWCOMER = b'105,"PELLGRAVE, Ansgar Thule","individual","SDGT"' + b",-0- " * 7 + b',"DOB 1969."\r\n'


def with_rows(*rows: bytes) -> dict[str, bytes]:
    """The invented list with more parties."""
    return {**FILES, "sdn.csv": b"".join(rows) + FILES["sdn.csv"]}


async def nobody(_: str) -> None:
    """Nobody has a name here."""


@dataclass
class GivenSource:
    """A source whose files a test changes; without files it does not answer."""

    files: Mapping[str, bytes] | None = field(default_factory=lambda: dict(FILES))

    async def fetch(self) -> ListFiles:
        if self.files is None:
            raise ListSourceUnavailable("It does not answer.")
        return ListFiles("a test", self.files)


@dataclass
class Screening:
    """All of screening, as wired, with a source of one's own."""

    source: GivenSource
    store: ListStore
    in_force: ListInForce
    parties: PartyScreening
    alerts: AlertsRepository
    decisions: DecisionsRepository
    cases: CaseOpening
    freezes: Freezes
    metrics: Metrics
    monitoring: MonitoringService

    @classmethod
    def over(
        cls,
        database: Database,
        sealed: SealedDocuments,
        committer: Committer,
        redis: RedisClient,
        *,
        clock: Clock = utc_now,
    ) -> Screening:
        source, metrics = GivenSource(), Metrics()
        store = ListStore(
            repository=ListsRepository(database),
            source=source,
            committer=committer,
            leases=Leases(redis),
            clock=clock,
        )
        in_force = ListInForce(
            store=store, clock=clock, metrics=metrics, max_age=timedelta(hours=48)
        )
        alerts = AlertsRepository(database, sealed)
        decisions = DecisionsRepository(database, sealed)
        repository = CasesRepository(database, sealed)
        cases = CaseOpening(repository)
        freezes = Freezes(FreezesRepository(database, sealed), repository, clock)
        parties = PartyScreening(
            matching=ListMatching(in_force),
            decisions=decisions,
            alerts=alerts,
            cases=cases,
            committer=committer,
            clock=clock,
        )
        monitoring = MonitoringService(
            repository=MonitoringRepository(database),
            committer=committer,
            rules=MonitoringRules(
                repository=MonitoringRulesRepository(database),
                committer=committer,
                person_of=nobody,
                clock=clock,
            ),
            profile=Profile.MSB,
        )
        return cls(
            source, store, in_force, parties, alerts, decisions, cases, freezes, metrics, monitoring
        )
