"""What others get to know of a customer."""

from __future__ import annotations

import pytest

from paymentus.app.wiring import Platform
from paymentus.compliance.domain.kyc.limits import (
    Limit,
    VerificationLevel,
    VerificationNeeded,
)
from paymentus.compliance.domain.kyc.rating import Rating
from paymentus.compliance.service.kyc.knowing import CustomerKnowledge
from paymentus.compliance.service.kyc.own_verification import OwnVerification
from paymentus.compliance.service.kyc.reviewing import CustomerReviews

from support.customers import a_customer

USER = "usr_trillian"


@pytest.fixture
def knowledge(platform: Platform) -> CustomerKnowledge:
    service: CustomerKnowledge = platform.get(CustomerKnowledge)
    return service


class TestFacts:
    async def test_are_what_a_hit_is_judged_by(
        self, knowledge: CustomerKnowledge, handed_in: OwnVerification
    ) -> None:
        facts = await knowledge.party_facts(USER)

        assert facts is not None
        assert (facts.name, facts.birth_date) == (a_customer().full_name, a_customer().birth_date)
        assert facts.countries == frozenset({"US"})
        assert facts.documents == ("536904399", "X12345678")
        assert facts.rating is Rating.LOW

    async def test_of_who_told_nothing_are_none(self, knowledge: CustomerKnowledge) -> None:
        assert await knowledge.party_facts("usr_nobody") is None


class TestTheLevel:
    async def test_follows_the_review(
        self, knowledge: CustomerKnowledge, platform: Platform, handed_in: OwnVerification
    ) -> None:
        reviews: CustomerReviews = platform.get(CustomerReviews)
        given = await knowledge.level(USER)
        await reviews.approve(USER, documents=[handed_in.documents[0].id], by="usr_officer")

        assert (given, await knowledge.level(USER)) == (
            VerificationLevel.GIVEN,
            VerificationLevel.VERIFIED,
        )

    async def test_of_guests_and_strangers_lets_ordinary_bills_be_paid(
        self, knowledge: CustomerKnowledge
    ) -> None:
        assert await knowledge.level(None) is VerificationLevel.UNVERIFIED
        assert await knowledge.limit("usr_nobody") == Limit(25_000, 100_000)
        await knowledge.require_within_limit(
            None, amount_minor=2_500_000, paid_minor=0, currency="USD"
        )
        with pytest.raises(VerificationNeeded):
            await knowledge.require_within_limit(
                None, amount_minor=2_500_001, paid_minor=0, currency="USD"
            )
