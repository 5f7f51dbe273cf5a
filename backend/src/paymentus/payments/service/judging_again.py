"""Held payments that could not be judged, told to compliance again in the words of now."""

from __future__ import annotations

import logging

from paymentus.bills.service import BillsService
from paymentus.compliance.service.judging_again import JudgingAgain
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Unavailable
from paymentus.payment_methods.domain import Card
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.domain.payment import Payment
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.repository import PaymentsRepository
from paymentus.payments.service.transfers import PaymentTransfers

_log = logging.getLogger(__name__)
_AWAY_FOR_ALL = 3


class HeldPayments:
    def __init__(
        self,
        *,
        repository: PaymentsRepository,
        bills: BillsService,
        payment_methods: PaymentMethodsService,
        transfers: PaymentTransfers,
        judging: JudgingAgain,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._bills = bills
        self._payment_methods = payment_methods
        self._transfers = transfers
        self._judging = judging
        self._clock = clock

    async def judge_again(self) -> int:
        """All that wait for it; returns how many were judged.

        One that cannot be judged stays held and keeps nobody behind it waiting. Raises what came
        last in the way, after all were tried, or earlier where it is ``Unavailable`` time after
        time: then it is not about the payment.
        """
        judged, away = 0, 0
        trouble: Exception | None = None
        for payment_id in await self._judging.waiting():
            try:
                judged += await self._judge(payment_id)
                away = 0
            except Exception as error:
                _log.warning("payment %s could not be judged again: %s", payment_id, error)
                trouble = error
                away = away + 1 if isinstance(error, Unavailable) else 0
                if away == _AWAY_FOR_ALL:
                    break
        if trouble is not None:
            raise trouble
        return judged

    async def _judge(self, payment_id: str) -> bool:
        payment = await self._repository.payment(payment_id)
        if payment is None or payment.state is not PaymentState.HELD:
            # Cash that was not taken, or a payment that ended: its case is told by the outbox.
            return False
        payer = await self._transfers.payer_of(payment)
        if payer is not None and not payer.name:
            _log.error("payment %s: its payer has no name any more, a person decides", payment_id)
            return False
        ids = [item.bill_id for item in payment.items]
        bills = {bill.id: bill for bill in await self._bills.get_many(ids)}
        transfer = await self._transfers.of(
            payer,
            payment,
            [bills[bill_id] for bill_id in ids],
            payment_id=payment.id,
            instrument=await self._transfers.instrument(await self._card_of(payment)),
            at=self._clock(),
        )
        return await self._judging.judge(transfer)

    async def _card_of(self, payment: Payment) -> Card | None:
        card_id = payment.payment_method_id
        if card_id is None:
            return None
        return await self._payment_methods.card(payment.principal_id, card_id)
