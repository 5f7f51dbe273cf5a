"""Changes of the rules as they are stored."""

from __future__ import annotations

from datetime import timedelta

import pytest

from compliance.transfers import MONDAY
from paymentus.commit.domain import AlreadyExists, Insert, UnitOfWork, Update, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.monitoring.rule_book import Profile
from paymentus.compliance.repository.monitoring_rules import (
    Current,
    MonitoringRulesRepository,
    RuleChange,
    count_change,
    insert_change,
    switch_on,
)
from paymentus.foundation.mongo import Database


def a_change(number: int) -> RuleChange:
    return RuleChange(
        id=f"rul_{number}",
        profile=Profile.MSB,
        valid_from="2026-03-02",
        rules={"velocity": {"score": number}},
        content_hash="00",
        made_by="usr_1",
        made_at=MONDAY,
    )


def unit(write: Insert | Update) -> UnitOfWork:
    if isinstance(write, Insert):
        return UnitOfWork(inserts=(write,))
    return UnitOfWork(updates=(write,))


async def test_changes_in_force_come_in_the_order_they_were_switched_on(
    database: Database, committer: Committer
) -> None:
    stored = MonitoringRulesRepository(database)
    for number in range(3):
        await committer.commit(UnitOfWork(inserts=(insert_change(a_change(number)),)))
    for hours, number in enumerate((2, 0)):
        at = MONDAY + timedelta(hours=hours)
        update = switch_on(a_change(number), at=at, by="usr_2")
        await committer.commit(UnitOfWork(updates=(update,)))

    assert [change.id for change in await stored.in_force()] == ["rul_2", "rul_0"]
    assert [change.id for change in await stored.newest(limit=2)] == ["rul_2", "rul_1"]
    assert await stored.find("rul_1") == a_change(1)
    assert await stored.find("rul_9") is None


async def test_of_two_changes_at_once_one_wins(database: Database, committer: Committer) -> None:
    stored = MonitoringRulesRepository(database)
    never = await stored.current(Profile.MSB)
    await committer.commit(unit(count_change(never)))
    with pytest.raises(AlreadyExists):
        await committer.commit(unit(count_change(never)))

    once = await stored.current(Profile.MSB)
    await committer.commit(unit(count_change(once)))
    with pytest.raises(VersionConflict):
        await committer.commit(unit(count_change(once)))

    assert await stored.current(Profile.MSB) == Current(Profile.MSB, changes=2, version=2)
    assert await stored.current(Profile.BANK) == Current(Profile.BANK)
