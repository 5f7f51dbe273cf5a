"""A few thousand of the mutations of ``make tampering``, from another seed than its own."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from paymentus.foundation.mongo import Database
from tampering import trials
from tampering.in_mongodb import ask_audit_logger, mutate_in_mongodb
from tampering.judging import problems_of, receipt_is_valid
from tampering.mutations import MUTATIONS
from tampering.papers import RECEIPTS
from tampering.rewrites import rewritten
from tampering.run import settings_for
from tampering.trials import Figures
from tampering.world import LOG_KEY, WITHOUT_WITNESS, WITNESS_KEY, build

from support.witnesses import running_witness

SEED = 20_261_123


def all_found(figures: Figures) -> bool:
    assert figures.shown == []
    assert figures.false_alarms == []
    return figures.missed.total() == 0


class TestAMutation:
    def test_of_a_stored_document_is_found(self) -> None:
        figures = trials.mutate_documents(SEED, 1_200)

        assert all_found(figures)
        assert figures.tried.keys() == MUTATIONS.keys()

    def test_of_a_receipt_is_found(self) -> None:
        figures = trials.mutate_receipts(SEED, 1_000)

        assert all_found(figures)
        assert figures.tried.keys() == RECEIPTS.keys()

    def test_of_a_witness_s_answer_is_never_kept(self) -> None:
        assert all_found(trials.mutate_answers(SEED, 1_000))

    async def test_in_mongodb_is_found(self, database: Database) -> None:
        world = trials.small_worlds()[0]

        assert all_found(await mutate_in_mongodb(database, world, seed=SEED, count=120))

    async def test_is_found_by_the_guides_own_call(
        self, database: Database, mongo_url: str, tmp_path: Path
    ) -> None:
        world = trials.small_worlds()[0]
        base, _, query = mongo_url.partition("?")
        url = f"{base.rpartition('/')[0]}/{database.name}?{query}"
        with running_witness(tmp_path / "w.db", WITNESS_KEY, [LOG_KEY.verifier]) as witness:
            settings = settings_for(tmp_path, url, world, witness.url)

            figures = await ask_audit_logger(database, world, settings, seed=SEED, count=20)

        assert all_found(figures)


class TestARewriteWithTheStolenKey:
    def test_is_found_given_one_honest_witness(self) -> None:
        assert all_found(trials.rewrite_histories(SEED, 300))

    def test_is_found_without_asking_the_witness_by_what_it_has_not_signed(self) -> None:
        draw = random.Random(SEED)
        for world in trials.small_worlds():
            name, stored = rewritten(world, draw)

            assert problems_of(stored), name

    @pytest.mark.parametrize("number", range(10))
    def test_is_not_found_where_there_is_no_witness(self, number: int) -> None:
        """Else the tests above would show nothing about witnesses."""
        draw = random.Random(f"{SEED} {number}")
        world = trials.small_worlds()[0]
        while True:
            name, stored = rewritten(world, draw)
            if "nothing else" in name:
                break

        assert problems_of(stored, policy=WITHOUT_WITNESS) == []


class TestWhatWasNotChanged:
    def test_raises_no_alarm(self) -> None:
        figures = trials.check_clean(SEED, 30_000)

        assert figures.false_alarms == []
        assert figures.clean.total() >= 30_000

    def test_includes_receipts_and_a_world_made_twice(self) -> None:
        world = trials.small_worlds()[0]

        assert all(receipt_is_valid(data) for data in world.receipts.values())
        assert build(world.plan).stored.log == world.stored.log
