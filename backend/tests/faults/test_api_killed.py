"""One payment, its API server killed with SIGKILL at every boundary in turn: each call to MongoDB,
Redis and the processor, before it is sent and after it is answered.

Every flow is run again and again, dying one boundary later each time, until it passes alive. Then
the clients come back to a server that did not die, with the same keys, and everything is judged.
"""

from __future__ import annotations

import asyncio

import pytest

from faults.crashes import Doomed
from faults.orders import pay_on_the_page
from faults.points import EVERY
from faults.stage import FINAL_WITHIN_SECONDS, Attempt, Stage

from support.figures import Figures

pytestmark = pytest.mark.slow
COMMITTED = "mongo commitTransaction ended #2"
CHARGED = "http POST /v1/payment_intents ended #1"
PAGE_OPENED = "http POST /v1/checkout/sessions ended #1"
NEWS_KEPT = "mongo insert inbox ended #1"


class TestApiKilledAtEveryBoundary:
    async def test_paying_by_saved_card(self, stage: Stage, figures: Figures) -> None:
        """Whether the client comes back with its key or is never seen again."""
        product, payer = stage.product, stage.payer
        card = payer.cards[0]

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            body = {"items": [{"bill_id": attempt.bill_id}]}
            quote = await stage.once(attempt, "POST", "/quotes", body)
            if quote is not None:
                attempt.quote = str(quote.body["id"])
                order = payer.order(attempt.quote, card)
                await stage.once(attempt, "POST", "/payments", order, key=attempt.key)

        async def comes_back(attempt: Attempt) -> None:
            quote = attempt.quote or str((await payer.quote(attempt.bill_id)).body["id"])
            told = await payer.pay(quote, card, key=attempt.key)
            assert told.status == 201, (attempt, told)
            payment = await payer.see_through(
                told.body["id"], stage.outside, seconds=FINAL_WITHIN_SECONDS
            )
            assert payment["state"] == "succeeded", (attempt, payment)
            stage.longest.ended()

        product.worker.child.stop()
        points, attempts = await stage.crash_everywhere(flow)
        gone, _ = await stage.crash_everywhere(flow, comes_back=False)
        product.worker.start()
        stage.longest.begins()
        await asyncio.gather(*(comes_back(each) for each in attempts))
        await stage.everything_final()
        stage.longest.ended()
        found = await stage.judge()

        assert EVERY > 1 or {COMMITTED, CHARGED} <= {*points.died_at} & {*gone.died_at}
        figures.add(
            f"Saved card: the API killed at each of {len(points.died_at)} points, twice, "
            f"final after {stage.longest.seconds:.1f} s at most.",
            test="saved_card",
            points=len(points.died_at) + len(gone.died_at),
            not_met=len(points.missed) + len(gone.missed),
            longest_s=round(stage.longest.seconds, 1),
            **found.figures(),
        )

    async def test_paying_on_the_hosted_page(self, stage: Stage, figures: Figures) -> None:
        """Killed while the page is opened, while its webhook comes in, while the payer returns.

        Once the page is paid, every second payer closes the window and is never seen again.
        """
        product, payer, outside = stage.product, stage.payer, stage.outside

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            await pay_on_the_page(stage, attempt, doomed)

        async def comes_back(attempt: Attempt) -> None:
            told = await payer.pay(attempt.quote, None, key=attempt.key)
            assert told.status == 201, (attempt, told)
            payment = await payer.see_through(
                told.body["id"], outside, seconds=FINAL_WITHIN_SECONDS
            )
            assert payment["state"] == "succeeded", (attempt, payment)
            stage.longest.ended()

        product.worker.child.stop()
        points, attempts = await stage.crash_everywhere(flow)
        product.worker.start()
        stage.longest.begins()
        await asyncio.gather(*(comes_back(each) for each in attempts if each.comes_back))
        await stage.everything_final()
        stage.longest.ended()
        found = await stage.judge()

        assert EVERY > 1 or {NEWS_KEPT, PAGE_OPENED} <= {*points.died_at}
        paid = [attempt for attempt in attempts if not attempt.comes_back]
        final = [await payer.payment(str(each.told[0].payment_id)) for each in paid]
        assert {payment["state"] for payment in final} == {"succeeded"}
        figures.add(
            f"Hosted page: the API killed at each of {len(points.died_at)} points, "
            f"final after {stage.longest.seconds:.1f} s at most.",
            test="hosted_page",
            points=len(points.died_at),
            not_met=len(points.missed),
            longest_s=round(stage.longest.seconds, 1),
            **found.figures(),
        )
