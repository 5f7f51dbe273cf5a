"""Tiles and their paths (C2SP tlog-tiles)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.building import a_leaf
from paymentus.audit.domain.tiles import (
    Tile,
    TileAddress,
    TileBuilder,
    TileNotFound,
    encode_bundle,
    full_tiles,
    node_span,
)
from paymentus.audit.domain.tree import CompactRange, leaf_hash


class TestTileAddress:
    @pytest.mark.parametrize(
        ("path", "address"),
        [
            ("0/000", TileAddress(0, 0)),
            ("0/273.p/112", TileAddress(0, 273, 112)),
            ("1/x001/x234/067", TileAddress(1, 1234067)),
            ("entries/x001/234.p/1", TileAddress(None, 1234, 1)),
            ("63/000", TileAddress(63, 0)),
        ],
    )
    def test_is_written_as_the_specification_says(self, path: str, address: TileAddress) -> None:
        assert TileAddress.parse(path) == address
        assert str(address) == path

    @pytest.mark.parametrize(
        "path",
        ["", "0", "0/0", "0/00", "00/000", "64/000", "0/x000/001", "0/001/002", "0/0001",
         "0/000.p/0", "0/000.p/256", "0/000.p/01", "0/000.p/", "-1/000", "0/٠٠٠", "data/000",
         "0/000/", "../0/000", "entries/000.p/999"],
    )  # fmt: skip
    def test_has_no_second_spelling(self, path: str) -> None:
        with pytest.raises(TileNotFound):
            TileAddress.parse(path)

    @given(st.integers(0, 63), st.integers(0, 10**12), st.integers(1, 256))
    def test_is_read_back(self, level: int, index: int, width: int) -> None:
        address = TileAddress(level, index, width)

        assert TileAddress.parse(str(address)) == address

    def test_is_within_a_tree_that_has_all_its_hashes(self) -> None:
        # The specification's example: 70,000 entries.
        size = 70_000

        assert TileAddress(0, 272).is_within(size)
        assert TileAddress(0, 273, 112).is_within(size)
        assert not TileAddress(0, 273, 113).is_within(size)
        assert TileAddress(1, 1, 17).is_within(size)
        assert not TileAddress(1, 1, 18).is_within(size)
        assert TileAddress(2, 0, 1).is_within(size)
        assert not TileAddress(2, 0, 2).is_within(size)
        assert full_tiles(size) == (273, 1)


class TestTileBuilder:
    def test_makes_the_full_tiles_of_every_level(self) -> None:
        size = 256 * 256 + 300
        hashes = [leaf_hash(index.to_bytes(4, "big")) for index in range(size)]
        builder = TileBuilder()

        tiles = [tile for digest in hashes for tile in builder.push(digest)]

        assert [tile.index for tile in tiles if tile.level == 0] == list(range(257))
        (upper,) = [tile for tile in tiles if tile.level == 1]
        assert upper.hashes == [tile.root for tile in tiles if tile.level == 0][:256]
        assert upper.root == CompactRange().append(hashes[:65536]).root()
        assert tiles[3].data == b"".join(hashes[768:1024])

    def test_refuses_a_tile_that_is_not_full(self) -> None:
        with pytest.raises(ValueError, match="8192"):
            Tile(0, 0, bytes(8191))


class TestNodeSpan:
    @given(st.integers(0, 40), st.integers(0, 10**6))
    def test_never_crosses_a_tiles_border(self, level: int, index: int) -> None:
        span = node_span((level, index))

        assert span.start // 256 == (span.start + span.count - 1) // 256
        # The span covers the node's own leaves, no more and no fewer.
        assert span.start << (8 * span.level) == index << level
        assert span.count << (8 * span.level) == 1 << level


class TestEntryBundle:
    def test_writes_each_length_before_its_leaf(self) -> None:
        leaf = a_leaf(0)

        assert encode_bundle([leaf, b"", b"x" * 65535]) == (
            len(leaf).to_bytes(2, "big") + leaf + b"\0\0" + b"\xff\xff" + b"x" * 65535
        )
