"""Held payments that could not be judged, told to compliance again in the words of now."""

from __future__ import annotations

import logging

from paymentus.bills.service import BillsService
from paymentus.compliance.service.judging_again import JudgingAgain
from paymentus.foundation.clock import Clock
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.repository import PaymentsRepository
from paymentus.payments.service.transfers import PaymentTransfers

_log = logging.getLogger(__name__)


class HeldPayments:
    def __init__(
        self,
        *,
        repository: PaymentsRepository,
        bills: BillsService,
        transfers: PaymentTransfers,
        judging: JudgingAgain,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._bills = bills
        self._transfers = transfers
        self._judging = judging
        self._clock = clock

    async def judge_again(self) -> int:
        """All that wait for it; returns how many were judged. Raises ``Unavailable`` where they
        still cannot be: they stay held."""
        judged = 0
        for payment_id in await self._judging.waiting():
            payment = await self._repository.payment(payment_id)
            if payment is None or payment.state is not PaymentState.HELD:
                # Cash that was not taken, or a payment that ended: its case is told by the outbox.
                continue
            payer = await self._transfers.payer_of(payment)
            if payer is not None and not payer.name:
                _log.error(
                    "payment %s: its payer has no name any more, a person decides", payment_id
                )
                continue
            ids = [item.bill_id for item in payment.items]
            bills = {bill.id: bill for bill in await self._bills.get_many(ids)}
            transfer = await self._transfers.of(
                payer,
                payment,
                [bills[bill_id] for bill_id in ids],
                payment_id=payment.id,
                instrument=await self._transfers.instrument(
                    payment.principal_id, payment.payment_method_id
                ),
                at=self._clock(),
            )
            judged += await self._judging.judge(transfer)
        return judged
