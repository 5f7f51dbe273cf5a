"""The audit log's signing key: read from its file, or made once where that is allowed."""

from __future__ import annotations

import secrets

from paymentus.audit.domain.checkpoint import LogKey
from paymentus.audit.service.key_files import create_log_key, read_log_key
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.settings import Environment, Settings


class AuditKeyMissing(Unavailable):
    """Production does not make keys by itself: create the key file first."""


def load_or_create_log_key(settings: Settings) -> LogKey:
    """Several processes may start at once: one creates the file, the others read it."""
    path = settings.audit_key_path
    if not path.exists():
        if settings.environment is Environment.PRODUCTION:
            raise AuditKeyMissing(f"There is no audit key at {path}.")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return create_log_key(path, origin=settings.audit_origin, seed=secrets.token_bytes(32))
        except FileExistsError:
            pass
    return read_log_key(path, origin=settings.audit_origin)
