"""The commit that records an attempt: what compliance has said decides what it is."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from paymentus.bills.domain import Bill, reserve
from paymentus.commit.domain import IdempotencyAnswer, IdempotencyScope, UnitOfWork
from paymentus.compliance.domain.transfer import Verdict
from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.ids import confirmation_number
from paymentus.integrations.payment_processor import ChargeRequest
from paymentus.payments.domain import funds_flow
from paymentus.payments.domain.payment import BEING_CHECKED, NOT_MADE, Moment, Payment
from paymentus.payments.domain.quote import Quote
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.domain.transitions import HELD_FOR, changed, transfer_ended
from paymentus.payments.repository import insert_payment, take_quote
from paymentus.payments.service.view import payment_view

_HOLD = timedelta(days=7)
# Longer than a held payment waits and a released one stays open.
_HOLD_OF_HELD = HELD_FOR + timedelta(days=2)
_STATE_OF = {
    Verdict.ALLOW: PaymentState.SUBMITTING,
    Verdict.HOLD: PaymentState.HELD,
    Verdict.BLOCK: PaymentState.BLOCKED,
}
_REASON_OF = {PaymentState.HELD: BEING_CHECKED, PaymentState.BLOCKED: NOT_MADE}
MoneyMayMove = Callable[[], Awaitable[None]]
"""Asked before money begins to move; raises ``Unavailable`` when none may."""

_NEXT_CHECK = {PaymentState.SUBMITTING: timedelta(seconds=8), PaymentState.HELD: HELD_FOR}


def new_payment(
    *,
    principal: Principal,
    card_id: str | None,
    email: str | None,
    quote: Quote,
    request: ChargeRequest,
    scope: IdempotencyScope,
    verdict: Verdict,
    now: datetime,
) -> Payment:
    """The attempt as it is recorded; ``card_id`` is None for the hosted page."""
    state = _STATE_OF[verdict]
    return Payment(
        id=request.payment_id,
        version=1,
        confirmation_number=confirmation_number(),
        state=state,
        principal_id=principal.id,
        user_id=principal.id if principal.role is Role.PAYER else None,
        quote_id=quote.id,
        currency=quote.currency,
        items=quote.items,
        method_kind="saved_card" if card_id else "checkout",
        payment_method_id=card_id,
        brand=None,
        last4=None,
        email=email,
        request=request.to_document(),
        receipt_token=secrets.token_urlsafe(24),
        idempotency_id=scope.id,
        created_at=now,
        updated_at=now,
        history=(Moment(state, now),),
        reason=_REASON_OF.get(state),
        next_check_at=now + _NEXT_CHECK[state] if state in _NEXT_CHECK else None,
    )


def first_commit(payment: Payment, quote: Quote, bills: Mapping[str, Bill]) -> UnitOfWork:
    """The attempt, its hold and the bills it reserves; of a blocked one the attempt alone."""
    unit = UnitOfWork(
        inserts=(insert_payment(payment),),
        updates=(take_quote(quote, payment_id=payment.id),),
        outbox=(changed(payment),),
    )
    if payment.state is PaymentState.BLOCKED:
        answer = IdempotencyAnswer(
            payment.idempotency_id, 201, payment_view(payment), whose=payment.whose_key
        )
        return unit + UnitOfWork(outbox=(transfer_ended(payment.id),), idempotency=(answer,))
    now = payment.created_at
    hold = funds_flow.attempt_recorded(
        payment.id,
        shares=payment.shares,
        fee_minor=payment.fee_minor,
        currency=payment.currency,
        at=now,
        expires_at=now + (_HOLD_OF_HELD if payment.state is PaymentState.HELD else _HOLD),
    )
    unit += UnitOfWork(entries=(hold,))
    for item in quote.items:
        unit += reserve(
            bills[item.bill_id], payment_id=payment.id, amount_minor=item.amount_minor, at=now
        )
    return unit
