"""Money leaving for the bank."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from .conftest import Outside, a_payment


async def _available(outside: Outside) -> int:
    balance = await outside.stripe.v1.balance.retrieve_async()
    return balance.available[0].amount


class TestPayout:
    async def test_of_more_than_is_available_is_refused(self, outside: Outside) -> None:
        await outside.stripe.v1.payment_intents.create_async(a_payment())

        with pytest.raises(stripe.InvalidRequestError) as raised:
            await outside.stripe.v1.payouts.create_async({"amount": 1, "currency": "usd"})

        assert raised.value.code == "balance_insufficient"

    async def test_arrives_and_can_still_come_back(self, outside: Outside) -> None:
        await outside.stripe.v1.payment_intents.create_async(a_payment("pm_card_bypassPending"))
        made = await outside.stripe.v1.payouts.create_async({"amount": 9_000, "currency": "usd"})
        assert (made.status, await _available(outside)) == ("pending", 874)

        await outside.advance(2 * 86_400 + 1)
        arrived = await outside.stripe.v1.payouts.retrieve_async(made.id)
        assert arrived.status == "paid"

        await outside.control(f"payouts/{made.id}/fail", {"code": "account_closed"})
        failed: Any = await outside.stripe.v1.payouts.retrieve_async(made.id)
        assert (failed.status, failed.failure_code) == ("failed", "account_closed")
        assert await _available(outside) == 9_874
        types = [name for name in await outside.event_types() if name.startswith("payout")]
        assert types == ["payout.created", "payout.paid", "payout.failed"]

    async def test_made_automatically_names_what_is_in_it(self, outside: Outside) -> None:
        paid = await outside.stripe.v1.payment_intents.create_async(a_payment())
        await outside.stripe.v1.refunds.create_async({"payment_intent": paid.id, "amount": 200})
        await outside.advance(2 * 86_400 + 1)
        late = await outside.stripe.v1.payment_intents.create_async(a_payment())

        made = await outside.control("payouts", {"currency": "usd"})

        inside = await outside.stripe.v1.balance_transactions.list_async({"payout": made["id"]})
        moved = {each.source: each.net for each in inside.data}
        assert made["amount"] == 9_674
        assert sum(moved.values()) == 0
        assert moved[str(paid.latest_charge)] == 9_874
        assert late.latest_charge not in moved
        assert await _available(outside) == 0
