"""What the platform asks of a mail server: take one message, or say why not.

Types and refusals only; ``smtp.py`` is the one adapter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from paymentus.foundation.errors import Rejected, Unavailable


class MailUnavailable(Unavailable):
    """The mail server did not take the message now. It may be sent again later."""


class MailBounced(Rejected):
    """The mail server will never take this message for this address."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One message to one address.

    ``message_id`` is the part before the ``@``. It is the same for each try of one message, so that
    a mail server or a mailbox that got it twice can tell.
    """

    message_id: str
    to: str
    subject: str
    text: str
    html: str
    date: datetime


__all__ = ["Mail", "MailBounced", "MailUnavailable"]
