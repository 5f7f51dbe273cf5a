"""What somebody whom nobody knows may pay, over real payments."""

from __future__ import annotations

import asyncio

import pytest

from paymentus.compliance.domain.kyc.documents import DocumentKind
from paymentus.compliance.domain.kyc.limits import VerificationNeeded
from paymentus.compliance.service.kyc.own_verification import NewDocument, OwnVerificationService
from paymentus.compliance.service.kyc.reviewing import CustomerReviews

from support.customers import a_customer, a_picture, passport_zone
from support.scene import Scene


class TestWhoIsNotKnown:
    async def test_gets_no_price_beyond_the_limit_of_one_payment(self, scene: Scene) -> None:
        at, over = await scene.bills([2_499_850, 2_499_851])
        payer, guest = await scene.payer(), scene.guest()

        assert (await scene.quote(payer, (at, None))).total_minor == 2_500_000
        for who in (payer, guest):
            with pytest.raises(VerificationNeeded) as refused:
                await scene.quote(who, (over, None))
            assert refused.value.extra["limit"] == "per_payment"

    async def test_pays_no_more_in_30_days_than_the_limit(self, scene: Scene) -> None:
        bills = await scene.bills([2_400_000] * 4 + [400_000, 10_000])
        payer = await scene.payer()
        card = await scene.saved_card(payer)
        for number, bill in enumerate(bills[:4]):
            await scene.pay(
                payer, await scene.quote(payer, (bill, None)), card=card, key=f"{number}"
            )

        with pytest.raises(VerificationNeeded) as refused:
            await scene.quote(payer, (bills[4], None))

        assert refused.value.extra["limit"] == "per_30_days"
        small = await scene.pay(
            payer, await scene.quote(payer, (bills[5], None)), card=card, key="s"
        )
        assert small.status == 201

    async def test_is_asked_again_when_the_price_is_paid(self, scene: Scene) -> None:
        bills = await scene.bills([2_400_000] * 5)
        payer = await scene.payer()
        card = await scene.saved_card(payer)
        quotes = [await scene.quote(payer, (bill, None)) for bill in bills]
        for number, quote in enumerate(quotes[:4]):
            await scene.pay(payer, quote, card=card, key=f"{number}")

        with pytest.raises(VerificationNeeded):
            await scene.pay(payer, quotes[4], card=card, key="5")

        assert (await scene.again(bills[4])).live_payment_id is None

    async def test_does_not_pass_the_limit_by_paying_all_at_once(self, scene: Scene) -> None:
        bills = await scene.bills([2_400_000] * 5)
        payer = await scene.payer()
        card = await scene.saved_card(payer)
        quotes = [await scene.quote(payer, (bill, None)) for bill in bills]

        answers = await asyncio.gather(
            *(
                scene.pay(payer, quote, card=card, key=f"{number}")
                for number, quote in enumerate(quotes)
            ),
            return_exceptions=True,
        )

        refused = [one for one in answers if isinstance(one, BaseException)]
        assert [type(one) for one in refused] == [VerificationNeeded]


async def test_who_is_verified_may_pay_more(scene: Scene) -> None:
    bill = await scene.bill(2_600_000)
    payer = await scene.payer()
    own: OwnVerificationService = scene.platform.get(OwnVerificationService)
    reviews: CustomerReviews = scene.platform.get(CustomerReviews)
    with pytest.raises(VerificationNeeded):
        await scene.quote(payer, (bill, None))

    await own.save_facts(payer.id, a_customer())
    new = NewDocument(DocumentKind.PASSPORT, "p.png", a_picture(), passport_zone(), None)
    document = await own.upload(payer.id, new)
    await own.submit(payer.id)
    await reviews.approve(payer.id, documents=[document.id], by="usr_officer")

    assert (await scene.quote(payer, (bill, None))).total_minor == 2_600_150
