"""PaymentIntents, charges, refunds, disputes and the movements of the balance."""

from __future__ import annotations

from sandbox.cards import TestCard
from sandbox.store import JsonObject
from sandbox.stripe_objects.method_types import offered_types
from sandbox.stripe_objects.people import allow_redirects

_EVIDENCE = [
    "access_activity_log",
    "billing_address",
    "cancellation_policy",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
    "customer_communication",
    "customer_email_address",
    "customer_name",
    "customer_purchase_ip",
    "customer_signature",
    "duplicate_charge_documentation",
    "duplicate_charge_explanation",
    "duplicate_charge_id",
    "product_description",
    "receipt",
    "refund_policy",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "service_date",
    "service_documentation",
    "shipping_address",
    "shipping_carrier",
    "shipping_date",
    "shipping_documentation",
    "shipping_tracking_number",
    "uncategorized_file",
    "uncategorized_text",
]


def payment_intent(object_id: str, created: int, secret: str, given: JsonObject) -> JsonObject:
    """``given`` holds checked request parameters; the state is the one before any confirmation.

    A ``payment_method_types`` among them is a fixed list; without it the types are computed.
    """
    fixed = given.get("payment_method_types")
    allowed = given.get("allowed_payment_method_types") or None
    options = {
        "card": {
            "installments": None,
            "mandate_options": None,
            "network": None,
            "request_three_d_secure": "automatic",
        }
    }
    return {
        "id": object_id,
        "object": "payment_intent",
        "allowed_payment_method_types": allowed,
        "amount": given["amount"],
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": (
            None if fixed else {"allow_redirects": allow_redirects(given), "enabled": True}
        ),
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": given.get("capture_method") or "automatic_async",
        "client_secret": f"{object_id}_secret_{secret}",
        "confirmation_method": given.get("confirmation_method") or "automatic",
        "created": created,
        "currency": given["currency"],
        "customer": given.get("customer"),
        "customer_account": None,
        "description": given.get("description"),
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "managed_payments": {"enabled": False},
        "metadata": {k: v for k, v in (given.get("metadata") or {}).items() if v},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": given.get("payment_method"),
        "payment_method_configuration_details": None,
        "payment_method_options": options,
        "payment_method_types": fixed or offered_types(given["currency"], allowed),
        "processing": None,
        "receipt_email": given.get("receipt_email"),
        "review": None,
        "setup_future_usage": given.get("setup_future_usage"),
        "shipping": None,
        "source": None,
        "statement_descriptor": given.get("statement_descriptor"),
        "statement_descriptor_suffix": given.get("statement_descriptor_suffix"),
        "status": "requires_confirmation"
        if given.get("payment_method")
        else "requires_payment_method",
        "transfer_data": None,
        "transfer_group": given.get("transfer_group"),
    }


def charge(
    object_id: str, created: int, intent: JsonObject, method: JsonObject, details: JsonObject
) -> JsonObject:
    """A succeeded, captured charge; the caller changes what differs before saving it."""
    return {
        "id": object_id,
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"],
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "SANDBOX",
        "captured": True,
        "created": created,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "on_behalf_of": None,
        "outcome": outcome("normal"),
        "paid": True,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": details,
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": None,
        "source": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "succeeded",
        "transfer_data": None,
        "transfer_group": intent["transfer_group"],
    }


def outcome(risk: str, *, refused_for: str | None = None, blocked: bool = False) -> JsonObject:
    score = {"normal": 21, "elevated": 68, "highest": 92}[risk]
    kind = "authorized" if refused_for is None else "blocked" if blocked else "issuer_declined"
    said = {
        "authorized": "Payment complete.",
        "blocked": "Stripe blocked this payment as too risky.",
        "issuer_declined": "The bank did not return any further details with this decline.",
    }[kind]
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": "05" if kind == "issuer_declined" else None,
        "network_status": {
            "authorized": "approved_by_network",
            "blocked": "not_sent_to_network",
            "issuer_declined": "declined_by_network",
        }[kind],
        "reason": refused_for,
        "risk_level": risk,
        "risk_score": score,
        "seller_message": said,
        "type": kind,
    }


def card_charge_details(
    card: TestCard, face: JsonObject, amount: int, authenticated: bool, capture_before: int | None
) -> JsonObject:
    three_d_secure = {
        "authentication_flow": "challenge",
        "electronic_commerce_indicator": "05",
        "exemption_indicator": None,
        "result": "authenticated",
        "result_reason": None,
        "transaction_id": "00000000-0000-4000-8000-000000000000",
        "version": "2.2.0",
    }
    shown: JsonObject = {
        "amount_authorized": amount,
        "authorization_code": "123456",
        "brand": face["brand"],
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": card.postal_check,
            "cvc_check": card.cvc_check,
        },
        "country": card.country,
        "exp_month": face["exp_month"],
        "exp_year": face["exp_year"],
        "extended_authorization": {"status": "disabled"},
        "fingerprint": face["fingerprint"],
        "funding": face["funding"],
        "incremental_authorization": {"status": "unavailable"},
        "installments": None,
        "last4": face["last4"],
        "mandate": None,
        "multicapture": {"status": "unavailable"},
        "network": face["brand"],
        "network_token": {"used": False},
        "network_transaction_id": "104102978678771",
        "overcapture": {"maximum_amount_capturable": amount, "status": "unavailable"},
        "regulated_status": "unregulated",
        "three_d_secure": three_d_secure if authenticated else None,
        "transaction_link_id": None,
        "wallet": None,
    }
    if capture_before is not None:
        shown["capture_before"] = capture_before
    return {"card": shown, "type": "card"}


def bank_charge_details(face: JsonObject) -> JsonObject:
    shown = {
        "account_holder_type": face["account_holder_type"],
        "account_type": face["account_type"],
        "bank_name": face["bank_name"],
        "expected_debit_date": None,
        "fingerprint": face["fingerprint"],
        "last4": face["last4"],
        "mandate": None,
        "payment_reference": None,
        "routing_number": face["routing_number"],
    }
    return {"us_bank_account": shown, "type": "us_bank_account"}


def refund(
    object_id: str, created: int, charge_body: JsonObject, amount: int, given: JsonObject
) -> JsonObject:
    kind = charge_body["payment_method_details"]["type"]
    # Card refunds name the way back; bank account refunds carry an empty part.
    way = (
        {
            "reference": "7901352802291512",
            "reference_status": "available",
            "reference_type": "acquirer_reference_number",
            "type": "refund",
        }
        if kind == "card"
        else {}
    )
    return {
        "id": object_id,
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge_body["id"],
        "created": created,
        "currency": charge_body["currency"],
        "customer": charge_body["customer"],
        "customer_account": None,
        "destination_details": {kind: way, "type": kind},
        "metadata": {k: v for k, v in (given.get("metadata") or {}).items() if v},
        "payment_intent": charge_body["payment_intent"],
        "payment_method": charge_body["payment_method"],
        "reason": given.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }


def balance_transaction(
    object_id: str,
    created: int,
    *,
    kind: str,
    category: str,
    amount: int,
    fee: int,
    currency: str,
    source: str,
    available_on: int,
    description: str | None,
) -> JsonObject:
    """``amount`` is signed as seen from the balance; net is amount less fee."""
    fee_details = [
        {
            "amount": fee,
            "application": None,
            "currency": currency,
            "description": "Stripe processing fees" if kind == "charge" else "Dispute fee",
            "type": "stripe_fee",
        }
    ]
    return {
        "id": object_id,
        "object": "balance_transaction",
        "amount": amount,
        "available_on": available_on,
        "balance_type": "payments",
        "created": created,
        "currency": currency,
        "description": description,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": fee_details if fee else [],
        "net": amount - fee,
        "reporting_category": category,
        "source": source,
        "status": "available" if available_on <= created else "pending",
        "type": kind,
    }


def dispute(
    object_id: str,
    created: int,
    charge_body: JsonObject,
    *,
    amount: int,
    reason: str,
    inquiry: bool,
) -> JsonObject:
    details = charge_body["payment_method_details"]
    shown: JsonObject = {"type": details["type"]}
    if details["type"] == "card":
        shown["card"] = {
            "brand": details["card"]["brand"],
            "case_type": "inquiry" if inquiry else "chargeback",
            "network": details["card"]["brand"],
            "network_reason_code": "10.4" if reason == "fraudulent" else "13.1",
        }
    return {
        "id": object_id,
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [],
        "charge": charge_body["id"],
        "created": created,
        "currency": charge_body["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(_EVIDENCE), "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": created + 9 * 86_400,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": inquiry,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge_body["payment_intent"],
        "payment_method_details": shown,
        "reason": reason,
        "status": "warning_needs_response" if inquiry else "needs_response",
    }
