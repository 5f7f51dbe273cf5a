"""Keys keep the first answer, whatever it was."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import stripe

from .conftest import Outside, a_payment

KEY: Any = {"idempotency_key": "attempt-1"}


class TestKey:
    async def test_replays_a_success_and_says_so(self, outside: Outside) -> None:
        intents = outside.stripe.v1.payment_intents
        first = await intents.create_async(a_payment(), KEY)
        again = await intents.create_async(a_payment(), KEY)

        assert again.id == first.id
        assert [h.get("idempotent-replayed") for h in outside.answers.headers] == [None, "true"]
        headers = outside.answers.headers
        assert headers[1]["original-request"] == headers[0]["request-id"]
        assert len(await outside.objects("charge")) == 1

    async def test_replays_a_decline(self, outside: Outside) -> None:
        declined = a_payment("pm_card_visa_chargeDeclined")
        bodies = []
        for _ in range(2):
            with pytest.raises(stripe.CardError) as raised:
                await outside.stripe.v1.payment_intents.create_async(declined, KEY)
            bodies.append(raised.value.http_body)

        assert bodies[0] == bodies[1]
        assert len(await outside.objects("charge")) == 1

    async def test_with_other_parameters_is_refused(self, outside: Outside) -> None:
        await outside.stripe.v1.payment_intents.create_async(a_payment(), KEY)

        with pytest.raises(stripe.IdempotencyError) as raised:
            await outside.stripe.v1.payment_intents.create_async(a_payment(amount=999), KEY)

        assert raised.value.http_status == 400

    async def test_on_another_endpoint_is_refused(self, outside: Outside) -> None:
        await outside.stripe.v1.payment_intents.create_async(a_payment(), KEY)

        with pytest.raises(stripe.IdempotencyError, match="same endpoint"):
            await outside.stripe.v1.customers.create_async({}, KEY)

    async def test_is_not_used_up_by_a_request_that_fails_validation(
        self, outside: Outside
    ) -> None:
        with pytest.raises(stripe.InvalidRequestError):
            await outside.stripe.v1.payment_intents.create_async(a_payment(amount="x"), KEY)

        paid = await outside.stripe.v1.payment_intents.create_async(a_payment(), KEY)

        assert paid.status == "succeeded"

    async def test_is_used_up_by_a_refusal_of_the_endpoint(self, outside: Outside) -> None:
        paid = await outside.stripe.v1.payment_intents.create_async(a_payment())
        for _ in range(2):
            with pytest.raises(stripe.InvalidRequestError):
                await outside.stripe.v1.refunds.create_async(
                    {"payment_intent": paid.id, "amount": 99_999}, KEY
                )

        assert outside.answers.headers[-1]["idempotent-replayed"] == "true"

    async def test_that_is_still_running_answers_409(self, outside: Outside) -> None:
        await outside.control("faults", {"kind": "slow", "seconds": 0.5, "count": 1})
        headers = {"authorization": "Bearer sk_test_x", "idempotency-key": "attempt-1"}
        body = {"amount": "500", "currency": "usd"}

        async def create() -> Any:
            return await outside.http.post("/v1/payment_intents", data=body, headers=headers)

        running = asyncio.create_task(create())
        await asyncio.sleep(0.2)
        meanwhile = await create()
        first = await running
        later = await create()

        assert (first.status_code, meanwhile.status_code) == (200, 409)
        assert meanwhile.json()["error"]["type"] == "idempotency_error"
        assert later.json()["id"] == first.json()["id"]
        assert len(await outside.objects("payment_intent")) == 1

    async def test_is_forgotten_after_a_day(self, outside: Outside) -> None:
        first = await outside.stripe.v1.payment_intents.create_async(a_payment(), KEY)
        await outside.advance(24 * 3600 + 1)
        again = await outside.stripe.v1.payment_intents.create_async(a_payment(), KEY)

        assert again.id != first.id

    async def test_longer_than_255_characters_is_refused(self, outside: Outside) -> None:
        long: Any = {"idempotency_key": "k" * 256}
        with pytest.raises(stripe.InvalidRequestError, match="255"):
            await outside.stripe.v1.payment_intents.create_async(a_payment(), long)
