"""What the worker does for payments, round after round. Every job is safe to repeat."""

from __future__ import annotations

from datetime import datetime, timedelta

from paymentus.commit.service import Deliveries
from paymentus.foundation.clock import Clock
from paymentus.integrations.payment_processor.stripe import StripeProcessor
from paymentus.payments.service import Following

# Events are asked for again a little way back, since the processor's order is not ours.
_OVERLAP = timedelta(minutes=5)
# To read all events is work for every payment there was, so it is done this often only.
_ALL_EVERY = timedelta(minutes=5)
_SOURCE = "stripe"


class WebhookBackfill:
    """Finds events whose webhook never arrived, by asking the processor for them: mostly for those
    that it could not deliver, and now and then for all, which takes nobody's word."""

    def __init__(self, *, processor: StripeProcessor, deliveries: Deliveries, clock: Clock) -> None:
        self._processor = processor
        self._deliveries = deliveries
        self._clock = clock
        self._all_read_at: datetime | None = None

    async def run(self) -> int:
        """Put missed events into the inbox; returns how many there were."""
        started = self._clock()
        read_at = self._all_read_at or started - timedelta(hours=1)
        undelivered = self._all_read_at is not None and started - read_at < _ALL_EVERY
        events = await self._processor.events_since(read_at - _OVERLAP, undelivered=undelivered)
        # Nearly all have come by webhook: to ask is one read, to insert again a write for each.
        about = await self._deliveries.webhooks_about(sorted({each.object_id for each in events}))
        known = {webhook["_id"] for webhook in about}
        missed = 0
        for event in events:
            if f"{_SOURCE}:{event.id}" in known:
                continue
            missed += await self._deliveries.receive_webhook(
                source=_SOURCE,
                event_id=event.id,
                type=event.type,
                object_id=event.object_id,
                payment_id=event.payment_id,
            )
        if not undelivered:
            self._all_read_at = started
        return missed


async def ask_about_due_payments(following: Following) -> int:
    """The janitor: payments whose outcome is open are asked about until it is known."""
    return await following.ask_about_due()
