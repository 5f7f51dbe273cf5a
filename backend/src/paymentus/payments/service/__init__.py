"""Use cases of paying: quote, pay, follow to the end, read, receipt."""

from paymentus.payments.service.following import Following
from paymentus.payments.service.frozen_requests import FrozenRequests
from paymentus.payments.service.judging_again import HeldPayments
from paymentus.payments.service.paying import (
    Answer,
    HostedCheckout,
    PaymentOrder,
    PaymentsService,
    SavedCard,
)
from paymentus.payments.service.reading import PaymentReading, Story, StoryLine
from paymentus.payments.service.releasing import Releasing
from paymentus.payments.service.transfers import PaymentTransfers

__all__ = [
    "Answer",
    "Following",
    "FrozenRequests",
    "HeldPayments",
    "HostedCheckout",
    "PaymentOrder",
    "PaymentReading",
    "PaymentTransfers",
    "PaymentsService",
    "Releasing",
    "SavedCard",
    "Story",
    "StoryLine",
]
