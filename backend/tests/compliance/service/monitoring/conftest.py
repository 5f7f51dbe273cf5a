"""Monitoring over a real database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest

from compliance.cases_building import person_of
from compliance.transfers import MONDAY, transfer
from paymentus.commit.service import Committer
from paymentus.compliance.domain.monitoring.rule_book import Profile
from paymentus.compliance.repository.monitoring import MonitoringRepository
from paymentus.compliance.repository.monitoring_rules import MonitoringRulesRepository
from paymentus.compliance.service.monitoring import MonitoringRules, MonitoringService
from paymentus.foundation.mongo import Database


@dataclass
class FixedClock:
    at: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def stored(database: Database) -> MonitoringRepository:
    return MonitoringRepository(database)


@pytest.fixture
def rules(database: Database, committer: Committer, clock: FixedClock) -> MonitoringRules:
    return MonitoringRules(
        repository=MonitoringRulesRepository(database),
        committer=committer,
        person_of=person_of,
        clock=clock,
    )


@pytest.fixture
async def monitoring(
    stored: MonitoringRepository, committer: Committer, rules: MonitoringRules
) -> MonitoringService:
    """It has watched for a year."""
    service = MonitoringService(
        repository=stored, committer=committer, rules=rules, profile=Profile.MSB
    )
    first = transfer("usr_first", "bil_1", 1, hours=-24 * 364)
    await committer.commit((await service.judge(first)).unit)
    return service
