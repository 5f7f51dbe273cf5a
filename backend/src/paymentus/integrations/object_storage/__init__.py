"""Where copies of backups are kept, away from the database."""

from __future__ import annotations

from paymentus.foundation.errors import Unavailable


class StorageUnavailable(Unavailable):
    """The store for copies of backups does not answer, or does not let us."""


__all__ = ["StorageUnavailable"]
