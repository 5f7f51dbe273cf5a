"""Bills as they stand today, with their billers' present names and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from paymentus.billers.service import BillersService
from paymentus.bills.domain import Bill
from paymentus.bills.repository.bills import bill_of
from paymentus.foundation.clock import Clock


@dataclass(frozen=True, slots=True)
class BillView:
    """``overdue`` by today's date in the biller's zone."""

    bill: Bill
    overdue: bool


class BillViews:
    def __init__(self, billers: BillersService, clock: Clock) -> None:
        self._billers = billers
        self._clock = clock

    async def of(self, documents: Iterable[Mapping[str, Any]]) -> list[BillView]:
        """In the same order, with one read of the billers."""
        rows = list(documents)
        billers = await self._billers.get_many({row["biller_id"] for row in rows})
        now = self._clock()
        views = []
        for row in rows:
            biller = billers.get(row["biller_id"])
            bill = bill_of(row, biller)
            today = biller.today(now) if biller else now.date()
            views.append(BillView(bill, bill.is_overdue(today)))
        return views
