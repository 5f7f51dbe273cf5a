"""The desk's side: the queue of customers, one of them beside their documents, and decisions.

What a reviewer reads of a customer is on record; so is each step, without what it says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.kyc import profile as steps
from paymentus.compliance.domain.kyc.documents import DocumentNotFound, KycDocument
from paymentus.compliance.domain.kyc.limits import VerificationLevel, level_of
from paymentus.compliance.domain.kyc.profile import CustomerNotFound, Profile, ReasonMissing
from paymentus.compliance.domain.kyc.rating import Rating
from paymentus.compliance.domain.kyc.states import DocumentState, ProfileState
from paymentus.compliance.repository.kyc_documents import KycDocumentsRepository, update_document
from paymentus.compliance.repository.kyc_profiles import KycProfilesRepository
from paymentus.compliance.service.kyc.own_verification import profile_write
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import FieldProblem


class Queue(StrEnum):
    """The lists of the desk. ``REVIEW_DUE``: approved, and due to be looked at again."""

    WAITING = "waiting"
    REVIEW_DUE = "review_due"
    ASKED_AGAIN = "asked_again"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"


_STATES = {
    Queue.WAITING: (ProfileState.SUBMITTED, ProfileState.IN_REVIEW),
    Queue.ASKED_AGAIN: (ProfileState.RESUBMISSION_REQUESTED,),
    Queue.APPROVED: (ProfileState.APPROVED,),
    Queue.REJECTED: (ProfileState.REJECTED,),
    Queue.EXPIRED: (ProfileState.EXPIRED,),
}


@dataclass(frozen=True, slots=True)
class Customer:
    """Everything the desk sees of one customer."""

    profile: Profile
    documents: tuple[KycDocument, ...]

    @property
    def level(self) -> VerificationLevel:
        return level_of(self.profile.state)


class CustomerReviews:
    def __init__(
        self,
        *,
        profiles: KycProfilesRepository,
        documents: KycDocumentsRepository,
        committer: Committer,
        clock: Clock,
    ) -> None:
        self._profiles = profiles
        self._documents = documents
        self._committer = committer
        self._clock = clock

    async def waiting(
        self, queue: Queue, *, after: tuple[datetime, str] | None, limit: int
    ) -> list[Profile]:
        """Those of a queue other than ``REVIEW_DUE``; who has waited longest comes first."""
        return await self._profiles.waiting(_STATES[queue], after=after, limit=limit)

    async def review_due(self, *, after: tuple[str, str] | None, limit: int) -> list[Profile]:
        """Approved customers whose review is due, the longest overdue first."""
        return await self._profiles.review_due(self._clock().date(), after=after, limit=limit)

    async def one(self, user_id: str, *, by: str) -> Customer:
        """On record as a read of personal data. Raises ``CustomerNotFound``."""
        customer = await self._customer(user_id)
        await self._commit(UnitOfWork(), AuditRecord("kyc.customer_read", user_id, by))
        return customer

    async def content(
        self, user_id: str, document_id: str, *, by: str
    ) -> tuple[KycDocument, bytes]:
        """A document's bytes; on record before they are handed out."""
        document = await self._documents.find(document_id)
        if document is None or document.user_id != user_id:
            raise DocumentNotFound()
        content = await self._documents.content(document)
        record = AuditRecord("kyc.document_read", user_id, by, {"document_id": document_id})
        await self._commit(UnitOfWork(), record)
        return document, content

    async def take(self, user_id: str, *, by: str) -> Customer:
        """Begin the review, or take it over."""
        found = await self._customer(user_id)
        after = steps.taken(found.profile, by=by, at=self._clock())
        return await self._decide(found, after, "kyc.review_begun", by=by)

    async def approve(self, user_id: str, *, documents: Sequence[str], by: str) -> Customer:
        """``documents`` are the ids of those that the reviewer has found to be in order."""
        now = self._clock()
        found = await self._customer(user_id)
        verified = [
            one.decided(DocumentState.VERIFIED, by=by, at=now)
            if one.state is not DocumentState.VERIFIED
            else one
            for one in _chosen(found, documents)
        ]
        after = steps.approved(found.profile, verified, by=by, at=now)
        return await self._decide(found, after, "kyc.approved", by=by, documents=verified)

    async def reject(self, user_id: str, *, reason: str, by: str) -> Customer:
        """Not identified. The customer is told the reason."""
        found = await self._customer(user_id)
        after = steps.rejected(found.profile, reason=reason, by=by, at=self._clock())
        return await self._decide(found, after, "kyc.rejected", by=by)

    async def ask_again(
        self, user_id: str, *, reason: str, documents: Mapping[str, str], by: str
    ) -> Customer:
        """``documents`` maps the ids of those that will not do to why, for the customer."""
        now = self._clock()
        found = await self._customer(user_id)
        if not all(why.strip() for why in documents.values()):
            words = "Say what is wrong with each document."
            raise ReasonMissing(fields=(FieldProblem("documents.reason", words),))
        refused = [
            one.decided(DocumentState.REJECTED, by=by, at=now, reason=documents[one.id].strip())
            for one in _chosen(found, list(documents))
        ]
        after = steps.asked_again(found.profile, reason=reason, by=by, at=now)
        return await self._decide(found, after, "kyc.asked_again", by=by, documents=refused)

    async def rate(self, user_id: str, *, rating: Rating | None, reason: str, by: str) -> Customer:
        """A rating of the reviewer's own; None goes back to the one by points."""
        found = await self._customer(user_id)
        after = steps.with_rating(found.profile, rating, reason=reason, by=by, at=self._clock())
        return await self._decide(found, after, "kyc.rating_changed", by=by)

    async def note(self, user_id: str, *, words: str, by: str) -> Customer:
        """What enhanced due diligence has found."""
        found = await self._customer(user_id)
        after = steps.with_note(found.profile, words=words, by=by, at=self._clock())
        return await self._decide(found, after, "kyc.noted", by=by)

    async def review(self, user_id: str, *, note: str, by: str) -> Customer:
        """The periodic review of an approved customer: still in order."""
        found = await self._customer(user_id)
        after = steps.reviewed(found.profile, note=note, by=by, at=self._clock())
        return await self._decide(found, after, "kyc.reviewed", by=by)

    async def _customer(self, user_id: str) -> Customer:
        profile = await self._profiles.find(user_id)
        if profile is None:
            raise CustomerNotFound()
        return Customer(profile, tuple(await self._documents.of_user(user_id)))

    async def _decide(
        self,
        found: Customer,
        after: Profile,
        event: str,
        *,
        by: str,
        documents: Sequence[KycDocument] = (),
    ) -> Customer:
        rating = after.rating.in_force.value if after.rating else None
        data = {
            "state": after.state.value,
            "rating": rating,
            "document_ids": [one.id for one in documents],
        }
        changed = UnitOfWork(
            updates=tuple(update_document(one) for one in documents if one not in found.documents)
        )
        record = AuditRecord(event, after.user_id, by, data)
        await self._commit(profile_write(found.profile, after) + changed, record)
        return await self._customer(after.user_id)

    async def _commit(self, unit: UnitOfWork, record: AuditRecord) -> None:
        await self._committer.commit(unit + UnitOfWork(audit=(record,)))


def _chosen(customer: Customer, ids: Sequence[str]) -> list[KycDocument]:
    by_id = {document.id: document for document in customer.documents}
    if not by_id.keys() >= set(ids):
        raise DocumentNotFound()
    return [by_id[one] for one in dict.fromkeys(ids)]
