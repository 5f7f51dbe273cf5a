"""Journal entries: balanced by construction, never changed.

Three kinds reserve and release: ``pending`` takes a hold, ``post_pending`` turns
it into money moved, ``void_pending`` lets it go (the payer gave up, the
processor declined, or the hold ran out). Everything else is ``posted``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from paymentus.foundation.clock import rfc3339
from paymentus.foundation.errors import Rejected
from paymentus.foundation.money import is_whole
from paymentus.ledger.domain.accounts import CHART, AccountId, Side


class UnbalancedEntry(Rejected):
    """Debits and credits differ in at least one currency."""


class NonPositivePosting(Rejected):
    """A posting moves a positive number of minor units; its side says which way."""


class UnknownAccount(Rejected):
    """The account's kind is not in the chart, or its currency is not the posting's."""


class EntryKind(StrEnum):
    POSTED = "posted"
    PENDING = "pending"
    POST_PENDING = "post_pending"
    VOID_PENDING = "void_pending"


@dataclass(frozen=True, slots=True)
class Posting:
    account_id: AccountId
    side: Side
    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        if not is_whole(self.amount_minor) or self.amount_minor <= 0:
            raise NonPositivePosting(f"{self.account_id}: {self.amount_minor!r}")
        parts = self.account_id.split("/", 2)
        if len(parts) < 3 or parts[0] not in CHART or not parts[1] or parts[2] != self.currency:
            raise UnknownAccount(f"{self.account_id} in {self.currency}")


def debit(account: AccountId, amount_minor: int) -> Posting:
    return Posting(account, Side.DEBIT, amount_minor, account.rsplit("/", 1)[1])


def credit(account: AccountId, amount_minor: int) -> Posting:
    return Posting(account, Side.CREDIT, amount_minor, account.rsplit("/", 1)[1])


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry as a use case asks for it; commit stamps when it was recorded.

    ``id`` is made by whoever starts the act, so a retry meets itself. ``event`` is
    the business fact (``payment.succeeded``), ``subject`` what it is about.
    ``post_pending`` and ``void_pending`` name their hold and carry no postings.
    ``commitment`` is a keyed hash of facts that stay out of the log.
    """

    id: str
    kind: EntryKind
    event: str
    subject: str
    description: str
    effective_at: datetime
    postings: tuple[Posting, ...] = ()
    pending_id: str | None = None
    expires_at: datetime | None = None
    corrects: str | None = None
    commitment: str | None = None

    def __post_init__(self) -> None:
        resolves = self.kind in (EntryKind.POST_PENDING, EntryKind.VOID_PENDING)
        if resolves != (self.pending_id is not None) or resolves == bool(self.postings):
            raise Rejected(f"{self.id}: a {self.kind.value} entry is not shaped so.")
        if not is_balanced(self.postings):
            raise UnbalancedEntry(self.id)

    def recorded(self, *, at: datetime, postings: tuple[Posting, ...]) -> JournalEntry:
        """The entry as it is kept. ``postings`` are the hold's own when it resolves one."""
        return JournalEntry(
            id=self.id,
            kind=self.kind,
            event=self.event,
            subject=self.subject,
            description=self.description,
            effective_at=self.effective_at,
            recorded_at=at,
            postings=postings,
            pending_id=self.pending_id,
            expires_at=self.expires_at,
            corrects=self.corrects,
        )


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """An entry that has happened. Equality of debits and credits is checked on reading too."""

    id: str
    kind: EntryKind
    event: str
    subject: str
    description: str
    effective_at: datetime
    recorded_at: datetime
    postings: tuple[Posting, ...]
    pending_id: str | None = None
    expires_at: datetime | None = None
    corrects: str | None = None

    def __post_init__(self) -> None:
        if not self.postings or not is_balanced(self.postings):
            raise UnbalancedEntry(self.id)

    def canonical(self) -> dict[str, Any]:
        """What the leaf's ``entry_hash`` is the SHA-256 of (as canonical JSON)."""
        return {
            "corrects": self.corrects,
            "description": self.description,
            "effective_at": rfc3339(self.effective_at),
            "event": self.event,
            "expires_at": None if self.expires_at is None else rfc3339(self.expires_at),
            "id": self.id,
            "kind": self.kind.value,
            "pending_id": self.pending_id,
            "postings": [
                [p.account_id, p.side.value, p.amount_minor, p.currency] for p in self.postings
            ],
            "recorded_at": rfc3339(self.recorded_at),
            "subject": self.subject,
        }


def reversal(
    entry: JournalEntry, *, id: str, effective_at: datetime, description: str
) -> EntryDraft:
    """The correction of a posted entry: the same postings on the other side, naming it."""
    if entry.kind not in (EntryKind.POSTED, EntryKind.POST_PENDING):
        raise Rejected("Only an entry that moved money can be reversed; void a pending one.")
    return EntryDraft(
        id=id,
        kind=EntryKind.POSTED,
        event="ledger.correction",
        subject=entry.subject,
        description=description,
        effective_at=effective_at,
        postings=tuple(
            Posting(p.account_id, p.side.opposite(), p.amount_minor, p.currency)
            for p in entry.postings
        ),
        corrects=entry.id,
    )


def is_balanced(postings: Sequence[Posting]) -> bool:
    if not postings:
        return True
    first, net = postings[0].currency, 0
    for posting in postings:
        if posting.currency != first:
            return _is_balanced_in_each(postings)
        net += posting.amount_minor if posting.side is Side.DEBIT else -posting.amount_minor
    return net == 0


def _is_balanced_in_each(postings: Iterable[Posting]) -> bool:
    totals: dict[str, int] = {}
    for posting in postings:
        amount = posting.amount_minor if posting.side is Side.DEBIT else -posting.amount_minor
        totals[posting.currency] = totals.get(posting.currency, 0) + amount
    return not any(totals.values())
