"""What others get to know of a customer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paymentus.app.wiring import Platform
from paymentus.compliance.domain.kyc.limits import (
    Limit,
    VerificationLevel,
    VerificationNeeded,
)
from paymentus.compliance.domain.transfer import Party
from paymentus.compliance.service.kyc.knowing import BELIEVED_SECONDS, CustomerKnowledge
from paymentus.compliance.service.kyc.own_verification import (
    OwnVerification,
    OwnVerificationService,
)
from paymentus.compliance.service.kyc.reviewing import CustomerReviews
from paymentus.foundation.clock import utc_now

from support.customers import a_customer

USER = "usr_trillian"
AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def knowledge(platform: Platform) -> CustomerKnowledge:
    service: CustomerKnowledge = platform.get(CustomerKnowledge)
    return service


class TestParty:
    async def test_has_what_a_hit_is_judged_by_and_both_names(
        self, knowledge: CustomerKnowledge, handed_in: OwnVerification
    ) -> None:
        party = await knowledge.party(USER, "Trish", AT)

        assert party == Party(
            USER,
            a_customer().full_name,
            birth_date=a_customer().birth_date,
            countries=frozenset({"US"}),
            documents=("536904399", "X12345678"),
            other_names=("Trish",),
            since=AT,
        )

    async def test_has_one_name_where_account_and_facts_agree(
        self, knowledge: CustomerKnowledge, handed_in: OwnVerification
    ) -> None:
        party = await knowledge.party(USER, a_customer().full_name.upper())

        assert (party.name, party.other_names) == (a_customer().full_name, ())

    async def test_of_who_told_nothing_is_the_account(self, knowledge: CustomerKnowledge) -> None:
        assert await knowledge.party("usr_nobody", "Sam Carter") == Party(
            "usr_nobody", "Sam Carter"
        )

    async def test_of_many_keep_their_order(
        self, knowledge: CustomerKnowledge, handed_in: OwnVerification
    ) -> None:
        found = await knowledge.parties({"usr_z": "Zoe Vale", USER: "Trish", "usr_a": "Al Moor"})

        assert [one.id for one in found] == ["usr_z", USER, "usr_a"]
        assert found[1] == await knowledge.party(USER, "Trish")
        assert found[2] == Party("usr_a", "Al Moor")

    async def test_is_read_once_in_five_seconds(self, platform: Platform) -> None:
        seconds = [0.0]
        own: OwnVerificationService = platform.get(OwnVerificationService)
        wired: CustomerKnowledge = platform.get(CustomerKnowledge)
        knowledge = CustomerKnowledge(
            profiles=wired._profiles,
            documents=wired._documents,
            clock=utc_now,
            monotonic=lambda: seconds[-1],
        )
        before = await knowledge.party(USER, "Trish")
        await own.save_facts(USER, a_customer())
        seconds.append(BELIEVED_SECONDS - 0.1)
        soon = await knowledge.party(USER, "Trish")
        seconds.append(BELIEVED_SECONDS)
        later = await knowledge.party(USER, "Trish")

        assert (before.name, soon.name, later.name) == ("Trish", "Trish", a_customer().full_name)


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
