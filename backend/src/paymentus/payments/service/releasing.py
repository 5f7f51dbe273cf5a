"""What a person at the compliance desk has decided about a held payment, done once.

Told by the outbox of the commit that decided, at least once: the payment's own state says whether
it was done. A payment released moves to ``submitting`` before the processor is asked, so that after
a crash the janitor sends it, by the one key it has.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from paymentus.billers.domain import Method, delivery_date, next_cut_off
from paymentus.billers.service import BillersService
from paymentus.commit.domain import UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.payments.domain.payment import NOT_MADE, Payment
from paymentus.payments.domain.quote import LineItem
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.domain.transitions import changed, next_check
from paymentus.payments.repository import PaymentsRepository, update_payment
from paymentus.payments.service.first_commit import MoneyMayMove
from paymentus.payments.service.following import Following
from paymentus.payments.service.frozen_requests import FrozenRequests

_log = logging.getLogger(__name__)
_ATTEMPTS = 8


class Releasing:
    def __init__(
        self,
        *,
        repository: PaymentsRepository,
        committer: Committer,
        following: Following,
        requests: FrozenRequests,
        billers: BillersService,
        clock: Clock,
        money_may_move: MoneyMayMove,
    ) -> None:
        self._repository = repository
        self._committer = committer
        self._following = following
        self._requests = requests
        self._billers = billers
        self._clock = clock
        self._money_may_move = money_may_move

    async def release(self, payment_id: str) -> None:
        """Send a held payment to the processor. Does nothing where that was done, or it ended."""
        for _ in range(_ATTEMPTS):
            payment = await self._held(payment_id)
            if payment is None:
                return
            # Refused, the message comes again: nothing that was decided is lost.
            await self._money_may_move()
            released = await self._released(payment)
            unit = UnitOfWork(
                updates=(update_payment(payment, released),), outbox=(changed(released),)
            )
            try:
                await self._committer.commit(unit)
            except VersionConflict:
                continue
            await self._following.submit(replace(released, version=payment.version + 1))
            return
        raise VersionConflict("payment_transactions", payment_id)

    async def refuse(self, payment_id: str) -> None:
        """End a held payment without money. Does nothing where it has ended or was released."""
        if await self._held(payment_id) is not None:
            await self._following.end_held(payment_id, PaymentState.BLOCKED, NOT_MADE)

    async def _held(self, payment_id: str) -> Payment | None:
        payment = await self._repository.payment(payment_id)
        if payment is None:
            _log.error("payment %s was decided about and is not there", payment_id)
        return payment if payment and payment.state is PaymentState.HELD else None

    async def _released(self, payment: Payment) -> Payment:
        now = self._clock()
        sent = payment.entered(
            PaymentState.SUBMITTING,
            now,
            reason=None,
            submitted_at=now,
            request=self._requests.renewed(payment).to_document(),
            items=await self._dated_anew(payment, now),
        )
        return replace(sent, next_check_at=next_check(sent, PaymentState.SUBMITTING, now))

    async def _dated_anew(self, payment: Payment, now: datetime) -> tuple[LineItem, ...]:
        """The days that were promised may be over: what the receipt says has to be true."""
        billers = await self._billers.get_many({item.biller_id for item in payment.items})
        return tuple(
            replace(
                item,
                delivery_date=max(
                    item.delivery_date, delivery_date(billers[item.biller_id], Method.CARD, now)
                ),
                cut_off_at=max(item.cut_off_at, next_cut_off(billers[item.biller_id], now)),
            )
            for item in payment.items
        )
