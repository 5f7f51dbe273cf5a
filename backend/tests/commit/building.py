"""Units and committers for tests of commit."""

from __future__ import annotations

from datetime import UTC, datetime

from paymentus.audit.domain.checkpoint import LogKey
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer, Deliveries
from paymentus.foundation.clock import Clock, utc_now
from paymentus.foundation.leases import Leases
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Client, Database
from paymentus.foundation.redis import RedisClient
from paymentus.ledger.domain import EntryDraft, EntryKind, account_id, credit, debit
from paymentus.ledger.repository import LedgerRepository

from support.keys import a_log_key

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
RECEIVABLE = account_id("processor_receivable", "stripe", "USD")
PAYABLE = account_id("biller_payable", "bil_1", "USD")


class NoTurns(Leases):
    """Redis gives nobody a turn: every server goes on, guarded by the fence alone."""

    async def _acquire(self, *_: object) -> bool:
        return False


def a_committer(
    client: Client,
    database: Database,
    leases: Leases,
    *,
    key: LogKey | None = None,
    clock: Clock = utc_now,
    repository: CommitRepository | None = None,
) -> Committer:
    return Committer(
        repository=repository or CommitRepository(client, database),
        leases=leases,
        clock=clock,
        key=key or a_log_key(),
        metrics=Metrics(),
        shard="shard-0",
    )


def deliveries_of(
    client: Client,
    database: Database,
    redis: RedisClient,
    committer: Committer,
    *,
    clock: Clock = utc_now,
    leases: Leases | None = None,
) -> Deliveries:
    return Deliveries(
        repository=CommitRepository(client, database),
        ledger=LedgerRepository(database),
        committer=committer,
        leases=leases or Leases(redis),
        clock=clock,
    )


def an_entry(
    id: str,
    *,
    amount: int = 100,
    kind: EntryKind = EntryKind.POSTED,
    expires_at: datetime | None = None,
) -> EntryDraft:
    return EntryDraft(
        id=id,
        kind=kind,
        event="test.moved",
        subject="pay_1",
        description="a test",
        effective_at=NOW,
        postings=(debit(RECEIVABLE, amount), credit(PAYABLE, amount)),
        expires_at=expires_at,
    )
