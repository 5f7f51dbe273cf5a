"""Showing bills to whom they concern. For anyone else a bill does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paymentus.billers.domain import Biller, normalize
from paymentus.billers.service import BillersService
from paymentus.bills.domain import Bill, BillNotFound, BillStatus, bill_key
from paymentus.bills.repository import BillFilter, BillRepository
from paymentus.bills.repository.bills import bill_of
from paymentus.customers.service import CustomersService
from paymentus.foundation.authorization import BILLER_BOUND, Permission, Principal, Role
from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database

Place = tuple[str, str]
"""Where a list goes on: due date and id of the last bill shown."""


@dataclass(frozen=True, slots=True)
class BillView:
    """A bill as it stands today in the biller's zone."""

    bill: Bill
    overdue: bool


class BillsService:
    def __init__(
        self,
        *,
        database: Database,
        billers: BillersService,
        customers: CustomersService,
        clock: Clock,
    ) -> None:
        self._bills = BillRepository(database)
        self._billers = billers
        self._customers = customers
        self._clock = clock

    async def get_many(self, ids: Sequence[str]) -> list[Bill]:
        """The bills with these ids, in this order; unknown ids are left out."""
        found = await self._bills.documents(ids)
        documents = [found[id_] for id_ in dict.fromkeys(ids) if id_ in found]
        return [view.bill for view in await self.views(documents)]

    async def get_for(self, principal: Principal, bill_id: str) -> BillView:
        """Raises ``BillNotFound`` for a bill that is none of the asker's business."""
        documents = await self._bills.documents([bill_id])
        views = await self.views(documents.values())
        if not views or not await self.concerns(principal, [views[0].bill]):
            raise BillNotFound("There is no such bill, or it is not yours to see.")
        return views[0]

    async def concerns(self, principal: Principal, bills: Sequence[Bill]) -> bool:
        """Whether all of these bills are the asker's: own accounts, or own biller's."""
        if principal.may(Permission.BILLS_READ):
            bound = principal.role in BILLER_BOUND
            return all(not bound or bill.biller_id == principal.biller_id for bill in bills)
        accounts = set(await self._accounts_of(principal))
        return all((bill.biller_id, bill.account_key) in accounts for bill in bills)

    async def own(
        self, principal: Principal, *, status: BillStatus | None, after: Place | None, limit: int
    ) -> tuple[list[BillView], Place | None]:
        """Bills of a payer's linked accounts or a guest's account, latest due first.

        Withdrawn ones only when asked for.
        """
        wanted = BillFilter(
            accounts=tuple(await self._accounts_of(principal)),
            status=status,
            withdrawn_too=False,
        )
        return await self._page(wanted, after, limit)

    async def of_biller(
        self,
        biller: Biller,
        *,
        status: BillStatus | None,
        query: str,
        after: Place | None,
        limit: int,
    ) -> tuple[list[BillView], Place | None]:
        """A biller's bills, latest due first. ``query`` begins an account or bill number."""
        wanted = BillFilter(
            biller_id=biller.id,
            status=status,
            account_prefix=normalize(query),
            bill_prefix=bill_key(query),
        )
        return await self._page(wanted, after, limit)

    async def views(self, documents: Iterable[Mapping[str, Any]]) -> list[BillView]:
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

    async def _page(
        self, wanted: BillFilter, after: Place | None, limit: int
    ) -> tuple[list[BillView], Place | None]:
        documents = await self._bills.page(wanted, after=after, limit=limit + 1)
        shown = documents[:limit]
        last = shown[-1] if shown and len(documents) > limit else None
        place = (last["due_on"], last["_id"]) if last else None
        return await self.views(shown), place

    async def _accounts_of(self, principal: Principal) -> list[tuple[str, str]]:
        if principal.guest_account is not None:
            account = principal.guest_account
            return [(account.biller_id, normalize(account.account_number))]
        if principal.role is not Role.PAYER:
            return []
        linked = await self._customers.linked_accounts(principal.id)
        return [(account.biller_id, account.account_key) for account in linked]
