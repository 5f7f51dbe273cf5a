"""A customer says who they are, over a real database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import AlertState, alert_of
from paymentus.compliance.domain.kyc.checks import Outcome
from paymentus.compliance.domain.kyc.documents import (
    DOCUMENT_BYTES_MAX,
    DOCUMENTS_MAX,
    DocumentKind,
    DocumentNotFound,
    DocumentNotReadable,
    DocumentTooLarge,
    TooManyDocuments,
)
from paymentus.compliance.domain.kyc.facts import FactsIncomplete
from paymentus.compliance.domain.kyc.limits import VerificationLevel
from paymentus.compliance.domain.kyc.profile import DocumentMissing
from paymentus.compliance.domain.kyc.rating import Rating
from paymentus.compliance.domain.kyc.states import DocumentState, ProfileState, StepNotPossible
from paymentus.compliance.domain.transfer import Finding, Party, Verdict
from paymentus.compliance.repository.alerts import AlertsRepository, insert_alert
from paymentus.compliance.repository.kyc_documents import BYTES, KycDocumentsRepository
from paymentus.compliance.repository.kyc_profiles import KycProfilesRepository
from paymentus.compliance.service.kyc.own_verification import (
    NewDocument,
    OwnVerificationService,
    party_of,
)
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.customers import AT, a_customer, a_document, a_picture, passport_zone

USER = "usr_trillian"
HIT = Finding("sanctions", Verdict.HOLD, 90, "Reads like a listed name.")


@dataclass
class Desk:
    """The service with a screening that remembers whom it was asked about."""

    own: OwnVerificationService
    asked: list[Party]
    found: list[Finding]
    committer: Committer


@pytest.fixture
def desk(database: Database, sealed: SealedDocuments, committer: Committer) -> Desk:
    asked: list[Party] = []
    found: list[Finding] = []

    async def screen(party: Party) -> Sequence[Finding]:
        asked.append(party)
        return tuple(found)

    def clock() -> datetime:
        return AT

    own = OwnVerificationService(
        profiles=KycProfilesRepository(database, sealed),
        documents=KycDocumentsRepository(database, sealed),
        alerts=AlertsRepository(database, sealed),
        committer=committer,
        clock=clock,
        screen=screen,
    )
    return Desk(own, asked, found, committer)


def a_file(**changes: Any) -> NewDocument:
    given: dict[str, Any] = {
        "kind": DocumentKind.PASSPORT,
        "file_name": "passport.png",
        "content": a_picture(),
        "mrz": passport_zone(),
        "expires_on": None,
    }
    return NewDocument(**{**given, **changes})


class TestSaying:
    async def test_begins_it(self, desk: Desk) -> None:
        before = await desk.own.own(USER)
        after = await desk.own.save_facts(USER, a_customer(given_names="  Trillian Mae "))

        assert before.profile.state is ProfileState.NOT_STARTED
        assert after.profile.state is ProfileState.IN_PROGRESS
        assert after.profile.facts == a_customer()
        assert after.level is VerificationLevel.UNVERIFIED

    async def test_compares_the_documents_again(self, desk: Desk) -> None:
        await desk.own.save_facts(USER, a_customer(birth_date=date(1984, 4, 13)))
        document = await desk.own.upload(USER, a_file())
        assert [check.code for check in document.failed] == ["birth_date_agrees"]

        after = await desk.own.save_facts(USER, a_customer())

        assert after.documents[0].failed == ()


class TestDocuments:
    async def test_that_come_first_are_checked_once_there_are_facts(self, desk: Desk) -> None:
        early = await desk.own.upload(USER, a_file())
        assert early.state is DocumentState.UPLOADED

        after = await desk.own.save_facts(USER, a_customer())

        [document] = after.documents
        assert document.state is DocumentState.CHECKED
        assert document.expires_on == date(2031, 5, 1)

    @pytest.mark.parametrize(
        ("content", "refusal"),
        [
            (b"<svg xmlns=''></svg>", DocumentNotReadable),
            (b"", DocumentNotReadable),
            (a_picture() + bytes(DOCUMENT_BYTES_MAX), DocumentTooLarge),
        ],
    )
    async def test_that_are_none_are_refused_and_leave_nothing(
        self, desk: Desk, database: Database, content: bytes, refusal: type[Exception]
    ) -> None:
        with pytest.raises(refusal):
            await desk.own.upload(USER, a_file(content=content))

        assert await database[BYTES].count_documents({}) == 0
        assert (await desk.own.own(USER)).profile.state is ProfileState.NOT_STARTED

    async def test_are_not_endless(self, desk: Desk) -> None:
        for _ in range(DOCUMENTS_MAX):
            await desk.own.upload(USER, a_file(mrz=None))

        with pytest.raises(TooManyDocuments):
            await desk.own.upload(USER, a_file(mrz=None))

    async def test_of_the_address_are_compared_by_eye(self, desk: Desk) -> None:
        await desk.own.save_facts(USER, a_customer())

        bill = await desk.own.upload(USER, a_file(kind=DocumentKind.PROOF_OF_ADDRESS))

        assert [(check.code, check.outcome) for check in bill.checks] == [
            ("compared_by_eye", Outcome.NOT_POSSIBLE)
        ]

    async def test_taken_back_before_handing_in_are_gone(
        self, desk: Desk, database: Database
    ) -> None:
        document = await desk.own.upload(USER, a_file())
        with pytest.raises(DocumentNotFound):
            await desk.own.withdraw("usr_ford", document.id)

        after = await desk.own.withdraw(USER, document.id)

        assert after.documents[0].state is DocumentState.REJECTED
        assert await database[BYTES].count_documents({}) == 0
        with pytest.raises(StepNotPossible):
            await desk.own.withdraw(USER, document.id)


class TestHandingIn:
    async def test_needs_facts_and_a_face(self, desk: Desk) -> None:
        with pytest.raises(FactsIncomplete):
            await desk.own.submit(USER)
        await desk.own.save_facts(USER, a_customer(family_name=""))
        with pytest.raises(FactsIncomplete):
            await desk.own.submit(USER)
        await desk.own.save_facts(USER, a_customer())
        with pytest.raises(DocumentMissing):
            await desk.own.submit(USER)

    async def test_screens_and_rates(self, desk: Desk) -> None:
        await desk.own.save_facts(USER, a_customer())
        await desk.own.upload(USER, a_file())

        after = await desk.own.submit(USER)

        assert after.profile.state is ProfileState.SUBMITTED
        assert after.level is VerificationLevel.GIVEN
        assert after.profile.rating is not None
        assert after.profile.rating.in_force is Rating.LOW
        [party] = desk.asked
        assert (party.id, party.name) == (USER, "Trillian Mae McMillan")
        assert party.documents == ("536904399", "X12345678")
        with pytest.raises(StepNotPossible):
            await desk.own.upload(USER, a_file())
        with pytest.raises(StepNotPossible):
            await desk.own.submit(USER)

    async def test_counts_what_screening_found_and_what_cases_are_about(self, desk: Desk) -> None:
        alert = alert_of(HIT, party_id=USER, party_name="T", transfer_id=None, at=AT)
        stored = insert_alert(alert)
        in_case = {**stored.document, "state": AlertState.IN_CASE.value, "case_id": "cas_1"}
        await desk.committer.commit(UnitOfWork(inserts=(type(stored)(stored.collection, in_case),)))
        desk.found.append(HIT)
        await desk.own.save_facts(USER, a_customer())
        await desk.own.upload(USER, a_file())

        after = await desk.own.submit(USER)

        rating = after.profile.rating
        assert rating is not None
        assert rating.in_force is Rating.HIGH
        assert [factor.code for factor in rating.factors] == ["screening", "activity_in_cases"]


def test_a_party_has_the_numbers_of_its_documents_once() -> None:
    party = party_of(USER, a_customer(), [a_document(mrz=passport_zone()), a_document(mrz="no")])

    assert party.documents == ("536904399", "X12345678")
    assert party.birth_date == date(1984, 4, 12)
