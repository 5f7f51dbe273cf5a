"""Checks the whole log as stored, in one pass over its entries.

``domain.derivation`` judges the entries; here are the reads, and the checks of checkpoints, tiles
and the head. Someone who holds the log's key can sign a whole new log. Only a checkpoint kept
elsewhere shows that: give those as ``kept``. Or a witness: where the policy asks for a quorum,
entries that no quorum has seen an hour after they were made are named, and every cosignature that
is stored must hold.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from paymentus.audit.domain.checkpoint import (
    Checkpoint,
    NoteRefused,
    cosigned_by,
    parse_checkpoint_body,
    verify_checkpoint,
    verify_note,
)
from paymentus.audit.domain.derivation import Derivation
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.tiles import (
    TILE_BYTES,
    TILE_WIDTH,
    Tile,
    TileBuilder,
    split_hashes,
)
from paymentus.audit.domain.tree import (
    HASH_BYTES,
    CompactRange,
    ProofDoesNotHold,
    consistency_nodes,
    consistency_path,
    verify_consistency,
)
from paymentus.audit.repository import AuditRepository, LogDamaged, StoredCheckpoint
from paymentus.audit.service.nodes import StoredNodes
from paymentus.audit.service.surroundings import Surroundings
from paymentus.foundation.clock import Clock, rfc3339, utc_now
from paymentus.foundation.mongo import Database, Document

WITNESSED_WITHIN = timedelta(hours=1)
"""After this, an entry that no quorum of witnesses has seen is not vouched for by anybody."""

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
    tree: CompactRange
    """What the entries led to; a later run may begin with it."""
    witnessed_size: int
    """How many entries a quorum of witnesses has seen; 0 where the policy asks for none."""

    @property
    def is_valid(self) -> bool:
        return self.problems_found == 0


class LogVerification:
    """Checks one shard's log against the policy that its readers pin. Use one object a run."""

    def __init__(
        self,
        source: Database | AuditRepository,
        policy: LogPolicy,
        *,
        shard: str = "shard-0",
        clock: Clock = utc_now,
    ) -> None:
        self._repository = (
            source if isinstance(source, AuditRepository) else AuditRepository(source)
        )
        self._policy = policy
        self._shard = shard
        self._clock = clock
        self._around = Surroundings(self._repository, shard=shard, clock=clock)
        self._signatures = self._seen_by = 0
        self._witnessed_size = 0
        self._unwitnessed: StoredCheckpoint | None = None
        self._made_at: datetime | None = None
        self._checkpoints_checked = 0
        self._tiles_checked = 0

    async def run(
        self,
        *,
        start: StoredCheckpoint | None = None,
        end: StoredCheckpoint | None = None,
        before: CompactRange | None = None,
        kept: Sequence[str] = (),
        progress: Progress = lambda checked, total: None,
    ) -> LogReport:
        """Check the log, or only its entries between two checkpoints.

        With ``start``, what lies before is what an earlier run derived (``before``), else it is
        taken from the tiles; it must lead to that checkpoint's signed root. ``kept`` are
        checkpoints that others saved earlier.
        """
        derivation = await self._begin(start, before)
        head = await self._around.head(derivation)
        size = 0 if head is None else head.size
        size = size if end is None else min(size, end.size)
        signed_by_others = self._read_kept(derivation, kept, size, whole=end is None)
        await self._walk(derivation, size, signed_by_others, progress)
        derivation.finish()
        if end is None:
            await self._around.check_head(derivation, head)
            await self._around.check_outside(derivation, size)
        else:
            await self._check_later(derivation, size, kept)
        if start is None and end is None:
            await self._around.check_tile_places(derivation, size)
        self._check_witnessed(derivation)
        return LogReport(
            problems=tuple(derivation.problems),
            problems_found=derivation.problems_found,
            entries_checked=derivation.entries_checked,
            checkpoints_checked=self._checkpoints_checked,
            tiles_checked=self._tiles_checked,
            first_index=0 if start is None else start.size,
            size=size,
            root=derivation.derived.root(),
            tree=derivation.derived,
            witnessed_size=self._witnessed_size,
        )

    async def run_between(
        self,
        *,
        start: datetime,
        end: datetime,
        kept: Sequence[str] = (),
        progress: Progress = lambda checked, total: None,
    ) -> LogReport:
        """Check the entries made from ``start`` to ``end``, whole batches at both ends.

        Where ``end`` is later than the last batch, the head and what lies around the log are
        checked as well.
        """
        return await self.run(
            start=await self._repository.checkpoint_before(start),
            end=await self._repository.checkpoint_from(end),
            kept=kept,
            progress=progress,
        )

    async def _begin(
        self, start: StoredCheckpoint | None, before: CompactRange | None
    ) -> Derivation:
        if start is None:
            return Derivation(shard=self._shard)
        try:
            before = before or await StoredNodes(self._repository).range_of(start.size)
        except LogDamaged as damage:
            unknown = (bytes(HASH_BYTES),) * start.size.bit_count()
            derivation = Derivation(CompactRange(start.size, unknown), shard=self._shard)
            derivation.report(f"entries before {start.size}: {damage}")
            derivation.broken = True
            return derivation
        derivation = Derivation(before, shard=self._shard)
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
            checkpoint = self._verified(stored.text)
            if checkpoint.size != stored.size or not isinstance(stored.size, int):
                raise NoteRefused(f"its text is of size {checkpoint.size}")
        except NoteRefused as error:
            derivation.report(f"checkpoint {stored.size}: {error}")
            return None
        return checkpoint

    def _verified(self, text: str) -> Checkpoint:
        """Every signature once: the log's, and each of a witness we know must hold."""
        note = verify_note(text, (*self._policy.keys, *self._policy.retired))
        if not note.signed_by(self._policy.log_key):
            raise NoteRefused("no trusted key signed the note")
        # A cosignature of a stranger was put there by nobody we asked.
        if note.unknown and self._policy.witnesses:
            raise NoteRefused(f"has a signature of {note.unknown[0].name}, not in the policy")
        checkpoint = parse_checkpoint_body(note.body)
        if checkpoint.origin != self._policy.origin:
            raise NoteRefused(f"the checkpoint is of another log, {checkpoint.origin}")
        self._signatures = len(note.signatures) + len(note.unknown)
        self._seen_by = sum(note.signed_by(witness) for witness in self._policy.witnesses)
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
        derivation.begin_batch()
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
                    self._take_note(derivation, upcoming)
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
            await self._around.check_beyond(derivation, upcoming)
        progress(size, size)

    def _take_note(self, derivation: Derivation, stored: StoredCheckpoint) -> None:
        """When the checkpoint was made, and who has seen it."""
        place = f"checkpoint {stored.size}"
        if stored.at is None:
            derivation.report(f"{place}: when it was made is not a time")
        else:
            if self._made_at is not None and stored.at < self._made_at:
                derivation.report(f"{place}: is stored as made before the one it follows")
            self._made_at = stored.at
            derivation.end_batch(place, rfc3339(stored.at))
        if stored.witnessed and self._signatures == 1:
            derivation.report(f"{place}: the cosignatures it is marked to have are gone")
        if not self._policy.quorum or derivation.broken:
            return
        if self._seen_by >= self._policy.quorum:
            self._witnessed_size, self._unwitnessed = stored.size, None
        elif self._unwitnessed is None:
            self._unwitnessed = stored

    def _check_witnessed(self, derivation: Derivation) -> None:
        waiting = self._unwitnessed
        if waiting is None or waiting.at is None:
            return
        if self._clock() - waiting.at > WITNESSED_WITHIN:
            derivation.report(
                f"entries from {self._witnessed_size} on: fewer than {self._policy.quorum}"
                f" of the policy's witnesses have seen them since {rfc3339(waiting.at)}"
            )

    async def _check_later(self, derivation: Derivation, size: int, kept: Sequence[str]) -> None:
        """Where the check ends before the log does: later checkpoints that others vouch for must
        extend what was checked."""
        texts = list(kept)
        witnessed = await self._repository.checkpoint_covering(max(size - 1, 0), witnessed=True)
        if self._policy.quorum and witnessed is not None:
            texts.append(witnessed.text)
        for text in texts if size and not derivation.broken else ():
            try:
                later = verify_checkpoint(text, self._policy.log_key, origin=self._policy.origin)
                if later.size < size:
                    continue
                await self._link(derivation, size, later)
            except (NoteRefused, LogDamaged, ProofDoesNotHold) as error:
                derivation.report(f"from entry {size} to a later checkpoint: {error}")
                continue
            if len(cosigned_by(text, self._policy.witnesses)) >= self._policy.quorum:
                self._witnessed_size, self._unwitnessed = size, None

    async def _link(self, derivation: Derivation, size: int, later: Checkpoint) -> None:
        wanted = {node for group in consistency_nodes(size, later.size) for node in group}
        nodes = await StoredNodes(self._repository).read(wanted)
        path = consistency_path(size, later.size, lambda level, index: nodes[level, index])
        verify_consistency(
            size1=size,
            size2=later.size,
            root1=derivation.derived.root(),
            root2=later.root,
            path=path,
        )

    async def _in_order(self, derivation: Derivation, size: int) -> AsyncIterator[Document | None]:
        """The stored entry of each index up to ``size``, None where there is none."""
        async for document in self._repository.documents(start=derivation.next_index):
            index = document["_id"]
            if not isinstance(index, int) or isinstance(index, bool):
                derivation.report(f"entry {index}: its index is not a whole number")
                continue
            if index >= size:
                break
            while derivation.next_index < index:
                yield None
            yield document
        while derivation.next_index < size:
            yield None

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
