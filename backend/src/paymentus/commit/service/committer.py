"""Group commit: units that arrive while a batch is in flight go together in the next one."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

from paymentus.audit.domain.checkpoint import LogKey, sign_checkpoint
from paymentus.audit.domain.tree import CompactRange
from paymentus.commit.domain import (
    AlreadyExists,
    Committed,
    CommitUnavailable,
    UnitOfWork,
)
from paymentus.commit.repository import (
    AUDIT_INBOX,
    AUDIT_LOG,
    CommitRepository,
    DuplicateInsert,
    Head,
    HeadMoved,
    StaleDocuments,
    TryAgain,
)
from paymentus.commit.service.batch import FIRST_SCHEMAS, Batch, ReadState, Work
from paymentus.foundation.clock import Clock
from paymentus.foundation.leases import Leases
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Document
from paymentus.ledger.domain import Account, Book

_log = logging.getLogger(__name__)

UNITS_MAX = 256
# MongoDB recommends at most about a thousand modified documents in a transaction.
DOCUMENTS_MAX = 2_000
_GIVE_UP_SECONDS = 25.0
# A try that failed after so long may have met the members' time limit for transactions (3 s on
# embedded ones): the same batch would meet it each time, so only half of it goes again at once.
_SLOW_SECONDS = 1.0
_ACCOUNTS_CACHED_MAX = 50_000
# After so many turns in which nobody else had committed, a server trusts its memory again.
_ALONE_AFTER = 8

AfterCommit = Callable[[frozenset[str]], Awaitable[None]]


class Committer:
    """Writes units of work, many at a time; every server has one.

    Keeps the head and balances it wrote last in memory. That is safe because the
    head is a fence: if another server has committed since, our head update matches
    nothing, the memory is dropped and the batch is judged again.
    """

    def __init__(
        self,
        *,
        repository: CommitRepository,
        leases: Leases,
        clock: Clock,
        key: LogKey,
        metrics: Metrics,
        shard: str,
        schemas: Mapping[str, int] = FIRST_SCHEMAS,
        after_commit: AfterCommit | None = None,
    ) -> None:
        self._repository = repository
        self._leases = leases
        self._clock = clock
        self._key = key
        self._metrics = metrics
        self._shard = shard
        self._schemas = schemas
        self._after_commit = after_commit
        self._queue: deque[Work] = deque()
        self._runner: asyncio.Task[None] | None = None
        self._head: Head | None = None
        self._accounts: dict[str, tuple[Account, int]] = {}
        self._turns_alone = _ALONE_AFTER
        self._announcements: set[asyncio.Task[None]] = set()

    async def initialise(self) -> None:
        """Create the head of an empty log; safe to repeat on every start."""
        empty = CompactRange()
        checkpoint = sign_checkpoint(self._key.name, 0, empty.root(), self._key)
        await self._repository.ensure_head(self._shard, checkpoint, self._clock())

    async def commit(self, unit: UnitOfWork) -> Committed:
        """Write ``unit`` whole. Returns once a majority has it on disk.

        Raises ``VersionConflict``, ``AlreadyExists`` or a ledger refusal when the unit
        cannot be (nothing was written), ``CommitUnavailable`` when the database did not
        answer in time (the unit may have been written: ids make a retry safe).
        """
        return await self._enqueue(Work(unit, asyncio.get_running_loop().create_future()))

    async def log_events(self, events: Sequence[Document]) -> Committed:
        """Move events from the audit inbox into the log, in one batch with whatever else waits."""
        future = asyncio.get_running_loop().create_future()
        return await self._enqueue(Work(UnitOfWork(), future, events=tuple(events)))

    async def _enqueue(self, work: Work) -> Committed:
        self._queue.append(work)
        if self._runner is None or self._runner.done():
            self._runner = asyncio.create_task(self._run())
        return await work.done

    async def close(self) -> None:
        """Finish what is queued."""
        if self._runner is not None:
            await asyncio.gather(self._runner, return_exceptions=True)
        if self._announcements:
            await asyncio.gather(*self._announcements, return_exceptions=True)

    async def _run(self) -> None:
        while self._queue:
            works = self._gather()
            try:
                await self._write(works)
            except CommitUnavailable as error:
                for work in works:
                    _fail(work, error)
                _log.error("the database took no write", extra={"event.action": "commit-failed"})
            except Exception:
                _log.exception("a batch failed", extra={"event.action": "commit-failed"})
                await self._write_one_by_one(works)
            except BaseException as error:
                for work in works:
                    _fail(work, error)
                raise

    async def _write_one_by_one(self, works: list[Work]) -> None:
        """A unit that MongoDB cannot take (an integer too large, say) fails alone."""
        self._forget()
        for work in list(works):
            try:
                await self._write([work])
            except Exception as error:
                self._forget()
                _fail(work, error)

    def _gather(self) -> list[Work]:
        works: list[Work] = []
        documents = 0
        while self._queue and len(works) < UNITS_MAX:
            documents += _size(self._queue[0])
            if works and documents > DOCUMENTS_MAX:
                break
            works.append(self._queue.popleft())
        return works

    async def _write(self, works: list[Work]) -> None:
        loop = asyncio.get_running_loop()
        started = loop.time()
        async with self._leases.turn(f"commit:{self._shard}", hold_seconds=3, wait_seconds=2):
            pause = 0.005
            while works:
                tried = loop.time()
                cause = await self._attempt(works)
                if cause is None:
                    break
                self._metrics.commit_retries.labels(cause).inc()
                self._forget()
                if cause.startswith("transient_") and loop.time() - tried > _SLOW_SECONDS:
                    self._put_back_half(works)
                if loop.time() - started > _GIVE_UP_SECONDS:
                    raise CommitUnavailable()
                if cause not in ("head_moved", "refused"):
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, 0.5)
        self._metrics.commit_seconds.observe(loop.time() - started)

    def _put_back_half(self, works: list[Work]) -> None:
        """The later half goes first in the next batch; one unit alone stays."""
        kept = (len(works) + 1) // 2
        self._queue.extendleft(reversed(works[kept:]))
        del works[kept:]

    async def _attempt(self, works: list[Work]) -> str | None:
        """One try; takes finished works off the list. None when done, else why to try again.

        A refusal is told only once the batch that it was judged in is written, or the
        memory it was judged by is confirmed: until then it could still come out otherwise.
        """
        from_memory = self._head is not None
        try:
            state = await self._read(works)
            batch = Batch(state, now=self._clock(), shard=self._shard, schemas=self._schemas)
            refusals = [(work, refusal) for work in works if (refusal := batch.apply(work))]
            if batch.accepted:
                writes, head, results, accounts = batch.compose(self._key, self._key.name)
                await self._repository.write(writes)
                self._remember(head, accounts)
                self._tell(results)
            elif from_memory and await self._head_has_moved():
                # Nothing to write, so no fence was met: the head itself must confirm.
                return "head_moved"
        except HeadMoved:
            self._turns_alone = 0
            return "head_moved"
        except StaleDocuments as stale:
            if stale.collection == AUDIT_INBOX:
                _fail_moved_events(works)
            return f"stale_{stale.collection}"
        except TryAgain as passing:
            return f"transient_{passing}"
        except DuplicateInsert as duplicate:
            return self._drop_duplicate(duplicate, batch, writes.inserts, works)
        except ValueError:
            # Holds are read anew beside balances from memory. If another server has opened one
            # of them since, the two together are impossible although nothing is wrong.
            if await self._head_has_moved():
                return "head_moved"
            raise
        for work, refusal in refusals:
            _fail(work, refusal)
        works.clear()
        return None

    async def _head_has_moved(self) -> bool:
        now = await self._repository.head(self._shard)
        return self._head is None or now.sequence != self._head.sequence

    def _tell(self, results: dict[Work, Committed]) -> None:
        self._metrics.commit_batch_units.observe(len(results))
        for work, result in results.items():
            if not work.done.done():
                work.done.set_result(result)
        self._announce(results)

    async def _read(self, works: Iterable[Work]) -> ReadState:
        if self._head is None or self._turns_alone < _ALONE_AFTER:
            await self._catch_up()
        assert self._head is not None
        wanted, holds, accounts = _needs(works)
        open_holds, versions = await asyncio.gather(
            self._repository.holds(sorted(holds)), self._repository.versions(wanted)
        )
        accounts |= {p.account_id for hold in open_holds for p in hold.postings}
        missing = sorted(accounts - self._accounts.keys())
        for account, version in await self._repository.accounts(missing):
            self._accounts[account.id] = (account, version)
        known = {name: self._accounts[name] for name in accounts if name in self._accounts}
        book = Book((account for account, _ in known.values()), open_holds)
        return ReadState(self._head, known, book, versions)

    async def _catch_up(self) -> None:
        """Read the head before judging, while other servers commit too: what is remembered would
        be judged in vain. The fence is what keeps it safe; this only saves the work."""
        head = await self._repository.head(self._shard)
        if self._head is not None and head.sequence == self._head.sequence:
            self._turns_alone += 1
            return
        if self._head is not None:
            self._turns_alone = 0
        self._head, self._accounts = head, {}

    def _drop_duplicate(
        self,
        duplicate: DuplicateInsert,
        batch: Batch,
        inserts: dict[str, list[Document]],
        works: list[Work],
    ) -> str:
        """Refuse the unit whose insert met an existing key; its neighbours go again."""
        owners = batch.owners.get(duplicate.collection)
        place_is_taken = duplicate.collection == AUDIT_LOG and duplicate.index == "_id_"
        if owners is None or place_is_taken:
            # An account or a leaf index that another server made first: our memory is old.
            return "head_moved"
        guilty = owners[duplicate.position]
        id = str(inserts[duplicate.collection][duplicate.position]["_id"])
        works.remove(guilty)
        _fail(guilty, AlreadyExists(duplicate.collection, id, duplicate.index))
        return "refused"

    def _remember(self, head: Head, accounts: dict[str, tuple[Account, int]]) -> None:
        self._head = head
        self._accounts.update(accounts)
        if len(self._accounts) > _ACCOUNTS_CACHED_MAX:
            self._accounts = accounts

    def _forget(self) -> None:
        self._head = None
        self._accounts = {}

    def _announce(self, results: dict[Work, Committed]) -> None:
        """Wake whoever works off the outbox; a lost wake-up costs a poll, never a message."""
        if self._after_commit is None:
            return
        topics = {message.topic for work in results for message in work.unit.outbox}
        if any(work.unit.audit for work in results):
            topics.add("audit_inbox")
        if topics:
            task = asyncio.ensure_future(self._after_commit(frozenset(topics)))
            self._announcements.add(task)
            task.add_done_callback(self._announcements.discard)


def _needs(works: Iterable[Work]) -> tuple[dict[str, set[str]], set[str], set[str]]:
    """What must be read: versions by collection, holds, accounts."""
    wanted: dict[str, set[str]] = {}
    holds: set[str] = set()
    accounts: set[str] = set()
    for work in works:
        for update in work.unit.updates:
            wanted.setdefault(update.collection, set()).add(update.id)
        for draft in work.unit.entries:
            if draft.pending_id:
                holds.add(draft.pending_id)
            accounts.update(posting.account_id for posting in draft.postings)
    return wanted, holds, accounts


def _fail_moved_events(works: list[Work]) -> None:
    """Events that have left the inbox were moved by another server; the others go again."""
    for work in [work for work in works if work.events]:
        works.remove(work)
        _fail(work, AlreadyExists(AUDIT_LOG, str(work.events[0]["_id"]), "event_id_once"))


def _size(work: Work) -> int:
    unit = work.unit
    return len(unit.inserts) + len(unit.updates) + 3 * len(unit.entries) + len(work.events) + 2


def _fail(work: Work, error: BaseException) -> None:
    if work.done.done():
        return
    if isinstance(error, Exception):
        work.done.set_exception(error)
    else:
        work.done.set_exception(CommitUnavailable("The server is stopping."))
