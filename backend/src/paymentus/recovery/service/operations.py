"""What was written after a snapshot: kept in slices, and applied up to a moment.

Slices hang together: each begins where the one before it ended. A snapshot's first slice holds its
moment: it begins there, or before it where it was taken while the snapshot was being written; what
the database has already is left out then. A transaction is in one slice whole or not at all, so any
moment is a consistent one. Erasures are applied whatever moment is asked for: who was erased stays
erased.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from paymentus.foundation.clock import Clock, rfc3339
from paymentus.foundation.mongo import Client, Database
from paymentus.recovery.domain import names
from paymentus.recovery.domain.archive import ArchiveWriter
from paymentus.recovery.domain.container import SALT_BYTES, BackupDamaged, SealedWriter
from paymentus.recovery.domain.manifest import Kind, Manifest, Moment
from paymentus.recovery.domain.operations import Operation, PointNotReachable, Reading
from paymentus.recovery.repository.oplog import OperationLog, entry_of, key_of
from paymentus.recovery.service.folder import BackupFile, BackupFolder

PART = "oplog.bson"
_ERASURES = "erasures"
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Replayed:
    """``until`` is the moment that the database has now; ``erasures`` came from after it."""

    until: Moment
    operations: int
    erasures: int


@dataclass(frozen=True, slots=True)
class Way:
    """What leads from a snapshot's moment on: ``slices`` were read and proved to their ends.

    They end at ``last``; what is later than ``wanted`` is left out, except erasures.
    ``database`` is what it was called when they were kept.
    """

    database: str
    after: Moment
    wanted: Moment
    last: Moment
    slices: tuple[Path, ...]


class Operations:
    def __init__(
        self, *, client: Client, database: Database, folder: BackupFolder, secret: str, clock: Clock
    ) -> None:
        self._log = OperationLog(client, database.name)
        self._database = database.name
        self._folder = folder
        self._secret = secret
        self._clock = clock

    async def take(self) -> Manifest:
        """Keep what was written since the newest snapshot or slice.

        Only the new slice is read again and proved: of those before it the headers are believed,
        and a restore proves each. Raises ``NoSuchBackup`` where there is no snapshot, and
        ``PointNotReachable`` where the operation log no longer reaches back: make a snapshot then.
        """
        snapshot = self._folder.snapshot_of("latest")
        if snapshot.until is None:
            raise BackupDamaged(f"The header of {snapshot.name} cannot be read: make a new backup.")
        slices = self._slices()
        chain = _chain(slices, snapshot.until)
        since = _end(chain, snapshot.until)
        if not await self._log.reaches_back_to(since):
            raise PointNotReachable(
                "The operation log no longer reaches back to the last backup: make a new one."
            )
        until = await self._log.newest()
        extent = await self._log.extent(since, until)
        name = names.operations_name(_time_of(since), _time_of(until), number=len(slices) + 1)
        header = {
            "database": self._database, "kind": Kind.OPERATIONS.value, "since": list(since),
            "until": list(until), "made_at": rfc3339(self._clock()),
        }  # fmt: skip
        with self._folder.writing(name) as target:
            salt = secrets.token_bytes(SALT_BYTES)
            sealed = SealedWriter(target, header=header, secret=self._secret, salt=salt)
            archive = ArchiveWriter(sealed, top=name, seconds=until[0])
            with archive.part(PART, extent.bytes, documents=True) as part:
                async for block in self._log.blocks(since, until):
                    part.write(block)
            manifest = Manifest(
                Kind.OPERATIONS, name, self._database, self._clock(), since, until,
                tuple(archive.parts),
            )  # fmt: skip
            archive.finish(manifest)
        return self._folder.verify(self._folder.path / name)

    def way_to(self, snapshot: BackupFile, until: datetime | None) -> Way:
        """How to get from a snapshot to ``until``; None: as far as anything was kept. Writes
        nothing: ask before a database is let go.

        Raises ``PointNotReachable`` where the snapshot is later already, where the slices end
        before, where what was kept last does not hang together with the snapshot, or where the
        database was given a command on the way that cannot be repeated; ``BackupDamaged`` for a
        slice that is not whole.
        """
        after = snapshot.until
        if after is None:
            raise BackupDamaged(f"The header of {snapshot.name} cannot be read.")
        slices = self._slices()
        chain = _chain(slices, after)
        last = _end(chain, after)
        wanted = last if until is None else (int(until.timestamp()), 0)
        newest = max((file.until for file in slices if file.until), default=last)
        if until is None and newest > last:
            raise PointNotReachable(
                f"Writes up to {rfc3339(_time_of(newest))} were kept, but from {snapshot.name} on"
                f" they lead only to {rfc3339(_time_of(last))}: a file is missing between them."
                " Fetch it, take another backup, or name that moment."
            )
        if wanted < after:
            raise PointNotReachable(
                f"{snapshot.name} is from {rfc3339(_time_of(after))}, later than the moment that"
                " you ask for. Take an earlier backup."
            )
        if wanted > (last[0] + 1, 0):
            raise PointNotReachable(f"What was kept ends at {rfc3339(_time_of(last))}.")
        database = str(snapshot.header.get("database"))
        way = Way(database, after, wanted, last, tuple(file.path for file in chain))
        for _ in self._all(way):
            pass
        return way

    async def replay(self, way: Way) -> Replayed:
        """Bring a database that was restored from the way's snapshot on to its moment."""
        waiting: list[Operation] = []
        counts = {False: 0, True: 0}
        for operation in self._all(way):
            later = operation.at > way.wanted
            if later and not (operation.collection == _ERASURES and operation.inserts):
                continue
            counts[later] += 1
            waiting.append(operation)
            if len(waiting) >= _AT_ONCE:
                await self._log.apply(waiting)
                waiting = []
        await self._log.apply(waiting)
        return Replayed(min(way.wanted, way.last), counts[False], counts[True])

    def _all(self, way: Way) -> Iterator[Operation]:
        reading = Reading(way.database, self._database, until=way.wanted)
        done = way.after
        for path in way.slices:
            with self._folder.reading(path) as archive:
                for part in archive.parts():
                    for data in part.documents():
                        entry = entry_of(data)
                        if (entry["ts"].time, entry["ts"].inc) > done:
                            yield from reading.operations(entry, key=key_of(entry))
            assert archive.manifest is not None
            done = archive.manifest.until

    def _slices(self) -> list[BackupFile]:
        """As their headers say."""
        return [
            file for file in self._folder.files() if file.kind is Kind.OPERATIONS and file.since
        ]


def _chain(slices: Sequence[BackupFile], after: Moment) -> list[BackupFile]:
    """Those that hang together from the moment on, in order."""
    found: list[BackupFile] = []
    while following := [
        file
        for file in slices
        if file.since is not None and file.until is not None and file.since <= after < file.until
    ]:
        found.append(max(following, key=lambda file: file.until or after))
        after = _end(found, after)
    return found


def _end(chain: Sequence[BackupFile], moment: Moment) -> Moment:
    return (chain[-1].until or moment) if chain else moment


def _time_of(moment: Moment) -> datetime:
    return datetime.fromtimestamp(moment[0], UTC)
