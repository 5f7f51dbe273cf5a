"""Quoting and paying against a real database and the sandbox over HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from verify_receipt import read_policy, verify_receipt

from paymentus.app.proofs import ledger_leaves
from paymentus.audit.service import AuditLog
from paymentus.bills.domain import (
    BillAlreadyPaid,
    BillHasLivePayment,
    BillStatus,
    OverPaymentNotAllowed,
    PaymentTooSmall,
)
from paymentus.commit.domain import IdempotencyKeyReused
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Deliveries
from paymentus.foundation.authorization import Role
from paymentus.foundation.clock import utc_now
from paymentus.foundation.leases import Leases
from paymentus.identity.service import IdentityService
from paymentus.ledger.repository import LedgerRepository
from paymentus.ledger.service import LedgerService
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.domain.payment import PaymentNotFound
from paymentus.payments.domain.quote import QuoteNotFound
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.service import Following, PaymentReading, PaymentsService

from support.scene import Scene


@pytest.fixture
async def control(sandbox) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=sandbox.url, timeout=10) as client:
        yield client
        await client.delete("/_sandbox/faults")


async def posted(scene: Scene, kind: str, owner: str) -> int:
    ledger: LedgerService = scene.platform.get(LedgerService)
    return (await ledger.balance(f"{kind}/{owner}/USD")).balance_minor


async def assert_books_are_right(scene: Scene) -> None:
    ledger: LedgerService = scene.platform.get(LedgerService)
    found = await ledger.verify(ledger_leaves(scene.platform.database))
    assert found.problems == []
    assert all(net == 0 for net in found.trial_balance.values())


class TestQuote:
    async def test_shows_the_all_in_price(self, scene: Scene) -> None:
        quote = await scene.quote(scene.guest(), (await scene.bill(10_000), None))

        assert (quote.amount_minor, quote.fee_minor, quote.total_minor) == (10_000, 150, 10_150)
        assert quote.delivery_date > utc_now().date()

    async def test_refuses_more_or_less_than_the_biller_takes(self, scene: Scene) -> None:
        bill = await scene.bill(10_000)

        with pytest.raises(OverPaymentNotAllowed):
            await scene.quote(scene.guest(), (bill, 10_001))
        with pytest.raises(PaymentTooSmall):
            await scene.quote(scene.guest(), (bill, 499))

    async def test_is_bound_to_who_asked(self, scene: Scene) -> None:
        quote = await scene.quote(scene.guest(), (await scene.bill(), None))

        with pytest.raises(QuoteNotFound):
            await scene.pay(scene.guest(), quote)


class TestPayingWithASavedCard:
    async def test_charges_once_posts_the_ledger_and_settles_the_bill(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        payer, bill = await scene.payer(), await scene.bill(10_000)
        card = await scene.saved_card(payer)

        answer = await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)

        paid = await scene.again(bill)
        charges = await control.get(
            f"/_sandbox/objects/payment_intent?metadata[payment_id]={answer.body['id']}"
        )
        assert answer.body["state"] == "succeeded"
        assert paid.status is BillStatus.PAID
        assert paid.live_payment_id is None
        assert [row["amount"] for row in charges.json()["data"]] == [10_150]
        assert await posted(scene, "biller_payable", scene.biller.id) == 10_000
        assert await posted(scene, "fee_income", "platform") == 150
        # 2.9 % of 101.50 and 30 cents, as the processor reported it.
        assert await posted(scene, "processor_fees", "stripe") == 324
        assert await posted(scene, "processor_receivable", "stripe") == 10_150 - 324
        await assert_books_are_right(scene)

    async def test_gives_a_receipt_that_proves_itself(self, scene: Scene, tmp_path: Path) -> None:
        payer, bill = await scene.payer(), await scene.bill()
        card = await scene.saved_card(payer)
        answer = await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)
        reading: PaymentReading = scene.platform.get(PaymentReading)
        log: AuditLog = scene.platform.get(AuditLog)

        payment = await reading.payment_with_receipt(payer, answer.body["id"], None)
        receipt = await reading.receipt(payment)

        policy = read_policy(json.dumps(log.policy.to_document()).encode())
        assert verify_receipt(receipt, policy) == "valid"
        assert receipt == await reading.receipt(payment)

    async def test_declined_lets_everything_go_and_another_try_may_follow(
        self, scene: Scene
    ) -> None:
        payer, bill = await scene.payer(), await scene.bill()
        bad = await scene.saved_card(payer, "pm_card_chargeCustomerFail")
        first = await scene.pay(payer, await scene.quote(payer, (bill, None)), card=bad, key="a")
        good = await scene.saved_card(payer, "pm_card_visa")

        second = await scene.pay(payer, await scene.quote(payer, (bill, None)), card=good, key="b")

        assert first.body["state"] == "failed"
        assert "Nothing was charged" in first.body["reason"]["message"]
        assert second.body["state"] == "succeeded"
        assert await posted(scene, "biller_payable", scene.biller.id) == 10_000
        await assert_books_are_right(scene)

    async def test_same_key_gets_the_same_answer_and_no_second_charge(self, scene: Scene) -> None:
        payer, bill = await scene.payer(), await scene.bill()
        card = await scene.saved_card(payer)
        quote = await scene.quote(payer, (bill, None))
        first = await scene.pay(payer, quote, card=card, key="k")

        again = await scene.pay(payer, quote, card=card, key="k")

        assert again.replayed
        assert again.body == first.body
        with pytest.raises(IdempotencyKeyReused):
            await scene.pay(payer, quote, card="pm_other", key="k")

    async def test_two_tabs_pay_one_bill_once(self, scene: Scene) -> None:
        payer, bill = await scene.payer(), await scene.bill()
        card = await scene.saved_card(payer)
        quotes = [await scene.quote(payer, (bill, None)) for _ in range(4)]

        results = await asyncio.gather(
            *(scene.pay(payer, quote, card=card, key=f"k{n}") for n, quote in enumerate(quotes)),
            return_exceptions=True,
        )

        won = [r for r in results if not isinstance(r, BaseException)]
        lost = [r for r in results if isinstance(r, BaseException)]
        assert [answer.body["state"] for answer in won] == ["succeeded"]
        assert all(isinstance(r, BillAlreadyPaid | BillHasLivePayment) for r in lost), lost
        assert await posted(scene, "biller_payable", scene.biller.id) == 10_000

    async def test_several_bills_are_paid_with_one_charge(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        payer = await scene.payer()
        card = await scene.saved_card(payer)
        one, two = await scene.bills([3_000, 4_000])

        answer = await scene.pay(
            payer, await scene.quote(payer, (one, 1_000), (two, None)), card=card
        )

        assert answer.body["total"]["amount_minor"] == 5_300
        assert (await scene.again(one)).status is BillStatus.PART_PAID
        assert (await scene.again(two)).status is BillStatus.PAID
        await assert_books_are_right(scene)

    async def test_answer_lost_after_the_work_is_unknown_then_known_and_charged_once(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        payer, bill = await scene.payer(), await scene.bill()
        card = await scene.saved_card(payer)
        fault = {"kind": "after", "method": "POST", "path": "/v1/payment_intents", "count": 3}
        quote = await scene.quote(payer, (bill, None))
        await control.post("/_sandbox/faults", json=fault)

        answer = await scene.pay(payer, quote, card=card)
        following: Following = scene.platform.get(Following)
        payments: PaymentsService = scene.platform.get(PaymentsService)
        payment = await payments.own(payer, answer.body["id"])
        settled = await following.ask(payment)

        charges = await control.get(
            f"/_sandbox/objects/payment_intent?metadata[payment_id]={payment.id}"
        )
        assert answer.body["state"] == "unknown"
        assert settled.state is PaymentState.SUCCEEDED
        assert len(charges.json()["data"]) == 1
        await assert_books_are_right(scene)

    async def test_not_known_is_no_answer_to_keep(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        """A retry while the outcome is open gets the payment, afterwards how it ended."""
        payer, bill = await scene.payer(), await scene.bill()
        card = await scene.saved_card(payer)
        fault = {"kind": "after", "method": "POST", "path": "/v1/payment_intents", "count": 3}
        quote = await scene.quote(payer, (bill, None))
        await control.post("/_sandbox/faults", json=fault)
        following: Following = scene.platform.get(Following)
        payments: PaymentsService = scene.platform.get(PaymentsService)

        first = await scene.pay(payer, quote, card=card)
        meanwhile = await scene.pay(payer, quote, card=card)
        await following.ask(await payments.own(payer, first.body["id"]))
        afterwards = await scene.pay(payer, quote, card=card)
        again = await scene.pay(payer, quote, card=card)

        told = [answer.body["state"] for answer in (first, meanwhile, afterwards, again)]
        assert told == ["unknown", "unknown", "succeeded", "succeeded"]
        assert [a.replayed for a in (first, meanwhile, afterwards, again)] == [False, *[True] * 3]
        assert len({a.body["id"] for a in (first, meanwhile, afterwards)}) == 1
        assert again.body == afterwards.body


class TestAPriceUnderTwoKeys:
    """A page that is loaded anew makes a new key for the same price."""

    async def test_is_paid_once_though_the_bill_would_take_more(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        payer, bill = await scene.payer(), await scene.bill(10_000)
        card = await scene.saved_card(payer)
        quote = await scene.quote(payer, (bill, 4_000))
        first = await scene.pay(payer, quote, card=card, key="key-1")

        with pytest.raises(BillAlreadyPaid) as refused:
            await scene.pay(payer, quote, card=card, key="key-2")

        assert refused.value.extra == {"payment_id": first.body["id"]}
        assert (await scene.again(bill)).amount_paid_minor == 4_000
        another = await scene.quote(payer, (bill, 4_000))
        assert (await scene.pay(payer, another, card=card, key="key-3")).body[
            "state"
        ] == "succeeded"

    async def test_is_paid_once_when_raced(self, scene: Scene, control: httpx.AsyncClient) -> None:
        payer, bill = await scene.payer(), await scene.bill(10_000)
        card = await scene.saved_card(payer)
        quote = await scene.quote(payer, (bill, 4_000))

        answers = await asyncio.gather(
            *(scene.pay(payer, quote, card=card, key=f"key-{n}") for n in range(4)),
            return_exceptions=True,
        )

        refused = [answer for answer in answers if isinstance(answer, Exception)]
        assert len(refused) == 3
        assert all(isinstance(r, BillAlreadyPaid | BillHasLivePayment) for r in refused)
        assert (await scene.again(bill)).amount_paid_minor == 4_000
        await assert_books_are_right(scene)

    async def test_can_be_paid_again_after_a_decline(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        payer, bill = await scene.payer(), await scene.bill()
        bad = await scene.saved_card(payer, "pm_card_chargeCustomerFail")
        quote = await scene.quote(payer, (bill, None))
        declined = await scene.pay(payer, quote, card=bad, key="key-1")
        good = await scene.saved_card(payer)

        answer = await scene.pay(payer, quote, card=good, key="key-2")

        assert declined.body["state"] == "failed"
        assert answer.body["state"] == "succeeded"


class TestPayingOnTheHostedPage:
    async def test_3ds_succeeds_after_the_payer_returns(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        guest, bill = scene.guest(), await scene.bill()
        answer = await scene.pay(guest, await scene.quote(guest, (bill, None)))
        session = answer.body["next_action"]["url"].rsplit("/", 1)[1]

        await control.post(
            f"/_sandbox/checkout/{session}/pay",
            json={"card": "4000002760003184", "email": "a@b.example", "name": "A"},
        )
        objects = await control.get(
            f"/_sandbox/objects/payment_intent?metadata[payment_id]={answer.body['id']}"
        )
        intent = objects.json()["data"][0]["id"]
        await control.post(f"/_sandbox/3ds/{intent}/complete", json={})
        payments: PaymentsService = scene.platform.get(PaymentsService)
        payment = await payments.refresh(guest, answer.body["id"])

        assert answer.body["state"] == "requires_action"
        assert payment.state is PaymentState.SUCCEEDED
        assert payment.last4 == "3184"
        assert (await scene.again(bill)).status is BillStatus.PAID
        await assert_books_are_right(scene)

    async def test_a_new_attempt_ends_the_old_page_first(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        guest, bill = scene.guest(), await scene.bill()
        first = await scene.pay(guest, await scene.quote(guest, (bill, None)), key="a")

        second = await scene.pay(guest, await scene.quote(guest, (bill, None)), key="b")

        payments: PaymentsService = scene.platform.get(PaymentsService)
        old = await payments.own(guest, first.body["id"])
        sessions = (await control.get("/_sandbox/objects/checkout.session")).json()["data"]
        status = {row["id"]: row["status"] for row in sessions}
        assert old.state is PaymentState.CANCELED
        assert status[old.object_id] == "expired"
        assert second.body["state"] == "requires_action"

    async def test_where_the_old_page_was_paid_first_that_payment_is_shown(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        guest, bill = scene.guest(), await scene.bill()
        first = await scene.pay(guest, await scene.quote(guest, (bill, None)), key="a")
        quote = await scene.quote(guest, (bill, None))
        session = first.body["next_action"]["url"].rsplit("/", 1)[1]
        await control.post(
            f"/_sandbox/checkout/{session}/pay",
            json={"card": "4242424242424242", "email": "a@b.example", "name": "A"},
        )

        with pytest.raises(BillAlreadyPaid) as refused:
            await scene.pay(guest, quote, key="b")

        assert refused.value.extra["payment_id"] == first.body["id"]
        assert (await scene.again(bill)).status is BillStatus.PAID

    async def test_money_that_comes_after_giving_up_is_counted_and_excess_is_credit(
        self, scene: Scene
    ) -> None:
        from paymentus.integrations.payment_processor import Outcome, OutcomeState

        payer, bill = await scene.payer(), await scene.bill()
        card = await scene.saved_card(payer)
        first = await scene.pay(payer, await scene.quote(payer, (bill, None)), key="a")
        payments: PaymentsService = scene.platform.get(PaymentsService)
        following: Following = scene.platform.get(Following)
        await payments.cancel(payer, first.body["id"])
        await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card, key="b")

        late = Outcome(OutcomeState.SUCCEEDED, "cs_late", brand="visa", last4="4242", fee_minor=324)
        payment = await following.take(first.body["id"], late)

        assert payment.state is PaymentState.SUCCEEDED
        assert await posted(scene, "biller_payable", scene.biller.id) == 10_000
        assert await posted(scene, "customer_credit", payer.id) == 10_000
        await assert_books_are_right(scene)

    async def test_an_abandoned_page_expires_and_frees_the_bill(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        guest, bill = scene.guest(), await scene.bill()
        answer = await scene.pay(guest, await scene.quote(guest, (bill, None)))

        session = answer.body["next_action"]["url"].rsplit("/", 1)[1]
        await control.post(f"/v1/checkout/sessions/{session}/expire", auth=("sk_test_x", ""))
        payments: PaymentsService = scene.platform.get(PaymentsService)
        payment = await payments.refresh(guest, answer.body["id"])

        assert payment.state is PaymentState.EXPIRED
        assert (await scene.again(bill)).live_payment_id is None
        await assert_books_are_right(scene)

    async def test_a_card_is_kept_only_when_asked(
        self, scene: Scene, control: httpx.AsyncClient
    ) -> None:
        payer = await scene.payer()
        methods: PaymentMethodsService = scene.platform.get(PaymentMethodsService)
        payments: PaymentsService = scene.platform.get(PaymentsService)
        for n, save in enumerate([False, True]):
            bill = await scene.bill(number=n + 1)
            quote = await scene.quote(payer, (bill, None))
            answer = await scene.pay(payer, quote, key=f"k{n}", save_card=save)
            session = answer.body["next_action"]["url"].rsplit("/", 1)[1]
            await control.post(
                f"/_sandbox/checkout/{session}/pay",
                json={"card": "4242424242424242", "email": "a@b.example", "name": "A"},
            )
            await payments.refresh(payer, answer.body["id"])

            assert len(await methods.cards_of(payer.id)) == n


class TestGivenUpPayments:
    async def test_an_abandoned_bank_page_is_ended_after_an_hour(self, scene: Scene) -> None:
        payer, bill = await scene.payer(), await scene.bill()
        card = await scene.saved_card(payer, "pm_card_threeDSecure2Required")
        answer = await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)
        payments: PaymentsService = scene.platform.get(PaymentsService)
        following: Following = scene.platform.get(Following)
        waiting = await payments.own(payer, answer.body["id"])

        old = replace(waiting, created_at=waiting.created_at - timedelta(minutes=61))
        ended = await following.ask(old)

        assert answer.body["state"] == "requires_action"
        assert ended.state is PaymentState.EXPIRED
        assert (await scene.again(bill)).live_payment_id is None

    async def test_a_hold_that_ran_out_does_not_lock_the_bill(self, scene: Scene) -> None:
        guest, bill = scene.guest(), await scene.bill()
        answer = await scene.pay(guest, await scene.quote(guest, (bill, None)))
        payments: PaymentsService = scene.platform.get(PaymentsService)
        in_eight_days = Deliveries(
            repository=CommitRepository(scene.platform.client, scene.platform.database),
            ledger=LedgerRepository(scene.platform.database),
            committer=scene.platform.committer,
            leases=scene.platform.get(Leases),
            clock=lambda: utc_now() + timedelta(days=8),
        )
        released = await in_eight_days.release_expired_holds()

        canceled = await payments.cancel(guest, answer.body["id"])

        assert released == 1
        assert canceled.state is PaymentState.CANCELED
        assert (await scene.again(bill)).live_payment_id is None
        await assert_books_are_right(scene)


class TestReceiptMail:
    async def test_goes_to_a_signed_in_payers_own_address(self, scene: Scene) -> None:
        identity: IdentityService = scene.platform.get(IdentityService)
        user = await identity.create_user(
            email="pat@example.com",
            password="correct horse battery",
            full_name="Pat Doe",
            role=Role.PAYER,
            actor="test",
        )
        payer, bill = await scene.payer(user.id), await scene.bill()
        card = await scene.saved_card(payer)

        answer = await scene.pay(
            payer, await scene.quote(payer, (bill, None)), card=card, email=None
        )

        assert answer.body["email"] == "pat@example.com"


class TestReading:
    async def test_another_payers_payment_does_not_exist(self, scene: Scene) -> None:
        guest, bill = scene.guest(), await scene.bill()
        answer = await scene.pay(guest, await scene.quote(guest, (bill, None)))
        reading: PaymentReading = scene.platform.get(PaymentReading)

        with pytest.raises(PaymentNotFound):
            await reading.visible(scene.guest(), answer.body["id"])
