"""What the platform asks of a card processor, and what it hears back.

Types and refusals only; ``stripe.py`` is the one adapter, the same code for the live processor
and for the sandbox. Amounts are minor units of the named currency. Card data never passes here:
a card is typed on the processor's own page, and we keep its face (brand, last four) and a handle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from paymentus.foundation.errors import Rejected, Unavailable


class ProcessorUnavailable(Unavailable):
    """The card processor gave no clear answer, so what happened is not known yet.

    Raised for a timeout, a lost connection, 5xx, 409, 429, refused credentials and an answer that
    makes no sense. Money may or may not have moved: never treat this as a failed payment.
    """


class ProcessorRefused(Rejected):
    """The card processor refused the request itself. Nothing was charged."""


class ProcessorObjectUnknown(ProcessorUnavailable):
    """The card processor has no such object under our account.

    Unavailable and not refused: with another account's key every object is unknown, the charged
    ones too.
    """


class WebhookNotGenuine(Rejected):
    """The webhook does not carry a valid, recent signature of the processor, or is not an event."""


@dataclass(frozen=True, slots=True)
class ChargeRequest:
    """One attempt to charge, frozen before the first call and replayed unchanged.

    A saved card (``customer`` and ``payment_method``) is charged at once; with ``checkout`` the
    payer is sent to the processor's page instead. ``expires_at`` (unix seconds, Checkout only)
    lies 30 minutes to 24 hours after creation, the processor's own bounds.
    """

    payment_id: str
    amount_minor: int
    currency: str
    description: str
    statement_descriptor: str
    idempotency_key: str
    return_url: str
    customer: str | None = None
    payment_method: str | None = None
    checkout: bool = False
    cancel_url: str = ""
    save_card: bool = False
    email: str | None = None
    expires_at: int | None = None

    def __post_init__(self) -> None:
        if type(self.amount_minor) is not int or self.amount_minor <= 0:
            raise ValueError("a charge is a positive whole number of minor units")
        if not self.payment_id or not 0 < len(self.idempotency_key) <= 255:
            raise ValueError("a charge names its payment and an idempotency key")
        if self.checkout and (self.payment_method or not self.cancel_url):
            raise ValueError("Checkout asks for the card itself and needs a cancel_url")
        if not self.checkout and not (self.customer and self.payment_method):
            raise ValueError("without Checkout a charge names a saved card and its customer")

    def to_document(self) -> dict[str, Any]:
        """For storage with the attempt; every field, so that later defaults change nothing."""
        return asdict(self)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> ChargeRequest:
        """Inverse of :meth:`to_document`; members added by the store are ignored."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in document.items() if name in known})


class OutcomeState(StrEnum):
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    REQUIRES_ACTION = "requires_action"
    PROCESSING = "processing"
    EXPIRED = "expired"
    """Canceled or expired at the processor; nothing was charged and nothing can be any more."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the processor says now about one attempt.

    ``object_id`` is the PaymentIntent or Checkout session that was asked about; it is empty only
    for a decline that left no object. ``fee_minor`` is None until the processor has booked it.
    A failure of one that REQUIRES_ACTION is of the last try: the payer may try another card.
    """

    state: OutcomeState
    object_id: str
    intent_id: str | None = None
    charge_id: str | None = None
    redirect_url: str | None = None
    failure_code: str | None = None
    failure_message: str | None = None
    brand: str | None = None
    last4: str | None = None
    fee_minor: int | None = None
    amount_received_minor: int = 0
    customer: str | None = None
    payment_method: str | None = None


@dataclass(frozen=True, slots=True)
class Charged:
    """Money that the processor took. ``payment_id`` is ours, None where it names none."""

    id: str
    payment_id: str | None
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class WebhookEvent:
    """A hint that something changed; the object is fetched before anything is believed.

    ``payment_id`` is ours, read back from the object's metadata where it carries it.
    """

    id: str
    type: str
    object_id: str
    object_kind: str
    created_at: datetime
    payment_id: str | None = None


@dataclass(frozen=True, slots=True)
class SavedCard:
    """A card kept at the processor. ``id`` is its handle there; ``fingerprint`` is the same for
    every handle of one card; ``country`` is that of the bank that issued it (ISO 3166)."""

    id: str
    customer: str | None
    brand: str
    last4: str
    exp_month: int
    exp_year: int
    fingerprint: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class CardSetup:
    """A hosted page where a payer adds a card."""

    session_id: str
    redirect_url: str


EVENT_TYPES = (
    "payment_intent.succeeded",
    "payment_intent.payment_failed",
    "payment_intent.processing",
    "payment_intent.requires_action",
    "payment_intent.canceled",
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    # The fee of a charge is booked a moment after the charge itself.
    "charge.updated",
)
"""Events that can change a payment; a webhook endpoint is subscribed to these."""

__all__ = [
    "EVENT_TYPES",
    "CardSetup",
    "ChargeRequest",
    "Charged",
    "Outcome",
    "OutcomeState",
    "ProcessorObjectUnknown",
    "ProcessorRefused",
    "ProcessorUnavailable",
    "SavedCard",
    "WebhookEvent",
    "WebhookNotGenuine",
]
