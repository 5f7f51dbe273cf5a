"""A ledger with some of everything in it: posted, held, posted from a hold, voided, paid out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from ledger.building import NOW, a_payout, a_resolution, an_entry
from paymentus.audit.domain.checkpoint import LogKey
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer
from paymentus.foundation.clock import utc_now
from paymentus.foundation.leases import Leases
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Client, Database
from paymentus.foundation.redis import RedisClient
from paymentus.ledger.domain import EntryKind
from paymentus.ledger.repository import LedgerRepository
from paymentus.ledger.service import LedgerService


@pytest.fixture
def repository(database: Database) -> LedgerRepository:
    return LedgerRepository(database)


@pytest.fixture
def ledger(repository: LedgerRepository) -> LedgerService:
    return LedgerService(repository)


@pytest.fixture
async def another_server(
    client: Client, database: Database, redis: RedisClient, log_key: LogKey, metrics: Metrics
) -> AsyncIterator[Committer]:
    """Remembers nothing of what the first one wrote."""
    committer = Committer(
        repository=CommitRepository(client, database),
        leases=Leases(redis),
        clock=utc_now,
        key=log_key,
        metrics=metrics,
        shard="shard-0",
    )
    yield committer
    await committer.close()


@pytest.fixture
async def stocked(committer: Committer, ledger: LedgerService) -> LedgerService:
    ends = NOW + timedelta(days=7)
    drafts = (
        an_entry("ent_1", amount=1_000),
        an_entry("ent_h1", amount=70, kind=EntryKind.PENDING, expires_at=ends, subject="pay_2"),
        an_entry("ent_h2", amount=20, kind=EntryKind.PENDING, expires_at=ends, subject="pay_3"),
        an_entry("ent_h3", amount=9, kind=EntryKind.PENDING, expires_at=ends, subject="pay_4"),
        a_resolution("ent_p", "ent_h1", EntryKind.POST_PENDING),
        a_resolution("ent_v", "ent_h2", EntryKind.VOID_PENDING),
        a_payout("ent_out", 300),
    )
    for draft in drafts:
        await committer.commit(UnitOfWork(entries=(draft,)))
    return ledger
