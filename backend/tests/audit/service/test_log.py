"""Proofs and tiles from a stored log."""

from __future__ import annotations

import base64

import pytest

from audit.building import (
    STARTED_AT,
    a_key,
    a_leaf,
    a_policy,
    a_witness,
    batches,
    write_log,
)
from paymentus.audit.domain.checkpoint import WitnessKey, cosign_checkpoint, parse_checkpoint
from paymentus.audit.domain.tiles import TileNotFound
from paymentus.audit.domain.tree import (
    CompactRange,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)
from paymentus.audit.service import (
    AuditLog,
    CosignatureRefused,
    EntryNotFound,
    LogDamaged,
    LogIsEmpty,
    TreeNotThatLarge,
)
from paymentus.foundation.mongo import Database

SIZE = 700
HASHES = [leaf_hash(a_leaf(index)) for index in range(SIZE)]
WITNESS, SECOND = a_witness(), a_witness("witness.example/w2", seed=102)


def root_of(size: int) -> bytes:
    return CompactRange().append(HASHES[:size]).root()


@pytest.fixture
async def log(database: Database) -> AuditLog:
    """700 entries in batches of 70, no tile stored yet."""
    await write_log(database, batches(SIZE, 70))
    return AuditLog(database, a_policy())


class TestInclusion:
    @pytest.mark.parametrize("tiled", [False, True])
    async def test_is_proved_in_trees_of_any_size_with_and_without_tiles(
        self, log: AuditLog, tiled: bool
    ) -> None:
        if tiled:
            await log.build_tiles()

        for index, size in [(0, 1), (0, 700), (255, 256), (256, 300), (511, 513), (699, 700)]:
            proof = await log.prove_inclusion(index=index, size=size)

            verify_inclusion(
                index=index, size=size, leaf=HASHES[index], path=proof.path, root=root_of(size)
            )
            assert proof.root == root_of(size)
            assert (proof.checkpoint is not None) == (size % 70 == 0)

    async def test_is_proved_in_the_newest_tree_by_default(self, log: AuditLog) -> None:
        proof = await log.prove_inclusion(index=5)

        assert proof.size == SIZE
        assert proof.checkpoint == await log.latest_checkpoint()

    async def test_is_refused_outside_the_log(self, log: AuditLog) -> None:
        with pytest.raises(TreeNotThatLarge):
            await log.prove_inclusion(index=0, size=701)
        with pytest.raises(TreeNotThatLarge):
            await log.prove_inclusion(index=0, size=0)
        with pytest.raises(EntryNotFound):
            await log.prove_inclusion(index=70, size=70)

    async def test_is_not_handed_out_when_what_is_stored_does_not_prove_it(
        self, log: AuditLog, database: Database
    ) -> None:
        await database["audit_log"].update_one({"_id": 9}, {"$set": {"hash": bytes(32)}})

        with pytest.raises(LogDamaged):
            await log.prove_inclusion(index=8, size=70)


class TestConsistency:
    @pytest.mark.parametrize("tiled", [False, True])
    async def test_is_proved_between_any_two_sizes(self, log: AuditLog, tiled: bool) -> None:
        if tiled:
            await log.build_tiles()

        for size1, size2 in [(1, 1), (1, 700), (70, 140), (256, 512), (257, 699), (700, 700)]:
            proof = await log.prove_consistency(size1=size1, size2=size2)

            verify_consistency(
                size1=size1,
                size2=size2,
                root1=root_of(size1),
                root2=root_of(size2),
                path=proof.path,
            )
            assert (proof.root1, proof.root2) == (root_of(size1), root_of(size2))

    @pytest.mark.parametrize(("size1", "size2"), [(0, 1), (2, 1), (1, 701)])
    async def test_is_refused_for_sizes_the_log_did_not_have(
        self, log: AuditLog, size1: int, size2: int
    ) -> None:
        with pytest.raises(TreeNotThatLarge):
            await log.prove_consistency(size1=size1, size2=size2)


class TestTiles:
    @pytest.mark.parametrize("tiled", [False, True])
    async def test_hold_the_hashes_their_path_names(self, log: AuditLog, tiled: bool) -> None:
        if tiled:
            assert await log.build_tiles() == 2

        assert await log.tile("0/001") == b"".join(HASHES[256:512])
        assert await log.tile("0/001.p/3") == b"".join(HASHES[256:259])
        assert await log.tile("0/002.p/188") == b"".join(HASHES[512:700])
        halves = [CompactRange().append(HASHES[at : at + 256]).root() for at in (0, 256)]
        assert await log.tile("1/000.p/2") == b"".join(halves)

    @pytest.mark.parametrize(
        "path", ["0/002", "0/002.p/189", "1/000", "2/000.p/1", "entries/000", "x", "0/x999/999"]
    )
    async def test_are_not_found_beyond_the_log(self, log: AuditLog, path: str) -> None:
        with pytest.raises(TileNotFound):
            await log.tile(path)

    async def test_are_built_once(self, log: AuditLog, database: Database) -> None:
        assert await log.build_tiles() == 2
        assert await log.build_tiles() == 0
        assert await database["audit_tiles"].count_documents({}) == 2

    async def test_are_built_up_to_a_limit_at_a_time(self, log: AuditLog) -> None:
        assert await log.build_tiles(limit=1) == 1
        assert await log.build_tiles(limit=1) == 1
        assert await log.build_tiles(limit=1) == 0

    async def test_of_entries_hold_the_leaves(self, log: AuditLog) -> None:
        bundle = await log.entry_bundle("entries/002.p/2")

        first, second = a_leaf(512), a_leaf(513)
        assert bundle == (
            len(first).to_bytes(2, "big") + first + len(second).to_bytes(2, "big") + second
        )
        with pytest.raises(TileNotFound):
            await log.entry_bundle("0/000")


class TestAnEmptyLog:
    async def test_has_neither_checkpoint_nor_tile(self, database: Database) -> None:
        log = AuditLog(database, a_policy())

        with pytest.raises(LogIsEmpty):
            await log.latest_checkpoint()
        with pytest.raises(LogIsEmpty):
            await log.prove_inclusion(index=0)
        with pytest.raises(TileNotFound):
            await log.tile("0/000.p/1")
        assert await log.build_tiles() == 0
        assert (await log.entries()).entries == ()


class TestEntries:
    async def test_of_a_subject_are_listed_newest_first_page_by_page(self, log: AuditLog) -> None:
        seen: list[int] = []
        below: int | None = None
        while True:
            page = await log.entries(subject="pay_3", below=below, limit=30)
            seen += [entry.index for entry in page.entries]
            below = page.next_below
            if below is None:
                break

        assert seen == [index for index in reversed(range(SIZE)) if index % 7 == 3]

    async def test_of_all_subjects_are_listed_newest_first(self, log: AuditLog) -> None:
        page = await log.entries(limit=3)

        assert [entry.index for entry in page.entries] == [699, 698, 697]
        assert page.entries[0].leaf == a_leaf(699)
        assert page.entries[0].at == STARTED_AT


class TestAProofBundle:
    async def test_is_taken_at_the_first_checkpoint_that_covers_the_entry(
        self, log: AuditLog
    ) -> None:
        bundle = await log.prove_event("ent_00000100")

        assert (bundle.index, bundle.tree_size, bundle.leaf) == (100, 140, a_leaf(100))
        assert parse_checkpoint(bundle.checkpoint).root == root_of(140)
        assert await log.prove_event("ent_00000100") == bundle

    async def test_is_written_as_a_tlog_proof(self, log: AuditLog) -> None:
        bundle = await log.prove_event("ent_00000100")

        first, index, *rest = bundle.to_tlog_proof().split("\n")

        assert (first, index) == ("c2sp.org/tlog-proof@v1", "index 100")
        assert [base64.b64decode(line) for line in rest[: rest.index("")]] == list(bundle.path)
        assert "\n".join(rest[rest.index("") + 1 :]) == bundle.checkpoint

    async def test_of_an_unknown_event_does_not_exist(self, log: AuditLog) -> None:
        with pytest.raises(EntryNotFound):
            await log.prove_event("ent_absent")

    async def test_prefers_a_witnessed_checkpoint_where_witnesses_are_asked_for(
        self, log: AuditLog, database: Database
    ) -> None:
        witnessed = AuditLog(database, a_policy(WITNESS, quorum=1))
        newest = await witnessed.latest_checkpoint()
        assert (await witnessed.prove_event("ent_00000100")).tree_size == 140

        await witnessed.add_cosignatures(cosign_checkpoint(newest, WITNESS, 1_795_000_000))

        bundle = await witnessed.prove_event("ent_00000100")
        assert bundle.tree_size == SIZE
        assert WITNESS.name in bundle.checkpoint


class TestCosignatures:
    @pytest.fixture
    def witnessed(self, log: AuditLog, database: Database) -> AuditLog:
        return AuditLog(database, a_policy(WITNESS, SECOND, quorum=2))

    async def test_are_gathered_from_each_witness(self, witnessed: AuditLog) -> None:
        text = await witnessed.latest_checkpoint()

        assert await witnessed.add_cosignatures(cosign_checkpoint(text, WITNESS, 1)) == 1
        assert await witnessed.add_cosignatures(cosign_checkpoint(text, WITNESS, 1)) == 1
        assert await witnessed.add_cosignatures(cosign_checkpoint(text, SECOND, 2)) == 2

    async def test_are_served_with_the_newest_checkpoint(self, witnessed: AuditLog) -> None:
        text = await witnessed.latest_checkpoint()
        await witnessed.add_cosignatures(cosign_checkpoint(text, WITNESS, 1))

        assert await witnessed.latest_checkpoint() == cosign_checkpoint(text, WITNESS, 1)

    async def test_of_strangers_are_left_out(self, witnessed: AuditLog) -> None:
        text = await witnessed.latest_checkpoint()
        stranger = a_witness("witness.example/stranger", seed=7)

        assert await witnessed.add_cosignatures(cosign_checkpoint(text, stranger, 1)) == 0
        proof = await witnessed.prove_inclusion(index=0)
        assert proof.checkpoint == text

    async def test_that_do_not_hold_are_refused(self, witnessed: AuditLog) -> None:
        text = await witnessed.latest_checkpoint()
        body = text.partition("\n\n")[0] + "\n"
        line = WITNESS.cosignature_line(body.replace("700", "701"), 1)

        with pytest.raises(CosignatureRefused):
            await witnessed.add_cosignatures(text + line)

    async def test_of_another_key_with_a_witness_s_name_are_left_out(
        self, witnessed: AuditLog
    ) -> None:
        text = await witnessed.latest_checkpoint()
        thief = WitnessKey(WITNESS.name, a_key(seed=9).private_key)

        assert await witnessed.add_cosignatures(cosign_checkpoint(text, thief, 1)) == 0
        assert (await witnessed.prove_inclusion(index=0)).checkpoint == text

    async def test_of_another_tree_are_refused(self, witnessed: AuditLog) -> None:
        body = f"{a_key().name}\n700\n{base64.b64encode(bytes(32)).decode()}\n"
        text = f"{body}\n{a_key().signature_line(body)}"

        with pytest.raises(CosignatureRefused):
            await witnessed.add_cosignatures(cosign_checkpoint(text, WITNESS, 1))

    async def test_of_one_witness_stay_as_they_were_first(self, witnessed: AuditLog) -> None:
        """A receipt that was handed out with it has the same bytes ever after."""
        text = await witnessed.latest_checkpoint()
        await witnessed.add_cosignatures(cosign_checkpoint(text, WITNESS, 1))

        assert await witnessed.add_cosignatures(cosign_checkpoint(text, WITNESS, 2)) == 1
        proof = await witnessed.prove_inclusion(index=0)
        assert proof.checkpoint == cosign_checkpoint(text, WITNESS, 1)
