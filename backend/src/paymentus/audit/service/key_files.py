"""The log's key and the verifiers' policy as files."""

import json
import os
from pathlib import Path

from paymentus.audit.domain.checkpoint import LogKey, NotAKey
from paymentus.audit.domain.policy import LogPolicy
from paymentus.foundation.errors import Unavailable


class AuditKeyUnreadable(Unavailable):
    """The audit log's key or policy file is missing or is not one."""


def read_log_key(path: Path, *, origin: str) -> LogKey:
    """Read the log's signing key: PKCS #8 PEM, or Go's ``PRIVATE+KEY+...`` form.

    Raises :class:`AuditKeyUnreadable`, which says what to do.
    """
    try:
        return LogKey.from_file_content(origin, path.read_bytes())
    except OSError as error:
        raise AuditKeyUnreadable(
            f"The audit log's key {path} cannot be read ({error.strerror})."
            " Set AUDIT_KEY_FILE, or restore the key from its backup."
        ) from error
    except NotAKey as error:
        raise AuditKeyUnreadable(f"{path} is not the key of {origin}: {error}.") from error


def create_log_key(path: Path, *, origin: str, seed: bytes) -> LogKey:
    """Write a new signing key, readable by its owner only. Never replaces a file.

    ``seed`` is 32 random bytes. Raises ``FileExistsError``.
    """
    key = LogKey.from_seed(origin, seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(key.to_pem())
            file.flush()
            os.fsync(file.fileno())
        # A link appears with its whole content or not at all, and never replaces a file: of two
        # processes that start at once, one makes the key and the other reads all of it.
        os.link(fresh, path)
    finally:
        fresh.unlink()
    return key


def read_policy(path: Path) -> LogPolicy:
    """Read a ``policy.json``; raises :class:`AuditKeyUnreadable`."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return LogPolicy.from_document(document)
    except OSError as error:
        raise AuditKeyUnreadable(f"{path} cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise AuditKeyUnreadable(f"{path} is not a policy: {error}.") from error


def policy_of_key(key: LogKey) -> LogPolicy:
    """The policy of a log without witnesses."""
    return LogPolicy(origin=key.name, log_key=key.verifier)
