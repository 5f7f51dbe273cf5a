"""Importing a bill file: chunk by chunk, each one unit of work that carries the progress.

Invariants: what a chunk did and how far the file is are one commit, so a killed import goes on
exactly after the last committed chunk; who lost the lease commits nothing more, because every
chunk expects the file's version; memory holds one block of bytes and one chunk.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from paymentus.billers.service import BillersService
from paymentus.bills.domain import BillFile, FileStatus, Mode
from paymentus.bills.domain.bill_file import BillFileTakenOver
from paymentus.bills.domain.plan import ChunkPlan, ImportContext, plan_rows, plan_withdrawal
from paymentus.bills.domain.records import BillFileNotReadable, RecordReader
from paymentus.bills.domain.rows import BillRow, RowReader, WrongRow
from paymentus.bills.repository import (
    BILLS,
    BillFileRepository,
    BillRepository,
    file_changes,
    row_insertions,
)
from paymentus.commit.domain import (
    AlreadyExists,
    AuditRecord,
    CommitUnavailable,
    OutboxMessage,
    UnitOfWork,
    VersionConflict,
)
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management import KeysUnavailable
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

_log = logging.getLogger(__name__)

CHANGED_TOPIC = "bill_file_changed"
LEASE = timedelta(seconds=30)
CHUNK_ROWS = 500
_ROWS_BETWEEN_PAUSES = 100
_SECONDS_BETWEEN_NEWS = 0.25
_CONFLICTS_MAX = 50
_UNAVAILABLE_SECONDS = 60.0

KeySource = Callable[[], Awaitable[bytes]]
OnProgress = Callable[[BillFile], None]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Rows, and where the next chunk begins."""

    rows: list[BillRow | WrongRow]
    end: int
    next_line: int


def changed_message(file: BillFile) -> OutboxMessage:
    """What screens are told; they read the rest again."""
    payload = {
        "biller_id": file.biller_id,
        "file_id": file.id,
        "status": file.status.value,
        "rows_done": file.rows_done,
        "bytes_done": file.bytes_done,
        "bytes_total": file.bytes_total,
    }
    return OutboxMessage(CHANGED_TOPIC, file.id, payload)


class BillFileImporter:
    """One per process. ``factor_key`` hashes second factors, as the look-up does; ``id_key`` gives
    the key that bills' ids are made with."""

    def __init__(
        self,
        *,
        database: Database,
        committer: Committer,
        billers: BillersService,
        clock: Clock,
        factor_key: bytes,
        id_key: KeySource,
        sealed: SealedDocuments | None = None,
    ) -> None:
        self._files = BillFileRepository(database, sealed)
        self._bills = BillRepository(database, sealed)
        self._id_key = id_key
        self._committer = committer
        self._billers = billers
        self._clock = clock
        self._factor_key = factor_key
        self._told_at = 0.0
        self.owner = new_id("wrk")

    async def claim_next(self) -> BillFile | None:
        """Take the lease of the oldest waiting file; None when there is none."""
        while True:
            file = await self._files.next_waiting(self._clock())
            if file is None:
                return None
            mine = replace(
                file,
                status=FileStatus.RUNNING,
                lease_owner=self.owner,
                lease_until=self._clock() + LEASE,
            )
            unit = UnitOfWork(updates=(file_changes(file, mine),), outbox=(changed_message(mine),))
            try:
                await self._committer.commit(unit)
            except VersionConflict:
                continue  # another worker was faster; look for the next one
            return replace(mine, version=file.version + 1)

    async def run(
        self,
        file: BillFile,
        *,
        stop: asyncio.Event | None = None,
        on_progress: OnProgress | None = None,
    ) -> BillFile:
        """Import a claimed file to its end, and return it as it then is.

        When ``stop`` is set it is given back after the present chunk, for another worker to go on.
        Raises ``BillFileTakenOver`` when the lease was lost, ``CommitUnavailable`` when the
        database stays away; everything else ends in a failed file that says why.
        """
        loop = asyncio.get_running_loop()
        away_since: float | None = None
        version = file.version
        while True:
            try:
                return await self._go_on(file, stop, on_progress or _silent)
            except (VersionConflict, AlreadyExists):
                # Of the file itself: a commit of unknown outcome that happened, or another worker.
                await asyncio.sleep(0.05)
            except (CommitUnavailable, KeysUnavailable):
                now = loop.time()
                away_since = away_since if away_since is not None else now
                if now - away_since > _UNAVAILABLE_SECONDS:
                    raise
                await asyncio.sleep(1)
            except BillFileTakenOver:
                raise
            except DomainError as refusal:
                return await self._fail(await self._mine(file.id), refusal.detail)
            except Exception:
                _log.exception("a bill file failed", extra={"event.action": "bill-file-failed"})
                words = "Something went wrong on our side. Import the file again, or call us."
                return await self._fail(await self._mine(file.id), words)
            file = await self._mine(file.id)
            if file.version != version:
                away_since, version = None, file.version

    async def cancel(self, file: BillFile, words: str) -> BillFile:
        """End a file that waits; ``words`` say why. Raises ``BillFileTakenOver`` when a worker
        has begun with it."""
        try:
            return await self._fail(file, words)
        except VersionConflict as taken:
            raise BillFileTakenOver() from taken

    async def _mine(self, file_id: str) -> BillFile:
        file = await self._files.find(file_id)
        if file is None or file.lease_owner != self.owner or file.status is not FileStatus.RUNNING:
            raise BillFileTakenOver()
        return file

    async def _go_on(
        self, file: BillFile, stop: asyncio.Event | None, on_progress: OnProgress
    ) -> BillFile:
        if file.bytes_done < file.bytes_total:
            async with aclosing(self._chunks(file)) as chunks:
                async for chunk in chunks:
                    file = await self._commit_chunk(file, chunk)
                    on_progress(file)
                    if stop is not None and stop.is_set():
                        return await self._give_back(file)
        if file.rows_done == 0:
            return await self._fail(file, "The file has a header but no bills.")
        notice = None
        if file.mode is Mode.REPLACE:
            if file.count("unmatched"):
                count = file.count("unmatched")
                notice = (
                    f"No bills were withdrawn, because {count} row{'' if count == 1 else 's'} "
                    "could not be matched to a bill. Mend them and send the whole file again."
                )
            else:
                file = await self._withdraw(file, on_progress)
        return await self._finish(file, FileStatus.DONE, notice)

    async def _chunks(self, file: BillFile) -> AsyncGenerator[_Chunk, None]:
        biller = await self._billers.get(file.biller_id)
        reader = RecordReader(file.form, offset=file.bytes_done, line=file.next_line)
        rows = RowReader(
            biller,
            columns=file.form.columns,
            mapping=file.mapping,
            factor_key=self._factor_key,
            id_key=await self._id_key(),
        )
        ready: list[BillRow | WrongRow] = []
        end, next_line = file.bytes_done, file.next_line
        fed = file.bytes_done
        async for block in self._files.blocks(file.id, offset=file.bytes_done):
            fed += len(block)
            reader.feed(block, last=fed >= file.bytes_total)
            try:
                for record in reader.records():
                    ready.append(rows.read(record))
                    end, next_line = record.end, record.next_line
                    if len(ready) == CHUNK_ROWS:
                        yield _Chunk(ready, end, next_line)
                        ready = []
                    elif len(ready) % _ROWS_BETWEEN_PAUSES == 0:
                        await asyncio.sleep(0)
            except BillFileNotReadable:
                # The rows before the trouble are good: load them, then say what it is.
                yield _Chunk(ready, end, next_line)
                raise
        if ready:
            yield _Chunk(ready, end, next_line)

    async def _commit_chunk(self, file: BillFile, chunk: _Chunk) -> BillFile:
        rows = await self._under_known_ids(chunk.rows)
        ids = [row.bill_id for row in rows if isinstance(row, BillRow)]

        async def plan(context: ImportContext) -> ChunkPlan:
            existing = await self._bills.documents(ids) if ids else {}
            # Had an earlier chunk taken a row of the bill, the bill would be there.
            seen = await self._files.lines_seen(file.id, list(existing)) if existing else {}
            return plan_rows(rows, existing=existing, seen_before=seen, context=context)

        return await self._commit_plan(
            file,
            plan,
            bytes_done=chunk.end,
            next_line=chunk.next_line,
            rows_done=file.rows_done + len(rows),
        )

    async def _under_known_ids(
        self, rows: Sequence[BillRow | WrongRow]
    ) -> list[BillRow | WrongRow]:
        """Rows of bills from before ids were keyed name them by the id they have."""
        plain = {row.plain_id for row in rows if row.plain_id is not None}
        known = await self._bills.present(plain) if plain else set()
        return [
            replace(row, bill_id=row.plain_id) if row.plain_id in known else row for row in rows
        ]

    async def _withdraw(self, file: BillFile, on_progress: OnProgress) -> BillFile:
        """Withdraw what the file does not have. Begun again after a kill, it finds the rest."""
        missing = self._bills.open_but_not_in_file(file.biller_id, file.id, batch=CHUNK_ROWS)
        async with aclosing(missing) as batches:
            async for ids in batches:
                file = await self._withdraw_batch(file, ids)
                on_progress(file)
        return file

    async def _withdraw_batch(self, file: BillFile, ids: Sequence[str]) -> BillFile:
        async def plan(context: ImportContext) -> ChunkPlan:
            # Read afresh: between the join and the commit a payment may have begun.
            now = await self._bills.states(ids)
            reported = await self._files.reported_bills(file.id, ids)
            return plan_withdrawal(now, reported=reported, context=context)

        return await self._commit_plan(file, plan)

    async def _commit_plan(
        self, file: BillFile, plan: Callable[[ImportContext], Any], **progress: Any
    ) -> BillFile:
        """Commit a plan with the file's progress; where a payment came between, plan again."""
        for attempt in range(_CONFLICTS_MAX):
            now = self._clock()
            decided: ChunkPlan = await plan(ImportContext(file.id, file.biller_id, now))
            after = replace(
                file,
                **progress,
                chunks_done=file.chunks_done + 1,
                lease_until=now + LEASE,
                counts=_sum(file.counts, decided.counts),
                problems_by_reason=_sum(file.problems_by_reason, decided.reasons),
            )
            unit = UnitOfWork(
                inserts=(*decided.inserts, *row_insertions(file, decided, now)),
                updates=(*decided.updates, file_changes(file, after)),
                outbox=(changed_message(after),) if self._is_news() else (),
            )
            try:
                await self._committer.commit(unit)
            except (VersionConflict, AlreadyExists) as conflict:
                if conflict.collection != BILLS:
                    raise
                _log.info("a bill changed meanwhile", extra={"event.action": "bill-file-retry"})
                await asyncio.sleep(min(0.01 * attempt, 0.2))
            else:
                return replace(after, version=file.version + 1)
        raise CommitUnavailable("Payments keep changing these bills; we go on later.")

    async def _give_back(self, file: BillFile) -> BillFile:
        after = replace(file, status=FileStatus.RECEIVED, lease_owner=None, lease_until=None)
        await self._committer.commit(UnitOfWork(updates=(file_changes(file, after),)))
        return replace(after, version=file.version + 1)

    async def _fail(self, file: BillFile, words: str) -> BillFile:
        if file.rows_done:
            words = f"{words} The first {file.rows_done:,} rows are loaded."
        return await self._finish(file, FileStatus.FAILED, words)

    async def _finish(self, file: BillFile, status: FileStatus, problem: str | None) -> BillFile:
        done = status is FileStatus.DONE
        after = replace(
            file,
            status=status,
            problem=problem,
            # Blank lines at the end are no chunk of their own.
            bytes_done=file.bytes_total if done else file.bytes_done,
            rows_total=file.rows_done if done else None,
            finished_at=self._clock(),
            lease_owner=None,
            lease_until=None,
        )
        data = {"biller_id": file.biller_id, "status": status.value, "counts": dict(file.counts)}
        unit = UnitOfWork(
            updates=(file_changes(file, after),),
            audit=(AuditRecord("bill_file.finished", file.id, file.uploaded_by, data),),
            outbox=(changed_message(after),),
        )
        await self._committer.commit(unit)
        return replace(after, version=file.version + 1)

    def _is_news(self) -> bool:
        """At most four times a second: screens redraw no faster."""
        now = asyncio.get_running_loop().time()
        if now - self._told_at < _SECONDS_BETWEEN_NEWS:
            return False
        self._told_at = now
        return True


def _sum(before: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    return dict(Counter(before) + Counter(more))


def _silent(_file: BillFile) -> None:
    """Nobody watches."""
