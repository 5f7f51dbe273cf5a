"""Posting rules as a pure, deterministic step: (book, entry) -> book, or a refusal that is a fact.

``Book`` is the part of the ledger a batch touches, in memory. Entries are applied
in order, each judged by the balances it would really meet; a refused one leaves
the book as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from paymentus.foundation.errors import Conflict
from paymentus.ledger.domain.accounts import Account, AccountId, Side
from paymentus.ledger.domain.entries import EntryDraft, EntryKind, JournalEntry, Posting


class LedgerRefusal(Conflict):
    """The ledger does not accept this entry."""


class WouldGoBelowFloor(LedgerRefusal):
    """The account's available balance would go below zero."""


class HoldNotFound(LedgerRefusal):
    """There is no pending entry of this id."""


class HoldAlreadyPosted(LedgerRefusal):
    """The hold has become money moved."""


class HoldAlreadyVoided(LedgerRefusal):
    """The hold was let go."""


class HoldState(StrEnum):
    OPEN = "open"
    POSTED = "posted"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Hold:
    """A pending entry and what became of it. The last moment to use it is ``expires_at``."""

    entry_id: str
    postings: tuple[Posting, ...]
    expires_at: datetime | None
    state: HoldState = HoldState.OPEN
    resolved_by: str | None = None


class Book:
    """Accounts and holds with changes layered over what was read.

    ``begin``/``keep``/``drop`` bracket one unit of work, so that a unit refused at
    its third entry takes its first two back.
    """

    def __init__(self, accounts: Iterable[Account] = (), holds: Iterable[Hold] = ()) -> None:
        self.accounts: dict[AccountId, Account] = {account.id: account for account in accounts}
        self.holds: dict[str, Hold] = {hold.entry_id: hold for hold in holds}
        self.touched_accounts: set[AccountId] = set()
        self.touched_holds: set[str] = set()
        self._undo_accounts: dict[AccountId, Account | None] = {}
        self._undo_holds: dict[str, Hold | None] = {}

    def begin(self) -> None:
        self._undo_accounts = {}
        self._undo_holds = {}

    def keep(self) -> None:
        self.touched_accounts |= self._undo_accounts.keys()
        self.touched_holds |= self._undo_holds.keys()

    def drop(self) -> None:
        _restore(self.accounts, self._undo_accounts)
        _restore(self.holds, self._undo_holds)

    def apply(self, draft: EntryDraft, *, recorded_at: datetime) -> JournalEntry:
        """Apply one entry; raises a :class:`LedgerRefusal` named as the fact."""
        if draft.kind is EntryKind.POSTED:
            self._move(draft.postings, posted=1, pending=0)
            return draft.recorded(at=recorded_at, postings=draft.postings)
        if draft.kind is EntryKind.PENDING:
            self._move(draft.postings, posted=0, pending=1)
            self._set_hold(Hold(draft.id, draft.postings, draft.expires_at))
            return draft.recorded(at=recorded_at, postings=draft.postings)
        return self._resolve(draft, recorded_at)

    def _resolve(self, draft: EntryDraft, recorded_at: datetime) -> JournalEntry:
        hold = self.holds.get(draft.pending_id or "")
        if hold is None:
            raise HoldNotFound(draft.pending_id or "")
        if hold.state is HoldState.POSTED:
            raise HoldAlreadyPosted(hold.entry_id)
        if hold.state is HoldState.VOIDED:
            raise HoldAlreadyVoided(hold.entry_id)
        posts = draft.kind is EntryKind.POST_PENDING
        # Limits were checked when the hold was taken, so posting it cannot be refused.
        self._move(hold.postings, posted=1 if posts else 0, pending=-1, check=False)
        state = HoldState.POSTED if posts else HoldState.VOIDED
        self._set_hold(replace(hold, state=state, resolved_by=draft.id))
        return draft.recorded(at=recorded_at, postings=hold.postings)

    def _move(
        self, postings: tuple[Posting, ...], *, posted: int, pending: int, check: bool = True
    ) -> None:
        for posting in postings:
            before = self.accounts.get(posting.account_id) or Account(posting.account_id)
            self._set_account(moved(before, posting, posted=posted, pending=pending))
        if check:
            # Judged after the whole entry: its postings happen at one moment.
            for posting in postings:
                account = self.accounts[posting.account_id]
                if account.has_floor and _lowers(account, posting) and account.available < 0:
                    raise WouldGoBelowFloor(f"{account.id} would be short by {-account.available}.")

    def _set_account(self, account: Account) -> None:
        self._undo_accounts.setdefault(account.id, self.accounts.get(account.id))
        self.accounts[account.id] = account

    def _set_hold(self, hold: Hold) -> None:
        self._undo_holds.setdefault(hold.entry_id, self.holds.get(hold.entry_id))
        self.holds[hold.entry_id] = hold


def _lowers(account: Account, posting: Posting) -> bool:
    return posting.side is not account.account_class.normal_side


def _restore(current: dict[str, Any], undo: Mapping[str, Any]) -> None:
    for key, before in undo.items():
        if before is None:
            del current[key]
        else:
            current[key] = before


def moved(account: Account, posting: Posting, *, posted: int, pending: int) -> Account:
    """The account after one posting; ``posted`` and ``pending`` are -1, 0 or 1."""
    settled, held = posted * posting.amount_minor, pending * posting.amount_minor
    if posting.side is Side.DEBIT:
        return Account(
            account.id,
            account.debits_posted + settled,
            account.credits_posted,
            account.debits_pending + held,
            account.credits_pending,
        )
    return Account(
        account.id,
        account.debits_posted,
        account.credits_posted + settled,
        account.debits_pending,
        account.credits_pending + held,
    )


def replay(entries: Iterable[JournalEntry]) -> Mapping[AccountId, Account]:
    """Balances re-derived from the entries alone, in any order: what ``ledger verify`` compares."""
    accounts: dict[AccountId, Account] = {}
    steps = {
        EntryKind.POSTED: (1, 0),
        EntryKind.PENDING: (0, 1),
        EntryKind.POST_PENDING: (1, -1),
        EntryKind.VOID_PENDING: (0, -1),
    }
    totals: dict[AccountId, list[int]] = {}
    for entry in entries:
        posted, pending = steps[entry.kind]
        for posting in entry.postings:
            row = totals.setdefault(posting.account_id, [0, 0, 0, 0])
            offset = 0 if posting.side is Side.DEBIT else 1
            row[offset] += posted * posting.amount_minor
            row[2 + offset] += pending * posting.amount_minor
    for identifier, row in totals.items():
        accounts[identifier] = Account(identifier, row[0], row[1], row[2], row[3])
    return accounts
