"""The monitor: follows log and ledger beside the commit, and says when they do not agree.

Each round takes what is new since the last one, about ``ENTRIES_A_ROUND`` entries, so its cost
does not grow with history. What it has derived (the tree, running totals, open holds) is in its own
memory, where nobody who can write to the database can change it; a new process begins at the first
entry. Every worker has one of its own. ``paymentus audit verify`` and ``paymentus ledger verify``
are the full pass.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from paymentus.app.proofs import ledger_leaf
from paymentus.audit.domain.checkpoint import parse_checkpoint
from paymentus.audit.domain.tree import CompactRange
from paymentus.audit.repository import AuditRepository, LogDamaged, StoredCheckpoint, StoredHead
from paymentus.audit.service import AuditLog, LogVerification, Witnessing
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.ids import new_id
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Database, Document
from paymentus.ledger.domain import Account, EntryKind, Hold, HoldState, JournalEntry
from paymentus.ledger.repository import LedgerRepository, account_of
from paymentus.ledger.service import (
    UNREADABLE,
    Leaf,
    account_problem,
    hold_problem,
    readable_entry,
)

_log = logging.getLogger(__name__)

INTERVAL_SECONDS = 5.0
ENTRIES_A_ROUND = 1_000
BALANCES_A_ROUND = 200
"""Balances that nothing touched lately and that are compared all the same, in turns."""

_TOUCHED_A_ROUND = 1_000
_TRIES_BETWEEN_COMMITS = 5

BEGIN_ANEW = timedelta(minutes=10)
"""After something was wrong, the monitor stops and begins at the first entry after this."""

NAME = "monitor"
_ROOTS_KEPT = 10_000
_TOLD_PROBLEMS = 20
_TELL_EVERY = timedelta(seconds=30)
_SILENT_TOO_LONG = timedelta(minutes=5)


class LogAndLedgerDisagree(Unavailable):
    """The monitor has found something changed. See its logs, and run the full checks."""


class MonitorIsSilent(Unavailable):
    """The monitor has not reported for minutes."""


@dataclass
class _Derived:
    """All that was derived from the entries so far."""

    tree: CompactRange = field(default_factory=CompactRange)
    checkpoint: StoredCheckpoint | None = None
    sequence: int = 0
    entries: int = 0
    accounts: dict[str, Account] = field(default_factory=dict)
    holds: dict[str, Hold] = field(default_factory=dict)  # open ones
    roots: OrderedDict[int, bytes] = field(default_factory=OrderedDict)
    accounts_to_compare: set[str] = field(default_factory=set)
    holds_to_compare: dict[str, Hold] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    next_name: int = 0


@dataclass(frozen=True)
class _Stored:
    """The head, and balances and holds by id as they are stored under this very head.

    None where commits came between the reads, or where too much is still to be derived. The first
    ``idle`` accounts are those whose turn it is.
    """

    head: StoredHead | None
    accounts: Mapping[str, Document | None] | None = None
    holds: Mapping[str, Document | None] | None = None
    idle: int = 0


class Monitor:
    def __init__(
        self,
        *,
        database: Database,
        log: AuditLog,
        witnessing: Witnessing,
        shard: str,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._audit = AuditRepository(database)
        self._ledger = LedgerRepository(database)
        self._log = log
        self._witnessing = witnessing
        self._shard = shard
        self._clock = clock
        self._metrics = metrics
        self._name = new_id("mon")
        self._derived = _Derived()
        self._begin_at: datetime | None = None
        self._told_at: datetime | None = None

    async def work(self) -> int:
        """A round, for the worker: says that more is left to do only where a whole round is. A
        busy log always has something new, and to look every few seconds is enough."""
        taken = await self.run_round()
        return taken if taken >= ENTRIES_A_ROUND else 0

    async def run_round(self) -> int:
        """Take what is new, compare, and tell; returns how many entries were taken.

        Fewer than asked for when something is wrong: see what it told.
        """
        now = self._clock()
        if self._begin_at is not None:
            if now < self._begin_at:
                return 0
            self._derived, self._begin_at = _Derived(), None
        problems: list[str] = []
        try:
            stored = await self._read_stored()
        except LogDamaged as damage:
            await self._tell([str(damage)], now)
            return 0
        taken = await self._take(stored.head, problems)
        if not problems and stored.head and stored.head.size == self._derived.tree.size:
            self._compare_with_ledger(stored, problems)
            await self._compare_with_witnesses(problems)
        await self._tell(problems, now)
        return 0 if problems else taken

    async def check(self) -> None:
        """For health, in whichever process: what the monitors told last.

        Raises :class:`LogAndLedgerDisagree` or :class:`MonitorIsSilent`.
        """
        for found in await self._audit.watches():
            if found["_id"] != NAME:
                continue
            if found["problem"]:
                raise LogAndLedgerDisagree(str(found["problem"]))
            if self._clock() - found["at"] > _SILENT_TOO_LONG:
                raise MonitorIsSilent()

    async def _read_stored(self) -> _Stored:
        """Read before the entries up to this head are taken: afterwards what was derived is of the
        same moment, however busy the log is."""
        derived = self._derived
        idle = self._next_idle_accounts()
        touched = islice(derived.accounts_to_compare, _TOUCHED_A_ROUND)
        names = [*dict.fromkeys((*idle, *touched))]
        holds = [*islice(derived.holds_to_compare, _TOUCHED_A_ROUND)]
        head = await self._audit.head(self._shard)
        for _ in range(_TRIES_BETWEEN_COMMITS):
            if head is None or head.size - derived.tree.size > ENTRIES_A_ROUND:
                break
            accounts = {one["_id"]: one for one in await self._ledger.accounts_named(names)}
            found = {one["_id"]: one for one in await self._ledger.holds_named(holds)}
            before, head = head, await self._audit.head(self._shard)
            if head == before:
                return _Stored(
                    head,
                    {name: accounts.get(name) for name in names},
                    {name: found.get(name) for name in holds},
                    len(idle),
                )
        return _Stored(head)

    async def _take(self, head: StoredHead | None, problems: list[str]) -> int:
        derived = self._derived
        start = derived.tree.size
        if head is None or head.size < start:
            size = 0 if head is None else head.size
            if start:
                problems.append(f"the log has {size} entries; it had {start}")
            return 0
        if head.size == start:
            return 0
        end = await self._audit.checkpoint_covering(min(start + ENTRIES_A_ROUND, head.size) - 1)
        if end is None or end.size > head.size:
            problems.append(f"no checkpoint covers the entries from {start} on")
            return 0
        verification = LogVerification(
            self._database, self._log.policy, shard=self._shard, clock=self._clock
        )
        report = await verification.run(
            start=derived.checkpoint, before=derived.tree if start else None, end=end
        )
        problems += report.problems
        await self._follow_ledger(start, end.size, problems)
        derived.tree, derived.checkpoint = report.tree, end
        derived.roots[end.size] = report.root
        if len(derived.roots) > _ROOTS_KEPT:
            derived.roots.popitem(last=False)
        return end.size - start

    async def _follow_ledger(self, start: int, end: int, problems: list[str]) -> None:
        """Each new leaf has its entry, each new entry its leaf; totals and holds move on."""
        derived = self._derived
        leaves: dict[str, Leaf] = {}
        async for document in self._audit.documents(start=start):
            if document["_id"] >= end:
                break
            leaf = ledger_leaf(document)
            if leaf is not None:
                leaves[leaf[0]] = leaf[1], leaf[2]
        documents = {one["_id"]: one for one in await self._ledger.entries_named([*leaves])}
        problems += [
            f"entry {missing}: the audit log has it, the ledger does not"
            for missing in leaves.keys() - documents.keys()
        ]
        sequences = [one["sequence"] for one in documents.values()]
        if sequences:
            between = await self._ledger.entries_between(derived.sequence + 1, max(sequences))
            problems += [
                f"entry {one['_id']}: the audit log has no leaf for it"
                for one in between
                if one["_id"] not in leaves
            ]
            derived.sequence = max(sequences)
        entries = []
        for id, place in leaves.items():
            entry = readable_entry(documents[id], place, problems) if id in documents else None
            if entry is not None:
                entries.append(entry)
        derived.entries += len(entries)
        self._move(entries, problems)

    def _move(self, entries: Sequence[JournalEntry], problems: list[str]) -> None:
        derived = self._derived
        try:
            for id, account in _added(derived.accounts, entries):
                if id not in derived.accounts:
                    derived.names.append(id)
                derived.accounts[id] = account
                derived.accounts_to_compare.add(id)
        except ValueError as error:
            problems.append(f"balances cannot be derived from the entries: {error}")
        for entry in entries:
            if entry.kind is EntryKind.PENDING:
                derived.holds[entry.id] = Hold(entry.id, entry.postings, entry.expires_at)
                derived.holds_to_compare[entry.id] = derived.holds[entry.id]
            elif entry.pending_id is not None:
                hold = derived.holds.pop(entry.pending_id, None)
                if hold is None or hold.postings != entry.postings:
                    problems.append(f"entry {entry.id}: resolves no such open hold")
                    continue
                posted = entry.kind is EntryKind.POST_PENDING
                state = HoldState.POSTED if posted else HoldState.VOIDED
                derived.holds_to_compare[hold.entry_id] = replace(
                    hold, state=state, resolved_by=entry.id
                )

    def _compare_with_ledger(self, stored: _Stored, problems: list[str]) -> None:
        derived = self._derived
        if stored.head is not None and stored.head.nodes != derived.tree.nodes:
            problems.append("head: its range is not the one its entries make")
        if stored.accounts is None or stored.holds is None:
            return  # What is waiting is compared in a later round.
        for id, document in stored.accounts.items():
            problem = _compared(document, derived.accounts[id])
            if problem:
                problems.append(f"account {id}: {problem}")
        for id, document in stored.holds.items():
            hold = derived.holds_to_compare.pop(id)
            found = hold_problem(document, hold) if document else "its document is gone"
            if found:
                problems.append(f"hold {id}: {found}")
        derived.accounts_to_compare.difference_update(stored.accounts)
        derived.next_name += stored.idle

    def _next_idle_accounts(self) -> list[str]:
        derived = self._derived
        if derived.next_name >= len(derived.names):
            derived.next_name = 0
        return derived.names[derived.next_name : derived.next_name + BALANCES_A_ROUND]

    async def _compare_with_witnesses(self, problems: list[str]) -> None:
        derived = self._derived
        for key, text in (await self._witnessing.newest_of_witnesses()).items():
            if text is None:
                continue
            seen = parse_checkpoint(text)
            ours = derived.roots.get(seen.size)
            if seen.size > derived.tree.size:
                head = await self._log.newest_checkpoint()
                if head is None or head.size < seen.size:
                    problems.append(
                        f"witness {key.name} has seen {seen.size} entries; the log has fewer"
                    )
            elif ours is not None and ours != seen.root:
                problems.append(f"witness {key.name} has seen another log of {seen.size} entries")

    async def _tell(self, problems: list[str], now: datetime) -> None:
        self._metrics.audit_monitor_problems.set(len(problems))
        if problems:
            self._begin_at = now + BEGIN_ANEW
            for problem in problems[:_TOLD_PROBLEMS]:
                _log.error("%s", problem, extra={"event.action": "audit-alarm"})
        elif self._told_at is not None and now - self._told_at < _TELL_EVERY:
            return
        self._told_at = now
        # Another worker's alarm stands for as long as that worker waits before it looks again: this
        # one may have begun after what the other one saw.
        anothers: dict[str, Any] = {"by": {"$ne": self._name}, "problem": {"$ne": None}}
        anothers["at"] = {"$gte": now - BEGIN_ANEW}
        await self._audit.note_watch(
            NAME,
            {
                "by": self._name,
                "problem": problems[0] if problems else None,
                "problems": problems[:_TOLD_PROBLEMS],
                "size": self._derived.tree.size,
                "entries": self._derived.entries,
                "at": now,
            },
            leaving={} if problems else anothers,
        )


def _added(
    before: dict[str, Account], entries: Iterable[JournalEntry]
) -> Iterable[tuple[str, Account]]:
    """The accounts that these entries touch, as they are afterwards.

    Raises ``ValueError`` when a running total would fall below zero.
    """
    changes: dict[str, list[int]] = {}
    for entry in entries:
        posted, pending = {
            EntryKind.POSTED: (1, 0),
            EntryKind.PENDING: (0, 1),
            EntryKind.POST_PENDING: (1, -1),
            EntryKind.VOID_PENDING: (0, -1),
        }[entry.kind]
        for posting in entry.postings:
            row = changes.setdefault(posting.account_id, [0, 0, 0, 0])
            side = 0 if posting.side.value == "debit" else 1
            row[side] += posted * posting.amount_minor
            row[2 + side] += pending * posting.amount_minor
    for id, row in changes.items():
        account = before.get(id) or Account(id)
        yield (
            id,
            Account(
                id,
                account.debits_posted + row[0],
                account.credits_posted + row[1],
                account.debits_pending + row[2],
                account.credits_pending + row[3],
            ),
        )


def _compared(document: Document | None, expected: Account) -> str | None:
    if document is None:
        return "its balance is gone"
    try:
        return account_problem(document, account_of(document), expected)
    except UNREADABLE as error:
        return f"{type(error).__name__}: {error}"
