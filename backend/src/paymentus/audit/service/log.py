"""Answers about the log. Every proof is checked here before it is handed out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from paymentus.audit.domain.checkpoint import (
    Checkpoint,
    NoteRefused,
    cosigned_by,
    only_signed_by,
    parse_checkpoint_body,
    verify_checkpoint,
    verify_note,
)
from paymentus.audit.domain.leaf import LogEntry
from paymentus.audit.domain.note import split_note
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.receipt import ProofBundle
from paymentus.audit.domain.security_events import SecurityKind, types_of
from paymentus.audit.domain.tiles import TILE_WIDTH, Tile, TileAddress, TileNotFound, encode_bundle
from paymentus.audit.domain.tree import (
    ProofDoesNotHold,
    consistency_nodes,
    consistency_path,
    inclusion_nodes,
    inclusion_path,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)
from paymentus.audit.repository import (
    AuditRepository,
    LogDamaged,
    StoredCheckpoint,
    StoredHead,
)
from paymentus.audit.service.nodes import StoredNodes, levels_of, tiles_to_build
from paymentus.foundation.errors import Conflict, NotFound, Rejected
from paymentus.foundation.mongo import Database

__all__ = [
    "AuditLog",
    "CheckpointChanged",
    "ConsistencyProof",
    "CosignatureRefused",
    "EntryNotFound",
    "EntryPage",
    "InclusionProof",
    "LogDamaged",
    "LogIsEmpty",
    "TreeNotThatLarge",
]


class LogIsEmpty(NotFound):
    """Nothing has been recorded yet, so there is no checkpoint."""


class EntryNotFound(NotFound):
    """The log has no such entry."""


class TreeNotThatLarge(Rejected):
    """The sizes asked for are not ones this log has had."""


class CosignatureRefused(Rejected):
    """A witness's signature does not hold, or is of no witness in the policy."""


class CheckpointChanged(Conflict):
    """Another cosignature was added at the same time; send this one again."""


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """The leaf hash is at ``index`` of the tree; ``checkpoint`` is None if this size has none."""

    index: int
    size: int
    leaf_hash: bytes
    path: tuple[bytes, ...]
    root: bytes
    checkpoint: str | None


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """The tree of ``size2`` begins with the tree of ``size1``."""

    size1: int
    size2: int
    root1: bytes
    root2: bytes
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Entries, newest first; ``next_below`` continues the list, None at its end."""

    entries: tuple[LogEntry, ...]
    next_below: int | None


@dataclass(frozen=True, slots=True)
class Watch:
    """What somebody who watches the log found last; no problems when all agreed.

    ``size`` is how many entries it had followed. It is written down by the watcher itself, in the
    database: believe an alarm, and believe silence only as far as the watcher's own logs.
    """

    name: str
    at: datetime
    size: int
    problems: tuple[str, ...]


class AuditLog:
    """Reads, proofs and tiles of one shard's log."""

    def __init__(self, database: Database, policy: LogPolicy, *, shard: str = "shard-0") -> None:
        self._repository = AuditRepository(database)
        self._nodes = StoredNodes(self._repository)
        self._shard = shard
        self.policy = policy

    async def latest_checkpoint(self) -> str:
        """The newest signed checkpoint, with the cosignatures it has by now.

        Raises :class:`LogIsEmpty` before there is any.
        """
        head = await self._repository.head(self._shard)
        if head is None:
            raise LogIsEmpty()
        stored = await self._repository.checkpoint_at(head.size)
        if stored is None or not stored.text.startswith(head.checkpoint):
            return head.checkpoint
        return only_signed_by(stored.text, self.policy.keys)

    async def newest_checkpoint(self) -> StoredCheckpoint | None:
        """The newest signed checkpoint as its text says; None before there is any."""
        head = await self._repository.head(self._shard)
        return None if head is None else StoredCheckpoint(head.size, head.checkpoint)

    async def entry(self, index: int) -> LogEntry:
        """Raises :class:`EntryNotFound`."""
        entry = await self._repository.entry(index)
        if entry is None:
            raise EntryNotFound(f"The log has no entry {index}.")
        return entry

    async def security_events(
        self,
        *,
        kind: SecurityKind | None,
        subject: str | None,
        since: datetime | None,
        until: datetime | None,
        below: int | None,
        limit: int,
    ) -> EntryPage:
        """Sign-ins, refusals, keys and administration, newest first."""
        found = await self._repository.entries_of_types(
            types_of(kind, await self._repository.types()),
            subject=subject,
            since=since,
            until=until,
            below=below,
            limit=limit + 1,
        )
        page = tuple(found[:limit])
        return EntryPage(page, page[-1].index if len(found) > limit else None)

    async def count_by_type(
        self, types: Iterable[str], *, since: datetime, until: datetime
    ) -> dict[str, int]:
        """Entries of a span of time; types without any are left out."""
        first = await self.first_since(since)
        return await self._repository.count_by_type(types, first=first, since=since, until=until)

    async def first_since(self, moment: datetime) -> int:
        """The index where the last checkpoint before ``moment`` ends."""
        earlier = await self._repository.checkpoint_before(moment)
        return earlier.size if earlier else 0

    async def entries(
        self, *, subject: str | None = None, below: int | None = None, limit: int = 50
    ) -> EntryPage:
        """Entries of one subject, or of all, newest first."""
        if subject is None:
            found = await self._repository.newest_entries(below=below, limit=limit + 1)
        else:
            found = await self._repository.entries_of_subject(subject, below=below, limit=limit + 1)
        page = tuple(found[:limit])
        return EntryPage(page, page[-1].index if len(found) > limit else None)

    async def watches(self) -> list[Watch]:
        """The monitor and each witness, by name."""
        return [
            Watch(
                name=found["_id"],
                at=found["at"],
                size=found["size"],
                problems=tuple(found.get("problems") or filter(None, [found["problem"]])),
            )
            for found in await self._repository.watches()
        ]

    async def prove_inclusion(self, *, index: int, size: int | None = None) -> InclusionProof:
        """Prove that the entry ``index`` is in the tree of ``size`` leaves (default: all).

        Raises :class:`TreeNotThatLarge`, :class:`EntryNotFound`, or :class:`LogDamaged` when what
        is stored does not lead to the signed root.
        """
        head = await self._head()
        size = head.size if size is None else size
        if not 0 < size <= head.size:
            raise TreeNotThatLarge(f"The log has {head.size} entries.")
        if not 0 <= index < size:
            raise EntryNotFound(f"A tree of {size} entries has no entry {index}.")
        stored = await self._repository.checkpoint_at(size)
        text = None if stored is None else stored.text
        entry = await self.entry(index)
        root, path = await self._inclusion(index, size, leaf_hash(entry.leaf), text)
        return InclusionProof(index, size, leaf_hash(entry.leaf), path, root, text)

    async def prove_consistency(self, *, size1: int, size2: int) -> ConsistencyProof:
        """Prove that the log only grew between two sizes.

        Raises :class:`TreeNotThatLarge`, or :class:`LogDamaged` as above.
        """
        head = await self._head()
        if not 0 < size1 <= size2 <= head.size:
            raise TreeNotThatLarge(
                f"Ask for two sizes from 1 to {head.size}, the smaller one first."
            )
        wanted = {node for group in consistency_nodes(size1, size2) for node in group}
        nodes = await self._nodes.read(wanted)
        path = consistency_path(size1, size2, lambda level, index: nodes[level, index])
        root1, root2 = [await self._root_of(size) for size in (size1, size2)]
        try:
            verify_consistency(size1=size1, size2=size2, root1=root1, root2=root2, path=path)
        except ProofDoesNotHold as error:
            raise LogDamaged(f"from size {size1} to {size2}: {error}") from error
        return ConsistencyProof(size1, size2, root1, root2, tuple(path))

    async def prove_event(self, event_id: str) -> ProofBundle:
        """The proof a receipt carries, for a journal entry's or an event's id.

        Taken at the first checkpoint that holds the entry, so that it is the same bytes each time
        it is asked for; where the policy has witnesses, at the first one they have seen, once
        there is one. Raises :class:`EntryNotFound`.
        """
        entry = await self._repository.entry_of_event(event_id)
        if entry is None:
            raise EntryNotFound(f"The log has no entry for {event_id}.")
        return await self.prove_entry(entry)

    async def prove_entry(self, entry: LogEntry) -> ProofBundle:
        """As :meth:`prove_event`, for an entry at hand."""
        stored = await self._covering(entry.index)
        digest = leaf_hash(entry.leaf)
        _, path = await self._inclusion(entry.index, stored.size, digest, stored.text)
        text = only_signed_by(stored.text, self.policy.keys)
        return ProofBundle(entry.leaf, entry.index, stored.size, path, text)

    async def _covering(self, index: int) -> StoredCheckpoint:
        """The first checkpoint over the entry that enough witnesses of the policy have signed;
        while there is none, the first one at all."""
        if self.policy.quorum:
            # The mark may be of witnesses the policy no longer has; then the newest has the new.
            for stored in (
                await self._repository.checkpoint_covering(index, witnessed=True),
                await self._repository.newest_witnessed(),
            ):
                if stored and stored.size > index and self._is_witnessed(stored.text):
                    return stored
        stored = await self._repository.checkpoint_covering(index)
        if stored is None:
            raise LogDamaged(f"no checkpoint covers entry {index}")
        return stored

    def _is_witnessed(self, text: str) -> bool:
        try:
            return len(cosigned_by(text, self.policy.witnesses)) >= self.policy.quorum
        except NoteRefused:
            return False

    async def tile(self, path: str) -> bytes:
        """Hashes of a full or partial tile by its C2SP path; raises :class:`TileNotFound`."""
        address = TileAddress.parse(path)
        if address.level is None or not address.is_within(await self._size()):
            raise TileNotFound("The log has no such tile, or not yet.")
        return b"".join(await self._nodes.hashes(address.level, address.start, address.width))

    async def entry_bundle(self, path: str) -> bytes:
        """Leaves under a tile of level 0, by the bundle's path; raises :class:`TileNotFound`."""
        address = TileAddress.parse(path)
        if address.level is not None or not address.is_within(await self._size()):
            raise TileNotFound("The log has no such entry bundle, or not yet.")
        leaves = await self._repository.leaves(address.start, address.width)
        if len(leaves) != address.width:
            raise LogDamaged(f"entries from {address.start} on are not all there")
        return encode_bundle(leaves)

    async def build_tiles(self, *, limit: int = 1000) -> int:
        """Store full tiles that are not stored yet, at most ``limit``; returns how many."""
        head = await self._repository.head(self._shard)
        if head is None:
            return 0
        stored = [
            await self._repository.tiles_stored(level) for level in range(levels_of(head.size))
        ]
        missing = tiles_to_build(head.size, stored)[:limit]
        for level, index in missing:
            hashes = await self._nodes.hashes(level, index * TILE_WIDTH, TILE_WIDTH)
            await self._repository.store_tiles([Tile(level, index, b"".join(hashes))])
        return len(missing)

    async def add_cosignatures(self, text: str) -> int:
        """Keep the cosignatures a witness added to one of our checkpoints.

        Returns how many witnesses have now signed it. Raises :class:`CosignatureRefused`,
        :class:`CheckpointChanged`.
        """
        try:
            offered = verify_note(text, self.policy.keys)
            size = parse_checkpoint_body(offered.body).size
        except NoteRefused as error:
            raise CosignatureRefused(str(error)) from error
        stored = await self._repository.checkpoint_at(size)
        if stored is None or not stored.text.startswith(f"{offered.body}\n"):
            raise CosignatureRefused("This log has not signed such a checkpoint.")
        there = cosigned_by(stored.text, self.policy.witnesses)
        # The first cosignature of a witness stands: a receipt's bytes then stay as they were.
        missing = [witness for witness in self.policy.witnesses if witness not in there]
        lines = [line for line in split_note(text)[1] if any(map(line.is_of, missing))]
        merged = stored.text + "".join(line.text for line in lines)
        try:
            note = verify_note(merged, self.policy.keys)
        except NoteRefused as error:
            raise CosignatureRefused(str(error)) from error
        count = sum(note.signed_by(witness) for witness in self.policy.witnesses)
        if not await self._repository.replace_checkpoint(
            size=size, old=stored.text, new=merged, witnessed=count >= self.policy.quorum
        ):
            raise CheckpointChanged()
        return count

    async def _head(self) -> StoredHead:
        head = await self._repository.head(self._shard)
        if head is None or head.size == 0:
            raise LogIsEmpty()
        return head

    async def _size(self) -> int:
        head = await self._repository.head(self._shard)
        return 0 if head is None else head.size

    async def _inclusion(
        self, index: int, size: int, digest: bytes, checkpoint: str | None
    ) -> tuple[bytes, tuple[bytes, ...]]:
        wanted = {node for group in inclusion_nodes(index, size) for node in group}
        nodes = await self._nodes.read(wanted)
        path = inclusion_path(index, size, lambda level, place: nodes[level, place])
        root = (
            await self._root_of(size)
            if checkpoint is None
            else self._checked(checkpoint, size).root
        )
        try:
            verify_inclusion(index=index, size=size, leaf=digest, path=path, root=root)
        except ProofDoesNotHold as error:
            raise LogDamaged(f"entry {index} at size {size}: {error}") from error
        return root, tuple(path)

    async def _root_of(self, size: int) -> bytes:
        """The signed root of this size, or, between two checkpoints, the one of what is stored."""
        stored = await self._repository.checkpoint_at(size)
        if stored is not None:
            return self._checked(stored.text, size).root
        return (await self._nodes.range_of(size)).root()

    def _checked(self, text: str, size: int) -> Checkpoint:
        try:
            checkpoint = verify_checkpoint(text, self.policy.log_key, origin=self.policy.origin)
        except NoteRefused as error:
            raise LogDamaged(f"checkpoint of size {size}: {error}") from error
        if checkpoint.size != size:
            raise LogDamaged(f"checkpoint of size {size}: its text says {checkpoint.size}")
        return checkpoint
