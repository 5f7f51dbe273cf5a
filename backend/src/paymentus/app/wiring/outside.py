"""What our servers send to others: requests to the card processor, and traces to a collector."""

from __future__ import annotations

from paymentus.foundation.clock import Clock
from paymentus.foundation.settings import Settings
from paymentus.foundation.tracing import Tracing
from paymentus.integrations.payment_processor.stripe import StripeProcessor


def tracing_of(settings: Settings, service: str) -> Tracing:
    return Tracing.to(
        settings.otlp_endpoint,
        service=service,
        version=settings.version,
        share=settings.traces_share,
    )


def processor_of(settings: Settings, *, clock: Clock, tracing: Tracing) -> StripeProcessor:
    return StripeProcessor(
        secret_key=settings.stripe_secret_key.get_secret_value(),
        webhook_secret=settings.stripe_webhook_secret.get_secret_value(),
        api_base=settings.stripe_api_base,
        clock=clock,
        tracing=tracing,
    )
