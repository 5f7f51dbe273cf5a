"""Makes Stripe's objects in their whole current shape (API version 2026-10-28.endive).

Every function returns a new dict with every field that Stripe sends, related objects by id.
"""

from sandbox.stripe_objects.checkout import checkout_session, line_item
from sandbox.stripe_objects.payments import (
    balance_transaction,
    charge,
    dispute,
    payment_intent,
    refund,
)
from sandbox.stripe_objects.payouts import payout
from sandbox.stripe_objects.people import (
    customer,
    deleted,
    event,
    payment_method,
    setup_intent,
    webhook_endpoint,
)

__all__ = [
    "balance_transaction",
    "charge",
    "checkout_session",
    "customer",
    "deleted",
    "dispute",
    "event",
    "line_item",
    "payment_intent",
    "payment_method",
    "payout",
    "refund",
    "setup_intent",
    "webhook_endpoint",
]
