"""One bill, and what a payment may do to it. Pure: each act returns its part of a unit of work."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from paymentus.billers.domain import PaymentRules
from paymentus.commit.domain import UnitOfWork, Update
from paymentus.foundation.errors import Conflict, NotFound, Rejected
from paymentus.foundation.money import Money, format_money

COLLECTION = "bills"

PERSONAL = (
    "account_number",
    "account_key",
    "account_name",
    "bill_number",
    "bill_key",
    "service_address",
    "message",
    "charges",
)
"""Stored fields that say whose bill it is and what for; who sets one of them sets them all."""

_TO_CROCKFORD = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"
)


class BillStatus(StrEnum):
    OPEN = "open"
    PART_PAID = "part_paid"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class BillNotFound(NotFound):
    """We could not find a bill with these details. Check the account number and try again."""


class BillAlreadyPaid(Conflict):
    """This bill is paid."""


class BillWithdrawn(Conflict):
    """The biller has withdrawn this bill, so it cannot be paid."""


class BillHasLivePayment(Conflict):
    """Another payment of this bill is in progress."""

    def __init__(self, payment_id: str) -> None:
        super().__init__(
            "Another payment of this bill is in progress.", extra={"payment_id": payment_id}
        )
        self.payment_id = payment_id


class PaymentAlreadySettled(Conflict):
    """This payment is already counted on the bill."""


class PartialPaymentNotAllowed(Rejected):
    """This biller takes the whole amount only."""


class OverPaymentNotAllowed(Rejected):
    """More than this bill can take."""


class PaymentTooSmall(Rejected):
    """Less than the smallest payment this biller takes."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One line of what the bill is made of; a credit is negative."""

    description: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill as stored, with the name and the payment rules its biller has now.

    Amounts are minor units of ``currency``. ``amount_reserved_minor`` is what ``live_payment_id``
    holds. Dates are dates in the biller's zone. ``factor`` is a keyed hash, never the factor.
    """

    id: str
    version: int
    biller_id: str
    biller_name: str
    rules: PaymentRules
    account_number: str
    account_key: str
    account_name: str | None
    bill_number: str
    currency: str
    amount_due_minor: int
    amount_paid_minor: int
    amount_reserved_minor: int
    live_payment_id: str | None
    last_payment_id: str | None
    status: BillStatus
    issued_on: date | None
    due_on: date
    period_start: date | None
    period_end: date | None
    service_address: str | None
    message: str | None
    charges: tuple[Charge, ...]
    factor: str
    file_id: str
    shard: str
    updated_at: datetime

    @property
    def amount_open_minor(self) -> int:
        """What is left to pay; 0 for a paid, over-paid or withdrawn bill."""
        if self.status is BillStatus.WITHDRAWN:
            return 0
        return max(0, self.amount_due_minor - self.amount_paid_minor)

    def is_overdue(self, today: date) -> bool:
        """``today`` is the date in the biller's zone."""
        return self.due_on < today and self.amount_open_minor > 0


def bill_id(key: bytes, biller_id: str, account_key: str, bill_key: str) -> str:
    """``bil_`` and 26 characters (130 bits) of the HMAC-SHA-256 of the natural key.

    Keyed: who only has the database cannot find account numbers by trying them. The separator is
    a control character, which no part can hold, so two natural keys never read the same.
    """
    return _id_of(hmac.digest(key, _natural_key(biller_id, account_key, bill_key), "sha256"))


def plain_bill_id(biller_id: str, account_key: str, bill_key: str) -> str:
    """The id that bills got before ids were keyed; they keep it."""
    return _id_of(hashlib.sha256(_natural_key(biller_id, account_key, bill_key)).digest())


def _natural_key(biller_id: str, account_key: str, bill_key: str) -> bytes:
    return f"{biller_id}\x1f{account_key}\x1f{bill_key}".encode()


def _id_of(digest: bytes) -> str:
    return "bil_" + base64.b32encode(digest[:20])[:26].translate(_TO_CROCKFORD).decode()


def bill_key(bill_number: str) -> str:
    """The bill number as compared: spaces and letter case do not make another bill."""
    return "".join(bill_number.split()).upper()


def status_of(*, amount_due_minor: int, amount_paid_minor: int) -> BillStatus:
    """Status of a bill that is not withdrawn. One that asks for nothing is paid."""
    if amount_paid_minor >= amount_due_minor:
        return BillStatus.PAID
    return BillStatus.PART_PAID if amount_paid_minor else BillStatus.OPEN


def check_payable(bill: Bill) -> None:
    """Refuse a bill that is paid or withdrawn."""
    if bill.status is BillStatus.WITHDRAWN:
        raise BillWithdrawn()
    if bill.status is BillStatus.PAID:
        paid_by = {"payment_id": bill.last_payment_id} if bill.last_payment_id else None
        raise BillAlreadyPaid(extra=paid_by)


def check_amount(bill: Bill, *, amount_minor: int) -> None:
    """Refuse what the bill or its biller's rules do not allow, a live payment left aside.

    Raises ``BillWithdrawn``, ``BillAlreadyPaid``, ``OverPaymentNotAllowed``,
    ``PartialPaymentNotAllowed`` or ``PaymentTooSmall``.
    """
    check_payable(bill)
    if amount_minor <= 0:
        raise PaymentTooSmall("A payment is more than zero.")
    rules, left = bill.rules, bill.amount_open_minor
    most = rules.limit_minor(bill.amount_due_minor) - bill.amount_paid_minor
    if amount_minor > most:
        raise OverPaymentNotAllowed(
            f"At most {format_money(Money(most, bill.currency))} can be paid on this bill."
        )
    if amount_minor >= left:
        return
    if not rules.partial:
        raise PartialPaymentNotAllowed(
            f"{bill.biller_name} takes the whole {format_money(Money(left, bill.currency))} only."
        )
    if amount_minor < rules.minimum_minor:
        least = format_money(Money(rules.minimum_minor, bill.currency))
        raise PaymentTooSmall(f"The smallest part payment {bill.biller_name} takes is {least}.")


def reserve(bill: Bill, *, payment_id: str, amount_minor: int, at: datetime) -> UnitOfWork:
    """Hold ``amount_minor`` of the bill for a payment that starts.

    Raises what :func:`check_amount` raises, and ``BillHasLivePayment`` while another one holds it.
    The same payment may reserve again (a retry of its first commit): its hold is replaced.
    """
    check_amount(bill, amount_minor=amount_minor)
    if bill.live_payment_id not in (None, payment_id):
        raise BillHasLivePayment(str(bill.live_payment_id))
    held = {"live_payment_id": payment_id, "amount_reserved": amount_minor}
    return _changed(bill, held, at)


def settle(bill: Bill, *, payment_id: str, amount_minor: int, at: datetime) -> UnitOfWork:
    """Count a payment that succeeded, and end its hold.

    Money that came is always counted, even when the hold was given up before (the processor's word
    came late); another payment's hold stays. Raises ``PaymentAlreadySettled`` for a repetition.
    """
    if bill.live_payment_id != payment_id and bill.last_payment_id == payment_id:
        raise PaymentAlreadySettled()
    paid = bill.amount_paid_minor + amount_minor
    change: dict[str, Any] = {"amount_paid": paid, "last_payment_id": payment_id}
    if bill.status is not BillStatus.WITHDRAWN:
        now = status_of(amount_due_minor=bill.amount_due_minor, amount_paid_minor=paid)
        change["status"] = now.value
    if bill.live_payment_id == payment_id:
        change |= {"live_payment_id": None, "amount_reserved": 0}
    return _changed(bill, change, at)


def release(bill: Bill, *, payment_id: str, at: datetime) -> UnitOfWork:
    """End the hold of a payment that came to nothing; an empty unit when it holds nothing."""
    if bill.live_payment_id != payment_id:
        return UnitOfWork()
    return _changed(bill, {"live_payment_id": None, "amount_reserved": 0}, at)


def _changed(bill: Bill, change: Mapping[str, Any], at: datetime) -> UnitOfWork:
    update = Update(COLLECTION, bill.id, bill.version, {**change, "updated_at": at})
    return UnitOfWork(updates=(update,))
