"""Fetching lists and keeping each version of them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from dataclasses import replace

from paymentus.commit.domain import AlreadyExists, AuditRecord, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.lists.changes import change_between
from paymentus.compliance.domain.lists.list_version import (
    PROBLEMS_KEPT,
    ListVersion,
    Rescreening,
    hash_of,
    require_plausible,
    require_whole,
)
from paymentus.compliance.domain.lists.read_list import ReadList
from paymentus.compliance.repository.lists import ListsRepository, confirm, insert_version
from paymentus.compliance.service.list_folder import read_files
from paymentus.foundation.clock import Clock
from paymentus.foundation.ids import new_id
from paymentus.foundation.leases import Leases
from paymentus.integrations.sanctions_list import ListFiles, ListSource

_log = logging.getLogger(__name__)
_LEASE = "sanctions:refresh"
_HOLD_SECONDS = 120.0


class ListStore:
    """The versions of the lists. ``source`` is the configured one."""

    def __init__(
        self,
        *,
        repository: ListsRepository,
        source: ListSource,
        committer: Committer,
        leases: Leases,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._source = source
        self._committer = committer
        self._leases = leases
        self._clock = clock

    async def newest(self) -> ListVersion | None:
        return await self._repository.newest()

    async def first_not_rescreened(self) -> ListVersion | None:
        """The oldest version whose additions not every customer was screened against."""
        return await self._repository.first_not_rescreened()

    async def versions(self, *, limit: int = 20) -> list[ListVersion]:
        """Newest first."""
        return await self._repository.page(limit=limit)

    async def read(self, version: ListVersion) -> ReadList:
        """The parties of a version, out of the bytes that were kept."""
        files = await self._repository.files(version.hash)
        return await asyncio.to_thread(read_files, files, where=version.source)

    async def before(self, version: ListVersion) -> ListVersion | None:
        return await self._repository.numbered(version.number - 1)

    async def refresh(
        self, *, actor: str = "worker", may_shrink: bool = False
    ) -> tuple[ListVersion, bool]:
        """Fetch the list; a new version if it is another one. True where it was taken as new.

        Raises ``ListSourceUnavailable``, ``ListUnreadable``, ``ListIncomplete`` and ``ListShrank``:
        the version in force then stays in force.
        """
        fetched = await self._source.fetch()
        return await self.take(fetched, actor=actor, may_shrink=may_shrink)

    async def take(
        self, fetched: ListFiles, *, actor: str, may_shrink: bool = False
    ) -> tuple[ListVersion, bool]:
        """Files that are at hand, as :meth:`refresh`."""
        list_hash = hash_of(fetched.files)
        async with self._leases.turn(_LEASE, hold_seconds=_HOLD_SECONDS, wait_seconds=10.0):
            newest = await self._repository.newest()
            if newest is not None and newest.hash == list_hash:
                # Who screens customers again writes the version too; the next fetch confirms it.
                with contextlib.suppress(VersionConflict):
                    unit = UnitOfWork(updates=(confirm(newest, at=self._clock()),))
                    await self._committer.commit(unit)
                return newest, False
            version = await self._described(fetched, list_hash, newest, may_shrink=may_shrink)
            await self._repository.keep_files(list_hash, fetched.files)
            try:
                await self._committer.commit(_taken(version, actor))
            except AlreadyExists:
                # Another server was faster; what it took is in force, and ours is asked for again.
                other = await self._repository.newest()
                return other or version, False
        _log.info(
            "sanctions list %s is in force: %d parties", version.id, version.total,
            extra={"event.action": "sanctions-list-taken"},
        )  # fmt: skip
        return version, True

    async def _described(
        self,
        fetched: ListFiles,
        list_hash: str,
        newest: ListVersion | None,
        *,
        may_shrink: bool,
    ) -> ListVersion:
        if not may_shrink:
            require_whole(fetched.files)
        read = await asyncio.to_thread(read_files, fetched.files, where=fetched.source)
        now = self._clock()
        version = ListVersion(
            id=new_id("lst", at=now),
            number=1 if newest is None else newest.number + 1,
            hash=list_hash,
            source=fetched.source,
            loaded_at=now,
            confirmed_at=now,
            parties=Counter(party.list_name for party in read.parties),
            names=sum(len(party.names) for party in read.parties),
            problems=len(read.problems),
            problem_words=tuple(map(str, read.problems[:PROBLEMS_KEPT])),
            added=len(read.parties),
            # Customers that were there before the first list have been screened by none.
            rescreening=Rescreening(),
        )
        if newest is None:
            return version
        before = await self.read(newest)
        if not may_shrink:
            require_plausible(before.parties, read.parties)
        change = await asyncio.to_thread(change_between, before.parties, read.parties)
        return replace(version, added=change.added, changed=change.changed, removed=change.removed)


def _taken(version: ListVersion, actor: str) -> UnitOfWork:
    record = AuditRecord(
        "sanctions_list.taken",
        version.id,
        actor,
        {
            "number": version.number,
            "hash": version.hash,
            "parties": version.total,
            "added": version.added,
            "changed": version.changed,
            "removed": version.removed,
        },
    )
    return UnitOfWork(inserts=(insert_version(version),), audit=(record,))
