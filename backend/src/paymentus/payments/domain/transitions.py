"""What news from the processor does to a payment, as a unit of work. Pure.

The same news twice, or news that comes late, gives no unit: nothing happens twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from paymentus.audit.domain.receipt import receipt_commitment
from paymentus.bills.domain import Bill, release, settle
from paymentus.commit.domain import OutboxMessage, UnitOfWork
from paymentus.foundation.errors import InvariantViolated
from paymentus.integrations.payment_processor import Outcome, OutcomeState
from paymentus.payments.domain import funds_flow
from paymentus.payments.domain.funds_flow import Share
from paymentus.payments.domain.payment import Payment, Reason
from paymentus.payments.domain.states import PaymentState, may_become, shown

_STATE_OF = {
    OutcomeState.SUCCEEDED: PaymentState.SUCCEEDED,
    OutcomeState.FAILED: PaymentState.FAILED,
    OutcomeState.REQUIRES_ACTION: PaymentState.REQUIRES_ACTION,
    OutcomeState.PROCESSING: PaymentState.PROCESSING,
    OutcomeState.EXPIRED: PaymentState.EXPIRED,
}
_EVENT_OF = {
    PaymentState.FAILED: "payment.failed",
    PaymentState.EXPIRED: "payment.expired",
    PaymentState.CANCELED: "payment.canceled",
    # The ledger is read by a biller's people, who need not know why.
    PaymentState.BLOCKED: "payment.failed",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A payment moved on, and what the move writes besides the payment itself."""

    payment: Payment
    unit: UnitOfWork


# For monitoring: it uncounts a transfer that ended without money, and counts one again whose money
# came though it had been given up.
TRANSFER_ENDED = "transfer_ended"
TRANSFER_MADE = "transfer_made"

# A payment that nobody has decided about ends then, before its hold in the ledger does.
HELD_FOR = timedelta(days=14)
_HELD_AGAIN = timedelta(hours=1)
# Between two times of asking the processor, at most; and how long the first pause is.
LONGEST_PAUSE = {
    PaymentState.SUBMITTING: timedelta(seconds=30),
    PaymentState.UNKNOWN: timedelta(seconds=30),
    PaymentState.REQUIRES_ACTION: timedelta(seconds=120),
    PaymentState.PROCESSING: timedelta(hours=1),
}
_FIRST_PAUSE_SECONDS = {
    PaymentState.SUBMITTING: 2,
    PaymentState.UNKNOWN: 2,
    PaymentState.REQUIRES_ACTION: 15,
    PaymentState.PROCESSING: 5,
}


def next_check(payment: Payment, state: PaymentState, at: datetime) -> datetime | None:
    """When to ask the processor again: soon while nothing is known, rarely while a payer types."""
    if state is PaymentState.HELD:
        return at + _HELD_AGAIN
    if state not in LONGEST_PAUSE:
        return None
    pause = timedelta(seconds=_FIRST_PAUSE_SECONDS[state] * 2 ** min(payment.checks, 10))
    return at + min(pause, LONGEST_PAUSE[state])


def apply_outcome(
    payment: Payment,
    outcome: Outcome,
    *,
    bills: Mapping[str, Bill],
    hold_is_open: bool,
    receipt: dict[str, Any] | None,
    salt: bytes,
    at: datetime,
    given_up_as: PaymentState = PaymentState.EXPIRED,
) -> Step | None:
    """The step this news makes, or None when it is no news.

    ``bills`` are read fresh. ``receipt`` is what the payer will hold if this is success.
    ``given_up_as`` names an end the processor calls expired (we may have canceled it).
    """
    wanted = _STATE_OF[outcome.state]
    if wanted is PaymentState.EXPIRED:
        wanted = given_up_as
    known = _with_facts(payment, outcome)
    if not may_become(payment.state, wanted):
        return _last_try(payment, outcome, known, at) or _fee_alone(payment, known, at)
    if wanted is PaymentState.SUCCEEDED:
        if receipt is None:
            raise InvariantViolated("a success carries its receipt")
        return _succeed(
            known,
            outcome,
            bills=bills,
            hold_is_open=hold_is_open,
            receipt=receipt,
            salt=salt,
            at=at,
        )
    if wanted in _EVENT_OF:
        reason = Reason(
            outcome.failure_code or wanted.value,
            outcome.failure_message or _WORDS[wanted],
        )
        return end_without_money(
            known, wanted, reason, bills=bills, hold_is_open=hold_is_open, at=at
        )
    moved = known.entered(
        wanted, at, next_check_at=next_check(known, wanted, at), reason=_reason_of(outcome)
    )
    return Step(moved, UnitOfWork(outbox=(changed(moved), *_mail_to_who_waits(moved))))


_WORDS = {
    PaymentState.FAILED: "The card was not accepted. Nothing was charged.",
    PaymentState.EXPIRED: "The payment was not finished in time. Nothing was charged.",
    PaymentState.CANCELED: "The payment was canceled. Nothing was charged.",
}


def end_without_money(
    payment: Payment,
    state: PaymentState,
    reason: Reason,
    *,
    bills: Mapping[str, Bill],
    hold_is_open: bool,
    at: datetime,
) -> Step:
    """Let the hold and the bills go; the payer is told that nothing was charged.

    A hold that ran out has been let go already, and then there is no entry to make.
    """
    ended = payment.entered(state, at, reason=reason, next_check_at=None, redirect_url=None)
    void = funds_flow.ended_without_money(payment.id, event=_EVENT_OF[state], at=at)
    unit = UnitOfWork(
        entries=(void,) if hold_is_open else (),
        outbox=(changed(ended), transfer_ended(ended.id), *_mail_to_who_waits(ended)),
    )
    for item in payment.items:
        unit += release(bills[item.bill_id], payment_id=payment.id, at=at)
    return Step(ended, unit)


def _succeed(
    payment: Payment,
    outcome: Outcome,
    *,
    bills: Mapping[str, Bill],
    hold_is_open: bool,
    receipt: dict[str, Any],
    salt: bytes,
    at: datetime,
) -> Step:
    paid = payment.entered(
        PaymentState.SUCCEEDED,
        at,
        succeeded_at=at,
        next_check_at=None,
        redirect_url=None,
        reason=None,
        receipt=receipt,
        salt=salt.hex(),
    )
    commitment = receipt_commitment(receipt, salt)
    unit = UnitOfWork(outbox=(changed(paid), *receipt_mail(paid), *_keep_card(paid)))
    if hold_is_open:
        entry = funds_flow.succeeded(payment.id, at=at, commitment=commitment)
        for item in payment.items:
            unit += settle(
                bills[item.bill_id], payment_id=payment.id, amount_minor=item.amount_minor, at=at
            )
    else:
        shares, excess = [], 0
        for item in payment.items:
            taken = min(item.amount_minor, _room(bills[item.bill_id], payment.id))
            excess += item.amount_minor - taken
            shares.append(Share(item.biller_id, taken))
            if taken:
                unit += settle(
                    bills[item.bill_id], payment_id=payment.id, amount_minor=taken, at=at
                )
        entry = funds_flow.succeeded_late(
            payment.id,
            shares=shares,
            excess_minor=excess,
            credit_owner=payment.user_id or payment.id,
            fee_minor=payment.fee_minor,
            currency=payment.currency,
            at=at,
            commitment=commitment,
        )
        unit += UnitOfWork(outbox=(_transfer_made(payment.id),))
    unit += UnitOfWork(entries=(entry, *_fee_entry(payment, outcome.fee_minor, at)))
    return Step(paid, unit)


def _room(bill: Bill, payment_id: str) -> int:
    """What the bill can still take from a payment that had been given up."""
    reserved = 0 if bill.live_payment_id == payment_id else bill.amount_reserved_minor
    limit = bill.rules.limit_minor(bill.amount_due_minor)
    return max(0, limit - bill.amount_paid_minor - reserved)


def _with_facts(payment: Payment, outcome: Outcome) -> Payment:
    """What the processor let us know, kept whatever the state."""
    return replace(
        payment,
        object_id=outcome.object_id or payment.object_id,
        intent_id=outcome.intent_id or payment.intent_id,
        charge_id=outcome.charge_id or payment.charge_id,
        redirect_url=outcome.redirect_url or payment.redirect_url,
        brand=outcome.brand or payment.brand,
        last4=outcome.last4 or payment.last4,
        processor_fee_minor=outcome.fee_minor
        if outcome.fee_minor is not None
        else payment.processor_fee_minor,
    )


def _reason_of(outcome: Outcome) -> Reason | None:
    if outcome.failure_code is None:
        return None
    return Reason(outcome.failure_code, outcome.failure_message or _WORDS[PaymentState.FAILED])


def _last_try(payment: Payment, outcome: Outcome, known: Payment, at: datetime) -> Step | None:
    """A card declined on the processor's page ends nothing, but whoever comes back is told."""
    reason = _reason_of(outcome)
    both = {payment.state, _STATE_OF[outcome.state]}
    if both != {PaymentState.REQUIRES_ACTION} or reason == payment.reason:
        return None
    moved = replace(known, reason=reason, updated_at=at)
    return Step(moved, UnitOfWork(outbox=(changed(moved),)))


def _fee_alone(payment: Payment, known: Payment, at: datetime) -> Step | None:
    """The processor's fee is sometimes booked a moment after the charge."""
    missing = payment.state is PaymentState.SUCCEEDED and payment.processor_fee_minor is None
    if not missing or known.processor_fee_minor is None:
        return None
    moved = replace(known, updated_at=at)
    return Step(moved, UnitOfWork(entries=_fee_entry(payment, known.processor_fee_minor, at)))


def _fee_entry(payment: Payment, fee_minor: int | None, at: datetime) -> tuple[Any, ...]:
    if not fee_minor:
        return ()
    return (
        funds_flow.processor_fee(payment.id, fee_minor=fee_minor, currency=payment.currency, at=at),
    )


def changed(payment: Payment) -> OutboxMessage:
    """For everyone who watches: ids and the state as shown, nothing personal."""
    billers = sorted({item.biller_id for item in payment.items})
    return OutboxMessage(
        "payment_changed",
        payment.id,
        {"payment_id": payment.id, "state": shown(payment.state).value, "biller_ids": billers},
    )


def transfer_ended(payment_id: str) -> OutboxMessage:
    """For monitoring, which has counted it: no money moved."""
    return OutboxMessage(TRANSFER_ENDED, payment_id, {"transfer_id": payment_id})


def _transfer_made(payment_id: str) -> OutboxMessage:
    """For monitoring, which has uncounted it or is about to."""
    return OutboxMessage(TRANSFER_MADE, payment_id, {"transfer_id": payment_id})


def _mail_to_who_waits(payment: Payment) -> tuple[OutboxMessage, ...]:
    """Whoever was told to wait is not at the screen: one step is left, or nothing was charged."""
    if not (payment.was_held and payment.email) or payment.state is PaymentState.CANCELED:
        return ()
    if payment.state is PaymentState.REQUIRES_ACTION:
        kind = "payment_continues"
    elif payment.is_final:
        kind = "payment_not_made"
    else:
        return ()
    return (OutboxMessage("payment_mail", payment.id, {"payment_id": payment.id, "kind": kind}),)


def receipt_mail(payment: Payment) -> tuple[OutboxMessage, ...]:
    """The receipt goes where the payer wanted it."""
    if not payment.email:
        return ()
    return (OutboxMessage("receipt_mail", payment.id, {"payment_id": payment.id}),)


def _keep_card(payment: Payment) -> tuple[OutboxMessage, ...]:
    """So that the card is kept even if the server dies before it has asked for it."""
    if not (payment.user_id and payment.request.get("save_card")):
        return ()
    return (OutboxMessage("keep_card", payment.id, {"user_id": payment.user_id}),)
