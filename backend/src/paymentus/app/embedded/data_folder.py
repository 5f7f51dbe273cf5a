"""The folder that keeps everything a running installation has (``.data`` by default).

Layout::

    lock           held while `paymentus up` runs; says which process
    secrets.json   generated once, mode 0600
    running.json   addresses of what runs now, for the other commands
    audit_log_key  audit-policy    the log's key, and which witnesses to ask
    mongo/<n>      redis/    sandbox/    witness/    logs/

The lock is the kernel's (flock): it ends with its holder however that dies, so none is ever stale.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from paymentus.foundation.errors import Conflict, Unavailable

LEAST_FREE_BYTES = 500 * 1024 * 1024


class DataFolderInUse(Conflict):
    """Another process holds the folder's lock."""


class DataFolderNotWritable(Unavailable):
    """The folder cannot be made or written."""


class DiskNearlyFull(Unavailable):
    """Too little room is left for a database to be safe."""


class DataFolder:
    """Paths inside the folder, and the right to use it."""

    def __init__(self, path: Path | str, *, least_free_bytes: int = LEAST_FREE_BYTES) -> None:
        self.path = Path(path).resolve()
        self.mongo = self.path / "mongo"
        self.redis = self.path / "redis"
        self.sandbox = self.path / "sandbox"
        self.witness = self.path / "witness"
        self.logs = self.path / "logs"
        self._lock = self.path / "lock"
        self._running = self.path / "running.json"
        self._least_free_bytes = least_free_bytes
        self.holder_before_died = False

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Make, check and lock the folder for the duration.

        Raises `DataFolderNotWritable`, `DataFolderInUse` or `DiskNearlyFull`.
        ``holder_before_died`` then says whether the last holder ended without letting go.
        """
        self._make()
        with self._lock.open("a+", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as refused:
                raise DataFolderInUse(self._in_use_sentence()) from refused
            self._require_room()
            self.holder_before_died = self._lock.stat().st_size > 0
            since = datetime.now(UTC).isoformat(timespec="seconds")
            lock.truncate(0)
            lock.write(json.dumps({"pid": os.getpid(), "since": since}))
            lock.flush()
            try:
                yield
            finally:
                self._running.unlink(missing_ok=True)
                lock.truncate(0)

    def is_held(self) -> bool:
        """Whether a process holds the folder now."""
        try:
            with self._lock.open("a+", encoding="utf-8") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def publish(self, running: Mapping[str, Any]) -> None:
        """Leave the addresses of what runs for other commands. No secret belongs in here."""
        fresh = self._running.with_suffix(".new")
        fresh.write_text(json.dumps(running, indent=2) + "\n", encoding="utf-8")
        fresh.replace(self._running)

    def published(self) -> dict[str, Any] | None:
        """What the present holder published; None when nothing runs."""
        if not self._running.exists() or not self.is_held():
            return None
        found: dict[str, Any] = json.loads(self._running.read_text(encoding="utf-8"))
        return found

    def _make(self) -> None:
        try:
            for folder in (
                *(self.path, self.mongo, self.redis, self.sandbox, self.witness, self.logs),
            ):
                folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.path):
                pass
        except OSError as problem:
            raise DataFolderNotWritable(
                f"The data folder {self.path} cannot be written ({problem.strerror}). "
                f"Mend its permissions, or choose another folder with --data-dir."
            ) from problem

    def _require_room(self) -> None:
        free = shutil.disk_usage(self.path).free
        if free < self._least_free_bytes:
            raise DiskNearlyFull(
                f"Only {free // 2**20} MB are free on the disk of {self.path}, and the database "
                f"needs at least {self._least_free_bytes // 2**20} MB. "
                f"Free some space, or choose a folder on another disk with --data-dir."
            )

    def _in_use_sentence(self) -> str:
        holder = "another process"
        with contextlib.suppress(OSError, ValueError, KeyError):
            said = json.loads(self._lock.read_text(encoding="utf-8"))
            holder = f"process {said['pid']}, since {said['since']}"
        return (
            f"The data folder {self.path} is in use by another `paymentus up` ({holder}). "
            f"Stop that one, or start this one with its own --data-dir and its own ports."
        )
