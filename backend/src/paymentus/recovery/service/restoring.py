"""Brings a backup back: proved whole first, then into a database that is empty.

A restore that was cut short leaves a database that is not whole. Keep the servers stopped, and run
it again with ``replace``.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from paymentus.foundation.errors import Conflict
from paymentus.foundation.mongo import Database
from paymentus.recovery.domain.archive import ArchiveReader
from paymentus.recovery.domain.container import BackupDamaged
from paymentus.recovery.domain.manifest import Kind, Manifest
from paymentus.recovery.repository.loading import Loading, RestoreRefused
from paymentus.recovery.service.creating import Progress
from paymentus.recovery.service.folder import BackupFolder


class DatabaseNotEmpty(Conflict):
    """The database holds documents. A restore would lose them; say --replace to let them go."""


class NoSnapshot(Conflict):
    """This file holds what was written after a snapshot. Name the snapshot itself."""


@dataclass(frozen=True, slots=True)
class Restored:
    """``documents`` by collection, counted in the database before its indexes were made."""

    manifest: Manifest
    documents: Mapping[str, int]
    indexes: int
    seconds: float


class Restoring:
    def __init__(self, *, database: Database, folder: BackupFolder) -> None:
        self._database = database
        self._loading = Loading(database)
        self._folder = folder

    async def restore(
        self,
        path: Path,
        *,
        replace: bool = False,
        progress: Progress = lambda what, done, total: None,
    ) -> Restored:
        """Everything of the backup, and nothing else, is in the database afterwards.

        Raises ``BackupDamaged``, ``DatabaseNotEmpty`` or ``NoSnapshot`` before anything is touched,
        ``RestoreRefused`` later: run it again with ``replace`` then.
        """
        began = time.perf_counter()
        manifest = self._folder.verify(path)
        if manifest.kind is not Kind.SNAPSHOT:
            raise NoSnapshot()
        there = await self._loading.found()
        if there and not replace:
            told = ", ".join(f"{name} ({count:,})" for name, count in [*there.items()][:5])
            raise DatabaseNotEmpty(
                f"The database {self._database.name} holds {sum(there.values()):,} documents:"
                f" {told}. A restore would lose them; say --replace to let them go."
            )
        await self._loading.empty()
        with self._folder.reading(path) as archive:
            metadata = await self._fill(archive, manifest, progress)
        counts = {name: await self._loading.count(name) for name in metadata}
        wrong = [name for name, count in manifest.documents.items() if counts.get(name) != count]
        if wrong:
            raise RestoreRefused(f"Not every document came back: {', '.join(wrong)}.")
        progress("Indexes", 0, 0)
        # The server builds a few at once, and lets the others wait.
        indexes = await asyncio.gather(*map(self._loading.index, metadata, metadata.values()))
        return Restored(manifest, counts, sum(indexes), time.perf_counter() - began)

    async def _fill(
        self, archive: ArchiveReader, manifest: Manifest, progress: Progress
    ) -> dict[str, bytes]:
        total = sum(part.bytes for part in manifest.parts)
        metadata: dict[str, bytes] = {}
        done = 0
        for part in archive.parts():
            name = part.path.partition("/")[2]
            if name.endswith(".metadata.json"):
                name = name.removesuffix(".metadata.json")
                metadata[name] = part.read()
                await self._loading.make(name, metadata[name])
            elif name.endswith(".bson") and name.removesuffix(".bson") in metadata:
                name = name.removesuffix(".bson")
                await self._loading.fill(name, part.documents())
            else:
                raise BackupDamaged(f"{part.path} is nothing that a backup holds.")
            done += part.size
            progress(name, done, total)
        return metadata
