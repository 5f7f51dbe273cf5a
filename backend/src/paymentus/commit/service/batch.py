"""One batch, decided in memory: which units go, which are refused, and what is written.

Units are applied in order over what was read, each judged by the versions and
balances it would really meet. Deterministic, so a batch that goes again after a
passing fault decides the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from paymentus.audit.domain.checkpoint import LogKey, sign_checkpoint
from paymentus.audit.domain.leaf import ENTRY_TYPE, check_event, entry_leaf, event_leaf
from paymentus.audit.domain.tree import CompactRange, leaf_hash
from paymentus.commit.domain import (
    DUE_AT_ONCE,
    AlreadyExists,
    Committed,
    IdempotencyClaim,
    VersionConflict,
)
from paymentus.commit.repository import (
    AUDIT_INBOX,
    AUDIT_LOG,
    IDEMPOTENCY,
    OUTBOX,
    BatchWrites,
    Head,
    plain_update,
    versioned_update,
)
from paymentus.commit.service.works import Work
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.errors import DomainError
from paymentus.foundation.mongo import Document
from paymentus.ledger.domain import Account, Book, JournalEntry
from paymentus.ledger.repository import (
    ACCOUNTS,
    ENTRIES,
    HOLDS,
    account_change,
    account_document,
    entry_document,
    hold_document,
)

AUDIT_CHECKPOINTS = "audit_checkpoints"
_IDEMPOTENCY_DAYS = 30
# Collection -> the form that documents are written in; one that is not named has its first.
FIRST_SCHEMAS: Mapping[str, int] = MappingProxyType({})


@dataclass(slots=True)
class _Applied:
    """A journal entry of this batch. Its hash is made once, when the leaf is."""

    work: Work
    entry: JournalEntry
    commitment: str | None
    hash: str = ""


@dataclass(frozen=True, slots=True)
class ReadState:
    """What a batch is judged by."""

    head: Head
    accounts: Mapping[str, tuple[Account, int]]
    book: Book
    versions: Mapping[tuple[str, str], int]


class Batch:
    """Applies works to a state and composes the writes of those that were accepted."""

    def __init__(
        self,
        state: ReadState,
        *,
        now: datetime,
        shard: str,
        schemas: Mapping[str, int] = FIRST_SCHEMAS,
    ) -> None:
        self._state = state
        self._book = state.book
        self._versions = dict(state.versions)
        self._shard = shard
        self._schemas = schemas
        # Recorded time never runs backwards, whatever a server's clock does.
        self.at = max(now, state.head.recorded_at)
        self.accepted: list[Work] = []
        self._entries: list[_Applied] = []
        self._created: set[tuple[str, str]] = set()
        self.owners: dict[str, list[Work]] = {}

    def apply(self, work: Work) -> DomainError | None:
        """Take the work into the batch, or say why it is refused; a refusal leaves no trace."""
        unit = work.unit
        self._book.begin()
        versions: dict[tuple[str, str], int] = {}
        created: set[tuple[str, str]] = set()
        entries: list[_Applied] = []
        try:
            for insert in unit.inserts:
                self._create((insert.collection, insert.document["_id"]), created)
                versions[(insert.collection, insert.document["_id"])] = 1
            for update in unit.updates:
                key = (update.collection, update.id)
                current = versions.get(key, self._versions.get(key))
                if current != update.expected_version:
                    raise VersionConflict(*key)
                versions[key] = current + 1
            for draft in unit.entries:
                self._create((ENTRIES, draft.id), created)
                entry = self._book.apply(draft, recorded_at=self.at)
                entries.append(_Applied(work, entry, draft.commitment))
            for claim in unit.idempotency:
                if isinstance(claim, IdempotencyClaim):
                    self._create((IDEMPOTENCY, claim.scope.id), created)
            for record in unit.audit:
                check_event(actor=record.actor, subject=record.subject, data=record.data)
        except (DomainError, ValueError) as refusal:
            self._book.drop()
            if isinstance(refusal, DomainError):
                return refusal
            raise
        self._book.keep()
        self._versions.update(versions)
        self._created |= created
        self._entries.extend(entries)
        self.accepted.append(work)
        return None

    def _create(self, key: tuple[str, str], created: set[tuple[str, str]]) -> None:
        if key in self._created or key in created:
            raise AlreadyExists(*key)
        created.add(key)

    def compose(
        self, key: LogKey, origin: str, *, token: str | None = None
    ) -> tuple[BatchWrites, Head, dict[Work, Committed], dict[str, tuple[Account, int]]]:
        """The writes, the head and accounts after them, and each work's result. ``token`` is what
        the head is known by from now on."""
        head = self._state.head
        leaves, results = self._leaves(head)
        tree = CompactRange(head.size, head.nodes).append(leaf["hash"] for leaf in leaves)
        checkpoint = head.checkpoint
        if leaves:
            checkpoint = sign_checkpoint(origin, tree.size, tree.root(), key)
        sequence = head.sequence + 1
        after = Head(tree.size, tree.nodes, sequence, self.at, checkpoint, token)
        writes = BatchWrites(
            shard=self._shard,
            expected_sequence=head.sequence,
            expected_token=head.token,
            head={
                **tree.to_document(),
                "sequence": sequence,
                "recorded_at": self.at,
                "checkpoint": checkpoint,
                "token": token,
            },
        )
        # Ids that people choose go first: a duplicate is then laid at its own unit's door.
        self._write_entries(writes, results)
        for work in self.accepted:
            self._write_unit(writes, work)
        accounts = self._write_balances(writes)
        self._write_log(writes, leaves, checkpoint, tree.size)
        committed = {
            work: Committed(self.at, sequence, results.get(work, {}), tree.size)
            for work in self.accepted
        }
        return writes, after, committed, accounts

    def _leaves(self, head: Head) -> tuple[list[Document], dict[Work, dict[str, int]]]:
        leaves: list[Document] = []
        results: dict[Work, dict[str, int]] = {}
        for applied in self._entries:
            entry = applied.entry
            applied.hash = sha256_hex(entry.canonical())
            leaf = entry_leaf(
                at=self.at,
                entry_id=entry.id,
                entry_hash=applied.hash,
                event=entry.event,
                subject=entry.subject,
                commitment=applied.commitment,
            )
            index = head.size + len(leaves)
            results.setdefault(applied.work, {})[entry.id] = index
            leaves.append(
                _leaf_document(
                    index,
                    leaf,
                    event_id=entry.id,
                    type=ENTRY_TYPE,
                    subject=entry.subject,
                    at=self.at,
                    shard=self._shard,
                )
            )
        for work in self.accepted:
            for event in work.events:
                leaf = event_leaf(
                    event_id=event["_id"],
                    at=event["at"],
                    event_type=event["type"],
                    actor=event["actor"],
                    subject=event["subject"],
                    data=event["data"],
                )
                index = head.size + len(leaves)
                leaves.append(
                    _leaf_document(
                        index,
                        leaf,
                        event_id=event["_id"],
                        type=event["type"],
                        subject=event["subject"],
                        at=event["at"],
                        shard=self._shard,
                    )
                )
        return leaves, results

    def _write_log(
        self, writes: BatchWrites, leaves: list[Document], checkpoint: str, size: int
    ) -> None:
        if leaves:
            self.owners[AUDIT_LOG] = [applied.work for applied in self._entries]
            self.owners[AUDIT_LOG] += [work for work in self.accepted for _ in work.events]
            writes.insert(AUDIT_LOG, leaves)
            writes.insert(AUDIT_CHECKPOINTS, [{"_id": size, "text": checkpoint, "at": self.at}])
        moved = [event["_id"] for work in self.accepted for event in work.events]
        if moved:
            writes.deletes[AUDIT_INBOX] = moved

    def _write_entries(self, writes: BatchWrites, results: dict[Work, dict[str, int]]) -> None:
        documents = [
            entry_document(
                applied.entry,
                sequence=writes.expected_sequence + 1,
                leaf_index=results[applied.work][applied.entry.id],
                entry_hash=applied.hash,
                shard=self._shard,
            )
            for applied in self._entries
        ]
        if documents:
            self.owners[ENTRIES] = [applied.work for applied in self._entries]
            writes.insert(ENTRIES, documents)

    def _write_balances(self, writes: BatchWrites) -> dict[str, tuple[Account, int]]:
        """Each balance is touched once a batch, however many entries move it."""
        after: dict[str, tuple[Account, int]] = {}
        opened_accounts: list[Document] = []
        changes: list[Document] = []
        for identifier in sorted(self._book.touched_accounts):
            account = self._book.accounts[identifier]
            known = self._state.accounts.get(identifier)
            if known is None:
                opened_accounts.append(account_document(account, version=1, shard=self._shard))
                after[identifier] = (account, 1)
                continue
            before, version = known
            # The fence says that what was judged by is what is there. Whoever could go below a
            # floor is asked once more; the id alone is found in two thirds of the time.
            found: Document = {"_id": identifier}
            if account.has_floor and account.available < before.available:
                found["version"] = version
            changes.append({"q": found, "u": {"$inc": account_change(before, account)}})
            after[identifier] = (account, version + 1)
        if opened_accounts:
            writes.insert(ACCOUNTS, opened_accounts)
        if changes:
            writes.update(ACCOUNTS, changes)
        holds = [self._book.holds[identifier] for identifier in sorted(self._book.touched_holds)]
        opened = {applied.entry.id for applied in self._entries}
        for hold in holds:
            document = hold_document(hold)
            if hold.entry_id in opened:
                writes.insert(HOLDS, [document])
            else:
                change = {"$set": {"state": document["state"], "resolved_by": hold.resolved_by}}
                writes.update(
                    HOLDS, [plain_update(hold.entry_id, change, only_if={"state": "open"})]
                )
        return after

    def _write_unit(self, writes: BatchWrites, work: Work) -> None:
        unit = work.unit
        for insert in unit.inserts:
            document = {
                **insert.document,
                "version": 1,
                "schema_version": self._schemas.get(insert.collection, 1),
                "shard": self._shard,
            }
            writes.insert(insert.collection, [document])
            self.owners.setdefault(insert.collection, []).append(work)
        for update in unit.updates:
            writes.update(
                update.collection,
                [
                    versioned_update(
                        update.id,
                        update.expected_version,
                        dict(update.set),
                        update.unset,
                        schema_version=self._schemas.get(update.collection, 1),
                    )
                ],
            )
        for item in unit.idempotency:
            if isinstance(item, IdempotencyClaim):
                form = self._schemas.get(IDEMPOTENCY, 1)
                writes.insert(IDEMPOTENCY, [_claim_document(item, self.at, form)])
                self.owners.setdefault(IDEMPOTENCY, []).append(work)
            else:
                change: Document = {
                    "$set": {"status": "done", "answer_status": item.status, "answer": item.body}
                }
                # The first answer stands: whoever finishes the request later changes nothing.
                running = {"status": "running"}
                writes.update(IDEMPOTENCY, [plain_update(item.id, change, only_if=running)])
        writes_outbox = [
            {
                "_id": message.id,
                "topic": message.topic,
                "key": message.key,
                "payload": dict(message.payload),
                "state": "new",
                "attempts": 0,
                "due_at": DUE_AT_ONCE,
                "created_at": self.at,
                "request_id": work.request_id,
                **({"traceparent": work.caller} if work.caller else {}),
            }
            for message in unit.outbox
        ]
        if writes_outbox:
            writes.insert(OUTBOX, writes_outbox)
            self.owners.setdefault(OUTBOX, []).extend([work] * len(writes_outbox))
        events = [
            {
                "_id": record.id,
                "type": record.type,
                "subject": record.subject,
                "actor": record.actor,
                "data": dict(record.data),
                "at": self.at,
            }
            for record in unit.audit
        ]
        if events:
            writes.insert(AUDIT_INBOX, events)
            self.owners.setdefault(AUDIT_INBOX, []).extend([work] * len(events))


def _leaf_document(
    index: int, leaf: bytes, *, event_id: str, type: str, subject: str, at: datetime, shard: str
) -> Document:
    """The fields beside the leaf are what it is searched by; all of them are also in the leaf."""
    return {
        "_id": index,
        "leaf": leaf,
        "hash": leaf_hash(leaf),
        "event_id": event_id,
        "type": type,
        "subject": subject,
        "at": at,
        "shard": shard,
    }


def _claim_document(claim: IdempotencyClaim, at: datetime, form: int) -> Document:
    return {
        "_id": claim.scope.id,
        "route": claim.scope.route,
        "body_hash": claim.body_hash,
        "subject": claim.subject,
        "status": "running",
        "lease_until": claim.lease_until,
        "created_at": at,
        "expires_at": at + timedelta(days=_IDEMPOTENCY_DAYS),
        "schema_version": form,
    }
