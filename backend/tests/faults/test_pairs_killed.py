"""An API server killed at every boundary, and its recovery killed at its boundaries too."""

from __future__ import annotations

import pytest

from faults.crashes import Doomed
from faults.orders import Order, on_the_page, pay_on_the_page
from faults.pairs import WORKERS_SHOW, Flow, Pairs, at_another_server, in_the_worker
from faults.points import only_long
from faults.stage import Attempt, Stage

from support.figures import Figures

pytestmark = pytest.mark.slow


class TestSavedCard:
    async def test_then_another_server_that_the_client_asks(
        self, stage: Stage, figures: Figures, seed: int
    ) -> None:
        order = saved_card(stage)
        recovers = at_another_server(stage, order)
        pairs = Pairs(stage, seed, flow=flow_of(order), recovers=recovers, per_first=2)

        await pairs.run()

        title = "Saved card, then asked again"
        await pairs.judge(
            figures, name="pairs_saved_card_api", title=title, comes_back=order, seed=seed
        )

    async def test_then_the_worker(self, stage: Stage, figures: Figures, seed: int) -> None:
        order = saved_card(stage)
        recovers = in_the_worker(stage)
        pairs = Pairs(
            stage,
            seed,
            flow=flow_of(order),
            recovers=recovers,
            per_first=2,
            shown_after=WORKERS_SHOW,
        )

        await pairs.run()

        title = "Saved card, then the worker"
        await pairs.judge(
            figures, name="pairs_saved_card_worker", title=title, comes_back=order, seed=seed
        )


class TestHostedPage:
    @only_long
    async def test_then_another_server_that_the_client_asks(
        self, stage: Stage, figures: Figures, seed: int
    ) -> None:
        order = Order(stage, None, acts=on_the_page(stage.outside))
        recovers = at_another_server(stage, order)
        pairs = Pairs(stage, seed, flow=page_of(stage), recovers=recovers, per_first=1)

        await pairs.run()

        title = "Hosted page, then asked again"
        await pairs.judge(
            figures, name="pairs_hosted_page_api", title=title, comes_back=order, seed=seed
        )

    @only_long
    async def test_then_the_worker(self, stage: Stage, figures: Figures, seed: int) -> None:
        order = Order(stage, None, acts=on_the_page(stage.outside))
        recovers = in_the_worker(stage)
        pairs = Pairs(
            stage,
            seed,
            flow=page_of(stage),
            recovers=recovers,
            per_first=1,
            shown_after=WORKERS_SHOW,
        )

        await pairs.run()

        title = "Hosted page, then the worker"
        await pairs.judge(
            figures, name="pairs_hosted_page_worker", title=title, comes_back=order, seed=seed
        )


def saved_card(stage: Stage) -> Order:
    return Order(stage, stage.payer.cards[0])


def flow_of(order: Order) -> Flow:
    async def flow(attempt: Attempt, doomed: Doomed) -> None:
        await order.begin(attempt)

    return flow


def page_of(stage: Stage) -> Flow:
    async def flow(attempt: Attempt, doomed: Doomed) -> None:
        await pay_on_the_page(stage, attempt, doomed)

    return flow
