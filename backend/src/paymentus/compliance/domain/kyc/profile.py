"""A customer's identification as a whole, and each step that somebody takes in it. Pure.

Every step is a moment that is added and never changed. Raises ``StepNotPossible`` where the state
does not allow it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from paymentus.compliance.domain.kyc.documents import KycDocument
from paymentus.compliance.domain.kyc.facts import CustomerFacts, FactsIncomplete, problems_of_facts
from paymentus.compliance.domain.kyc.rating import Rating, RiskRating, review_due_on
from paymentus.compliance.domain.kyc.states import (
    DECIDABLE,
    EDITABLE,
    DocumentState,
    ProfileState,
    StepNotPossible,
    require_step,
)
from paymentus.foundation.errors import Conflict, FieldProblem, NotFound, Rejected

REASON_MAX = 1_000


class CustomerNotFound(NotFound):
    """Nobody with this id has begun to identify themselves."""


class DocumentMissing(Rejected):
    """Add a picture of a passport, an identity card, a driver's license or a residence permit."""


class ReasonMissing(Rejected):
    """Say why, in a sentence."""


class EnhancedDueDiligenceMissing(Conflict):
    """Enhanced due diligence is due: note what you found before you approve."""


class DocumentsFailed(Conflict):
    """No document that shows who this is can be verified. Ask for another, or reject."""


class AboutYourself(Conflict):
    """Somebody else has to decide about you."""


@dataclass(frozen=True, slots=True)
class Step:
    """``by`` is a user id, or ``platform``. ``reason`` is for the customer where one was asked
    for something, else for the desk."""

    state: ProfileState
    at: datetime
    by: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a reviewer found out: enhanced due diligence."""

    at: datetime
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Profile:
    """As stored. ``version`` 0 was never stored. ``approved_at`` is when
    it was last found in order. ``closed_at`` is set when the person has left:
    what they said is then kept for five years and no longer used (31 CFR 1020.220(a)(3)(ii))."""

    user_id: str
    state: ProfileState = ProfileState.NOT_STARTED
    facts: CustomerFacts | None = None
    rating: RiskRating | None = None
    steps: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()
    submitted_at: datetime | None = None
    reviewer: str | None = None
    approved_at: datetime | None = None
    review_due_on: date | None = None
    closed_at: datetime | None = None
    version: int = 0

    @property
    def changed_at(self) -> datetime | None:
        """When the customer last began to say something else than what they had handed in."""
        states = [step.state for step in self.steps]
        if ProfileState.SUBMITTED not in states:
            return None
        later = self.steps[states.index(ProfileState.SUBMITTED) + 1 :]
        typed = (ProfileState.IN_PROGRESS, ProfileState.SUBMITTED)
        return max((step.at for step in later if step.state in typed), default=None)

    @property
    def message(self) -> str | None:
        """What the reviewer last told the customer, while it still matters."""
        telling = {ProfileState.RESUBMISSION_REQUESTED, ProfileState.REJECTED, ProfileState.EXPIRED}
        last = self.steps[-1] if self.steps else None
        return last.reason if last and self.state in telling else None

    def _moved(self, state: ProfileState, *, by: str, at: datetime, reason: str | None) -> Profile:
        require_step(self.state, state)
        return replace(self, state=state, steps=(*self.steps, Step(state, at, by, reason)))


def begun(profile: Profile, *, at: datetime) -> Profile:
    """Where the customer may write: from here they submit."""
    if profile.closed_at is not None or profile.state not in EDITABLE:
        raise StepNotPossible("What you sent is being looked at and cannot be changed now.")
    if profile.state is ProfileState.IN_PROGRESS:
        return profile
    return profile._moved(ProfileState.IN_PROGRESS, by=profile.user_id, at=at, reason=None)


def with_facts(profile: Profile, facts: CustomerFacts, *, at: datetime) -> Profile:
    """The facts as typed, be they complete or not."""
    return replace(begun(profile, at=at), facts=facts)


def submitted(
    profile: Profile, documents: Sequence[KycDocument], *, rating: RiskRating, at: datetime
) -> Profile:
    """Handed in. Raises ``FactsIncomplete`` or ``DocumentMissing``."""
    require_complete(profile, documents, on=at.date())
    moved = profile._moved(ProfileState.SUBMITTED, by=profile.user_id, at=at, reason=None)
    # A reviewer's own rating stands until they change it.
    kept = profile.rating
    if kept is not None and kept.override is not None:
        rating = replace(rating, override=kept.override, override_reason=kept.override_reason)
    return replace(moved, rating=rating, submitted_at=at, reviewer=None)


def require_complete(profile: Profile, documents: Sequence[KycDocument], *, on: date) -> None:
    """Raise ``FactsIncomplete`` or ``DocumentMissing``."""
    if profile.facts is None:
        raise FactsIncomplete(fields=(FieldProblem("family_name", "Tell us who you are first."),))
    problems = problems_of_facts(profile.facts, on=on)
    if problems:
        raise FactsIncomplete(fields=problems)
    if not any(one.is_identity and one.state is not DocumentState.REJECTED for one in documents):
        raise DocumentMissing()


def taken(profile: Profile, *, by: str, at: datetime) -> Profile:
    """A reviewer looks at it; another one may take it over. Nobody reviews themselves."""
    if profile.user_id == by:
        raise AboutYourself()
    if profile.state is ProfileState.IN_REVIEW:
        return replace(profile, reviewer=by)
    moved = profile._moved(ProfileState.IN_REVIEW, by=by, at=at, reason=None)
    return replace(moved, reviewer=by)


def approved(
    profile: Profile, documents: Sequence[KycDocument], *, by: str, at: datetime
) -> Profile:
    """Identified. Raises ``DocumentsFailed``, ``EnhancedDueDiligenceMissing``, ``AboutYourself``.

    ``documents`` are those that the reviewer verifies by this.
    """
    profile = _for_decision(profile, by=by, at=at)
    rating = profile.rating
    assert rating is not None, "a submitted profile has a rating"
    if not any(one.is_identity for one in documents):
        raise DocumentsFailed()
    if rating.triggers and not profile.notes:
        raise EnhancedDueDiligenceMissing(extra={"triggers": list(rating.triggers)})
    moved = profile._moved(ProfileState.APPROVED, by=by, at=at, reason=None)
    due = review_due_on(rating.in_force, approved_on=at.date())
    return replace(moved, approved_at=at, review_due_on=due)


def rejected(profile: Profile, *, reason: str, by: str, at: datetime) -> Profile:
    """Not identified. The reason is told."""
    reason = _said(reason)
    profile = _for_decision(profile, by=by, at=at)
    return profile._moved(ProfileState.REJECTED, by=by, at=at, reason=reason)


def asked_again(profile: Profile, *, reason: str, by: str, at: datetime) -> Profile:
    """Something has to be mended or sent anew; the reason says what, to the customer."""
    reason = _said(reason)
    if profile.user_id == by:
        raise AboutYourself()
    if profile.state in DECIDABLE:
        profile = _for_decision(profile, by=by, at=at)
    return profile._moved(ProfileState.RESUBMISSION_REQUESTED, by=by, at=at, reason=reason)


def reviewed(profile: Profile, *, note: str, by: str, at: datetime) -> Profile:
    """The periodic review: looked at again, found in order, due again after its time."""
    if profile.state is not ProfileState.APPROVED or profile.rating is None:
        raise StepNotPossible()
    if profile.user_id == by:
        raise AboutYourself()
    noted = with_note(profile, words=note, by=by, at=at)
    due = review_due_on(profile.rating.in_force, approved_on=at.date())
    return replace(noted, approved_at=at, review_due_on=due)


def expired(profile: Profile, *, reason: str, at: datetime) -> Profile:
    """The approval has run out; the customer submits again."""
    return profile._moved(ProfileState.EXPIRED, by="platform", at=at, reason=reason)


def with_rating(
    profile: Profile, rating: Rating | None, *, reason: str, by: str, at: datetime
) -> Profile:
    """A reviewer's own rating instead of the one by points; None goes back to that one."""
    if profile.rating is None:
        raise StepNotPossible("There is no rating yet: the customer has not submitted.")
    if profile.user_id == by:
        raise AboutYourself()
    said = _said(reason)
    changed = replace(
        profile.rating, override=rating, override_reason=said if rating is not None else None
    )
    due = profile.review_due_on
    if profile.approved_at is not None and due is not None:
        due = review_due_on(changed.in_force, approved_on=profile.approved_at.date())
    noted = with_note(profile, words=f"Rating: {said}", by=by, at=at)
    return replace(noted, rating=changed, review_due_on=due)


def with_note(profile: Profile, *, words: str, by: str, at: datetime) -> Profile:
    return replace(profile, notes=(*profile.notes, Note(at, by, _said(words))))


def _for_decision(profile: Profile, *, by: str, at: datetime) -> Profile:
    if profile.state is ProfileState.SUBMITTED:
        return taken(profile, by=by, at=at)
    if profile.user_id == by:
        raise AboutYourself()
    return replace(profile, reviewer=by)


def _said(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise ReasonMissing(fields=(FieldProblem("reason", "Say why, in a sentence."),))
    return said[:REASON_MAX]
