"""Checkpoints: what the log says of itself, signed (C2SP tlog-checkpoint v1.0.0).

The text of a checkpoint is three lines: the log's origin, the number of leaves, the root in
base64. Lines after these ("extensions") are read but never written by us. A witness that has seen
a checkpoint consistent with all it saw before adds its cosignature line.
"""

import base64
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from paymentus.audit.domain.note import (
    LogKey,
    NotAKey,
    NoteRefused,
    VerifiedNote,
    VerifierKey,
    WitnessKey,
    split_note,
    strict_base64,
    verify_note,
)
from paymentus.audit.domain.tree import HASH_BYTES

__all__ = [
    "Checkpoint",
    "LogKey",
    "NotAKey",
    "NoteRefused",
    "VerifiedNote",
    "VerifierKey",
    "WitnessKey",
    "accepted_cosignature",
    "cosign_checkpoint",
    "cosigned_by",
    "only_signed_by",
    "parse_checkpoint",
    "sign_checkpoint",
    "verify_checkpoint",
    "verify_note",
]

SIZE_MAX = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The first ``size`` leaves of the log ``origin`` have this root."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.origin or "\n" in self.origin:
            raise NoteRefused("a checkpoint's origin is one line, not empty")
        if not 0 <= self.size <= SIZE_MAX:
            raise NoteRefused("a checkpoint's size is out of range")
        if len(self.root) != HASH_BYTES:
            raise NoteRefused("a checkpoint's root is 32 bytes long")

    @property
    def body(self) -> str:
        """The text that is signed, final newline included."""
        root = base64.b64encode(self.root).decode()
        return "".join(f"{line}\n" for line in (self.origin, self.size, root, *self.extensions))


def sign_checkpoint(origin: str, size: int, root: bytes, key: LogKey) -> str:
    """Return the signed checkpoint text of a tree."""
    body = Checkpoint(origin, size, root).body
    return f"{body}\n{key.signature_line(body)}"


def cosign_checkpoint(text: str, key: WitnessKey, timestamp: int) -> str:
    """Return the checkpoint with a witness's cosignature of ``timestamp`` (Unix seconds) added.

    Only adds the line: whether the checkpoint deserves it is for the witness to judge before.
    """
    body, _ = split_note(text)
    parse_checkpoint_body(body)
    return text + key.cosignature_line(body, timestamp)


def accepted_cosignature(answer: str, *, checkpoint: str, witness: VerifierKey) -> str:
    """The line by which ``witness`` cosigned this very checkpoint, out of what it answered.

    Lines of other keys are ignored, as tlog-witness asks. Raises :class:`NoteRefused` when there is
    no such line, when it does not hold, or when the answer is anything but signature lines.
    """
    body, _ = split_note(checkpoint)
    answered = f"{body}\n{answer}"
    note = verify_note(answered, [witness])
    # An answer with a blank line in it would have another text verified than the checkpoint's.
    if note.body != body:
        raise NoteRefused("the answer holds more than signature lines")
    own = (line for line in split_note(answered)[1] if line.is_of(witness))
    return next(own).text


def cosigned_by(text: str, witnesses: Iterable[VerifierKey]) -> tuple[VerifierKey, ...]:
    """Which of these witnesses have cosigned the checkpoint; a line that does not hold is none."""
    body, lines = split_note(text)
    found = []
    for witness in witnesses:
        own = [line for line in lines if line.is_of(witness)]
        try:
            held = len(own) == 1 and witness.verify(body, own[0].signature) is not None
        except NoteRefused:
            held = False
        if held:
            found.append(witness)
    return tuple(found)


def only_signed_by(text: str, keys: Collection[VerifierKey]) -> str:
    """The checkpoint without the lines of other keys: a verifier refuses lines it cannot check."""
    body, lines = split_note(text)
    kept = (line.text for line in lines if any(line.is_of(key) for key in keys))
    return f"{body}\n{''.join(kept)}"


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a signed checkpoint without verifying its signatures; raises :class:`NoteRefused`."""
    body, _ = split_note(text)
    return parse_checkpoint_body(body)


def parse_checkpoint_body(body: str) -> Checkpoint:
    """Read the signed part of a checkpoint; raises :class:`NoteRefused` unless exactly in form."""
    if not body.endswith("\n"):
        raise NoteRefused("a checkpoint ends with a newline")
    origin, *rest = body[:-1].split("\n")
    if len(rest) < 2 or not all([origin, *rest]):
        raise NoteRefused("a checkpoint has an origin, a size and a root, and no empty line")
    size, root, *extensions = rest
    # isdecimal() alone would let other scripts' digits pass.
    if not (size.isascii() and size.isdecimal()) or (size != "0" and size.startswith("0")):
        raise NoteRefused("the checkpoint's size is not a plain decimal number")
    if len(size) > 19:
        raise NoteRefused("a checkpoint's size is out of range")
    try:
        digest = strict_base64(root)
    except ValueError as error:
        raise NoteRefused("the checkpoint's root is not base64") from error
    return Checkpoint(origin, int(size), digest, tuple(extensions))


def verify_checkpoint(text: str, key: VerifierKey, *, origin: str) -> Checkpoint:
    """Read a checkpoint that must be signed by the log's ``key`` and be of the log ``origin``."""
    note = verify_note(text, [key])
    checkpoint = parse_checkpoint_body(note.body)
    if checkpoint.origin != origin:
        raise NoteRefused(f"the checkpoint is of another log, {checkpoint.origin}")
    return checkpoint
