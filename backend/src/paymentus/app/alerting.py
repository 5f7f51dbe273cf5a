"""Telling compliance at once: a mail to the address that ``COMPLIANCE_ALERT_EMAIL`` names.

Without a database, an outbox or a worker: an alert may be about their failure. Prometheus's alerts
go their own way, by Alertmanager.
"""

from __future__ import annotations

import html
import logging
from datetime import datetime

from paymentus.foundation.errors import FieldProblem, Rejected
from paymentus.foundation.ids import new_id
from paymentus.foundation.settings import Settings
from paymentus.integrations.mail import Mail
from paymentus.integrations.mail.smtp import SmtpMail

_log = logging.getLogger(__name__)
_SUBJECT_MAX = 120


class NothingToTell(Rejected):
    """Say in a sentence what is wrong."""


async def alert_by_mail(settings: Settings, message: str, *, at: datetime) -> str:
    """Mail ``message``, of one line or several; returns the address it went to.

    It is logged as well, whatever becomes of the mail. Raises ``NothingToTell``,
    ``MailUnavailable`` or ``MailBounced``.
    """
    lines = [" ".join(line.split()) for line in message.strip().splitlines()]
    if not lines:
        raise NothingToTell(fields=(FieldProblem("message", "It is empty."),))
    to = settings.compliance_alert_email
    _log.error("alert: %s", lines[0], extra={"event.action": "alert"})
    text = "\n".join(lines)
    mail = Mail(
        message_id=new_id("alm", at=at),
        to=to,
        subject=f"Alert: {lines[0]}"[:_SUBJECT_MAX],
        text=text,
        html=f"<p>{'<br>'.join(html.escape(line) for line in lines)}</p>",
        date=at,
    )
    await SmtpMail(url=settings.smtp_url, sender=settings.mail_from).send(mail)
    return to
