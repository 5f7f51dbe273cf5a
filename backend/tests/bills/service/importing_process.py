"""A worker of its own process, for tests that kill it: claims a file and says how far it is."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bills.building import a_file_service
from paymentus.billers.service import BillersService
from paymentus.bills.domain import BillFile
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer
from paymentus.foundation import mongo, redis
from paymentus.foundation.leases import Leases
from paymentus.foundation.metrics import Metrics

from support.keys import a_log_key
from support.sealing import sealed_documents


async def main(
    mongo_url: str, database_name: str, redis_url: str, ahead_seconds: str, folder: str
) -> None:
    """``folder`` has the master key. ``ahead_seconds`` is how far this worker's clock is in the
    future, for leases to run out."""
    client, _ = mongo.connect(mongo_url)
    database = mongo.database_of(client, database_name)

    sealed = sealed_documents(database, Path(folder))

    def clock() -> datetime:
        now = datetime.now(UTC) + timedelta(seconds=float(ahead_seconds))
        return now.replace(microsecond=0)

    committer = Committer(
        repository=CommitRepository(client, database),
        leases=Leases(redis.connect(redis_url)),
        clock=clock,
        key=a_log_key(),
        metrics=Metrics(),
        shard="shard-0",
        sealed=sealed,
    )
    billers = BillersService(database=database, committer=committer, clock=clock, shard="shard-0")
    importer = a_file_service(database, committer, billers, clock, sealed).importer

    def say(file: BillFile) -> None:
        print(file.rows_done, flush=True)

    file = await importer.claim_next()
    assert file is not None, "no file waits"
    print("claimed", file.rows_done, flush=True)
    await importer.run(file, on_progress=say)
    print("finished", flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
