"""What time does: documents run out, reviews come around, people leave, five years pass."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from paymentus.app.wiring import Platform
from paymentus.commit.service import Committer
from paymentus.compliance.domain.kyc.states import DocumentState, ProfileState
from paymentus.compliance.repository.kyc_documents import BYTES, KycDocumentsRepository
from paymentus.compliance.repository.kyc_profiles import KycProfilesRepository
from paymentus.compliance.service.kyc.keeping import CustomerKeeping, years_later
from paymentus.compliance.service.kyc.own_verification import (
    OwnVerification,
    OwnVerificationService,
)
from paymentus.compliance.service.kyc.reviewing import CustomerReviews, Queue
from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Database
from paymentus.identity.service import Erasures
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.customers import a_customer

USER = "usr_trillian"
YEAR = timedelta(days=365)


@pytest.fixture
def keeping(platform: Platform) -> CustomerKeeping:
    service: CustomerKeeping = platform.get(CustomerKeeping)
    return service


def keeping_in(platform: Platform, later: timedelta) -> CustomerKeeping:
    """The same, as its clock will stand."""
    sealed: SealedDocuments = platform.get(SealedDocuments)
    committer: Committer = platform.get(Committer)
    return CustomerKeeping(
        profiles=KycProfilesRepository(platform.database, sealed),
        documents=KycDocumentsRepository(platform.database, sealed),
        erasures=platform.get(Erasures),
        committer=committer,
        clock=lambda: utc_now() + later,
    )


async def approve(platform: Platform, handed_in: OwnVerification) -> None:
    reviews: CustomerReviews = platform.get(CustomerReviews)
    await reviews.approve(USER, documents=[handed_in.documents[0].id], by="usr_officer")


class TestTime:
    async def test_that_has_not_come_changes_nothing(
        self, platform: Platform, keeping: CustomerKeeping, handed_in: OwnVerification
    ) -> None:
        await approve(platform, handed_in)

        assert await keeping.work() == 0

    async def test_ends_a_document_and_the_approval_it_carried(
        self, platform: Platform, own: OwnVerificationService, handed_in: OwnVerification
    ) -> None:
        await approve(platform, handed_in)
        later = keeping_in(platform, 6 * YEAR)

        assert await later.work() == 1

        theirs = await own.own(USER)
        assert theirs.documents[0].state is DocumentState.EXPIRED
        assert theirs.profile.state is ProfileState.EXPIRED
        assert theirs.profile.message == "Your document has expired. Please send a new one."
        assert await later.work() == 0

    async def test_brings_the_review_to_the_desk_and_then_ends_the_approval(
        self, platform: Platform, own: OwnVerificationService, handed_in: OwnVerification
    ) -> None:
        await approve(platform, handed_in)
        due = (await own.own(USER)).profile.review_due_on
        assert due is not None
        until = datetime(due.year, due.month, due.day, tzinfo=UTC) - utc_now()
        reviews: CustomerReviews = platform.get(CustomerReviews)
        assert await reviews.review_due(after=None, limit=5) == []

        within_grace = keeping_in(platform, until + timedelta(days=30, hours=1))
        assert await within_grace.work() == 0
        beyond = keeping_in(platform, until + timedelta(days=31, hours=1))
        assert await beyond.work() == 1

        assert (await own.own(USER)).profile.state is ProfileState.EXPIRED
        rows = await reviews.waiting(Queue.EXPIRED, after=None, limit=5)
        assert [row.user_id for row in rows] == [USER]


class TestLeaving:
    async def test_before_handing_in_leaves_nothing(
        self, own: OwnVerificationService, keeping: CustomerKeeping, database: Database
    ) -> None:
        await own.save_facts(USER, a_customer())

        await keeping.close(USER)
        await keeping.close(USER)

        assert (await own.own(USER)).profile.facts is None
        key = await database["data_keys"].find_one({"subject": f"kyc:{USER}"})
        assert key is None or "keyMaterial" not in key

    async def test_keeps_what_the_law_wants_for_five_years_and_no_longer(
        self,
        platform: Platform,
        own: OwnVerificationService,
        keeping: CustomerKeeping,
        handed_in: OwnVerification,
        database: Database,
    ) -> None:
        await keeping.close(USER)
        assert await keeping_in(platform, timedelta(days=5 * 365)).work() == 0
        assert (await own.own(USER)).profile.facts == a_customer()
        assert await database[BYTES].count_documents({}) == 1

        later = keeping_in(platform, timedelta(days=5 * 365 + 3))
        assert await later.work() == 1

        assert (await own.own(USER)).profile.facts is None
        assert await database[BYTES].count_documents({}) == 0
        assert await later.work() == 0

    async def test_of_who_told_us_nothing_is_nothing(self, keeping: CustomerKeeping) -> None:
        await keeping.close("usr_nobody")

        assert await keeping.work() == 0


def test_five_years_after_a_leap_day_is_the_end_of_february() -> None:
    assert years_later(datetime(2028, 2, 29, 5, tzinfo=UTC), 5) == datetime(
        2033, 2, 28, 5, tzinfo=UTC
    )
