"""Checks what stands around the log's entries: the head, entries and tiles outside of it."""

from datetime import datetime, timedelta

from paymentus.audit.domain.checkpoint import NoteRefused, parse_checkpoint
from paymentus.audit.domain.derivation import Derivation
from paymentus.audit.domain.tiles import full_tiles
from paymentus.audit.domain.tree import CompactRange, MalformedRange
from paymentus.audit.repository import AuditRepository, LogDamaged, StoredCheckpoint, StoredHead
from paymentus.foundation.clock import Clock

CLOCKS_DIFFER = timedelta(hours=1)
"""How far ahead of ours another server's clock may be before it is called wrong."""


class Surroundings:
    """Commits go on while a verification reads, so whatever lies beyond is compared with the head
    as it is by then."""

    def __init__(self, repository: AuditRepository, *, shard: str, clock: Clock) -> None:
        self._repository = repository
        self._shard = shard
        self._clock = clock

    async def head(self, derivation: Derivation) -> StoredHead | None:
        try:
            return await self._repository.head(self._shard)
        except LogDamaged as damage:
            derivation.report(str(damage))
            return None

    async def check_beyond(self, derivation: Derivation, stored: StoredCheckpoint) -> None:
        head = await self.head(derivation)
        size = 0 if head is None else head.size
        if stored.size > size:
            derivation.report(
                f"checkpoint {stored.size}: is of a larger tree than the log's head"
                f" ({size} entries)"
            )

    async def check_head(self, derivation: Derivation, head: StoredHead | None) -> None:
        if head is None:
            return
        try:
            nodes = CompactRange(head.size, head.nodes)
        except MalformedRange as error:
            derivation.report(f"head: {error}")
        else:
            # Where entries are wrong the tree they make is, too; the head is not to blame.
            if nodes not in (derivation.derived, derivation.believed) and not derivation.broken:
                derivation.report("head: its range is not the one its entries make")
        self._check_head_fields(derivation, head)
        if head.size == 0:
            return
        stored = await self._repository.checkpoint_at(head.size)
        if stored is None:
            derivation.report(f"checkpoint {head.size}: missing, although the head is of that size")
        else:
            if isinstance(stored.text, str) and not stored.text.startswith(head.checkpoint):
                derivation.report("head: its checkpoint is not the one stored for its size")
            at = head.recorded_at
            if stored.at and isinstance(at, datetime) and at < stored.at:
                derivation.report("head: was recorded before its checkpoint was made")
        try:
            if parse_checkpoint(head.checkpoint).size != head.size:
                derivation.report("head: its checkpoint is of another size")
        except NoteRefused as error:
            derivation.report(f"head: {error}")

    def _check_head_fields(self, derivation: Derivation, head: StoredHead) -> None:
        """The next commit is stamped and fenced by these."""
        if not isinstance(head.recorded_at, datetime):
            derivation.report("head: when it was recorded is not a time")
        elif head.recorded_at > self._clock() + CLOCKS_DIFFER:
            derivation.report("head: was recorded in the future")
        if not isinstance(head.sequence, int) or head.sequence < 0:
            derivation.report("head: its sequence is not a whole number")

    async def check_outside(self, derivation: Derivation, size: int) -> None:
        indexes = await self._repository.indexes_outside(size)
        # Read after the indexes: what was committed meanwhile is inside this head.
        head = await self.head(derivation)
        size = 0 if head is None else head.size
        for index in indexes:
            if not (isinstance(index, int) and 0 <= index < size):
                derivation.report(f"entry {index}: outside the log, which has {size} entries")

    async def check_tile_places(self, derivation: Derivation, size: int) -> None:
        places = set()
        for name, level, index in await self._repository.tile_places():
            if name != f"{level}/{index}":
                derivation.report(f"tile {name}: is filed as {level}/{index}")
            elif isinstance(level, int) and isinstance(index, int):
                places.add((level, index))
        expected = full_tiles(size)
        highest: dict[int, int] = {}
        for level, index in places:
            highest[level] = max(highest.get(level, 0), index)
        for level, last in sorted(highest.items()):
            within = expected[level] if level < len(expected) else 0
            for index in range(last):
                if (level, index) not in places:
                    derivation.report(f"tile {level}/{index}: missing, although later ones exist")
            if last >= within:
                await self._report_beyond(derivation, level, last)

    async def _report_beyond(self, derivation: Derivation, level: int, index: int) -> None:
        head = await self.head(derivation)
        counts = full_tiles(0 if head is None else head.size)
        if index >= (counts[level] if level < len(counts) else 0):
            derivation.report(f"tile {level}/{index}: beyond the end of the log")
