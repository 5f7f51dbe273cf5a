"""Group commit over a real replica set: whole or not at all, refused alone, fenced."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from paymentus.audit.domain.tree import CompactRange, leaf_hash
from paymentus.commit.domain import (
    AlreadyExists,
    AuditRecord,
    IdempotencyAnswer,
    IdempotencyClaim,
    IdempotencyKeyReused,
    IdempotencyScope,
    Insert,
    OutboxMessage,
    RequestInProgress,
    UnitOfWork,
    Update,
    VersionConflict,
)
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer, Idempotency
from paymentus.foundation.clock import utc_now
from paymentus.foundation.leases import Leases
from paymentus.ledger.domain import (
    EntryDraft,
    EntryKind,
    account_id,
    credit,
    debit,
)
from paymentus.ledger.domain.rules import HoldAlreadyPosted, WouldGoBelowFloor
from paymentus.ledger.repository import LedgerRepository

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
RECEIVABLE = account_id("processor_receivable", "stripe", "USD")
PAYABLE = account_id("biller_payable", "bil_1", "USD")
BANK = account_id("bank", "operating", "USD")


def an_entry(id: str, *, amount: int = 100, kind: EntryKind = EntryKind.POSTED) -> EntryDraft:
    return EntryDraft(
        id=id,
        kind=kind,
        event="test.moved",
        subject="pay_1",
        description="a test",
        effective_at=NOW,
        postings=(debit(RECEIVABLE, amount), credit(PAYABLE, amount)),
    )


def a_payout(id: str, amount: int) -> EntryDraft:
    return EntryDraft(
        id=id,
        kind=EntryKind.POSTED,
        event="biller.settled",
        subject="bil_1",
        description="settled",
        effective_at=NOW,
        postings=(debit(PAYABLE, amount), credit(BANK, amount)),
    )


class TestCommitter:
    async def test_writes_every_part_of_a_unit(self, committer: Committer, database) -> None:
        scope = IdempotencyScope("usr_1", "pay", "k")
        unit = UnitOfWork(
            inserts=(Insert("bills", {"_id": "bil_x", "status": "open"}),),
            entries=(an_entry("ent_1"),),
            audit=(AuditRecord("user.signed_in", "usr_1", "usr_1"),),
            outbox=(OutboxMessage("payment_changed", "pay_1", {"state": "succeeded"}),),
            idempotency=(IdempotencyClaim(scope, "h", "pay_1", NOW),),
        )

        committed = await committer.commit(unit)

        assert committed.leaf_index == {"ent_1": 0}
        assert (await database.bills.find_one({"_id": "bil_x"}))["version"] == 1
        assert (await database.transactions.find_one({"_id": "ent_1"}))["leaf_index"] == 0
        assert (await database.ledger_accounts.find_one({"_id": PAYABLE}))["credits_posted"] == 100
        assert await database.outbox.count_documents({"topic": "payment_changed"}) == 1
        assert await database.audit_inbox.count_documents({"type": "user.signed_in"}) == 1
        assert (await database.idempotency.find_one({"_id": scope.id}))["status"] == "running"

    async def test_the_log_holds_the_leaf_and_the_head_signs_its_root(
        self, committer: Committer, database, log_key
    ) -> None:
        await committer.commit(UnitOfWork(entries=(an_entry("ent_1"), an_entry("ent_2"))))

        leaves = [row async for row in database.audit_log.find().sort("_id")]
        head = await database.log_heads.find_one({"_id": "shard-0"})
        tree = CompactRange().append(leaf_hash(row["leaf"]) for row in leaves)
        assert [row["_id"] for row in leaves] == [0, 1]
        assert CompactRange.from_document(head).root() == tree.root()
        assert head["checkpoint"].startswith(f"{log_key.name}\n2\n")

    async def test_many_concurrent_units_share_batches_and_balances_are_exact(
        self, committer: Committer, database, metrics
    ) -> None:
        units = [UnitOfWork(entries=(an_entry(f"ent_{n}", amount=n + 1),)) for n in range(200)]

        results = await asyncio.gather(*(committer.commit(unit) for unit in units))

        indexes = sorted(index for result in results for index in result.leaf_index.values())
        account = await database.ledger_accounts.find_one({"_id": PAYABLE})
        assert indexes == list(range(200))
        assert account["credits_posted"] == sum(range(1, 201))
        assert len({result.sequence for result in results}) < 50

    async def test_a_refused_unit_is_refused_alone(self, committer: Committer, database) -> None:
        await committer.commit(UnitOfWork(entries=(an_entry("ent_0", amount=100),)))
        units = [
            UnitOfWork(
                inserts=(Insert("bills", {"_id": f"b{n}"}),), entries=(a_payout(f"out_{n}", 40),)
            )
            for n in range(5)
        ]

        results = await asyncio.gather(
            *(committer.commit(unit) for unit in units), return_exceptions=True
        )

        refused = [result for result in results if isinstance(result, WouldGoBelowFloor)]
        assert len(refused) == 3
        assert await database.bills.count_documents({}) == 2
        assert (await database.ledger_accounts.find_one({"_id": PAYABLE}))["debits_posted"] == 80

    async def test_of_two_updates_on_one_version_the_second_is_refused(
        self, committer: Committer, database
    ) -> None:
        await committer.commit(UnitOfWork(inserts=(Insert("bills", {"_id": "b", "n": 0}),)))
        units = [UnitOfWork(updates=(Update("bills", "b", 1, {"n": n}),)) for n in (1, 2, 3)]

        results = await asyncio.gather(
            *(committer.commit(unit) for unit in units), return_exceptions=True
        )

        conflicts = [result for result in results if isinstance(result, VersionConflict)]
        assert len(conflicts) == 2
        assert (await database.bills.find_one({"_id": "b"}))["version"] == 2

    async def test_an_existing_id_refuses_only_its_own_unit(
        self, committer: Committer, database
    ) -> None:
        await committer.commit(UnitOfWork(entries=(an_entry("ent_1"),)))
        units = [UnitOfWork(entries=(an_entry(f"ent_{n}"),)) for n in (1, 2, 3)]

        results = await asyncio.gather(
            *(committer.commit(unit) for unit in units), return_exceptions=True
        )

        assert isinstance(results[0], AlreadyExists)
        assert not isinstance(results[1], Exception)
        assert not isinstance(results[2], Exception)
        assert await database.transactions.count_documents({}) == 3

    async def test_a_unit_mongodb_cannot_store_fails_alone(
        self, committer: Committer, database
    ) -> None:
        units = [UnitOfWork(inserts=(Insert("bills", {"_id": f"b{n}"}),)) for n in range(3)]
        poison = UnitOfWork(inserts=(Insert("bills", {"_id": "poison", "n": 2**70}),))

        results = await asyncio.gather(
            *(committer.commit(unit) for unit in [*units, poison]), return_exceptions=True
        )

        assert isinstance(results[3], OverflowError)
        assert await database.bills.count_documents({}) == 3

    async def test_two_servers_without_turns_stay_exact(
        self, client, database, redis, log_key, metrics
    ) -> None:
        class NoTurns(Leases):
            async def _acquire(self, *_: object) -> bool:
                return False

        committers = [
            Committer(
                repository=CommitRepository(client, database),
                leases=NoTurns(redis),
                clock=utc_now,
                key=log_key,
                metrics=metrics,
                shard="shard-0",
            )
            for _ in range(3)
        ]
        await committers[0].initialise()
        units = [UnitOfWork(entries=(an_entry(f"ent_{n}", amount=1),)) for n in range(90)]

        results = await asyncio.gather(
            *(committers[n % 3].commit(unit) for n, unit in enumerate(units))
        )

        indexes = sorted(index for result in results for index in result.leaf_index.values())
        assert indexes == list(range(90))
        assert (await database.ledger_accounts.find_one({"_id": PAYABLE}))["credits_posted"] == 90

    async def test_a_refusal_by_an_old_memory_is_judged_anew(
        self, client, database, redis, log_key, metrics
    ) -> None:
        one, other = [
            Committer(
                repository=CommitRepository(client, database),
                leases=Leases(redis),
                clock=utc_now,
                key=log_key,
                metrics=metrics,
                shard="shard-0",
            )
            for _ in range(2)
        ]
        await one.initialise()
        await one.commit(UnitOfWork(entries=(an_entry("ent_1", amount=100),)))
        await other.commit(UnitOfWork(entries=(an_entry("ent_2", amount=1),)))
        await one.commit(UnitOfWork(entries=(an_entry("ent_3", amount=100),)))

        await other.commit(UnitOfWork(entries=(a_payout("out_1", 150),)))

        account = await database.ledger_accounts.find_one({"_id": PAYABLE})
        assert (account["credits_posted"], account["debits_posted"]) == (201, 150)

    async def test_a_server_that_shares_looks_before_it_judges(
        self, client, database, redis, log_key, metrics
    ) -> None:
        one, other = [
            Committer(
                repository=CommitRepository(client, database),
                leases=Leases(redis),
                clock=utc_now,
                key=log_key,
                metrics=metrics,
                shard="shard-0",
            )
            for _ in range(2)
        ]
        await one.initialise()

        for n in range(6):
            for name, server in (("one", one), ("other", other)):
                await server.commit(UnitOfWork(entries=(an_entry(f"ent_{name}_{n}", amount=1),)))

        # Each judges once by what it remembers, in vain; from then on it reads the head first.
        in_vain = metrics.commit_retries.labels("head_moved")._value.get()
        assert in_vain <= 2
        assert (await database.ledger_accounts.find_one({"_id": PAYABLE}))["credits_posted"] == 12

    async def test_who_loses_a_race_for_an_id_finds_the_winner_written(
        self, committer: Committer, database
    ) -> None:
        units = [UnitOfWork(inserts=(Insert("bills", {"_id": "b", "n": n}),)) for n in range(2)]

        async def commit(unit: UnitOfWork) -> object:
            try:
                return await committer.commit(unit)
            except AlreadyExists:
                return await database.bills.find_one({"_id": "b"})

        _, found = await asyncio.gather(*(commit(unit) for unit in units))

        assert found["n"] == 0

    async def test_a_hold_is_posted_once(self, committer: Committer, database) -> None:
        await committer.commit(
            UnitOfWork(entries=(an_entry("ent_h", kind=EntryKind.PENDING, amount=70),))
        )

        def resolution(id: str) -> UnitOfWork:
            return UnitOfWork(
                entries=(
                    EntryDraft(
                        id=id,
                        kind=EntryKind.POST_PENDING,
                        event="payment.succeeded",
                        subject="pay_1",
                        description="posted",
                        effective_at=NOW,
                        pending_id="ent_h",
                    ),
                )
            )

        results = await asyncio.gather(
            committer.commit(resolution("ent_p")),
            committer.commit(resolution("ent_q")),
            return_exceptions=True,
        )

        account = await database.ledger_accounts.find_one({"_id": PAYABLE})
        assert isinstance(results[1], HoldAlreadyPosted)
        assert (account["credits_posted"], account["credits_pending"]) == (70, 0)

    async def test_balances_are_known_as_of_a_time(self, committer: Committer, database) -> None:
        first = await committer.commit(UnitOfWork(entries=(an_entry("ent_1", amount=10),)))
        await asyncio.sleep(0.01)
        await committer.commit(UnitOfWork(entries=(an_entry("ent_2", amount=5),)))
        ledger = LedgerRepository(database)

        then = await ledger.balance_as_of(PAYABLE, first.at, by="recorded_at")
        now = await ledger.balance_as_of(PAYABLE, utc_now(), by="recorded_at")

        assert then == (0, 10)
        assert now == (0, 15)


class TestIdempotency:
    async def test_same_key_replays_other_body_is_refused_running_waits(
        self, committer: Committer, client, database, sealed
    ) -> None:
        moment = [NOW]
        records = Idempotency(CommitRepository(client, database), lambda: moment[0], sealed)
        scope = IdempotencyScope("usr_1", "makePayment", "key-1")
        lease_until = datetime(2026, 11, 23, 10, 1, tzinfo=UTC)
        claim = IdempotencyClaim(scope, "body", "pay_1", lease_until)

        assert await records.look_up(scope, "body") is None
        await committer.commit(UnitOfWork(idempotency=(claim,)))
        with pytest.raises(RequestInProgress):
            await records.look_up(scope, "body")
        with pytest.raises(IdempotencyKeyReused):
            await records.look_up(scope, "another")
        moment[0] = lease_until
        unfinished = await records.look_up(scope, "body")
        await committer.commit(
            UnitOfWork(idempotency=(IdempotencyAnswer(scope.id, 201, {"id": "pay_1"}, "usr_1"),))
        )
        answered = await records.look_up(scope, "body")

        assert unfinished is not None
        assert unfinished.answer is None
        assert answered is not None
        assert (answered.status, answered.answer) == (201, {"id": "pay_1"})

    async def test_another_principal_never_meets_the_answer(
        self, committer: Committer, client, database, sealed
    ) -> None:
        records = Idempotency(CommitRepository(client, database), utc_now, sealed)
        mine = IdempotencyScope("usr_1", "makePayment", "key-1")
        await committer.commit(
            UnitOfWork(
                idempotency=(
                    IdempotencyClaim(mine, "body", "pay_1", NOW),
                    IdempotencyAnswer(mine.id, 201, {"id": "pay_1"}, "usr_1"),
                )
            )
        )

        theirs = IdempotencyScope("usr_2", "makePayment", "key-1")

        assert await records.look_up(theirs, "body") is None
