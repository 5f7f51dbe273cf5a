"""The rules of double entry. Pure: no database, no HTTP, no clock."""

from paymentus.ledger.domain.accounts import (
    Account,
    AccountClass,
    AccountId,
    Side,
    account_class_of,
    account_id,
)
from paymentus.ledger.domain.entries import (
    EntryDraft,
    EntryKind,
    JournalEntry,
    Posting,
    UnbalancedEntry,
    credit,
    debit,
)
from paymentus.ledger.domain.rules import Book, Hold, HoldState, LedgerRefusal

__all__ = [
    "Account",
    "AccountClass",
    "AccountId",
    "Book",
    "EntryDraft",
    "EntryKind",
    "Hold",
    "HoldState",
    "JournalEntry",
    "LedgerRefusal",
    "Posting",
    "Side",
    "UnbalancedEntry",
    "account_class_of",
    "account_id",
    "credit",
    "debit",
]
