"""The master key as a file: 32 random bytes in URL-safe base64, as ``Fernet.generate_key`` makes.

The deployment guide makes ``.encryption_key`` this way. Its mode must be 0600.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import secrets
import stat
from pathlib import Path

from paymentus.integrations.key_management import MasterKeyUnfit

KEY_BYTES = 32
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def read_key_file(path: Path) -> bytes:
    """The 32 bytes of the key. Raises ``MasterKeyUnfit``, which says what to do."""
    content = read_private_file(path, what="encryption key").strip()
    try:
        key = base64.b64decode(content, altchars=b"-_", validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise MasterKeyUnfit(
            f"{path} is not an encryption key: it must hold 32 random bytes in URL-safe base64 "
            "(44 characters). Restore it from its backup; `paymentus keys init` makes one for a "
            "new installation."
        )
    return key


def make_key_file(path: Path) -> bool:
    """Write a fresh key, readable by its owner only; False when there is a file already."""
    with contextlib.suppress(FileExistsError):
        write_key_file(path, secrets.token_bytes(KEY_BYTES))
        return True
    return False


def write_key_file(path: Path, key: bytes) -> None:
    """Create the file with this key. Raises ``FileExistsError``."""
    write_private_file(path, base64.urlsafe_b64encode(key) + b"\n")


def read_private_file(path: Path, *, what: str) -> bytes:
    """The content of a file that nobody but its owner can read; raises ``MasterKeyUnfit``."""
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            content = file.read()
    except OSError as problem:
        raise MasterKeyUnfit(
            f"The {what} {path} cannot be read ({problem.strerror}). Restore it from its backup, "
            "or make one with `paymentus keys init` when this is a new installation."
        ) from problem
    if mode & _OTHERS:
        raise MasterKeyUnfit(
            f"The {what} {path} can be read by others (mode {mode:04o}). "
            f"Run `chmod 600 {path}`, and think about who may have read it."
        )
    return content


def write_private_file(path: Path, content: bytes) -> None:
    """Create a file of mode 0600 with its whole content. Raises ``FileExistsError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A link appears with its whole content or not at all, and never replaces a file: of two
        # processes that start at once, one makes the key and the other reads all of it.
        os.link(fresh, path)
        sync_folder(path.parent)
    finally:
        fresh.unlink()


def sync_folder(folder: Path) -> None:
    """A new name in the folder survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
