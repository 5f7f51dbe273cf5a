"""The card processor's webhooks: verified, kept once, answered at once, worked off later."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Request

from paymentus.commit.service import Deliveries
from paymentus.foundation.authorization import Permission, requires
from paymentus.foundation.http import ApiModel, provided
from paymentus.foundation.wake import WakeUps
from paymentus.integrations.payment_processor import WebhookNotGenuine
from paymentus.integrations.payment_processor.stripe import StripeProcessor

router = APIRouter(prefix="/api/v1/webhooks", tags=["webhooks"])
_BYTES_MAX = 1_000_000


class Received(ApiModel):
    received: bool


@router.post(
    "/stripe",
    operation_id="receiveStripeWebhook",
    summary="Webhooks of the card processor",
    description="Signed by the processor (`Stripe-Signature`). The event is a hint; the object "
    "it names is fetched before anything is believed.",
    response_model=Received,
    dependencies=[requires(Permission.PUBLIC)],
    responses={400: {"description": "`webhook_not_genuine`"}},
)
async def receive_stripe_webhook(
    request: Request,
    processor: Annotated[StripeProcessor, provided(StripeProcessor)],
    deliveries: Annotated[Deliveries, provided(Deliveries)],
    wake_ups: Annotated[WakeUps, provided(WakeUps)],
    stripe_signature: Annotated[str, Header()] = "",
) -> Received:
    # The signature is over the raw bytes, so it is checked before anything is parsed.
    body = await request.body()
    if len(body) > _BYTES_MAX:
        raise WebhookNotGenuine("The webhook is too large.")
    event = processor.read_webhook(body, stripe_signature)
    fresh = await deliveries.receive_webhook(
        source="stripe",
        event_id=event.id,
        type=event.type,
        object_id=event.object_id,
        payment_id=event.payment_id,
    )
    if fresh:
        await wake_ups.call(["webhooks"])
    return Received(received=True)
