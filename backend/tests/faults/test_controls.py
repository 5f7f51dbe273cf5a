"""Controls: each defence taken out in turn, so that the judge must find what it is there for.

A judge that finds nothing here would find nothing anywhere. In the long form the same trouble also
meets the product with its defence in place, and then nothing may be found.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from faults.laboratory import lab_product, laboratory
from faults.members import Members
from faults.network import Cut
from faults.points import LONG, only_long
from faults.trial import trial
from faults.trouble import break_processor, break_webhooks, make_processor_reliable

from support.figures import Figures
from support.reconcile import Findings

pytestmark = pytest.mark.slow
CHARGES = "/v1/payment_intents"
FINAL_WITHIN_SECONDS = 60.0
# Time enough for a janitor to ask three times.
SOON_SECONDS = 15.0
PARTITIONS = 3
PARTITION_SECONDS = 5.0

with_and_without = pytest.mark.parametrize("taken_out", [True, *([False] if LONG else [])])


class TestControls:
    @with_and_without
    async def test_no_key_at_the_processor_charges_twice(
        self, tmp_path: Path, seed: int, figures: Figures, taken_out: bool
    ) -> None:
        """The answers to charges are lost, so they are asked for again."""
        without = "processor_key" if taken_out else None
        with lab_product(tmp_path, without=without).running() as product:
            async with trial(product, seed, clients=4, bills=8) as run:
                await break_processor(
                    run.crowd.outside, "after", rate=1.0, seed=seed, path=CHARGES, method="POST"
                )
                await run.pay()
                await make_processor_reliable(run.crowd.outside)
                await run.settle(FINAL_WITHIN_SECONDS)
                found = await run.judge()
        tell(figures, "processor_key", taken_out, found, caught=bool(found.doubled))

    @only_long
    @with_and_without
    async def test_no_janitor_leaves_payments_open(
        self, tmp_path: Path, seed: int, figures: Figures, taken_out: bool
    ) -> None:
        """Charges never reach the processor: no webhook will ever tell of them."""
        without = "janitor" if taken_out else None
        with lab_product(tmp_path, without=without).running() as product:
            async with trial(product, seed, clients=4, bills=8) as run:
                await break_processor(
                    run.crowd.outside,
                    "before_close",
                    rate=1.0,
                    seed=seed,
                    path=CHARGES,
                    method="POST",
                )
                await run.pay()
                await make_processor_reliable(run.crowd.outside)
                await run.settle(SOON_SECONDS if taken_out else FINAL_WITHIN_SECONDS)
                found = await run.judge()
        tell(figures, "janitor", taken_out, found, caught=bool(found.stuck))

    @with_and_without
    async def test_webhooks_kept_twice_are_seen(
        self, tmp_path: Path, seed: int, figures: Figures, taken_out: bool
    ) -> None:
        """Every webhook is sent twice."""
        without = "webhook_deduplication" if taken_out else None
        with lab_product(tmp_path, without=without).running() as product:
            async with trial(product, seed, clients=4, bills=8) as run:
                await break_webhooks(run.crowd.outside, seed=seed, double=1.0)
                await run.pay()
                await run.settle(FINAL_WITHIN_SECONDS)
                found = await run.judge()
        caught = any(problem.startswith("wrong: webhooks") for problem in found.problems)
        tell(figures, "webhook_deduplication", taken_out, found, caught=caught)

    @only_long
    @with_and_without
    async def test_no_fence_spoils_the_log(
        self, tmp_path: Path, seed: int, figures: Figures, taken_out: bool
    ) -> None:
        """Three servers commit at once, each by what it remembers, and nobody gives turns."""
        without = "fence" if taken_out else None
        with lab_product(tmp_path, apis=3, without=without).running() as product:
            async with trial(product, seed, clients=9, bills=36) as run:
                product.redis.kill()
                await run.pay()
                product.redis.launch()
                await run.settle(SOON_SECONDS if taken_out else FINAL_WITHIN_SECONDS)
                found = await run.judge()
        tell(figures, "fence", taken_out, found, caught=bool(found.problems))

    @only_long
    @with_and_without
    async def test_w1_loses_what_was_acknowledged(
        self, tmp_path: Path, seed: int, figures: Figures, taken_out: bool
    ) -> None:
        """One-way partitions: clients still reach a primary that the others have left behind."""
        without = "majority" if taken_out else None
        with laboratory(tmp_path, without=without) as lab:
            async with trial(lab.product, seed, clients=9, bills=900) as run:

                async def partitions() -> None:
                    for _ in range(PARTITIONS):
                        await asyncio.sleep(1.0)
                        await _partition(lab.members)

                await run.pay(partitions)
                await run.settle(SOON_SECONDS if taken_out else FINAL_WITHIN_SECONDS)
                found = await run.judge()
        tell(figures, "majority", taken_out, found, caught=bool(found.lost))


async def _partition(members: Members) -> None:
    primary = await members.known_primary()
    await asyncio.to_thread(members.cut, primary, Cut.ALONE)
    await asyncio.sleep(PARTITION_SECONDS)
    await asyncio.to_thread(members.heal)
    await members.whole()


def tell(figures: Figures, defence: str, taken_out: bool, found: Findings, *, caught: bool) -> None:
    """Print what was found, and hold it against what should have been."""
    where = "taken out" if taken_out else "in place"
    figures.add(
        f"Control: {defence} {where}: {len(found.problems)} problems found in {found.payments} "
        f"payments" + (f", the first: {found.problems[0]}" if found.problems else "") + ".",
        test=f"control: {defence} {where}",
        **({"control": defence, "caught": caught} if taken_out else {"held": defence}),
        **found.figures(),
    )
    if taken_out:
        assert caught, found
    else:
        assert found.right, found.problems
