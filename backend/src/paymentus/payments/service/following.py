"""Following a payment to its end: news from the processor, by answer, webhook, redirect or janitor.

All four come through :meth:`Following.take`, in any order and any number of times.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from paymentus.bills.domain import PaymentAlreadySettled
from paymentus.bills.service import BillsService
from paymentus.commit.domain import (
    AlreadyExists,
    IdempotencyAnswer,
    UnitOfWork,
    VersionConflict,
)
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Document
from paymentus.integrations.payment_processor import (
    ChargeRequest,
    Outcome,
    OutcomeState,
    ProcessorRefused,
    ProcessorUnavailable,
)
from paymentus.integrations.payment_processor.stripe import StripeProcessor
from paymentus.ledger.domain.rules import HoldAlreadyVoided
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.domain.payment import NOT_MADE, Payment, PaymentNotFound, Reason
from paymentus.payments.domain.states import LIVE, PaymentState, may_become, shown
from paymentus.payments.domain.transitions import (
    HELD_FOR,
    Step,
    apply_outcome,
    changed,
    end_without_money,
    next_check,
)
from paymentus.payments.repository import PaymentsRepository, update_payment
from paymentus.payments.service.receipts import receipt_of
from paymentus.payments.service.view import payment_view

_log = logging.getLogger(__name__)

# How far the clocks of two servers, or ours and the processor's, may be apart. Within it no wrong
# clock ends a payment that its payer has just made.
CLOCKS_DIFFER_BY = timedelta(minutes=30)
# How long the frozen request may be sent again. After that nobody is waiting at the screen
# any more, so a charge that never reached the processor is given up instead of made.
RESUBMIT_FOR = timedelta(minutes=15) + CLOCKS_DIFFER_BY
# So often it must have been looked at first, with pauses that add up to half a minute: where a
# clock is wrong, a payment that looks old may be on its way to the processor this second.
ASKED_BEFORE_GIVING_UP = 4
# A page of the processor, or of the payer's bank, is closed then; much shorter than the ledger's
# hold.
ABANDONED_AFTER = timedelta(hours=1)
# Whoever was told to wait comes back by a mail.
RELEASED_ABANDONED_AFTER = timedelta(hours=24)
_ATTEMPTS = 8
# A webhook that comes sooner than this waits once, for a second.
_OWN_ANSWER = timedelta(seconds=3)


class Following:
    def __init__(
        self,
        *,
        repository: PaymentsRepository,
        committer: Committer,
        processor: StripeProcessor,
        bills: BillsService,
        payment_methods: PaymentMethodsService,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._repository = repository
        self._committer = committer
        self._processor = processor
        self._bills = bills
        self._payment_methods = payment_methods
        self._clock = clock
        self._metrics = metrics

    async def submit(self, payment: Payment, *, answer_status: int | None = None) -> Payment:
        """Send the frozen request and take what comes of it; unknown when the answer is lost."""
        request = ChargeRequest.from_document(payment.request)
        try:
            outcome = await self._processor.submit(request)
        except ProcessorUnavailable as lost:
            _log.warning("payment %s: outcome unknown (%s)", payment.id, lost.code())
            return await self._unknown(payment.id, answer_status=answer_status)
        except ProcessorRefused as refused:
            # Not its words: they may repeat what the payer has typed.
            _log.error("payment %s: refused by the processor: %s", payment.id, refused.code())
            outcome = Outcome(
                OutcomeState.FAILED,
                object_id="",
                failure_code="processor_refused",
                failure_message="The card processor did not accept this payment. "
                "Nothing was charged.",
            )
        return await self.take(payment.id, outcome, answer_status=answer_status, known=payment)

    async def take(
        self,
        payment_id: str,
        outcome: Outcome,
        *,
        answer_status: int | None = None,
        given_up_as: PaymentState = PaymentState.EXPIRED,
        known: Payment | None = None,
    ) -> Payment:
        """Apply the processor's word to the payment as it is now; safe to repeat.

        With ``answer_status`` the request's idempotency answer is stored in the same commit.
        ``known`` is the payment as the caller knows it: it saves a read, and if it is no longer
        so, the commit says so and the payment is read.
        """
        hold_is_open: bool | None = None
        for _ in range(_ATTEMPTS):
            payment = known or await self._fresh(payment_id)
            known = None
            at = self._clock()
            try:
                step = await self._step(
                    payment, outcome, at, hold_is_open=hold_is_open, given_up_as=given_up_as
                )
                return await self._write(payment, step, answer_status)
            except (VersionConflict, AlreadyExists, PaymentAlreadySettled):
                # Somebody else took the same news a moment ago, perhaps between our reading of
                # the payment and of its bills: read both again.
                continue
            except HoldAlreadyVoided:
                # It was given up or ran out: money that came is posted anew, and where none
                # came there is nothing left to let go.
                hold_is_open = False
        raise VersionConflict("payment_transactions", payment_id)

    async def ask(self, payment: Payment) -> Payment:
        """Ask the processor what became of this payment and take its word."""
        if payment.state is PaymentState.HELD:
            return await self._held_too_long(payment)
        request = ChargeRequest.from_document(payment.request)
        if payment.object_id:
            if self._is_abandoned(payment):
                return await self.give_up(payment, as_state=PaymentState.EXPIRED)
            return await self.take(payment.id, await self._processor.look_up(payment.object_id))
        if self._clock() - payment.sent_at < RESUBMIT_FOR:
            return await self.submit(payment)
        found = await self._processor.find(request, payment.sent_at)
        if found is not None:
            return await self.take(payment.id, found)
        if payment.checks < ASKED_BEFORE_GIVING_UP:
            return payment
        return await self._never_arrived(payment)

    def _is_abandoned(self, payment: Payment) -> bool:
        """A bank's page never closes by itself, a Checkout page later than this."""
        waiting = payment.state is PaymentState.REQUIRES_ACTION
        limit = RELEASED_ABANDONED_AFTER if payment.was_held else ABANDONED_AFTER
        return waiting and self._clock() - payment.sent_at > limit

    async def _held_too_long(self, payment: Payment) -> Payment:
        if self._clock() - payment.created_at < HELD_FOR:
            return payment
        return await self.end_held(payment.id, PaymentState.EXPIRED, NOT_MADE)

    async def end_held(self, payment_id: str, state: PaymentState, reason: Reason) -> Payment:
        """End a payment that the processor has not heard of; one that is held no more is left."""
        for _ in range(_ATTEMPTS):
            payment = await self._fresh(payment_id)
            if payment.state is not PaymentState.HELD:
                return payment
            bills = await self._bills.get_many([item.bill_id for item in payment.items])
            step = end_without_money(
                payment,
                state,
                reason,
                bills={bill.id: bill for bill in bills},
                hold_is_open=True,
                at=self._clock(),
            )
            try:
                return await self._write(payment, step, None)
            except VersionConflict:
                continue
        raise VersionConflict("payment_transactions", payment_id)

    async def give_up(self, payment: Payment, *, as_state: PaymentState) -> Payment:
        """End a live payment at the processor first, then here; returns what it really became.

        One whose fate is still unknown is left alone: asking for it again could charge it.
        """
        if payment.is_final or payment.object_id is None:
            return payment
        outcome = await self._processor.expire(payment.object_id)
        return await self.take(payment.id, outcome, given_up_as=as_state)

    async def work_off(self, webhook: Document) -> bool:
        """A webhook is a hint: the object is fetched. False while its payment is not known."""
        payment = None
        if webhook.get("payment_id"):
            payment = await self._repository.payment(webhook["payment_id"])
        if payment is None:
            payment = await self._repository.by_object(webhook["object_id"])
        if payment is None:
            # Not ours, or its commit is still on the way; after a minute it is not ours.
            return bool(self._clock() - webhook["received_at"] > timedelta(minutes=1))
        settled = payment.is_final and (
            payment.state is PaymentState.SUCCEEDED and payment.processor_fee_minor is not None
        )
        if settled:
            return True
        if self._has_an_answer_coming(payment) and webhook.get("attempts") == 0:
            return False
        object_id = payment.object_id or webhook["object_id"]
        if not object_id.startswith(("pi_", "cs_")):
            await self.ask(payment)
            return True
        await self.take(payment.id, await self._processor.look_up(object_id))
        return True

    def _has_an_answer_coming(self, payment: Payment) -> bool:
        """The request that sent the charge hears its outcome itself, about when the webhook comes.
        To ask for it too would race it: twice the work, and one of the two commits in vain."""
        sent = self._clock() - payment.sent_at
        return payment.state is PaymentState.SUBMITTING and sent < _OWN_ANSWER

    async def ask_about_due(self, limit: int = 50) -> int:
        """The janitor's round: every payment whose time has come, and its unanswered request."""
        due = await self._repository.due(self._clock(), limit)
        for payment in due:
            await self._ask_or_postpone(payment)
        return len(due)

    async def _ask_or_postpone(self, payment: Payment) -> None:
        try:
            after = await self.ask(payment)
        except DomainError as error:
            _log.warning("payment %s: %s, asking again later", payment.id, error.code())
            after = await self._fresh(payment.id)
        except Exception:
            # One payment that we cannot work on must not stand before all that come after it.
            _log.exception("payment %s: asking again later", payment.id)
            after = await self._fresh(payment.id)
        if after.version == payment.version and not after.is_final:
            await self._postpone(after)

    async def _postpone(self, payment: Payment) -> None:
        """No news: ask again, each time a little later."""
        counted = replace(payment, checks=payment.checks + 1)
        later = replace(counted, next_check_at=next_check(counted, payment.state, self._clock()))
        with contextlib.suppress(VersionConflict):
            await self._committer.commit(UnitOfWork(updates=(update_payment(payment, later),)))

    async def _step(
        self,
        payment: Payment,
        outcome: Outcome,
        at: datetime,
        *,
        hold_is_open: bool | None,
        given_up_as: PaymentState,
    ) -> Step | None:
        bills = await self._bills.get_many([item.bill_id for item in payment.items])
        succeeded = outcome.state is OutcomeState.SUCCEEDED
        return apply_outcome(
            payment,
            outcome,
            bills={bill.id: bill for bill in bills},
            hold_is_open=payment.state in LIVE if hold_is_open is None else hold_is_open,
            receipt=receipt_of(payment, brand=outcome.brand, last4=outcome.last4, at=at)
            if succeeded
            else None,
            salt=secrets.token_bytes(32),
            at=at,
            given_up_as=given_up_as,
        )

    async def _write(
        self, payment: Payment, step: Step | None, answer_status: int | None
    ) -> Payment:
        if step is None:
            if answer_status is not None and payment.state is not PaymentState.UNKNOWN:
                await self._committer.commit(_answer(payment, answer_status))
            return payment
        after = step.payment
        unit = step.unit + UnitOfWork(updates=(update_payment(payment, after),))
        # The janitor finishes a request whose server died: no key stays locked. "Not known" is
        # no outcome, so it is not kept as one: the key answers what becomes known.
        if after.state is not PaymentState.UNKNOWN:
            unit += _answer(after, answer_status or 201)
        await self._committer.commit(unit)
        if after.state is not payment.state:
            self.count(after)
            if after.state is PaymentState.SUCCEEDED:
                await self._keep_card(after)
        return replace(after, version=payment.version + 1)

    async def _keep_card(self, payment: Payment) -> None:
        """A card the payer asked us to keep is remembered after the payment, never before."""
        if payment.user_id and payment.request.get("save_card"):
            try:
                await self._payment_methods.collect(payment.user_id)
            except DomainError as error:
                _log.warning("payment %s: card not kept (%s)", payment.id, error.code())

    async def _unknown(self, payment_id: str, *, answer_status: int | None) -> Payment:
        for _ in range(_ATTEMPTS):
            payment = await self._fresh(payment_id)
            step = None
            if may_become(payment.state, PaymentState.UNKNOWN):
                at = self._clock()
                moved = payment.entered(
                    PaymentState.UNKNOWN,
                    at,
                    next_check_at=next_check(payment, PaymentState.UNKNOWN, at),
                )
                step = Step(moved, UnitOfWork(outbox=(changed(moved),)))
            try:
                return await self._write(payment, step, answer_status)
            except VersionConflict:
                continue
        raise VersionConflict("payment_transactions", payment_id)

    async def _never_arrived(self, payment: Payment) -> Payment:
        """The processor knows of no such charge, long after any request was under way."""
        lost = Outcome(
            OutcomeState.FAILED,
            object_id="",
            failure_code="never_reached_processor",
            failure_message="The payment did not reach the card processor. Nothing was charged.",
        )
        return await self.take(payment.id, lost)

    async def _fresh(self, payment_id: str) -> Payment:
        payment = await self._repository.payment(payment_id)
        if payment is None:
            raise PaymentNotFound()
        return payment

    def count(self, payment: Payment) -> None:
        """A payment has entered this state, as payers see it: the figures are public, and say
        nothing of what compliance holds."""
        if payment.state is PaymentState.HELD:
            return
        self._metrics.payments.labels(shown(payment.state).value).inc()
        if payment.state is PaymentState.FAILED and payment.reason:
            self._metrics.transaction_failures.labels(payment.reason.code).inc()


def _answer(payment: Payment, status: int) -> UnitOfWork:
    answer = IdempotencyAnswer(
        payment.idempotency_id, status, payment_view(payment), whose=payment.whose_key
    )
    return UnitOfWork(idempotency=(answer,))
