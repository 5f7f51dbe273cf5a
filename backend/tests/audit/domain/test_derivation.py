"""The judgment of one pass over the log, without a database."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from audit.building import STARTED_AT, a_leaf
from paymentus.audit.domain.derivation import PROBLEMS_MAX, Derivation
from paymentus.audit.domain.leaf import log_entry
from paymentus.audit.domain.tree import CompactRange, leaf_hash
from paymentus.audit.repository import entry_to_document

SIZE, BATCH = 40, 8
ROOTS = {
    size: CompactRange().append([leaf_hash(a_leaf(index)) for index in range(size)]).root()
    for size in range(BATCH, SIZE + 1, BATCH)
}


def stored(index: int) -> dict[str, Any]:
    at = STARTED_AT
    return entry_to_document(log_entry(index=index, leaf=a_leaf(index), at=at))


def problems_of(documents: list[dict[str, Any] | None], *, tiled: bool) -> list[str]:
    derivation = Derivation()
    for index, document in enumerate(documents):
        derivation.take(document, leaf_hash(a_leaf(index)) if tiled else None)
        if index + 1 in ROOTS:
            derivation.meet(f"root {index + 1}", ROOTS[index + 1])
    derivation.finish()
    return derivation.problems


class TestDerivation:
    def test_finds_nothing_wrong_with_what_was_signed(self) -> None:
        assert problems_of([stored(index) for index in range(SIZE)], tiled=False) == []

    @given(st.sets(st.integers(0, SIZE - 1), min_size=1), st.booleans(), st.data())
    def test_names_exactly_the_entries_whose_bytes_were_changed(
        self, changed: set[int], tiled: bool, data: st.DataObject
    ) -> None:
        documents: list[dict[str, Any] | None] = [stored(index) for index in range(SIZE)]
        for index in changed:
            leaf = bytearray(a_leaf(index))
            at = data.draw(st.integers(0, len(leaf) - 1))
            leaf[at] ^= data.draw(st.integers(1, 255))
            documents[index] = stored(index) | {"leaf": bytes(leaf)}

        assert problems_of(documents, tiled=tiled) == [
            f"entry {index}: stored bytes do not hash to its leaf" for index in sorted(changed)
        ]

    @given(st.sets(st.integers(0, SIZE - 1), min_size=1))
    def test_names_exactly_the_entries_that_are_gone_where_tiles_remain(
        self, gone: set[int]
    ) -> None:
        documents = [None if index in gone else stored(index) for index in range(SIZE)]

        assert problems_of(documents, tiled=True) == [
            f"entry {index}: missing" for index in sorted(gone)
        ]

    @given(st.integers(0, SIZE - 1))
    def test_names_the_batch_where_leaf_and_hash_were_changed_without_a_tile(
        self, index: int
    ) -> None:
        documents: list[dict[str, Any] | None] = [stored(at) for at in range(SIZE)]
        leaf = a_leaf(index, subject="pay_forged")
        documents[index] = stored(index) | {
            "leaf": leaf,
            "hash": leaf_hash(leaf),
            "subject": "pay_forged",
        }
        first = index // BATCH * BATCH

        problems = problems_of(documents, tiled=False)

        assert problems[0] == (
            f"entries {first} to {first + BATCH - 1}: do not lead to the root in root"
            f" {first + BATCH}"
        )

    def test_counts_beyond_what_it_lists(self) -> None:
        derivation = Derivation()
        for _ in range(PROBLEMS_MAX + 5):
            derivation.take(None, None)

        assert len(derivation.problems) == PROBLEMS_MAX
        assert derivation.problems_found == PROBLEMS_MAX + 5
