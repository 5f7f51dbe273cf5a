"""The crash points' own control: with a defence taken out they must find what it is there for."""

from __future__ import annotations

import pytest

from faults.crashes import Doomed
from faults.orders import Order
from faults.points import EVERY, LONG, Points
from faults.proofs import recovering_worker
from faults.stage import Attempt, Stage

from support.figures import Figures
from support.reconcile import reconcile

pytestmark = pytest.mark.slow


class TestWithoutTheProcessorsKey:
    async def test_crashes_charge_twice(self, stage: Stage, figures: Figures, seed: int) -> None:
        """The server that dies sends no idempotency key with its charges."""
        order = Order(stage, stage.payer.cards[0])
        every = EVERY if LONG else 4 * EVERY

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            await order.begin(attempt)

        stage.product.worker.child.stop()
        points, attempts = await stage.crash_everywhere(
            flow, Points(every=every, first=seed % every), keyless=True
        )
        async with recovering_worker(stage):
            for each in attempts:
                await order.comes_back(each)
            await stage.everything_final()
        found = await reconcile(
            stage.platform, api_url=stage.api_url, outside=stage.outside, record=stage.record
        )

        twice = {stage.died_at[await stage.bill_of(what)] for what in found.doubled}
        assert "http POST /v1/payment_intents ended #1" in twice or every > 1
        assert twice, found
        assert not found.lost
        figures.add(
            f"Control, no processor key: of {len(points.died_at)} crash points of the saved card "
            f"{len(twice)} charge twice.",
            test="control_crash_points",
            control="crash_points_no_processor_key",
            caught=len(twice),
            points=len(points.died_at),
        )
