"""The request to the processor, made once and frozen with the attempt."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import FieldProblem
from paymentus.integrations.payment_processor import ChargeRequest
from paymentus.payment_methods.domain import Chargeable
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.domain.payment import Payment, ReceiptEmailNeeded
from paymentus.payments.domain.quote import Quote
from paymentus.payments.service.following import CLOCKS_DIFFER_BY, RESUBMIT_FOR

# Stripe opens no Checkout page that would close within thirty minutes. The frozen request names the
# moment, may be sent again later, and either clock may be behind. (A page that is left alone is
# closed sooner: see ``ABANDONED_AFTER``.)
_CHECKOUT_OPEN = timedelta(minutes=30) + RESUBMIT_FOR + CLOCKS_DIFFER_BY
# Whoever waited for a released payment is told by mail. Stripe keeps a page open for a day at most,
# by its own clock.
_CHECKOUT_OPEN_ONCE_RELEASED = timedelta(hours=24) - CLOCKS_DIFFER_BY


class FrozenRequests:
    def __init__(
        self, *, payment_methods: PaymentMethodsService, clock: Clock, public_url: str
    ) -> None:
        self._payment_methods = payment_methods
        self._clock = clock
        self._public_url = public_url

    async def made(
        self,
        principal: Principal,
        quote: Quote,
        payment_id: str,
        *,
        card: Chargeable | None,
        save_card: bool,
        email: str | None,
    ) -> ChargeRequest:
        """``card`` is None for the hosted page. Raises ``ReceiptEmailNeeded``."""
        page = f"{self._public_url}/payments/{payment_id}"
        names = sorted({item.biller_name for item in quote.items})
        descriptors = {item.statement_descriptor for item in quote.items}
        request: dict[str, Any] = {
            "payment_id": payment_id,
            "amount_minor": quote.total_minor,
            "currency": quote.currency,
            "description": f"Bill payment to {', '.join(names)}"[:200],
            "statement_descriptor": descriptors.pop() if len(descriptors) == 1
            else "PAYMENTUS BILLS",
            "idempotency_key": payment_id,
            "return_url": f"{page}?returned=1",
        }  # fmt: skip
        if card is not None:
            return ChargeRequest(**request, customer=card.customer, payment_method=card.card.id)
        if principal.role is Role.GUEST and not email:
            raise ReceiptEmailNeeded(
                fields=(FieldProblem("email", "Enter an email address for your receipt."),)
            )
        saves = save_card and principal.role is Role.PAYER
        customer = await self._payment_methods.customer_of(principal.id) if saves else None
        closes = self._clock() + _CHECKOUT_OPEN
        return ChargeRequest(
            **request,
            customer=customer,
            checkout=True,
            cancel_url=f"{page}?returned=canceled",
            save_card=saves,
            email=email if customer is None else None,
            expires_at=int(closes.timestamp()),
        )

    def renewed(self, payment: Payment) -> ChargeRequest:
        """The request of a payment that was held: as it was, but for the moment its page closes.

        The processor has never heard of it, so its key is not used up.
        """
        request = ChargeRequest.from_document(payment.request)
        if not request.checkout:
            return request
        closes = self._clock() + _CHECKOUT_OPEN_ONCE_RELEASED
        return replace(request, expires_at=int(closes.timestamp()))
