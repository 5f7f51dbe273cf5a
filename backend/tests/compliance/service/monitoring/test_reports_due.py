"""No report of currency depends on one alert of one transfer."""

from __future__ import annotations

import asyncio

import pytest

from compliance.service.monitoring.conftest import FixedClock
from compliance.transfers import cash, party
from paymentus.app.wiring import Platform
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import alert_of
from paymentus.compliance.domain.monitoring.rule_book import Profile
from paymentus.compliance.domain.transfer import Transfer
from paymentus.compliance.repository.alerts import AlertsRepository, insert_alert
from paymentus.compliance.repository.monitoring import MonitoringRepository
from paymentus.compliance.service.monitoring import MonitoringRules, MonitoringService
from paymentus.compliance.service.monitoring.reports_due import CashReportsDue
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


@pytest.fixture
def alerts(platform: Platform) -> AlertsRepository:
    return AlertsRepository(platform.database, platform.get(SealedDocuments))


@pytest.fixture
def due(platform: Platform, alerts: AlertsRepository, clock: FixedClock) -> CashReportsDue:
    return CashReportsDue(
        repository=MonitoringRepository(platform.database),
        alerts=alerts,
        committer=platform.committer,
        rules=platform.get(MonitoringRules),
        profile=Profile.MSB,
        clock=clock,
    )


async def record(platform: Platform, one: Transfer, *, tells: bool = True) -> None:
    monitoring: MonitoringService = platform.get(MonitoringService)
    judged = await monitoring.judge(one)
    said = [
        alert_of(finding, party_id="usr_1", party_name="", transfer_id=one.id, at=one.at)
        for finding in judged.findings
    ]
    inserts = tuple(insert_alert(alert) for alert in said) if tells else ()
    committer: Committer = platform.committer
    await committer.commit(judged.unit + UnitOfWork(inserts=inserts))


async def test_a_report_that_no_alert_tells_of_is_raised_once(
    platform: Platform, due: CashReportsDue, alerts: AlertsRepository
) -> None:
    for hour in range(2):
        await record(platform, cash("usr_1", 6_000, hours=hour), tells=False)

    raised = await asyncio.gather(*(due.work() for _ in range(3)))

    assert sum(raised) == 1
    assert await due.work() == 0
    (alert,) = await alerts.of_party("usr_1")
    assert (alert.code, alert.evidence["total_minor"]) == ("ctr_aggregation", 1_200_000)


async def test_a_report_that_an_alert_tells_of_is_not_raised_again(
    platform: Platform, due: CashReportsDue
) -> None:
    for hour in range(2):
        await record(platform, cash("usr_1", 6_000, hours=hour, accounts=("pty_1",)))

    assert await due.work() == 0


async def test_a_report_outlives_the_transfer_that_told_of_it(
    platform: Platform, due: CashReportsDue
) -> None:
    told = cash("usr_1", 12_000, conductor=party("usr_1"))
    await record(platform, told)
    await record(platform, cash("usr_1", 11_000, hours=1))

    monitoring: MonitoringService = platform.get(MonitoringService)
    assert await monitoring.withdraw(told.id)

    assert await due.work() == 1


async def test_cash_up_to_the_threshold_needs_no_report(
    platform: Platform, due: CashReportsDue
) -> None:
    await record(platform, cash("usr_1", 10_000))

    assert await due.work() == 0
