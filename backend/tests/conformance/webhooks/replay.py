"""Plays schedules on the real services and database, and judges every payment by all its traces."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, cast

from conformance.webhooks.schedules import Hearing, Schedule
from paymentus.app.proofs import ledger_leaves
from paymentus.app.wiring import Platform
from paymentus.billers.service import BillersService
from paymentus.bills.domain import Bill
from paymentus.bills.service import BillsService
from paymentus.commit.service import Deliveries, Idempotency
from paymentus.compliance.service.assessing import AssessmentsService
from paymentus.foundation.clock import utc_now
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Document
from paymentus.identity.service import IdentityService
from paymentus.incidents.service import EmergencySwitch
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.integrations.payment_processor import (
    ChargeRequest,
    Outcome,
    ProcessorUnavailable,
)
from paymentus.integrations.payment_processor.stripe import StripeProcessor
from paymentus.ledger.service import LedgerService
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.repository import PaymentsRepository
from paymentus.payments.service import (
    Following,
    FrozenRequests,
    HostedCheckout,
    PaymentOrder,
    PaymentsService,
    PaymentTransfers,
)
from paymentus.payments.service.payer_limits import PayerLimits

from support.scene import Scene

_AT_ONCE = 48


class Performance:
    """The processor of one payment: says of its object what the schedule says it is by now."""

    def __init__(self, schedule: Schedule, number: int) -> None:
        self._history = schedule.history
        self._suffix = f"_{number}"
        self._chance = random.Random(schedule.seed)
        self.step = 0
        self.keys: set[str] = set()

    async def submit(self, request: ChargeRequest) -> Outcome:
        self.keys.add(request.idempotency_key)
        if self._history.answer_lost and self.step == 0:
            raise ProcessorUnavailable()
        return self._says(self.step)

    async def look_up(self, object_id: str) -> Outcome:
        assert object_id.endswith(self._suffix), object_id
        said = self._says(self.step)
        # An answer on its way while the object moves on: older news may be taken after newer.
        await asyncio.sleep(self._chance.random() * 0.004)
        return said

    def named(self, id: str) -> str:
        return f"{id}{self._suffix}"

    def _says(self, step: int) -> Outcome:
        found = self._history.outcomes[step]
        return replace(
            found,
            object_id=self.named(found.object_id),
            intent_id=self.named(found.intent_id) if found.intent_id else None,
            charge_id=self.named(found.charge_id) if found.charge_id else None,
        )


@dataclass
class Judged:
    """``wrong`` names the history, the pace and the seed, which replay the schedule."""

    payments: int = 0
    deliveries: int = 0
    wrong: list[str] = field(default_factory=list)

    def __add__(self, other: Judged) -> Judged:
        return Judged(
            self.payments + other.payments,
            self.deliveries + other.deliveries,
            [*self.wrong, *other.wrong],
        )


@dataclass
class _Played:
    schedule: Schedule
    performance: Performance
    bill: str
    payment: str


class Theater:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._numbers = 0
        self._deliveries: Deliveries = scene.platform.get(Deliveries)

    async def play(self, schedules: Iterable[Schedule]) -> Judged:
        """All of them, many at once, each with a bill of its own."""
        todo = list(schedules)
        first = self._numbers + 1
        self._numbers += len(todo)
        bills = await self._scene.bills([10_000] * len(todo), first=first)
        at_once = asyncio.Semaphore(_AT_ONCE)
        judged = Judged(payments=len(todo))

        async def one(number: int, schedule: Schedule, bill: Bill) -> _Played:
            async with at_once:
                judged.deliveries += sum(map(len, schedule.rounds))
                return await self._one(number, schedule, bill)

        played = await asyncio.gather(
            *(
                one(first + number, schedule, bill)
                for number, (schedule, bill) in enumerate(zip(todo, bills, strict=True))
            )
        )
        await self._judge(played, judged)
        return judged

    async def _one(self, number: int, schedule: Schedule, bill: Bill) -> _Played:
        performance = Performance(schedule, number)
        following, payments = _services(self._scene.platform, performance)
        guest = self._scene.guest()
        quote = await self._scene.quote(guest, (bill, None))
        order = PaymentOrder(quote.id, HostedCheckout(), "pat@example.com", {"quote": quote.id})
        answer = await payments.pay(guest, order, key=f"key-{number}")
        payment = str(answer.body["id"])
        for hearings in schedule.rounds:
            await asyncio.gather(
                *(self._hear(hearing, schedule, performance, following, payment)
                  for hearing in hearings)
            )  # fmt: skip
        return _Played(schedule, performance, bill.id, payment)

    async def _hear(
        self,
        hearing: Hearing,
        schedule: Schedule,
        performance: Performance,
        following: Following,
        payment: str,
    ) -> None:
        """As the route and the worker do: kept once, then worked off."""
        event = schedule.history.events[hearing.event]
        webhook: Document = {
            "event_id": performance.named(hearing.id),
            "type": event.type,
            "object_id": performance.named(event.object_id),
            "payment_id": payment,
        }
        fresh = await self._deliveries.receive_webhook(source="stripe", **webhook)
        performance.step = max(performance.step, hearing.step)
        if fresh:
            await following.work_off({**webhook, "received_at": utc_now()})

    async def _judge(self, played: list[_Played], judged: Judged) -> None:
        database = self._scene.platform.database
        ids = [one.payment for one in played]
        payments = {
            row["_id"]: row
            async for row in database["payment_transactions"].find({"_id": {"$in": ids}})
        }
        bills = {
            row["_id"]: row
            async for row in database["bills"].find({"_id": {"$in": [one.bill for one in played]}})
        }
        entries: dict[str, Counter[str]] = {id: Counter() for id in ids}
        async for row in database["transactions"].find({"subject": {"$in": ids}}):
            entries[row["subject"]][row["event"]] += 1
        mails: Counter[str] = Counter()
        async for row in database["outbox"].find({"topic": "receipt_mail", "key": {"$in": ids}}):
            mails[row["key"]] += 1
        for one in played:
            payment = payments[one.payment]
            problems = _problems(one, payment, bills[one.bill], entries[one.payment])
            if mails[one.payment] != one.schedule.history.charges:
                problems.append(f"{mails[one.payment]} receipt mails")
            name = f"{one.schedule.history.name}, {one.schedule.pace.name}, {one.schedule.seed}"
            judged.wrong += [f"{name}: {problem}" for problem in problems]

    async def judge_books(self) -> Judged:
        """The ledger as a whole."""
        judged, database = Judged(), self._scene.platform.database
        ledger: LedgerService = self._scene.platform.get(LedgerService)
        books = await ledger.verify(ledger_leaves(database))
        judged.wrong += [f"ledger: {problem}" for problem in books.problems]
        judged.wrong += [f"trial balance: {net}" for net in books.trial_balance.values() if net]
        return judged


def _problems(
    one: _Played, payment: dict[str, Any], bill: dict[str, Any], entries: Counter[str]
) -> list[str]:
    history, found = one.schedule.history, []
    if payment["state"] != history.ends_as:
        found.append(f"ended as {payment['state']}, not {history.ends_as}")
    expected = Counter({"payment.started": 1, f"payment.{history.ends_as}": 1})
    if history.charges:
        expected["processor.fee_reported"] = 1
    if entries != expected:
        found.append(f"ledger entries {dict(entries)}")
    if len(one.performance.keys) != 1:
        found.append(f"{len(one.performance.keys)} keys were used at the processor")
    counted = (bill["amount_paid"], bill["amount_reserved"], bill["live_payment_id"])
    if counted != (10_000 * history.charges, 0, None):
        found.append(f"the bill says {counted}")
    ends = [step["state"] for step in payment["history"]]
    if len(ends) != len(set(ends)):
        found.append(f"it went through {ends}")
    return found


def _services(platform: Platform, performance: Performance) -> tuple[Following, PaymentsService]:
    """The product's own, with this payment's processor."""
    following = Following(
        repository=PaymentsRepository(platform.database, platform.get(SealedDocuments)),
        committer=platform.committer,
        processor=cast(StripeProcessor, performance),
        bills=platform.get(BillsService),
        payment_methods=platform.get(PaymentMethodsService),
        clock=utc_now,
        metrics=platform.get(Metrics),
    )
    payments = PaymentsService(
        repository=PaymentsRepository(platform.database, platform.get(SealedDocuments)),
        committer=platform.committer,
        idempotency=platform.get(Idempotency),
        following=following,
        identity=platform.get(IdentityService),
        billers=platform.get(BillersService),
        bills=platform.get(BillsService),
        payment_methods=platform.get(PaymentMethodsService),
        requests=platform.get(FrozenRequests),
        transfers=platform.get(PaymentTransfers),
        assessments=platform.get(AssessmentsService),
        limits=platform.get(PayerLimits),
        clock=utc_now,
        money_may_move=platform.get(EmergencySwitch).require_money_may_move,
        quote_lifetime=timedelta(minutes=5),
    )
    return following, payments
