"""What monitoring saw in a while."""

from __future__ import annotations

from datetime import timedelta

from compliance.transfers import MONDAY, cash, transfer
from paymentus.commit.service import Committer
from paymentus.compliance.repository.monitoring import MonitoringRepository
from paymentus.compliance.service.monitoring import MonitoringService
from paymentus.compliance.service.monitoring.patterns import patterns_between


async def test_patterns_are_counted_and_the_riskiest_come_first(
    stored: MonitoringRepository, monitoring: MonitoringService, committer: Committer
) -> None:
    handed_in = [cash("usr_1", 9_500, hours=hours) for hours in range(3)]
    gone = cash("usr_3", 15_000, hours=4)
    for one in (*handed_in, transfer("usr_2", "bil_1", 50, hours=3), gone):
        await committer.commit((await monitoring.judge(one)).unit)
    await monitoring.withdraw(gone.id)

    seen = await patterns_between(stored, start=MONDAY, end=MONDAY + timedelta(days=1), min_risk=50)

    assert seen.transfers == 4
    assert seen.by_rule == {"ctr_aggregation": 1, "structuring": 1}
    assert seen.parties == (("usr_1", 1),)
    assert [one.transfer.id for one in seen.riskiest] == [handed_in[1].id, handed_in[2].id]
    assert seen.alerts == 2


async def test_an_empty_while_has_none(stored: MonitoringRepository) -> None:
    seen = await patterns_between(stored, start=MONDAY, end=MONDAY, min_risk=1)

    assert (seen.transfers, seen.alerts, seen.riskiest, seen.parties) == (0, 0, (), ())
