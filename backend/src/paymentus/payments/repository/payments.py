"""Quotes and payments as stored, and the reads over them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pymongo import ASCENDING, DESCENDING

from paymentus.billers.domain import Method
from paymentus.foundation.mongo import Database, Document, by_id
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.payments.domain.payment import Payment
from paymentus.payments.domain.quote import Quote
from paymentus.payments.domain.states import LIVE, PaymentState
from paymentus.payments.domain.transitions import LONGEST_PAUSE
from paymentus.payments.repository.documents import (
    PAYMENTS,
    QUOTES,
    items_of,
    lifted,
    payment_of,
    spelled,
)

# Clocks of two servers that are both right may differ by this much.
_SLACK = timedelta(seconds=5)
_COUNTED = sorted(state.value for state in {*LIVE, PaymentState.SUCCEEDED})


class PaymentsRepository:
    def __init__(self, database: Database, sealed: SealedDocuments | None = None) -> None:
        self._payments = database[PAYMENTS]
        self._quotes = database[QUOTES]
        self._sealed = sealed

    async def quote(self, quote_id: str) -> Quote | None:
        found = await by_id(self._quotes, quote_id)
        if found is None:
            return None
        [document] = await self._opened(QUOTES, [found])
        return Quote(
            id=document["_id"],
            principal_id=document["principal_id"],
            currency=document["currency"],
            items=items_of(document),
            method=Method(document["method"]),
            created_at=document["created_at"],
            expires_at=document["expires_at"],
            version=document["version"],
            payment_id=document.get("payment_id"),
        )

    async def payment(self, payment_id: str) -> Payment | None:
        found = await by_id(self._payments, payment_id)
        return (await self._payments_of([found]))[0] if found else None

    async def several(self, ids: Sequence[str]) -> dict[str, Payment]:
        """Those that there are, by their ids."""
        found = await self._newest({"_id": {"$in": list(ids)}}, len(ids)) if ids else []
        return {payment.id: payment for payment in found}

    async def by_object(self, object_id: str) -> Payment | None:
        return await self._one(
            {"$or": [{"stripe_session_id": object_id}, {"intent_id": object_id}]}
        )

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
        states: Sequence[PaymentState] | None,
        search: str | None,
        since: datetime | None,
        until: datetime | None,
        before: str | None,
        limit: int,
    ) -> list[Payment]:
        """Newest first. ``search`` is a confirmation, bill or account number, or a payment id."""
        query: Document = {"biller_ids": biller_id}
        if states is not None:
            query["state"] = {"$in": [state.value for state in states]}
        if search:
            query["$or"] = await self._matches(biller_id, search.strip())
        if since or until:
            query["created_at"] = {
                **({"$gte": since} if since else {}),
                **({"$lt": until} if until else {}),
            }
        if before:
            query["_id"] = {"$lt": before}
        return await self._newest(query, limit)

    async def paid_since(self, user_id: str, since: datetime, *, currency: str) -> int:
        """What a payer has paid or has under way since then, in minor units."""
        pipeline: list[Document] = [
            {
                "$match": {
                    "user_id": user_id,
                    "payment_status": {"$in": _COUNTED},
                    "created_at": {"$gte": since},
                    "currency": currency,
                }
            },
            {"$group": {"_id": None, "total": {"$sum": "$total_minor"}}},
        ]
        totals = [int(row["total"]) async for row in await self._payments.aggregate(pipeline)]
        return totals[0] if totals else 0

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
        return await self._payments_of(await cursor.to_list())

    async def count_by_state(self) -> dict[str, int]:
        """Payments that are not final, by state."""
        pipeline: list[Document] = [
            {"$match": {"next_check_at": {"$type": "date"}}},
            {"$group": {"_id": "$state", "count": {"$sum": 1}}},
        ]
        return {row["_id"]: row["count"] async for row in await self._payments.aggregate(pipeline)}

    async def oldest_unknown_at(self) -> datetime | None:
        """When the oldest payment began whose outcome is unknown."""
        pipeline: list[Document] = [
            {"$match": {"next_check_at": {"$type": "date"}, "state": "unknown"}},
            {"$group": {"_id": None, "oldest": {"$min": "$created_at"}}},
        ]
        rows = [row["oldest"] async for row in await self._payments.aggregate(pipeline)]
        return rows[0] if rows else None

    async def _newest(self, query: Document, limit: int) -> list[Payment]:
        cursor = self._payments.find(query).sort("_id", DESCENDING).limit(limit)
        return await self._payments_of(await cursor.to_list())

    async def _one(self, query: Document) -> Payment | None:
        found = await self._payments.find_one(query)
        return (await self._payments_of([found]))[0] if found else None

    async def _payments_of(self, documents: list[Document]) -> list[Payment]:
        return [payment_of(document) for document in await self._opened(PAYMENTS, documents)]

    async def _opened(self, collection: str, documents: list[Document]) -> list[Document]:
        if self._sealed is None:
            return [lifted(document) for document in documents]
        return await self._sealed.opened(collection, documents)

    async def _matches(self, biller_id: str, text: str) -> list[Document]:
        """What is equal to the text; numbers by their blind index, however they are written."""
        exact: list[Document] = [
            {"confirmation_number": text.upper()}, {"_id": text}, {"last4": text},
        ]  # fmt: skip
        if self._sealed is not None:
            texts = spelled(biller_id, text, text)
            indexes = [await self._sealed.index(PAYMENTS, "numbers", one) for one in texts]
            exact.append({"numbers": {"$in": indexes}})
        if self._sealed is None or await self._sealed.text_too():
            exact += [{"items.bill_number": text}, {"items.account_number": text}]
        return exact
