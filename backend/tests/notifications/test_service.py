"""Messages of the outbox become mail once each: real mongod, real SMTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integrations.sandbox_control import SandboxControl
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Database
from paymentus.integrations.mail import MailUnavailable
from paymentus.integrations.mail.smtp import SmtpMail
from paymentus.notifications.domain import NotificationState
from paymentus.notifications.repository import NotificationRepository
from paymentus.notifications.service import NotificationBeingSent, NotificationsService


class Watch:
    """A clock a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def control(sandbox: Any) -> AsyncIterator[SandboxControl]:
    control = SandboxControl(sandbox.url)
    yield control
    await control.aclose()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def service(sandbox: Any, database: Database, watch: Watch) -> NotificationsService:
    return a_service(database, watch, sandbox.smtp_port)


def a_service(database: Database, watch: Watch, port: int) -> NotificationsService:
    mail = SmtpMail(
        url=f"smtp://127.0.0.1:{port}", sender="receipts@paymentus.example", timeout_seconds=5
    )
    return NotificationsService(repository=NotificationRepository(database), mail=mail, clock=watch)


def a_message(**changes: Any) -> dict[str, Any]:
    return {
        "message_id": new_id("out"),
        "payment_id": new_id("pay"),
        "to": f"{new_id('jo').lower()}@example.com",
        "confirmation_number": "7KQ4-M2XD-9F",
        "total_text": "$101.50",
        "items": [
            {
                "biller": "City of Riverton Water",
                "bill_number": "RW-1",
                "amount_text": "$100.00",
                "delivery_date": "2026-11-24",
            }
        ],
        "fee_text": "$1.50",
        "paid_at": "2026-11-23T10:00:00.000Z",
        "receipt_url": "https://pay.example/receipts/pay_1?token=a",
        **changes,
    }


class TestReceiptMail:
    async def test_is_sent_once_however_often_the_message_comes(
        self, service: NotificationsService, control: SandboxControl
    ) -> None:
        message = a_message()
        for _ in range(3):
            await service.on_receipt_mail(message)
        (mail,) = await control.mail_to(message["to"])
        assert "7KQ4-M2XD-9F" in mail["text"]
        (record,) = await service.about(message["payment_id"])
        assert (record.state, record.attempts) == (NotificationState.SENT, 1)
        assert record.to_masked == "j***@e***"

    async def test_is_sent_once_when_two_servers_have_the_message(
        self, service: NotificationsService, control: SandboxControl
    ) -> None:
        message = a_message()
        results = await asyncio.gather(
            *(service.on_receipt_mail(message) for _ in range(6)), return_exceptions=True
        )
        assert all(each is None or isinstance(each, NotificationBeingSent) for each in results)
        assert len(await control.mail_to(message["to"])) == 1

    async def test_that_bounces_is_recorded_and_never_tried_again(
        self, service: NotificationsService, control: SandboxControl
    ) -> None:
        message = a_message()
        await control.refuse_mail(message["to"], 550, count=1)
        await service.on_receipt_mail(message)
        await service.on_receipt_mail(message)
        (record,) = await service.about(message["payment_id"])
        assert (record.state, record.attempts) == (NotificationState.BOUNCED, 1)
        assert record.problem is not None
        assert "550" in record.problem
        assert await control.mail_to(message["to"]) == []

    async def test_that_the_server_puts_off_is_sent_on_the_next_try(
        self, service: NotificationsService, control: SandboxControl
    ) -> None:
        message = a_message()
        await control.refuse_mail(message["to"], 451, count=2)
        for _ in range(2):
            with pytest.raises(MailUnavailable):
                await service.on_receipt_mail(message)
        await service.on_receipt_mail(message)
        assert len(await control.mail_to(message["to"])) == 1
        (record,) = await service.about(message["payment_id"])
        assert (record.state, record.attempts) == (NotificationState.SENT, 3)

    async def test_is_taken_over_from_a_server_that_died_while_sending(
        self,
        service: NotificationsService,
        control: SandboxControl,
        database: Database,
        watch: Watch,
    ) -> None:
        message = a_message()
        await NotificationRepository(database).begin(
            message_id=message["message_id"],
            kind="receipt",
            subject=message["payment_id"],
            to_masked="j***@e***",
            now=watch.now,
            lease=timedelta(minutes=2),
        )
        with pytest.raises(NotificationBeingSent):
            await service.on_receipt_mail(message)
        watch.now += timedelta(minutes=3)
        await service.on_receipt_mail(message)
        assert len(await control.mail_to(message["to"])) == 1

    async def test_waits_while_there_is_no_mail_server(
        self, database: Database, watch: Watch
    ) -> None:
        service = a_service(database, watch, 9)
        message = a_message()
        with pytest.raises(Unavailable):
            await service.on_receipt_mail(message)
        (record,) = await service.about(message["payment_id"])
        assert record.state is NotificationState.SENDING

    async def test_keeps_no_address_in_the_record(
        self, service: NotificationsService, database: Database
    ) -> None:
        message = a_message()
        await service.on_receipt_mail(message)
        document = await database["notifications"].find_one({"_id": message["message_id"]})
        assert message["to"] not in str(document)
