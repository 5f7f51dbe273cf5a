"""Derives the log's roots from its leaves, one entry after another, and names what does not fit.

Each entry gives a leaf hash, and these hashes must lead to the root that was signed at every
checkpoint's size. Two other places hold leaf hashes too: the entry's own ``hash`` and the tile.
Where the leaves do not lead to a signed root but those others do, the entries that differ are the
ones that were changed, and each is named. What was changed everywhere is named as the range
between two checkpoints.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from paymentus.audit.domain.leaf import ENTRY_TYPE, LeafNotUnderstood, event_id_of, read_leaf
from paymentus.audit.domain.tiles import TILE_WIDTH
from paymentus.audit.domain.tree import HASH_BYTES, CompactRange, leaf_hash
from paymentus.foundation.clock import rfc3339

PROBLEMS_MAX = 1000
"""Problems listed; a log with more is beyond listing, and the count still tells."""

_NOTHING = bytes(HASH_BYTES)


@dataclass(frozen=True, slots=True)
class _Suspect:
    """An entry whose leaf hash, stored hash and hash in the tile are not all the same."""

    index: int
    derived: bytes
    stored: bytes
    in_tile: bytes | None


class Derivation:
    """The state of one pass over the log. Mutable; give it entries in order with :meth:`take`.

    ``derived`` follows the leaves, ``believed`` the tiles and the stored hashes; the two are the
    same object for as long as nothing is wrong.
    """

    def __init__(self, before: CompactRange | None = None, *, shard: str = "shard-0") -> None:
        self._shard = shard
        self._batch_times: list[tuple[bool, str]] = []
        self.derived = self.believed = CompactRange() if before is None else before
        self.next_index = self.agreed_at = self.derived.size
        self.broken = False
        self.problems: list[str] = []
        self.problems_found = 0
        self.entries_checked = 0
        self.checkpoints_not_reached = 0
        self._derived_waiting: list[bytes] = []
        self._believed_waiting: list[bytes] = []
        self._suspects: list[_Suspect] = []

    def report(self, problem: str) -> None:
        """Note something that is wrong; one sentence that begins with the place."""
        self.problems_found += 1
        if len(self.problems) < PROBLEMS_MAX:
            self.problems.append(problem)

    def take(self, document: Mapping[str, Any] | None, in_tile: bytes | None) -> bytes:
        """Judge the next entry as stored (None: there is none), beside its hash in the tile.

        Returns the leaf hash that is believed to be the right one.
        """
        derived, believed = self._examine(document, self.next_index, in_tile)
        self.next_index += 1
        if not self.broken:
            # Beyond the first unexplained difference no root can be met any more.
            self._derived_waiting.append(derived)
            self._believed_waiting.append(believed)
        return believed

    def begin_batch(self) -> None:
        """Entries from here on belong to the next checkpoint."""
        self._batch_times.clear()

    def end_batch(self, place: str, made_at: str) -> None:
        """Compare when a checkpoint was made with the leaves it added.

        The commit stamps its ledger leaves with the very time of the checkpoint (which no
        signature covers, while the leaves are under the root); an event is older than the batch
        that moved it into the log.
        """
        times, self._batch_times = self._batch_times, []
        money = {at for is_money, at in times if is_money}
        if len(money) > 1:
            self.report(f"{place}: spans more than one commit; a checkpoint is missing before it")
        elif money - {made_at} or any(at > made_at for _, at in times):
            self.report(f"{place}: was not made when its entries were")

    def meet(self, place: str, root: bytes) -> None:
        """Compare with a root that was signed for exactly the entries taken so far.

        ``place`` says where the root was found.
        """
        if self.broken:
            self.checkpoints_not_reached += 1
            return
        self._catch_up()
        size = self.next_index
        if self.derived.root() == root:
            self._report_suspects(leaves_are_right=True)
            self.believed = self.derived
        elif self.believed.root() == root:
            self._report_suspects(leaves_are_right=False)
            self.derived = self.believed
        else:
            self._report_suspects(leaves_are_right=None)
            self.report(
                f"entries {self.agreed_at} to {size - 1}: do not lead to the root in {place}"
                if self.agreed_at < size
                else f"the first {size} entries: lead to another root than {place}; two different"
                " logs were signed"
            )
            self.broken = True
        self.agreed_at = size

    def finish(self) -> None:
        """After the last entry: take in and report what no checkpoint has decided."""
        self._catch_up()
        self._report_suspects(leaves_are_right=None)
        if self.checkpoints_not_reached:
            self.report(
                f"{self.checkpoints_not_reached} later checkpoints: cannot be checked until what"
                " is wrong before them is put right"
            )

    def _catch_up(self) -> None:
        same = self.derived == self.believed and self._derived_waiting == self._believed_waiting
        self.derived = self.derived.append(self._derived_waiting)
        self.believed = self.derived if same else self.believed.append(self._believed_waiting)
        self._derived_waiting.clear()
        self._believed_waiting.clear()

    def _examine(
        self, document: Mapping[str, Any] | None, index: int, in_tile: bytes | None
    ) -> tuple[bytes, bytes]:
        """The hash that the entry's leaf has, and the one it should have as far as is known."""
        if document is None:
            self.report(f"entry {index}: missing")
            return (in_tile or _NOTHING), (in_tile or _NOTHING)
        self.entries_checked += 1
        leaf, stored = document.get("leaf"), document.get("hash")
        if not isinstance(leaf, bytes):
            self.report(f"entry {index}: its leaf is not stored as bytes")
            leaf = b""
        derived = leaf_hash(leaf)
        if not isinstance(stored, bytes) or len(stored) != HASH_BYTES:
            self.report(f"entry {index}: its hash is not stored as 32 bytes")
            stored = in_tile or derived
        believed = in_tile or stored
        if derived == stored == believed:
            self._check_columns(document, leaf, index)
        else:
            self._suspects.append(_Suspect(index, derived, stored, in_tile))
        return derived, believed

    def _check_columns(self, document: Mapping[str, Any], leaf: bytes, index: int) -> None:
        """Lists and searches use these fields, so they must say what the leaf says."""
        try:
            content = read_leaf(leaf)
        except LeafNotUnderstood as error:
            self.report(f"entry {index}: {error}")
            return
        for name, value in (
            ("event_id", event_id_of(content)),
            ("type", content["type"]),
            ("subject", content["subject"]),
        ):
            if document.get(name) != value:
                self.report(f"entry {index}: stored {name} is not the one in its leaf")
        if document.get("shard", self._shard) != self._shard:
            self.report(f"entry {index}: stored shard is not this log's")
        self._batch_times.append((content["type"] == ENTRY_TYPE, content["at"]))
        at = document.get("at")
        if not isinstance(at, datetime) or rfc3339(at) != content["at"]:
            self.report(f"entry {index}: stored at is not the one in its leaf")

    def _report_suspects(self, *, leaves_are_right: bool | None) -> None:
        """Say what is wrong with the entries set aside; None: no signed root decides it."""
        for suspect in self._suspects:
            place = f"entry {suspect.index}"
            tile = f"tile 0/{suspect.index // TILE_WIDTH}"
            if leaves_are_right:
                if suspect.stored != suspect.derived:
                    self.report(f"{place}: stored hash is not that of its leaf")
                if suspect.in_tile not in (None, suspect.derived):
                    self.report(f"{tile}: its hash for entry {suspect.index} is not the entry's")
            elif suspect.stored != suspect.derived:
                self.report(f"{place}: stored bytes do not hash to its leaf")
            else:
                self.report(f"{place}: leaf and hash were changed together; {tile} has another")
        self._suspects.clear()
