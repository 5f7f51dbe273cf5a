"""Payouts to the platform's bank account."""

from __future__ import annotations

from sandbox.store import JsonObject


def payout(
    object_id: str,
    created: int,
    amount: int,
    currency: str,
    given: JsonObject,
    *,
    automatic: bool,
    arrives: int,
) -> JsonObject:
    return {
        "id": object_id,
        "object": "payout",
        "amount": amount,
        "application_fee": None,
        "application_fee_amount": None,
        "arrival_date": arrives,
        "automatic": automatic,
        "balance_transaction": None,
        "created": created,
        "currency": currency,
        "description": given.get("description") or "STRIPE PAYOUT",
        "destination": "ba_sandbox",
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "livemode": False,
        "metadata": {k: v for k, v in (given.get("metadata") or {}).items() if v},
        "method": given.get("method") or "standard",
        "original_payout": None,
        "payout_method": None,
        "reconciliation_status": "completed" if automatic else "not_applicable",
        "reversed_by": None,
        "source_type": "card",
        "statement_descriptor": given.get("statement_descriptor"),
        "status": "pending",
        "trace_id": None,
        "type": "bank_account",
    }
