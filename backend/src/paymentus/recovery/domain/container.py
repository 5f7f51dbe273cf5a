"""The file of a backup: encrypted in pieces, each bound to its place.

Form: ``MAGIC``, four bytes of length and the header (JSON, readable without the key), then for each
piece four bytes of length and its ciphertext with tag (AES-256-GCM). The key is made by scrypt from
the secret and the file's own salt, so a nonce is just the piece's number: no key ever meets one
twice. Associated data are the hash of all that came before the pieces, the piece's number and
whether it is the last. So a piece that was flipped, dropped, doubled, moved or taken from another
file does not open, and a file that ends too early has no last piece.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from paymentus.foundation.errors import Rejected

MAGIC = b"paymentus-backup/1\n"
PIECE_BYTES = 1 << 20
SALT_BYTES = 32
SECRET_LENGTH_MIN = 32
_TAG_BYTES = 16
_HEADER_BYTES_MAX = 1 << 16
# RFC 7914 with 32 MB of memory: about a tenth of a second, for a secret somebody thought up.
_SCRYPT = {"n": 1 << 15, "r": 8, "p": 1, "maxmem": 1 << 26, "dklen": 32}


class BackupDamaged(Rejected):
    """The file is not whole, or is not what was written. Take another backup."""


class BackupKeyUnfit(Rejected):
    """BACKUP_ENCRYPTION_KEY must be your own, 32 characters or more."""


def key_of(secret: str, salt: bytes) -> bytes:
    """The file's key. Raises ``BackupKeyUnfit`` for a secret that is too short."""
    if len(secret) < SECRET_LENGTH_MIN:
        raise BackupKeyUnfit()
    return hashlib.scrypt(secret.encode(), salt=salt, **_SCRYPT)


class SealedWriter(io.RawIOBase):
    """A file to write to; ``close`` writes the last piece and leaves ``target`` open."""

    def __init__(
        self, target: BinaryIO, *, header: Mapping[str, Any], secret: str, salt: bytes
    ) -> None:
        super().__init__()
        spelled = json.dumps({**header, "salt": salt.hex()}, sort_keys=True).encode()
        begin = MAGIC + struct.pack(">I", len(spelled)) + spelled
        self._cipher = AESGCM(key_of(secret, salt))
        self._begin_hash = hashlib.sha256(begin).digest()
        self._target = target
        self._waiting = bytearray()
        self._number = 0
        target.write(begin)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        view = memoryview(data)
        self._waiting += view
        # One piece always waits: only at the end is it known which one is the last.
        while len(self._waiting) > PIECE_BYTES:
            self._seal(bytes(self._waiting[:PIECE_BYTES]), last=False)
            del self._waiting[:PIECE_BYTES]
        return view.nbytes

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self._waiting), last=True)
            self._waiting.clear()
        super().close()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        bound = _bound(self._begin_hash, self._number, last=last)
        sealed = self._cipher.encrypt(_nonce(self._number), piece, bound)
        self._target.write(struct.pack(">I", len(sealed)) + sealed)
        self._number += 1


def read_header(source: BinaryIO) -> dict[str, Any]:
    """What a backup says of itself, not yet proved; the source is then at its first piece."""
    return _read_begin(source)[1]


def opened_pieces(source: BinaryIO, secret: str) -> Iterator[bytes]:
    """The plaintext, piece by piece. What came before an error must not be used.

    Raises ``BackupDamaged`` at the first piece that does not open, and at the end of a file that
    is too short or too long.
    """
    begin, header = _read_begin(source)
    cipher = AESGCM(key_of(secret, bytes.fromhex(header["salt"])))
    begin_hash = hashlib.sha256(begin).digest()
    number = 0
    following = _read_piece(source, number)
    while following is not None:
        sealed, following = following, _read_piece(source, number + 1)
        bound = _bound(begin_hash, number, last=following is None)
        try:
            yield cipher.decrypt(_nonce(number), sealed, bound)
        except InvalidTag:
            raise BackupDamaged(_why(number, last=following is None)) from None
        number += 1
    if number == 0:
        raise BackupDamaged("The backup ends before its first piece: the file was cut.")


class OpenedReader(io.RawIOBase):
    """The same as a file to read from."""

    def __init__(self, source: BinaryIO, secret: str) -> None:
        super().__init__()
        self._pieces = opened_pieces(source, secret)
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._waiting:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._waiting = piece
        taken = min(len(buffer), len(self._waiting))
        buffer[:taken] = self._waiting[:taken]
        self._waiting = self._waiting[taken:]
        return taken


def _why(number: int, *, last: bool) -> str:
    if number == 0:
        return (
            "The backup does not open: BACKUP_ENCRYPTION_KEY is not the one it was made with, or "
            "the file was changed or cut at its beginning."
        )
    cut = ", or the file was cut there" if last else ""
    return f"Piece {number} of the backup does not open: it was changed{cut}."


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _bound(begin_hash: bytes, number: int, *, last: bool) -> bytes:
    return begin_hash + struct.pack(">QB", number, last)


def _read_begin(source: BinaryIO) -> tuple[bytes, dict[str, Any]]:
    begin = source.read(len(MAGIC) + 4)
    if len(begin) < len(MAGIC) + 4 or not begin.startswith(MAGIC):
        raise BackupDamaged("The file is no backup of Paymentus, or its beginning is gone.")
    (length,) = struct.unpack(">I", begin[len(MAGIC) :])
    spelled = source.read(length) if length <= _HEADER_BYTES_MAX else b""
    try:
        header = json.loads(spelled)
        salt = bytes.fromhex(header["salt"])
    except (ValueError, TypeError, KeyError):
        raise BackupDamaged("The header of the backup cannot be read.") from None
    if len(spelled) != length or len(salt) != SALT_BYTES:
        raise BackupDamaged("The header of the backup cannot be read.")
    return begin + spelled, header


def _read_piece(source: BinaryIO, number: int) -> bytes | None:
    """None at the end of the file."""
    prefix = source.read(4)
    if not prefix:
        return None
    length = struct.unpack(">I", prefix)[0] if len(prefix) == 4 else 0
    if not _TAG_BYTES <= length <= PIECE_BYTES + _TAG_BYTES:
        raise BackupDamaged(f"Piece {number} of the backup has no length: the file was changed.")
    sealed = source.read(length)
    if len(sealed) != length:
        raise BackupDamaged(f"The backup ends within piece {number}: the file was cut.")
    return sealed
