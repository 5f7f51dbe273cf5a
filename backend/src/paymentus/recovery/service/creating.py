"""Makes a backup: every collection at one moment, sealed as it is read, proved when it is written.

Nothing of the database touches the disk in the clear, and no collection is held in memory.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from paymentus.foundation.clock import Clock, rfc3339
from paymentus.foundation.mongo import Client, Database
from paymentus.recovery.domain.archive import ArchiveWriter
from paymentus.recovery.domain.container import SALT_BYTES, SealedWriter
from paymentus.recovery.domain.manifest import Kind, Manifest
from paymentus.recovery.domain.names import ENDING, snapshot_name
from paymentus.recovery.repository.snapshot import CollectionsChanged, Snapshot, snapshot_of
from paymentus.recovery.service.folder import BackupFolder, sha256_of

_TRIES = 3
Progress = Callable[[str, int, int], None]
"""Called with (what is done now, bytes done, bytes in all)."""


@dataclass(frozen=True, slots=True)
class BackupMade:
    """``bytes`` and ``sha256`` are the file's; proving it is within ``seconds``."""

    path: Path
    manifest: Manifest
    bytes: int
    sha256: str
    seconds: float


class Backups:
    def __init__(
        self, *, client: Client, database: Database, folder: BackupFolder, secret: str, clock: Clock
    ) -> None:
        self._client = client
        self._database = database
        self._folder = folder
        self._secret = secret
        self._clock = clock

    async def create(self, progress: Progress = lambda what, done, total: None) -> BackupMade:
        """One snapshot in the folder. Raises ``MomentGone``, ``CollectionsChanged`` or
        ``FolderUnfit``, and leaves nothing behind then."""
        began = time.perf_counter()
        for left in reversed(range(_TRIES)):
            try:
                path = await self._create(progress)
                break
            except CollectionsChanged:
                if not left:
                    raise
        manifest = self._folder.verify(path)
        seconds = time.perf_counter() - began
        return BackupMade(path, manifest, path.stat().st_size, sha256_of(path), seconds)

    async def _create(self, progress: Progress) -> Path:
        made_at = self._clock()
        name = snapshot_name(made_at)
        salt = secrets.token_bytes(SALT_BYTES)
        async with snapshot_of(self._client, self._database) as snapshot:
            header = {
                "database": self._database.name,
                "kind": Kind.SNAPSHOT.value,
                "made_at": rfc3339(made_at),
                "until": list(snapshot.moment),
            }
            with self._folder.writing(name) as target:
                sealed = SealedWriter(target, header=header, secret=self._secret, salt=salt)
                archive = ArchiveWriter(
                    sealed, top=name.removesuffix(ENDING), seconds=int(made_at.timestamp())
                )
                await self._write(snapshot, archive, progress)
                archive.finish(
                    Manifest(
                        kind=Kind.SNAPSHOT,
                        name=name,
                        database=self._database.name,
                        made_at=made_at,
                        since=None,
                        until=snapshot.moment,
                        parts=tuple(archive.parts),
                        log_heads=tuple(snapshot.log_heads),
                    )
                )
        return self._folder.path / name

    async def _write(self, snapshot: Snapshot, archive: ArchiveWriter, progress: Progress) -> None:
        collections = await snapshot.collections()
        extents = {name: await snapshot.extent(name) for name in collections}
        total = sum(extent.bytes for extent in extents.values())
        done = 0
        for name in collections:
            place = f"{self._database.name}/{name}"
            archive.add(f"{place}.metadata.json", await snapshot.metadata(name))
            with archive.part(f"{place}.bson", extents[name].bytes, documents=True) as part:
                async for block in snapshot.documents(name):
                    part.write(block)
                    done += len(block)
                    progress(name, done, total)
