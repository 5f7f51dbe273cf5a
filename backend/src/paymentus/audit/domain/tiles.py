"""Tiles: the tree cut into blocks of 256 hashes that never change (C2SP tlog-tiles).

The tile (level, index) holds the nodes of height ``8 * level`` from ``256 * index`` on. A full
tile is 8,192 bytes; the rightmost of each level may be partial and is then not stored but made
when asked for. An entry bundle holds the leaves under one tile of level 0, each with its length
before it as a big-endian uint16.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from paymentus.audit.domain.tree import HASH_BYTES, CompactRange, Node
from paymentus.foundation.errors import NotFound

TILE_WIDTH = 256
TILE_HEIGHT = 8
TILE_BYTES = TILE_WIDTH * HASH_BYTES
_PATH = re.compile(
    r"(?P<level>entries|\d{1,2})/(?P<index>(?:x\d{3}/)*\d{3})(?:\.p/(?P<width>\d+))?"
)


class TileNotFound(NotFound):
    """The log has no such tile."""


@dataclass(frozen=True, slots=True)
class TileAddress:
    """Which tile, and how many of its hashes or entries. ``level`` is None for an entry bundle."""

    level: int | None
    index: int
    width: int = TILE_WIDTH

    @classmethod
    def parse(cls, path: str) -> "TileAddress":
        """Read ``<level>/<index>[.p/<width>]``; raises :class:`TileNotFound` for any other form."""
        match = _PATH.fullmatch(path) if path.isascii() else None
        if match is None:
            raise TileNotFound("A tile's path is <level>/<index> or <level>/<index>.p/<width>.")
        level = None if match["level"] == "entries" else int(match["level"])
        digits = match["index"].replace("x", "").replace("/", "")
        width = int(match["width"]) if match["width"] else TILE_WIDTH
        address = cls(level, int(digits), width)
        # Leading zeros and widths out of range have no second spelling.
        if str(address) != path or (level or 0) > 63 or (match["width"] and not 0 < width < 256):
            raise TileNotFound("A tile's numbers are written without leading zeros.")
        return address

    def __str__(self) -> str:
        groups = [f"{self.index % 1000:03d}"]
        rest = self.index // 1000
        while rest:
            groups.insert(0, f"x{rest % 1000:03d}")
            rest //= 1000
        level = "entries" if self.level is None else str(self.level)
        partial = "" if self.width == TILE_WIDTH else f".p/{self.width}"
        return f"{level}/{'/'.join(groups)}{partial}"

    @property
    def start(self) -> int:
        """Position, within its level, of the tile's first hash."""
        return self.index * TILE_WIDTH

    def is_within(self, size: int) -> bool:
        """Whether a tree of ``size`` leaves has all the hashes this address asks for."""
        available = size >> (TILE_HEIGHT * (self.level or 0))
        return self.start + self.width <= available


@dataclass(frozen=True, slots=True)
class Tile:
    """A full tile: 256 hashes joined into 8,192 bytes."""

    level: int
    index: int
    data: bytes

    def __post_init__(self) -> None:
        if len(self.data) != TILE_BYTES:
            raise ValueError(f"a full tile has {TILE_BYTES} bytes")

    @property
    def hashes(self) -> list[bytes]:
        return split_hashes(self.data)

    @property
    def root(self) -> bytes:
        """The hash that stands for this tile in the tile above."""
        return CompactRange().append(self.hashes).root()


@dataclass(frozen=True, slots=True)
class TileSpan:
    """Consecutive positions within one tile level; they never cross a tile's border."""

    level: int
    start: int
    count: int


def node_span(node: Node) -> TileSpan:
    """Where the hashes that make up a complete node stand in the tiles."""
    level, index = node
    tile_level, height = divmod(level, TILE_HEIGHT)
    return TileSpan(tile_level, index << height, 1 << height)


def split_hashes(data: bytes) -> list[bytes]:
    """Part joined hashes."""
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]


def encode_bundle(leaves: Iterable[bytes]) -> bytes:
    """Join leaves, each with its length before it (uint16, big-endian)."""
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def full_tiles(size: int) -> tuple[int, ...]:
    """How many full tiles a tree of ``size`` leaves has at each level, lowest first."""
    counts = []
    while size >= TILE_WIDTH:
        size //= TILE_WIDTH
        counts.append(size)
    return tuple(counts)


class TileBuilder:
    """Makes the full tiles of a log from its leaf hashes, given one after another from the first.

    Mutable; holds at most 255 hashes a level.
    """

    def __init__(self) -> None:
        self._pending: list[list[bytes]] = []
        self._made: list[int] = []

    def push(self, digest: bytes) -> Sequence[Tile]:
        """Take the next leaf hash and return the tiles it completes, lowest level first."""
        tiles = []
        level = 0
        carried: bytes | None = digest
        while carried is not None:
            if level == len(self._pending):
                self._pending.append([])
                self._made.append(0)
            pending = self._pending[level]
            pending.append(carried)
            carried = None
            if len(pending) == TILE_WIDTH:
                tile = Tile(level, self._made[level], b"".join(pending))
                tiles.append(tile)
                self._made[level] += 1
                pending.clear()
                carried = tile.root
                level += 1
        return tiles
