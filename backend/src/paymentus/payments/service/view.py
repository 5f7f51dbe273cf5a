"""A payment as clients see it: the one rendering, stored as the answer of its request too."""

from __future__ import annotations

from typing import Any

from paymentus.foundation.clock import rfc3339
from paymentus.payments.domain.cash import CASH, CashTaken
from paymentus.payments.domain.payment import Payment
from paymentus.payments.domain.quote import LineItem, Quote
from paymentus.payments.domain.states import PaymentState, shown


def quote_view(quote: Quote) -> dict[str, Any]:
    return {
        "id": quote.id,
        "items": [item_view(item, quote.currency) for item in quote.items],
        "amount": _money(quote.amount_minor, quote.currency),
        "fee": _money(quote.fee_minor, quote.currency),
        "total": _money(quote.total_minor, quote.currency),
        "method": quote.method.value,
        "delivery_date": quote.delivery_date.isoformat(),
        "expires_at": rfc3339(quote.expires_at),
    }


def payment_view(payment: Payment, *, for_compliance: bool = False) -> dict[str, Any]:
    """JSON values only. ``next_action`` is there while the payer has something to do.

    Only those who may read what compliance does see that it has ended a payment.
    """

    def state(one: PaymentState) -> str:
        return (one if for_compliance else shown(one)).value

    return {
        "id": payment.id,
        "confirmation_number": payment.confirmation_number,
        "state": state(payment.state),
        "reason": {"code": payment.reason.code, "message": payment.reason.message}
        if payment.reason
        else None,
        "items": [item_view(item, payment.currency) for item in payment.items],
        "amount": _money(payment.amount_minor, payment.currency),
        "fee": _money(payment.fee_minor, payment.currency),
        "total": _money(payment.total_minor, payment.currency),
        "method": {
            "kind": CASH if payment.method_kind == CASH else "card",
            "brand": payment.brand,
            "last4": payment.last4,
        },
        "email": payment.email,
        "created_at": rfc3339(payment.created_at),
        "updated_at": rfc3339(payment.updated_at),
        "succeeded_at": rfc3339(payment.succeeded_at) if payment.succeeded_at else None,
        "delivery_date": payment.delivery_date.isoformat(),
        "next_action": {"kind": "redirect", "url": payment.redirect_url}
        if payment.state is PaymentState.REQUIRES_ACTION and payment.redirect_url
        else None,
        "receipt": _receipt(payment),
        "history": [
            {"state": state(step.state), "at": rfc3339(step.at)} for step in payment.history
        ],
        "statement_descriptor": payment.statement_descriptor,
    }


def cash_view(payment: Payment, taken: CashTaken) -> dict[str, Any]:
    """For whoever took it: the payment with its receipt, and the change to give back."""
    return {
        "payment": payment_view(payment),
        "location": taken.location,
        "taken_at": rfc3339(taken.taken_at),
        "tendered": _money(taken.tendered_minor, taken.currency),
        "change": _money(taken.change_minor, taken.currency),
        "conductor_recorded": taken.conductor is not None,
    }


def item_view(item: LineItem, currency: str) -> dict[str, Any]:
    return {
        "bill_id": item.bill_id,
        "biller_id": item.biller_id,
        "biller_name": item.biller_name,
        "bill_number": item.bill_number,
        "account_number": item.account_number,
        "amount": _money(item.amount_minor, currency),
        "fee": _money(item.fee_minor, currency),
        "delivery_date": item.delivery_date.isoformat(),
        "cut_off_at": rfc3339(item.cut_off_at),
    }


def _receipt(payment: Payment) -> dict[str, Any] | None:
    if payment.state is not PaymentState.SUCCEEDED:
        return None
    link = f"/api/v1/receipts/{payment.id}"
    return {
        "url": f"{link}?token={payment.receipt_token}",
        "pdf_url": f"{link}/pdf?token={payment.receipt_token}",
        "token": payment.receipt_token,
    }


def _money(amount_minor: int, currency: str) -> dict[str, Any]:
    return {"amount_minor": amount_minor, "currency": currency}
