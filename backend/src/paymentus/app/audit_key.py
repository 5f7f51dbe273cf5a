"""The audit log's signing key: read from its file, or made once where that is allowed."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

from paymentus.audit.domain.checkpoint import LogKey
from paymentus.audit.service.key_files import AnyKey, read_key, write_key
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.settings import Environment, Settings


class AuditKeyMissing(Unavailable):
    """Production does not make keys by itself: create the key file first."""


def load_or_create_log_key(settings: Settings) -> LogKey:
    """The log's key; raises :class:`AuditKeyMissing` where keys are not made by themselves."""
    path = settings.audit_key_path
    if settings.environment is Environment.PRODUCTION and not path.exists():
        raise AuditKeyMissing(f"There is no audit key at {path}.")
    return load_or_create_key_file(
        path, LogKey.from_seed(settings.audit_origin, secrets.token_bytes(32))
    )


def load_or_create_key_file(path: Path, fresh: AnyKey) -> AnyKey:
    """The key in the file, or ``fresh`` written there when there is no file.

    Several processes may start at once: one creates the file, the others read it.
    """
    if not path.exists():
        with contextlib.suppress(FileExistsError):
            return write_key(path, fresh)
    return read_key(path, name=fresh.name, kind=type(fresh))
