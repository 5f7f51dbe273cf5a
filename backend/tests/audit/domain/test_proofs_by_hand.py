"""Trees and tiles by hand: known values, every border, and what refusals say."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from paymentus.audit.domain.tiles import (
    TILE_BYTES,
    Tile,
    TileAddress,
    TileBuilder,
    TileNotFound,
    TileSpan,
    encode_bundle,
    full_tiles,
    node_span,
    split_hashes,
)
from paymentus.audit.domain.tree import (
    EMPTY_ROOT,
    CompactRange,
    MalformedRange,
    ProofDoesNotHold,
    consistency_nodes,
    consistency_path,
    fold,
    inclusion_nodes,
    inclusion_path,
    leaf_hash,
    node_hash,
    range_nodes,
    verify_consistency,
    verify_inclusion,
)

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HASHES = [leaf_hash(bytes([index])) for index in range(40)]
SHORT = "the inclusion path is too short"
LONG = "the inclusion path is too long"


def refused(act: Callable[[], object], kind: type[Exception] = ProofDoesNotHold) -> str:
    """The words of the refusal; fails when there is none."""
    with pytest.raises(kind) as refusal:
        act()
    return str(refusal.value)


def root(size: int) -> bytes:
    """RFC 9162, 2.1.1, word for word."""

    def of(hashes: list[bytes]) -> bytes:
        if len(hashes) == 1:
            return hashes[0]
        split = 1
        while split * 2 < len(hashes):
            split *= 2
        return hashlib.sha256(b"\1" + of(hashes[:split]) + of(hashes[split:])).digest()

    return of(HASHES[:size]) if size else hashlib.sha256(b"").digest()


def read_hash(level: int, index: int) -> bytes:
    return CompactRange().append(HASHES[index << level : (index + 1) << level]).root()


def included(index: int, size: int, /, **changes: Any) -> None:
    parts: dict[str, Any] = {
        "index": index,
        "size": size,
        "leaf": HASHES[index],
        "path": inclusion_path(index, size, read_hash),
        "root": root(size),
    }
    verify_inclusion(**parts | changes)


def consistent(size1: int, size2: int, /, **changes: Any) -> None:
    parts: dict[str, Any] = {
        "size1": size1,
        "size2": size2,
        "root1": root(size1),
        "root2": root(size2),
        "path": consistency_path(size1, size2, read_hash),
    }
    verify_consistency(**parts | changes)


class TestHashes:
    def test_of_leaves_and_nodes_begin_with_a_byte_of_their_own(self) -> None:
        assert leaf_hash(b"x") == hashlib.sha256(b"\0x").digest()
        assert node_hash(b"l", b"r") == hashlib.sha256(b"\1lr").digest()


class TestCompactRange:
    def test_has_the_roots_of_the_definition(self) -> None:
        tree = CompactRange()
        assert tree.root() == EMPTY_ROOT
        for size in range(1, 41):
            tree = tree.append([HASHES[size - 1]])
            assert (tree.size, tree.root()) == (size, root(size))
            assert tree == CompactRange().append(HASHES[:size])

    def test_is_stored_and_read_by_its_fields(self) -> None:
        tree = CompactRange().append(HASHES[:3])

        assert tree.to_document() == {"size": 3, "range": list(tree.nodes)}
        assert CompactRange.from_document(tree.to_document() | {"other": 1}) == tree

    def test_says_what_is_wrong_with_it(self) -> None:
        wrong: list[tuple[int, tuple[Any, ...], str]] = [
            (3, (bytes(32),), "1 hashes for a tree of 3 leaves"),
            (0, (bytes(32),), "1 hashes for a tree of 0 leaves"),
            (-1, (bytes(32),), "1 hashes for a tree of -1 leaves"),
            (1, (bytes(31),), "a hash is not 32 bytes long"),
            (1, (bytes(33),), "a hash is not 32 bytes long"),
            (1, ("x" * 32,), "a hash is not 32 bytes long"),
            (3, (bytes(32), bytes(31)), "a hash is not 32 bytes long"),
        ]

        for size, nodes, words in wrong:
            assert refused(lambda s=size, n=nodes: CompactRange(s, n), MalformedRange) == words


class TestNodes:
    def test_of_a_range_are_the_largest_complete_ones(self) -> None:
        assert range_nodes(0, 7) == ((2, 0), (1, 2), (0, 6))
        assert range_nodes(8, 11) == ((1, 4), (0, 10))
        assert range_nodes(4, 4) == ()
        assert refused(lambda: range_nodes(1, 3), AssertionError).startswith(
            "not a subtree of RFC 9162"
        )

    def test_of_the_specifications_proofs_are_these(self) -> None:
        """RFC 9162, 2.1.5: the tree of seven leaves."""
        assert inclusion_nodes(0, 7) == (((0, 1),), ((1, 1),), ((1, 2), (0, 6)))
        assert inclusion_nodes(3, 7) == (((0, 2),), ((1, 0),), ((1, 2), (0, 6)))
        assert inclusion_nodes(4, 7) == (((0, 5),), ((0, 6),), ((2, 0),))
        assert inclusion_nodes(6, 7) == (((1, 2),), ((2, 0),))
        assert inclusion_nodes(0, 1) == ()
        assert consistency_nodes(3, 7) == (((0, 2),), ((0, 3),), ((1, 0),), ((1, 2), (0, 6)))
        assert consistency_nodes(4, 7) == (((1, 2), (0, 6)),)
        assert consistency_nodes(6, 7) == (((1, 2),), ((0, 6),), ((2, 0),))
        assert consistency_nodes(7, 7) == ()

    def test_that_cannot_be_are_refused(self) -> None:
        for index, size in ((0, 0), (3, 3), (-1, 3)):
            assert refused(lambda i=index, s=size: inclusion_nodes(i, s), ValueError) == (
                f"a tree of {size} leaves has no leaf {index}"
            )
        for size1, size2 in ((0, 3), (4, 3), (-1, 3)):
            assert refused(lambda a=size1, b=size2: consistency_nodes(a, b), ValueError) == (
                f"no consistency proof leads from size {size1} to size {size2}"
            )

    def test_fold_from_the_right(self) -> None:
        named = {(2, 0): b"a", (1, 2): b"b", (0, 6): b"c"}

        folded = fold(((2, 0), (1, 2), (0, 6)), lambda level, index: named[level, index])

        assert folded == node_hash(b"a", node_hash(b"b", b"c"))


class TestInclusion:
    def test_holds_for_every_leaf_of_every_tree(self) -> None:
        for size in range(1, 40):
            for index in range(size):
                included(index, size)

    def test_holds_for_no_other_leaf_root_or_place(self) -> None:
        wrong = "the leaf and its path do not lead to the root"
        for size in (2, 5, 8, 13):
            for index in range(size):
                other = (index + 1) % size
                assert refused(lambda i=index, s=size, o=other: included(i, s, leaf=HASHES[o]))
                assert refused(lambda i=index, s=size: included(i, s, root=root(s + 1))) == wrong
        assert refused(lambda: included(2, 8, index=3)) == wrong

    def test_says_what_is_wrong_with_the_path(self) -> None:
        for size in (1, 2, 5, 7, 8, 13):
            for index in range(size):
                path = inclusion_path(index, size, read_hash)
                longer = [*path, bytes(32)]
                assert refused(lambda i=index, s=size, p=longer: included(i, s, path=p)) == LONG
                if path:
                    assert refused(lambda i=index, s=size, p=path: included(i, s, path=p[:-1])) == (
                        SHORT
                    )

    @pytest.mark.parametrize("part", ["leaf", "root"])
    @pytest.mark.parametrize("length", [31, 33])
    def test_is_of_hashes_of_32_bytes(self, part: str, length: int) -> None:
        words = "a hash is not 32 bytes long"

        assert refused(lambda: included(0, 2, **{part: bytes(length)})) == words
        assert refused(lambda: included(0, 2, path=[bytes(length)])) == words

    def test_is_of_a_leaf_that_is_there(self) -> None:
        for index, size in ((3, 3), (-1, 3), (0, 0)):
            assert refused(
                lambda i=index, s=size: included(0, 3, index=i, size=s)
            ) == f"a tree of {size} leaves has no leaf {index}"  # fmt: skip


class TestConsistency:
    def test_holds_between_all_sizes(self) -> None:
        for size2 in range(1, 34):
            for size1 in range(1, size2 + 1):
                consistent(size1, size2)

    def test_says_which_root_is_not_met(self) -> None:
        for size1, size2 in ((3, 7), (6, 13), (5, 8)):
            assert refused(lambda a=size1, b=size2: consistent(a, b, root1=bytes(32))) == (
                "the proof does not lead to the first root"
            )
            assert refused(lambda a=size1, b=size2: consistent(a, b, root2=bytes(32))) == (
                "the proof does not lead to the second root"
            )
        # The old tree is complete: its root is where the proof begins.
        assert refused(lambda: consistent(4, 7, root1=bytes(32))) == (
            "the proof does not lead to the second root"
        )

    def test_says_what_is_wrong_with_its_length(self) -> None:
        short, long = "the consistency proof is too short", "the consistency proof is too long"
        for size1, size2 in ((3, 7), (4, 7), (6, 7), (1, 2), (5, 33), (16, 33)):
            path = consistency_path(size1, size2, read_hash)
            longer = [*path, bytes(32)]
            assert refused(lambda a=size1, b=size2, p=longer: consistent(a, b, path=p)) == long
            assert refused(lambda a=size1, b=size2, p=path: consistent(a, b, path=p[:-1])) == short
            assert refused(lambda a=size1, b=size2: consistent(a, b, path=[])) == short

    def test_of_one_size_is_that_of_one_root(self) -> None:
        consistent(5, 5)
        assert refused(lambda: consistent(5, 5, root2=bytes(32))) == "two roots for one size"
        assert refused(lambda: consistent(5, 5, path=[bytes(32)])) == (
            "the consistency proof is too long"
        )

    def test_proves_nothing_from_nothing_or_backwards(self) -> None:
        for size1, size2 in ((0, 3), (4, 3), (-2, 3)):
            assert refused(
                lambda a=size1, b=size2: consistent(3, 3, size1=a, size2=b)
            ) == f"nothing can be proved from size {size1} to size {size2}"  # fmt: skip

    @pytest.mark.parametrize("part", ["root1", "root2"])
    def test_is_of_hashes_of_32_bytes(self, part: str) -> None:
        words = "a hash is not 32 bytes long"

        assert refused(lambda: consistent(3, 7, **{part: bytes(31)})) == words
        assert refused(lambda: consistent(3, 7, path=[bytes(33)])) == words


class TestTiles:
    def test_have_one_address_each(self) -> None:
        assert str(TileAddress(0, 0)) == "0/000"
        assert str(TileAddress(2, 1_000, 255)) == "2/x001/000.p/255"
        assert str(TileAddress(None, 999)) == "entries/999"
        assert TileAddress.parse("2/x001/000.p/255") == TileAddress(2, 1_000, 255)
        assert TileAddress.parse("entries/x123/x456/789") == TileAddress(None, 123_456_789)
        assert TileAddress.parse("63/001.p/1") == TileAddress(63, 1, 1)
        assert str(TileAddress(0, 999_999_999)) == "0/x999/x999/999"
        assert TileAddress(1, 3).start == 768

    @pytest.mark.parametrize("path", ["", "0/0", "0/\u0660\u0660\u0660", "x/000", "0/000.p/"])
    def test_of_no_address_say_what_one_is(self, path: str) -> None:
        assert refused(lambda: TileAddress.parse(path), TileNotFound) == (
            "A tile's path is <level>/<index> or <level>/<index>.p/<width>."
        )

    @pytest.mark.parametrize(
        "path", ["00/000", "64/000", "0/x000/001", "0/000.p/0", "0/000.p/256", "0/000.p/01"]
    )
    def test_of_a_second_spelling_say_so(self, path: str) -> None:
        assert refused(lambda: TileAddress.parse(path), TileNotFound) == (
            "A tile's numbers are written without leading zeros."
        )

    @pytest.mark.parametrize(
        ("address", "size"),
        [
            (TileAddress(0, 0), 256),
            (TileAddress(0, 1, 1), 257),
            (TileAddress(1, 0), 65_536),
            (TileAddress(1, 0, 3), 768),
            (TileAddress(None, 0, 5), 5),
        ],
    )
    def test_are_within_a_tree_from_their_last_hash_on(
        self, address: TileAddress, size: int
    ) -> None:
        assert address.is_within(size)
        assert not address.is_within(size - 1)

    def test_are_counted_level_by_level(self) -> None:
        assert full_tiles(0) == full_tiles(255) == ()
        assert full_tiles(256) == (1,)
        assert full_tiles(65_535) == (255,)
        assert full_tiles(65_536) == (256, 1)

    def test_are_made_when_they_are_full_with_the_tile_above(self) -> None:
        builder = TileBuilder()
        hashes = [leaf_hash(index.to_bytes(4, "big")) for index in range(65_536)]
        made: dict[tuple[int, int], tuple[int, Tile]] = {}
        for count, digest in enumerate(hashes, 1):
            for tile in builder.push(digest):
                made[tile.level, tile.index] = count, tile

        assert [place for place in made if place[0] == 0] == [(0, index) for index in range(256)]
        assert made[0, 0][0] == 256
        assert made[0, 1][0] == 512
        assert made[0, 1][1].data == b"".join(hashes[256:512])
        assert made[1, 0][0] == 65_536
        assert made[1, 0][1].hashes == [made[0, index][1].root for index in range(256)]
        assert made[1, 0][1].root == CompactRange().append(hashes).root()
        assert len(made) == 257

    def test_have_256_hashes(self) -> None:
        data = b"".join(leaf_hash(bytes([index])) for index in range(256))

        assert len(data) == TILE_BYTES == 8_192
        assert Tile(0, 0, data).hashes == split_hashes(data)
        assert split_hashes(data)[255] == leaf_hash(b"\xff")
        for wrong in (data[:-1], data + b"\0"):
            assert refused(lambda d=wrong: Tile(0, 0, d), ValueError) == (
                "a full tile has 8192 bytes"
            )

    def test_hold_nodes_at_these_places(self) -> None:
        assert node_span((0, 5)) == TileSpan(0, 5, 1)
        assert node_span((7, 3)) == TileSpan(0, 384, 128)
        assert node_span((8, 3)) == TileSpan(1, 3, 1)
        assert node_span((10, 3)) == TileSpan(1, 12, 4)

    def test_of_entries_write_lengths_as_two_bytes(self) -> None:
        assert encode_bundle([b"ab", b"", b"x" * 258]) == b"\0\2ab\0\0\1\2" + b"x" * 258
