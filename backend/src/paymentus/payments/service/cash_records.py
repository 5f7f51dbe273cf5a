"""What is written when cash is taken: a payment that has succeeded, who stood there, the entry."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from paymentus.audit.domain.receipt import SALT_BYTES, receipt_commitment
from paymentus.billers.domain import Biller
from paymentus.bills.domain import Bill, settle
from paymentus.commit.domain import AuditRecord, IdempotencyScope, UnitOfWork
from paymentus.foundation.authorization import Principal
from paymentus.foundation.ids import confirmation_number
from paymentus.payments.domain import funds_flow
from paymentus.payments.domain.cash import CASH, CashPerson, CashTaken, account_text
from paymentus.payments.domain.payment import Moment, Payment
from paymentus.payments.domain.quote import LineItem
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.domain.transitions import changed, receipt_mail
from paymentus.payments.repository import insert_payment
from paymentus.payments.repository.cash import insert_cash
from paymentus.payments.service.receipts import receipt_of

_COUNTER = "ctr_"


@dataclass(frozen=True, slots=True)
class CashOrder:
    """``items`` are bill ids with an amount, None for all that is open. ``taken_at`` is None at a
    counter and said by a partner's file. ``body`` is the request, for the idempotency hash."""

    items: Sequence[tuple[str, int | None]]
    tendered_minor: int
    location: str
    conductor: CashPerson | None
    on_behalf_of: CashPerson | None
    email: str | None
    body: Mapping[str, Any]
    taken_at: datetime | None = None
    partner: str | None = None
    partner_reference: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What is about to be taken."""

    biller: Biller
    bills: Mapping[str, Bill]
    items: tuple[LineItem, ...]
    day: date

    @property
    def total_minor(self) -> int:
        return sum(item.amount_minor for item in self.items)

    @property
    def currency(self) -> str:
        return next(iter(self.bills.values())).currency

    @property
    def accounts(self) -> tuple[str, ...]:
        return tuple(sorted({account_text(bill) for bill in self.bills.values()}))


def payment_of(
    payment_id: str,
    order: CashOrder,
    counted: Counted,
    scope: IdempotencyScope,
    *,
    at: datetime,
    now: datetime,
) -> Payment:
    """Succeeded as soon as it is recorded. Nobody signed in owns it: it is the counter's."""
    payment = Payment(
        id=payment_id,
        version=1,
        confirmation_number=confirmation_number(),
        state=PaymentState.SUCCEEDED,
        principal_id=f"{_COUNTER}{counted.biller.id}",
        user_id=None,
        quote_id="",
        currency=counted.currency,
        items=counted.items,
        method_kind=CASH,
        payment_method_id=None,
        brand=CASH,
        last4=None,
        email=order.email,
        request={},
        receipt_token=secrets.token_urlsafe(24),
        idempotency_id=scope.id,
        created_at=now,
        updated_at=now,
        history=(Moment(PaymentState.SUCCEEDED, at),),
        succeeded_at=at,
    )
    receipt = receipt_of(payment, brand=CASH, last4=None, at=at)
    return replace(payment, receipt=receipt, salt=secrets.token_bytes(SALT_BYTES).hex())


def cash_of(
    payment_id: str, order: CashOrder, counted: Counted, agent: Principal, *, at: datetime
) -> CashTaken:
    return CashTaken(
        payment_id=payment_id,
        biller_id=counted.biller.id,
        location=order.location,
        taken_by=agent.id,
        taken_at=at,
        business_day=counted.day,
        currency=counted.currency,
        total_minor=counted.total_minor,
        tendered_minor=order.tendered_minor,
        accounts=counted.accounts,
        conductor=order.conductor,
        on_behalf_of=order.on_behalf_of,
        partner=order.partner,
        partner_reference=order.partner_reference,
    )


def recorded(
    payment: Payment, taken: CashTaken, counted: Counted, agent: Principal, at: datetime
) -> UnitOfWork:
    assert payment.receipt is not None
    assert payment.salt is not None
    entry = funds_flow.cash_taken(
        payment.id,
        location=taken.partner or f"{taken.biller_id}.{taken.location}",
        shares=payment.shares,
        currency=payment.currency,
        at=at,
        commitment=receipt_commitment(payment.receipt, bytes.fromhex(payment.salt)),
    )
    data = {
        "biller_id": taken.biller_id,
        "total_minor": taken.total_minor,
        "location": taken.location,
        "conductor_recorded": taken.conductor is not None,
    }
    unit = UnitOfWork(
        inserts=(insert_payment(payment), insert_cash(taken)),
        entries=(entry,),
        audit=(AuditRecord("cash.taken", payment.id, agent.id, data),),
        outbox=(changed(payment), *receipt_mail(payment)),
    )
    for item in payment.items:
        unit += settle(
            counted.bills[item.bill_id],
            payment_id=payment.id,
            amount_minor=item.amount_minor,
            at=at,
        )
    return unit
