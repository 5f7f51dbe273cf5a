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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from paymentus.app.proofs import ledger_leaf
from paymentus.audit.domain.checkpoint import parse_checkpoint
from paymentus.audit.domain.tree import CompactRange
from paymentus.audit.repository import AuditRepository, LogDamaged, StoredCheckpoint
from paymentus.audit.service import AuditLog, LogVerification, Witnessing
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Unavailable
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
        self._derived = _Derived()
        self._begin_at: datetime | None = None
        self._told_at: datetime | None = None

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
        taken = await self._take(problems)
        if not problems and not taken:
            # Only where the log stands still can stored balances be compared with derived ones.
            await self._compare_with_ledger(problems)
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

    async def _take(self, problems: list[str]) -> int:
        derived = self._derived
        start = derived.tree.size
        head = await self._log.newest_checkpoint()
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

    async def _compare_with_ledger(self, problems: list[str]) -> None:
        derived = self._derived
        idle = self._next_idle_accounts()
        wanted = sorted(derived.accounts_to_compare.union(idle))
        holds = dict(derived.holds_to_compare)
        accounts = {one["_id"]: one for one in await self._ledger.accounts_named(wanted)}
        stored = {one["_id"]: one for one in await self._ledger.holds_named([*holds])}
        try:
            head = await self._audit.head(self._shard)
        except LogDamaged as damage:
            problems.append(str(damage))
            return
        if head is None or head.size != derived.tree.size:
            return  # A commit came between; what is waiting is compared in a later round.
        if head.nodes != derived.tree.nodes:
            problems.append("head: its range is not the one its entries make")
        for id in wanted:
            problem = _compared(accounts.get(id), derived.accounts[id])
            if problem:
                problems.append(f"account {id}: {problem}")
        for id, hold in holds.items():
            found = hold_problem(stored[id], hold) if id in stored else "its document is gone"
            if found:
                problems.append(f"hold {id}: {found}")
        derived.accounts_to_compare.clear()
        derived.holds_to_compare.clear()
        derived.next_name += len(idle)

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
        await self._audit.note_watch(
            NAME,
            {
                "problem": problems[0] if problems else None,
                "problems": problems[:_TOLD_PROBLEMS],
                "size": self._derived.tree.size,
                "entries": self._derived.entries,
                "at": now,
            },
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
