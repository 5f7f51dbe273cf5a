"""Documents of quotes and payments. ``payment_transactions`` is the guide's name for payments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.billers.domain import Method
from paymentus.commit.domain import Insert, Update
from paymentus.foundation.mongo import Database, Document
from paymentus.payments.domain.payment import Moment, Payment, Reason
from paymentus.payments.domain.quote import LineItem, Quote
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.domain.transitions import LONGEST_PAUSE

# Clocks of two servers that are both right may differ by this much.
_SLACK = timedelta(seconds=5)
PAYMENTS = "payment_transactions"
QUOTES = "quotes"

INDEXES: dict[str, list[IndexModel]] = {
    PAYMENTS: [
        IndexModel([("stripe_session_id", ASCENDING)], unique=True),
        IndexModel(
            [("user_id", ASCENDING), ("payment_status", ASCENDING), ("created_at", DESCENDING)]
        ),
        IndexModel([("confirmation_number", ASCENDING)], unique=True),
        IndexModel([("principal_id", ASCENDING), ("_id", DESCENDING)]),
        IndexModel([("biller_ids", ASCENDING), ("_id", DESCENDING)]),
        IndexModel([("items.bill_id", ASCENDING), ("_id", DESCENDING)]),
        IndexModel([("intent_id", ASCENDING)], sparse=True),
        IndexModel(
            [("next_check_at", ASCENDING)],
            partialFilterExpression={"next_check_at": {"$type": "date"}},
        ),
    ],
    QUOTES: [IndexModel([("discard_at", ASCENDING)], expireAfterSeconds=86_400)],
}


def insert_quote(quote: Quote) -> Insert:
    return Insert(
        QUOTES,
        {
            "_id": quote.id,
            "principal_id": quote.principal_id,
            "currency": quote.currency,
            "items": [_item_document(item) for item in quote.items],
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
        "biller_ids": sorted({item.biller_id for item in payment.items}),
        "amount_minor": payment.amount_minor,
        "fee_minor": payment.fee_minor,
        "total_minor": payment.total_minor,
        "method_kind": payment.method_kind,
        "payment_method_id": payment.payment_method_id,
        "brand": payment.brand,
        "last4": payment.last4,
        "email": payment.email,
        "request": payment.request,
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
        items=tuple(_item_of(item) for item in document["items"]),
        method_kind=document["method_kind"],
        payment_method_id=document["payment_method_id"],
        brand=document["brand"],
        last4=document["last4"],
        email=document["email"],
        request=document["request"],
        receipt_token=document["receipt_token"],
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
    )


def _item_document(item: LineItem) -> Document:
    return {
        "bill_id": item.bill_id,
        "biller_id": item.biller_id,
        "biller_name": item.biller_name,
        "bill_number": item.bill_number,
        "account_number": item.account_number,
        "amount_minor": item.amount_minor,
        "fee_minor": item.fee_minor,
        "delivery_date": item.delivery_date.isoformat(),
        "cut_off_at": item.cut_off_at,
        "statement_descriptor": item.statement_descriptor,
    }


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


class PaymentsRepository:
    def __init__(self, database: Database) -> None:
        self._payments = database[PAYMENTS]
        self._quotes = database[QUOTES]

    async def quote(self, quote_id: str) -> Quote | None:
        document = await self._quotes.find_one({"_id": quote_id})
        if document is None:
            return None
        return Quote(
            id=document["_id"],
            principal_id=document["principal_id"],
            currency=document["currency"],
            items=tuple(_item_of(item) for item in document["items"]),
            method=Method(document["method"]),
            created_at=document["created_at"],
            expires_at=document["expires_at"],
            version=document["version"],
            payment_id=document.get("payment_id"),
        )

    async def payment(self, payment_id: str) -> Payment | None:
        document = await self._payments.find_one({"_id": payment_id})
        return payment_of(document) if document else None

    async def by_object(self, object_id: str) -> Payment | None:
        document = await self._payments.find_one(
            {"$or": [{"stripe_session_id": object_id}, {"intent_id": object_id}]}
        )
        return payment_of(document) if document else None

    async def of_principal(
        self, principal_id: str, *, before: str | None, limit: int
    ) -> list[Payment]:
        query: Document = {"principal_id": principal_id}
        if before:
            query["_id"] = {"$lt": before}
        return await self._newest(query, limit)

    async def of_biller(
        self,
        biller_id: str,
        *,
        state: PaymentState | None,
        search: str | None,
        since: datetime | None,
        until: datetime | None,
        before: str | None,
        limit: int,
    ) -> list[Payment]:
        """Newest first. ``search`` is a confirmation, bill or account number, or a payment id."""
        query: Document = {"biller_ids": biller_id}
        if state:
            query["state"] = state.value
        if search:
            text = search.strip()
            exact = [
                {"confirmation_number": text.upper()},
                {"items.bill_number": text},
                {"items.account_number": text},
                {"_id": text},
                {"last4": text},
            ]
            query["$or"] = exact
        if since or until:
            query["created_at"] = {
                **({"$gte": since} if since else {}),
                **({"$lt": until} if until else {}),
            }
        if before:
            query["_id"] = {"$lt": before}
        return await self._newest(query, limit)

    async def due(self, now: datetime, limit: int) -> list[Payment]:
        """Payments the janitor should ask the processor about.

        A time that lies further ahead than any pause was set by a wrong clock: it is now.
        """
        too_far = [
            {"state": state.value, "next_check_at": {"$gt": now + pause + _SLACK}}
            for state, pause in LONGEST_PAUSE.items()
        ]
        cursor = (
            self._payments.find({"$or": [{"next_check_at": {"$lte": now}}, *too_far]})
            .sort("next_check_at", ASCENDING)
            .limit(limit)
        )
        return [payment_of(document) async for document in cursor]

    async def count_by_state(self) -> dict[str, int]:
        """Payments that are not final, by state."""
        pipeline: list[Document] = [
            {"$match": {"next_check_at": {"$type": "date"}}},
            {"$group": {"_id": "$state", "count": {"$sum": 1}}},
        ]
        return {row["_id"]: row["count"] async for row in await self._payments.aggregate(pipeline)}

    async def newest_created_at(self) -> datetime | None:
        document = await self._payments.find_one({}, sort=[("_id", DESCENDING)])
        return document["created_at"] if document else None

    async def _newest(self, query: Document, limit: int) -> list[Payment]:
        cursor = self._payments.find(query).sort("_id", DESCENDING).limit(limit)
        return [payment_of(document) async for document in cursor]
