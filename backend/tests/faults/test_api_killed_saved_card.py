"""The API server killed at every boundary of what else may come of a saved card: a decline, the
bank's question, several bills of several billers in parts, whole and with more than is asked.
"""

from __future__ import annotations

import pytest

from faults.crashes import Doomed
from faults.ground import AMOUNT_MINOR, Ground
from faults.orders import Order, at_the_bank, keep_card_that_asks
from faults.points import only_long
from faults.proofs import Proof
from faults.stage import Attempt, Stage
from paymentus.billers.domain import PaymentRules
from paymentus.billers.service import BillersService

from support.figures import Figures
from support.payer import DECLINED_CARD, Json
from support.scene import POSTAL_CODE, biller_settings

pytestmark = pytest.mark.slow
ASKED_EACH_TIME = "4000002760003184"
PART_MINOR, MORE_MINOR = 2_500, 12_000
CHARGED = "http POST /v1/payment_intents ended #1"


class TestSavedCard:
    @only_long
    async def test_declined(self, stage: Stage, figures: Figures, seed: int) -> None:
        card = await stage.payer.keep_card(stage.outside, DECLINED_CARD)
        order = Order(stage, card, end="failed")
        proof = Proof(stage, figures, seed, "saved_card_declined", "Declined card")

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            told = await order.begin(attempt)
            assert told is None or told.body["state"] == "failed", told

        await proof.api_killed(flow, order.comes_back)

    @pytest.mark.parametrize(("answer", "end"), [("complete", "succeeded"), ("fail", "failed")])
    async def test_the_bank_asks(
        self, stage: Stage, figures: Figures, seed: int, answer: str, end: str
    ) -> None:
        payer, outside = stage.payer, stage.outside
        card = await keep_card_that_asks(payer, outside, ASKED_EACH_TIME)
        answers = at_the_bank(outside, answer)
        order = Order(stage, card, end=end, acts=answers)
        await outside.send("POST", "/_sandbox/webhook-faults", {"rates": {"drop": 1.0}})
        proof = Proof(stage, figures, seed, f"bank_asks_{end}", f"The bank's question, {end}")

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            told = await order.begin(attempt)
            if told is not None:
                await answers(told.body["next_action"]["url"])
                path = f"/payments/{told.payment_id}/refresh"
                refreshed = await stage.once(attempt, "POST", path)
                assert refreshed is None or refreshed.body["state"] == end, refreshed

        await proof.api_killed(flow, order.comes_back)
        await outside.send("DELETE", "/_sandbox/webhook-faults")

    async def test_several_bills_of_two_billers(
        self, stage: Stage, figures: Figures, seed: int
    ) -> None:
        """One whole, one in two parts, and one for more than it asks where the biller takes that.

        The second part is paid when everything has recovered, so parts must sum to the bill.
        """
        other = await _biller_that_takes_parts(stage)
        parts: dict[int, tuple[str, str]] = {}

        def items(attempt: Attempt) -> list[Json]:
            part, more = parts[attempt.number]
            return [
                {"bill_id": attempt.bill_id},
                {"bill_id": part, "amount_minor": PART_MINOR},
                {"bill_id": more, "amount_minor": MORE_MINOR},
            ]

        order = Order(stage, stage.payer.cards[0], items=items)
        rest = Order(stage, stage.payer.cards[0], items=lambda each: items(each)[1:2])
        proof = Proof(stage, figures, seed, "several_bills", "Three bills, two billers")

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            part, more = await other.bills(stage.account, 2)
            parts[attempt.number] = (part, more)
            # The judge takes it for paid twice; what it must be is asserted below.
            stage.explained.add(more)
            stage.died_at[part] = stage.died_at[more] = f"attempt {attempt.number}"
            await order.begin(attempt)

        async def comes_back(attempt: Attempt) -> None:
            await order.comes_back(attempt)
            part, _ = parts[attempt.number]
            left = Attempt(attempt.number, part, f"{attempt.key}-rest")
            told = await stage.payer.ask(
                "POST",
                "/quotes",
                {"items": [{"bill_id": part, "amount_minor": AMOUNT_MINOR - PART_MINOR}]},
            )
            left.quote = str(told.body["id"])
            await rest.comes_back(left)

        attempts = await proof.api_killed(flow, comes_back)

        bills = stage.platform.database["bills"]
        for each in attempts:
            part, more = parts[each.number]
            paid = {row["_id"]: row async for row in bills.find({"_id": {"$in": [part, more]}})}
            assert (paid[part]["status"], paid[part]["amount_paid"]) == ("paid", AMOUNT_MINOR)
            assert (paid[more]["status"], paid[more]["amount_paid"]) == ("paid", MORE_MINOR)
            assert paid[more]["live_payment_id"] is None


async def _biller_that_takes_parts(stage: Stage) -> Ground:
    billers: BillersService = stage.platform.get(BillersService)
    rules = PaymentRules(partial=True, minimum_minor=500, over_payment=True, maximum_minor=20_000)
    settings = biller_settings(
        f"westside-{stage.account}", name="Westside Power", payment_rules=rules,
        statement_descriptor="WESTSIDE POWER",
    )  # fmt: skip
    ground = Ground(stage.platform, await billers.create(settings, actor="test"))
    await ground.bills(stage.account, 1)
    await stage.payer.link(ground.biller.id, stage.account, POSTAL_CODE)
    return ground
