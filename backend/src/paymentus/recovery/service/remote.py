"""Copies of backups away from the place of the database. Calls block: use them from a thread."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from paymentus.integrations.object_storage import StorageUnavailable
from paymentus.integrations.object_storage.s3 import S3Folder
from paymentus.recovery.domain import names
from paymentus.recovery.service.folder import BackupFolder, sha256_of

_CLOCKS_DIFFER = timedelta(minutes=5)


class RemoteCopies:
    def __init__(self, *, folder: BackupFolder, storage: S3Folder) -> None:
        self._folder = folder
        self._storage = storage

    def keep(self) -> list[str]:
        """Send every file of the folder that has no copy yet, oldest first: what could not be sent
        before too. Returns what was sent.

        Raises ``StorageUnavailable`` unless each copy is there, whole.
        """
        there = set(self._storage.names())
        sent = []
        for file in self._folder.files():
            if file.name not in there:
                self._storage.upload(file.path, sha256=sha256_of(file.path))
                sent.append(file.name)
        return sent

    def remove_old(self, *, now: datetime, keep: timedelta) -> list[str]:
        """Copies older than ``keep``, never the newest snapshot; returns what went."""
        gone = names.too_old(self._storage.names(), now=now, keep=keep)
        for name in gone:
            self._storage.remove(name)
        return gone

    def fetch(self, date: str) -> Path:
        """Bring the snapshot of that date into the folder, where it is proved like any other, and
        what was written after it.

        Raises ``NoSuchBackup``, ``BackupDateUnclear`` or ``StorageUnavailable``.
        """
        there = self._storage.names()
        name = names.snapshot_of(date, there)
        made_at = names.made_at(name)
        assert made_at is not None
        # The moment of a snapshot is a little before or after the time in its name, and a slice
        # that begins before it may lead on from it.
        for later in there:
            ends_at = names.made_at(later)
            if names.is_operations(later) and ends_at and ends_at >= made_at - _CLOCKS_DIFFER:
                self._fetch(later)
        return self._fetch(name)

    def _fetch(self, name: str) -> Path:
        with self._folder.writing(name) as target:
            told = self._storage.download(name, target)
        path = self._folder.path / name
        if sha256_of(path) != told:
            path.unlink()
            raise StorageUnavailable(f"{name} did not come back as it was sent.")
        return path
