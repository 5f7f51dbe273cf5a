"""Quoting and paying: what a payer asks for."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from paymentus.billers.domain import Method
from paymentus.billers.service import BillersService
from paymentus.bills.domain import Bill, BillAlreadyPaid, BillHasLivePayment, reserve
from paymentus.bills.service import BillsService
from paymentus.commit.domain import (
    IdempotencyClaim,
    IdempotencyScope,
    RequestInProgress,
    UnitOfWork,
    VersionConflict,
)
from paymentus.commit.service import Committer, Idempotency
from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError, FieldProblem
from paymentus.foundation.ids import confirmation_number, new_id
from paymentus.identity.service import IdentityService
from paymentus.integrations.payment_processor import ChargeRequest
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.domain import funds_flow
from paymentus.payments.domain.payment import (
    Moment,
    Payment,
    PaymentCannotBeCanceled,
    PaymentNotFound,
    ReceiptEmailNeeded,
)
from paymentus.payments.domain.quote import (
    Quote,
    QuoteExpired,
    QuoteNotFound,
    QuoteOutOfDate,
    price,
)
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.domain.transitions import changed
from paymentus.payments.repository import (
    PaymentsRepository,
    insert_payment,
    insert_quote,
    take_quote,
)
from paymentus.payments.service.following import CLOCKS_DIFFER_BY, RESUBMIT_FOR, Following
from paymentus.payments.service.view import payment_view

MAKE_PAYMENT = "makePayment"
# Longer than a processor call with its retries takes, shorter than a payer's patience.
_LEASE = timedelta(seconds=30)
_FIRST_CHECK = timedelta(seconds=8)
_HOLD = timedelta(days=7)
# Stripe opens no Checkout page that would close within thirty minutes. The frozen request names the
# moment, may be sent again later, and either clock may be behind. (A page that is left alone is
# closed sooner: see ``ABANDONED_AFTER``.)
_CHECKOUT_OPEN = timedelta(minutes=30) + RESUBMIT_FOR + CLOCKS_DIFFER_BY
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class SavedCard:
    """Pay with a card kept at the processor."""

    payment_method_id: str


@dataclass(frozen=True, slots=True)
class HostedCheckout:
    """Pay with a new card on the processor's own page."""

    save_card: bool = False


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """What a client asks for; ``body`` is the request as sent, for the idempotency hash."""

    quote_id: str
    method: SavedCard | HostedCheckout
    email: str | None
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the request gets, now and at every retry with its key."""

    status: int
    body: Mapping[str, Any]
    replayed: bool


class PaymentsService:
    def __init__(
        self,
        *,
        repository: PaymentsRepository,
        committer: Committer,
        idempotency: Idempotency,
        following: Following,
        identity: IdentityService,
        billers: BillersService,
        bills: BillsService,
        payment_methods: PaymentMethodsService,
        clock: Clock,
        public_url: str,
        quote_lifetime: timedelta,
    ) -> None:
        self._repository = repository
        self._committer = committer
        self._idempotency = idempotency
        self._following = following
        self._identity = identity
        self._billers = billers
        self._bills = bills
        self._payment_methods = payment_methods
        self._clock = clock
        self._public_url = public_url
        self._quote_lifetime = quote_lifetime

    async def quote(
        self, principal: Principal, wanted: Sequence[tuple[str, int | None]], *, method: Method
    ) -> Quote:
        """The all-in price of ``(bill id, amount or None for all that is open)``; binds a while."""
        bills = await self._bills.readable_by(principal, [bill_id for bill_id, _ in wanted])
        by_id = {bill.id: bill for bill in bills}
        billers = await self._billers.get_many({bill.biller_id for bill in bills})
        chosen = [
            (by_id[bill_id], billers[by_id[bill_id].biller_id], amount)
            for bill_id, amount in wanted
        ]
        now = self._clock()
        quote = price(
            chosen,
            quote_id=new_id("quo", at=now),
            principal_id=principal.id,
            method=method,
            at=now,
            lifetime=self._quote_lifetime,
        )
        await self._committer.commit(UnitOfWork(inserts=(insert_quote(quote),)))
        return quote

    async def pay(self, principal: Principal, order: PaymentOrder, *, key: str) -> Answer:
        """Pay a quote's bills, all or none, with one charge. Safe to repeat with the same key.

        The attempt, its key and the frozen request are committed before the processor is
        asked. Raises what the quote, the bills or the key refuse; after the commit there is
        always a payment to follow, whatever happens next.
        """
        scope = IdempotencyScope(principal.id, MAKE_PAYMENT, key)
        body_hash = sha256_hex(order.body)
        earlier = await self._earlier(scope, body_hash)
        if earlier is not None:
            return earlier
        try:
            payment = await self._start(principal, order, scope, body_hash)
        except DomainError:
            # Two requests with one key at once: if the other one won the claim, what stood in
            # our way is its own doing (the key, the bill it holds, the bill it has paid).
            replayed = await self._earlier(scope, body_hash)
            if replayed is not None:
                return replayed
            raise
        finished = await self._following.submit(payment, answer_status=201)
        # The first answer stands, and a webhook may have been quicker to give it.
        kept = await self._earlier(scope, body_hash)
        return replace(kept or Answer(201, payment_view(finished), replayed=False), replayed=False)

    async def cancel(self, principal: Principal, payment_id: str) -> Payment:
        """The payer gives up while the payment waits for them."""
        payment = await self.own(principal, payment_id)
        if payment.is_final:
            return payment
        if payment.state is not PaymentState.REQUIRES_ACTION:
            raise PaymentCannotBeCanceled(
                "This payment is with the card processor and can no longer be canceled."
            )
        return await self._following.give_up(payment, as_state=PaymentState.CANCELED)

    async def refresh(self, principal: Principal, payment_id: str) -> Payment:
        """Ask the processor now, as when the payer comes back from its page."""
        payment = await self.own(principal, payment_id)
        if payment.is_final or payment.object_id is None:
            return payment
        return await self._following.ask(payment)

    async def own(self, principal: Principal, payment_id: str) -> Payment:
        """A payment of this principal; anyone else's is not found."""
        payment = await self._existing(payment_id)
        if payment.principal_id != principal.id:
            raise PaymentNotFound()
        return payment

    async def _earlier(self, scope: IdempotencyScope, body_hash: str) -> Answer | None:
        """The answer of this key, or the payment as it is now while there is no answer yet."""
        try:
            replay = await self._idempotency.look_up(scope, body_hash)
        except RequestInProgress as running:
            payment = await self._existing(running.subject)
            if payment.state is PaymentState.SUBMITTING:
                raise
            # The request ended without an outcome; nobody needs to wait for its lease to end.
        else:
            if replay is None:
                return None
            if replay.answer is not None:
                return Answer(replay.status or 201, replay.answer, replayed=True)
            payment = await self._existing(replay.subject)
        return Answer(201, payment_view(payment), replayed=True)

    async def _existing(self, payment_id: str) -> Payment:
        payment = await self._repository.payment(payment_id)
        if payment is None:
            raise PaymentNotFound()
        return payment

    async def _start(
        self,
        principal: Principal,
        order: PaymentOrder,
        scope: IdempotencyScope,
        body_hash: str,
    ) -> Payment:
        """First commit: claim the key, record the attempt, reserve the bills, take the hold."""
        quote = await self._bound_quote(principal, order.quote_id)
        if order.email is None and principal.role is Role.PAYER:
            address = await self._identity.email_address_of(principal.id)
            order = replace(order, email=address)
        payment_id = new_id("pay", at=self._clock())
        request = await self._frozen_request(principal, order, quote, payment_id)
        for _ in range(_ATTEMPTS):
            now = self._clock()
            await self._check_unpaid(quote)
            bills = await self._free_bills(quote, scope)
            payment = _new_payment(
                principal=principal, order=order, quote=quote, request=request, scope=scope, now=now
            )
            unit = _first_commit(payment, quote, bills)
            claim = IdempotencyClaim(scope, body_hash, payment.id, now + _LEASE)
            try:
                await self._committer.commit(unit + UnitOfWork(idempotency=(claim,)))
                return payment
            except VersionConflict:
                quote = await self._bound_quote(principal, order.quote_id)
        raise QuoteOutOfDate()

    async def _check_unpaid(self, quote: Quote) -> None:
        """One price is paid once, under whatever key; a live attempt shows on its bills."""
        earlier = await self._repository.payment(quote.payment_id) if quote.payment_id else None
        if earlier is not None and earlier.state is PaymentState.SUCCEEDED:
            raise BillAlreadyPaid(
                "This was paid already. Ask for a new price to pay more.",
                extra={"payment_id": earlier.id},
            )

    async def _bound_quote(self, principal: Principal, quote_id: str) -> Quote:
        quote = await self._repository.quote(quote_id)
        if quote is None or quote.principal_id != principal.id:
            raise QuoteNotFound()
        if quote.expires_at <= self._clock():
            raise QuoteExpired()
        return quote

    async def _free_bills(self, quote: Quote, scope: IdempotencyScope) -> dict[str, Bill]:
        """The quote's bills, with any earlier attempt on them ended at the processor first."""
        ids = [item.bill_id for item in quote.items]
        bills = {bill.id: bill for bill in await self._bills.get_many(ids)}
        if len(bills) < len(ids):
            raise QuoteOutOfDate()
        live = {bill.live_payment_id for bill in bills.values() if bill.live_payment_id}
        for payment_id in sorted(live):
            await self._end_earlier_attempt(payment_id, scope)
        if live:
            bills = {bill.id: bill for bill in await self._bills.get_many(ids)}
        return bills

    async def _end_earlier_attempt(self, payment_id: str, scope: IdempotencyScope) -> None:
        earlier = await self._repository.payment(payment_id)
        # The same request, sent twice at once, must not cancel what it has itself begun.
        if earlier is None or earlier.idempotency_id == scope.id:
            raise BillHasLivePayment(payment_id)
        ended = await self._following.give_up(earlier, as_state=PaymentState.CANCELED)
        if ended.state is PaymentState.SUCCEEDED:
            # Too late: the earlier attempt has won, and that is what the payer is shown.
            raise BillAlreadyPaid(extra={"payment_id": payment_id})
        if not ended.is_final:
            raise BillHasLivePayment(payment_id)

    async def _frozen_request(
        self, principal: Principal, order: PaymentOrder, quote: Quote, payment_id: str
    ) -> ChargeRequest:
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
        if isinstance(order.method, SavedCard):
            card = await self._payment_methods.chargeable(
                principal.id, order.method.payment_method_id
            )
            return ChargeRequest(
                **request, customer=card.customer, payment_method=card.payment_method
            )
        if principal.role is Role.GUEST and not order.email:
            raise ReceiptEmailNeeded(
                fields=(FieldProblem("email", "Enter an email address for your receipt."),)
            )
        saves = order.method.save_card and principal.role is Role.PAYER
        customer = await self._payment_methods.customer_of(principal.id) if saves else None
        closes = self._clock() + _CHECKOUT_OPEN
        return ChargeRequest(
            **request,
            customer=customer,
            checkout=True,
            cancel_url=f"{page}?returned=canceled",
            save_card=saves,
            email=order.email if customer is None else None,
            expires_at=int(closes.timestamp()),
        )


def _new_payment(
    *,
    principal: Principal,
    order: PaymentOrder,
    quote: Quote,
    request: ChargeRequest,
    scope: IdempotencyScope,
    now: datetime,
) -> Payment:
    card = order.method if isinstance(order.method, SavedCard) else None
    return Payment(
        id=request.payment_id,
        version=1,
        confirmation_number=confirmation_number(),
        state=PaymentState.SUBMITTING,
        principal_id=principal.id,
        user_id=principal.id if principal.role is Role.PAYER else None,
        quote_id=quote.id,
        currency=quote.currency,
        items=quote.items,
        method_kind="saved_card" if card else "checkout",
        payment_method_id=card.payment_method_id if card else None,
        brand=None,
        last4=None,
        email=order.email,
        request=request.to_document(),
        receipt_token=secrets.token_urlsafe(24),
        idempotency_id=scope.id,
        created_at=now,
        updated_at=now,
        history=(Moment(PaymentState.SUBMITTING, now),),
        next_check_at=now + _FIRST_CHECK,
    )


def _first_commit(payment: Payment, quote: Quote, bills: Mapping[str, Bill]) -> UnitOfWork:
    now = payment.created_at
    unit = UnitOfWork(
        inserts=(insert_payment(payment),),
        updates=(take_quote(quote, payment_id=payment.id),),
        entries=(
            funds_flow.attempt_recorded(
                payment.id,
                shares=payment.shares,
                fee_minor=payment.fee_minor,
                currency=payment.currency,
                at=now,
                expires_at=now + _HOLD,
            ),
        ),
        outbox=(changed(payment),),
    )
    for item in quote.items:
        unit += reserve(
            bills[item.bill_id],
            payment_id=payment.id,
            amount_minor=item.amount_minor,
            at=now,
        )
    return unit
