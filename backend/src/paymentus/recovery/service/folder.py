"""The folder that backups are kept in, ``/backup/mongodb`` in production.

A file has its name only when it is whole and on disk. Until then it is called ``.partial``, and who
writes it holds its lock: what nobody holds was left by a backup that was killed, and goes when the
next one begins.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from paymentus.foundation.clock import rfc3339
from paymentus.foundation.errors import Unavailable
from paymentus.recovery.domain import names
from paymentus.recovery.domain.archive import ArchiveReader
from paymentus.recovery.domain.container import BackupDamaged, read_header
from paymentus.recovery.domain.manifest import Kind, Manifest, Moment

_PARTIAL = ".partial"


class FolderUnfit(Unavailable):
    """Backups cannot be kept in this folder."""


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One backup as its header says; proved only by ``BackupFolder.verify``."""

    name: str
    path: Path
    bytes: int
    made_at: datetime
    header: dict[str, Any]

    @property
    def kind(self) -> Kind:
        return Kind.SNAPSHOT if names.is_snapshot(self.name) else Kind.OPERATIONS

    @property
    def since(self) -> Moment | None:
        """None also where the header cannot be read."""
        return _moment(self.header.get("since"))

    @property
    def until(self) -> Moment | None:
        """What it holds ends here."""
        return _moment(self.header.get("until"))


class BackupFolder:
    """``secret`` is BACKUP_ENCRYPTION_KEY."""

    def __init__(self, path: Path, secret: str) -> None:
        self.path = path
        self._secret = secret

    def files(self) -> list[BackupFile]:
        """Oldest first. Files that are none of ours are left out."""
        found = []
        for path in sorted(self.path.iterdir()) if self.path.is_dir() else ():
            made_at = names.made_at(path.name)
            if made_at is None:
                continue
            try:
                with path.open("rb") as source:
                    header = read_header(source)
            except BackupDamaged:
                header = {}
            found.append(BackupFile(path.name, path, path.stat().st_size, made_at, header))
        return sorted(found, key=lambda file: (file.made_at, file.name))

    def snapshot_of(self, date: str, *, not_after: datetime | None = None) -> BackupFile:
        """The newest of that date; with ``not_after``, the newest that is from no later moment.

        Raises ``BackupDateUnclear`` or ``NoSuchBackup``.
        """
        files = {file.name: file for file in self.files()}
        eligible = [
            file.name
            for file in files.values()
            if not_after is None
            or (file.until is not None and file.until <= (int(not_after.timestamp()), 0))
        ]
        try:
            return files[names.snapshot_of(date, eligible)]
        except names.NoSuchBackup as none:
            if not_after is None:
                raise
            told = f"No later than {rfc3339(not_after)}: {none.detail}"
            raise names.NoSuchBackup(told) from none

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """A file that gets its name when the context ends well; readable by its owner only."""
        partial = self.path / (name + _PARTIAL)
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            for left in self.path.glob("*" + _PARTIAL):
                _remove_unless_held(left)
            opened = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise FolderUnfit(f"{self.path} takes no backup: {error.strerror}.") from error
        try:
            with os.fdopen(opened, "wb") as target:
                fcntl.flock(target, fcntl.LOCK_EX)
                # Another that began at this very moment may have taken it for one left behind.
                if not os.fstat(opened).st_nlink:
                    raise FolderUnfit(f"Two backups began at once in {self.path}. Begin again.")
                yield target
                target.flush()
                os.fsync(target.fileno())
            partial.rename(self.path / name)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        folder = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextlib.contextmanager
    def reading(self, path: Path) -> Iterator[ArchiveReader]:
        with path.open("rb") as source:
            yield ArchiveReader(source, self._secret)

    def verify(self, path: Path) -> Manifest:
        """Read all of it and prove it whole. Raises ``BackupDamaged``."""
        with self.reading(path) as archive:
            return archive.check()

    def remove_old(self, *, now: datetime, keep: timedelta) -> list[str]:
        """Files older than ``keep``, never the newest snapshot; returns what went."""
        gone = names.too_old([file.name for file in self.files()], now=now, keep=keep)
        for name in gone:
            (self.path / name).unlink(missing_ok=True)
        return gone

    def extract(self, path: Path, target: Path) -> Manifest:
        """Write mongodump's files below ``target``, in the clear, once all of it was proved."""
        self.verify(path)
        with self.reading(path) as archive:
            for part in archive.parts():
                place = target / part.path
                if not place.resolve().is_relative_to(target.resolve()):
                    raise BackupDamaged(f"{part.path} lies outside of the backup.")
                place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                opened = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                with os.fdopen(opened, "wb") as file:
                    for block in part.blocks():
                        file.write(block)
        assert archive.manifest is not None
        return archive.manifest


def _moment(pair: Any) -> Moment | None:
    return None if pair is None else (int(pair[0]), int(pair[1]))


def _remove_unless_held(partial: Path) -> None:
    with contextlib.suppress(FileNotFoundError, BlockingIOError), partial.open("rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        partial.unlink()


def sha256_of(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
