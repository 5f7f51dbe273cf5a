"""Taking cash: judged, counted and recorded in one commit, before the receipt is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from paymentus.billers.service import BillersService
from paymentus.bills.domain import BillAlreadyPaid, BillHasLivePayment, BillNotFound
from paymentus.bills.service import BillsService
from paymentus.commit.domain import (
    AlreadyExists,
    AuditRecord,
    IdempotencyAnswer,
    IdempotencyClaim,
    IdempotencyScope,
    UnitOfWork,
    VersionConflict,
)
from paymentus.commit.service import Committer, Idempotency
from paymentus.compliance.domain.transfer import (
    CashDirection,
    Channel,
    Party,
    PartyKind,
    Transfer,
    Verdict,
)
from paymentus.compliance.service.assessing import AssessmentsService, is_lost_race
from paymentus.foundation.authorization import Principal
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError
from paymentus.foundation.ids import new_id
from paymentus.foundation.metrics import Metrics
from paymentus.integrations.key_management.blind_index import BlindIndex
from paymentus.payments.domain.cash import (
    BillersMixed,
    CashNotTaken,
    CashPerson,
    cash_items,
    must_be_known,
    require_enough,
    require_people,
)
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.domain.transitions import transfer_ended
from paymentus.payments.repository import PaymentsRepository
from paymentus.payments.repository.cash import CashRepository
from paymentus.payments.service.cash_records import (
    CashOrder,
    Counted,
    cash_of,
    payment_of,
    recorded,
)
from paymentus.payments.service.crowds import ATTEMPTS_IN_A_CROWD, TooManyAtOnce, wait_in_a_crowd
from paymentus.payments.service.first_commit import MoneyMayMove
from paymentus.payments.service.following import Following
from paymentus.payments.service.transfers import KeySource, party_of_account
from paymentus.payments.service.view import cash_view

TAKE_CASH = "takeCash"
_LEASE = timedelta(seconds=30)
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class CashAnswer:
    """What the request gets, now and at every retry with its key."""

    status: int
    body: Mapping[str, Any]
    replayed: bool


class CashDesk:
    """``people`` and ``guest_key`` make the ids under which the activity of people and of accounts
    is counted."""

    def __init__(
        self,
        *,
        payments: PaymentsRepository,
        cash: CashRepository,
        committer: Committer,
        idempotency: Idempotency,
        following: Following,
        billers: BillersService,
        bills: BillsService,
        assessments: AssessmentsService,
        people: BlindIndex,
        guest_key: KeySource,
        metrics: Metrics,
        clock: Clock,
        money_may_move: MoneyMayMove,
    ) -> None:
        self._payments = payments
        self._cash = cash
        self._committer = committer
        self._idempotency = idempotency
        self._following = following
        self._billers = billers
        self._bills = bills
        self._assessments = assessments
        self._people = people
        self._guest_key = guest_key
        self._metrics = metrics
        self._clock = clock
        self._money_may_move = money_may_move

    async def take(self, agent: Principal, order: CashOrder, *, key: str) -> CashAnswer:
        """Take cash for bills of one biller, all or none. Safe to repeat with the same key.

        Raises ``TooLittleTendered``, ``ConductorMissing``, ``CashNotTaken`` and what the bills or
        the key refuse. Nothing is recorded then but why, where that is for the desk.
        """
        scope = IdempotencyScope(agent.id, TAKE_CASH, key)
        body_hash = sha256_hex(order.body)
        earlier = await self._earlier(scope, body_hash)
        if earlier is not None:
            return earlier
        payment_id = new_id("pay", at=self._clock())
        changed_bills = 0
        for tried in range(ATTEMPTS_IN_A_CROWD):
            try:
                return await self._attempt(agent, order, payment_id, scope, body_hash)
            except DomainError as refused:
                if isinstance(refused, VersionConflict | AlreadyExists) and is_lost_race(refused):
                    await wait_in_a_crowd(tried)
                    continue
                if isinstance(refused, VersionConflict) and changed_bills < _ATTEMPTS:
                    changed_bills += 1
                    continue
                # Of two requests with one key the other may have been faster.
                earlier = await self._earlier(scope, body_hash)
                if earlier is None:
                    raise refused
                return earlier
        raise TooManyAtOnce()

    async def _attempt(
        self,
        agent: Principal,
        order: CashOrder,
        payment_id: str,
        scope: IdempotencyScope,
        body_hash: str,
    ) -> CashAnswer:
        await self._money_may_move()
        at = order.taken_at or self._clock()
        counted = await self._count(agent, order, at)
        transfer = await self._transfer(payment_id, order, counted, at)
        async with self._assessments.turn_of(transfer.sender):
            claim = IdempotencyClaim(scope, body_hash, payment_id, self._clock() + _LEASE)
            return await self._judged(agent, order, counted, transfer, claim)

    async def _judged(
        self,
        agent: Principal,
        order: CashOrder,
        counted: Counted,
        transfer: Transfer,
        claim: IdempotencyClaim,
    ) -> CashAnswer:
        payment_id, at = transfer.id, transfer.at
        judged = await self._assessments.assess(transfer)
        # After the activity was read: cash that is taken meanwhile moves it, and all is asked anew.
        await self._require_known(order, counted)
        if judged.verdict is not Verdict.ALLOW:
            record = AuditRecord("cash.not_taken", payment_id, agent.id)
            stopped = UnitOfWork(audit=(record,), outbox=(transfer_ended(payment_id),))
            await self._committer.commit(judged.unit + stopped)
            raise CashNotTaken()
        payment = payment_of(payment_id, order, counted, claim.scope, at=at, now=self._clock())
        taken = cash_of(payment_id, order, counted, agent, at=at)
        body = cash_view(payment, taken)
        answer = IdempotencyAnswer(claim.scope.id, 201, body, whose=payment.whose_key)
        unit = recorded(payment, taken, counted, agent, at)
        await self._committer.commit(unit + judged.unit + UnitOfWork(idempotency=(claim, answer)))
        self._metrics.payments.labels(payment.state.value).inc()
        return CashAnswer(201, body, replayed=False)

    async def _earlier(self, scope: IdempotencyScope, body_hash: str) -> CashAnswer | None:
        replay = await self._idempotency.look_up(scope, body_hash)
        if replay is None or replay.answer is None:
            return None
        return CashAnswer(replay.status or 201, replay.answer, replayed=True)

    async def _count(self, agent: Principal, order: CashOrder, at: datetime) -> Counted:
        ids = [bill_id for bill_id, _ in order.items]
        bills = {bill.id: bill for bill in await self._bills.get_many(ids)}
        if len(bills) < len(set(ids)):
            raise BillNotFound()
        for bill in bills.values():
            agent.must_be_of(bill.biller_id)
        if len({bill.biller_id for bill in bills.values()}) > 1:
            raise BillersMixed()
        live = {bill.live_payment_id for bill in bills.values() if bill.live_payment_id}
        for payment_id in sorted(live):
            await self._end_other(payment_id)
        if live:
            bills = {bill.id: bill for bill in await self._bills.get_many(ids)}
        biller = await self._billers.get(next(iter(bills.values())).biller_id)
        chosen = [(bills[bill_id], amount) for bill_id, amount in order.items]
        items = cash_items(chosen, biller, at=at)
        counted = Counted(biller, bills, items, biller.today(at))
        require_enough(
            total_minor=counted.total_minor,
            tendered_minor=order.tendered_minor,
            currency=counted.currency,
        )
        return counted

    async def _end_other(self, payment_id: str) -> None:
        """A card payment that its payer left lying; one that has gone through wins."""
        other = await self._payments.payment(payment_id)
        if other is None:
            raise BillHasLivePayment(payment_id)
        ended = await self._following.give_up(other, as_state=PaymentState.CANCELED)
        if ended.state is PaymentState.SUCCEEDED:
            raise BillAlreadyPaid(extra={"payment_id": payment_id})
        if not ended.is_final:
            raise BillHasLivePayment(payment_id)

    async def _require_known(self, order: CashOrder, counted: Counted) -> None:
        of_the_day = await self._cash.of_the_day(
            counted.accounts, counted.day, currency=counted.currency
        )
        needed = must_be_known(
            total_minor=counted.total_minor,
            of_the_day_minor=of_the_day,
            currency=counted.currency,
            on=counted.day,
        )
        require_people(order.conductor, order.on_behalf_of, needed=needed, on=counted.day)

    async def _transfer(
        self, payment_id: str, order: CashOrder, counted: Counted, at: datetime
    ) -> Transfer:
        conductor = await self._party(order.conductor) if order.conductor else None
        behind = await self._party(order.on_behalf_of) if order.on_behalf_of else None
        key = await self._guest_key()
        bills = list(counted.bills.values())
        # Where nobody was asked who they are it is counted under the account that is paid.
        sender = behind or conductor or party_of_account(key, bills)
        biller = counted.biller
        receiver = Party(biller.id, biller.name, PartyKind.ORGANIZATION, is_biller=True)
        return Transfer(
            id=payment_id,
            at=at,
            sender=sender,
            receivers=(receiver,),
            amount_minor=counted.total_minor,
            currency=counted.currency,
            channel=Channel.CASH,
            cash=CashDirection.IN,
            conductor=conductor if behind is not None else None,
            zone=biller.time_zone,
            accounts=tuple(sorted({party_of_account(key, [bill]).id for bill in bills})),
        )

    async def _party(self, person: CashPerson) -> Party:
        given = person.identification
        text = f"{given.kind.value}\x1f{given.country}\x1f{given.number}"
        return Party(
            id=f"psn_{(await self._people.of(text))[:26]}",
            name=person.full_name,
            birth_date=person.birth_date,
            countries=frozenset({person.address.country, given.country}),
            documents=(given.number,),
        )
