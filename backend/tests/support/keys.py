"""Keys for tests."""

import contextlib
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from paymentus.audit.domain.checkpoint import LogKey
from paymentus.integrations.key_management.key_files import write_key_file


def a_log_key(origin: str = "paymentus.example/test") -> LogKey:
    return LogKey(origin, Ed25519PrivateKey.generate())


def a_master_key_file(folder: Path) -> Path:
    """The same key in every folder: parts that tests build by hand share one database."""
    path = folder / ".encryption_key"
    with contextlib.suppress(FileExistsError):
        write_key_file(path, b"the master key of all tests here")
    return path
