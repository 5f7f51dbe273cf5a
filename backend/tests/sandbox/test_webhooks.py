"""Webhooks are signed, come at least once, and can be made to misbehave."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from typing import Any

import pytest
import stripe

from .conftest import SECRET, Outside, Receiver, a_payment, judge

PAID = ["charge.succeeded", "payment_intent.created", "payment_intent.succeeded"]


async def _pay(outside: Outside) -> None:
    await outside.stripe.v1.payment_intents.create_async(a_payment())


def _types(receiver: Receiver) -> list[str]:
    return sorted(event["type"] for event in receiver.events())


async def _all_settled(outside: Outside) -> None:
    """An answer reaches the receiver's socket a moment before the sandbox has noted it."""
    for _ in range(400):
        if (await outside.control("health", method="GET"))["pending_deliveries"] == 0:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("deliveries still wait")


async def _noted(outside: Outside, tries: int) -> None:
    """Until the newest delivery has been tried so often, and the outcome written down."""
    for _ in range(400):
        rows = (await outside.control("deliveries?limit=1", method="GET"))["data"]
        if rows[0]["attempts"] >= tries:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"not tried {tries} times: {rows}")


class TestDelivery:
    async def test_is_signed_so_that_the_sdk_accepts_it(
        self, outside: Outside, receiver: Receiver
    ) -> None:
        await _pay(outside)
        await receiver.wait_for(lambda: len(receiver.received) == 3)

        for signature, body in receiver.received:
            event = outside.stripe.construct_event(body, signature, SECRET)
            assert event.api_version == stripe.api_version
            judge(json.dumps(json.loads(body)))
        assert _types(receiver) == PAID

    async def test_with_another_secret_is_not_accepted(
        self, outside: Outside, receiver: Receiver
    ) -> None:
        await _pay(outside)
        await receiver.wait_for(lambda: len(receiver.received) == 3)
        signature, body = receiver.received[0]

        with pytest.raises(stripe.SignatureVerificationError):
            outside.stripe.construct_event(body, signature, "whsec_other")
        with pytest.raises(stripe.SignatureVerificationError):
            outside.stripe.construct_event(body + b" ", signature, SECRET)

    async def test_is_tried_again_in_real_time(self, outside: Outside, receiver: Receiver) -> None:
        receiver.statuses = [500, 503, 302]
        await _pay(outside)
        await receiver.wait_for(lambda: len(receiver.received) >= 6)

        assert Counter(_types(receiver)) == dict.fromkeys(PAID, 2)
        await _all_settled(outside)

    async def test_is_tried_again_when_the_clock_moves(
        self, outside: Outside, receiver: Receiver
    ) -> None:
        receiver.statuses = [500] * 3
        await outside.control("webhooks", {"url": receiver.url, "events": ["refund.created"]})
        paid = await outside.stripe.v1.payment_intents.create_async(a_payment())
        await outside.stripe.v1.refunds.create_async({"payment_intent": paid.id})
        for tries in (1, 2, 3, 4):
            await _noted(outside, tries)
            await outside.advance(60)

        rows = (await outside.control("deliveries", method="GET"))["data"]
        assert [(row["state"], row["attempts"]) for row in rows] == [("delivered", 4)]

    async def test_is_signed_in_real_time_however_far_the_clock_was_moved(
        self, outside: Outside, receiver: Receiver
    ) -> None:
        await outside.advance(3600)
        await _pay(outside)
        await receiver.wait_for(lambda: len(receiver.received) == 3)

        for signature, body in receiver.received:
            event = outside.stripe.construct_event(body, signature, SECRET)
            stamped = int(signature.split(",")[0].removeprefix("t="))
            # The SDK lets a date in the future pass; other receivers do not.
            assert abs(stamped - time.time()) < 10
            assert abs(event.created - time.time() - 3600) < 10

    async def test_can_be_asked_for_again(self, outside: Outside, receiver: Receiver) -> None:
        await _pay(outside)
        await receiver.wait_for(lambda: len(receiver.received) == 3)
        event = (await outside.objects("event"))[0]

        await outside.control(f"events/{event['id']}/redeliver")

        await receiver.wait_for(lambda: len(receiver.received) == 4)
        assert receiver.events()[3]["id"] == event["id"]

    async def test_never_goes_to_another_machine(self, outside: Outside) -> None:
        with pytest.raises(stripe.InvalidRequestError, match="this machine only"):
            await outside.stripe.v1.webhook_endpoints.create_async(
                {"url": "https://example.com/hook", "enabled_events": ["*"]}
            )

    async def test_goes_to_endpoints_made_over_the_api(
        self, outside: Outside, receiver: Receiver
    ) -> None:
        made: Any = await outside.stripe.v1.webhook_endpoints.create_async(
            {"url": receiver.url, "enabled_events": ["payment_intent.succeeded"]}
        )
        await _pay(outside)
        await receiver.wait_for(lambda: len(receiver.received) == 4)

        by_secret = Counter()
        for signature, body in receiver.received:
            for secret in (SECRET, made.secret):
                try:
                    outside.stripe.construct_event(body, signature, secret)
                except stripe.SignatureVerificationError:
                    continue
                by_secret[secret] += 1
        assert by_secret == {SECRET: 3, made.secret: 1}


class TestWebhookFaults:
    @pytest.mark.parametrize(
        ("way", "arriving"), [("drop", 2), ("double", 4), ("reorder", 3), ("late", 2)]
    )
    async def test_by_exact_count(
        self, outside: Outside, receiver: Receiver, way: str, arriving: int
    ) -> None:
        await outside.control("webhook-faults", {"counts": {way: 1}, "reorder_seconds": 0.5})
        await _pay(outside)
        await receiver.wait_for(lambda: len(receiver.received) == arriving)
        notes = [row["note"] for row in (await outside.control("deliveries", method="GET"))["data"]]
        assert sum(bool(note) for note in notes) == 1

        if way == "late":
            await outside.advance(31)
            await receiver.wait_for(lambda: len(receiver.received) == 3)

    async def test_tell_which_events_were_not_delivered(
        self, outside: Outside, receiver: Receiver
    ) -> None:
        await outside.control("webhook-faults", {"counts": {"drop": 1}})
        await _pay(outside)
        await receiver.wait_for(lambda: len(receiver.received) == 2)
        await _all_settled(outside)

        listed = outside.stripe.v1.events.list_async
        lost = [each.id for each in (await listed({"delivery_success": False})).data]
        arrived = [each.id for each in (await listed({"delivery_success": True})).data]

        assert len(lost) == 1
        assert sorted(arrived) == sorted(each["id"] for each in receiver.events())
        assert len((await listed()).data) == 3

    async def test_by_seeded_rate_repeat(self, outside: Outside, receiver: Receiver) -> None:
        runs = []
        for _ in range(2):
            await outside.control("reset")
            await outside.control("webhooks", {"url": receiver.url})
            await outside.control("webhook-faults", {"seed": 3, "rates": {"drop": 0.5}})
            for _ in range(6):
                await _pay(outside)
            rows = (await outside.control("deliveries", method="GET"))["data"]
            runs.append([row["note"] for row in rows])

        assert runs[0] == runs[1]
        assert 2 < sum(bool(note) for note in runs[0]) < 16
