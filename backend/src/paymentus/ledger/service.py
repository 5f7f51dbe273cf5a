"""Asking the ledger: balances, entries, the trial balance, and the proof of all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.errors import DomainError, NotFound
from paymentus.foundation.mongo import Document
from paymentus.ledger.domain import (
    Account,
    AccountId,
    EntryKind,
    Hold,
    HoldState,
    JournalEntry,
    Side,
    account_class_of,
)
from paymentus.ledger.domain.rules import replay
from paymentus.ledger.repository import (
    LedgerRepository,
    account_of,
    entry_of,
    fields_that_follow,
    hold_of,
)


class AccountNotFound(NotFound):
    """Nothing was ever posted to this ledger account."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry with its place in the audit log."""

    entry: JournalEntry
    sequence: int
    leaf_index: int


@dataclass(frozen=True, slots=True)
class Balance:
    """Minor units on the account's normal side, as of a moment."""

    account_id: AccountId
    currency: str
    balance_minor: int
    debits_minor: int
    credits_minor: int


@dataclass(slots=True)
class Verification:
    """What ``ledger verify`` found. ``problems`` names each thing tampered with."""

    entries: int = 0
    accounts: int = 0
    trial_balance: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        return not self.problems


class LedgerService:
    def __init__(self, repository: LedgerRepository) -> None:
        self._repository = repository

    async def accounts(
        self, *, kind: str | None = None, after: AccountId | None = None, limit: int = 100
    ) -> list[Account]:
        return await self._repository.accounts(kind=kind, after=after, limit=limit)

    async def balance(
        self, account_id: AccountId, *, as_of: datetime | None = None, by: str = "effective"
    ) -> Balance:
        """Posted balance now, or as of a time by ``effective`` or ``recorded`` date."""
        account = await self._repository.account(account_id)
        if account is None:
            raise AccountNotFound(f"Nothing was ever posted to {account_id}.")
        debits, credits = account.debits_posted, account.credits_posted
        if as_of is not None:
            debits, credits = await self._repository.balance_as_of(account_id, as_of, by=f"{by}_at")
        net = debits - credits
        if account_class_of(account_id).normal_side is Side.CREDIT:
            net = -net
        return Balance(account_id, account.currency, net, debits, credits)

    async def entries(
        self,
        *,
        subject: str | None = None,
        account: AccountId | None = None,
        before_leaf: int | None = None,
        limit: int = 100,
    ) -> list[Recorded]:
        rows = await self._repository.entries(
            subject=subject, account=account, before_sequence=before_leaf, limit=limit
        )
        return [Recorded(*row) for row in rows]

    async def trial_balance(self) -> list[Document]:
        return await self._repository.trial_balance()

    async def imbalance(self) -> dict[str, int]:
        """Debits minus credits per currency over all accounts; every figure must be 0."""
        totals: dict[str, int] = {}
        for row in await self._repository.trial_balance():
            currency = row["_id"]["currency"]
            net = row["debits_posted"] - row["credits_posted"]
            totals[currency] = totals.get(currency, 0) + net
        return totals

    async def verify(
        self,
        witnessed: AsyncIterator[tuple[str, str, int]],
        progress: Callable[[int], None] = lambda _: None,
    ) -> Verification:
        """Prove every balance and the whole trial balance from the entries alone.

        ``witnessed`` yields (entry id, entry hash, place) of every ledger leaf of the audit log.
        Each entry must be balanced and hash to what its leaf says, each leaf must have its entry,
        and what is stored beside an entry's content must follow from it. Balances and holds are
        re-derived by replay and compared with what is stored. ``paymentus audit verify`` proves
        the log itself.
        """
        found = Verification()
        leaves: dict[str, Leaf] = {}
        async for entry_id, entry_hash, index in witnessed:
            if entry_id in leaves:
                found.problems.append(f"entry {entry_id}: the audit log has two leaves for it")
            leaves[entry_id] = entry_hash, index
        entries: list[JournalEntry] = []
        async for document in self._repository.stored_entries():
            found.entries += 1
            leaf = leaves.pop(_name(document), None)
            entry = readable_entry(document, leaf, found.problems)
            if entry is not None:
                entries.append(entry)
            progress(1)
        found.problems += [
            f"entry {missing}: the audit log has it, the ledger does not" for missing in leaves
        ]
        await self._compare_balances(entries, found)
        await self._compare_holds(entries, found)
        for currency, net in found.trial_balance.items():
            if net:
                found.problems.append(f"trial balance {currency}: off by {net} minor units")
        return found

    async def _compare_balances(self, entries: list[JournalEntry], found: Verification) -> None:
        derived: dict[AccountId, Account] | None = None
        try:
            derived = dict(replay(entries))
        except ValueError as error:
            found.problems.append(f"balances cannot be derived from the entries: {error}")
        async for document in self._repository.stored_accounts():
            found.accounts += 1
            expected = None
            if derived is not None:
                expected = derived.pop(_name(document), Account(_name(document)))
            try:
                stored = account_of(document)
                problem = account_problem(document, stored, expected)
                net = stored.debits_posted - stored.credits_posted
            except UNREADABLE as error:
                problem, net = f"{type(error).__name__}: {error}", 0
            if problem:
                found.problems.append(f"account {document['_id']}: {problem}")
            currency = str(document.get("currency"))
            found.trial_balance[currency] = found.trial_balance.get(currency, 0) + net
        found.problems += [f"account {missing}: its balance is gone" for missing in derived or ()]

    async def _compare_holds(self, entries: list[JournalEntry], found: Verification) -> None:
        expected = {
            entry.id: Hold(entry.id, entry.postings, entry.expires_at)
            for entry in entries
            if entry.kind is EntryKind.PENDING
        }
        for entry in entries:
            if entry.pending_id not in expected:
                continue
            hold = expected[entry.pending_id]
            posts = entry.kind is EntryKind.POST_PENDING
            state = HoldState.POSTED if posts else HoldState.VOIDED
            expected[hold.entry_id] = replace(hold, state=state, resolved_by=entry.id)
            if entry.postings != hold.postings:
                found.problems.append(
                    f"entry {entry.id}: it does not move what {hold.entry_id} had reserved"
                )
        async for document in self._repository.stored_holds():
            problem = hold_problem(document, expected.pop(_name(document), None))
            if problem:
                found.problems.append(f"hold {document['_id']}: {problem}")
        found.problems += [f"hold {missing}: its document is gone" for missing in expected]


_TOTALS = ("debits_posted", "credits_posted", "debits_pending", "credits_pending")

# What reading a document that was tampered with may raise.
UNREADABLE = (DomainError, ValueError, KeyError, TypeError, AttributeError)


Leaf = tuple[str, int]
"""An entry's hash as its leaf has it, and the leaf's place in the log."""


def _name(document: Document) -> str:
    """The id as text, whatever was put there: MongoDB takes documents as ids."""
    name = document["_id"]
    return name if isinstance(name, str) else repr(name)


def readable_entry(
    document: Document, leaf: Leaf | None, problems: list[str]
) -> JournalEntry | None:
    """The entry as stored, with what is wrong with it added to ``problems``; None when it cannot
    be read at all. ``leaf`` is None when the audit log has none for it."""
    try:
        entry = entry_of(document)
        entry_hash = sha256_hex(entry.canonical())
    except UNREADABLE as error:
        problems.append(f"entry {document['_id']}: {type(error).__name__}: {error}")
        return None
    texts = (entry.id, entry.event, entry.subject, entry.description)
    references = [id for id in (entry.pending_id, entry.corrects) if id is not None]
    if not all(isinstance(text, str) for text in (*texts, *references)):
        problems.append(f"entry {entry.id}: an id or a text in it is not text")
        return None
    if leaf is None:
        problems.append(f"entry {entry.id}: the audit log has no leaf for it")
    elif entry_hash != leaf[0]:
        problems.append(f"entry {entry.id}: its content is not what was recorded")
    else:
        problems += [
            f"entry {entry.id}: stored {name} does not follow from its content"
            for name, expected in fields_that_follow(entry, entry_hash, leaf[1]).items()
            if document.get(name) != expected or isinstance(document.get(name), float | bool)
        ]
    return entry


def account_problem(document: Document, stored: Account, expected: Account | None) -> str | None:
    """What is wrong with a stored balance beside the one the entries make (None: unknown)."""
    if any(isinstance(document[name], float | bool) for name in _TOTALS):
        return "a running total is not stored as a whole number"
    if expected is not None and stored != expected:
        return (
            f"stored balance {stored.posted} "
            f"(pending {stored.debits_pending}/{stored.credits_pending}), "
            f"the entries say {expected.posted} "
            f"(pending {expected.debits_pending}/{expected.credits_pending})"
        )
    said = (document["class"], document["currency"])
    if said != (stored.account_class.value, stored.currency):
        return f"stored as {' in '.join(map(str, said))}, which is not what its name says"
    return None


def hold_problem(document: Document, expected: Hold | None) -> str | None:
    """What is wrong with a stored hold beside the one the entries make (None: there is none)."""
    says = expected.state.value if expected else "there is no such pending entry"
    if expected is None or document.get("state") != expected.state.value:
        return f"stored as {document.get('state')}, the entries say {says}"
    try:
        stored = hold_of(document)
    except UNREADABLE as error:
        return f"{type(error).__name__}: {error}"
    if stored != expected:
        return "it does not reserve what its entry says, or is not resolved by the entry that did"
    return None
