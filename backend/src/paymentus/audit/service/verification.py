"""Checks the whole log as stored, in one pass over its entries.

``domain.derivation`` judges the entries; here are the reads, and the checks of checkpoints, tiles
and the head. Someone who holds the log's key can sign a whole new log. Only a checkpoint kept
elsewhere shows that: give those as ``kept``.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from paymentus.audit.domain.checkpoint import (
    Checkpoint,
    NoteRefused,
    parse_checkpoint,
    verify_checkpoint,
)
from paymentus.audit.domain.derivation import Derivation
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.tiles import (
    TILE_BYTES,
    TILE_WIDTH,
    Tile,
    TileBuilder,
    full_tiles,
    split_hashes,
)
from paymentus.audit.domain.tree import HASH_BYTES, CompactRange, MalformedRange
from paymentus.audit.repository import AuditRepository, LogDamaged, StoredCheckpoint, StoredHead
from paymentus.audit.service.nodes import StoredNodes
from paymentus.foundation.mongo import Database, Document

Progress = Callable[[int, int], None]
"""Called now and then with (entries checked, entries in all)."""


@dataclass(frozen=True, slots=True)
class LogReport:
    """What a verification found. ``first_index`` is above 0 when only a part was checked."""

    problems: tuple[str, ...]
    problems_found: int
    entries_checked: int
    checkpoints_checked: int
    tiles_checked: int
    first_index: int
    size: int
    root: bytes

    @property
    def is_valid(self) -> bool:
        return self.problems_found == 0


class LogVerification:
    """Checks one shard's log against the policy that its readers pin. Use one object a run."""

    def __init__(self, database: Database, policy: LogPolicy, *, shard: str = "shard-0") -> None:
        self._repository = AuditRepository(database)
        self._policy = policy
        self._shard = shard
        self._checkpoints_checked = 0
        self._tiles_checked = 0

    async def run(
        self,
        *,
        start: StoredCheckpoint | None = None,
        end: StoredCheckpoint | None = None,
        kept: Sequence[str] = (),
        progress: Progress = lambda checked, total: None,
    ) -> LogReport:
        """Check the log, or only its entries between two checkpoints.

        With ``start``, what lies before is taken from the tiles, which must lead to that
        checkpoint's signed root. ``kept`` are checkpoints that others saved earlier.
        """
        derivation = await self._begin(start)
        head = await self._head(derivation)
        size = 0 if head is None else head.size
        size = size if end is None else min(size, end.size)
        signed_by_others = self._read_kept(derivation, kept, size, whole=end is None)
        await self._walk(derivation, size, signed_by_others, progress)
        derivation.finish()
        if end is None:
            await self._check_head(derivation, head)
            await self._check_outside(derivation, size)
        if start is None and end is None:
            await self._check_tile_places(derivation, size)
        return LogReport(
            problems=tuple(derivation.problems),
            problems_found=derivation.problems_found,
            entries_checked=derivation.entries_checked,
            checkpoints_checked=self._checkpoints_checked,
            tiles_checked=self._tiles_checked,
            first_index=0 if start is None else start.size,
            size=size,
            root=derivation.derived.root(),
        )

    async def run_between(
        self,
        *,
        start: datetime,
        end: datetime,
        progress: Progress = lambda checked, total: None,
    ) -> LogReport:
        """Check the entries made from ``start`` to ``end``, whole batches at both ends.

        Where ``end`` is later than the last batch, the head and what lies around the log are
        checked as well.
        """
        return await self.run(
            start=await self._repository.checkpoint_before(start),
            end=await self._repository.checkpoint_from(end),
            progress=progress,
        )

    async def _head(self, derivation: Derivation) -> StoredHead | None:
        try:
            return await self._repository.head(self._shard)
        except LogDamaged as damage:
            derivation.report(str(damage))
            return None

    async def _begin(self, start: StoredCheckpoint | None) -> Derivation:
        if start is None:
            return Derivation()
        try:
            before = await StoredNodes(self._repository).range_of(start.size)
        except LogDamaged as damage:
            unknown = (bytes(HASH_BYTES),) * start.size.bit_count()
            derivation = Derivation(CompactRange(start.size, unknown))
            derivation.report(f"entries before {start.size}: {damage}")
            derivation.broken = True
            return derivation
        derivation = Derivation(before)
        signed = self._read_checkpoint(derivation, start)
        if signed is not None and signed.root != before.root():
            derivation.broken = True
            derivation.report(
                f"entries before {start.size}: do not lead to the root signed in the checkpoint"
                f" of size {start.size}"
            )
        return derivation

    def _read_checkpoint(
        self, derivation: Derivation, stored: StoredCheckpoint
    ) -> Checkpoint | None:
        self._checkpoints_checked += 1
        try:
            if not isinstance(stored.text, str):
                raise NoteRefused("is not text")
            checkpoint = verify_checkpoint(
                stored.text, self._policy.log_key, origin=self._policy.origin
            )
            if checkpoint.size != stored.size:
                raise NoteRefused(f"its text is of size {checkpoint.size}")
        except NoteRefused as error:
            derivation.report(f"checkpoint {stored.size}: {error}")
            return None
        return checkpoint

    def _read_kept(
        self, derivation: Derivation, kept: Sequence[str], size: int, *, whole: bool
    ) -> dict[int, list[bytes]]:
        """Roots by size, of checkpoints that were kept elsewhere."""
        roots: dict[int, list[bytes]] = {}
        for text in kept:
            try:
                checkpoint = verify_checkpoint(
                    text, self._policy.log_key, origin=self._policy.origin
                )
            except NoteRefused as error:
                derivation.report(f"a checkpoint you kept: {error}")
                continue
            roots.setdefault(checkpoint.size, []).append(checkpoint.root)
            if checkpoint.size > size and whole:
                derivation.report(
                    f"the log has {size} entries, but a checkpoint you kept was signed over"
                    f" {checkpoint.size}: entries were removed from its end"
                )
        return roots

    async def _walk(
        self,
        derivation: Derivation,
        size: int,
        kept: dict[int, list[bytes]],
        progress: Progress,
    ) -> None:
        """Take every entry, and meet each root on the way at the size it was signed for."""
        builder = TileBuilder() if derivation.next_index == 0 else None
        tile_index, tile = -1, None
        checkpoints = self._repository.checkpoints(above=derivation.next_index)
        upcoming = await anext(checkpoints, None)
        async for document in self._in_order(derivation, size):
            index = derivation.next_index
            if index // TILE_WIDTH != tile_index:
                tile_index = index // TILE_WIDTH
                tile = await self._leaf_tile(tile_index)
            believed = derivation.take(document, tile[index % TILE_WIDTH] if tile else None)
            for made in builder.push(believed) if builder else ():
                await self._compare_tile(derivation, made)
            while upcoming is not None and upcoming.size <= index + 1:
                signed = self._read_checkpoint(derivation, upcoming)
                if signed is not None:
                    derivation.meet(f"the checkpoint of size {signed.size}", signed.root)
                upcoming = await anext(checkpoints, None)
            for root in kept.get(index + 1, ()):
                derivation.meet(f"the checkpoint of size {index + 1} that you kept", root)
            if index % 1024 == 0:
                progress(index, size)
        if derivation.agreed_at < size and not derivation.broken:
            derivation.report(
                f"entries {derivation.agreed_at} to {size - 1}: no checkpoint covers them"
            )
        if upcoming is not None:
            await self._check_beyond(derivation, upcoming)
        progress(size, size)

    async def _in_order(self, derivation: Derivation, size: int) -> AsyncIterator[Document | None]:
        """The stored entry of each index up to ``size``, None where there is none."""
        async for document in self._repository.documents(start=derivation.next_index):
            index = document["_id"]
            if not isinstance(index, int):
                derivation.report(f"entry {index}: its index is not a whole number")
                continue
            if index >= size:
                break
            while derivation.next_index < index:
                yield None
            yield document
        while derivation.next_index < size:
            yield None

    async def _check_beyond(self, derivation: Derivation, stored: StoredCheckpoint) -> None:
        # Commits go on while we read; the head as it is now decides.
        head = await self._head(derivation)
        size = 0 if head is None else head.size
        if stored.size > size:
            derivation.report(
                f"checkpoint {stored.size}: is of a larger tree than the log's head"
                f" ({size} entries)"
            )

    async def _leaf_tile(self, index: int) -> list[bytes] | None:
        data = await self._repository.tile(0, index)
        return None if data is None else split_hashes(data)

    async def _compare_tile(self, derivation: Derivation, made: Tile) -> None:
        stored = await self._repository.tile_with_root(made.level, made.index)
        if stored is None:
            return
        self._tiles_checked += 1
        data, root = stored
        # A wrong hash in a tile of level 0 is named with its entry, once a root has decided.
        wrong_form = not isinstance(data, bytes) or len(data) != TILE_BYTES
        if wrong_form or (made.level > 0 and data != made.data):
            derivation.report(f"tile {made.level}/{made.index}: is not the one its entries make")
        elif root != made.root:
            derivation.report(f"tile {made.level}/{made.index}: its stored root is wrong")

    async def _check_head(self, derivation: Derivation, head: StoredHead | None) -> None:
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
        if head.size == 0:
            return
        stored = await self._repository.checkpoint_at(head.size)
        if stored is None:
            derivation.report(f"checkpoint {head.size}: missing, although the head is of that size")
        elif isinstance(stored.text, str) and not stored.text.startswith(head.checkpoint):
            derivation.report("head: its checkpoint is not the one stored for its size")
        try:
            if parse_checkpoint(head.checkpoint).size != head.size:
                derivation.report("head: its checkpoint is of another size")
        except NoteRefused as error:
            derivation.report(f"head: {error}")

    async def _check_outside(self, derivation: Derivation, size: int) -> None:
        indexes = await self._repository.indexes_outside(size)
        # Read after the indexes: what was committed meanwhile is inside this head.
        head = await self._head(derivation)
        size = 0 if head is None else head.size
        for index in indexes:
            if not (isinstance(index, int) and 0 <= index < size):
                derivation.report(f"entry {index}: outside the log, which has {size} entries")

    async def _check_tile_places(self, derivation: Derivation, size: int) -> None:
        places = set(await self._repository.tile_places())
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
        head = await self._head(derivation)
        counts = full_tiles(0 if head is None else head.size)
        if index >= (counts[level] if level < len(counts) else 0):
            derivation.report(f"tile {level}/{index}: beyond the end of the log")
