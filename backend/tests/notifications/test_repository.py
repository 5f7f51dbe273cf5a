from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from paymentus.foundation.mongo import Database
from paymentus.notifications.domain import Notification, NotificationState
from paymentus.notifications.repository import NotificationRepository

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)


@pytest.fixture
def repository(database: Database) -> NotificationRepository:
    return NotificationRepository(database)


async def begin(repository: NotificationRepository, *, at: datetime = NOW) -> Notification | None:
    return await repository.begin(
        message_id="out_1",
        kind="receipt",
        subject="pay_1",
        to_masked="p***@e***",
        now=at,
        lease=LEASE,
    )


class TestNotification:
    async def test_is_taken_by_one_of_many(self, repository: NotificationRepository) -> None:
        taken = await asyncio.gather(*(begin(repository) for _ in range(8)))

        (mine,) = [one for one in taken if one is not None]
        assert (mine.state, mine.attempts) == (NotificationState.SENDING, 1)

    async def test_comes_free_when_its_sender_died(
        self, repository: NotificationRepository
    ) -> None:
        await begin(repository)

        early = await begin(repository, at=NOW + LEASE - timedelta(seconds=1))
        later = await begin(repository, at=NOW + LEASE)

        assert early is None
        assert later is not None
        assert later.attempts == 2

    async def test_comes_free_at_once_when_it_is_let_go(
        self, repository: NotificationRepository
    ) -> None:
        await begin(repository)

        await repository.let_go("out_1", now=NOW, problem="mail server away")

        again = await begin(repository)
        assert again is not None
        assert again.problem == "mail server away"

    @pytest.mark.parametrize("end", [NotificationState.SENT, NotificationState.BOUNCED])
    async def test_stays_as_it_ended(
        self, end: NotificationState, repository: NotificationRepository
    ) -> None:
        await begin(repository)
        await repository.finish("out_1", end, now=NOW)

        await repository.finish("out_1", NotificationState.BOUNCED, now=NOW)
        await repository.let_go("out_1", now=NOW, problem="late")
        again = await begin(repository, at=NOW + 2 * LEASE)

        assert again is not None
        assert (again.state, again.attempts, again.problem) == (end, 1, None)

    async def test_is_found_by_what_it_is_about(self, repository: NotificationRepository) -> None:
        await begin(repository)

        assert [one.id for one in await repository.about("pay_1")] == ["out_1"]
        assert await repository.about("pay_2") == []
