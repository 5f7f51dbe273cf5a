"""Our requests in the form Stripe takes them. Pure: the same charge gives the same parameters.

Metadata carries our ids and nothing about a person. A page offers cards and nothing else, whatever
the account's dashboard has turned on.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from paymentus.integrations.payment_processor import ChargeRequest

PAYMENT_ID = "payment_id"
INTENT_EXPANSIONS = ["latest_charge.balance_transaction"]
SESSION_EXPANSIONS = ["payment_intent.latest_charge.balance_transaction"]

# https://docs.stripe.com/get-started/account/statement-descriptors: Latin letters, at most 22
# characters together with the account's prefix (the rest is cut off), none of these.
_DESCRIPTOR_LENGTH_MAX = 22
_DESCRIPTOR_FORBIDDEN = str.maketrans("", "", "<>\\'\"*")

# Stripe refuses a longer description of a PaymentIntent.
_DESCRIPTION_LENGTH_MAX = 1000
_PRODUCT_NAME_LENGTH_MAX = 250

# API versions since 2026-09-30 take no ``payment_method_types``; this filters what the dashboard
# has on: https://docs.stripe.com/changelog/endive/2026-09-30/remove-payment-method-types-checkout-sessions
_CARDS_ONLY = {"allowed_payment_method_types": ["card"]}


def intent_parameters(request: ChargeRequest) -> dict[str, Any]:
    """Create and confirm a PaymentIntent on a saved card while its owner is present."""
    return {
        "amount": request.amount_minor,
        "currency": request.currency.lower(),
        "customer": request.customer,
        "payment_method": request.payment_method,
        "confirm": True,
        "return_url": request.return_url,
        "description": request.description[:_DESCRIPTION_LENGTH_MAX],
        **_statement(request),
        "metadata": {PAYMENT_ID: request.payment_id},
        "expand": INTENT_EXPANSIONS,
    }


def checkout_parameters(request: ChargeRequest) -> dict[str, Any]:
    """Open a Checkout page for one amount, with our words on it."""
    intent: dict[str, Any] = {
        "description": request.description[:_DESCRIPTION_LENGTH_MAX],
        **_statement(request),
        "metadata": {PAYMENT_ID: request.payment_id},
    }
    if request.save_card:
        intent["setup_future_usage"] = "on_session"
    parameters: dict[str, Any] = {
        "mode": "payment",
        **_CARDS_ONLY,
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": request.currency.lower(),
                    "unit_amount": request.amount_minor,
                    "product_data": {"name": request.description[:_PRODUCT_NAME_LENGTH_MAX]},
                },
            }
        ],
        "payment_intent_data": intent,
        "client_reference_id": request.payment_id,
        "metadata": {PAYMENT_ID: request.payment_id},
        "success_url": request.return_url,
        "cancel_url": request.cancel_url,
        "expand": SESSION_EXPANSIONS,
    }
    if request.customer:
        parameters["customer"] = request.customer
    else:
        if request.email:
            parameters["customer_email"] = request.email
        if request.save_card:
            parameters["customer_creation"] = "always"
    if request.expires_at is not None:
        parameters["expires_at"] = request.expires_at
    return parameters


def customer_parameters(*, user_id: str, email: str | None) -> dict[str, Any]:
    """A customer to keep cards under. The address is optional: the processor's page asks for it."""
    parameters: dict[str, Any] = {"metadata": {"user_id": user_id}}
    if email:
        parameters["email"] = email
    return parameters


def setup_parameters(
    *, customer: str, currency: str, return_url: str, cancel_url: str
) -> dict[str, Any]:
    """Open a Checkout page that keeps a card and charges nothing, in the biller's currency."""
    return {
        "mode": "setup",
        **_CARDS_ONLY,
        "customer": customer,
        "currency": currency.lower(),
        "success_url": return_url,
        "cancel_url": cancel_url,
    }


def _statement(request: ChargeRequest) -> dict[str, str]:
    suffix = statement_suffix(request.statement_descriptor)
    return {"statement_descriptor_suffix": suffix} if suffix else {}


def statement_suffix(text: str) -> str:
    """What may stand on a card statement after the account's prefix; empty if no letter is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    allowed = "".join(char for char in plain.translate(_DESCRIPTOR_FORBIDDEN) if char.isprintable())
    suffix = " ".join(allowed.split())[:_DESCRIPTOR_LENGTH_MAX].rstrip()
    return suffix if any(char.isalpha() for char in suffix) else ""
