"""A payment: one attempt to pay one or several bills with one charge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from paymentus.foundation.errors import Conflict, NotFound, Rejected
from paymentus.payments.domain.funds_flow import Share
from paymentus.payments.domain.quote import LineItem
from paymentus.payments.domain.states import FINAL, PaymentState


class PaymentNotFound(NotFound):
    """There is no such payment, or it is not yours."""


class PaymentCannotBeCanceled(Conflict):
    """This payment can no longer be canceled."""


class ReceiptEmailNeeded(Rejected):
    """Tell us where to send the receipt."""


class NoReceiptYet(Conflict):
    """There is a receipt only for a payment that succeeded."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a payment ended as it did, or why the last try did while the payer may try again.

    ``message`` is for the payer.
    """

    code: str
    message: str


# What a payer is told while a person looks at the payment, and where it is not made: the same words
# for every cause, so that nobody learns one from us.
BEING_CHECKED = Reason("being_checked", "We are checking this payment. Nothing was charged yet.")
NOT_MADE = Reason("payment_not_made", "This payment cannot be made. Nothing was charged.")


@dataclass(frozen=True, slots=True)
class Moment:
    """A state and when it was entered."""

    state: PaymentState
    at: datetime


@dataclass(frozen=True, slots=True)
class Payment:
    """As stored. ``request`` is the frozen processor request, replayed unchanged.

    ``next_check_at`` is when the janitor asks the processor, None once final. ``submitted_at`` is
    when a held payment was released; others were sent when they were made.
    ``receipt`` and ``salt`` are set with success; the audit leaf commits to them.
    """

    id: str
    version: int
    confirmation_number: str
    state: PaymentState
    principal_id: str
    user_id: str | None
    quote_id: str
    currency: str
    items: tuple[LineItem, ...]
    method_kind: str
    payment_method_id: str | None
    brand: str | None
    last4: str | None
    email: str | None
    request: dict[str, Any]
    receipt_token: str
    idempotency_id: str
    created_at: datetime
    updated_at: datetime
    history: tuple[Moment, ...]
    reason: Reason | None = None
    object_id: str | None = None
    intent_id: str | None = None
    charge_id: str | None = None
    redirect_url: str | None = None
    processor_fee_minor: int | None = None
    succeeded_at: datetime | None = None
    next_check_at: datetime | None = None
    checks: int = 0
    receipt: dict[str, Any] | None = None
    salt: str | None = None
    submitted_at: datetime | None = None

    @property
    def sent_at(self) -> datetime:
        """When it first went to the processor, or is about to."""
        return self.submitted_at or self.created_at

    @property
    def was_held(self) -> bool:
        """Whether its payer was told to wait, and is not at the screen any more."""
        return self.history[0].state is PaymentState.HELD

    @property
    def is_final(self) -> bool:
        return self.state in FINAL

    @property
    def whose_key(self) -> str:
        """Whose key it is kept under: the payer's own, or that of the biller a guest pays."""
        return self.user_id or self.items[0].biller_id

    @property
    def amount_minor(self) -> int:
        return sum(item.amount_minor for item in self.items)

    @property
    def fee_minor(self) -> int:
        return sum(item.fee_minor for item in self.items)

    @property
    def total_minor(self) -> int:
        return self.amount_minor + self.fee_minor

    @property
    def delivery_date(self) -> date:
        return max(item.delivery_date for item in self.items)

    @property
    def shares(self) -> list[Share]:
        return [Share(item.biller_id, item.amount_minor) for item in self.items]

    @property
    def statement_descriptor(self) -> str:
        """One biller: its own; several: the platform's, since one charge shows one name."""
        names = {item.statement_descriptor for item in self.items}
        return names.pop() if len(names) == 1 else "PAYMENTUS BILLS"

    def entered(self, state: PaymentState, at: datetime, **changes: Any) -> Payment:
        """This payment in ``state``; the caller has asked ``may_become``."""
        return replace(
            self,
            state=state,
            updated_at=at,
            history=(*self.history, Moment(state, at)),
            **changes,
        )
