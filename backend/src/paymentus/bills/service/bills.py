"""Showing bills to whom they concern. For anyone else a bill does not exist."""

from __future__ import annotations

from collections.abc import Sequence

from paymentus.billers.domain import Biller, normalize
from paymentus.billers.service import BillersService
from paymentus.bills.domain import Bill, BillNotFound, BillStatus, bill_id, bill_key
from paymentus.bills.repository import BillFilter, BillRepository
from paymentus.bills.service.accounts import LinkedAccounts
from paymentus.bills.service.importing import KeySource
from paymentus.bills.service.look_up import GuestLookUp
from paymentus.bills.service.views import BillView, BillViews
from paymentus.commit.service import Committer
from paymentus.customers.service import CustomersService
from paymentus.foundation.authorization import BILLER_BOUND, Permission, Principal, Role
from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database
from paymentus.foundation.rate_limits import RateLimiter
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

_NOT_YOURS = "There is no such bill, or it is not yours to see."

Place = tuple[str, str]
"""Where a list goes on: due date and id of the last bill shown."""


class BillsService:
    """Reading bills; ``look_up`` finds them for guests and ``accounts`` links them to payers.

    ``factor_key`` is the key that second factors were hashed with at import; ``id_key`` gives the
    key that bills' ids are made with.
    """

    def __init__(
        self,
        *,
        database: Database,
        committer: Committer,
        billers: BillersService,
        customers: CustomersService,
        limiter: RateLimiter,
        factor_key: bytes,
        id_key: KeySource,
        clock: Clock,
        sealed: SealedDocuments | None = None,
    ) -> None:
        self._bills = BillRepository(database, sealed)
        self._id_key = id_key
        self._customers = customers
        self._clock = clock
        self._views = BillViews(billers, clock)
        self.look_up = GuestLookUp(
            repository=self._bills,
            committer=committer,
            billers=billers,
            views=self._views,
            limiter=limiter,
            factor_key=factor_key,
        )
        self.accounts = LinkedAccounts(customers=customers, billers=billers, look_up=self.look_up)

    async def id_of(self, biller_id: str, *, account_key: str, bill_number: str) -> str:
        """The id that a new bill with this natural key gets."""
        return bill_id(await self._id_key(), biller_id, account_key, bill_key(bill_number))

    async def get_many(self, ids: Sequence[str]) -> list[Bill]:
        """The bills with these ids, in this order; unknown ids are left out."""
        found = await self._bills.documents(ids)
        documents = [found[bill_id] for bill_id in dict.fromkeys(ids) if bill_id in found]
        return [view.bill for view in await self._views.of(documents)]

    async def readable_by(self, principal: Principal, ids: Sequence[str]) -> list[Bill]:
        """The bills with these ids; ``BillNotFound`` when any is none of the asker's business."""
        bills = await self.get_many(ids)
        if len(bills) < len(set(ids)) or not await self._concern(principal, bills):
            raise BillNotFound(_NOT_YOURS)
        return bills

    async def get_for(self, principal: Principal, bill_id: str) -> BillView:
        """Raises ``BillNotFound`` for a bill that is none of the asker's business."""
        documents = await self._bills.documents([bill_id])
        views = await self._views.of(documents.values())
        if not views or not await self._concern(principal, [views[0].bill]):
            raise BillNotFound(_NOT_YOURS)
        return views[0]

    async def _concern(self, principal: Principal, bills: Sequence[Bill]) -> bool:
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
        overdue: bool = False,
        query: str,
        after: Place | None,
        limit: int,
    ) -> tuple[list[BillView], Place | None]:
        """A biller's bills, latest due first. ``query`` is a whole account or bill number.

        ``overdue`` ones are unpaid and were due before today in the biller's zone.
        """
        wanted = BillFilter(
            biller_id=biller.id,
            status=status,
            overdue_on=biller.today(self._clock()) if overdue else None,
            number=(normalize(query), bill_key(query)) if query.strip() else None,
        )
        return await self._page(wanted, after, limit)

    async def _page(
        self, wanted: BillFilter, after: Place | None, limit: int
    ) -> tuple[list[BillView], Place | None]:
        documents = await self._bills.page(wanted, after=after, limit=limit + 1)
        shown = documents[:limit]
        last = shown[-1] if shown and len(documents) > limit else None
        place = (last["due_on"], last["_id"]) if last else None
        return await self._views.of(shown), place

    async def _accounts_of(self, principal: Principal) -> list[tuple[str, str]]:
        if principal.guest_account is not None:
            account = principal.guest_account
            return [(account.biller_id, normalize(account.account_number))]
        if principal.role is not Role.PAYER:
            return []
        linked = await self._customers.linked_accounts(principal.id)
        return [(account.biller_id, account.account_key) for account in linked]
