"""The monitor over a real platform: quiet while all is well, and what it says when it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from paymentus.app.monitor import BEGIN_ANEW, LogAndLedgerDisagree, Monitor, MonitorIsSilent
from paymentus.app.wiring import Platform
from paymentus.audit.domain.checkpoint import sign_checkpoint
from paymentus.audit.domain.leaf import entry_leaf, log_entry
from paymentus.audit.domain.tree import CompactRange
from paymentus.audit.repository import AuditRepository, entry_to_document
from paymentus.audit.service import AuditLog, Witnessing
from paymentus.commit.domain import UnitOfWork
from paymentus.foundation.clock import utc_now
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Database
from paymentus.payments.domain import funds_flow
from paymentus.payments.domain.funds_flow import Share


class Watched:
    """A platform whose payments go straight into the ledger, and a monitor with its own clock."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.database: Database = platform.database
        self.later = timedelta()
        self.paid = 0
        self.monitor = self.new_monitor()

    def new_monitor(self) -> Monitor:
        return Monitor(
            database=self.database,
            log=self.platform.get(AuditLog),
            witnessing=self.platform.get(Witnessing),
            shard="shard-0",
            clock=lambda: utc_now() + self.later,
            metrics=self.platform.get(Metrics),
        )

    async def pay(self, count: int = 1, *, ending: bool = True) -> None:
        for _ in range(count):
            self.paid += 1
            id, now = f"pay_{self.paid}", utc_now()
            start = funds_flow.attempt_recorded(
                id, shares=[Share("bil_1", 10_000)], fee_minor=150, currency="USD", at=now,
                expires_at=now + timedelta(days=1),
            )  # fmt: skip
            await self.platform.committer.commit(UnitOfWork(entries=(start,)))
            if ending:
                end = funds_flow.succeeded(id, at=now, commitment="00" * 32)
                await self.platform.committer.commit(UnitOfWork(entries=(end,)))

    async def follow(self) -> list[str]:
        """Rounds until there is nothing new, and one to compare; what it told."""
        while await self.monitor.run_round():
            pass
        self.later += timedelta(minutes=1)
        await self.monitor.run_round()
        rows = [r for r in await AuditRepository(self.database).watches() if r["_id"] == "monitor"]
        problems: list[str] = rows[0]["problems"]
        return problems


@pytest.fixture
async def watched(platform: Platform) -> Watched:
    made = Watched(platform)
    await made.pay(4)
    await made.pay(1, ending=False)
    return made


class TestAMonitor:
    async def test_is_quiet_while_all_is_well(self, watched: Watched) -> None:
        for _ in range(3):
            assert await watched.follow() == []
            await watched.pay(2)
        assert await watched.follow() == []
        await watched.monitor.check()
        assert watched.platform.get(Metrics).audit_monitor_problems._value.get() == 0

    async def test_looks_at_what_is_new_only(self, watched: Watched) -> None:
        await watched.follow()
        await watched.pay(1)

        assert await watched.monitor.run_round() == 2
        assert await watched.monitor.run_round() == 0

    async def test_leaves_the_worker_alone_until_there_is_a_whole_round(
        self, watched: Watched
    ) -> None:
        assert await watched.monitor.work() == 0
        assert await watched.monitor.run_round() == 0, "it took what there was"

    async def test_compares_balances_of_a_log_that_never_rests(self, watched: Watched) -> None:
        await watched.monitor.run_round()
        await _set(watched.database, "ledger_accounts", "fee_income/platform/USD", credits_posted=1)
        for _ in range(2):
            await watched.pay(1)
            await _set(
                watched.database, "ledger_accounts", "fee_income/platform/USD", credits_posted=1
            )
            taken = await watched.monitor.run_round()

        assert taken == 0, "a round that finds something says so"
        with pytest.raises(LogAndLedgerDisagree):
            await watched.monitor.check()

    async def test_says_nothing_of_commits_that_come_between(self, watched: Watched) -> None:
        await watched.pay(1)
        while await watched.monitor.run_round():
            await watched.pay(1) if watched.paid < 40 else None

        assert await watched.follow() == []


async def _set(database: Database, collection: str, id: Any, **fields: Any) -> None:
    result = await database[collection].update_one({"_id": id}, {"$set": fields})
    assert result.modified_count == 1


RECEIVABLE = "processor_receivable/stripe/USD"
LATER_CHANGES: dict[str, tuple[Callable[[Database], Any], str]] = {
    "a balance": (
        lambda db: _set(db, "ledger_accounts", RECEIVABLE, debits_posted=1),
        f"account {RECEIVABLE}: stored balance",
    ),
    "a pending balance": (
        lambda db: _set(db, "ledger_accounts", RECEIVABLE, debits_pending=0),
        f"account {RECEIVABLE}: stored balance",
    ),
    "a balance that is gone": (
        lambda db: db.ledger_accounts.delete_one({"_id": RECEIVABLE}),
        f"account {RECEIVABLE}: its balance is gone",
    ),
    "the head": (
        lambda db: _set(db, "log_heads", "shard-0", range=[bytes(32)] * 2),
        "head: its range is not the one its entries make",
    ),
    "the end of the log": (
        lambda db: _set(db, "log_heads", "shard-0", size=5),
        "the log has 5 entries; it had 9",
    ),
}


class TestAnAlarm:
    @pytest.mark.parametrize("what", LATER_CHANGES)
    async def test_is_raised_for_what_was_changed_behind_it(
        self, watched: Watched, what: str
    ) -> None:
        change, problem = LATER_CHANGES[what]
        assert await watched.follow() == []
        await change(watched.database)

        told = await watched.follow()

        assert told[0].startswith(problem)
        with pytest.raises(LogAndLedgerDisagree):
            await watched.monitor.check()
        assert watched.platform.get(Metrics).audit_monitor_problems._value.get() >= 1

    async def test_is_raised_for_a_hold_that_was_resolved_by_nobody(self, watched: Watched) -> None:
        await _set(watched.database, "ledger_holds", "ent_5_hold", state="voided")

        assert (await watched.follow())[0].startswith("hold ent_5_hold: stored as voided")

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (lambda db: db.transactions.delete_one({"_id": "ent_2_paid"}), "the ledger does not"),
            (
                lambda db: _set(db, "transactions", "ent_2_paid", description="x"),
                "its content is not what was recorded",
            ),
            (
                lambda db: _set(db, "audit_log", 3, leaf=b"x"),
                "entry 3: stored bytes do not hash to its leaf",
            ),
            (
                lambda db: _set(db, "audit_checkpoints", 9, text="x"),
                "checkpoint 9: the note has no signatures",
            ),
        ],
    )
    async def test_is_raised_for_what_it_meets(
        self, watched: Watched, change: Any, problem: str
    ) -> None:
        await change(watched.database)

        assert any(problem in one for one in await watched.follow())

    async def test_is_raised_for_a_posting_without_a_leaf(self, watched: Watched) -> None:
        entry = await watched.database.transactions.find_one({"_id": "ent_2_paid"})
        assert entry is not None
        await watched.database.transactions.insert_one({**entry, "_id": "ent_inserted"})

        assert "entry ent_inserted: the audit log has no leaf for it" in await watched.follow()

    async def test_is_raised_for_a_leaf_without_its_posting(self, watched: Watched) -> None:
        """Signed with the log's own key: the log is right, and the ledger is short."""
        await watched.follow()
        head = await watched.database.log_heads.find_one({"_id": "shard-0"})
        assert head is not None
        at = head["recorded_at"]
        leaf = entry_leaf(
            at=at, entry_id="ent_x", entry_hash="0" * 64, event="e", subject="s", commitment=None
        )
        tree = CompactRange.from_document(head)
        entry = log_entry(index=tree.size, leaf=leaf, at=at)
        tree = tree.append([entry.hash])
        key = watched.platform.committer._key
        text = sign_checkpoint(key.name, tree.size, tree.root(), key)
        await watched.database.audit_log.insert_one(entry_to_document(entry))
        await watched.database.audit_checkpoints.insert_one(
            {"_id": tree.size, "text": text, "at": at}
        )
        await _set(watched.database, "log_heads", "shard-0", **tree.to_document(), checkpoint=text)

        assert "entry ent_x: the audit log has it, the ledger does not" in await watched.follow()

    async def test_is_taken_back_when_it_was_put_right(self, watched: Watched) -> None:
        account = await watched.database.ledger_accounts.find_one({"_id": RECEIVABLE})
        assert account is not None
        await _set(watched.database, "ledger_accounts", RECEIVABLE, debits_posted=1)
        assert await watched.follow()
        right = account["debits_posted"]
        await _set(watched.database, "ledger_accounts", RECEIVABLE, debits_posted=right)

        assert await watched.follow(), "it looks again after some time, not at once"
        watched.later += BEGIN_ANEW
        assert await watched.follow() == []
        await watched.monitor.check()

    async def test_is_not_withdrawn_by_another_worker(self, watched: Watched) -> None:
        await watched.follow()
        account = await watched.database.ledger_accounts.find_one({"_id": RECEIVABLE})
        assert account is not None
        await _set(watched.database, "ledger_accounts", RECEIVABLE, debits_posted=1)
        assert await watched.follow()
        right = account["debits_posted"]
        await _set(watched.database, "ledger_accounts", RECEIVABLE, debits_posted=right)

        watched.monitor = watched.new_monitor()
        assert await watched.follow(), "it finds nothing, and leaves what the other one found"
        with pytest.raises(LogAndLedgerDisagree):
            await watched.monitor.check()

        watched.later += BEGIN_ANEW
        assert await watched.follow() == []

    async def test_is_silence_itself(self, watched: Watched) -> None:
        await watched.follow()
        watched.later += timedelta(minutes=10)

        with pytest.raises(MonitorIsSilent):
            await watched.monitor.check()
