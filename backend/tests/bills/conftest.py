from __future__ import annotations

import pytest

from bills.browsing import Site
from bills.building import Desk
from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient

from support.identities import MovableClock


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
async def desk(
    database: Database, committer: Committer, redis: RedisClient, clock: MovableClock
) -> Desk:
    return await Desk.open(database, committer, redis, clock)


@pytest.fixture
def site(desk: Desk, redis: RedisClient, clock: MovableClock) -> Site:
    return Site.open(desk, redis, clock)
