"""Transfers judged and counted over a real database, by many at once."""

from __future__ import annotations

import asyncio

import pytest

from compliance.service.monitoring.conftest import FixedClock
from compliance.transfers import MONDAY, an_engine, cash, party, transfer
from paymentus.commit.service import Committer
from paymentus.compliance.domain.monitoring.activity import BILL, BILL_N, IN, OUT
from paymentus.compliance.domain.monitoring.engine import MonitoringEngine
from paymentus.compliance.domain.monitoring.rule_book import Profile, RuleBook, shipped_rules
from paymentus.compliance.domain.transfer import CashDirection, Finding, Transfer, Verdict
from paymentus.compliance.repository.monitoring import MonitoringRepository
from paymentus.compliance.repository.monitoring_rules import MonitoringRulesRepository
from paymentus.compliance.service.monitoring import (
    MonitoringRules,
    MonitoringService,
    is_lost_race,
    party_of,
)
from paymentus.compliance.service.monitoring.rule_changes import RulesInForce
from paymentus.foundation.errors import Conflict
from paymentus.foundation.mongo import Database


async def nobody(_: str) -> None:
    """Names of whoever made a change: nobody asks here."""


class RulesOf(MonitoringRules):
    """Of one book, whatever was switched on."""

    def __init__(
        self, book: RuleBook, repository: MonitoringRulesRepository, committer: Committer
    ) -> None:
        super().__init__(
            repository=repository, committer=committer, clock=FixedClock(), person_of=nobody
        )
        self._book = book

    async def in_force(self) -> RulesInForce:
        return RulesInForce(self._book, ())


async def record(
    monitoring: MonitoringService, committer: Committer, one: Transfer
) -> tuple[Finding, ...]:
    """As a payment does it: judge, commit, and judge anew where somebody was faster."""
    while True:
        monitored = await monitoring.judge(one)
        try:
            await committer.commit(monitored.unit)
        except Conflict as race:
            if not is_lost_race(race):
                raise
            continue
        return monitored.findings


class TestJudging:
    async def test_says_what_the_engine_in_memory_says(
        self, monitoring: MonitoringService, committer: Committer
    ) -> None:
        transfers = [
            *(cash("usr_1", 9_400, hours=24 * day) for day in range(3)),
            *(transfer(f"usr_{n}", "usr_99", 900, hours=80 + n) for n in range(20, 29)),
            transfer("usr_99", "usr_98", 7_800, hours=90),
            transfer("usr_98", "usr_97", 7_700, hours=92),
            transfer("usr_97", "usr_99", 7_600, hours=94),
        ]
        engine = an_engine()

        for one in transfers:
            found = await record(monitoring, committer, one)
            expected = engine.judge(one).findings
            assert [(f.code, f.words) for f in found] == [(f.code, f.words) for f in expected]

    async def test_takes_the_rules_of_the_counters_day(
        self, stored: MonitoringRepository, committer: Committer, database: Database
    ) -> None:
        """At 8 in the evening of March 2 in New York it is March 3 in UTC."""
        content = shipped_rules().content
        lower = {"from": "2026-03-03", "minor": {"USD": 500_000}, "source": "invented"}
        thresholds = [*content["laws"]["ctr_thresholds"], lower]
        book = RuleBook({**content, "laws": {**content["laws"], "ctr_thresholds": thresholds}})
        engine = MonitoringEngine(book, Profile.MSB, watching_since=MONDAY)
        monitoring = MonitoringService(
            repository=stored,
            committer=committer,
            rules=RulesOf(book, MonitoringRulesRepository(database), committer),
            profile=Profile.MSB,
        )
        evening = cash("usr_1", 6_000, hours=10)

        found = await monitoring.judge(evening)

        assert [one.code for one in found.findings] == []
        assert [one.code for one in engine.judge(evening).findings] == []
        morrow = await monitoring.judge(cash("usr_1", 6_000, hours=20))
        assert [one.code for one in morrow.findings] == ["ctr_aggregation"]

    async def test_writes_nothing_by_itself(
        self, monitoring: MonitoringService, stored: MonitoringRepository
    ) -> None:
        await monitoring.judge(transfer("usr_1", "bil_1", 50))

        assert await stored.activities(["usr_1"]) == {}

    async def test_by_many_at_once_counts_each_exactly_once(
        self,
        monitoring: MonitoringService,
        committer: Committer,
        stored: MonitoringRepository,
    ) -> None:
        transfers = [transfer("usr_1", "bil_1", 50 + n, hours=n / 60) for n in range(30)]
        transfers += [cash("usr_1", 1_000 + n, hours=n / 60, zone="UTC") for n in range(15)]

        found = await asyncio.gather(*(record(monitoring, committer, one) for one in transfers))

        activity = (await stored.activities(["usr_1"]))["usr_1"]
        now = int(transfers[0].at.timestamp())
        bills = [one.amount_minor for one in transfers[:30]]
        handed_in = sum(one.amount_minor for one in transfers[30:])
        assert activity.of_days(BILL_N, now=now, days=1) == 30
        assert activity.of_days(BILL, now=now, days=1) == sum(bills)
        assert activity.of_days(IN, now=now, days=1) == handed_in
        (day,) = await stored.cash_days_over("2026-03-02", 0, "USD")
        assert (day.total_minor, day.count) == (handed_in, 15)
        reports = [f for findings in found for f in findings if f.code == "ctr_aggregation"]
        assert len(reports) == 1


class TestWithdrawing:
    async def test_leaves_what_would_be_there_without_the_transfer(
        self,
        monitoring: MonitoringService,
        committer: Committer,
        stored: MonitoringRepository,
    ) -> None:
        gone = transfer("usr_1", "usr_2", 70, hours=1)
        for one in (transfer("usr_1", "usr_2", 30), gone):
            await record(monitoring, committer, one)

        assert await monitoring.withdraw(gone.id)

        found = await stored.activities(["usr_1", "usr_2"])
        now = int(gone.at.timestamp())
        assert found["usr_1"].of_days(OUT, now=now, days=1) == 3_000
        assert found["usr_2"].of_days(IN, now=now, days=1) == 3_000

    async def test_happens_once_however_often_it_is_asked(
        self,
        monitoring: MonitoringService,
        committer: Committer,
        stored: MonitoringRepository,
    ) -> None:
        kept = cash("usr_1", 400, zone="UTC")
        gone = cash("usr_1", 600, zone="UTC", cash=CashDirection.IN)
        for one in (kept, gone):
            await record(monitoring, committer, one)

        answers = await asyncio.gather(*(monitoring.withdraw(gone.id) for _ in range(5)))

        assert sorted(answers) == [False, False, False, False, True]
        (day,) = await stored.cash_days_over("2026-03-02", 0, "USD")
        assert (day.total_minor, day.count) == (40_000, 1)

    async def test_beside_new_transfers_loses_none_of_them(
        self,
        monitoring: MonitoringService,
        committer: Committer,
        stored: MonitoringRepository,
    ) -> None:
        ended = [transfer("usr_1", "bil_1", 10, hours=n / 60) for n in range(8)]
        for one in ended:
            await record(monitoring, committer, one)
        fresh = [transfer("usr_1", "bil_1", 20, hours=n / 60) for n in range(8)]

        await asyncio.gather(
            *(record(monitoring, committer, one) for one in fresh),
            *(monitoring.withdraw(one.id) for one in ended),
        )

        activity = (await stored.activities(["usr_1"]))["usr_1"]
        now = int(fresh[0].at.timestamp())
        assert activity.of_days(BILL_N, now=now, days=1) == 8
        assert activity.of_days(BILL, now=now, days=1) == 8 * 2_000

    async def test_of_what_was_never_monitored_is_nothing(
        self, monitoring: MonitoringService
    ) -> None:
        assert not await monitoring.withdraw("pay_unknown")


class TestMoneyThatCameAfterAll:
    @pytest.mark.parametrize("told_first", ["ended", "made"])
    async def test_is_counted_once_in_whatever_order_it_is_told(
        self,
        monitoring: MonitoringService,
        committer: Committer,
        stored: MonitoringRepository,
        told_first: str,
    ) -> None:
        late = transfer("usr_1", "usr_2", 70)
        for one in (late, transfer("usr_1", "usr_2", 30)):
            await record(monitoring, committer, one)
        told = [monitoring.withdraw, monitoring.count_for_good]

        for tell in told if told_first == "ended" else told[::-1]:
            await tell(late.id)
        again = await asyncio.gather(*(monitoring.count_for_good(late.id) for _ in range(3)))
        await monitoring.withdraw(late.id)

        found = await stored.activities(["usr_1", "usr_2"])
        now = int(late.at.timestamp())
        assert again == [False, False, False]
        assert found["usr_1"].of_days(OUT, now=now, days=1) == 10_000
        assert found["usr_2"].of_days(IN, now=now, days=1) == 10_000
        monitored = await stored.find(late.id)
        assert monitored is not None
        assert monitored.counted


def test_a_finding_names_its_party() -> None:
    one = transfer("usr_1", "usr_2", 5, conductor=party("usr_3"))

    def about(id: str) -> str:
        return party_of(Finding("x", Verdict.ALLOW, 1, "words", {"about": id}), one).id

    assert [about(id) for id in ("usr_1", "usr_2", "usr_3", "device:x")] == [
        "usr_1", "usr_2", "usr_3", "usr_1",
    ]  # fmt: skip


def test_a_lost_race_is_told_from_other_conflicts() -> None:
    assert not is_lost_race(Conflict())
