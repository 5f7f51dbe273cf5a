"""Customers, their payment methods, intents to save one, and the event feed."""

from __future__ import annotations

import hashlib
from typing import Any

from sandbox.cards import TestBankAccount, TestCard
from sandbox.settings import API_VERSION
from sandbox.store import JsonObject
from sandbox.stripe_objects.method_types import offered_types

_NO_ADDRESS = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))


def address(given: JsonObject | None = None) -> JsonObject:
    return {**_NO_ADDRESS, **(given or {})}


def billing_details(given: JsonObject | None = None) -> JsonObject:
    given = given or {}
    return {
        "address": address(given.get("address")),
        "email": given.get("email"),
        "name": given.get("name"),
        "phone": given.get("phone"),
        "tax_id": None,
    }


def customer(object_id: str, created: int, given: JsonObject) -> JsonObject:
    return {
        "id": object_id,
        "object": "customer",
        "address": address(given["address"]) if given.get("address") else None,
        "balance": 0,
        "created": created,
        "currency": None,
        "customer_account": None,
        "default_source": None,
        "delinquent": False,
        "description": given.get("description"),
        "discount": None,
        "email": given.get("email"),
        "invoice_prefix": hashlib.sha256(object_id.encode()).hexdigest()[:8].upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {k: v for k, v in (given.get("metadata") or {}).items() if v},
        "name": given.get("name"),
        "next_invoice_sequence": 1,
        "phone": given.get("phone"),
        "preferred_locales": given.get("preferred_locales") or [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }


def deleted(kind: str, object_id: str) -> JsonObject:
    return {"id": object_id, "object": kind, "deleted": True}


def fingerprint(number: str) -> str:
    """The same for every use of one card or account number, as the vendor's is."""
    return hashlib.sha256(b"fingerprint:" + number.encode()).hexdigest()[:16]


def payment_method(
    object_id: str,
    created: int,
    instrument: TestCard | TestBankAccount,
    given: JsonObject,
    *,
    exp_month: int,
    exp_year: int,
) -> JsonObject:
    """``exp_month`` and ``exp_year`` are ignored for a bank account."""
    kind = "card" if isinstance(instrument, TestCard) else "us_bank_account"
    return {
        "id": object_id,
        "object": "payment_method",
        "allow_redisplay": given.get("allow_redisplay") or "unspecified",
        "billing_details": billing_details(given.get("billing_details")),
        kind: (
            card_face(instrument, exp_month, exp_year)
            if isinstance(instrument, TestCard)
            else bank_account_face(instrument)
        ),
        "created": created,
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": {k: v for k, v in (given.get("metadata") or {}).items() if v},
        "type": kind,
    }


def card_face(card: TestCard, exp_month: int, exp_year: int) -> JsonObject:
    return {
        "brand": card.brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": card.cvc_check,
        },
        "country": card.country,
        "display_brand": "american_express" if card.brand == "amex" else card.brand,
        "exp_month": exp_month,
        "exp_year": exp_year,
        "fingerprint": fingerprint(card.number),
        "funding": "debit" if card.number == "4000056655665556" else "credit",
        "generated_from": None,
        "last4": card.number[-4:],
        "networks": {"available": [card.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }


def bank_account_face(account: TestBankAccount) -> JsonObject:
    return {
        "account_holder_type": "individual",
        "account_type": "checking",
        "bank_name": "STRIPE TEST BANK",
        "financial_connections_account": None,
        "fingerprint": fingerprint(account.number),
        "last4": account.number[-4:],
        "networks": {"preferred": "ach", "supported": ["ach"]},
        "routing_number": "110000000",
        "status_details": {},
    }


def setup_intent(object_id: str, created: int, secret: str, given: JsonObject) -> JsonObject:
    fixed = given.get("payment_method_types")
    allowed = given.get("allowed_payment_method_types") or None
    return {
        "id": object_id,
        "object": "setup_intent",
        "allowed_payment_method_types": allowed,
        "application": None,
        "automatic_payment_methods": (
            None if fixed else {"allow_redirects": allow_redirects(given), "enabled": True}
        ),
        "cancellation_reason": None,
        "client_secret": f"{object_id}_secret_{secret}",
        "created": created,
        "customer": given.get("customer"),
        "customer_account": None,
        "description": given.get("description"),
        "excluded_payment_method_types": None,
        "flow_directions": None,
        "last_setup_error": None,
        "latest_attempt": None,
        "livemode": False,
        "mandate": None,
        "metadata": {k: v for k, v in (given.get("metadata") or {}).items() if v},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": given.get("payment_method"),
        "payment_method_configuration_details": None,
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": fixed or offered_types(None, allowed),
        "single_use_mandate": None,
        "status": "requires_payment_method",
        "usage": given.get("usage") or "off_session",
    }


def allow_redirects(given: JsonObject) -> str:
    return str((given.get("automatic_payment_methods") or {}).get("allow_redirects") or "always")


def event(
    object_id: str,
    created: int,
    event_type: str,
    about: JsonObject,
    *,
    request_id: str | None,
    idempotency_key: str | None,
) -> JsonObject:
    """The object inside is a snapshot: later changes do not reach it once it is stored."""
    return {
        "id": object_id,
        "object": "event",
        "api_version": API_VERSION,
        "created": created,
        "data": {"object": about},
        "livemode": False,
        "pending_webhooks": 0,
        "request": {"id": request_id, "idempotency_key": idempotency_key},
        "type": event_type,
    }


def webhook_endpoint(
    object_id: str, created: int, url: str, events: list[str], given: dict[str, Any]
) -> JsonObject:
    """Without the signing secret, which only the answer to its creation shows."""
    return {
        "id": object_id,
        "object": "webhook_endpoint",
        "api_version": given.get("api_version"),
        "application": None,
        "created": created,
        "description": given.get("description"),
        "enabled_events": events,
        "livemode": False,
        "metadata": {k: v for k, v in (given.get("metadata") or {}).items() if v},
        "status": "enabled",
        "url": url,
    }
