"""What was written after a snapshot: kept in slices, and applied up to a moment.

Slices hang together: each begins where the one before it ended, the first at the snapshot's own
moment. A transaction is in one slice whole or not at all, so any moment is a consistent one.
Erasures are applied whatever moment is asked for: who was erased stays erased.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from paymentus.foundation.clock import Clock, rfc3339
from paymentus.foundation.mongo import Client, Database
from paymentus.recovery.domain import names
from paymentus.recovery.domain.archive import ArchiveWriter
from paymentus.recovery.domain.container import SALT_BYTES, SealedWriter
from paymentus.recovery.domain.manifest import Kind, Manifest, Moment
from paymentus.recovery.domain.operations import Operation, PointNotReachable, Reading
from paymentus.recovery.repository.oplog import OperationLog, entry_of, key_of
from paymentus.recovery.service.folder import BackupFolder

PART = "oplog.bson"
_ERASURES = "erasures"
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Replayed:
    """``until`` is the moment that the database has now; ``erasures`` came from after it."""

    until: Moment
    operations: int
    erasures: int


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

        Raises ``NoSuchBackup`` where there is no snapshot, and ``PointNotReachable`` where the
        operation log no longer reaches back: make a snapshot then.
        """
        snapshot = self._folder.snapshot_of("latest")
        slices = self._slices_after(self._folder.verify(snapshot))
        since = slices[-1].until if slices else self._folder.verify(snapshot).until
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

    async def replay(self, snapshot: Manifest, until: datetime | None) -> Replayed:
        """Bring a database that was restored from ``snapshot`` on to ``until`` (None: as far as the
        slices lead). A moment before the snapshot's own applies erasures only.

        Raises ``PointNotReachable`` where the slices end before it.
        """
        slices = self._slices_after(snapshot)
        last = slices[-1].until if slices else snapshot.until
        wanted = last if until is None else (int(until.timestamp()), 0)
        if wanted > (last[0] + 1, 0):
            raise PointNotReachable(f"What was kept ends at {rfc3339(_time_of(last))}.")
        reading = Reading(snapshot.database, self._database)
        waiting: list[Operation] = []
        counts = {False: 0, True: 0}
        for operation in self._all(slices, reading):
            later = operation.at > wanted
            if later and not (operation.collection == _ERASURES and operation.inserts):
                continue
            counts[later] += 1
            waiting.append(operation)
            if len(waiting) >= _AT_ONCE:
                await self._log.apply(waiting)
                waiting = []
        await self._log.apply(waiting)
        return Replayed(min(wanted, last), counts[False], counts[True])

    def _all(self, slices: list[Manifest], reading: Reading) -> Iterator[Operation]:
        for manifest in slices:
            with self._folder.reading(self._folder.path / manifest.name) as archive:
                for part in archive.parts():
                    for data in part.documents():
                        entry = entry_of(data)
                        yield from reading.operations(entry, key=key_of(entry))

    def _slices_after(self, snapshot: Manifest) -> list[Manifest]:
        """Those that hang together from the snapshot on, in order, each proved whole."""
        by_start: dict[Moment, Path] = {}
        for file in self._folder.files():
            since = file.header.get("since")
            if file.kind is Kind.OPERATIONS and since is not None:
                by_start[int(since[0]), int(since[1])] = file.path
        found: list[Manifest] = []
        moment = snapshot.until
        while moment in by_start:
            found.append(self._folder.verify(by_start.pop(moment)))
            moment = found[-1].until
        return found


def _time_of(moment: Moment) -> datetime:
    return datetime.fromtimestamp(moment[0], UTC)
