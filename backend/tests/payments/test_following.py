"""Following a payment to its end when it outlives what was set up for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from copy import copy
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from payments.building import a_payment
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.proofs import ledger_leaves
from paymentus.app.wiring import build
from paymentus.bills.domain import Bill
from paymentus.bills.service import BillsService
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Deliveries
from paymentus.foundation.authorization import Principal
from paymentus.foundation.clock import utc_now
from paymentus.integrations.payment_processor import (
    Outcome,
    OutcomeState,
    ProcessorObjectUnknown,
)
from paymentus.ledger.service import LedgerService
from paymentus.payments.domain.payment import Payment
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.repository import insert_payment
from paymentus.payments.service import Following, PaymentsService
from paymentus.payments.service.following import (
    ASKED_BEFORE_GIVING_UP,
    CLOCKS_DIFFER_BY,
    RESUBMIT_FOR,
)

from support.scene import Scene


async def waiting(scene: Scene, who: Principal) -> str:
    """A payment on the processor's page."""
    bill = await scene.bill()
    answer = await scene.pay(who, await scene.quote(who, (bill, None)))
    assert answer.body["state"] == "requires_action"
    return str(answer.body["id"])


async def with_hold_run_out(scene: Scene) -> str:
    payment_id = await waiting(scene, scene.guest())
    await scene.platform.database.ledger_holds.update_many(
        {}, {"$set": {"expires_at": utc_now() - timedelta(seconds=1)}}
    )
    deliveries: Deliveries = scene.platform.get(Deliveries)
    assert await deliveries.release_expired_holds() == 1
    return payment_id


async def balance(scene: Scene, account: str) -> int:
    ledger: LedgerService = scene.platform.get(LedgerService)
    return (await ledger.balance(account)).balance_minor


def news(state: OutcomeState) -> Outcome:
    return Outcome(state, "cs_x", brand="visa", last4="4242")


class TestHoldThatRanOut:
    @pytest.mark.parametrize(
        ("state", "ends_as"),
        [
            (OutcomeState.FAILED, PaymentState.FAILED),
            (OutcomeState.EXPIRED, PaymentState.EXPIRED),
        ],
    )
    async def test_does_not_keep_a_payment_from_ending(
        self, state: OutcomeState, ends_as: PaymentState, scene: Scene
    ) -> None:
        payment_id = await with_hold_run_out(scene)
        following: Following = scene.platform.get(Following)

        payment = await following.take(payment_id, news(state))

        bill = await scene.platform.database.bills.find_one({})
        assert payment.state is ends_as
        assert bill is not None
        assert bill["live_payment_id"] is None

    async def test_does_not_lose_money_that_comes(self, scene: Scene) -> None:
        payment_id = await with_hold_run_out(scene)
        following: Following = scene.platform.get(Following)

        payment = await following.take(payment_id, news(OutcomeState.SUCCEEDED))

        assert payment.state is PaymentState.SUCCEEDED
        assert await balance(scene, f"biller_payable/{scene.biller.id}/USD") == 10_000
        bill = await scene.platform.database.bills.find_one({})
        assert bill is not None
        assert (bill["status"], bill["amount_reserved"]) == ("paid", 0)


class TestNewsAtOnce:
    async def test_from_every_side_counts_once(self, scene: Scene) -> None:
        """Webhook, redirect and janitor at the same moment, the answer still on its way."""
        payment_id = await waiting(scene, scene.guest())
        following: Following = scene.platform.get(Following)
        states = [
            OutcomeState.SUCCEEDED,
            OutcomeState.PROCESSING,
            OutcomeState.SUCCEEDED,
            OutcomeState.REQUIRES_ACTION,
            OutcomeState.EXPIRED,
            OutcomeState.SUCCEEDED,
        ]

        ended: list[Payment] = await asyncio.gather(
            *(following.take(payment_id, news(state)) for state in states)
        )

        database, ledger = scene.platform.database, scene.platform.get(LedgerService)
        row = await database.payment_transactions.find_one({"_id": payment_id})
        found = await ledger.verify(ledger_leaves(database))
        assert len(ended) == len(states)
        assert row is not None
        assert row["state"] == "succeeded"
        assert await database.transactions.count_documents({"event": "payment.succeeded"}) == 1
        assert await balance(scene, f"biller_payable/{scene.biller.id}/USD") == 10_000
        assert await database.outbox.count_documents({"topic": "receipt_mail"}) == 1
        assert found.problems == []

    async def test_that_another_process_has_just_taken_is_no_refusal(self, scene: Scene) -> None:
        """We read the payment, another process commits its success, then we read the bills."""
        payment_id = await waiting(scene, scene.guest())
        success = news(OutcomeState.SUCCEEDED)
        settings = scene.platform.settings
        other = build(settings, load_or_create_log_key(settings))
        theirs: Following = other.get(Following)

        class LateBills:
            async def get_many(self, ids: Sequence[str]) -> list[Bill]:
                await theirs.take(payment_id, success)
                bills: list[Bill] = await scene.platform.get(BillsService).get_many(ids)
                return bills

        ours = copy(scene.platform.get(Following))
        ours._bills = LateBills()
        try:
            payment = await ours.take(payment_id, success)
        finally:
            await other.close()

        database = scene.platform.database
        assert payment.state is PaymentState.SUCCEEDED
        assert await database.transactions.count_documents({"event": "payment.succeeded"}) == 1


class TestWebhookThatIsFasterThanTheAnswer:
    @pytest.fixture
    async def webhook(self, scene: Scene) -> dict[str, object]:
        """Of a payment whose request is still at work."""
        payment = a_payment(PaymentState.SUBMITTING, created_at=utc_now())
        await scene.platform.committer.commit(UnitOfWork(inserts=(insert_payment(payment),)))
        return {
            "payment_id": payment.id,
            "object_id": "pi_unknown",
            "received_at": utc_now(),
            "attempts": 0,
        }

    async def test_waits_once_for_the_request_to_take_it(
        self, scene: Scene, webhook: dict[str, object]
    ) -> None:
        following: Following = scene.platform.get(Following)

        assert await following.work_off(webhook) is False

    async def test_asks_the_processor_when_it_comes_back(
        self, scene: Scene, webhook: dict[str, object]
    ) -> None:
        following: Following = scene.platform.get(Following)

        with pytest.raises(ProcessorObjectUnknown):
            await following.work_off({**webhook, "attempts": 1})

    async def test_of_a_request_long_dead_asks_at_once(
        self, scene: Scene, webhook: dict[str, object]
    ) -> None:
        long_ago = {"$set": {"created_at": utc_now() - timedelta(seconds=3)}}
        payments = scene.platform.database["payment_transactions"]
        await payments.update_one({"_id": webhook["payment_id"]}, long_ago)
        following: Following = scene.platform.get(Following)

        with pytest.raises(ProcessorObjectUnknown):
            await following.work_off(webhook)


class TestOneWrongClock:
    """The server that takes the payment is as far behind as servers may be; the worker is right."""

    @pytest.fixture
    async def late(self, scene: Scene) -> AsyncIterator[Scene]:
        settings = scene.platform.settings
        behind = build(
            settings, load_or_create_log_key(settings), clock=lambda: utc_now() - CLOCKS_DIFFER_BY
        )
        await behind.committer.initialise()
        yield replace(scene, platform=behind)
        await behind.close()

    @pytest.fixture
    async def nothing_arrives(self, scene: Scene) -> AsyncIterator[httpx.AsyncClient]:
        """At the processor, until the test says otherwise."""
        async with httpx.AsyncClient(base_url=scene.sandbox_url) as control:
            fault = {"kind": "before_close", "method": "POST", "path": "/v1/.*"}
            await control.post("/_sandbox/faults", json=fault)
            yield control
            await control.delete("/_sandbox/faults")

    async def test_opens_the_processors_page_all_the_same(self, scene: Scene, late: Scene) -> None:
        guest, bill = scene.guest(), await scene.bill()

        answer = await late.pay(guest, await late.quote(guest, (bill, None)))

        assert answer.body["state"] == "requires_action"

    async def test_has_no_request_given_up_that_can_be_sent_again(
        self, scene: Scene, late: Scene, nothing_arrives: httpx.AsyncClient
    ) -> None:
        guest, bill = scene.guest(), await scene.bill()
        answer = await late.pay(guest, await late.quote(guest, (bill, None)))
        payments: PaymentsService = scene.platform.get(PaymentsService)
        asked = replace(await payments.own(guest, answer.body["id"]), checks=ASKED_BEFORE_GIVING_UP)
        await nothing_arrives.delete("/_sandbox/faults")

        after = await scene.platform.get(Following).ask(asked)

        assert answer.body["state"] == "unknown"
        assert after.state is PaymentState.REQUIRES_ACTION

    async def test_lets_a_page_open_as_late_as_its_request_is_sent_again(
        self, scene: Scene, nothing_arrives: httpx.AsyncClient
    ) -> None:
        """The worker is behind this time, so it sends the request later than it thinks."""
        sent_last = RESUBMIT_FOR + CLOCKS_DIFFER_BY - timedelta(seconds=30)
        settings = scene.platform.settings
        key = load_or_create_log_key(settings)
        before = build(settings, key, clock=lambda: utc_now() - sent_last)
        worker = build(settings, key, clock=lambda: utc_now() - CLOCKS_DIFFER_BY)
        guest, bill = scene.guest(), await scene.bill()
        await before.committer.initialise()
        earlier = replace(scene, platform=before)
        answer = await earlier.pay(guest, await earlier.quote(guest, (bill, None)))
        payment = await worker.get(PaymentsService).own(guest, answer.body["id"])
        await nothing_arrives.delete("/_sandbox/faults")
        await worker.committer.initialise()

        after = await worker.get(Following).ask(payment)

        await before.close()
        await worker.close()
        assert answer.body["state"] == "unknown"
        assert after.state is PaymentState.REQUIRES_ACTION
