"""A narrative of any length becomes blocks that FinCEN takes."""

from __future__ import annotations

import random

import pytest

from paymentus.compliance.domain.filings.sar_grammar import ACTIVITIES, ACTIVITY_TYPES
from paymentus.compliance.domain.filings.suspicious_report import (
    BLOCK_LENGTH,
    group_of,
    narrative_blocks,
)


@pytest.mark.parametrize("seed", range(40))
def test_blocks_hold_every_word_and_begin_and_end_with_one(seed: int) -> None:
    rng = random.Random(seed)
    words = ["x" * rng.randrange(1, 30) for _ in range(rng.randrange(1, 1_500))]
    text = "".join(word + rng.choice((" ", "\n\n", "\t")) for word in words)

    blocks = narrative_blocks(text)

    assert " ".join(blocks) == " ".join(words)
    assert all(len(block) <= BLOCK_LENGTH and block == block.strip() for block in blocks)


def test_a_word_longer_than_a_block_is_cut() -> None:
    assert [len(block) for block in narrative_blocks("x" * 9_000)] == [4_000, 4_000, 1_000]


def test_exactly_one_block_stays_one() -> None:
    assert narrative_blocks("x" * BLOCK_LENGTH) == ["x" * BLOCK_LENGTH]
    assert narrative_blocks(" \n ") == []


def test_each_activity_belongs_to_a_type() -> None:
    assert {group_of(subtype) for subtype in ACTIVITIES} <= ACTIVITY_TYPES.keys()
    assert (group_of("114"), group_of("1201"), group_of("12999"), group_of("")) == (
        "1", "12", "12", "",
    )  # fmt: skip
