"""The all-in price, before any payment detail is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from paymentus.billers.domain import Biller, Method, delivery_date, fee_for, next_cut_off
from paymentus.bills.domain import Bill, check_amount
from paymentus.foundation.errors import Conflict, NotFound, Rejected

ITEMS_MAX = 20
TOTAL_MINOR_MAX = 99_999_999  # Stripe takes at most eight digits.


class QuoteNotFound(NotFound):
    """There is no such quote."""


class QuoteExpired(Conflict):
    """This price has run out. Ask for a new one; nothing was charged."""


class QuoteOutOfDate(Conflict):
    """The bill has changed since this price was given. Ask for a new one; nothing was charged."""


class BillsOfTwoCurrencies(Rejected):
    """Bills in different currencies are paid separately."""


class BillTwice(Rejected):
    """Name each bill once."""


class TotalTooLarge(Rejected):
    """This is more than one card payment can carry. Pay fewer bills at once."""


@dataclass(frozen=True, slots=True)
class LineItem:
    """One bill's part of a payment. ``delivery_date`` is when the biller will have the money."""

    bill_id: str
    biller_id: str
    biller_name: str
    bill_number: str
    account_number: str
    amount_minor: int
    fee_minor: int
    delivery_date: date
    cut_off_at: datetime
    statement_descriptor: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A price that binds until ``expires_at``, and is paid once.

    ``payment_id`` is the attempt that was started with it last.
    """

    id: str
    principal_id: str
    currency: str
    items: tuple[LineItem, ...]
    method: Method
    created_at: datetime
    expires_at: datetime
    version: int = 1
    payment_id: str | None = None

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


def price(
    chosen: Sequence[tuple[Bill, Biller, int | None]],
    *,
    quote_id: str,
    principal_id: str,
    method: Method,
    at: datetime,
    lifetime: timedelta,
) -> Quote:
    """Price the bills; an amount of None means all that is open.

    Raises ``BillTwice``, ``BillsOfTwoCurrencies``, ``TotalTooLarge`` and what the bill's
    own rules refuse. A quote never promises a delivery date past its own cut-off.
    """
    if not 1 <= len(chosen) <= ITEMS_MAX:
        raise Rejected(f"Choose 1 to {ITEMS_MAX} bills.")
    if len({bill.id for bill, _, _ in chosen}) < len(chosen):
        raise BillTwice()
    currencies = {bill.currency for bill, _, _ in chosen}
    if len(currencies) > 1:
        raise BillsOfTwoCurrencies()
    items = tuple(_line(bill, biller, amount, method, at) for bill, biller, amount in chosen)
    cut_off = min(item.cut_off_at for item in items)
    # The price ends at the cut-off if that comes first, so its date stays true; but a payer
    # who is just before one still gets two minutes.
    ends = max(min(at + lifetime, cut_off), at + timedelta(minutes=2))
    quote = Quote(quote_id, principal_id, currencies.pop(), items, method, at, ends)
    if quote.total_minor > TOTAL_MINOR_MAX:
        raise TotalTooLarge()
    return quote


def _line(bill: Bill, biller: Biller, amount: int | None, method: Method, at: datetime) -> LineItem:
    amount_minor = bill.amount_open_minor if amount is None else amount
    check_amount(bill, amount_minor=amount_minor)
    return LineItem(
        bill_id=bill.id,
        biller_id=biller.id,
        biller_name=biller.name,
        bill_number=bill.bill_number,
        account_number=bill.account_number,
        amount_minor=amount_minor,
        fee_minor=fee_for(biller, method, amount_minor),
        delivery_date=delivery_date(biller, method, at),
        cut_off_at=next_cut_off(biller, at),
        statement_descriptor=biller.statement_descriptor,
    )
