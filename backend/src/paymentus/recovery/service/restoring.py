"""Brings a backup back: proved whole first, then into a database that is empty.

A restore that was cut short leaves a database that is not whole, and a mark in it: no server starts
on it until a restore was finished (``require_whole``).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from paymentus.foundation.clock import Clock, utc_now
from paymentus.foundation.errors import Conflict, Unavailable
from paymentus.foundation.mongo import Database
from paymentus.recovery.domain.archive import ArchiveReader
from paymentus.recovery.domain.container import BackupDamaged
from paymentus.recovery.domain.manifest import Kind, Manifest
from paymentus.recovery.repository.loading import Loading, RestoreRefused
from paymentus.recovery.repository.unfinished import mark, marked, unmark
from paymentus.recovery.service.creating import Progress
from paymentus.recovery.service.folder import BackupFolder


class DatabaseNotEmpty(Conflict):
    """The database holds documents. A restore would lose them; say --replace to let them go."""


class NewerThanBackup(Conflict):
    """The database's audit log is longer than the backup's: what came after would be lost."""


class RestoreUnfinished(Unavailable):
    """A restore into this database was not finished."""


class NoSnapshot(Conflict):
    """This file holds what was written after a snapshot. Name the snapshot itself."""


@dataclass(frozen=True, slots=True)
class Restored:
    """``documents`` by collection, counted in the database before its indexes were made."""

    manifest: Manifest
    documents: Mapping[str, int]
    indexes: int
    seconds: float


async def _nothing() -> None:
    return


class Restoring:
    def __init__(self, *, database: Database, folder: BackupFolder, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._database = database
        self._loading = Loading(database)
        self._folder = folder

    async def restore(
        self,
        path: Path,
        *,
        replace: bool = False,
        let_go: str = "",
        last: Callable[[], Awaitable[None]] = _nothing,
        progress: Progress = lambda what, done, total: None,
    ) -> Restored:
        """Everything of the backup is in the database afterwards, then what ``last`` writes, and
        nothing else.

        A database whose audit log is longer than the backup's goes only if ``let_go`` is its name.
        Raises ``BackupDamaged``, ``DatabaseNotEmpty``, ``NewerThanBackup`` or ``NoSnapshot`` before
        anything is touched, ``RestoreRefused`` later: run it again with ``replace`` then.
        """
        began = time.perf_counter()
        manifest = self._folder.verify(path)
        if manifest.kind is not Kind.SNAPSHOT:
            raise NoSnapshot()
        await self._require_expendable(manifest, replace=replace, let_go=let_go)
        await mark(self._database, backup=path.name, at=self._clock())
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
        await last()
        await unmark(self._database)
        return Restored(manifest, counts, sum(indexes), time.perf_counter() - began)

    async def _require_expendable(self, manifest: Manifest, *, replace: bool, let_go: str) -> None:
        name = self._database.name
        there = await self._loading.found()
        if there and not replace:
            told = ", ".join(f"{name} ({count:,})" for name, count in [*there.items()][:5])
            raise DatabaseNotEmpty(
                f"The database {name} holds {sum(there.values()):,} documents:"
                f" {told}. A restore would lose them; say --replace to let them go."
            )
        sizes = {head.shard: head.size for head in manifest.log_heads}
        for shard, size in (await self._loading.log_sizes()).items():
            if size > sizes.get(shard, 0) and let_go != name:
                raise NewerThanBackup(
                    f"The database {name} has an audit log of {size:,} entries, the backup one of"
                    f" {sizes.get(shard, 0):,}: what was done after the backup would be lost for"
                    " good. Keep it, and restore into fresh servers. If it may go, say"
                    f" --let-go={name}."
                )

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


async def require_whole(database: Database) -> None:
    """For before anybody works on a database. Raises ``RestoreUnfinished``."""
    backup = await marked(database)
    if backup is not None:
        raise RestoreUnfinished(
            f"The restore of {backup} into the database {database.name} was not finished: not all"
            " of it is there. Keep the servers stopped and run `paymentus backup restore` again,"
            " with --replace."
        )
