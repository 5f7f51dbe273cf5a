"""The desk decides about customers; each read and each decision is on record."""

from __future__ import annotations

import asyncio

import pytest

from paymentus.app.wiring import Platform
from paymentus.commit.domain import VersionConflict
from paymentus.compliance.domain.kyc.documents import DocumentNotFound
from paymentus.compliance.domain.kyc.profile import (
    AboutYourself,
    CustomerNotFound,
    DocumentsFailed,
    ReasonMissing,
)
from paymentus.compliance.domain.kyc.rating import Rating
from paymentus.compliance.domain.kyc.states import DocumentState, ProfileState, StepNotPossible
from paymentus.compliance.service.kyc.own_verification import (
    OwnVerification,
    OwnVerificationService,
)
from paymentus.compliance.service.kyc.reviewing import CustomerReviews, Queue
from paymentus.foundation.mongo import Database

from support.customers import a_customer, a_picture

USER = "usr_trillian"
OFFICER = "usr_officer"


@pytest.fixture
def reviews(platform: Platform) -> CustomerReviews:
    service: CustomerReviews = platform.get(CustomerReviews)
    return service


async def records(database: Database) -> list[str]:
    found = await database["audit_inbox"].find({"subject": USER}).sort("_id", 1).to_list()
    return [str(record["type"]) for record in found]


class TestTheQueue:
    async def test_has_who_waits_and_pages_without_loss(
        self, reviews: CustomerReviews, own: OwnVerificationService, handed_in: OwnVerification
    ) -> None:
        first = await reviews.waiting(Queue.WAITING, after=None, limit=10)

        assert [row.user_id for row in first] == [USER]
        [row] = first
        assert row.submitted_at is not None
        after = (row.submitted_at, row.user_id)
        assert await reviews.waiting(Queue.WAITING, after=after, limit=10) == []
        assert await reviews.waiting(Queue.APPROVED, after=None, limit=10) == []


class TestAReview:
    async def test_begins_and_ends_with_an_approval(
        self,
        reviews: CustomerReviews,
        own: OwnVerificationService,
        handed_in: OwnVerification,
        database: Database,
    ) -> None:
        document = handed_in.documents[0]
        taken = await reviews.take(USER, by=OFFICER)
        seen, content = await reviews.content(USER, document.id, by=OFFICER)
        done = await reviews.approve(USER, documents=[document.id], by=OFFICER)

        assert taken.profile.state is ProfileState.IN_REVIEW
        assert (seen.id, content) == (document.id, a_picture())
        assert done.profile.state is ProfileState.APPROVED
        assert done.documents[0].state is DocumentState.VERIFIED
        assert (await own.own(USER)).profile.review_due_on == done.profile.review_due_on
        assert (await records(database))[-3:] == [
            "kyc.review_begun",
            "kyc.document_read",
            "kyc.approved",
        ]

    async def test_asks_again_and_the_customer_sees_why(
        self, reviews: CustomerReviews, own: OwnVerificationService, handed_in: OwnVerification
    ) -> None:
        document = handed_in.documents[0]

        await reviews.ask_again(
            USER, reason="Please send it again.", documents={document.id: "Blurred."}, by=OFFICER
        )

        theirs = await own.own(USER)
        assert theirs.profile.message == "Please send it again."
        assert theirs.documents[0].reason == "Blurred."
        changed = await own.save_facts(USER, a_customer())
        assert changed.profile.state is ProfileState.IN_PROGRESS

    async def test_refuses_and_says_why(
        self, reviews: CustomerReviews, own: OwnVerificationService, handed_in: OwnVerification
    ) -> None:
        with pytest.raises(ReasonMissing):
            await reviews.reject(USER, reason="", by=OFFICER)
        await reviews.reject(USER, reason="This is somebody else's passport.", by=OFFICER)

        assert (await own.own(USER)).profile.message == "This is somebody else's passport."
        with pytest.raises(StepNotPossible):
            await own.save_facts(USER, a_customer())

    async def test_takes_a_document_and_another_person(
        self, reviews: CustomerReviews, handed_in: OwnVerification
    ) -> None:
        with pytest.raises(DocumentsFailed):
            await reviews.approve(USER, documents=[], by=OFFICER)
        with pytest.raises(DocumentNotFound):
            await reviews.approve(USER, documents=["kyd_none"], by=OFFICER)
        with pytest.raises(AboutYourself):
            await reviews.approve(USER, documents=[handed_in.documents[0].id], by=USER)
        with pytest.raises(ReasonMissing):
            await reviews.ask_again(
                USER, reason="x", documents={handed_in.documents[0].id: " "}, by=OFFICER
            )

    async def test_by_two_at_once_is_decided_once(
        self, reviews: CustomerReviews, handed_in: OwnVerification
    ) -> None:
        ids = [handed_in.documents[0].id]

        both = await asyncio.gather(
            reviews.approve(USER, documents=ids, by=OFFICER),
            reviews.reject(USER, reason="No.", by="usr_other"),
            return_exceptions=True,
        )

        refused = [one for one in both if isinstance(one, Exception)]
        assert len(refused) == 1
        assert isinstance(refused[0], VersionConflict | StepNotPossible)

    async def test_rates_notes_and_comes_around(
        self, reviews: CustomerReviews, handed_in: OwnVerification, database: Database
    ) -> None:
        await reviews.rate(USER, rating=Rating.MEDIUM, reason="Pays for many.", by=OFFICER)
        await reviews.note(USER, words="Runs a shelter; saw its papers.", by=OFFICER)
        await reviews.approve(USER, documents=[handed_in.documents[0].id], by=OFFICER)

        done = await reviews.review(USER, note="Still so.", by=OFFICER)

        assert [note.words for note in done.profile.notes] == [
            "Rating: Pays for many.",
            "Runs a shelter; saw its papers.",
            "Still so.",
        ]
        assert done.profile.rating is not None
        assert done.profile.rating.in_force is Rating.MEDIUM
        stored = await database["kyc_profiles"].find_one({"_id": USER})
        assert stored is not None
        assert "McMillan" not in str(stored)
        assert stored["rating"] == "medium"

    async def test_of_nobody_is_not_found(self, reviews: CustomerReviews) -> None:
        with pytest.raises(CustomerNotFound):
            await reviews.one("usr_nobody", by=OFFICER)
        with pytest.raises(DocumentNotFound):
            await reviews.content("usr_nobody", "kyd_none", by=OFFICER)
