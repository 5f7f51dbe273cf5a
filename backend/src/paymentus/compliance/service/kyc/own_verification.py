"""A customer's side: saying who they are, sending documents, handing it in."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from paymentus.commit.domain import AuditRecord, Insert, UnitOfWork, Update
from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import AlertState
from paymentus.compliance.domain.kyc import profile as steps
from paymentus.compliance.domain.kyc.checks import checks_of
from paymentus.compliance.domain.kyc.documents import (
    DOCUMENT_BYTES_MAX,
    DOCUMENTS_MAX,
    DocumentKind,
    DocumentNotFound,
    DocumentTooLarge,
    KycDocument,
    TooManyDocuments,
    media_type_of,
)
from paymentus.compliance.domain.kyc.facts import CustomerFacts, normalized
from paymentus.compliance.domain.kyc.limits import Limit, VerificationLevel, level_of, limit_on
from paymentus.compliance.domain.kyc.profile import Profile
from paymentus.compliance.domain.kyc.rating import rate
from paymentus.compliance.domain.kyc.states import DocumentState, StepNotPossible
from paymentus.compliance.domain.transfer import Finding, Party
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.kyc_documents import (
    KycDocumentsRepository,
    insert_document,
    update_document,
)
from paymentus.compliance.repository.kyc_profiles import KycProfilesRepository, write_profile
from paymentus.foundation.clock import Clock
from paymentus.foundation.ids import new_id

ScreenParty = Callable[[Party], Awaitable[Sequence[Finding]]]
"""What sanctions screening finds of somebody; it raises its alerts itself. Raises
``Unavailable``: then nothing is handed in."""

_WITHDRAWN = "Removed by the customer."


@dataclass(frozen=True, slots=True)
class OwnVerification:
    """What a customer sees of themselves: never a rating, a note or a finding of the desk."""

    profile: Profile
    documents: tuple[KycDocument, ...]
    level: VerificationLevel
    limit: Limit


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What came with a file. ``mrz`` are the lines at the bottom of the document, if typed."""

    kind: DocumentKind
    file_name: str
    content: bytes
    mrz: str | None
    expires_on: date | None


class OwnVerificationService:
    def __init__(
        self,
        *,
        profiles: KycProfilesRepository,
        documents: KycDocumentsRepository,
        alerts: AlertsRepository,
        committer: Committer,
        clock: Clock,
        screen: ScreenParty | None,
    ) -> None:
        """``screen`` is None only where the settings switch compliance off."""
        self._profiles = profiles
        self._documents = documents
        self._alerts = alerts
        self._committer = committer
        self._clock = clock
        self._screen = screen

    async def own(self, user_id: str) -> OwnVerification:
        """Where it stands; of who has not begun, an empty one."""
        profile = await self._profile(user_id)
        documents = await self._documents.of_user(user_id)
        level = level_of(profile.state)
        limit = limit_on(self._clock().date(), level)
        return OwnVerification(profile, tuple(documents), level, limit)

    async def save_facts(self, user_id: str, facts: CustomerFacts) -> OwnVerification:
        """Keep what was typed, complete or not. Raises ``StepNotPossible``."""
        now = self._clock()
        before = await self._profile(user_id)
        after = steps.with_facts(before, normalized(facts), at=now)
        documents = await self._documents.of_user(user_id)
        unit = profile_write(before, after) + _rechecked(documents, normalized(facts), now)
        await self._commit(unit, _record("kyc.facts_saved", user_id, state=after.state.value))
        return await self.own(user_id)

    async def upload(self, user_id: str, new: NewDocument) -> KycDocument:
        """Keep a document, sealed. Raises ``DocumentTooLarge``, ``DocumentNotReadable``,
        ``TooManyDocuments`` or ``StepNotPossible``."""
        if len(new.content) > DOCUMENT_BYTES_MAX:
            raise DocumentTooLarge()
        media_type = media_type_of(new.content)
        now = self._clock()
        before = await self._profile(user_id)
        after = steps.begun(before, at=now)
        theirs = await self._documents.of_user(user_id)
        if sum(one.state is not DocumentState.REJECTED for one in theirs) >= DOCUMENTS_MAX:
            raise TooManyDocuments()
        document = KycDocument(
            id=new_id("kyd", at=now),
            user_id=user_id,
            kind=new.kind,
            media_type=media_type,
            size=len(new.content),
            sha256=hashlib.sha256(new.content).hexdigest(),
            file_name=new.file_name[:200],
            uploaded_at=now,
            expires_on=new.expires_on,
            mrz=new.mrz,
        )
        if after.facts is not None:
            document = _checked(document, after.facts, now)
        await self._documents.put(document.id, new.content, user_id=user_id)
        unit = profile_write(before, after) + UnitOfWork(inserts=(insert_document(document),))
        record = _record(
            "kyc.document_uploaded", user_id,
            document_id=document.id, kind=document.kind.value, media_type=media_type,
            size=document.size,
        )  # fmt: skip
        try:
            await self._commit(unit, record)
        except Exception:
            await self._documents.drop(document.id, size=document.size)
            raise
        return replace(document, version=1)

    async def withdraw(self, user_id: str, document_id: str) -> OwnVerification:
        """Take a document back that nobody has decided on. What was handed in once is kept."""
        now = self._clock()
        profile = await self._profile(user_id)
        steps.begun(profile, at=now)
        document = await self._documents.find(document_id)
        if document is None or document.user_id != user_id:
            raise DocumentNotFound()
        if not _open(document):
            raise StepNotPossible("This document has been decided on and stays.")
        taken = document.decided(DocumentState.REJECTED, by=user_id, at=now, reason=_WITHDRAWN)
        record = _record("kyc.document_withdrawn", user_id, document_id=document_id)
        await self._commit(UnitOfWork(updates=(update_document(taken),)), record)
        handed_in = profile.submitted_at
        if handed_in is None or document.uploaded_at > handed_in:
            await self._documents.drop(document.id, size=document.size)
        return await self.own(user_id)

    async def submit(self, user_id: str) -> OwnVerification:
        """Hand it in: checked anew, screened and rated. Raises ``FactsIncomplete``,
        ``DocumentMissing`` or ``StepNotPossible``."""
        now = self._clock()
        before = await self._profile(user_id)
        documents = await self._documents.of_user(user_id)
        steps.require_complete(before, documents, on=now.date())
        facts = before.facts
        assert facts is not None, "complete facts are there"
        checked = [
            _checked(one, facts, now) if _open(one) else one
            for one in documents
            if one.state is not DocumentState.REJECTED
        ]
        party = party_of(user_id, facts, checked)
        findings: Sequence[Finding] = ()
        if self._screen is not None:
            findings = await self._screen(party)
        in_cases = [
            alert
            for alert in await self._alerts.of_party(user_id)
            if alert.state is AlertState.IN_CASE
        ]
        rating = rate(
            facts, checked,
            screening_words=[finding.words for finding in findings],
            activity_in_cases=len(in_cases), on=now.date(),
        )  # fmt: skip
        after = steps.submitted(before, checked, rating=rating, at=now)
        unit = profile_write(before, after) + _rechecked(documents, facts, now)
        record = _record(
            "kyc.submitted", user_id, document_ids=[one.id for one in checked],
            failed_checks=sum(len(one.failed) for one in checked),
        )  # fmt: skip
        await self._commit(unit, record)
        return await self.own(user_id)

    async def _profile(self, user_id: str) -> Profile:
        return await self._profiles.find(user_id) or Profile(user_id)

    async def _commit(self, unit: UnitOfWork, record: AuditRecord) -> None:
        await self._committer.commit(unit + UnitOfWork(audit=(record,)))


def party_of(user_id: str, facts: CustomerFacts, documents: Sequence[KycDocument]) -> Party:
    """A customer as screening and monitoring know them."""
    numbers = [facts.identification.number]
    for document in documents:
        number = document.number_on(document.uploaded_at.date())
        if number and number not in numbers:
            numbers.append(number)
    return Party(
        id=user_id,
        name=facts.full_name,
        birth_date=facts.birth_date,
        countries=facts.countries,
        documents=tuple(numbers),
    )


def profile_write(before: Profile, after: Profile) -> UnitOfWork:
    """The one write that a step makes; none where nothing changed."""
    if after == before:
        return UnitOfWork()
    write = write_profile(before, after)
    if isinstance(write, Insert):
        return UnitOfWork(inserts=(write,))
    return UnitOfWork(updates=(write,))


def _open(document: KycDocument) -> bool:
    return document.state in {DocumentState.UPLOADED, DocumentState.CHECKED}


def _checked(document: KycDocument, facts: CustomerFacts, at: datetime) -> KycDocument:
    """Identity documents are compared; of others only the day of expiry is looked at."""
    mrz = document.mrz if document.is_identity else None
    checks, expires_on = checks_of(
        facts, mrz=mrz, expires_on=document.expires_on, on=at.date(), has_zone=document.is_identity
    )
    return document.checked(checks, expires_on=expires_on)


def _rechecked(documents: Sequence[KycDocument], facts: CustomerFacts, at: datetime) -> UnitOfWork:
    """Facts that were changed are compared with every document that is still open."""
    updates: list[Update] = []
    for document in documents:
        if _open(document):
            again = _checked(document, facts, at)
            if again != document:
                updates.append(update_document(again))
    return UnitOfWork(updates=tuple(updates))


def _record(event: str, user_id: str, **data: object) -> AuditRecord:
    return AuditRecord(event, user_id, user_id, data)
