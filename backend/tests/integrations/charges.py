"""Charge requests for tests."""

from __future__ import annotations

from typing import Any

from paymentus.foundation.ids import new_id
from paymentus.integrations.payment_processor import ChargeRequest


def a_charge(customer: str = "cus_1", card: str = "pm_card_visa", **changes: Any) -> ChargeRequest:
    """A saved card to be charged 101.50 USD."""
    payment_id = changes.pop("payment_id", None) or new_id("pay")
    values: dict[str, Any] = {
        "payment_id": payment_id,
        "amount_minor": 10_150,
        "currency": "USD",
        "description": "City of Riverton Water, bill RW-1",
        "statement_descriptor": "RIVERTON WATER",
        "idempotency_key": payment_id,
        "return_url": f"http://localhost:8001/payments/{payment_id}?from=processor",
        "customer": customer,
        "payment_method": card,
    }
    return ChargeRequest(**{**values, **changes})


def a_checkout(**changes: Any) -> ChargeRequest:
    """A payer on the way to the processor's page."""
    return a_charge(
        **{
            "customer": None,
            "card": None,
            "checkout": True,
            "cancel_url": "http://localhost:8001/pay?left=1",
            **changes,
        }
    )
