"""Quoting and paying: what a payer asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from paymentus.billers.domain import Method
from paymentus.billers.service import BillersService
from paymentus.bills.domain import Bill, BillAlreadyPaid, BillHasLivePayment
from paymentus.bills.service import BillsService
from paymentus.commit.domain import (
    AlreadyExists,
    IdempotencyClaim,
    IdempotencyScope,
    RequestInProgress,
    UnitOfWork,
    VersionConflict,
)
from paymentus.commit.service import Committer, Idempotency
from paymentus.compliance.service.assessing import AssessmentsService, is_lost_race
from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError
from paymentus.foundation.ids import new_id
from paymentus.identity.service import IdentityService
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.domain.payment import (
    Payment,
    PaymentCannotBeCanceled,
    PaymentNotFound,
)
from paymentus.payments.domain.quote import (
    Quote,
    QuoteExpired,
    QuoteNotFound,
    QuoteOutOfDate,
    price,
)
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.repository import (
    PaymentsRepository,
    insert_quote,
)
from paymentus.payments.service.crowds import (
    ATTEMPTS_IN_A_CROWD,
    TooManyAtOnce,
    wait_in_a_crowd,
)
from paymentus.payments.service.first_commit import MoneyMayMove, first_commit, new_payment
from paymentus.payments.service.following import Following
from paymentus.payments.service.frozen_requests import FrozenRequests
from paymentus.payments.service.payer_limits import PayerLimits
from paymentus.payments.service.transfers import PaymentTransfers
from paymentus.payments.service.view import payment_view

MAKE_PAYMENT = "makePayment"
# Longer than a processor call with its retries takes, shorter than a payer's patience.
_LEASE = timedelta(seconds=30)
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

    @property
    def saves_card(self) -> bool:
        return isinstance(self.method, HostedCheckout) and self.method.save_card


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
        requests: FrozenRequests,
        transfers: PaymentTransfers,
        assessments: AssessmentsService,
        limits: PayerLimits,
        clock: Clock,
        money_may_move: MoneyMayMove,
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
        self._requests = requests
        self._transfers = transfers
        self._assessments = assessments
        self._limits = limits
        self._clock = clock
        self._money_may_move = money_may_move
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
        await self._limits.require(principal, quote)
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
        if payment.state is not PaymentState.SUBMITTING:
            # Held, it has no answer that would stay true; blocked, it was answered in that commit.
            self._following.count(payment)
            return Answer(201, payment_view(payment), replayed=False)
        finished = await self._following.submit(payment, answer_status=201)
        # The first answer stands, and a webhook may have been quicker to give it.
        kept = await self._earlier(scope, body_hash)
        return replace(kept or Answer(201, payment_view(finished), replayed=False), replayed=False)

    async def cancel(self, principal: Principal, payment_id: str) -> Payment:
        """The payer gives up while the payment waits for them."""
        payment = await self.own(principal, payment_id)
        if payment.is_final:
            return payment
        if payment.state is PaymentState.HELD:
            raise PaymentCannotBeCanceled(
                "We are checking this payment. Nothing was charged yet, and it cannot be canceled "
                "just now."
            )
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
        """First commit: claim the key, record the attempt with compliance's verdict and all that
        goes with it, reserve the bills, take the hold. Lost to somebody, all is judged anew."""
        await self._money_may_move()
        quote = await self._bound_quote(principal, order.quote_id)
        if order.email is None and principal.role is Role.PAYER:
            address = await self._identity.email_address_of(principal.id)
            order = replace(order, email=address)
        payment_id = new_id("pay", at=self._clock())
        card_id = order.method.payment_method_id if isinstance(order.method, SavedCard) else None
        # Read once: to charge it, and to watch it.
        card = await self._payment_methods.chargeable(principal.id, card_id) if card_id else None
        request = await self._requests.made(
            principal, quote, payment_id, card=card, save_card=order.saves_card,
            email=order.email,
        )  # fmt: skip
        payer = await self._transfers.payer(principal)
        instrument = await self._transfers.instrument(card.card if card else None)
        changed_bills = 0
        for tried in range(ATTEMPTS_IN_A_CROWD):
            now = self._clock()
            await self._check_unpaid(quote)
            bills = await self._free_bills(quote, scope)
            transfer = await self._transfers.of(
                payer, quote, bills.values(), payment_id=payment_id, instrument=instrument, at=now
            )
            try:
                async with self._assessments.turn_of(transfer.sender):
                    judged = await self._assessments.assess(transfer)
                    # What others committed since would have moved the activity just read.
                    await self._limits.require(principal, quote)
                    payment = new_payment(
                        principal=principal, card_id=card_id, email=order.email, quote=quote,
                        request=request, scope=scope, verdict=judged.verdict, now=now,
                    )  # fmt: skip
                    unit = first_commit(payment, quote, bills) + judged.unit
                    claim = IdempotencyClaim(scope, body_hash, payment.id, now + _LEASE)
                    await self._committer.commit(UnitOfWork(idempotency=(claim,)) + unit)
                return payment
            except (VersionConflict, AlreadyExists) as lost:
                if is_lost_race(lost):
                    await wait_in_a_crowd(tried)
                elif isinstance(lost, AlreadyExists):
                    raise
                else:
                    changed_bills += 1
                    if changed_bills == _ATTEMPTS:
                        raise QuoteOutOfDate() from lost
                quote = await self._bound_quote(principal, order.quote_id)
        raise TooManyAtOnce()

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
