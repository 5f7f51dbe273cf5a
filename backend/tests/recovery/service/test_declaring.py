"""A log brought back to before what its witness saw: refused by that witness, declared, gone on
with under a new witness, and valid under the new policy only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from audit.building import a_witness
from commit.building import deliveries_of
from paymentus.audit.domain.checkpoint import LogKey
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.tlog_policy import OperatorPolicy
from paymentus.audit.service import (
    AuditLog,
    LogVerification,
    Witnessing,
    checkpoints_of_witnesses,
)
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer, Deliveries
from paymentus.foundation.clock import utc_now
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Client, Database
from paymentus.foundation.redis import RedisClient
from paymentus.recovery.service.declaring import EVENT, WitnessSilent, declare_restored
from recovery.building import backups_of, restoring_into

from support.witnesses import running_witness

OLD, NEW = a_witness("witness.example/old"), a_witness("witness.example/new", seed=102)


@pytest.fixture
def deliveries(
    client: Client, database: Database, redis: RedisClient, committer: Committer
) -> Deliveries:
    return deliveries_of(client, database, redis, committer)


def policy(key: LogKey, *, retired: bool) -> LogPolicy:
    origin, verifier = key.name, key.verifier
    if retired:
        return LogPolicy(origin, verifier, (NEW.verifier,), 1, (OLD.verifier,))
    return LogPolicy(origin, verifier, (OLD.verifier,), 1)


async def grow(deliveries: Deliveries, committer: Committer, entries: int) -> None:
    for number in range(entries):
        record = AuditRecord("test.happened", f"subject-{number}", "test")
        await committer.commit(UnitOfWork(audit=(record,)))
    await deliveries.drain_audit_inbox()


@asynccontextmanager
async def witnessing(
    database: Database, metrics: Metrics, about: LogPolicy, url: str
) -> AsyncIterator[Witnessing]:
    made = Witnessing(
        database=database,
        log=AuditLog(database, about),
        addresses={about.witnesses[0].name: url},
        clock=utc_now,
        metrics=metrics,
    )
    yield made
    await made.close()


class TestARestoredLog:
    async def test_is_declared_and_goes_on_under_a_new_witness(
        self,
        client: Client,
        database: Database,
        committer: Committer,
        deliveries: Deliveries,
        log_key: LogKey,
        metrics: Metrics,
        tmp_path: Path,
    ) -> None:
        before, after = policy(log_key, retired=False), policy(log_key, retired=True)
        with running_witness(tmp_path / "old.db", OLD, [log_key.verifier]) as old:
            await grow(deliveries, committer, 3)
            made = await backups_of(client, database, tmp_path / "backups").create()
            await grow(deliveries, committer, 4)
            async with witnessing(database, metrics, before, old.url) as asking:
                assert await asking.submit_newest() == 1

            await restoring_into(database, tmp_path / "backups").restore(
                made.path, replace=True, let_go=database.name
            )
            await committer.initialise()
            seen = await checkpoints_of_witnesses(
                OperatorPolicy(before, {OLD.verifier.name: old.url})
            )
            declared = await declare_restored(
                log=AuditLog(database, before),
                committer=committer,
                shard="shard-0",
                seen=seen,
                backup=made.path.name,
                actor="operator",
            )
            await grow(deliveries, committer, 9)
            async with witnessing(database, metrics, before, old.url) as asking:
                assert await asking.submit_newest() == 0, "to the old one it is a second history"

        assert declared is not None
        assert (declared.size, declared.seen_size, declared.ahead) == (3, 7, (OLD.verifier.name,))
        told = await database["audit_log"].find_one({"type": EVENT})
        assert told is not None
        assert told["_id"] == 3
        assert made.path.name.encode() in told["leaf"]
        with running_witness(tmp_path / "new.db", NEW, [log_key.verifier]) as new:
            async with witnessing(database, metrics, after, new.url) as asking:
                assert await asking.submit_newest() == 1
        [kept] = [text for text in seen.values() if text is not None]
        assert (await LogVerification(database, after).run()).problems == ()
        assert not (await LogVerification(database, after).run(kept=[kept])).is_valid

    async def test_that_no_witness_saw_more_of_declares_nothing(
        self, database: Database, committer: Committer, deliveries: Deliveries, log_key: LogKey
    ) -> None:
        await grow(deliveries, committer, 2)
        about = policy(log_key, retired=False)
        newest = await AuditLog(database, about).latest_checkpoint()

        declared = await declare_restored(
            log=AuditLog(database, about),
            committer=committer,
            shard="shard-0",
            seen={OLD.verifier: newest, NEW.verifier: None},
            without=[NEW.verifier.name],
            backup="20261123_134500.tar.gz.enc",
            actor="operator",
        )

        await deliveries.drain_audit_inbox()
        assert declared is None
        assert await database["audit_log"].count_documents({"type": EVENT}) == 0

    async def test_is_not_called_well_where_a_witness_is_silent(
        self, database: Database, committer: Committer, deliveries: Deliveries, log_key: LogKey
    ) -> None:
        await grow(deliveries, committer, 2)

        with pytest.raises(WitnessSilent, match=OLD.verifier.name):
            await declare_restored(
                log=AuditLog(database, policy(log_key, retired=False)),
                committer=committer,
                shard="shard-0",
                seen={OLD.verifier: None},
                without=["witness.example/another"],
                backup="20261123_134500.tar.gz.enc",
                actor="operator",
            )
