from __future__ import annotations

import pytest

from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.identity.service import IdentityService

from support.identities import Identities, MovableClock, identities


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def parts(
    database: Database, redis: RedisClient, committer: Committer, clock: MovableClock
) -> Identities:
    return identities(database=database, redis=redis, committer=committer, clock=clock)


@pytest.fixture
def identity(parts: Identities) -> IdentityService:
    return parts.identity
