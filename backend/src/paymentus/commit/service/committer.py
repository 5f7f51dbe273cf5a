"""Group commit: units that arrive while a batch is in flight go together in the next one."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextvars import Context

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
    Written,
)
from paymentus.commit.service.batch import FIRST_SCHEMAS, Batch, ReadState
from paymentus.commit.service.sealing import sealed_unit
from paymentus.commit.service.works import Work, fail, fail_moved_events, needs_of, size_of
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError
from paymentus.foundation.leases import Leases
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Document
from paymentus.foundation.tracing import Tracing
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
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
# Batches of a server that commits alone that wait for the majority while it writes the next one.
# Where servers share the log, another one writes meanwhile, and larger batches are worth more.
_UNCONFIRMED_MAX = 1
# After so many turns in which nobody else had committed, a server trusts its memory again.
_ALONE_AFTER = 8

AfterCommit = Callable[[frozenset[str]], Awaitable[None]]


class Committer:
    """Writes units of work, many at a time; every server has one.

    Keeps the head and balances it wrote last in memory. That is safe because the
    head is a fence: if another server has committed since, our head update matches
    nothing, the memory is dropped and the batch is judged again.

    While a batch waits for the majority the next one is judged and written over it. Nobody is told
    of either before its own majority has it, and if the first is lost with its primary, the
    fence lets nothing stand that was built on it: both go again.

    ``sealed`` says which fields of which documents are stored sealed; without it all are stored as
    they come. Who reads them again reads through the same.
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
        sealed: SealedDocuments | None = None,
        tracing: Tracing | None = None,
    ) -> None:
        self._repository = repository
        self._leases = leases
        self._clock = clock
        self._key = key
        self._metrics = metrics
        self._shard = shard
        self._schemas = schemas
        self._after_commit = after_commit
        self.sealed = sealed
        self._tracing = tracing or Tracing()
        self._queue: deque[Work] = deque()
        self._runner: asyncio.Task[None] | None = None
        self._head: Head | None = None
        self._accounts: dict[str, tuple[Account, int]] = {}
        self._turns_alone = _ALONE_AFTER
        self._announcements: set[asyncio.Task[None]] = set()
        self._unconfirmed: set[asyncio.Task[None]] = set()

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
        if self.sealed is not None:
            unit = await sealed_unit(unit, self.sealed)
        return await self._enqueue(Work(unit, asyncio.get_running_loop().create_future()))

    async def log_events(self, events: Sequence[Document]) -> Committed:
        """Move events from the audit inbox into the log, in one batch with whatever else waits."""
        future = asyncio.get_running_loop().create_future()
        return await self._enqueue(Work(UnitOfWork(), future, events=tuple(events)))

    async def _enqueue(self, work: Work) -> Committed:
        self._queue.append(work)
        self._wake()
        return await work.done

    def _wake(self) -> None:
        if self._runner is None or self._runner.done():
            # In no request's context: it goes on with the work of others.
            self._runner = asyncio.create_task(self._run(), context=Context())

    async def close(self) -> None:
        """Finish what is queued."""
        while at_work := [
            task for task in (self._runner, *self._unconfirmed) if task and not task.done()
        ]:
            await asyncio.gather(*at_work, return_exceptions=True)
        if self._announcements:
            await asyncio.gather(*self._announcements, return_exceptions=True)

    async def _run(self) -> None:
        while self._queue:
            await self._confirmed_but(self._unconfirmed_max)
            works = self._gather()
            callers = [work.caller for work in works if work.caller]
            try:
                with self._tracing.joined("commit batch", callers):
                    await self._write(works)
            except CommitUnavailable as error:
                for work in works:
                    fail(work, error)
                _log.error("the database took no write", extra={"event.action": "commit-failed"})
            except Exception:
                _log.exception("a batch failed", extra={"event.action": "commit-failed"})
                await self._write_one_by_one(works)
            except BaseException as error:
                for work in works:
                    fail(work, error)
                raise

    @property
    def _unconfirmed_max(self) -> int:
        return _UNCONFIRMED_MAX if self._is_alone else 0

    @property
    def _is_alone(self) -> bool:
        """Whether no other server has committed of late."""
        return self._turns_alone >= _ALONE_AFTER

    async def _confirmed_but(self, number: int) -> None:
        """Wait until no more than so many batches wait for the majority."""
        while len(self._unconfirmed) > number:
            await asyncio.wait(self._unconfirmed, return_when=asyncio.FIRST_COMPLETED)

    async def _write_one_by_one(self, works: list[Work]) -> None:
        """A unit that MongoDB cannot take (an integer too large, say) fails alone."""
        self._forget()
        for work in list(works):
            await self._confirmed_but(self._unconfirmed_max)
            try:
                await self._write([work])
            except Exception as error:
                self._forget()
                fail(work, error)

    def _gather(self) -> list[Work]:
        works: list[Work] = []
        documents = 0
        while self._queue and len(works) < UNITS_MAX:
            documents += size_of(self._queue[0])
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
                cause = await self._attempt(works, started)
                if cause is None:
                    break
                self._metrics.commit_retries.labels(cause).inc()
                # What it was judged by may be lost; then its works go again by themselves.
                await self._confirmed_but(0)
                self._forget()
                if cause.startswith("transient_") and loop.time() - tried > _SLOW_SECONDS:
                    self._put_back_half(works)
                if loop.time() - started > _GIVE_UP_SECONDS:
                    raise CommitUnavailable()
                if cause not in ("head_moved", "refused"):
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, 0.5)

    def _put_back_half(self, works: list[Work]) -> None:
        """The later half goes first in the next batch; one unit alone stays."""
        kept = (len(works) + 1) // 2
        self._queue.extendleft(reversed(works[kept:]))
        del works[kept:]

    async def _attempt(self, works: list[Work], started: float) -> str | None:
        """One try; takes finished works off the list. None when done, else why to try again.

        A refusal is told only once the batch that it was judged in is safe, or the
        memory it was judged by is confirmed: until then it could still come out otherwise.
        """
        from_memory = self._head is not None
        state: ReadState | None = None
        try:
            state = await self._read(works)
            batch = Batch(state, now=self._clock(), shard=self._shard, schemas=self._schemas)
            refusals = [(work, refusal) for work in works if (refusal := batch.apply(work))]
            if batch.accepted:
                token = secrets.token_hex(8)
                composed = batch.compose(self._key, self._key.name, token=token)
                writes, head, results, accounts = composed
                written = await self._repository.write(writes)
                self._remember(head, accounts)
                task = asyncio.create_task(self._confirm(written, results, refusals, started))
                self._unconfirmed.add(task)
                task.add_done_callback(self._unconfirmed.discard)
                works.clear()
                return None
            if await self._is_unsure_of(state.head):
                # Nothing to write, so no fence was met: the head itself must confirm.
                return "head_moved" if from_memory else "unconfirmed"
        except HeadMoved:
            self._turns_alone = 0
            return "head_moved"
        except StaleDocuments as stale:
            if stale.collection == AUDIT_INBOX:
                fail_moved_events(works)
            return f"stale_{stale.collection}"
        except TryAgain as passing:
            return f"transient_{passing}"
        except DuplicateInsert as duplicate:
            if state is None or await self._is_unsure_of(state.head):
                # What it met may have been lost with the batch before it.
                return "head_moved"
            return self._drop_duplicate(duplicate, batch, writes.inserts, works)
        except ValueError:
            # Holds are read anew beside balances from memory. If another server has opened one
            # of them since, the two together are impossible although nothing is wrong.
            judged_by = self._head if state is None else state.head
            if judged_by is None or await self._is_unsure_of(judged_by):
                return "head_moved"
            raise
        for work, refusal in refusals:
            fail(work, refusal)
        works.clear()
        return None

    async def _confirm(
        self,
        written: Written,
        results: dict[Work, Committed],
        refusals: list[tuple[Work, DomainError]],
        started: float,
    ) -> None:
        """Tell everyone in the batch once a majority has it, and only then."""
        works = [*results, *(work for work, _ in refusals)]
        try:
            await self._repository.confirm(written)
        except TryAgain:
            # It was lost with its primary, and so is what was written after it.
            self._metrics.commit_retries.labels("lost").inc()
            self._forget()
            self._queue.extendleft(reversed(works))
            self._wake()
        except BaseException as error:
            self._forget()
            for work in works:
                fail(work, error if isinstance(error, CommitUnavailable) else CommitUnavailable())
            _log.error("no majority took a batch", extra={"event.action": "commit-failed"})
            if not isinstance(error, Exception):
                raise
        else:
            self._metrics.commit_seconds.observe(asyncio.get_running_loop().time() - started)
            self._tell(results)
            for work, refusal in refusals:
                fail(work, refusal)

    async def _is_unsure_of(self, head: Head) -> bool:
        """Whether a majority has another head than this one, or not this one yet."""
        await self._confirmed_but(0)
        now = await self._repository.head(self._shard, confirmed=True)
        return (now.sequence, now.token) != (head.sequence, head.token)

    def _tell(self, results: dict[Work, Committed]) -> None:
        self._metrics.commit_batch_units.observe(len(results))
        for work, result in results.items():
            if not work.done.done():
                work.done.set_result(result)
        self._announce(results)

    async def _read(self, works: Iterable[Work]) -> ReadState:
        if self._head is None or not self._is_alone:
            await self._catch_up()
        # Held fast: the memory is dropped meanwhile if the batch before is lost. The two belong
        # together, and the fence judges them.
        head, remembered = self._head, self._accounts
        if head is None:
            raise TryAgain("Lost")
        wanted, holds, accounts = needs_of(works)
        open_holds, versions = await asyncio.gather(
            self._repository.holds(sorted(holds)), self._repository.versions(wanted)
        )
        accounts |= {p.account_id for hold in open_holds for p in hold.postings}
        missing = sorted(accounts - remembered.keys())
        for account, version in await self._repository.accounts(missing):
            remembered[account.id] = (account, version)
        known = {name: remembered[name] for name in accounts if name in remembered}
        book = Book((account for account, _ in known.values()), open_holds)
        return ReadState(head, known, book, versions)

    async def _catch_up(self) -> None:
        """Read the head before judging, while other servers commit too: what is remembered would
        be judged in vain. The fence is what keeps it safe; this only saves the work."""
        head = await self._repository.head(self._shard)
        if self._head is not None:
            if (head.sequence, head.token) == (self._head.sequence, self._head.token):
                self._turns_alone += 1
                return
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
        fail(guilty, AlreadyExists(duplicate.collection, id, duplicate.index))
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
