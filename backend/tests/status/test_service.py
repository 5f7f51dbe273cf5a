"""The public status over a real database, and without one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation import mongo
from paymentus.foundation.mongo import Database
from paymentus.status.domain import (
    Component,
    MaintenanceNotFound,
    PublicIncident,
    State,
    States,
    states_of,
)
from paymentus.status.repository import StatusRepository
from paymentus.status.service import BELIEVED_SECONDS, StatusService

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Around:
    """A clock that is moved, and a platform whose health is said."""

    def __init__(self) -> None:
        self.time = NOON
        self.seconds = 0.0
        self.processor = True
        self.asked = 0

    async def probe(self) -> States:
        self.asked += 1
        return states_of(
            database=True, sessions=True, processor=self.processor, worker=True, paused=False
        )

    async def told(self) -> Sequence[PublicIncident]:
        return ()


@pytest.fixture
def around() -> Around:
    return Around()


def a_status(platform: Platform, around: Around, database: Database | None = None) -> StatusService:
    return StatusService(
        repository=StatusRepository(platform.database if database is None else database),
        committer=platform.committer,
        probe=around.probe,
        told=around.told,
        clock=lambda: around.time,
        monotonic=lambda: around.seconds,
    )


class TestMeasuring:
    async def test_counts_each_minute_once_however_many_workers_there_are(
        self, platform: Platform, around: Around
    ) -> None:
        workers = [a_status(platform, around) for _ in range(3)]
        for minute in range(5):
            around.time = NOON + minute * MINUTE
            around.processor = minute != 3
            for worker in workers:
                await worker.measure()

        [day] = (await workers[0].now()).days
        # The first minute had begun before anybody looked.
        assert (day.measured, day.share(Component.PAYMENTS)) == (4, 0.75)
        assert day.share(Component.RECEIPTS) == 1.0

    async def test_begins_a_day_at_midnight_utc(self, platform: Platform, around: Around) -> None:
        worker = a_status(platform, around)
        for minute in range(4):
            around.time = datetime(2026, 11, 23, 23, 58, tzinfo=UTC) + minute * MINUTE
            await worker.measure()

        days = (await worker.now()).days

        assert [(str(day.day), day.measured) for day in days] == [
            ("2026-11-23", 1), ("2026-11-24", 2),
        ]  # fmt: skip


class TestAsking:
    async def test_costs_one_look_in_ten_seconds(self, platform: Platform, around: Around) -> None:
        status = a_status(platform, around)
        for _ in range(50):
            await status.now()
        assert around.asked == 1

        around.processor = False
        around.seconds += BELIEVED_SECONDS

        assert (await status.now()).states[Component.PAYMENTS] is State.DISRUPTED
        assert around.asked == 2

    async def test_is_answered_while_the_database_is_away(
        self, platform: Platform, around: Around
    ) -> None:
        client, closed = mongo.connect(platform.settings.mongo_url)
        await client.close()

        found = await a_status(platform, around, closed).now()

        assert found.is_whole is False
        assert found.days == ()


class TestMaintenance:
    async def test_is_shown_until_it_is_over_or_called_off(
        self, platform: Platform, around: Around
    ) -> None:
        status = a_status(platform, around)
        for hours in (1, 3):
            begin = NOON + timedelta(hours=hours)
            await status.plan(begin, begin + timedelta(hours=1), f"Number {hours}.", by="script")
        first, second = (await status.now()).maintenance
        assert [first.words, second.words] == ["Number 1.", "Number 3."]

        await status.call_off(second.id, by="script")
        with pytest.raises(MaintenanceNotFound):
            await status.call_off(second.id, by="script")
        around.seconds += BELIEVED_SECONDS
        assert (await status.now()).maintenance == [first]

        around.seconds += BELIEVED_SECONDS
        around.time = first.ends_at
        assert (await status.now()).maintenance == []
