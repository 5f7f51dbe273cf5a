"""A stretch of the log, by itself: what proves it, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paymentus.audit.domain.checkpoint import LogKey, sign_checkpoint
from paymentus.audit.domain.stretch import LogStretch, StretchDoesNotHold, verify_stretch
from paymentus.audit.domain.tree import CompactRange, leaf_hash

ORIGIN = "log.example/shard-0"
KEY = LogKey.from_seed(ORIGIN, bytes(32))
LEAVES = [f'{{"n":{number}}}'.encode() for number in range(11)]


def a_stretch(start: int) -> LogStretch:
    before = CompactRange().append(map(leaf_hash, LEAVES[:start]))
    root = CompactRange().append(map(leaf_hash, LEAVES)).root()
    return LogStretch(
        before, tuple(LEAVES[start:]), sign_checkpoint(ORIGIN, len(LEAVES), root, KEY)
    )


@pytest.mark.parametrize("start", range(len(LEAVES)))
def test_from_any_place_is_proven_also_after_a_way_through_files(start: int) -> None:
    read = LogStretch.from_files(a_stretch(start).to_files())

    assert verify_stretch(read, KEY.verifier, origin=ORIGIN) == len(LEAVES) - start


@pytest.mark.parametrize(
    "changed",
    [
        lambda it: replace(it, leaves=it.leaves[1:]),
        lambda it: replace(it, leaves=it.leaves[:-1]),
        lambda it: replace(it, leaves=(*it.leaves[:2], b'{"n":99}', *it.leaves[3:])),
        lambda it: replace(it, leaves=(it.leaves[1], it.leaves[0], *it.leaves[2:])),
        lambda it: replace(it, before=CompactRange()),
        lambda it: replace(it, checkpoint=it.checkpoint.replace("11", "10")),
    ],
)
def test_that_was_changed_is_refused(changed: object) -> None:
    assert callable(changed)

    with pytest.raises(StretchDoesNotHold):
        verify_stretch(changed(a_stretch(5)), KEY.verifier, origin=ORIGIN)


def test_that_cannot_be_read_is_refused() -> None:
    files = a_stretch(5).to_files()
    with pytest.raises(StretchDoesNotHold):
        LogStretch.from_files({**files, "before.json": b"{}"})
    with pytest.raises(StretchDoesNotHold):
        LogStretch.from_files({})
