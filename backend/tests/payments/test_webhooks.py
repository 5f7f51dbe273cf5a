"""The processor's webhooks: only genuine ones, each once, and they are hints."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from paymentus.app.wiring import Platform
from paymentus.commit.service import Deliveries
from paymentus.foundation.wake import WakeUps
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.service import Following, PaymentsService

from support.api import Api
from support.scene import Scene

ADDRESS = "/api/v1/webhooks/stripe"


def an_event(
    id: str = "evt_1",
    *,
    type: str = "payment_intent.succeeded",
    about: dict[str, Any] | None = None,
) -> bytes:
    event = {
        "id": id,
        "object": "event",
        "type": type,
        "created": 1_795_000_000,
        "data": {"object": about or {"id": "pi_1", "object": "payment_intent"}},
    }
    return json.dumps(event).encode()


@pytest.fixture
async def processor(platform: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """Sends what it is given, signed with the endpoint's secret unless told otherwise."""
    async with Api.of(platform).client() as client:
        yield client


def signature(platform: Platform, body: bytes, *, at: float | None = None, secret: str = "") -> str:
    key = secret or platform.settings.stripe_webhook_secret.get_secret_value()
    moment = int(time.time() if at is None else at)
    digest = hmac.new(key.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


async def send(
    client: httpx.AsyncClient, platform: Platform, body: bytes, **signing: Any
) -> httpx.Response:
    headers = {"Stripe-Signature": signature(platform, body, **signing)}
    return await client.post(ADDRESS, content=body, headers=headers)


class TestWebhook:
    async def test_is_kept_once_and_answered_alike_each_time(
        self, processor: httpx.AsyncClient, platform: Platform
    ) -> None:
        answers = [await send(processor, platform, an_event()) for _ in range(3)]

        kept = await platform.database.inbox.find().to_list()
        assert [answer.status_code for answer in answers] == [200] * 3
        assert [answer.json() for answer in answers] == [{"received": True}] * 3
        assert [(row["_id"], row["object_id"], row["state"]) for row in kept] == [
            ("stripe:evt_1", "pi_1", "new")
        ]

    @pytest.mark.parametrize(
        "forged",
        [
            {"secret": "whsec_of_a_thief"},
            {"at": 1_000_000.0},
        ],
    )
    async def test_is_refused_when_it_is_not_the_processors(
        self, forged: dict[str, Any], processor: httpx.AsyncClient, platform: Platform
    ) -> None:
        answer = await send(processor, platform, an_event(), **forged)

        assert (answer.status_code, answer.json()["code"]) == (400, "webhook_not_genuine")
        assert await platform.database.inbox.count_documents({}) == 0

    async def test_is_refused_when_a_byte_of_it_was_changed(
        self, processor: httpx.AsyncClient, platform: Platform
    ) -> None:
        signed = signature(platform, an_event())

        for headers in ({"Stripe-Signature": signed}, {}, {"Stripe-Signature": "t=1,v1=zz"}):
            answer = await processor.post(ADDRESS, content=an_event("evt_2"), headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (400, "webhook_not_genuine")
        assert await platform.database.inbox.count_documents({}) == 0

    async def test_is_refused_when_it_is_not_an_event_or_too_large(
        self, processor: httpx.AsyncClient, platform: Platform
    ) -> None:
        for body in (b"", b"{}", b"[]", b'{"id": 5}', b"\xff", b" " * 1_000_001):
            answer = await send(processor, platform, body)
            assert (answer.status_code, answer.json()["code"]) == (400, "webhook_not_genuine")

    async def test_needs_no_session_and_no_origin(
        self, processor: httpx.AsyncClient, platform: Platform
    ) -> None:
        answer = await send(processor, platform, an_event())

        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers

    async def test_wakes_whoever_works_it_off(
        self, processor: httpx.AsyncClient, platform: Platform
    ) -> None:
        wake_ups: WakeUps = platform.get(WakeUps)

        await send(processor, platform, an_event())

        started = time.monotonic()
        await wake_ups.wait("webhooks", 5)
        assert time.monotonic() - started < 1

    async def test_is_a_hint_and_the_processor_is_asked(
        self, processor: httpx.AsyncClient, scene: Scene
    ) -> None:
        """It says succeeded; nobody has paid, so nothing is believed."""
        platform = scene.platform
        guest, bill = scene.guest(), await scene.bill()
        answer = await scene.pay(guest, await scene.quote(guest, (bill, None)))
        payment_id = answer.body["id"]
        lie = an_event(
            type="checkout.session.completed",
            about={
                "id": answer.body["next_action"]["url"].rsplit("/", 1)[1],
                "object": "checkout.session",
                "payment_status": "paid",
                "metadata": {"payment_id": payment_id},
            },
        )
        deliveries: Deliveries = platform.get(Deliveries)
        following: Following = platform.get(Following)
        payments: PaymentsService = platform.get(PaymentsService)

        await send(processor, platform, lie)
        await deliveries.work_off_webhooks(following.work_off)

        assert (await payments.own(guest, payment_id)).state is PaymentState.REQUIRES_ACTION
