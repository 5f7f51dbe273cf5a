"""The Merkle tree of RFC 6962 / RFC 9162, section 2.1: roots, proofs and tile coordinates.

A *node* is written (level, index): the root of the complete subtree over the leaves
``index * 2**level`` up to ``(index + 1) * 2**level``. Level 0 is the leaf hashes. A complete
node never changes once its leaves exist, so it can be stored and cached for ever.

The writer keeps a :class:`CompactRange`, one hash for each bit set in the size (at most 64 hashes
of 32 bytes), because the log's head is written with every batch. Tiles are made afterwards from
the leaf hashes stored with the entries; nothing the writer must commit depends on them.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""Root of a log without entries (RFC 9162, 2.1.1)."""

Node = tuple[int, int]
"""(level, index) of a complete subtree."""

ReadHash = Callable[[int, int], bytes]
"""Answers the hash of the node (level, index); only asked for complete nodes."""


class ProofDoesNotHold(ValueError):
    """A proof was checked and refused; the message says what is wrong with it."""


class MalformedRange(ValueError):
    """A stored compact range does not have the hashes that its size asks for."""


def leaf_hash(data: bytes) -> bytes:
    """Hash of a leaf: SHA-256(0x00 || data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class CompactRange:
    """All that is needed to append to a tree and to know its root.

    ``nodes`` are the roots of the complete subtrees the tree is made of, left to right, so the
    largest comes first; their number is the number of bits set in ``size``.
    """

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.nodes) != self.size.bit_count():
            raise MalformedRange(f"{len(self.nodes)} hashes for a tree of {self.size} leaves")
        if any(not isinstance(node, bytes) or len(node) != HASH_BYTES for node in self.nodes):
            raise MalformedRange("a hash is not 32 bytes long")

    def append(self, leaf_hashes: Iterable[bytes]) -> "CompactRange":
        """Return the range after these leaf hashes; the first gets index ``self.size``."""
        sha256 = hashlib.sha256
        nodes = list(self.nodes)
        size = self.size
        for leaf in leaf_hashes:
            digest = leaf
            carry = size
            # Each low bit set is a complete left neighbour of the same height: join with it.
            while carry & 1:
                digest = sha256(b"\x01" + nodes.pop() + digest).digest()
                carry >>= 1
            nodes.append(digest)
            size += 1
        return CompactRange(size, tuple(nodes))

    def root(self) -> bytes:
        """Root of the tree, 32 bytes."""
        if not self.nodes:
            return EMPTY_ROOT
        digest = self.nodes[-1]
        for left in reversed(self.nodes[:-1]):
            digest = node_hash(left, digest)
        return digest

    def to_document(self) -> dict[str, Any]:
        """``{"size": int, "range": [bytes, ...]}``, the fields of the log's head in MongoDB."""
        return {"size": self.size, "range": list(self.nodes)}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "CompactRange":
        """Read what :meth:`to_document` wrote; other fields are ignored."""
        return cls(document["size"], tuple(document["range"]))


def range_nodes(start: int, end: int) -> tuple[Node, ...]:
    """Complete nodes, left to right, whose fold is the hash of the leaves ``start`` to ``end``.

    The range must be one that occurs in RFC 9162's recursion: not empty, and ``start`` a multiple
    of the largest power of two not above the number of leaves.
    """
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        assert start % (1 << level) == 0, "not a subtree of RFC 9162"
        nodes.append((level, start >> level))
        start += 1 << level
    return tuple(nodes)


def inclusion_nodes(index: int, size: int) -> tuple[tuple[Node, ...], ...]:
    """For each hash of the inclusion path, deepest first, the nodes it is folded from.

    Raises ``ValueError`` when the tree of ``size`` leaves has no leaf ``index``.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(range_nodes(middle, end))
            end = middle
        else:
            path.append(range_nodes(start, middle))
            start = middle
    return tuple(reversed(path))


def consistency_nodes(size1: int, size2: int) -> tuple[tuple[Node, ...], ...]:
    """For each hash of the consistency proof, in order, the nodes it is folded from.

    Raises ``ValueError`` unless 0 < size1 <= size2: a proof from the empty tree proves nothing.
    """
    if not 0 < size1 <= size2:
        raise ValueError(f"no consistency proof leads from size {size1} to size {size2}")
    proof = []
    start, end = 0, size2
    while size1 < end:
        middle = start + _split(end - start)
        if size1 <= middle:
            proof.append(range_nodes(middle, end))
            end = middle
        else:
            proof.append(range_nodes(start, middle))
            start = middle
    if start > 0:
        # Here end == size1; the old tree's own root is known to the verifier only if start is 0.
        proof.append(range_nodes(start, end))
    return tuple(reversed(proof))


def fold(nodes: Sequence[Node], read_hash: ReadHash) -> bytes:
    """Hash of the range made of these complete nodes, joined from the right as RFC 9162 does."""
    digest = read_hash(*nodes[-1])
    for level, index in reversed(nodes[:-1]):
        digest = node_hash(read_hash(level, index), digest)
    return digest


def inclusion_path(index: int, size: int, read_hash: ReadHash) -> list[bytes]:
    """Hashes proving that leaf ``index`` is in the tree of ``size`` leaves (RFC 9162, 2.1.3.1)."""
    return [fold(nodes, read_hash) for nodes in inclusion_nodes(index, size)]


def consistency_path(size1: int, size2: int, read_hash: ReadHash) -> list[bytes]:
    """Hashes proving the tree of ``size2`` extends that of ``size1`` (RFC 9162, 2.1.4.1)."""
    return [fold(nodes, read_hash) for nodes in consistency_nodes(size1, size2)]


def verify_inclusion(
    *, index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes
) -> None:
    """Check that the leaf hash ``leaf`` is at ``index`` of the tree with this size and root.

    Raises :class:`ProofDoesNotHold`. Follows RFC 9162, 2.1.3.2.
    """
    if not 0 <= index < size:
        raise ProofDoesNotHold(f"a tree of {size} leaves has no leaf {index}")
    _check_lengths([leaf, root, *path])
    digest = leaf
    node, last = index, size - 1
    for sibling in path:
        if last == 0:
            raise ProofDoesNotHold("the inclusion path is too long")
        if node & 1 or node == last:
            digest = node_hash(sibling, digest)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            digest = node_hash(digest, sibling)
        node >>= 1
        last >>= 1
    if last != 0:
        raise ProofDoesNotHold("the inclusion path is too short")
    if digest != root:
        raise ProofDoesNotHold("the leaf and its path do not lead to the root")


def verify_consistency(
    *, size1: int, size2: int, root1: bytes, root2: bytes, path: Sequence[bytes]
) -> None:
    """Check that the tree (size2, root2) begins with the very leaves of the tree (size1, root1).

    Raises :class:`ProofDoesNotHold`; ``size1`` 0 is always refused. Follows RFC 9162, 2.1.4.2.
    """
    if not 0 < size1 <= size2:
        raise ProofDoesNotHold(f"nothing can be proved from size {size1} to size {size2}")
    _check_lengths([root1, root2, *path])
    if size1 == size2:
        if path:
            raise ProofDoesNotHold("the consistency proof is too long")
        if root1 != root2:
            raise ProofDoesNotHold("two roots for one size")
        return
    hashes = list(path)
    if size1 & (size1 - 1) == 0:
        # The old tree is complete, so its root is itself the first node.
        hashes.insert(0, root1)
    if not hashes:
        raise ProofDoesNotHold("the consistency proof is too short")
    old_root, new_root = _replay_consistency(size1, size2, hashes)
    if old_root != root1:
        raise ProofDoesNotHold("the proof does not lead to the first root")
    if new_root != root2:
        raise ProofDoesNotHold("the proof does not lead to the second root")


def _replay_consistency(size1: int, size2: int, hashes: list[bytes]) -> tuple[bytes, bytes]:
    node, last = size1 - 1, size2 - 1
    while node & 1:
        node >>= 1
        last >>= 1
    old_root = new_root = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            raise ProofDoesNotHold("the consistency proof is too long")
        if node & 1 or node == last:
            old_root = node_hash(sibling, old_root)
            new_root = node_hash(sibling, new_root)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            new_root = node_hash(new_root, sibling)
        node >>= 1
        last >>= 1
    if last != 0:
        raise ProofDoesNotHold("the consistency proof is too short")
    return old_root, new_root


def _check_lengths(hashes: Iterable[bytes]) -> None:
    if any(len(digest) != HASH_BYTES for digest in hashes):
        raise ProofDoesNotHold("a hash is not 32 bytes long")


def _split(size: int) -> int:
    """Largest power of two smaller than ``size`` (which is at least 2)."""
    return 1 << ((size - 1).bit_length() - 1)
