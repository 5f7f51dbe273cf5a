"""What the pass over the log says of each thing that does not fit, and what it goes on with."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from audit.building import STARTED_AT, a_leaf
from paymentus.audit.domain.derivation import Derivation
from paymentus.audit.domain.leaf import event_leaf, log_entry
from paymentus.audit.domain.tree import CompactRange, leaf_hash
from paymentus.audit.repository import entry_to_document
from paymentus.foundation.clock import parse_rfc3339, rfc3339

SECOND = timedelta(seconds=1)
BYTES = "stored bytes do not hash to its leaf"


def stored(index: int, **changes: Any) -> dict[str, Any]:
    document = entry_to_document(log_entry(index=index, leaf=a_leaf(index), at=STARTED_AT))
    return document | changes


def root(size: int) -> bytes:
    return CompactRange().append([leaf_hash(a_leaf(index)) for index in range(size)]).root()


def tiled(index: int) -> bytes:
    return leaf_hash(a_leaf(index))


def forged(index: int) -> dict[str, Any]:
    """Leaf and hash changed together, so that only a tile or a root can tell."""
    leaf = a_leaf(index, subject="pay_forged")
    return stored(index, leaf=leaf, hash=leaf_hash(leaf), subject="pay_forged")


def after(*documents: dict[str, Any] | None, tiles: bool = False, **of: Any) -> Derivation:
    """A pass over these entries and the root that was signed for so many."""
    derivation = Derivation(**of)
    start = derivation.next_index
    for index, document in enumerate(documents, start):
        derivation.take(document, tiled(index) if tiles else None)
    derivation.meet("checkpoint", root(start + len(documents)))
    derivation.finish()
    return derivation


class TestAPass:
    def test_over_what_was_signed_counts_and_finds_nothing(self) -> None:
        derivation = after(*(stored(index) for index in range(5)))

        assert (derivation.problems, derivation.problems_found) == ([], 0)
        assert (derivation.entries_checked, derivation.next_index) == (5, 5)
        assert derivation.agreed_at == 5
        assert not derivation.broken
        assert derivation.derived.root() == derivation.believed.root() == root(5)

    def test_may_begin_where_an_earlier_one_ended(self) -> None:
        before = CompactRange().append([tiled(0), tiled(1)])

        derivation = after(stored(2), stored(3), before=before)

        assert derivation.problems == []
        assert (derivation.agreed_at, derivation.entries_checked) == (4, 2)

    def test_gives_the_hash_that_is_believed(self) -> None:
        derivation = Derivation()

        assert derivation.take(stored(0), None) == tiled(0)
        assert derivation.take(forged(1), tiled(1)) == tiled(1)
        assert derivation.take(stored(2, leaf=b"x"), None) == tiled(2)
        assert derivation.take(None, tiled(3)) == tiled(3)
        assert derivation.take(None, None) == bytes(32)

    def test_says_of_each_root_where_it_was_found(self) -> None:
        derivation = Derivation()
        derivation.take(forged(0), None)
        derivation.meet("checkpoint 1", root(1))
        derivation.take(stored(1), None)
        derivation.meet("checkpoint 2", root(2))
        derivation.meet("the head", root(2))
        derivation.finish()

        assert derivation.problems == [
            "entries 0 to 0: do not lead to the root in checkpoint 1",
            "2 later checkpoints: cannot be checked until what is wrong before them is put right",
        ]
        assert derivation.broken
        assert derivation.checkpoints_not_reached == 2

    def test_names_the_entries_since_the_last_root_that_was_met(self) -> None:
        derivation = Derivation()
        for index in range(6):
            derivation.take(forged(index) if index == 5 else stored(index), None)
            if index in (2, 5):
                derivation.meet(f"checkpoint {index + 1}", root(index + 1))

        assert derivation.problems == ["entries 3 to 5: do not lead to the root in checkpoint 6"]

    def test_tells_two_logs_from_a_changed_entry(self) -> None:
        derivation = Derivation()
        derivation.take(stored(0), None)
        derivation.meet("checkpoint 1", root(1))
        derivation.meet("your checkpoint", bytes(32))

        assert derivation.problems == [
            "the first 1 entries: lead to another root than your checkpoint; two different logs"
            " were signed"
        ]

    def test_reports_what_no_root_has_decided_when_it_ends(self) -> None:
        derivation = Derivation()
        derivation.take(stored(0, leaf=b"x"), None)
        derivation.finish()
        derivation.finish()

        assert derivation.problems == [f"entry 0: {BYTES}"]


class TestABatch:
    """What a checkpoint's time says, which no signature covers, beside the leaves' own times."""

    def judged(self, *leaves: bytes, made_at: datetime) -> list[str]:
        derivation = Derivation()
        derivation.begin_batch()
        for index, leaf in enumerate(leaves):
            at = parse_rfc3339(json.loads(leaf)["at"])
            derivation.take(entry_to_document(log_entry(index=index, leaf=leaf, at=at)), None)
        derivation.end_batch("checkpoint 9", rfc3339(made_at))
        return derivation.problems

    def event(self, at: datetime) -> bytes:
        return event_leaf(
            event_id="aud_1", at=at, event_type="user.signed_in", actor="u", subject="u", data={}
        )

    def test_of_money_is_of_one_moment_which_is_the_checkpoints(self) -> None:
        money = a_leaf(0), a_leaf(1)

        assert self.judged(*money, made_at=STARTED_AT) == []
        for made_at in (STARTED_AT - SECOND, STARTED_AT + SECOND):
            assert self.judged(*money, made_at=made_at) == [
                "checkpoint 9: was not made when its entries were"
            ]

    def test_of_money_of_two_moments_lacks_a_checkpoint(self) -> None:
        later = a_leaf(1, at=STARTED_AT + SECOND)

        assert self.judged(a_leaf(0), later, made_at=STARTED_AT + SECOND) == [
            "checkpoint 9: spans more than one commit; a checkpoint is missing before it"
        ]

    def test_of_events_is_younger_than_each_of_them(self) -> None:
        event = self.event(STARTED_AT)

        assert self.judged(event, made_at=STARTED_AT + SECOND) == []
        assert self.judged(event, made_at=STARTED_AT) == []
        assert self.judged(event, made_at=STARTED_AT - SECOND) == [
            "checkpoint 9: was not made when its entries were"
        ]
        assert self.judged(made_at=STARTED_AT) == []

    def test_ends_where_the_next_begins(self) -> None:
        derivation = Derivation()
        derivation.take(stored(0), None)
        derivation.begin_batch()
        derivation.end_batch("a", rfc3339(STARTED_AT + SECOND))
        derivation.take(stored(1), None)
        derivation.end_batch("b", rfc3339(STARTED_AT))
        derivation.end_batch("c", rfc3339(STARTED_AT + SECOND))

        assert derivation.problems == []


class TestTheShard:
    def test_of_an_entry_is_this_logs(self) -> None:
        wrong = ["entry 0: stored shard is not this log's"]

        assert after(stored(0, shard="shard-0")).problems == []
        assert after(stored(0, shard="shard-1"), shard="shard-1").problems == []
        assert after(stored(0), shard="shard-1").problems == []
        assert after(stored(0, shard="shard-1")).problems == wrong
        assert after(stored(0, shard="shard-0"), shard="shard-1").problems == wrong


class TestAnEntry:
    def test_whose_leaf_was_changed_is_named_and_the_pass_goes_on(self) -> None:
        for tiles in (False, True):
            derivation = after(stored(0), stored(1, leaf=b"x"), stored(2), tiles=tiles)

            assert derivation.problems == [f"entry 1: {BYTES}"]
            assert not derivation.broken
            assert derivation.derived.root() == root(3)

    def test_whose_stored_hash_was_changed_is_named_where_its_leaf_is_right(self) -> None:
        for tiles in (False, True):
            derivation = after(stored(0), stored(1, hash=bytes(32)), stored(2), tiles=tiles)

            assert derivation.problems == ["entry 1: stored hash is not that of its leaf"]
            assert not derivation.broken

    def test_that_was_changed_together_with_its_hash_is_told_by_the_tile(self) -> None:
        derivation = after(stored(0), forged(1), stored(2), tiles=True)

        assert derivation.problems == [
            "entry 1: leaf and hash were changed together; tile 0/0 has another"
        ]
        assert derivation.believed.root() == root(3)

    def test_whose_tile_was_changed_is_told_from_one_that_was_changed(self) -> None:
        derivation = Derivation()
        for index in range(258):
            in_tile = bytes(32) if index == 257 else tiled(index)
            derivation.take(stored(index), in_tile)
        derivation.meet("checkpoint", root(258))

        assert derivation.problems == ["tile 0/1: its hash for entry 257 is not the entry's"]
        assert derivation.believed is derivation.derived

    def test_whose_tile_and_hash_were_changed_gives_both(self) -> None:
        derivation = Derivation()
        derivation.take(stored(0, hash=b"\1" * 32), bytes(32))
        derivation.meet("checkpoint", root(1))

        assert derivation.problems == [
            "entry 0: stored hash is not that of its leaf",
            "tile 0/0: its hash for entry 0 is not the entry's",
        ]

    def test_that_is_gone_is_missing(self) -> None:
        derivation = after(stored(0), None, stored(2), tiles=True)

        assert derivation.problems == ["entry 1: missing"]
        assert derivation.entries_checked == 2
        assert derivation.derived.root() == root(3)

    def test_that_is_gone_without_a_tile_breaks_the_chain(self) -> None:
        derivation = after(stored(0), None)

        assert derivation.problems == [
            "entry 1: missing",
            "entries 0 to 1: do not lead to the root in checkpoint",
        ]

    @pytest.mark.parametrize(
        ("changes", "problems"),
        [
            ({"leaf": "text"}, ["entry 0: its leaf is not stored as bytes", f"entry 0: {BYTES}"]),
            ({"leaf": None}, ["entry 0: its leaf is not stored as bytes", f"entry 0: {BYTES}"]),
            ({"hash": bytes(31)}, ["entry 0: its hash is not stored as 32 bytes"]),
            ({"hash": None}, ["entry 0: its hash is not stored as 32 bytes"]),
            ({"hash": "x" * 32}, ["entry 0: its hash is not stored as 32 bytes"]),
            ({"event_id": "e"}, ["entry 0: stored event_id is not the one in its leaf"]),
            ({"type": "t"}, ["entry 0: stored type is not the one in its leaf"]),
            ({"subject": "s"}, ["entry 0: stored subject is not the one in its leaf"]),
            ({"at": STARTED_AT + timedelta(seconds=1)}, ["entry 0: stored at is not the one in"
             " its leaf"]),
            ({"at": rfc3339(STARTED_AT)}, ["entry 0: stored at is not the one in its leaf"]),
        ],
    )  # fmt: skip
    def test_is_judged_field_by_field(self, changes: dict[str, Any], problems: list[str]) -> None:
        assert after(stored(0, **changes)).problems == problems

    def test_that_lacks_its_fields_is_judged_as_changed(self) -> None:
        document = stored(0)
        del document["subject"], document["at"]

        assert after(document).problems == [
            "entry 0: stored subject is not the one in its leaf",
            "entry 0: stored at is not the one in its leaf",
        ]

    def test_whose_leaf_is_no_leaf_says_why(self) -> None:
        document = stored(0, leaf=b"[]", hash=leaf_hash(b"[]"))
        derivation = Derivation()
        derivation.take(document, None)

        assert derivation.problems == ["entry 0: not a leaf of version 1"]

    def test_of_an_event_is_judged_by_its_own_id(self) -> None:
        leaf = event_leaf(
            event_id="aud_1", at=datetime(2026, 11, 23, tzinfo=UTC), event_type="user.signed_in",
            actor="usr_1", subject="usr_1", data={},
        )  # fmt: skip
        at = datetime(2026, 11, 23, tzinfo=UTC)
        derivation = Derivation()
        derivation.take(entry_to_document(log_entry(index=0, leaf=leaf, at=at)), None)

        assert derivation.problems == []
