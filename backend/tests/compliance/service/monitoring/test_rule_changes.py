"""Rules are changed by two people, and hold from their day on."""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import Any

import pytest

from compliance.service.monitoring.conftest import FixedClock
from compliance.transfers import MONDAY
from paymentus.approvals.service import ApprovalsService, Person
from paymentus.commit.service import Committer
from paymentus.compliance.domain.monitoring.rule_book import Profile, RulesWrong
from paymentus.compliance.service.monitoring import MonitoringRules
from paymentus.compliance.service.monitoring.rule_changes import NothingChanges, RulesHaveChanged
from paymentus.foundation.authorization import ROLE_PERMISSIONS, Principal, Role
from paymentus.foundation.mongo import Database

TODAY = MONDAY.date()
ONE = Principal.of_role(Role.COMPLIANCE_OFFICER, id="usr_one")
TWO = Principal.of_role(Role.COMPLIANCE_OFFICER, id="usr_two")


async def officer(_: str) -> Person:
    return Person("Officer", ROLE_PERMISSIONS[Role.COMPLIANCE_OFFICER])


@pytest.fixture
def approvals(
    database: Database, committer: Committer, clock: FixedClock, rules: MonitoringRules
) -> ApprovalsService:
    return ApprovalsService(
        database=database, committer=committer, clock=clock, acts=(rules,), person_of=officer
    )


async def with_score(rules: MonitoringRules, score: int) -> dict[str, Any]:
    found = copy.deepcopy(dict((await rules.in_force()).book.rules_of(Profile.MSB, TODAY)))
    found["velocity"]["score"] = score
    return found


async def propose(rules: MonitoringRules, approvals: ApprovalsService, score: int) -> Any:
    return await rules.propose(
        approvals,
        profile=Profile.MSB,
        valid_from=TODAY,
        rules=await with_score(rules, score),
        reason="Fewer alerts.",
        by=ONE,
    )


async def score(rules: MonitoringRules) -> int:
    return (await rules.in_force()).book.on(Profile.MSB, TODAY).rules["velocity"][0].score


class TestAChange:
    async def test_holds_once_a_second_person_has_approved_it(
        self, rules: MonitoringRules, approvals: ApprovalsService
    ) -> None:
        view = await propose(rules, approvals, 11)
        before = await score(rules)

        shown = view.proposal.content_hash
        await approvals.approve(view.proposal.id, shown=shown, reason=None, by=TWO)

        assert (before, await score(rules)) == (35, 11)
        (change,) = (await rules.in_force()).changes
        assert (change.made_by, change.switched_on_by) == ("usr_one", "usr_two")
        assert view.words.endswith("from 2026-03-02 on: velocity: score 35 to 11.")

    async def test_reaches_other_servers_within_seconds(
        self,
        rules: MonitoringRules,
        approvals: ApprovalsService,
        clock: FixedClock,
        database: Database,
        committer: Committer,
    ) -> None:
        elsewhere = MonitoringRules(
            repository=rules._repository, committer=committer, person_of=officer, clock=clock
        )
        assert await score(elsewhere) == 35
        view = await propose(rules, approvals, 11)
        await approvals.approve(
            view.proposal.id, shown=view.proposal.content_hash, reason=None, by=TWO
        )

        clock.at += timedelta(seconds=6)

        assert await score(elsewhere) == 11

    async def test_that_was_proposed_before_another_came_into_force_is_refused(
        self, rules: MonitoringRules, approvals: ApprovalsService
    ) -> None:
        first, second = [await propose(rules, approvals, score) for score in (11, 12)]
        await approvals.approve(
            first.proposal.id, shown=first.proposal.content_hash, reason=None, by=TWO
        )

        with pytest.raises(RulesHaveChanged):
            await approvals.approve(
                second.proposal.id, shown=second.proposal.content_hash, reason=None, by=TWO
            )

        assert await score(rules) == 11

    async def test_that_changes_nothing_or_is_wrong_is_not_proposed(
        self, rules: MonitoringRules, approvals: ApprovalsService
    ) -> None:
        with pytest.raises(NothingChanges):
            await propose(rules, approvals, 35)
        with pytest.raises(RulesWrong, match=r"velocity\.score"):
            await propose(rules, approvals, 101)
        assert await rules.newest(limit=5) == []

    async def test_cannot_begin_in_the_past(
        self, rules: MonitoringRules, approvals: ApprovalsService
    ) -> None:
        with pytest.raises(RulesWrong, match="past"):
            await rules.propose(
                approvals,
                profile=Profile.MSB,
                valid_from=TODAY - timedelta(days=1),
                rules=await with_score(rules, 11),
                reason="Late.",
                by=ONE,
            )

    async def test_whose_first_day_passed_before_the_approval_is_refused(
        self, rules: MonitoringRules, approvals: ApprovalsService, clock: FixedClock
    ) -> None:
        view = await propose(rules, approvals, 11)
        clock.at += timedelta(hours=70)

        with pytest.raises(RulesWrong, match="past"):
            await approvals.approve(
                view.proposal.id, shown=view.proposal.content_hash, reason=None, by=TWO
            )

        assert (await rules.in_force()).changes == ()


async def test_each_change_is_told_beside_the_rules_it_was_made_for(
    rules: MonitoringRules, approvals: ApprovalsService, clock: FixedClock
) -> None:
    first = await propose(rules, approvals, 11)
    clock.at += timedelta(minutes=1)
    await approvals.approve(
        first.proposal.id, shown=first.proposal.content_hash, reason=None, by=TWO
    )
    clock.at += timedelta(minutes=1)
    await propose(rules, approvals, 12)

    newest = await rules.newest(limit=5)

    assert [list(map(str, one.differences)) for one in newest] == [
        ["velocity: score 11 to 12"],
        ["velocity: score 35 to 11"],
    ]
    assert [one.change.in_force for one in newest] == [False, True]
