from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from paymentus.commit.service import Committer
from paymentus.foundation.event_stream import EventStream
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.identity.service import IdentityService

from support.identities import Identities, Mailbox, MovableClock, identities


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
async def stream(redis: RedisClient) -> AsyncIterator[EventStream]:
    stream = EventStream(redis)
    yield stream
    await stream.close()


@pytest.fixture
def parts(
    database: Database,
    redis: RedisClient,
    committer: Committer,
    clock: MovableClock,
    stream: EventStream,
) -> Identities:
    return identities(
        database=database, redis=redis, committer=committer, clock=clock, stream=stream
    )


@pytest.fixture
def identity(parts: Identities) -> IdentityService:
    return parts.identity


@pytest.fixture
def mailbox(database: Database, identity: IdentityService) -> Mailbox:
    return Mailbox(database, identity)
