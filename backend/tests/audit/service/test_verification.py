"""Every way to tamper with the stored log, and the sentence that names it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from audit.building import (
    ORIGIN,
    STARTED_AT,
    a_key,
    a_leaf,
    a_policy,
    a_witness,
    batches,
    write_log,
)
from paymentus.audit.domain.checkpoint import LogKey, cosign_checkpoint, sign_checkpoint
from paymentus.audit.domain.leaf import log_entry
from paymentus.audit.domain.tree import CompactRange, leaf_hash
from paymentus.audit.jobs import build_tiles
from paymentus.audit.repository import entry_to_document
from paymentus.audit.service import AuditLog, LogReport, LogVerification, policy_of_key
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Client, Database

SIZE, BATCH = 600, 50


@pytest.fixture
async def log(database: Database) -> Database:
    """600 entries in batches of 50; two full tiles are stored."""
    await write_log(database, batches(SIZE, BATCH))
    await build_tiles(AuditLog(database, a_policy()))
    return database


async def verify(database: Database, **options: Any) -> LogReport:
    return await LogVerification(database, a_policy()).run(**options)


async def change(database: Database, index: int, **fields: Any) -> None:
    result = await database["audit_log"].update_one({"_id": index}, {"$set": fields})
    assert result.modified_count == 1


async def checkpoint_text(database: Database, size: int) -> str:
    stored = await database["audit_checkpoints"].find_one({"_id": size})
    assert stored is not None
    return str(stored["text"])


FORGED = a_leaf(300, subject="pay_forged")


class TestAnIntactLog:
    async def test_is_valid_and_counted(self, log: Database) -> None:
        report = await verify(log)

        assert report.problems == ()
        assert report.is_valid
        assert (report.entries_checked, report.checkpoints_checked) == (SIZE, SIZE // BATCH)
        assert (report.tiles_checked, report.size) == (2, SIZE)
        expected = CompactRange().append([leaf_hash(a_leaf(index)) for index in range(SIZE)])
        assert report.root == expected.root()

    async def test_is_valid_before_any_tile_is_built(self, database: Database) -> None:
        await write_log(database, [1, 2, 256, 3])

        assert (await verify(database)).problems == ()

    async def test_is_valid_when_nothing_was_ever_recorded(
        self, database: Database, committer: Committer
    ) -> None:
        assert (await verify(database)).is_valid

    async def test_tells_how_far_it_is(self, log: Database) -> None:
        seen: list[tuple[int, int]] = []

        await verify(log, progress=lambda checked, total: seen.append((checked, total)))

        assert seen[0] == (0, SIZE)
        assert seen[-1] == (SIZE, SIZE)

    async def test_stays_valid_while_commits_go_on(
        self,
        database: Database,
        committer: Committer,
        client: Client,
        log_key: LogKey,
    ) -> None:
        repository = CommitRepository(client, database)

        async def record(batch: int) -> None:
            records = tuple(
                AuditRecord(type="test.event", subject=f"sub_{batch}", actor="usr_1")
                for _ in range(20)
            )
            await committer.commit(UnitOfWork(audit=records))
            await committer.log_events(await repository.audit_inbox(1000))

        async def keep_recording() -> None:
            for batch in range(25):
                await record(batch)

        await record(0)
        policy = policy_of_key(log_key)
        recording = asyncio.create_task(keep_recording())
        reports = []
        while not recording.done():
            reports.append(await LogVerification(database, policy).run())
            await build_tiles(AuditLog(database, policy))
        await recording
        reports.append(await LogVerification(database, policy).run())

        assert [report.problems for report in reports if report.problems] == []
        assert reports[-1].size == 26 * 20
        assert len({report.size for report in reports}) > 2, "nothing was recorded meanwhile"


class TestATamperedEntry:
    async def test_with_other_bytes_is_named(self, log: Database) -> None:
        await change(log, 300, leaf=FORGED)

        report = await verify(log)

        assert report.problems == ("entry 300: stored bytes do not hash to its leaf",)

    async def test_with_one_flipped_bit_is_named(self, log: Database) -> None:
        leaf = bytearray(a_leaf(599))
        leaf[40] ^= 1
        await change(log, 599, leaf=bytes(leaf))

        assert (await verify(log)).problems == ("entry 599: stored bytes do not hash to its leaf",)

    async def test_with_leaf_and_hash_changed_is_named_by_its_tile(self, log: Database) -> None:
        await change(log, 300, leaf=FORGED, hash=leaf_hash(FORGED), subject="pay_forged")

        assert (await verify(log)).problems == (
            "entry 300: leaf and hash were changed together; tile 0/1 has another",
        )

    async def test_changed_wherever_its_hash_stands_is_named_by_its_batch(
        self, log: Database
    ) -> None:
        await change(log, 555, leaf=FORGED, hash=leaf_hash(FORGED), subject="pay_forged")

        report = await verify(log)

        assert report.problems == (
            "entry 555: stored event_id is not the one in its leaf",
            "entries 550 to 599: do not lead to the root in the checkpoint of size 600",
        )

    async def test_in_the_midst_of_untiled_ones_stops_what_follows(
        self, database: Database
    ) -> None:
        await write_log(database, batches(200, 50))
        entry = log_entry(index=60, leaf=a_leaf(60, subject="pay_x"), at=STARTED_AT)
        await database["audit_log"].replace_one({"_id": 60}, entry_to_document(entry))

        assert (await verify(database)).problems == (
            "entries 50 to 99: do not lead to the root in the checkpoint of size 100",
            "2 later checkpoints: cannot be checked until what is wrong before them is put right",
        )

    async def test_with_only_its_hash_changed_is_named(self, log: Database) -> None:
        await change(log, 3, hash=bytes(32))

        assert (await verify(log)).problems == ("entry 3: stored hash is not that of its leaf",)

    async def test_with_other_search_fields_is_named(self, log: Database) -> None:
        await change(
            log, 7, subject="pay_other", type="x", event_id="y", at=STARTED_AT + timedelta(1)
        )

        assert (await verify(log)).problems == tuple(
            f"entry 7: stored {name} is not the one in its leaf"
            for name in ("event_id", "type", "subject", "at")
        )

    @pytest.mark.parametrize(
        ("fields", "problem"),
        [
            ({"leaf": "text"}, "entry 9: its leaf is not stored as bytes"),
            ({"hash": b"short"}, "entry 9: its hash is not stored as 32 bytes"),
            ({"hash": None}, "entry 9: its hash is not stored as 32 bytes"),
        ],
    )
    async def test_out_of_form_is_named(
        self, log: Database, fields: dict[str, Any], problem: str
    ) -> None:
        await change(log, 9, **fields)

        assert problem in (await verify(log)).problems

    async def test_among_many_is_named_with_each_of_them(self, log: Database) -> None:
        for index in (0, 255, 256, 511, 512, 599):
            await change(log, index, leaf=FORGED)

        assert (await verify(log)).problems == tuple(
            f"entry {index}: stored bytes do not hash to its leaf"
            for index in (0, 255, 256, 511, 512, 599)
        )


class TestARearrangedLog:
    async def test_with_an_entry_removed_is_seen(self, log: Database) -> None:
        await log["audit_log"].delete_one({"_id": 100})

        assert (await verify(log)).problems == ("entry 100: missing",)

    async def test_with_untiled_entries_removed_is_seen(self, log: Database) -> None:
        await log["audit_log"].delete_many({"_id": {"$gte": 598}})

        assert (await verify(log)).problems == (
            "entry 598: missing",
            "entry 599: missing",
            "entries 550 to 599: do not lead to the root in the checkpoint of size 600",
        )

    async def test_with_two_entries_swapped_is_seen(self, log: Database) -> None:
        rows = [await log["audit_log"].find_one({"_id": index}) for index in (10, 20)]
        await log["audit_log"].delete_many({"_id": {"$in": [10, 20]}})
        for row, index in zip(rows, (20, 10), strict=True):
            assert row is not None
            await log["audit_log"].insert_one(row | {"_id": index})

        assert (await verify(log)).problems == (
            "entry 10: leaf and hash were changed together; tile 0/0 has another",
            "entry 20: leaf and hash were changed together; tile 0/0 has another",
        )

    @pytest.mark.parametrize("index", [600, 10**9, -1, "600", 12.5])
    async def test_with_an_entry_added_is_seen(self, log: Database, index: Any) -> None:
        document = entry_to_document(log_entry(index=0, leaf=FORGED, at=STARTED_AT))
        await log["audit_log"].insert_one(document | {"_id": index, "event_id": "ent_new"})

        (problem,) = (await verify(log)).problems

        assert problem.startswith(f"entry {index}: ")

    async def test_cut_at_its_end_with_all_that_belongs_to_it_is_shown_by_a_kept_checkpoint(
        self, log: Database
    ) -> None:
        kept = await checkpoint_text(log, 600)
        await log["audit_log"].delete_many({"_id": {"$gte": 550}})
        await log["audit_checkpoints"].delete_many({"_id": {"$gt": 550}})
        tree = CompactRange().append([leaf_hash(a_leaf(index)) for index in range(550)])
        await log["log_heads"].update_one(
            {"_id": "shard-0"},
            {"$set": {**tree.to_document(), "checkpoint": await checkpoint_text(log, 550)}},
        )

        assert (await verify(log)).is_valid, "nothing inside the database can show this"
        assert (await verify(log, kept=[kept])).problems == (
            "the log has 550 entries, but a checkpoint you kept was signed over 600:"
            " entries were removed from its end",
        )

    async def test_rewritten_by_the_thief_of_the_key_is_shown_by_a_kept_checkpoint(
        self, log: Database
    ) -> None:
        kept = await checkpoint_text(log, 300)
        for name in ("audit_log", "audit_checkpoints", "audit_tiles"):
            await log[name].delete_many({})
        await write_log(log, batches(SIZE, BATCH), subject="pay_forged")

        assert (await verify(log)).is_valid, "signed anew, it is a log like any other"
        assert (await verify(log, kept=[kept])).problems == (
            "the first 300 entries: lead to another root than the checkpoint of size 300 that you"
            " kept; two different logs were signed",
            "6 later checkpoints: cannot be checked until what is wrong before them is put right",
        )

    async def test_a_kept_checkpoint_that_is_genuine_agrees(self, log: Database) -> None:
        kept = [await checkpoint_text(log, size) for size in (50, 300, 600)]

        assert (await verify(log, kept=kept)).is_valid

    async def test_a_kept_checkpoint_of_another_log_is_not_taken(self, log: Database) -> None:
        other = sign_checkpoint("elsewhere", 1, bytes(32), a_key("elsewhere"))

        (problem,) = (await verify(log, kept=[other])).problems

        assert problem.startswith("a checkpoint you kept: ")


class TestATamperedCheckpoint:
    async def set_text(self, database: Database, size: int, text: object) -> None:
        await database["audit_checkpoints"].update_one({"_id": size}, {"$set": {"text": text}})

    async def test_with_another_signature_is_named(self, log: Database) -> None:
        text = sign_checkpoint(ORIGIN, 100, bytes(32), a_key(seed=9))
        await self.set_text(log, 100, text)

        assert (await verify(log)).problems == ("checkpoint 100: no trusted key signed the note",)

    async def test_with_an_edited_text_is_named(self, log: Database) -> None:
        text = await checkpoint_text(log, 100)
        await self.set_text(log, 100, text.replace("\n100\n", "\n101\n"))

        assert (await verify(log)).problems == (
            f"checkpoint 100: the signature of {ORIGIN} is wrong",
        )

    async def test_filed_under_another_size_is_named(self, log: Database) -> None:
        await self.set_text(log, 100, await checkpoint_text(log, 150))

        assert (await verify(log)).problems == ("checkpoint 100: its text is of size 150",)

    async def test_signed_over_another_root_is_named(self, log: Database) -> None:
        await self.set_text(log, 100, sign_checkpoint(ORIGIN, 100, bytes(32), a_key()))

        assert (await verify(log)).problems[0] == (
            "entries 50 to 99: do not lead to the root in the checkpoint of size 100"
        )

    async def test_that_is_no_text_is_named(self, log: Database) -> None:
        await self.set_text(log, 100, 5)

        assert (await verify(log)).problems == ("checkpoint 100: is not text",)

    async def test_removed_at_the_head_is_named(self, log: Database) -> None:
        await log["audit_checkpoints"].delete_one({"_id": 600})

        assert set((await verify(log)).problems) == {
            "entries 550 to 599: no checkpoint covers them",
            "checkpoint 600: missing, although the head is of that size",
        }

    async def test_beyond_the_head_is_named(self, log: Database) -> None:
        text = sign_checkpoint(ORIGIN, 700, bytes(32), a_key())
        await log["audit_checkpoints"].insert_one({"_id": 700, "text": text, "at": STARTED_AT})

        assert (await verify(log)).problems == (
            "checkpoint 700: is of a larger tree than the log's head (600 entries)",
        )

    async def test_with_cosignatures_is_as_good(self, log: Database) -> None:
        text = cosign_checkpoint(await checkpoint_text(log, 600), a_witness(), 1_795_000_000)
        await self.set_text(log, 600, text)

        assert (await verify(log)).is_valid


class TestATamperedHead:
    @pytest.mark.parametrize(
        ("fields", "problem"),
        [
            ({"range": [bytes(32)] * 4}, "head: its range is not the one its entries make"),
            ({"range": [bytes(32)]}, "head: 1 hashes for a tree of 600 leaves"),
            ({"range": [5, 5, 5, 5]}, "head: a hash is not 32 bytes long"),
            ({"range": None}, "head: a field is missing or of a wrong type"),
            ({"size": "600"}, "head: a field is missing or of a wrong type"),
            ({"checkpoint": "x"}, "head: the note has no signatures"),
            ({"size": 599}, "head: 4 hashes for a tree of 599 leaves"),
        ],
    )
    async def test_is_named(self, log: Database, fields: dict[str, Any], problem: str) -> None:
        await log["log_heads"].update_one({"_id": "shard-0"}, {"$set": fields})

        assert problem in (await verify(log)).problems

    async def test_that_is_gone_is_seen(self, log: Database) -> None:
        await log["log_heads"].delete_one({"_id": "shard-0"})

        assert not (await verify(log)).is_valid


class TestATamperedTile:
    async def test_with_another_hash_is_named(self, log: Database) -> None:
        stored = await log["audit_tiles"].find_one({"_id": "0/1"})
        assert stored is not None
        data = bytearray(stored["data"])
        data[44 * 32] ^= 1
        await log["audit_tiles"].update_one({"_id": "0/1"}, {"$set": {"data": bytes(data)}})

        problems = (await verify(log)).problems

        assert "tile 0/1: its hash for entry 300 is not the entry's" in problems
        assert all(problem.startswith("tile 0/1: ") for problem in problems)

    @pytest.mark.parametrize(
        ("fields", "problem"),
        [
            ({"root": bytes(32)}, "tile 0/0: its stored root is wrong"),
            ({"data": b"short"}, "tile 0/0: is not the one its entries make"),
            ({"data": None}, "tile 0/0: is not the one its entries make"),
        ],
    )
    async def test_out_of_form_is_named(
        self, log: Database, fields: dict[str, Any], problem: str
    ) -> None:
        await log["audit_tiles"].update_one({"_id": "0/0"}, {"$set": fields})

        assert (await verify(log)).problems == (problem,)

    async def test_removed_or_added_is_named(self, log: Database) -> None:
        await log["audit_tiles"].delete_one({"_id": "0/0"})
        extra = {"_id": "0/7", "level": 0, "index": 7, "data": bytes(8192), "root": bytes(32)}
        await log["audit_tiles"].insert_one(extra)

        assert "tile 0/0: missing, although later ones exist" in (await verify(log)).problems
        assert "tile 0/7: beyond the end of the log" in (await verify(log)).problems


class TestAPartOfTheLog:
    @pytest.fixture
    async def log(self, database: Database) -> Database:
        """As above, with a batch each 50 seconds."""
        await write_log(database, batches(SIZE, BATCH), timed=True)
        await build_tiles(AuditLog(database, a_policy()))
        return database

    async def between(self, database: Database, first: int, last: int) -> LogReport:
        return await LogVerification(database, a_policy()).run_between(
            start=STARTED_AT + timedelta(seconds=first), end=STARTED_AT + timedelta(seconds=last)
        )

    async def test_is_checked_by_whole_batches_from_a_signed_root(self, log: Database) -> None:
        report = await self.between(log, 320, 430)

        assert report.is_valid
        assert (report.first_index, report.size, report.entries_checked) == (300, 450, 150)

    async def test_shows_tampering_inside_it(self, log: Database) -> None:
        await change(log, 333, leaf=FORGED)

        assert (await self.between(log, 320, 430)).problems == (
            "entry 333: stored bytes do not hash to its leaf",
        )

    async def test_does_not_read_what_lies_outside_it(self, log: Database) -> None:
        await change(log, 100, leaf=FORGED)
        await change(log, 599, leaf=FORGED)

        assert (await self.between(log, 320, 430)).is_valid

    async def test_shows_that_what_lies_before_no_longer_leads_to_its_root(
        self, log: Database
    ) -> None:
        await change(log, 290, hash=bytes(32))
        await log["audit_tiles"].delete_many({})

        problems = (await self.between(log, 320, 430)).problems

        assert problems[0] == (
            "entries before 300: do not lead to the root signed in the checkpoint of size 300"
        )

    async def test_shows_that_what_lies_before_is_not_all_there(self, log: Database) -> None:
        await log["audit_log"].delete_one({"_id": 290})
        await log["audit_tiles"].delete_many({})

        assert (await self.between(log, 320, 430)).problems[0].startswith("entries before 300: ")

    async def test_up_to_now_includes_the_head(self, log: Database) -> None:
        await log["log_heads"].update_one({}, {"$set": {"range": [bytes(32)] * 4}})

        assert (await self.between(log, 320, 10**6)).problems == (
            "head: its range is not the one its entries make",
        )
