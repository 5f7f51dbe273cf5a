from __future__ import annotations

import pytest

from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.identity.service import IdentityService

from support.identities import MovableClock, an_identity_service


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def identity(
    database: Database, redis: RedisClient, committer: Committer, clock: MovableClock
) -> IdentityService:
    return an_identity_service(database=database, redis=redis, committer=committer, clock=clock)
