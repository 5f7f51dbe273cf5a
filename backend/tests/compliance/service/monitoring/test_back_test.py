"""A changed set of rules over what happened."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import Any

import pytest

from compliance.transfers import MONDAY, cash, transfer
from paymentus.commit.service import Committer
from paymentus.compliance.domain.monitoring.rule_book import Profile, RulesWrong
from paymentus.compliance.repository.monitoring import MonitoringRepository
from paymentus.compliance.service.monitoring import BackTests, MonitoringRules, MonitoringService
from paymentus.compliance.service.monitoring.back_test import WARM_UP, PeriodWrong

DAY = MONDAY.date()


@pytest.fixture
async def back_tests(
    stored: MonitoringRepository,
    rules: MonitoringRules,
    monitoring: MonitoringService,
    committer: Committer,
) -> BackTests:
    """Over a week in which one customer structured, and one was a little below."""
    week = [cash("usr_1", 9_400, hours=24 * day) for day in range(3)]
    week += [cash("usr_2", 6_800, hours=24 * day + 1) for day in range(2)]
    week += [transfer("usr_3", "bil_1", 80, hours=24 * day + 2) for day in range(3)]
    for one in sorted(week, key=lambda each: each.at):
        await committer.commit((await monitoring.judge(one)).unit)
    return BackTests(repository=stored, rules=rules)


async def changed(rules: MonitoringRules, **params: int) -> dict[str, Any]:
    found = copy.deepcopy(dict((await rules.in_force()).book.rules_of(Profile.MSB, DAY)))
    found["structuring"]["params"] |= params
    return found


class TestABackTest:
    async def test_of_the_rules_in_force_finds_what_was_found(
        self, back_tests: BackTests, rules: MonitoringRules
    ) -> None:
        done = await back_tests.run(
            profile=Profile.MSB,
            rules=await changed(rules),
            first=DAY,
            last=DAY + timedelta(days=6),
        )

        assert done.transfers == 8
        assert done.was == done.would == {(date(2026, 3, 3), "structuring"): 1}
        assert (done.new, done.gone) == ((), ())

    async def test_shows_what_a_stricter_rule_would_add(
        self, back_tests: BackTests, rules: MonitoringRules
    ) -> None:
        done = await back_tests.run(
            profile=Profile.MSB,
            rules=await changed(rules, near_minor=600_000),
            first=DAY,
            last=DAY + timedelta(days=6),
        )

        assert done.totals()["structuring"] == (1, 2)
        (example,) = done.new
        assert (example.party_id, example.code) == ("usr_2", "structuring")
        assert "$13,600.00" in example.words

    async def test_shows_what_a_looser_rule_would_miss(
        self, back_tests: BackTests, rules: MonitoringRules
    ) -> None:
        done = await back_tests.run(
            profile=Profile.MSB,
            rules=await changed(rules, near_minor=990_000, times=9),
            first=DAY,
            last=DAY + timedelta(days=6),
        )

        assert done.totals()["structuring"] == (1, 0)
        assert [example.party_id for example in done.gone] == ["usr_1"]

    async def test_counts_only_the_days_asked_for(
        self, back_tests: BackTests, rules: MonitoringRules
    ) -> None:
        done = await back_tests.run(
            profile=Profile.MSB, rules=await changed(rules), first=DAY, last=DAY
        )

        assert (done.transfers, dict(done.was)) == (3, {})

    async def test_of_wrong_rules_or_days_is_refused(
        self, back_tests: BackTests, rules: MonitoringRules
    ) -> None:
        with pytest.raises(RulesWrong):
            await back_tests.run(profile=Profile.MSB, rules={}, first=DAY, last=DAY)
        with pytest.raises(PeriodWrong):
            await back_tests.run(
                profile=Profile.MSB,
                rules=await changed(rules),
                first=DAY,
                last=DAY - timedelta(days=1),
            )


async def test_a_run_says_how_far_it_is(
    back_tests: BackTests, rules: MonitoringRules, stored: MonitoringRepository
) -> None:
    asked = {"profile": Profile.MSB, "rules": await changed(rules), "first": DAY,
             "last": DAY + timedelta(days=6)}  # fmt: skip
    run = await back_tests.prepared(**asked)

    steps = [step async for step in back_tests.steps(run)]

    # Told every thousand transfers, and there are eight.
    assert (steps, run.total) == ([], await stored.count_between(run.start - WARM_UP, run.end))
    assert run.total == 8
    assert run.result() == await back_tests.run(**asked)
