"""Nodes of the tree, read from tiles or made from entries."""

from __future__ import annotations

import pytest

from audit.building import a_leaf, a_policy, batches, write_log
from paymentus.audit.domain.tree import CompactRange, leaf_hash
from paymentus.audit.repository import AuditRepository, LogDamaged
from paymentus.audit.service import AuditLog
from paymentus.audit.service.nodes import StoredNodes, levels_of, tiles_to_build
from paymentus.foundation.mongo import Database

SIZE = 600
HASHES = [leaf_hash(a_leaf(index)) for index in range(SIZE)]


class TestStoredNodes:
    async def test_are_the_same_with_and_without_tiles(self, database: Database) -> None:
        await write_log(database, batches(SIZE, 100))
        nodes = StoredNodes(AuditRepository(database))
        wanted = [
            (level, index)
            for level in range(10)
            for index in {0, (SIZE >> level) // 2, (SIZE >> level) - 1}
            if 0 <= index < SIZE >> level
        ]

        before = await nodes.read(wanted)
        await AuditLog(database, a_policy()).build_tiles()
        after = await nodes.read(wanted)

        assert before == after
        assert before == {
            (level, index): CompactRange()
            .append(HASHES[index << level : (index + 1) << level])
            .root()
            for level, index in wanted
        }

    async def test_make_the_compact_range_of_any_size(self, database: Database) -> None:
        await write_log(database, batches(SIZE, 100))
        nodes = StoredNodes(AuditRepository(database))

        for size in (0, 1, 255, 256, 511, 600):
            assert await nodes.range_of(size) == CompactRange().append(HASHES[:size])

    async def test_do_not_paper_over_a_gap(self, database: Database) -> None:
        await write_log(database, batches(SIZE, 100))
        await database["audit_log"].delete_one({"_id": 5})

        with pytest.raises(LogDamaged, match="not all there"):
            await StoredNodes(AuditRepository(database)).read([(3, 0)])


class TestTilesToBuild:
    @pytest.mark.parametrize(
        ("size", "stored", "missing"),
        [
            (255, [], []),
            (256, [0], [(0, 0)]),
            (600, [1], [(0, 1)]),
            (600, [2], []),
            (65_536, [255, 0], [(0, 255), (1, 0)]),
        ],
    )
    def test_are_the_full_ones_that_are_not_stored(
        self, size: int, stored: list[int], missing: list[tuple[int, int]]
    ) -> None:
        assert tiles_to_build(size, stored) == missing

    @pytest.mark.parametrize(
        ("size", "levels"), [(0, 0), (1, 0), (255, 0), (256, 1), (65_535, 1), (65_536, 2)]
    )
    def test_have_as_many_levels_as_the_size_fills(self, size: int, levels: int) -> None:
        assert levels_of(size) == levels
