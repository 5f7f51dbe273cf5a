"""How many payments' worth of writes a second the commit takes, beside one transaction each.

Run by ``make bench``. The baseline is bare PyMongo in the same run on the same server:
one multi-document transaction a payment, all crediting one biller, with the driver's own
retries. Quote the ratio; the figures alone say more about the machine than about us.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pymongo.asynchronous.client_session import AsyncClientSession

from paymentus.app.database import create_indexes
from paymentus.app.embedded.mongod import EmbeddedMongo
from paymentus.app.embedded.redis_server import EmbeddedRedis
from paymentus.audit.domain.checkpoint import LogKey
from paymentus.commit.domain import (
    IdempotencyClaim,
    IdempotencyScope,
    Insert,
    OutboxMessage,
    UnitOfWork,
)
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer
from paymentus.foundation import mongo, redis
from paymentus.foundation.clock import utc_now
from paymentus.foundation.ids import new_id
from paymentus.foundation.leases import Leases
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Client, Database
from paymentus.ledger.domain import EntryDraft, EntryKind, credit, debit

CALLERS = 64
SECONDS = 8.0

Write = Callable[[], Awaitable[None]]


def a_payment() -> UnitOfWork:
    """A payment, its entry of three postings and leaf, an outbox message, an idempotency record."""
    payment = new_id("pay")
    entry = EntryDraft(
        id=f"ent_{payment}",
        kind=EntryKind.POSTED,
        event="payment.succeeded",
        subject=payment,
        description="measured",
        effective_at=utc_now(),
        postings=(
            debit("processor_receivable/stripe/USD", 10_150),
            credit("biller_payable/hot/USD", 10_000),
            credit("fee_income/platform/USD", 150),
        ),
    )
    document = {"_id": payment, "stripe_session_id": payment, "confirmation_number": payment}
    claim = IdempotencyClaim(IdempotencyScope("usr", "pay", payment), "h", payment, utc_now())
    return UnitOfWork(
        inserts=(Insert("payment_transactions", document),),
        entries=(entry,),
        outbox=(OutboxMessage("measured", payment, {}),),
        idempotency=(claim,),
    )


async def bare(client: Client, database: Database) -> None:
    """The same documents by hand, without log or idempotency: an easier job."""
    payment = new_id("pay")

    async def body(session: AsyncClientSession) -> None:
        await database.bare_payments.insert_one({"_id": payment}, session=session)
        await database.bare_entries.insert_one({"_id": payment, "n": 3}, session=session)
        for account, amount in (("processor", 10_150), ("hot", 10_000), ("fees", 150)):
            await database.bare_accounts.update_one(
                {"_id": account}, {"$inc": {"balance": amount}}, upsert=True, session=session
            )
        await database.bare_outbox.insert_one({"_id": payment}, session=session)

    async with client.start_session() as session:
        await session.with_transaction(body)


async def rate(write: Write) -> tuple[float, float]:
    """Writes a second and their 99th percentile in milliseconds, over ``CALLERS`` at once."""
    times: list[float] = []
    ends = time.perf_counter() + SECONDS

    async def caller() -> None:
        while (started := time.perf_counter()) < ends:
            await write()
            times.append(time.perf_counter() - started)

    began = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(CALLERS)))
    elapsed = time.perf_counter() - began
    return len(times) / elapsed, statistics.quantiles(times, n=100)[98] * 1000


async def measure(mongo_url: str, redis_url: str) -> dict[str, float]:
    client, database = mongo.connect(mongo_url)
    connection = redis.connect(redis_url)
    await create_indexes(database)
    for name in ("bare_payments", "bare_entries", "bare_accounts", "bare_outbox"):
        await database.create_collection(name)
    committer = Committer(
        repository=CommitRepository(client, database),
        leases=Leases(connection),
        clock=utc_now,
        key=LogKey("paymentus.example/bench", Ed25519PrivateKey.generate()),
        metrics=Metrics(),
        shard="shard-0",
    )
    await committer.initialise()

    async def grouped() -> None:
        await committer.commit(a_payment())

    baseline, baseline_p99 = await rate(lambda: bare(client, database))
    ours, ours_p99 = await rate(grouped)
    entries = await database.transactions.count_documents({})
    account = await database.ledger_accounts.find_one({"_id": "biller_payable/hot/USD"})
    await committer.close()
    await connection.aclose()
    await client.close()
    assert account is not None
    return {
        "callers": CALLERS,
        "commits_per_s": round(ours),
        "commit_p99_ms": round(ours_p99),
        "bare_per_s": round(baseline),
        "bare_p99_ms": round(baseline_p99),
        "ledger_ratio": round(ours / baseline, 1),
        "reconciled": account["credits_posted"] == 10_000 * entries,
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        servers = EmbeddedMongo(Path(folder) / "mongo", base_port=0)
        fast = EmbeddedRedis(Path(folder) / "redis", base_port=0)
        with servers, fast:
            result = asyncio.run(measure(servers.uri, fast.uri))
    print(f"{CALLERS} callers, one hot biller, one MongoDB member, {SECONDS:.0f} s each:")
    print(f"  group commit      {result['commits_per_s']:>6} /s   p99 {result['commit_p99_ms']} ms")
    print(f"  bare transactions {result['bare_per_s']:>6} /s   p99 {result['bare_p99_ms']} ms")
    print(f"  ratio             {result['ledger_ratio']:>6}")
    print(f"RESULT {json.dumps(result)}")


if __name__ == "__main__":
    main()
