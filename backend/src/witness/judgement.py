"""Whether a checkpoint is cosigned (C2SP tlog-witness v1.0.0, "add-checkpoint"). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from paymentus.audit.domain.checkpoint import Checkpoint, parse_checkpoint_body
from paymentus.audit.domain.note import (
    NoteRefused,
    VerifierKey,
    split_note,
    strict_base64,
    verify_note,
)
from paymentus.audit.domain.tree import (
    EMPTY_ROOT,
    HASH_BYTES,
    ProofDoesNotHold,
    verify_consistency,
)

PROOF_LINES_MAX = 63
SIZE_TYPE = "text/x.tlog.size"
_OLD_LINE = re.compile(r"old (0|[1-9][0-9]{0,18})")

NEVER = Checkpoint("none", 0, EMPTY_ROOT)
"""What a witness has seen of a log that it has cosigned nothing of."""


class Refused(Exception):
    """The checkpoint is not cosigned; ``status`` is the HTTP status that says why."""

    def __init__(self, status: int, reason: str, *, newest_size: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.newest_size = newest_size

    @property
    def is_contradiction(self) -> bool:
        """Whether the log's signatures alone show it: two roots of one size."""
        return self.status == 409 and self.newest_size is None

    @property
    def is_evidence(self) -> bool:
        """Whether the log may have rewritten its past. Whoever has its public checkpoint can bring
        it with a proof that does not hold, so this alone accuses nobody."""
        return self.status == 422 or self.is_contradiction


@dataclass(frozen=True, slots=True)
class Submission:
    """An ``add-checkpoint`` request whose log is known and has signed it."""

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: Checkpoint
    body: str
    signatures: str
    """The log's own signature lines; those of other keys are left behind."""


def read_submission(data: bytes, logs: Mapping[str, VerifierKey]) -> Submission:
    """Read a request. ``logs`` are the keys that are trusted, by origin.

    Raises :class:`Refused` with 400, 404 or 403.
    """
    try:
        head, blank, note = data.decode("utf-8").partition("\n\n")
        old_line, *proof_lines = head.split("\n")
        match = _OLD_LINE.fullmatch(old_line)
        if not blank or match is None or len(proof_lines) > PROOF_LINES_MAX:
            raise NoteRefused("not an old size, at most 63 hashes and a checkpoint")
        proof = tuple(strict_base64(line) for line in proof_lines)
        if any(len(node) != HASH_BYTES for node in proof):
            raise NoteRefused("a hash of the proof is not 32 bytes long")
        body, _ = split_note(note)
        checkpoint = parse_checkpoint_body(body)
    except ValueError as error:
        raise Refused(400, str(error)) from error
    key = logs.get(checkpoint.origin)
    if key is None:
        raise Refused(404, f"the log {checkpoint.origin} is not known here")
    try:
        verify_note(note, [key])
    except NoteRefused as error:
        raise Refused(403, str(error)) from error
    old_size = int(match[1])
    if old_size > checkpoint.size:
        raise Refused(400, "the old size is larger than the checkpoint's")
    own = (line for line in split_note(note)[1] if (line.name, line.key_id) == (key.name, key.id))
    return Submission(old_size, proof, checkpoint, body, "".join(line.text for line in own))


def judge(submission: Submission, newest: Checkpoint) -> None:
    """Compare with the newest checkpoint that was cosigned; raises :class:`Refused` (409, 422)."""
    new = submission.checkpoint
    if submission.old_size != newest.size:
        raise Refused(409, "the old size is not the newest", newest_size=newest.size)
    if new.size == 0 and new.root != EMPTY_ROOT:
        raise Refused(422, "an empty tree has another root")
    if newest.size == 0:
        if submission.proof:
            raise Refused(422, "nothing is proved from an empty tree")
        return
    if new.size == newest.size and new.root != newest.root:
        raise Refused(409, "this log has signed another root for the same size")
    try:
        verify_consistency(
            size1=newest.size,
            size2=new.size,
            root1=newest.root,
            root2=new.root,
            path=submission.proof,
        )
    except ProofDoesNotHold as error:
        raise Refused(422, str(error)) from error
