"""Reads nodes of the tree from full tiles, and from the entries where no tile is stored yet."""

import asyncio
from collections.abc import Iterable

from paymentus.audit.domain.tiles import (
    TILE_HEIGHT,
    TILE_WIDTH,
    full_tiles,
    node_span,
    split_hashes,
)
from paymentus.audit.domain.tree import CompactRange, Node, range_nodes
from paymentus.audit.repository import AuditRepository, LogDamaged


class StoredNodes:
    """Hashes by place, as stored: whoever uses them must check where they lead."""

    def __init__(self, repository: AuditRepository) -> None:
        self._repository = repository

    async def read(self, nodes: Iterable[Node]) -> dict[Node, bytes]:
        """The hash of each of these complete nodes; raises :class:`LogDamaged` for a gap."""
        wanted = {node: node_span(node) for node in nodes}
        reach: dict[tuple[int, int], tuple[int, int]] = {}
        for span in wanted.values():
            place = (span.level, span.start // TILE_WIDTH)
            low, high = reach.get(place, (span.start, span.start))
            reach[place] = (min(low, span.start), max(high, span.start + span.count))
        rows = await asyncio.gather(
            *(self.hashes(level, low, high - low) for (level, _), (low, high) in reach.items())
        )
        fetched = {
            place: (low, row) for (place, (low, _)), row in zip(reach.items(), rows, strict=True)
        }
        found = {}
        for node, span in wanted.items():
            low, hashes = fetched[span.level, span.start // TILE_WIDTH]
            part = hashes[span.start - low : span.start - low + span.count]
            found[node] = CompactRange().append(part).root()
        return found

    async def range_of(self, size: int) -> CompactRange:
        """The compact range of the first ``size`` leaves, as stored."""
        nodes = range_nodes(0, size)
        hashes = await self.read(nodes)
        return CompactRange(size, tuple(hashes[node] for node in nodes))

    async def hashes(self, level: int, start: int, count: int) -> list[bytes]:
        """``count`` hashes of one tile of this tile level, from position ``start`` on."""
        tile = await self._repository.tile(level, start // TILE_WIDTH)
        if tile is not None:
            offset = start % TILE_WIDTH
            return split_hashes(tile)[offset : offset + count]
        if level == 0:
            hashes = await self._repository.leaf_hashes(start, count)
            if len(hashes) != count:
                raise LogDamaged(f"entries {start} to {start + count - 1} are not all there")
            return hashes
        roots = await self._repository.tile_roots(level - 1, start, count)
        return [
            roots[index] if index in roots else await self._tile_root(level - 1, index)
            for index in range(start, start + count)
        ]

    async def _tile_root(self, level: int, index: int) -> bytes:
        hashes = await self.hashes(level, index * TILE_WIDTH, TILE_WIDTH)
        return CompactRange().append(hashes).root()


def tiles_to_build(size: int, stored: Iterable[int]) -> list[tuple[int, int]]:
    """(level, index) of full tiles a log of ``size`` leaves lacks, lowest level first.

    ``stored`` is how many tiles each level has already.
    """
    have = [*stored]
    missing = []
    for level, count in enumerate(full_tiles(size)):
        first = have[level] if level < len(have) else 0
        missing += [(level, index) for index in range(first, count)]
    return missing


def levels_of(size: int) -> int:
    """How many tile levels have at least one full tile."""
    return max(0, (size.bit_length() - 1) // TILE_HEIGHT) if size else 0
