"""The short form of ``make properties`` for the ledger, and what shows that it would see a bug."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from paymentus.ledger.domain import Book, EntryDraft, EntryKind, Hold, JournalEntry, Posting
from paymentus.ledger.domain.rules import HoldState
from properties.ledger_machine import LedgerWorld
from properties.machines import Tally, run_world, run_worlds, seeds_of

from support.figures import Figures

SEED = 20261123
WORLDS = 80


class Floorless(Book):
    """Checks no floor."""

    def _move(self, postings: tuple[Posting, ...], **how: Any) -> None:
        super()._move(postings, **{**how, "check": False})


class Hasty(Book):
    """Judges each posting alone instead of the entry as a whole."""

    def _move(
        self, postings: tuple[Posting, ...], *, posted: int, pending: int, check: bool = True
    ) -> None:
        for posting in postings:
            super()._move((posting,), posted=posted, pending=pending, check=check)


class KeepsHolds(Book):
    """Posts a hold's money and does not let the hold go."""

    def _move(self, postings: tuple[Posting, ...], **how: Any) -> None:
        if how["posted"] and how["pending"]:
            how["pending"] = 0
        super()._move(postings, **how)


class Forgetful(Book):
    """Takes a refused unit back except for its holds."""

    def drop(self) -> None:
        self._undo_holds = {}
        super().drop()


class PostsTwice(Book):
    """A hold that was posted may be posted again."""

    def _resolve(self, draft: EntryDraft, recorded_at: datetime) -> JournalEntry:
        hold = self.holds.get(draft.pending_id or "")
        if hold and hold.state is HoldState.POSTED and draft.kind is EntryKind.POST_PENDING:
            self.holds[hold.entry_id] = replace(hold, state=HoldState.OPEN)
        return super()._resolve(draft, recorded_at)


class VoidsAsPosts(Book):
    """One void in seven moves the money after all."""

    def _resolve(self, draft: EntryDraft, recorded_at: datetime) -> JournalEntry:
        if draft.kind is EntryKind.VOID_PENDING and int(draft.id[4:]) % 7 == 0:
            draft = replace(draft, kind=EntryKind.POST_PENDING)
        return super()._resolve(draft, recorded_at)


class LosesACent(Book):
    """Takes one minor unit off every hold above 100.00 when it is kept."""

    def _set_hold(self, hold: Hold) -> None:
        first, *others = hold.postings
        if first.amount_minor > 10_000:
            first = replace(first, amount_minor=first.amount_minor - 1)
        super()._set_hold(replace(hold, postings=(first, *others)))


class UndoesTooMuch(Book):
    """Takes back what the unit before wrote, too."""

    def begin(self) -> None:
        kept: Mapping[str, Any] = dict(self._undo_accounts)
        super().begin()
        self._undo_accounts.update(kept)


BROKEN = (
    Floorless, Hasty, KeepsHolds, Forgetful, PostsTwice, VoidsAsPosts, LosesACent, UndoesTooMuch,
)  # fmt: skip


class TestTheLedgersRules:
    def test_hold_after_every_step(self, figures: Figures) -> None:
        tally = Tally()

        broken = run_worlds("ledger", seeds_of(SEED, 0, WORLDS), tally)

        figures.add(
            f"{tally.steps:,} seeded steps of the ledger's rules, {tally.entries:,} entries",
            steps=tally.steps,
            violations=len(broken),
            seed=SEED,
        )
        assert broken == []
        assert tally.entries > tally.steps // 2


class TestTheMachine:
    @pytest.mark.parametrize("rules", BROKEN, ids=lambda rules: rules.__name__)
    def test_sees_a_broken_rule_and_says_how_to_see_it_again(self, rules: type[Book]) -> None:
        def make(seed: str) -> LedgerWorld:
            return LedgerWorld(seed, rules)

        broken = run_worlds("ledger", seeds_of(SEED, 0, 12), Tally(), make=make)

        assert broken
        assert run_world("ledger", broken[0].seed, Tally(), make=make) == broken[0]
        assert f"--replay ledger {broken[0].seed}" in str(broken[0])

    def test_takes_the_same_steps_from_the_same_seed(self) -> None:
        first, second = Tally(), Tally()
        run_world("ledger", "7.7", first)
        run_world("ledger", "7.7", second)

        assert (first, first.worlds) == (second, 1)
