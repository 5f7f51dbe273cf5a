"""What the books say of card payments, for the comparison with the processor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from paymentus.foundation.mongo import Database, Document
from paymentus.payments.domain.cash import CASH
from paymentus.payments.domain.reconciliation import Booked
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.repository.documents import PAYMENTS

_FIELDS = {"state": 1, "total_minor": 1, "currency": 1}
_AT_ONCE = 1_000


class BookedPayments:
    def __init__(self, database: Database) -> None:
        self._payments = database[PAYMENTS]

    async def succeeded_since(self, since: datetime) -> dict[str, Booked]:
        """Card payments that were made from then on and succeeded."""
        query = {
            "created_at": {"$gte": since},
            "state": PaymentState.SUCCEEDED.value,
            "method_kind": {"$ne": CASH},
        }
        return {row["_id"]: _booked(row) async for row in self._payments.find(query, _FIELDS)}

    async def named(self, ids: Sequence[str]) -> dict[str, Booked]:
        """Those of these payments that there are."""
        found = {}
        for start in range(0, len(ids), _AT_ONCE):
            query = {"_id": {"$in": list(ids[start : start + _AT_ONCE])}}
            async for row in self._payments.find(query, _FIELDS):
                found[row["_id"]] = _booked(row)
        return found


def _booked(row: Document) -> Booked:
    return Booked(row["_id"], PaymentState(row["state"]), row["total_minor"], row["currency"])
