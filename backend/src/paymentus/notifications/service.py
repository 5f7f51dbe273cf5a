"""Turns messages of the outbox into mail, once each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Unavailable
from paymentus.integrations.mail import Mail, MailBounced, MailUnavailable
from paymentus.integrations.mail.smtp import SmtpMail
from paymentus.notifications.domain import (
    FINAL,
    AccountMail,
    Notification,
    NotificationState,
    ReceiptMail,
    StaffMail,
    masked,
)
from paymentus.notifications.repository import NotificationRepository

# Longer than any one try may take (several waits of the mail server's time limit).
_LEASE = timedelta(minutes=2)


class NotificationBeingSent(Unavailable):
    """Another server is sending this message right now."""


class NotificationsService:
    def __init__(self, *, repository: NotificationRepository, mail: SmtpMail, clock: Clock) -> None:
        self._repository = repository
        self._mail = mail
        self._clock = clock

    async def on_receipt_mail(self, message: Mapping[str, Any]) -> None:
        """Handle one outbox message of topic ``receipt_mail``; safe to repeat.

        ``message`` is the payload with ``message_id``, as the relay hands it over. A bounce is
        recorded and is no error. Raises ``Unavailable`` to be called again later.
        """
        receipt = ReceiptMail.from_payload(message)
        await self._once(message["message_id"], "receipt", receipt.payment_id, receipt)

    async def on_account_mail(self, message: Mapping[str, Any]) -> None:
        """Handle one outbox message of topic ``account_mail``; as :meth:`on_receipt_mail`."""
        mail = AccountMail.from_payload(message)
        await self._once(message["message_id"], mail.kind, mail.user_id, mail)

    async def on_staff_mail(self, message: Mapping[str, Any]) -> None:
        """Handle one message to staff; as :meth:`on_receipt_mail`."""
        mail = StaffMail.from_payload({k: v for k, v in message.items() if k != "message_id"})
        await self._once(message["message_id"], mail.kind, mail.about, mail)

    async def _once(
        self, message_id: str, kind: str, subject: str, mail: ReceiptMail | AccountMail | StaffMail
    ) -> None:
        taken = await self._repository.begin(
            message_id=message_id,
            kind=kind,
            subject=subject,
            to_masked=masked(mail.to),
            now=self._clock(),
            lease=_LEASE,
        )
        if taken is None:
            raise NotificationBeingSent()
        if taken.state in FINAL:
            return
        await self._send(
            Mail(
                message_id=message_id,
                to=mail.to,
                subject=mail.subject,
                text=mail.text,
                html=mail.html,
                # The same on every try, as a resent message should be.
                date=taken.created_at,
            )
        )

    async def about(self, subject: str) -> list[Notification]:
        """What was sent about a payment or to a person, oldest first."""
        return await self._repository.about(subject)

    async def _send(self, mail: Mail) -> None:
        try:
            await self._mail.send(mail)
        except MailBounced as bounced:
            await self._repository.finish(
                mail.message_id,
                NotificationState.BOUNCED,
                now=self._clock(),
                problem=bounced.detail,
            )
        except MailUnavailable as failed:
            await self._repository.let_go(mail.message_id, now=self._clock(), problem=failed.detail)
            raise
        else:
            await self._repository.finish(
                mail.message_id, NotificationState.SENT, now=self._clock()
            )
