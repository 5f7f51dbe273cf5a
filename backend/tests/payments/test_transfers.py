"""What monitoring learns of a payment on its way: each rule that needs it speaks."""

from __future__ import annotations

from payments.compliance_building import a_payer_named, alerts_about
from paymentus.compliance.domain.transfer import Verdict
from paymentus.identity.domain.devices import Place
from paymentus.identity.service import IdentityService
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.service.transfers import PaymentTransfers

from support.scene import Scene

HERE = Place(network="203.0.113.7", device="Firefox on Windows")


async def codes_of(scene: Scene, payment_id: str) -> dict[str, Verdict]:
    return {alert.code: alert.verdict for alert in await alerts_about(scene.platform, payment_id)}


async def test_a_large_payment_just_after_the_password_changed_is_held(scene: Scene) -> None:
    identity: IdentityService = scene.platform.get(IdentityService)
    payer, bill = await a_payer_named(scene, "Honest Payer"), await scene.bill(1_200_000)
    card = await scene.saved_card(payer)
    await identity.change_password(
        payer, present="three blue otters", new_password="four red herons", place=HERE
    )

    answer = await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)

    assert answer.body["state"] == "held"
    found = await codes_of(scene, answer.body["id"])
    assert found["profile_change_then_large"] is Verdict.HOLD


async def test_one_card_in_five_accounts_is_told_once_to_the_desk(scene: Scene) -> None:
    bills = await scene.bills([50_000] * 6)
    found = []
    for number, bill in enumerate(bills):
        payer = await a_payer_named(scene, "Honest Payer", email=f"p{number}@payers.example")
        card = await scene.saved_card(payer)
        quote = await scene.quote(payer, (bill, None))
        answer = await scene.pay(payer, quote, card=card, key=f"key-{number}")
        assert answer.body["state"] == "succeeded"
        found.append("shared_instrument" in await codes_of(scene, answer.body["id"]))

    assert found == [False, False, False, False, True, False]


async def test_much_money_by_a_card_of_a_watched_country_is_told_to_the_desk(scene: Scene) -> None:
    payer, bill = await a_payer_named(scene, "Honest Payer"), await scene.bill(400_000)
    card = await scene.saved_card(payer, "pm_card_bg")

    answer = await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)

    assert answer.body["state"] == "succeeded"
    assert await codes_of(scene, answer.body["id"]) == {"high_risk_geography": Verdict.ALLOW}


async def test_two_handles_of_one_card_have_one_mark_that_is_not_the_processors(
    scene: Scene,
) -> None:
    transfers: PaymentTransfers = scene.platform.get(PaymentTransfers)
    methods: PaymentMethodsService = scene.platform.get(PaymentMethodsService)
    marks = set()
    for number in range(2):
        payer = await a_payer_named(scene, "Honest Payer", email=f"p{number}@payers.example")
        card_id = await scene.saved_card(payer)
        card = await methods.card(payer.id, card_id)
        instrument = await transfers.instrument(card)
        assert card is not None
        assert card.fingerprint
        assert card.fingerprint not in str(instrument.mark)
        marks.add(instrument.mark)

    assert len(marks) == 1
    assert (await transfers.instrument(None)).mark is None
