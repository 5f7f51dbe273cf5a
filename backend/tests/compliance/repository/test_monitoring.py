"""What monitoring keeps, as it is stored and read again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from compliance.transfers import MONDAY, an_engine, cash, party, transfer
from paymentus.commit.domain import Insert, UnitOfWork, Update, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.monitoring.cash_rules import cash_day_ids
from paymentus.compliance.domain.transfer import Transfer
from paymentus.compliance.repository.monitoring import (
    ENHANCED_TRANSACTIONS,
    MonitoringRepository,
    insert_monitored,
    put_activity,
    put_cash_day,
    withdraw_monitored,
)
from paymentus.foundation.mongo import Database


def unit(*writes: Insert | Update) -> UnitOfWork:
    return UnitOfWork(
        inserts=tuple(write for write in writes if isinstance(write, Insert)),
        updates=tuple(write for write in writes if isinstance(write, Update)),
    )


def stored(one: Transfer) -> Insert:
    engine = an_engine()
    return insert_monitored(one, engine.judge(one), [id for id, _ in cash_day_ids(one)])


async def test_activity_is_read_as_it_was(database: Database, committer: Committer) -> None:
    engine = an_engine()
    for hour in range(6):
        engine.judge(cash("usr_1", 9_000, hours=hour * 20))
        engine.judge(transfer("usr_1", "usr_2", 400 + hour, hours=hour * 20 + 1))
    activity = engine.activities["usr_1"]
    assert activity.signals

    await committer.commit(unit(put_activity(activity)))

    found = await MonitoringRepository(database).activities(["usr_1", "usr_3"])
    activity.version = 1
    assert found == {"usr_1": activity}


async def test_two_who_counted_from_one_state_are_told_apart(
    database: Database, committer: Committer
) -> None:
    engine = an_engine()
    engine.judge(cash("usr_1", 500))
    activity, (day,) = engine.activities["usr_1"], engine.cash_days.values()
    await committer.commit(unit(put_activity(activity), put_cash_day(day)))
    activity.version = day.version = 1

    await committer.commit(unit(put_activity(activity), put_cash_day(day)))

    with pytest.raises(VersionConflict):
        await committer.commit(unit(put_activity(activity)))
    with pytest.raises(VersionConflict):
        await committer.commit(unit(put_cash_day(day)))


async def test_a_cash_day_is_found_with_the_transfers_it_is_made_of(
    database: Database, committer: Committer
) -> None:
    engine = an_engine()
    first, second = cash("usr_1", 9_000, zone="UTC"), cash("usr_1", 3_000, hours=1, zone="UTC")
    engine.judge(first)
    engine.judge(second)
    (day,) = engine.cash_days.values()
    await committer.commit(unit(put_cash_day(day), stored(first), stored(second)))

    monitoring = MonitoringRepository(database)
    (found,) = await monitoring.cash_days_over("2026-03-02", 1_000_000, "USD")

    assert (found.party_id, found.total_minor) == ("usr_1", 1_200_000)
    parts = await monitoring.of_cash_day(found.id)
    assert [part.transfer.id for part in parts] == [first.id, second.id]
    assert await monitoring.cash_days_over("2026-03-02", 1_200_000, "USD") == []


async def test_a_monitored_transfer_is_read_without_its_names(
    database: Database, committer: Committer
) -> None:
    runner = party("usr_2", countries=frozenset({"US"}))
    one = cash("usr_1", 12_000, to="bil_1", conductor=runner, accounts=("pty_1",))
    await committer.commit(unit(stored(one)))

    document = await database[ENHANCED_TRANSACTIONS].find_one({"_id": one.id})
    found = await MonitoringRepository(database).find(one.id)

    assert "Name of" not in str(document)
    assert found is not None
    assert found.codes == ("ctr_aggregation", "ctr_aggregation")
    assert found.transfer.amount_minor == 1_200_000
    assert found.transfer.receivers[0].is_biller
    assert found.transfer.conductor is not None
    assert found.transfer.conductor.countries == {"US"}
    assert list(cash_day_ids(found.transfer)) == list(cash_day_ids(one))


async def test_what_was_withdrawn_is_no_part_of_the_past(
    database: Database, committer: Committer
) -> None:
    monitoring = MonitoringRepository(database)
    first, second = transfer("usr_1", "bil_1", 5), transfer("usr_1", "bil_1", 6, hours=1)
    await committer.commit(unit(stored(second), stored(first)))
    found = await monitoring.find(first.id)
    assert found is not None

    before = [one.transfer.id async for one in monitoring.between(*_day())]
    await committer.commit(unit(withdraw_monitored(found)))
    after = [one.transfer.id async for one in monitoring.between(*_day())]

    assert (before, after) == ([first.id, second.id], [second.id])


def _day() -> tuple[datetime, datetime]:
    return MONDAY, MONDAY + timedelta(days=1)
