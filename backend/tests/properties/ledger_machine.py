"""Seeded random steps against the ledger's rules, judged by the model after each.

A step is one unit of work of one to three entries, as ``commit`` applies it: whole or not at all.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from paymentus.foundation.errors import DomainError, Rejected
from paymentus.ledger.domain import (
    Book,
    EntryDraft,
    EntryKind,
    JournalEntry,
    Posting,
    Side,
    account_id,
)
from paymentus.ledger.domain.entries import reversal
from paymentus.ledger.domain.rules import replay
from properties.ledger_model import NEVER_NEGATIVE, LedgerModel, Move
from properties.violations import Violation, require

BEGAN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
CURRENCIES = ("USD", "JPY")
NAMES = (
    ("processor_receivable", "stripe"), ("bank", "operating"), ("biller_receivable", "b1"),
    ("biller_payable", "b1"), ("biller_payable", "b2"), ("customer_credit", "c1"),
    ("fee_income", "platform"), ("disputes_held", "stripe"),
)  # fmt: skip
ACCOUNTS = {c: tuple(account_id(kind, owner, c) for kind, owner in NAMES) for c in CURRENCIES}
SIDES = (Side.DEBIT, Side.CREDIT)

Rules = Callable[[], Book]


class LedgerWorld:
    """One small ledger from its first entry on. ``rules`` makes the book under test."""

    def __init__(self, seed: str, rules: Rules = Book) -> None:
        self._random = random.Random(seed)
        self._book = rules()
        self._model = LedgerModel()
        self._now = BEGAN
        self._number = 0
        self.entries = 0
        self._journal: list[JournalEntry] = []
        self._pending: list[tuple[str, datetime]] = []
        self._snapshot: tuple[int, dict[str, list[int]]] = (0, {})
        self._acts = (
            *[self._post] * 4, *[self._hold] * 4, *[self._end] * 5, self._expire, self._correct,
            *[self._several] * 2, self._malformed,
        )  # fmt: skip

    def step(self) -> None:
        """One act and every invariant after it; raises ``Violation``."""
        self._now += SECOND
        self._acts[int(self._random.random() * len(self._acts))]()
        self._check()
        if self._random.random() < 0.004:
            self._check_replay()

    def finish(self) -> None:
        """What must hold of the whole journal."""
        self._check_replay()

    # -- acts

    def _post(self) -> None:
        moves = self._moves()
        self._apply([(self._draft(EntryKind.POSTED, moves), self._model.post(moves, held=False))])

    def _hold(self) -> None:
        moves = self._moves()
        draft = self._draft(EntryKind.PENDING, moves, expires_at=self._now + HOUR / 60)
        refusal = self._model.hold(draft.id, moves)
        self._apply([(draft, refusal)])
        self._pending.append((draft.id, self._now + HOUR / 60))

    def _end(self) -> None:
        """Post or void a hold, perhaps one that has ended, was refused or never was."""
        recent = self._pending[-12:]
        id = recent[int(self._random.random() * len(recent))][0] if recent else "ent_none"
        posts = self._random.random() < 0.6
        kind = EntryKind.POST_PENDING if posts else EntryKind.VOID_PENDING
        refusal = self._model.end_hold(id, posts=posts)
        self._apply([(self._draft(kind, (), pending_id=id), refusal)])

    def _expire(self) -> None:
        """Let go of what ran out, oldest first, as the job does."""
        due = [id for id, until in self._pending if until <= self._now][:2]
        self._pending = [row for row in self._pending if row[0] not in due]
        for id in due:
            refusal = self._model.end_hold(id, posts=False)
            self._apply([(self._draft(EntryKind.VOID_PENDING, (), pending_id=id), refusal)])

    def _correct(self) -> None:
        if not self._journal:
            return
        entry = self._journal[int(self._random.random() * len(self._journal))]
        try:
            draft = reversal(entry, id=self._id(), effective_at=self._now, description="wrong")
        except Rejected:
            require(entry.kind in (EntryKind.PENDING, EntryKind.VOID_PENDING), "refused", entry)
            return
        require(entry.kind in (EntryKind.POSTED, EntryKind.POST_PENDING), "reversed", entry)
        require(draft.corrects == entry.id, "a correction names its entry", draft)
        other = {"debit": "credit", "credit": "debit"}
        moves = [(p.account_id, other[p.side], p.amount_minor) for p in entry.postings]
        self._apply([(draft, self._model.post(moves, held=False))])

    def _several(self) -> None:
        """A unit of several entries; when the model refuses one, it takes back the others."""
        kept = {account: list(row) for account, row in self._model.sums.items()}
        holds = dict(self._model.holds)
        unit = []
        for _ in range(2 + int(self._random.random() * 2)):
            moves = self._moves()
            if self._random.random() < 0.5:
                draft = self._draft(EntryKind.PENDING, moves, expires_at=self._now + HOUR)
                unit.append((draft, self._model.hold(draft.id, moves)))
            else:
                draft = self._draft(EntryKind.POSTED, moves)
                unit.append((draft, self._model.post(moves, held=False)))
            if unit[-1][1]:
                self._model.sums, self._model.holds = kept, holds
                break
        else:
            self._pending.extend(
                (draft.id, self._now + HOUR) for draft, _ in unit if draft.expires_at
            )
        self._apply(unit)

    def _malformed(self) -> None:
        """Entries that cannot be: no such value comes into being."""
        moves = self._moves()
        which = int(self._random.random() * 5)
        account, side, amount = moves[0]
        try:
            if which == 0:
                self._draft(EntryKind.POSTED, [(account, side, amount + 1), *moves[1:]])
            elif which == 1:
                self._draft(EntryKind.POSTED, [(account, side, -amount), *moves[1:]])
            elif which == 2:
                self._draft(EntryKind.PENDING, ())
            elif which == 3:
                self._draft(EntryKind.POST_PENDING, moves, pending_id="ent_1")
            else:
                self._draft(EntryKind.POSTED, [("biller_payable/b9/EUR", side, amount), *moves[1:]])
        except Rejected:
            return
        raise Violation(f"a malformed entry came into being ({which}): {moves}")

    # -- making and applying

    def _moves(self) -> list[Move]:
        """Balanced: some debits in one currency and credits of the same sum."""
        rng = self._random.random
        accounts = ACCOUNTS[CURRENCIES[rng() < 0.2]]
        total = 2 + int(rng() * rng() * 20_000)
        side, other = SIDES if rng() < 0.5 else SIDES[::-1]
        count = len(accounts)
        if rng() < 0.7:
            return [
                (accounts[int(rng() * count)], side, total),
                (accounts[int(rng() * count)], other, total),
            ]
        part = 1 + int(rng() * (total - 1))
        return [
            (accounts[int(rng() * count)], side, total),
            (accounts[int(rng() * count)], other, part),
            (accounts[int(rng() * count)], other, total - part),
        ]

    def _id(self) -> str:
        self._number += 1
        return f"ent_{self._number}"

    def _draft(
        self,
        kind: EntryKind,
        moves: list[Move] | tuple[Move, ...],
        *,
        pending_id: str | None = None,
        expires_at: datetime | None = None,
    ) -> EntryDraft:
        return EntryDraft(
            id=self._id(),
            kind=kind,
            event="test.moved",
            subject="pay_1",
            description="a step",
            effective_at=self._now,
            postings=tuple(
                Posting(account, Side(side), amount, account[-3:])
                for account, side, amount in moves
            ),
            pending_id=pending_id,
            expires_at=expires_at,
        )

    def _apply(self, unit: list[tuple[EntryDraft, str | None]]) -> None:
        """Apply as ``commit`` does, and compare each decision with the model's."""
        book, made = self._book, []
        book.begin()
        for draft, expected in unit:
            try:
                made.append(book.apply(draft, recorded_at=self._now))
                decided = None
            except DomainError as refusal:
                decided = type(refusal).__name__
            if decided != expected:
                raise Violation(f"{draft.id} {draft.kind}: {decided}, the model says {expected}")
            if decided is not None:
                book.drop()
                return
        book.keep()
        self._journal += made
        self.entries += len(made)
        for entry in made:
            require(entry.recorded_at == self._now, "recorded when it was", entry)

    # -- invariants

    def _check(self) -> None:
        balance: dict[str, int] = {}
        held: dict[str, int] = {}
        accounts = self._book.accounts
        sums = self._model.sums
        for id, account in accounts.items():
            row = [
                account.debits_posted, account.credits_posted,
                account.debits_pending, account.credits_pending,
            ]  # fmt: skip
            if row != sums.get(id, [0, 0, 0, 0]):
                raise Violation(f"{id} has {row}, the model has {sums.get(id)}")
            currency = id[-3:]
            balance[currency] = balance.get(currency, 0) + row[0] - row[1]
            held[currency] = held.get(currency, 0) + row[2] - row[3]
            if id.partition("/")[0] in NEVER_NEGATIVE and account.available < 0:
                raise Violation(f"{id} is below zero: {account.available}")
        if any(balance.values()) or any(held.values()):
            raise Violation(f"debits and credits differ: {balance}, held {held}")
        if len(accounts) < len(sums) and any(any(sums[id]) for id in sums.keys() - accounts.keys()):
            raise Violation("an account is missing")

    def _check_replay(self) -> None:
        """Balances are what the entries say, whatever their order, now and as of before."""
        journal = self._journal
        self._compare(replay(self._random.sample(journal, len(journal))), self._model.sums)
        count, then = self._snapshot
        self._compare(replay(journal[:count]), then)
        self._snapshot = (len(journal), {id: list(row) for id, row in self._model.sums.items()})
        states = {id: state for id, (_, state) in self._model.holds.items()}
        require(
            states == {id: hold.state.value for id, hold in self._book.holds.items()},
            "holds are what the model says",
        )

    def _compare(self, accounts: object, sums: dict[str, list[int]]) -> None:
        found = {
            account.id: [
                account.debits_posted, account.credits_posted,
                account.debits_pending, account.credits_pending,
            ]
            for account in dict(accounts).values()  # type: ignore[call-overload]
        }  # fmt: skip
        wanted = {id: row for id, row in sums.items() if any(row) or id in found}
        require(found == wanted, "balances from the entries alone", found, wanted)
