"""Money that goes back, or is taken back."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import stripe

from .conftest import Outside, a_payment


async def _paid(outside: Outside, method: str = "pm_card_visa") -> Any:
    return await outside.stripe.v1.payment_intents.create_async(a_payment(method))


class TestRefund:
    async def test_of_a_part_leaves_the_rest(self, outside: Outside) -> None:
        paid = await _paid(outside)
        refund: Any = await outside.stripe.v1.refunds.create_async(
            {
                "payment_intent": paid.id,
                "amount": 4_000,
                "metadata": {"refund": "ref_1"},
                "expand": ["balance_transaction"],
            }
        )

        charge = await outside.stripe.v1.charges.retrieve_async(paid.latest_charge)
        assert (refund.status, refund.balance_transaction.net) == ("succeeded", -4_000)
        assert (charge.amount_refunded, charge.refunded) == (4_000, False)
        assert (await outside.event_types())[-2:] == ["refund.created", "charge.refunded"]

    async def test_over_the_rest_is_refused_in_the_vendors_words(self, outside: Outside) -> None:
        paid = await _paid(outside)
        await outside.stripe.v1.refunds.create_async({"payment_intent": paid.id, "amount": 4_000})

        with pytest.raises(stripe.InvalidRequestError) as raised:
            await outside.stripe.v1.refunds.create_async(
                {"payment_intent": paid.id, "amount": 6_201}
            )

        assert raised.value.user_message == (
            "Refund amount ($62.01) is greater than unrefunded amount on charge ($62.00)"
        )

    async def test_of_everything_twice_is_refused(self, outside: Outside) -> None:
        paid = await _paid(outside)
        await outside.stripe.v1.refunds.create_async({"charge": paid.latest_charge})

        with pytest.raises(stripe.InvalidRequestError) as raised:
            await outside.stripe.v1.refunds.create_async({"charge": paid.latest_charge})

        assert raised.value.code == "charge_already_refunded"

    async def test_many_at_once_never_exceed_the_charge(self, outside: Outside) -> None:
        paid = await _paid(outside)
        results = await asyncio.gather(
            *(
                outside.stripe.v1.refunds.create_async({"payment_intent": paid.id, "amount": 3_000})
                for _ in range(10)
            ),
            return_exceptions=True,
        )

        done = [each for each in results if not isinstance(each, BaseException)]
        assert len(done) == 3
        charge = await outside.stripe.v1.charges.retrieve_async(paid.latest_charge)
        assert charge.amount_refunded == 9_000

    async def test_may_fail_later_and_then_be_tried_again(self, outside: Outside) -> None:
        paid = await _paid(outside, "pm_card_refundFail")
        refund = await outside.stripe.v1.refunds.create_async({"payment_intent": paid.id})
        assert refund.status == "succeeded"

        await outside.advance(10)

        failed = await outside.stripe.v1.refunds.retrieve_async(refund.id)
        charge = await outside.stripe.v1.charges.retrieve_async(paid.latest_charge)
        balance = await outside.stripe.v1.balance.retrieve_async()
        assert (failed.status, failed.failure_reason) == ("failed", "unknown")
        assert failed.failure_balance_transaction is not None
        assert (charge.amount_refunded, charge.refunded) == (0, False)
        assert balance.available[0].amount + balance.pending[0].amount == 9_874
        assert "refund.failed" in await outside.event_types()

    async def test_may_be_pending_first(self, outside: Outside) -> None:
        paid = await _paid(outside, "pm_card_pendingRefund")
        refund = await outside.stripe.v1.refunds.create_async({"payment_intent": paid.id})
        assert refund.status == "pending"

        await outside.advance(10)

        settled = await outside.stripe.v1.refunds.retrieve_async(refund.id)
        assert settled.status == "succeeded"


class TestDispute:
    async def test_takes_the_money_and_a_fee_and_may_be_won(self, outside: Outside) -> None:
        paid = await _paid(outside, "pm_card_createDispute")
        disputes = await outside.stripe.v1.disputes.list_async({"payment_intent": paid.id})
        dispute = disputes.data[0]
        assert (dispute.status, dispute.amount) == ("needs_response", 10_200)
        assert dispute.balance_transactions[0].net == -11_700

        with pytest.raises(stripe.InvalidRequestError) as raised:
            await outside.stripe.v1.refunds.create_async({"payment_intent": paid.id})
        assert raised.value.code == "charge_disputed"
        won = await outside.stripe.v1.disputes.update_async(
            dispute.id, {"evidence": {"uncategorized_text": "winning_evidence"}}
        )

        assert won.status == "won"
        assert (await outside.event_types())[-2:] == [
            "charge.dispute.closed",
            "charge.dispute.funds_reinstated",
        ]

    async def test_inquiry_moves_no_money_until_it_is_escalated(self, outside: Outside) -> None:
        await _paid(outside, "pm_card_createDisputeInquiry")
        dispute = (await outside.stripe.v1.disputes.list_async({})).data[0]
        assert dispute.status == "warning_needs_response"
        assert dispute.balance_transactions == []

        escalated = await outside.stripe.v1.disputes.update_async(
            dispute.id, {"evidence": {"uncategorized_text": "escalate_inquiry_evidence"}}
        )

        assert escalated.status == "needs_response"
        assert len(escalated.balance_transactions) == 1

    async def test_can_be_opened_and_closed_from_outside(self, outside: Outside) -> None:
        paid = await _paid(outside)
        opened = await outside.control("disputes", {"charge": paid.latest_charge, "amount": 500})
        closed = await outside.control(f"disputes/{opened['id']}/close", {"verdict": "lost"})

        assert (opened["amount"], closed["status"]) == (500, "lost")
