"""Payments held while nobody could be screened, once screening is back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payments.compliance_building import (
    BLOCKED_NAME,
    a_payer_named,
    alerts_about,
    asked_of_the_processor,
    charges_of,
    stored,
)
from payments.test_money_stopped import delivered, the_bill
from paymentus.compliance.service.screening.list_in_force import ListInForce, ListOutOfDate
from paymentus.foundation.clock import utc_now
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.repository.documents import PAYMENTS
from paymentus.payments.service import HeldPayments

from support.scene import Scene


async def the_list_was_confirmed(scene: Scene, *, hours_ago: int) -> None:
    at = utc_now() - timedelta(hours=hours_ago)
    await scene.platform.database["sanctions_lists"].update_many({}, {"$set": {"confirmed_at": at}})
    in_force: ListInForce = scene.platform.get(ListInForce)
    await in_force.follow()


async def held_unscreened(scene: Scene, name: str, *, number: int = 1) -> str:
    email = f"p{number}@payers.example"
    payer, bill = await a_payer_named(scene, name, email=email), await scene.bill(number=number)
    card = await scene.saved_card(payer)
    await the_list_was_confirmed(scene, hours_ago=1_000)
    answer = await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)
    assert answer.body["state"] == "held"
    return str(answer.body["id"])


async def test_goes_on_exactly_once_by_itself(scene: Scene) -> None:
    held: HeldPayments = scene.platform.get(HeldPayments)
    payment_id = await held_unscreened(scene, "Honest Payer")
    with pytest.raises(ListOutOfDate):
        await held.judge_again()
    await the_list_was_confirmed(scene, hours_ago=0)

    first, second = await held.judge_again(), await held.judge_again()
    await delivered(scene)
    await delivered(scene)

    payment = await stored(scene.platform, payment_id)
    assert (first, second) == (1, 0)
    assert payment.state is PaymentState.SUCCEEDED
    assert len(await charges_of(scene, payment_id)) == 1


async def test_goes_on_past_one_that_cannot_be_judged(scene: Scene) -> None:
    held: HeldPayments = scene.platform.get(HeldPayments)
    spoiled = await held_unscreened(scene, "Honest Payer")
    other = await held_unscreened(scene, "Another Payer", number=2)
    payments = scene.platform.database[PAYMENTS]
    await payments.update_one({"_id": spoiled}, {"$unset": {"state": True}})
    await the_list_was_confirmed(scene, hours_ago=0)

    with pytest.raises(KeyError):
        await held.judge_again()
    await delivered(scene)

    assert (await stored(scene.platform, other)).state is PaymentState.SUCCEEDED


async def test_of_a_listed_payer_is_blocked_without_money(scene: Scene) -> None:
    held: HeldPayments = scene.platform.get(HeldPayments)
    payment_id = await held_unscreened(scene, BLOCKED_NAME)
    await the_list_was_confirmed(scene, hours_ago=0)

    await held.judge_again()
    await delivered(scene)

    assert (await stored(scene.platform, payment_id)).state is PaymentState.BLOCKED
    assert await asked_of_the_processor(scene, payment_id) == []
    assert (await the_bill(scene)).live_payment_id is None
    codes = {alert.code for alert in await alerts_about(scene.platform, payment_id)}
    assert codes == {"sanctions", "screening_unavailable"}
