"""Compares the books with what the card processor charged, from a moment on.

Books are read first and charges after, so that a payment which succeeds meanwhile has its charge;
payments that charges name are then read once more. It reads, and mends nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from paymentus.foundation.clock import Clock
from paymentus.integrations.payment_processor.stripe import StripeProcessor
from paymentus.payments.domain.reconciliation import Charge, Reconciled, reconcile
from paymentus.payments.repository.booked import BookedPayments

# The processor's lists are read an hour at a time: a page after another has an end then.
_STEP = timedelta(hours=1)
# A charge comes after its payment was made, and clocks differ.
_CLOCKS_DIFFER = timedelta(minutes=5)


class Reconciliation:
    def __init__(self, *, booked: BookedPayments, processor: StripeProcessor, clock: Clock) -> None:
        self._booked = booked
        self._processor = processor
        self._clock = clock

    async def since(
        self, moment: datetime, progress: Callable[[int], None] = lambda charges: None
    ) -> Reconciled:
        """Every charge and every payment from then on. Raises ``ProcessorUnavailable``."""
        booked = await self._booked.succeeded_since(moment)
        charges: dict[str, Charge] = {}
        start, end = moment - _CLOCKS_DIFFER, self._clock() + _CLOCKS_DIFFER
        while start < end:
            until = min(start + _STEP, end)
            async for made in self._processor.charges_between(start, until):
                charges[made.id] = Charge(
                    made.id, made.payment_id, made.amount_minor, made.currency
                )
            progress(len(charges))
            start = until
        named = {charge.payment_id for charge in charges.values() if charge.payment_id}
        return reconcile(charges.values(), {**booked, **await self._booked.named(sorted(named))})
