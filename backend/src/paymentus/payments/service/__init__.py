"""Use cases of paying: quote, pay, follow to the end, read, receipt."""

from paymentus.payments.service.following import Following
from paymentus.payments.service.paying import (
    Answer,
    HostedCheckout,
    PaymentOrder,
    PaymentsService,
    SavedCard,
)
from paymentus.payments.service.reading import PaymentReading, Story, StoryLine

__all__ = [
    "Answer",
    "Following",
    "HostedCheckout",
    "PaymentOrder",
    "PaymentReading",
    "PaymentsService",
    "SavedCard",
    "Story",
    "StoryLine",
]
