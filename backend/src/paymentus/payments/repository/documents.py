"""Documents of quotes and payments. ``payment_transactions`` is the guide's name for payments."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from paymentus.billers.domain import normalize
from paymentus.bills.domain import bill_key
from paymentus.commit.domain import Insert, Update
from paymentus.foundation.mongo import Document
from paymentus.integrations.key_management.sealed_documents import Forms, SealedForm, SealedPart
from paymentus.payments.domain.payment import Moment, Payment, Reason
from paymentus.payments.domain.quote import LineItem, Quote
from paymentus.payments.domain.states import PaymentState

PAYMENTS = "payment_transactions"
QUOTES = "quotes"


def whose(document: Mapping[str, Any]) -> str:
    """Under whose key: the payer's who is signed in, or the biller's whose account a guest saw."""
    owner: str = document["principal_id"]
    biller: str = document["items"][0]["biller_id"]
    return owner if owner.startswith("usr_") else biller


def _searched(document: Mapping[str, Any]) -> list[str] | None:
    """What staff may look a payment up by, each bound to its biller."""
    numbers = document.get("item_numbers")
    if numbers is None:
        return None
    texts = set()
    for item, number in zip(document["items"], numbers, strict=True):
        texts |= spelled(item["biller_id"], number["account_number"], number["bill_number"])
    return sorted(texts)


def spelled(biller_id: str, account_number: str, bill_number: str) -> set[str]:
    """An account and a bill number as compared, bound to their biller."""
    return {
        f"{biller_id}\x1f{normalize(account_number)}",
        f"{biller_id}\x1f{bill_key(bill_number)}",
    }


def lifted(document: Mapping[str, Any]) -> Document:
    """A quote or payment of before, whose items and request held what is sealed today."""
    if "item_numbers" in document:
        return dict(document)
    items = [dict(item) for item in document["items"]]
    numbers = [{name: item.pop(name) for name in _ITEM_SEALED} for item in items]
    lifted = {**document, "items": items, "item_numbers": numbers}
    if "request" in document:
        lifted["request"] = dict(document["request"])
        lifted["request_email"] = lifted["request"].pop("email", None)
    return lifted


_ITEM_SEALED = ("account_number", "bill_number")
_PAYMENT_SEALED = (
    "email", "request_email", "item_numbers", "redirect_url", "receipt", "receipt_token", "salt",
)  # fmt: skip
_NAMED_BY = ("principal_id", "items")
SEALED: Forms = {
    QUOTES: SealedForm(
        parts=(SealedPart({"item_numbers": None}, whose, named_by=_NAMED_BY),), lifted=lifted
    ),
    PAYMENTS: SealedForm(
        parts=(SealedPart(dict.fromkeys(_PAYMENT_SEALED), whose, named_by=_NAMED_BY),),
        indexed={"numbers": _searched},
        lifted=lifted,
    ),
}


def insert_quote(quote: Quote) -> Insert:
    return Insert(
        QUOTES,
        {
            "_id": quote.id,
            "principal_id": quote.principal_id,
            "currency": quote.currency,
            "items": [_item_document(item) for item in quote.items],
            "item_numbers": _item_numbers(quote.items),
            "method": quote.method.value,
            "created_at": quote.created_at,
            "expires_at": quote.expires_at,
            "discard_at": quote.expires_at,
        },
    )


def take_quote(quote: Quote, *, payment_id: str) -> Update:
    """The quote is this attempt's now; of two that take it at once, one must read it again."""
    return Update(QUOTES, quote.id, quote.version, {"payment_id": payment_id})


def insert_payment(payment: Payment) -> Insert:
    return Insert(PAYMENTS, {"_id": payment.id, "id": payment.id, **_fields(payment)})


def update_payment(before: Payment, after: Payment) -> Update:
    return Update(PAYMENTS, before.id, before.version, _fields(after))


def _fields(payment: Payment) -> Document:
    request = dict(payment.request)
    return {
        "confirmation_number": payment.confirmation_number,
        "state": payment.state.value,
        "payment_status": payment.state.value,
        "stripe_session_id": payment.object_id
        if (payment.object_id or "").startswith("cs_")
        else payment.id,
        "principal_id": payment.principal_id,
        "user_id": payment.user_id,
        "quote_id": payment.quote_id,
        "currency": payment.currency,
        "items": [_item_document(item) for item in payment.items],
        "item_numbers": _item_numbers(payment.items),
        "biller_ids": sorted({item.biller_id for item in payment.items}),
        "amount_minor": payment.amount_minor,
        "fee_minor": payment.fee_minor,
        "total_minor": payment.total_minor,
        "method_kind": payment.method_kind,
        "payment_method_id": payment.payment_method_id,
        "brand": payment.brand,
        "last4": payment.last4,
        "email": payment.email,
        "request_email": request.pop("email", None),
        "request": request,
        "receipt_token": payment.receipt_token,
        "idempotency_id": payment.idempotency_id,
        "created_at": payment.created_at,
        "updated_at": payment.updated_at,
        "history": [{"state": step.state.value, "at": step.at} for step in payment.history],
        "reason": {"code": payment.reason.code, "message": payment.reason.message}
        if payment.reason
        else None,
        "object_id": payment.object_id,
        "intent_id": payment.intent_id,
        "charge_id": payment.charge_id,
        "redirect_url": payment.redirect_url,
        "processor_fee_minor": payment.processor_fee_minor,
        "succeeded_at": payment.succeeded_at,
        "next_check_at": payment.next_check_at,
        "checks": payment.checks,
        "receipt": payment.receipt,
        "salt": payment.salt,
        "submitted_at": payment.submitted_at,
    }


def payment_of(document: Mapping[str, Any]) -> Payment:
    reason = document["reason"]
    return Payment(
        id=document["_id"],
        version=document["version"],
        confirmation_number=document["confirmation_number"],
        state=PaymentState(document["state"]),
        principal_id=document["principal_id"],
        user_id=document["user_id"],
        quote_id=document["quote_id"],
        currency=document["currency"],
        items=items_of(document),
        method_kind=document["method_kind"],
        payment_method_id=document["payment_method_id"],
        brand=document["brand"],
        last4=document["last4"],
        email=document["email"],
        request=_request_of(document),
        # Of who was erased nobody holds the token any more.
        receipt_token=document["receipt_token"] or secrets.token_urlsafe(24),
        idempotency_id=document["idempotency_id"],
        created_at=document["created_at"],
        updated_at=document["updated_at"],
        history=tuple(
            Moment(PaymentState(step["state"]), step["at"]) for step in document["history"]
        ),
        reason=Reason(reason["code"], reason["message"]) if reason else None,
        object_id=document["object_id"],
        intent_id=document["intent_id"],
        charge_id=document["charge_id"],
        redirect_url=document["redirect_url"],
        processor_fee_minor=document["processor_fee_minor"],
        succeeded_at=document["succeeded_at"],
        next_check_at=document["next_check_at"],
        checks=document["checks"],
        receipt=document["receipt"],
        salt=document["salt"],
        submitted_at=document.get("submitted_at"),
    )


def _item_document(item: LineItem) -> Document:
    return {
        "bill_id": item.bill_id,
        "biller_id": item.biller_id,
        "biller_name": item.biller_name,
        "amount_minor": item.amount_minor,
        "fee_minor": item.fee_minor,
        "delivery_date": item.delivery_date.isoformat(),
        "cut_off_at": item.cut_off_at,
        "statement_descriptor": item.statement_descriptor,
    }


def _item_numbers(items: Iterable[LineItem]) -> list[Document]:
    return [
        {"account_number": item.account_number, "bill_number": item.bill_number} for item in items
    ]


def _request_of(document: Mapping[str, Any]) -> Document:
    """The frozen request as it was; an address that is not there is its default."""
    request: Document = document["request"]
    email = document["request_email"]
    return request if email is None else {**request, "email": email}


def items_of(document: Mapping[str, Any]) -> tuple[LineItem, ...]:
    """The numbers are empty where the payer was erased."""
    numbers = document["item_numbers"] or [dict.fromkeys(_ITEM_SEALED, "")] * len(document["items"])
    return tuple(
        _item_of(item | number) for item, number in zip(document["items"], numbers, strict=True)
    )


def _item_of(document: Mapping[str, Any]) -> LineItem:
    return LineItem(
        bill_id=document["bill_id"],
        biller_id=document["biller_id"],
        biller_name=document["biller_name"],
        bill_number=document["bill_number"],
        account_number=document["account_number"],
        amount_minor=document["amount_minor"],
        fee_minor=document["fee_minor"],
        delivery_date=date.fromisoformat(document["delivery_date"]),
        cut_off_at=document["cut_off_at"],
        statement_descriptor=document["statement_descriptor"],
    )
