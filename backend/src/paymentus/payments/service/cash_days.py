"""What counters took on a business day: for whoever counts the drawer, and for receipts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from paymentus.approvals.service import PersonOf
from paymentus.billers.domain import Biller
from paymentus.billers.service import BillersService
from paymentus.compliance.service.cases.views import names_of
from paymentus.foundation.authorization import BILLER_BOUND, Principal
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import NotFound
from paymentus.foundation.money import exponent
from paymentus.payments.domain.cash import CashTaken, rules_on
from paymentus.payments.domain.payment import Payment
from paymentus.payments.repository import PaymentsRepository
from paymentus.payments.repository.cash import CashRepository, TakenAt
from paymentus.payments.service.view import cash_view


class CashPaymentNotFound(NotFound):
    """There is no such payment in cash, or not at your biller."""


@dataclass(frozen=True, slots=True)
class CashDayView:
    """One business day of a biller's counters. ``identify_from_minor`` and ``report_over_minor``
    are the dated figures of that day, in minor units of the biller's currency."""

    biller: Biller
    day: date
    identify_from_minor: int
    report_over_minor: int
    counters: Sequence[TakenAt]


@dataclass(frozen=True, slots=True)
class CashLine:
    """One payment as the drawer's list shows it."""

    taken: CashTaken
    payment: Payment
    taken_by_name: str | None


class CashDays:
    def __init__(
        self,
        *,
        payments: PaymentsRepository,
        cash: CashRepository,
        billers: BillersService,
        person_of: PersonOf,
        clock: Clock,
    ) -> None:
        self._payments = payments
        self._cash = cash
        self._billers = billers
        self._person_of = person_of
        self._clock = clock

    async def of(self, agent: Principal, biller_id: str, day: date | None) -> CashDayView:
        """A day, today in the biller's zone where none is named. Raises ``BillerNotFound`` or
        ``NotYourBiller``."""
        biller, day = await self._day(agent, biller_id, day)
        rules, unit = rules_on(day), 10 ** exponent(biller.currency)
        return CashDayView(
            biller=biller,
            day=day,
            identify_from_minor=rules.identify_from * unit,
            report_over_minor=rules.report_over * unit,
            counters=await self._cash.by_counter(biller.id, day),
        )

    async def lines(
        self,
        agent: Principal,
        biller_id: str,
        day: date | None,
        *,
        location: str | None,
        below: str | None,
        limit: int,
    ) -> tuple[list[CashLine], str | None]:
        """Newest first, and where the next page begins. Raises as :meth:`of`."""
        biller, day = await self._day(agent, biller_id, day)
        found = await self._cash.page(
            biller.id, day, location=location, below=below, limit=limit + 1
        )
        shown, more = found[:limit], len(found) > limit
        payments = await self._payments.several([one.payment_id for one in shown])
        names = await names_of((one.taken_by for one in shown), self._person_of)
        lines = [
            CashLine(one, payments[one.payment_id], names.get(one.taken_by))
            for one in shown
            if one.payment_id in payments
        ]
        return lines, shown[-1].payment_id if more else None

    async def one(self, agent: Principal, payment_id: str) -> Mapping[str, Any]:
        """A payment in cash as it was answered when it was taken, for its receipt.

        Raises ``CashPaymentNotFound``, for another biller's too.
        """
        taken = await self._cash.taken(payment_id)
        payment = await self._payments.payment(payment_id) if taken else None
        if taken is None or payment is None:
            raise CashPaymentNotFound()
        if agent.role in BILLER_BOUND and agent.biller_id != taken.biller_id:
            raise CashPaymentNotFound()
        return cash_view(payment, taken)

    async def _day(self, agent: Principal, biller_id: str, day: date | None) -> tuple[Biller, date]:
        agent.must_be_of(biller_id)
        biller = await self._billers.get(biller_id)
        agent.must_be_of(biller.id)
        return biller, day or biller.today(self._clock())
