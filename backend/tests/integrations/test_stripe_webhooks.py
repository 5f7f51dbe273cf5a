"""Webhooks: signed by the sandbox and by us here, never by the SDK that checks them."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integrations.charges import a_charge, a_checkout
from integrations.sandbox_control import Answering, SandboxControl
from paymentus.integrations.payment_processor import EVENT_TYPES, WebhookNotGenuine
from paymentus.integrations.payment_processor.stripe import StripeProcessor

SECRET = "whsec_of_the_test"


def an_event(**changes: Any) -> dict[str, Any]:
    return {
        "id": "evt_1",
        "object": "event",
        "type": "payment_intent.succeeded",
        "created": 1_795_000_000,
        "data": {
            "object": {
                "id": "pi_1",
                "object": "payment_intent",
                "metadata": {"payment_id": "pay_1"},
            }
        },
        **changes,
    }


def signed(payload: bytes, *, at: float | None = None, secret: str = SECRET) -> str:
    moment = int(time.time() if at is None else at)
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + payload, hashlib.sha256)
    return f"t={moment},v1={digest.hexdigest()}"


@pytest.fixture
def receiver() -> StripeProcessor:
    return StripeProcessor(secret_key="sk_test_x", webhook_secret=SECRET)


class TestAWebhook:
    def test_says_which_object_changed_and_which_payment_it_belongs_to(
        self, receiver: StripeProcessor
    ) -> None:
        payload = json.dumps(an_event()).encode()
        event = receiver.read_webhook(payload, signed(payload))
        assert (event.id, event.type) == ("evt_1", "payment_intent.succeeded")
        assert (event.object_id, event.object_kind) == ("pi_1", "payment_intent")
        assert event.payment_id == "pay_1"
        assert event.created_at == datetime.fromtimestamp(1_795_000_000, UTC)

    def test_of_an_object_without_our_metadata_names_no_payment(
        self, receiver: StripeProcessor
    ) -> None:
        about = {"id": "po_1", "object": "payout"}
        payload = json.dumps(an_event(data={"object": about})).encode()
        assert receiver.read_webhook(payload, signed(payload)).payment_id is None

    def test_is_read_while_the_secret_is_being_changed(self, receiver: StripeProcessor) -> None:
        payload = json.dumps(an_event()).encode()
        ours = signed(payload)
        other = signed(payload, secret="whsec_other").partition(",")[2]
        assert receiver.read_webhook(payload, f"{ours},{other}").id == "evt_1"

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda payload: (payload, signed(payload, secret="whsec_of_a_thief")),
            lambda payload: (payload + b" ", signed(payload)),
            lambda payload: (payload, ""),
            lambda payload: (payload, "t=,v1="),
            lambda payload: (payload, signed(payload).replace("v1=", "v0=")),
            lambda payload: (payload, signed(payload, at=time.time() - 400)),
            lambda payload: (payload, signed(payload, at=time.time() + 400)),
            lambda payload: (b"\xff" + payload, signed(b"\xff" + payload)),
            lambda payload: (b"not json", signed(b"not json")),
            lambda payload: (b"[1]", signed(b"[1]")),
            lambda payload: (b"{}", signed(b"{}")),
            lambda payload: (b"[" * 100_000, signed(b"[" * 100_000)),
        ],
        ids=[
            "another secret", "changed", "no signature", "empty signature", "old scheme only",
            "too old", "in the future", "not UTF-8", "not JSON", "a list", "not an event", "deep",
        ],
    )  # fmt: skip
    def test_is_refused_when_it_is_not_genuine(self, receiver: StripeProcessor, spoil: Any) -> None:
        payload, signature = spoil(json.dumps(an_event()).encode())
        with pytest.raises(WebhookNotGenuine):
            receiver.read_webhook(payload, signature)

    @pytest.mark.parametrize(
        "changes",
        [{"created": "now"}, {"created": 10**15}, {"id": 7}, {"data": None}, {"type": ""}],
    )
    def test_is_refused_when_a_member_has_another_type(
        self, receiver: StripeProcessor, changes: dict[str, Any]
    ) -> None:
        payload = json.dumps(an_event(**changes)).encode()
        with pytest.raises(WebhookNotGenuine):
            receiver.read_webhook(payload, signed(payload))

    async def test_that_the_sandbox_sends_is_genuine(
        self, processor: StripeProcessor, control: SandboxControl, customer: str
    ) -> None:
        request = a_charge(customer)
        async with Answering(b"{}").running() as server:
            endpoint = await control.stripe(
                "POST",
                "/v1/webhook_endpoints",
                **{"url": f"{server.url}/hook", "enabled_events[]": "payment_intent.succeeded"},
            )
            await processor.submit(request)
            for _ in range(400):
                if server.received:
                    break
                await asyncio.sleep(0.05)
            await control.stripe("DELETE", f"/v1/webhook_endpoints/{endpoint['id']}")
        headers, payload = server.received[0]
        # The sandbox signs in its own time, which another test may have moved.
        moment = await control.now()
        receiver = StripeProcessor(
            secret_key="sk_test_x", webhook_secret=endpoint["secret"], clock=lambda: moment
        )
        event = receiver.read_webhook(payload, headers["stripe-signature"])
        assert event.type == "payment_intent.succeeded"
        assert event.payment_id == request.payment_id
        with pytest.raises(WebhookNotGenuine):
            receiver.read_webhook(
                payload.replace(b"succeeded", b"processing"), headers["stripe-signature"]
            )


class TestEventsSince:
    async def test_tells_oldest_first_what_lost_webhooks_would_have_said(
        self, processor: StripeProcessor, control: SandboxControl, customer: str
    ) -> None:
        charge, checkout = a_charge(customer), a_checkout()
        await processor.submit(charge)
        opened = await processor.submit(checkout)
        await control.pay(opened.object_id)
        events = await processor.events_since(datetime.now(UTC) - timedelta(minutes=5))
        assert [event.created_at for event in events] == sorted(
            event.created_at for event in events
        )
        assert {event.type for event in events} <= set(EVENT_TYPES)
        told = {event.type for event in events if event.payment_id == charge.payment_id}
        assert "payment_intent.succeeded" in told
        told = {event.type for event in events if event.payment_id == checkout.payment_id}
        assert {"checkout.session.completed", "payment_intent.succeeded"} <= told

    async def test_is_empty_for_a_time_to_come(self, processor: StripeProcessor) -> None:
        assert await processor.events_since(datetime.now(UTC) + timedelta(days=400)) == []
