"""Checkout sessions and their lines."""

from __future__ import annotations

from sandbox.store import JsonObject
from sandbox.stripe_objects.method_types import offered_types
from sandbox.stripe_objects.people import address

# Empty in an open session: filled in later, or never used by the platform.
_UNSET = (
    "after_expiration",
    "allow_promotion_codes",
    "billing_address_collection",
    "client_secret",
    "collected_information",
    "consent",
    "consent_collection",
    "currency_conversion",
    "customer_account",
    "customer_details",
    "integration_identifier",
    "invoice",
    "origin_context",
    "payment_intent",
    "payment_link",
    "payment_method_configuration_details",
    "permissions",
    "recovered_from",
    "saved_payment_method_options",
    "setup_intent",
    "shipping_address_collection",
    "shipping_cost",
    "subscription",
    "wallet_options",
)


def checkout_session(
    object_id: str,
    created: int,
    given: JsonObject,
    *,
    url: str,
    amount: int | None,
    currency: str | None,
    expires_at: int,
) -> JsonObject:
    """An open session; ``amount`` is None in setup mode."""
    pays = given["mode"] == "payment"
    allowed = given.get("allowed_payment_method_types") or None
    return {
        "id": object_id,
        "object": "checkout.session",
        **dict.fromkeys(_UNSET),
        "adaptive_pricing": {"enabled": False} if pays else None,
        "allowed_payment_method_types": allowed,
        "amount_subtotal": amount,
        "amount_total": amount,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "cancel_url": given.get("cancel_url"),
        "client_reference_id": given.get("client_reference_id"),
        "created": created,
        "currency": currency,
        "custom_fields": [],
        "custom_text": {
            "after_submit": None,
            "shipping_address": None,
            "submit": None,
            "terms_of_service_acceptance": None,
        },
        "customer": given.get("customer"),
        "customer_creation": (
            None if given.get("customer") else given.get("customer_creation") or "if_required"
        ),
        "customer_email": given.get("customer_email"),
        "discounts": [] if pays else None,
        "expires_at": expires_at,
        "invoice_creation": _no_invoice() if pays else None,
        "livemode": False,
        "locale": given.get("locale"),
        "managed_payments": {"enabled": False},
        "metadata": {k: v for k, v in (given.get("metadata") or {}).items() if v},
        "mode": given["mode"],
        "payment_method_collection": "if_required" if pays else "always",
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": (
            given.get("payment_method_types") or offered_types(currency, allowed)
        ),
        "payment_status": "unpaid" if pays else "no_payment_required",
        "phone_number_collection": {"enabled": False},
        "shipping_options": [],
        "status": "open",
        "submit_type": given.get("submit_type"),
        "success_url": given["success_url"],
        "total_details": (
            {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0} if pays else None
        ),
        "ui_mode": "hosted_page",
        "url": url,
    }


def _no_invoice() -> JsonObject:
    unset = ("account_tax_ids", "custom_fields", "description", "footer", "issuer")
    return {
        "enabled": False,
        "invoice_data": {**dict.fromkeys(unset), "metadata": {}, "rendering_options": None},
    }


def customer_details(email: str | None, name: str | None) -> JsonObject:
    return {
        "address": address(),
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": name,
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": [],
    }


def line_item(object_id: str, amount: int, currency: str, name: str, quantity: int) -> JsonObject:
    """One line; ``amount`` is for the whole quantity. Prices are inline, so it names none."""
    return {
        "id": object_id,
        "object": "item",
        "adjustable_quantity": None,
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": currency,
        "description": name,
        "metadata": {},
        "price": None,
        "quantity": quantity,
    }
