"""A stretch of the log that proves itself: the entries from some place to a signed checkpoint.

The compact range of all that came before, and the leaves since, lead to the checkpoint's root. So
one signature proves every entry of the stretch and that none was taken out of it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass

from paymentus.audit.domain.checkpoint import VerifierKey, only_signed_by, verify_checkpoint
from paymentus.audit.domain.note import NoteRefused
from paymentus.audit.domain.tree import CompactRange, MalformedRange, leaf_hash

RANGE, ENTRIES, CHECKPOINT = "before.json", "entries.jsonl", "checkpoint.txt"


class StretchDoesNotHold(ValueError):
    """The entries are not those that the checkpoint was signed over."""


@dataclass(frozen=True, slots=True)
class LogStretch:
    """``before`` is of the entries that are left out; ``leaves`` follow it, to the checkpoint."""

    before: CompactRange
    leaves: tuple[bytes, ...]
    checkpoint: str

    def to_files(self) -> dict[str, bytes]:
        """Leaves are JSON already: one a line, as they were hashed."""
        nodes = [base64.b64encode(node).decode() for node in self.before.nodes]
        before = json.dumps({"size": self.before.size, "range": nodes}, indent=2)
        return {
            RANGE: before.encode() + b"\n",
            ENTRIES: b"".join(leaf + b"\n" for leaf in self.leaves),
            CHECKPOINT: self.checkpoint.encode(),
        }

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> LogStretch:
        """Raises ``StretchDoesNotHold`` for what ``to_files`` did not write."""
        try:
            before = json.loads(files[RANGE])
            nodes = tuple(base64.b64decode(node, validate=True) for node in before["range"])
            return cls(
                before=CompactRange(before["size"], nodes),
                leaves=tuple(files[ENTRIES].split(b"\n")[:-1]),
                checkpoint=files[CHECKPOINT].decode(),
            )
        except (KeyError, ValueError, TypeError, MalformedRange) as problem:
            raise StretchDoesNotHold(f"the stretch cannot be read: {problem}") from problem


def verify_stretch(stretch: LogStretch, key: VerifierKey, *, origin: str) -> int:
    """How many entries are proven. Raises ``StretchDoesNotHold``."""
    try:
        # Witnesses have signed it too; theirs is not the question here.
        text = only_signed_by(stretch.checkpoint, [key])
        checkpoint = verify_checkpoint(text, key, origin=origin)
    except NoteRefused as refused:
        raise StretchDoesNotHold(f"the checkpoint is not the log's: {refused}") from refused
    tree = stretch.before.append(map(leaf_hash, stretch.leaves))
    if (tree.size, tree.root()) != (checkpoint.size, checkpoint.root):
        raise StretchDoesNotHold("the entries do not lead to the checkpoint's root")
    return len(stretch.leaves)
