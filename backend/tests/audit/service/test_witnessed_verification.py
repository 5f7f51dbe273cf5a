"""What the verification asks beyond hashes: who has seen the log, when it was made, where it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from audit.building import STARTED_AT, a_key, a_policy, a_witness, batches, write_log
from paymentus.audit.domain.checkpoint import cosign_checkpoint
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.jobs import build_tiles
from paymentus.audit.service import AuditLog, LogReport, LogVerification
from paymentus.foundation.mongo import Database

W1, W2 = a_witness(), a_witness("witness.example/w2", seed=102)
SIZE, BATCH = 600, 50


@pytest.fixture
async def log(database: Database) -> Database:
    """600 entries, a batch each 50 seconds, two full tiles; nobody has witnessed it."""
    await write_log(database, batches(SIZE, BATCH), timed=True)
    await build_tiles(AuditLog(database, a_policy()))
    return database


async def cosign(database: Database, size: int, *keys: Any) -> None:
    log = AuditLog(database, a_policy(W1, W2, quorum=1))
    stored = await database.audit_checkpoints.find_one({"_id": size})
    assert stored is not None
    for key in keys or (W1,):
        await log.add_cosignatures(cosign_checkpoint(stored["text"], key, 1_795_000_000))


async def verify(
    database: Database, *, quorum: int = 1, after_hours: float = 24, **options: Any
) -> LogReport:
    policy = a_policy(W1, W2, quorum=quorum)
    now = STARTED_AT + timedelta(seconds=SIZE, hours=after_hours)
    return await LogVerification(database, policy, clock=lambda: now).run(**options)


class TestALogThatWitnessesSaw:
    async def test_is_valid_up_to_what_is_younger_than_an_hour(self, log: Database) -> None:
        await cosign(log, 500)

        report = await verify(log, after_hours=0.5)

        assert report.problems == ()
        assert report.witnessed_size == 500

    async def test_is_named_where_nobody_has_seen_it_for_an_hour(self, log: Database) -> None:
        await cosign(log, 500)

        assert (await verify(log)).problems == (
            "entries from 500 on: fewer than 1 of the policy's witnesses have seen them since"
            " 2026-11-20T10:09:10.000Z",
        )
        await cosign(log, 600)
        assert (await verify(log)).is_valid

    async def test_needs_as_many_as_the_quorum(self, log: Database) -> None:
        await cosign(log, 600)
        assert not (await verify(log, quorum=2)).is_valid

        await cosign(log, 600, W2)

        assert (await verify(log, quorum=2)).is_valid

    async def test_is_named_where_a_cosignature_does_not_hold(self, log: Database) -> None:
        await cosign(log, 600)
        stored = await log.audit_checkpoints.find_one({"_id": 600})
        assert stored is not None
        body = stored["text"].partition("\n\n")[0].replace("600", "601") + "\n"
        wrong = stored["text"].rsplit("\u2014", 1)[0] + W1.cosignature_line(body, 1)
        await log.audit_checkpoints.update_one({"_id": 600}, {"$set": {"text": wrong}})

        problems = (await verify(log)).problems

        assert f"checkpoint 600: the signature of {W1.name} is wrong" in problems


class TestARetiredWitness:
    async def test_is_known_by_the_policy_or_its_lines_are_named(self, log: Database) -> None:
        await cosign(log, 300, W1)
        await cosign(log, 600, W2)
        now = STARTED_AT + timedelta(days=1)
        key = a_key()
        without = LogPolicy(key.name, key.verifier, (W2.verifier,), 1)
        policy = replace(without, retired=(W1.verifier,))

        report = await LogVerification(log, policy, clock=lambda: now).run()
        stranger = await LogVerification(log, without, clock=lambda: now).run()

        assert report.problems == ()
        assert f"checkpoint 300: has a signature of {W1.name}, not in the policy" in (
            stranger.problems
        )


class TestAWindow:
    """A check of a part of the log, which the thief of the key has rewritten as a whole."""

    async def between(self, database: Database, **options: Any) -> LogReport:
        policy = a_policy(W1, W2, quorum=1)
        now = STARTED_AT + timedelta(days=1)
        return await LogVerification(database, policy, clock=lambda: now).run_between(
            start=STARTED_AT + timedelta(seconds=120),
            end=STARTED_AT + timedelta(seconds=330),
            **options,
        )

    async def test_is_vouched_for_by_a_later_checkpoint_that_was_witnessed(
        self, log: Database
    ) -> None:
        assert not (await self.between(log)).is_valid
        await cosign(log, 600)

        report = await self.between(log)

        assert report.problems == ()
        assert (report.first_index, report.size, report.witnessed_size) == (100, 350, 350)

    async def test_that_was_rewritten_does_not_lead_to_what_was_witnessed(
        self, log: Database
    ) -> None:
        await cosign(log, 600)
        kept = await log.audit_checkpoints.find_one({"_id": 600})
        assert kept is not None
        for name in ("audit_log", "audit_checkpoints", "audit_tiles", "log_heads"):
            await log[name].delete_many({})
        await write_log(log, batches(SIZE, BATCH), timed=True, subject="pay_forged", key=a_key())

        unseen = await self.between(log)
        contradicted = await self.between(log, kept=[kept["text"]])

        assert any("fewer than 1 of the policy's witnesses" in one for one in unseen.problems)
        assert any("from entry 350 to a later" in one for one in contradicted.problems)


class TestFieldsThatNoHashCovers:
    @pytest.mark.parametrize(
        ("collection", "where", "change", "problem"),
        [
            (
                "audit_checkpoints", 300, {"at": STARTED_AT + timedelta(days=9)},
                "checkpoint 300: was not made when its entries were",
            ),
            (
                "audit_checkpoints", 300, {"at": STARTED_AT},
                "checkpoint 300: is stored as made before the one it follows",
            ),
            (
                "audit_checkpoints", 300, {"at": "then"},
                "checkpoint 300: when it was made is not a time",
            ),
            ("audit_log", 300, {"shard": "shard-1"}, "entry 300: stored shard is not this log's"),
            ("audit_tiles", "0/0", {"level": 5}, "tile 0/0: is filed as 5/0"),
            (
                "log_heads", "shard-0", {"recorded_at": STARTED_AT},
                "head: was recorded before its checkpoint was made",
            ),
            (
                "log_heads", "shard-0", {"recorded_at": STARTED_AT + timedelta(days=900)},
                "head: was recorded in the future",
            ),
            (
                "log_heads", "shard-0", {"recorded_at": None},
                "head: when it was recorded is not a time",
            ),
            (
                "log_heads", "shard-0", {"sequence": "x"},
                "head: its sequence is not a whole number",
            ),
        ],
    )  # fmt: skip
    async def test_are_checked_all_the_same(
        self, log: Database, collection: str, where: Any, change: Any, problem: str
    ) -> None:
        result = await log[collection].update_one({"_id": where}, {"$set": change})
        assert result.modified_count == 1

        assert problem in (await verify(log, quorum=0)).problems

    async def test_tell_of_a_checkpoint_that_was_taken_away(self, log: Database) -> None:
        await log.audit_checkpoints.delete_one({"_id": 300})

        assert (await verify(log, quorum=0)).problems == (
            "checkpoint 350: spans more than one commit; a checkpoint is missing before it",
        )
