"""The janitor and the events whose webhook never came."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from paymentus.commit.service import Deliveries
from paymentus.foundation.clock import utc_now
from paymentus.integrations.payment_processor.stripe import StripeProcessor
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.jobs import WebhookBackfill, ask_about_due_payments
from paymentus.payments.service import Following, PaymentsService
from paymentus.payments.service.following import ASKED_BEFORE_GIVING_UP, RESUBMIT_FOR

from support.scene import Scene


@pytest.fixture
async def control(scene: Scene) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=scene.sandbox_url, timeout=10) as client:
        yield client
        await client.delete("/_sandbox/faults")


async def make_due(scene: Scene) -> None:
    await scene.platform.database.payment_transactions.update_many(
        {"next_check_at": {"$type": "date"}},
        {"$set": {"next_check_at": utc_now() - timedelta(seconds=1)}},
    )


async def inserts_tried(scene: Scene) -> int:
    status = await scene.platform.database.command("serverStatus")
    return int(status["metrics"]["commands"]["insert"]["total"])


class TestJanitor:
    async def test_finds_out_what_was_unknown(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        payer, bill = await scene.payer(), await scene.bill()
        card = await scene.saved_card(payer)
        quote = await scene.quote(payer, (bill, None))
        fault = {"kind": "after", "method": "POST", "path": "/v1/payment_intents", "count": 3}
        await control.post("/_sandbox/faults", json=fault)
        answer = await scene.pay(payer, quote, card=card)
        assert answer.body["state"] == "unknown"
        following: Following = scene.platform.get(Following)
        payments: PaymentsService = scene.platform.get(PaymentsService)
        await make_due(scene)

        asked = await ask_about_due_payments(following)
        again = await ask_about_due_payments(following)

        payment = await payments.own(payer, answer.body["id"])
        assert (asked, again) == (1, 0)
        assert payment.state is PaymentState.SUCCEEDED

    async def test_asks_later_when_there_is_no_news(self, scene: Scene) -> None:
        guest, bill = scene.guest(), await scene.bill()
        answer = await scene.pay(guest, await scene.quote(guest, (bill, None)))
        following: Following = scene.platform.get(Following)
        payments: PaymentsService = scene.platform.get(PaymentsService)
        await make_due(scene)

        await ask_about_due_payments(following)

        payment = await payments.own(guest, answer.body["id"])
        assert payment.checks == 1
        assert payment.next_check_at is not None
        assert payment.next_check_at > utc_now()

    async def test_gives_up_what_the_processor_never_heard_of_after_asking_several_times(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        """Old by one clock is not enough: another may be sending it this second."""
        payer, bill = await scene.payer(), await scene.bill()
        card = await scene.saved_card(payer)
        quote = await scene.quote(payer, (bill, None))
        lost = {"kind": "before_close", "method": "POST", "path": "/v1/payment_intents", "count": 3}
        await control.post("/_sandbox/faults", json=lost)
        answer = await scene.pay(payer, quote, card=card)
        await scene.platform.database.payment_transactions.update_one(
            {"_id": answer.body["id"]}, {"$set": {"created_at": utc_now() - RESUBMIT_FOR}}
        )
        following: Following = scene.platform.get(Following)
        payments: PaymentsService = scene.platform.get(PaymentsService)

        states = []
        for _ in range(ASKED_BEFORE_GIVING_UP + 1):
            await make_due(scene)
            await ask_about_due_payments(following)
            states.append((await payments.own(payer, answer.body["id"])).state)

        assert answer.body["state"] == "unknown"
        assert states == [PaymentState.UNKNOWN] * ASKED_BEFORE_GIVING_UP + [PaymentState.FAILED]

    async def test_is_not_held_up_by_a_payment_it_cannot_work_on(self, scene: Scene) -> None:
        guest = scene.guest()
        broken = await scene.pay(guest, await scene.quote(guest, (await scene.bill(), None)))
        other = await scene.bill(number=2)
        sound = await scene.pay(guest, await scene.quote(guest, (other, None)), key="k-2")
        database = scene.platform.database
        await database.payment_transactions.update_one(
            {"_id": broken.body["id"]}, {"$set": {"request": {"amount_minor": "nothing"}}}
        )
        following: Following = scene.platform.get(Following)
        payments: PaymentsService = scene.platform.get(PaymentsService)
        await make_due(scene)

        assert await ask_about_due_payments(following) == 2

        for payment_id in (broken.body["id"], sound.body["id"]):
            payment = await payments.own(guest, payment_id)
            assert payment.next_check_at is not None
            assert payment.next_check_at > utc_now()


class TestBackfill:
    async def test_writes_nothing_for_events_that_webhooks_have_brought(self, scene: Scene) -> None:
        payer, bill = await scene.payer(), await scene.bill()
        card = await scene.saved_card(payer)
        await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)
        backfill: WebhookBackfill = scene.platform.get(WebhookBackfill)
        await backfill.run()
        before = await inserts_tried(scene)

        await backfill.run()

        assert await inserts_tried(scene) == before

    async def test_puts_events_whose_webhook_never_came_into_the_inbox_once(
        self, scene: Scene
    ) -> None:
        payer, bill = await scene.payer(), await scene.bill()
        card = await scene.saved_card(payer)
        answer = await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)
        backfill: WebhookBackfill = scene.platform.get(WebhookBackfill)
        deliveries: Deliveries = scene.platform.get(Deliveries)
        following: Following = scene.platform.get(Following)

        missed = await backfill.run()
        again = await backfill.run()

        ours = await scene.platform.database.inbox.find({"payment_id": answer.body["id"]}).to_list()
        assert missed >= 1
        assert again == 0
        assert "payment_intent.succeeded" in {row["type"] for row in ours}
        while await deliveries.work_off_webhooks(following.work_off):
            pass
        assert (
            await scene.platform.database.inbox.count_documents(
                {"payment_id": answer.body["id"], "state": "new"}
            )
            == 0
        )

    async def test_asks_for_what_was_not_delivered_and_now_and_then_for_all(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        now = utc_now()
        backfill = WebhookBackfill(
            processor=scene.platform.get(StripeProcessor),
            deliveries=scene.platform.get(Deliveries),
            clock=lambda: now,
        )
        payer, (bill, other) = await scene.payer(), await scene.bills([10_000, 10_000])
        card = await scene.saved_card(payer)
        await backfill.run()

        # No endpoint is known to the sandbox: it has nothing that it could not deliver.
        await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)
        assert await backfill.run() == 0

        key = {"Authorization": "Bearer sk_test_jobs"}
        endpoint = {"url": "http://127.0.0.1:1/hook", "enabled_events[]": "*"}
        made = await control.post("/v1/webhook_endpoints", data=endpoint, headers=key)
        await control.post("/_sandbox/webhook-faults", json={"rates": {"drop": 1.0}})
        quote = await scene.quote(payer, (other, None))
        lost = await scene.pay(payer, quote, card=card, key="k-2")
        missed = await backfill.run()
        theirs = {"payment_id": lost.body["id"]}
        assert missed >= 1
        assert await scene.platform.database.inbox.count_documents(theirs) == missed
        await control.delete("/_sandbox/webhook-faults")
        await control.delete(f"/v1/webhook_endpoints/{made.json()['id']}", headers=key)

        now += timedelta(minutes=5)
        assert await backfill.run() >= 1
        assert await backfill.run() == 0
