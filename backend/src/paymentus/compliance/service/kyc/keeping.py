"""What time does to what we know of customers: documents run out, reviews come around, people
leave, and five years later it is gone."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, datetime, timedelta

from paymentus.commit.domain import AuditRecord, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.kyc import profile as steps
from paymentus.compliance.domain.kyc.documents import KycDocument
from paymentus.compliance.domain.kyc.profile import Profile
from paymentus.compliance.domain.kyc.rating import table_on
from paymentus.compliance.domain.kyc.states import DocumentState, ProfileState
from paymentus.compliance.repository.kyc_documents import KycDocumentsRepository, update_document
from paymentus.compliance.repository.kyc_profiles import (
    KycProfilesRepository,
    close_profile,
    forget_profile,
    identification_key,
)
from paymentus.compliance.service.kyc.own_verification import profile_write
from paymentus.foundation.clock import Clock
from paymentus.identity.service import Erasures

KEPT_YEARS = 5
"""After the account closes (31 CFR 1020.220(a)(3)(ii) and 1010.430(d))."""

DOCUMENT_EXPIRED = "Your document has expired. Please send a new one."
REVIEW_OVERDUE = "It has been a while: please check that what we know of you is still right."

_AT_ONCE = 50


class CustomerKeeping:
    def __init__(
        self,
        *,
        profiles: KycProfilesRepository,
        documents: KycDocumentsRepository,
        erasures: Erasures,
        committer: Committer,
        clock: Clock,
    ) -> None:
        self._profiles = profiles
        self._documents = documents
        self._erasures = erasures
        self._committer = committer
        self._clock = clock

    async def work(self) -> int:
        """One round; returns how much was done. For the worker, safe beside others."""
        done = 0
        for act in (self._outdated_documents, self._overdue_reviews, self._kept_long_enough):
            try:
                done += await act()
            except VersionConflict:
                # Somebody else was faster; what is left comes in the next round.
                continue
        return done

    async def close(self, user_id: str) -> None:
        """The person leaves. Who never handed anything in leaves nothing; of anybody else the law
        wants it kept. Safe to repeat."""
        profile = await self._profiles.find(user_id)
        if profile is None or profile.closed_at is not None:
            return
        now = self._clock()
        record = AuditRecord("kyc.closed", user_id, "platform", {"state": profile.state.value})
        keep_until = now if profile.submitted_at is None else years_later(now, KEPT_YEARS)
        update = close_profile(profile, at=now, keep_until=keep_until)
        await self._committer.commit(UnitOfWork(updates=(update,), audit=(record,)))
        if profile.submitted_at is None:
            await self._forget(replace(profile, version=profile.version + 1))

    async def _outdated_documents(self) -> int:
        now = self._clock()
        outdated = await self._documents.outdated(now.date(), limit=_AT_ONCE)
        for document in outdated:
            await self._expire_document(document, now)
        return len(outdated)

    async def _expire_document(self, document: KycDocument, now: datetime) -> None:
        ended = document.decided(DocumentState.EXPIRED, by="platform", at=now)
        data = {"document_id": document.id}
        record = AuditRecord("kyc.document_expired", document.user_id, "platform", data)
        unit = UnitOfWork(updates=(update_document(ended),), audit=(record,))
        profile = await self._profiles.find(document.user_id)
        others = await self._documents.of_user(document.user_id)
        still = any(
            one.is_identity and one.state is DocumentState.VERIFIED and one.id != document.id
            for one in others
        )
        if profile is not None and profile.state is ProfileState.APPROVED and not still:
            unit += self._expiry(profile, DOCUMENT_EXPIRED, now)
        await self._committer.commit(unit)

    async def _overdue_reviews(self) -> int:
        now = self._clock()
        grace = timedelta(days=table_on(now.date()).grace_days)
        overdue = await self._profiles.review_due(
            now.date() - grace - timedelta(days=1), after=None, limit=_AT_ONCE
        )
        for profile in overdue:
            await self._committer.commit(self._expiry(profile, REVIEW_OVERDUE, now))
        return len(overdue)

    def _expiry(self, profile: Profile, reason: str, now: datetime) -> UnitOfWork:
        after = steps.expired(profile, reason=reason, at=now)
        record = AuditRecord("kyc.expired", profile.user_id, "platform")
        return profile_write(profile, after) + UnitOfWork(audit=(record,))

    async def _kept_long_enough(self) -> int:
        profiles = await self._profiles.kept_long_enough(self._clock(), limit=_AT_ONCE)
        for profile in profiles:
            await self._forget(profile)
        return len(profiles)

    async def _forget(self, profile: Profile) -> None:
        """Each step may have been done before, by a worker that died after it."""
        for document in await self._documents.of_user(profile.user_id):
            await self._documents.drop(document.id, size=document.size)
        subject = identification_key(profile.user_id)
        await self._erasures.erase(subject, actor="platform", reason="kept_long_enough")
        record = AuditRecord("kyc.forgotten", profile.user_id, "platform")
        unit = UnitOfWork(updates=(forget_profile(profile),), audit=(record,))
        await self._committer.commit(unit)


def years_later(moment: datetime, years: int) -> datetime:
    """The same day, the last of February where there is no 29th."""
    year = moment.year + years
    last = calendar.monthrange(year, moment.month)[1]
    day = date(year, moment.month, min(moment.day, last))
    return moment.replace(year=day.year, month=day.month, day=day.day)
