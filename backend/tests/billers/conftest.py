from __future__ import annotations

import pytest

from bills.browsing import Site
from bills.building import Desk
from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.identities import MovableClock


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
async def desk(
    database: Database,
    committer: Committer,
    redis: RedisClient,
    clock: MovableClock,
    sealed: SealedDocuments,
) -> Desk:
    return await Desk.open(database, committer, redis, clock, sealed)


@pytest.fixture
def site(desk: Desk, redis: RedisClient, clock: MovableClock) -> Site:
    return Site.open(desk, redis, clock)
