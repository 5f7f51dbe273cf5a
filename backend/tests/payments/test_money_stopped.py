"""Payments that compliance stops: blocked ones are not made, held ones wait for a person.

Named after what must hold: no money moves that must not, a release pays exactly once, and whoever
is stopped learns nothing of why.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import httpx
import pytest

from payments.compliance_building import (
    BLOCKED_NAME,
    HELD_NAME,
    WORDS_THAT_TIP_OFF,
    a_payer_named,
    alerts_about,
    asked_of_the_processor,
    charges_of,
    entries_about,
    stored,
)
from paymentus.app.worker import outbox_handlers
from paymentus.bills.domain import Bill, BillHasLivePayment
from paymentus.bills.service import BillsService
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Deliveries
from paymentus.compliance.domain.cases.clocks import ClockKind
from paymentus.compliance.domain.cases.holds import HoldState
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.foundation.authorization import Principal, Role
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.payments.domain.payment import PaymentCannotBeCanceled
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.domain.transitions import HELD_FOR
from paymentus.payments.repository import update_payment
from paymentus.payments.service import Answer, Following, PaymentReading, PaymentsService, Releasing

from support.scene import ACCOUNT, Scene


async def tried(scene: Scene, name: str, *, by_card: bool = True) -> tuple[Principal, Answer]:
    payer, bill = await a_payer_named(scene, name), await scene.bill()
    card = await scene.saved_card(payer) if by_card else None
    return payer, await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)


async def delivered(scene: Scene) -> None:
    """Everything in the outbox, as the worker hands it over."""
    deliveries: Deliveries = scene.platform.get(Deliveries)
    for topic, handler in outbox_handlers(scene.platform).items():
        while await deliveries.relay(topic, handler):
            pass


async def the_bill(scene: Scene) -> Bill:
    bills: BillsService = scene.platform.get(BillsService)
    bill_id = await bills.id_of(scene.biller.id, account_key=ACCOUNT, bill_number="B00001")
    return (await bills.get_many([bill_id]))[0]


def releasing(scene: Scene) -> Releasing:
    service: Releasing = scene.platform.get(Releasing)
    return service


class TestBlocked:
    async def test_moves_no_money_and_opens_a_case_with_its_report_due(self, scene: Scene) -> None:
        _, answer = await tried(scene, BLOCKED_NAME)
        payment_id = answer.body["id"]

        payment = await stored(scene.platform, payment_id)
        bill = await the_bill(scene)
        assert payment.state is PaymentState.BLOCKED
        assert await asked_of_the_processor(scene, payment_id) == []
        assert await entries_about(scene, payment_id) == []
        assert (bill.live_payment_id, bill.amount_reserved_minor, bill.amount_paid_minor) == (
            None, 0, 0,
        )  # fmt: skip
        [alert] = await alerts_about(scene.platform, payment_id)
        assert (alert.code, alert.verdict) == ("sanctions", Verdict.BLOCK)
        cases = CasesRepository(scene.platform.database, scene.platform.get(SealedDocuments))
        case = await cases.find(str(alert.case_id))
        hold = await cases.hold(payment_id)
        assert case is not None
        assert hold is not None
        assert [clock.kind for clock in case.clocks] == [ClockKind.OFAC]
        assert hold.state is HoldState.BLOCKED

    async def test_tells_the_payer_nothing_that_tips_off(self, scene: Scene) -> None:
        payer, answer = await tried(scene, BLOCKED_NAME)
        await delivered(scene)
        reading: PaymentReading = scene.platform.get(PaymentReading)
        payments: PaymentsService = scene.platform.get(PaymentsService)

        assert answer.body["reason"]["message"] == (
            "This payment cannot be made. Nothing was charged."
        )
        assert answer.body["state"] == "failed"
        assert answer.body["history"][0]["state"] == "failed"
        again = await payments.refresh(payer, answer.body["id"])
        own = await reading.own_page(payer, before=None, limit=5)
        outbox = [
            message["payload"]
            async for message in scene.platform.database.outbox.find({"topic": "payment_changed"})
        ]
        said = json.dumps([answer.body, outbox]).lower().replace("statement_descriptor", "")
        assert [word for word in WORDS_THAT_TIP_OFF if word in said] == []
        assert again.state is own[0].state is PaymentState.BLOCKED

    async def test_looks_to_a_billers_people_like_any_payment_that_failed(
        self, scene: Scene
    ) -> None:
        _, answer = await tried(scene, BLOCKED_NAME)
        payment_id = answer.body["id"]
        staff = Principal.of_role(Role.BILLER_STAFF, id="usr_staff", biller_id=scene.biller.id)
        officer = Principal.of_role(Role.COMPLIANCE_OFFICER, id="usr_officer")
        deliveries: Deliveries = scene.platform.get(Deliveries)
        await deliveries.drain_audit_inbox()
        reading: PaymentReading = scene.platform.get(PaymentReading)

        story = await reading.story(staff, payment_id)
        known = await reading.story(officer, payment_id)

        shown = " ".join(f"{line.title} {line.detail}" for line in story.timeline).lower()
        assert [word for word in ("block", "compliance", "transfer.") if word in shown] == []
        assert any(line.title == "blocked" for line in known.timeline)
        assert any(leaf.type == "transfer.blocked" for leaf in known.leaves)

    async def test_is_final_and_the_same_key_gets_the_same_answer(self, scene: Scene) -> None:
        payer, bill = await a_payer_named(scene, BLOCKED_NAME), await scene.bill()
        card, quote = await scene.saved_card(payer), await scene.quote(payer, (bill, None))
        first = await scene.pay(payer, quote, card=card)

        again = await scene.pay(payer, quote, card=card)
        await releasing(scene).release(first.body["id"])

        assert again.replayed
        assert again.body == first.body
        assert (await stored(scene.platform, first.body["id"])).state is PaymentState.BLOCKED
        assert await charges_of(scene, first.body["id"]) == []


class TestHeld:
    async def test_reserves_all_and_asks_no_processor(self, scene: Scene) -> None:
        payer, answer = await tried(scene, HELD_NAME)
        following: Following = scene.platform.get(Following)
        payments: PaymentsService = scene.platform.get(PaymentsService)

        await following.ask_about_due()
        await payments.refresh(payer, answer.body["id"])

        payment = await stored(scene.platform, answer.body["id"])
        bill = await the_bill(scene)
        assert answer.body["state"] == payment.state.value == "held"
        assert answer.body["reason"]["message"] == (
            "We are checking this payment. Nothing was charged yet."
        )
        assert bill.live_payment_id == payment.id
        assert await entries_about(scene, payment.id) == ["payment.started"]
        assert await asked_of_the_processor(scene, payment.id) == []
        [alert] = await alerts_about(scene.platform, payment.id)
        assert (alert.verdict, alert.case_id is None) == (Verdict.HOLD, False)

    async def test_is_shown_to_its_payer_in_words_that_do_not_tip_off(self, scene: Scene) -> None:
        _, answer = await tried(scene, HELD_NAME)

        said = json.dumps(answer.body).lower().replace("statement_descriptor", "")

        assert [word for word in WORDS_THAT_TIP_OFF if word in said] == []

    async def test_the_same_key_shows_it_as_it_is_now(self, scene: Scene) -> None:
        payer, bill = await a_payer_named(scene, HELD_NAME), await scene.bill()
        card, quote = await scene.saved_card(payer), await scene.quote(payer, (bill, None))
        first = await scene.pay(payer, quote, card=card)

        again = await scene.pay(payer, quote, card=card)
        await releasing(scene).release(first.body["id"])
        later = await scene.pay(payer, quote, card=card)

        assert again.body["id"] == later.body["id"] == first.body["id"]
        assert (again.body["state"], later.body["state"]) == ("held", "succeeded")

    async def test_can_be_neither_canceled_nor_paid_beside(self, scene: Scene) -> None:
        payer, answer = await tried(scene, HELD_NAME)
        payments: PaymentsService = scene.platform.get(PaymentsService)
        bill = await the_bill(scene)

        with pytest.raises(PaymentCannotBeCanceled):
            await payments.cancel(payer, answer.body["id"])
        with pytest.raises(BillHasLivePayment):
            quote = await scene.quote(payer, (bill, None))
            await scene.pay(payer, quote, card=await scene.saved_card(payer), key="another")

    async def test_ends_without_money_before_its_hold_does(self, scene: Scene) -> None:
        _, answer = await tried(scene, HELD_NAME)
        payment = await stored(scene.platform, answer.body["id"])
        old = replace(
            payment,
            created_at=payment.created_at - HELD_FOR,
            next_check_at=payment.created_at,
        )
        await scene.platform.committer.commit(UnitOfWork(updates=(update_payment(payment, old),)))
        following: Following = scene.platform.get(Following)

        await following.ask_about_due()
        await releasing(scene).release(payment.id)

        ended = await stored(scene.platform, payment.id)
        bill = await the_bill(scene)
        assert ended.state is PaymentState.EXPIRED
        assert bill.live_payment_id is None
        assert await asked_of_the_processor(scene, payment.id) == []


class TestReleased:
    async def test_by_saved_card_is_paid_exactly_once_however_often_it_is_told(
        self, scene: Scene
    ) -> None:
        _, answer = await tried(scene, HELD_NAME)
        payment_id = answer.body["id"]

        await asyncio.gather(*(releasing(scene).release(payment_id) for _ in range(4)))
        await releasing(scene).release(payment_id)
        await releasing(scene).refuse(payment_id)

        payment = await stored(scene.platform, payment_id)
        assert payment.state is PaymentState.SUCCEEDED
        assert [step.state.value for step in payment.history] == [
            "held", "submitting", "succeeded",
        ]  # fmt: skip
        assert len(await charges_of(scene, payment_id)) == 1
        assert (await entries_about(scene, payment_id))[:2] == [
            "payment.started", "payment.succeeded",
        ]  # fmt: skip

    async def test_on_the_hosted_page_goes_on_by_a_mail(self, scene: Scene) -> None:
        _, answer = await tried(scene, HELD_NAME, by_card=False)
        payment_id = answer.body["id"]

        await releasing(scene).release(payment_id)
        await delivered(scene)

        payment = await stored(scene.platform, payment_id)
        assert payment.state is PaymentState.REQUIRES_ACTION
        async with httpx.AsyncClient(base_url=scene.sandbox_url) as sandbox:
            mails = (await sandbox.get("/_sandbox/mail?to=payer@example.com")).json()["data"]
            mail = (await sandbox.get(f"/_sandbox/mail/{mails[0]['id']}")).json()
            session = str(payment.redirect_url).rsplit("/", 1)[1]
            form = {"card": "4242424242424242", "email": "a@b.example", "name": "A"}
            await sandbox.post(f"/_sandbox/checkout/{session}/pay", json=form)
        assert mail["subject"] == "Your payment can go on"
        assert str(payment.redirect_url) in mail["text"]
        following: Following = scene.platform.get(Following)
        assert (await following.ask(payment)).state is PaymentState.SUCCEEDED
        assert len(await charges_of(scene, payment_id)) == 1

    async def test_whose_server_died_before_it_asked_is_sent_by_the_janitor(
        self, scene: Scene
    ) -> None:
        _, answer = await tried(scene, HELD_NAME)
        payment = await stored(scene.platform, answer.body["id"])
        # As the commit of a release leaves it, when the worker dies before it asks.
        released = await releasing(scene)._released(payment)
        due = replace(released, next_check_at=payment.created_at)
        await scene.platform.committer.commit(UnitOfWork(updates=(update_payment(payment, due),)))

        following: Following = scene.platform.get(Following)
        await following.ask_about_due()
        await releasing(scene).release(payment.id)

        assert (await stored(scene.platform, payment.id)).state is PaymentState.SUCCEEDED
        assert len(await charges_of(scene, payment.id)) == 1


class TestRefused:
    async def test_ends_without_money_and_says_no_more_than_that(self, scene: Scene) -> None:
        _, answer = await tried(scene, HELD_NAME)
        payment_id = answer.body["id"]

        await releasing(scene).refuse(payment_id)
        await releasing(scene).refuse(payment_id)
        await releasing(scene).release(payment_id)
        await delivered(scene)

        payment = await stored(scene.platform, payment_id)
        bill = await the_bill(scene)
        assert payment.state is PaymentState.BLOCKED
        assert bill.live_payment_id is None
        assert await entries_about(scene, payment_id) == ["payment.started", "payment.failed"]
        assert await asked_of_the_processor(scene, payment_id) == []
        async with httpx.AsyncClient(base_url=scene.sandbox_url) as sandbox:
            mails = (await sandbox.get("/_sandbox/mail?to=payer@example.com")).json()["data"]
            mail = (await sandbox.get(f"/_sandbox/mail/{mails[0]['id']}")).json()
        said = f"{mail['subject']} {mail['text']}".lower()
        assert "this payment cannot be made. nothing was charged." in said
        assert [word for word in WORDS_THAT_TIP_OFF if word in said] == []
