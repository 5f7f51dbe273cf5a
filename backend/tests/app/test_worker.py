"""The worker's loops over a real platform: each stands alone, all stop when asked."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import httpx
import pytest

from paymentus.app.wiring import Platform
from paymentus.app.worker import outbox_handlers, run
from paymentus.commit.domain import AuditRecord, OutboxMessage, UnitOfWork
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.foundation.event_stream import EventStream
from paymentus.identity.service import IdentityService
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.service import PaymentsService

from support.scene import Scene


@contextlib.asynccontextmanager
async def working(platform: Platform) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(run(platform, stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def until(condition, *, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        await asyncio.sleep(0.02)


class TestWorker:
    async def test_moves_events_into_the_log_and_messages_out(self, platform: Platform) -> None:
        database = platform.database
        async with working(platform):
            await platform.committer.commit(
                UnitOfWork(
                    audit=(AuditRecord("test.done", "s", "test"),),
                    outbox=(
                        OutboxMessage(
                            "payment_changed",
                            "pay_1",
                            {"payment_id": "pay_1", "state": "failed", "biller_ids": []},
                        ),
                    ),
                )
            )
            await until(lambda: _none(database.audit_inbox))
            await until(lambda: _all_done(database.outbox))

        assert await database.audit_log.count_documents({"type": "test.done"}) == 1

    async def test_goes_on_with_the_rest_when_one_job_fails(
        self, platform: Platform, caplog: pytest.LogCaptureFixture
    ) -> None:
        """A message that no handler can read, and a document the janitor cannot."""
        database = platform.database
        await platform.committer.commit(
            UnitOfWork(
                outbox=(OutboxMessage("payment_changed", "x", {"nonsense": True}, id="out_bad"),)
            )
        )
        await database.ledger_holds.insert_one(
            {"_id": "ent_x", "state": "open", "expires_at": None, "postings": [{}]}
        )
        async with working(platform):
            await platform.committer.commit(
                UnitOfWork(audit=(AuditRecord("test.done", "s", "test"),))
            )
            await until(lambda: _none(database.audit_inbox))

        bad = await database.outbox.find_one({"_id": "out_bad"})
        assert bad is not None
        assert (bad["state"], bad["problem"]) == ("new", "KeyError")

    async def test_stops_soon_after_it_is_asked(self, platform: Platform) -> None:
        async with working(platform):
            await asyncio.sleep(0.3)
            started = time.monotonic()

        assert time.monotonic() - started < 4

    async def test_settles_a_payment_whose_payer_never_came_back(self, scene: Scene) -> None:
        """The page was paid; nobody refreshed: the missed event and the janitor see to it."""
        guest, bill = scene.guest(), await scene.bill()
        answer = await scene.pay(guest, await scene.quote(guest, (bill, None)))
        session = answer.body["next_action"]["url"].rsplit("/", 1)[1]
        async with httpx.AsyncClient(base_url=scene.sandbox_url) as sandbox:
            await sandbox.post(
                f"/_sandbox/checkout/{session}/pay",
                json={"card": "4242424242424242", "email": "a@b.example", "name": "A"},
            )
        database = scene.platform.database

        async def settled() -> bool:
            row = await database.payment_transactions.find_one({"_id": answer.body["id"]})
            mail = await database.notifications.find_one({"subject": answer.body["id"]})
            return bool(row and row["state"] == "succeeded" and mail and mail["state"] == "sent")

        async with working(scene.platform):
            await until(settled, seconds=20)


class TestHandlers:
    async def test_are_there_for_every_topic_that_is_written(self, platform: Platform) -> None:
        assert outbox_handlers(platform).keys() == {
            "payment_changed",
            "bill_file_changed",
            "receipt_mail",
            "keep_card",
            "account_mail",
            "payment_mail",
            "person_named",
            "transfer_released",
            "transfer_refused",
            "transfer_ended",
            "transfer_made",
            "incident_mail",
        }

    async def test_screen_whoever_registers(self, platform: Platform) -> None:
        identity: IdentityService = platform.get(IdentityService)
        signed_in = await identity.register(
            email="jo@payers.example", password="three blue otters", full_name="Mikhail Zanderkov"
        )
        alerts: AlertsRepository = platform.get(AlertsRepository)

        async def alerted() -> bool:
            return bool(await alerts.of_party(signed_in.principal.id))

        async with working(platform):
            await until(alerted)

    async def test_keep_a_card_that_was_saved_with_a_payment_whose_server_died(
        self, scene: Scene
    ) -> None:
        payer, bill = await scene.payer(), await scene.bill()
        quote = await scene.quote(payer, (bill, None))
        answer = await scene.pay(payer, quote, save_card=True)
        session = answer.body["next_action"]["url"].rsplit("/", 1)[1]
        form = {"card": "4242424242424242", "email": "a@b.example", "name": "A"}
        async with httpx.AsyncClient(base_url=scene.sandbox_url, timeout=10) as http:
            await http.post(f"/_sandbox/checkout/{session}/pay", json=form)
        methods: PaymentMethodsService = scene.platform.get(PaymentMethodsService)
        payments: PaymentsService = scene.platform.get(PaymentsService)
        await payments.refresh(payer, answer.body["id"])
        # As when the server had died between the payment's commit and its asking for the card.
        await scene.platform.database.payment_methods.delete_many({"user_id": payer.id})
        assert await methods.cards_of(payer.id) == []

        async def card_is_kept() -> bool:
            return len(await methods.cards_of(payer.id)) == 1

        async with working(scene.platform):
            await until(card_is_kept)

    async def test_tell_watchers_no_more_than_ids_and_state(self, platform: Platform) -> None:
        stream: EventStream = platform.get(EventStream)
        handlers = outbox_handlers(platform)
        message = {
            "payment_id": "pay_1",
            "state": "failed",
            "biller_ids": ["blr_1"],
            "email": "a@b.example",
            "message_id": "out_1",
        }

        await handlers["payment_changed"](message)

        async with asyncio.timeout(5):
            async for event in stream.listen("blr_1", "0-0"):
                assert event.data.keys() == {"payment_id", "state", "at"}
                break

    async def test_send_no_mail_about_what_is_not_there(self, platform: Platform) -> None:
        handler = outbox_handlers(platform)["receipt_mail"]

        await handler({"payment_id": "pay_none", "message_id": "out_1"})

        assert await platform.database.notifications.count_documents({}) == 0


async def _none(collection) -> bool:
    return await collection.count_documents({}) == 0


async def _all_done(collection) -> bool:
    return await collection.count_documents({"state": {"$ne": "done"}}) == 0
