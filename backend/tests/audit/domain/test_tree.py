"""The Merkle tree: official vectors, and properties over random trees."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paymentus.audit.domain.tree import (
    EMPTY_ROOT,
    CompactRange,
    MalformedRange,
    ProofDoesNotHold,
    consistency_path,
    inclusion_path,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)

VECTORS = Path(__file__).parents[5] / "shared" / "data" / "merkle"
needs_vectors = pytest.mark.skipif(
    not VECTORS.exists(), reason="the official Merkle vectors are not beside the checkout"
)
HASHES = [leaf_hash(bytes([index % 256, index // 256])) for index in range(600)]
SIZES = st.integers(1, len(HASHES))


def reference_root(hashes: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word: slow and obviously right."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node_hash(reference_root(hashes[:split]), reference_root(hashes[split:]))


@cache
def read_hash(level: int, index: int) -> bytes:
    return reference_root(HASHES[index << level : (index + 1) << level])


@cache
def root_of(size: int) -> bytes:
    return CompactRange().append(HASHES[:size]).root()


def cases(folder: str) -> list[Any]:
    files = sorted((VECTORS / folder).rglob("*.json")) if VECTORS.exists() else []
    return [
        pytest.param(json.loads(file.read_text()), id=str(file.relative_to(VECTORS)))
        for file in files
    ]


def valid_subtrees(size: int) -> Iterator[tuple[int, int]]:
    """Every [start, end) up to ``size`` whose start is a multiple of its width, rounded up."""
    for end in range(size + 1):
        for start in range(end + 1):
            width = 1 << (end - start - 1).bit_length() if end > start else 1
            if start % width == 0:
                yield start, end


def decoded(texts: list[str] | None) -> list[bytes]:
    return [base64.b64decode(text) for text in texts or []]


@needs_vectors
class TestOfficialVectors:
    @pytest.mark.parametrize("case", cases("inclusion"))
    def test_inclusion_is_judged_as_the_vector_says(self, case: dict[str, Any]) -> None:
        leaf, root = decoded([case["leafHash"] or "", case["root"] or ""])

        def verify() -> None:
            verify_inclusion(
                index=case["leafIdx"],
                size=case["treeSize"],
                leaf=leaf,
                path=decoded(case["proof"]),
                root=root,
            )

        if case["wantErr"]:
            with pytest.raises(ProofDoesNotHold):
                verify()
        else:
            verify()

    @pytest.mark.parametrize("case", cases("consistency"))
    def test_consistency_is_judged_as_the_vector_says(self, case: dict[str, Any]) -> None:
        root1, root2 = decoded([case["root1"] or "", case["root2"] or ""])

        def verify() -> None:
            verify_consistency(
                size1=case["size1"],
                size2=case["size2"],
                root1=root1,
                root2=root2,
                path=decoded(case["proof"]),
            )

        if case["wantErr"]:
            with pytest.raises(ProofDoesNotHold):
                verify()
        else:
            verify()

    def test_the_reference_tree_has_its_published_hashes_and_roots(self) -> None:
        tree = json.loads((VECTORS / "json" / "rfc6962_reference_tree.json").read_text())
        hashes = [leaf_hash(bytes.fromhex(leaf)) for leaf in tree["leaf_inputs_hex"]]

        assert [digest.hex() for digest in hashes] == tree["node_hashes_hex"][0]
        for size, root in enumerate(tree["root_hashes_hex_by_size"]):
            assert CompactRange().append(hashes[:size]).root().hex() == root

    def test_subtree_hashes_give_the_published_digest(self) -> None:
        # draft-ietf-plants-merkle-tree-certs: lines "[start, end) hash" for every valid subtree.
        published = json.loads((VECTORS / "json" / "mtc_accumulated_vectors.json").read_text())
        hashes = [leaf_hash(bytes([index])) for index in range(130)]
        rolling = hashlib.sha256()

        for start, end in valid_subtrees(130):
            root = CompactRange().append(hashes[start:end]).root()
            rolling.update(f"[{start}, {end}) {root.hex()}\n".encode())

        assert rolling.hexdigest() == published["subtree_hash"]["sha256"]

    def test_subtree_inclusion_proofs_give_the_published_digest(self) -> None:
        # A proof within a subtree is a proof within a log that begins at its first leaf.
        published = json.loads((VECTORS / "json" / "mtc_accumulated_vectors.json").read_text())
        hashes = [leaf_hash(bytes([index])) for index in range(130)]
        rolling = hashlib.sha256()

        for start, end in valid_subtrees(130):
            read = cache(
                lambda level, index, first=start: reference_root(
                    hashes[first + (index << level) : first + ((index + 1) << level)]
                )
            )
            for index in range(start, end):
                path = inclusion_path(index - start, end - start, read)
                proof = " ".join(digest.hex() for digest in path)
                rolling.update(f"{index} [{start}, {end}) {proof}".rstrip(" ").encode() + b"\n")

        assert rolling.hexdigest() == published["subtree_inclusion_proof"]["sha256"]


class TestCompactRange:
    def test_of_an_empty_log_has_the_hash_of_nothing_as_root(self) -> None:
        assert CompactRange().root() == EMPTY_ROOT == hashlib.sha256(b"").digest()

    def test_has_the_root_of_the_definition_at_every_size(self) -> None:
        tree = CompactRange()
        for size in range(1, 300):
            tree = tree.append(HASHES[size - 1 : size])

            assert tree.root() == reference_root(HASHES[:size])

    @given(st.lists(st.integers(0, 70), max_size=12))
    def test_does_not_depend_on_how_the_leaves_were_batched(self, batches: list[int]) -> None:
        total = min(sum(batches), len(HASHES))
        tree = CompactRange()

        for batch in batches:
            tree = tree.append(HASHES[tree.size : tree.size + batch])

        assert tree == CompactRange().append(HASHES[:total])
        assert tree.root() == reference_root(HASHES[:total])

    @given(st.integers(0, len(HASHES)))
    def test_survives_being_stored(self, size: int) -> None:
        tree = CompactRange().append(HASHES[:size])

        assert CompactRange.from_document(tree.to_document()) == tree

    def test_stays_below_two_kilobytes_at_any_size_there_will_be(self) -> None:
        size = 2**60 - 1
        document = CompactRange(size, (bytes(32),) * 60).to_document()

        assert sum(len(node) for node in document["range"]) < 2048

    @pytest.mark.parametrize(
        "document",
        [
            {"size": 3, "range": [bytes(32)]},
            {"size": 2, "range": [bytes(31)]},
            {"size": 2, "range": ["x" * 32]},
            {"size": 0, "range": [bytes(32)]},
        ],
    )
    def test_is_refused_when_the_stored_hashes_do_not_fit_the_size(
        self, document: dict[str, Any]
    ) -> None:
        with pytest.raises(MalformedRange):
            CompactRange.from_document(document)

    def test_takes_a_hundred_thousand_leaves_a_second(self) -> None:
        leaves = [index.to_bytes(32, "big") for index in range(20_000)]

        def seconds() -> float:
            started = time.process_time()
            tree = CompactRange()
            for start in range(0, len(leaves), 64):
                tree = tree.append(leaves[start : start + 64])
            return time.process_time() - started

        assert min(seconds() for _ in range(3)) < 0.2


class TestInclusion:
    @given(st.data())
    @settings(deadline=None)
    def test_of_every_leaf_is_proved_in_every_tree(self, data: st.DataObject) -> None:
        size = data.draw(SIZES)
        index = data.draw(st.integers(0, size - 1))

        path = inclusion_path(index, size, read_hash)

        verify_inclusion(index=index, size=size, leaf=HASHES[index], path=path, root=root_of(size))

    def test_of_every_leaf_is_proved_in_every_small_tree(self) -> None:
        for size in range(1, 66):
            for index in range(size):
                verify_inclusion(
                    index=index,
                    size=size,
                    leaf=HASHES[index],
                    path=inclusion_path(index, size, read_hash),
                    root=root_of(size),
                )

    @given(st.data())
    @settings(deadline=None)
    def test_is_refused_when_any_bit_of_leaf_path_or_root_is_flipped(
        self, data: st.DataObject
    ) -> None:
        size = data.draw(SIZES)
        index = data.draw(st.integers(0, size - 1))
        parts = [
            HASHES[index],
            root_of(size),
            *inclusion_path(index, size, read_hash),
        ]
        which = data.draw(st.integers(0, len(parts) - 1))
        bit = data.draw(st.integers(0, 255))
        changed = (int.from_bytes(parts[which], "big") ^ (1 << bit)).to_bytes(32, "big")
        parts[which] = changed

        with pytest.raises(ProofDoesNotHold):
            verify_inclusion(index=index, size=size, leaf=parts[0], path=parts[2:], root=parts[1])

    @given(st.data())
    @settings(deadline=None)
    def test_is_refused_at_another_index(self, data: st.DataObject) -> None:
        size = data.draw(st.integers(2, len(HASHES)))
        index = data.draw(st.integers(0, size - 1))
        other = data.draw(st.integers(-1, size).filter(lambda value: value != index))

        with pytest.raises(ProofDoesNotHold):
            verify_inclusion(
                index=other,
                size=size,
                leaf=HASHES[index],
                path=inclusion_path(index, size, read_hash),
                root=root_of(size),
            )

    @pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
    def test_of_a_leaf_that_is_not_there_cannot_be_asked_for(self, index: int, size: int) -> None:
        with pytest.raises(ValueError, match="no leaf"):
            inclusion_path(index, size, read_hash)


class TestConsistency:
    @given(st.data())
    @settings(deadline=None)
    def test_is_proved_between_any_two_sizes(self, data: st.DataObject) -> None:
        size2 = data.draw(SIZES)
        size1 = data.draw(st.integers(1, size2))

        path = consistency_path(size1, size2, read_hash)

        verify_consistency(
            size1=size1, size2=size2, root1=root_of(size1), root2=root_of(size2), path=path
        )

    def test_is_proved_between_all_small_sizes(self) -> None:
        for size2 in range(1, 50):
            for size1 in range(1, size2 + 1):
                verify_consistency(
                    size1=size1,
                    size2=size2,
                    root1=root_of(size1),
                    root2=root_of(size2),
                    path=consistency_path(size1, size2, read_hash),
                )

    @given(st.data())
    @settings(deadline=None)
    def test_is_refused_when_any_bit_is_flipped(self, data: st.DataObject) -> None:
        size2 = data.draw(SIZES)
        size1 = data.draw(st.integers(1, size2))
        parts = [root_of(size1), root_of(size2), *consistency_path(size1, size2, read_hash)]
        which = data.draw(st.integers(0, len(parts) - 1))
        bit = data.draw(st.integers(0, 255))
        parts[which] = (int.from_bytes(parts[which], "big") ^ (1 << bit)).to_bytes(32, "big")

        with pytest.raises(ProofDoesNotHold):
            verify_consistency(
                size1=size1, size2=size2, root1=parts[0], root2=parts[1], path=parts[2:]
            )

    @pytest.mark.parametrize("size2", [0, 1, 8])
    def test_from_the_empty_tree_is_refused_because_it_says_nothing(self, size2: int) -> None:
        with pytest.raises(ProofDoesNotHold):
            verify_consistency(
                size1=0, size2=size2, root1=EMPTY_ROOT, root2=root_of(size2), path=[]
            )

    def test_is_refused_when_a_leaf_was_rewritten(self) -> None:
        rewritten = [*HASHES[:3], leaf_hash(b"other"), *HASHES[4:20]]
        root2 = CompactRange().append(rewritten).root()

        def read_rewritten(level: int, index: int) -> bytes:
            return reference_root(rewritten[index << level : (index + 1) << level])

        with pytest.raises(ProofDoesNotHold):
            verify_consistency(
                size1=10,
                size2=20,
                root1=root_of(10),
                root2=root2,
                path=consistency_path(10, 20, read_rewritten),
            )
