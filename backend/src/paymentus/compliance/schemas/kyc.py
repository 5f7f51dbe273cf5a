"""What a customer sends to be identified, and what they and the desk get to see."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from paymentus.compliance.domain.kyc.addresses import Address
from paymentus.compliance.domain.kyc.checks import Outcome
from paymentus.compliance.domain.kyc.documents import DocumentKind, KycDocument
from paymentus.compliance.domain.kyc.facts import CustomerFacts, Identification
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind
from paymentus.compliance.domain.kyc.limits import VerificationLevel
from paymentus.compliance.domain.kyc.mrz import MrzForm, MrzNotReadable, read_mrz
from paymentus.compliance.domain.kyc.profile import REASON_MAX, Profile
from paymentus.compliance.domain.kyc.rating import Rating, RiskRating
from paymentus.compliance.domain.kyc.states import DocumentState, ProfileState
from paymentus.compliance.service.kyc.own_verification import OwnVerification
from paymentus.compliance.service.kyc.reviewing import Customer
from paymentus.foundation.http import ApiModel, Timestamp

CountryCode = Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["US"])]


def _of_this_age(day: date) -> date:
    if day.year < 1000:
        raise ValueError("write the year with four digits")
    return day


Day = Annotated[date, AfterValidator(_of_this_age)]
Text = Annotated[str, Field(max_length=120)]
Why = Annotated[str, Field(max_length=REASON_MAX, examples=["The picture is too dark to read."])]


class AddressBody(ApiModel):
    line1: Text
    line2: Text = ""
    city: Text
    region: Text = ""
    postal_code: Annotated[str, Field(max_length=20)] = ""
    country: CountryCode


class IdentificationBody(ApiModel):
    """``country`` is who issued the number."""

    kind: NumberKind
    number: Annotated[str, Field(max_length=40)]
    country: CountryCode


class FactsBody(ApiModel):
    """What a customer says of themselves. It may be incomplete until it is handed in."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "given_names": "Trillian Mae",
                    "family_name": "McMillan",
                    "birth_date": "1984-04-12",
                    "address": {
                        "line1": "42 Evergreen Terrace", "city": "Springfield",
                        "region": "OH", "postal_code": "45501", "country": "US",
                    },
                    "citizenships": ["US"],
                    "identification": {"kind": "ssn", "number": "536-90-4399", "country": "US"},
                    "expected_monthly_minor": 120000,
                    "is_exposed": False,
                }
            ]
        }
    )  # fmt: skip

    given_names: Text
    family_name: Text
    birth_date: Day
    address: AddressBody
    citizenships: list[CountryCode] = Field(max_length=5)
    identification: IdentificationBody
    expected_monthly_minor: int = Field(
        ge=0, le=10**12, description="What they mean to pay a month, in US cents."
    )
    is_exposed: bool = Field(description="They, or somebody close, hold a prominent public office.")

    def facts(self) -> CustomerFacts:
        given = self.identification
        return CustomerFacts(
            given_names=self.given_names,
            family_name=self.family_name,
            birth_date=self.birth_date,
            address=Address(**self.address.model_dump()),
            citizenships=tuple(self.citizenships),
            identification=Identification(given.kind, given.number, given.country),
            expected_monthly_minor=self.expected_monthly_minor,
            is_exposed=self.is_exposed,
        )

    @classmethod
    def of(cls, facts: CustomerFacts) -> FactsBody:
        """As it was stored, whatever the rules for new ones."""
        place, given = facts.address, facts.identification
        return cls.model_construct(
            given_names=facts.given_names,
            family_name=facts.family_name,
            birth_date=facts.birth_date,
            address=AddressBody.model_construct(
                **{name: getattr(place, name) for name in AddressBody.model_fields}
            ),
            citizenships=list(facts.citizenships),
            identification=IdentificationBody.model_construct(
                kind=given.kind, number=given.number, country=given.country
            ),
            expected_monthly_minor=facts.expected_monthly_minor,
            is_exposed=facts.is_exposed,
        )


class CheckOut(ApiModel):
    code: str
    outcome: Outcome
    words: str


class DocumentOut(ApiModel):
    """``reason`` says why it was not accepted."""

    id: str
    kind: DocumentKind
    media_type: str
    size: int
    file_name: str
    uploaded_at: Timestamp
    expires_on: date | None
    state: DocumentState
    checks: list[CheckOut]
    reason: str | None

    @classmethod
    def of(cls, document: KycDocument) -> DocumentOut:
        return cls(
            id=document.id,
            kind=document.kind,
            media_type=document.media_type,
            size=document.size,
            file_name=document.file_name,
            uploaded_at=document.uploaded_at,
            expires_on=document.expires_on,
            state=document.state,
            checks=[CheckOut.model_validate(check) for check in document.checks],
            reason=document.reason,
        )


class LimitsOut(ApiModel):
    """What may be paid at this level, in US cents."""

    per_payment_minor: int
    per_30_days_minor: int


class OwnVerificationOut(ApiModel):
    """Where one's own identification stands. ``message`` is what we last asked for."""

    state: ProfileState
    level: VerificationLevel
    limits: LimitsOut
    message: str | None
    facts: FactsBody | None
    documents: list[DocumentOut]

    @classmethod
    def of(cls, own: OwnVerification) -> OwnVerificationOut:
        profile = own.profile
        return cls(
            state=profile.state,
            level=own.level,
            limits=LimitsOut(
                per_payment_minor=own.limit.per_payment * 100,
                per_30_days_minor=own.limit.per_window * 100,
            ),
            message=profile.message,
            facts=FactsBody.of(profile.facts) if profile.facts else None,
            documents=[DocumentOut.of(document) for document in own.documents],
        )


class MrzOut(ApiModel):
    """What a document's machine-readable lines say. ``wrong`` names check digits that misfit."""

    form: MrzForm
    kind: str
    issuer: str
    nationality: str
    family_name: str
    given_names: str
    number: str
    birth_date: date | None
    expires_on: date | None
    sex: str
    wrong: list[str]


class ReviewedDocumentOut(DocumentOut):
    """A document as the desk sees it."""

    mrz: MrzOut | None
    decided_by: str | None
    decided_at: Timestamp | None

    @classmethod
    def of(cls, document: KycDocument) -> ReviewedDocumentOut:
        return cls(
            **DocumentOut.of(document).model_dump(),
            mrz=_mrz(document),
            decided_by=document.decided_by,
            decided_at=document.decided_at,
        )


def _mrz(document: KycDocument) -> MrzOut | None:
    if not document.mrz:
        return None
    try:
        zone = read_mrz(document.mrz, on=document.uploaded_at.date())
    except MrzNotReadable:
        return None
    return MrzOut.model_validate(zone)


class FactorOut(ApiModel):
    code: str
    points: int
    words: str
    triggers: bool


class RatingOut(ApiModel):
    """``in_force`` is ``override`` where a reviewer set one, else ``rating``, which is by points.
    ``triggers`` say why enhanced due diligence is due."""

    in_force: Rating
    rating: Rating
    points: int
    factors: list[FactorOut]
    override: Rating | None
    override_reason: str | None
    triggers: list[str]

    @classmethod
    def of(cls, rating: RiskRating) -> RatingOut:
        return cls(
            in_force=rating.in_force,
            rating=rating.rating,
            points=rating.points,
            factors=[FactorOut.model_validate(factor) for factor in rating.factors],
            override=rating.override,
            override_reason=rating.override_reason,
            triggers=list(rating.triggers),
        )


class StepOut(ApiModel):
    state: ProfileState
    at: Timestamp
    by: str
    reason: str | None


class NoteOut(ApiModel):
    at: Timestamp
    by: str
    words: str


class CustomerRowOut(ApiModel):
    """One customer in a list."""

    user_id: str
    name: str
    state: ProfileState
    rating: Rating | None
    submitted_at: Timestamp | None
    reviewer: str | None
    review_due_on: date | None

    @classmethod
    def of(cls, profile: Profile) -> CustomerRowOut:
        return cls(
            user_id=profile.user_id,
            name=profile.facts.full_name if profile.facts else "",
            state=profile.state,
            rating=profile.rating.in_force if profile.rating else None,
            submitted_at=profile.submitted_at,
            reviewer=profile.reviewer,
            review_due_on=profile.review_due_on,
        )


class CustomerOut(ApiModel):
    """Everything the desk sees of one customer."""

    user_id: str
    state: ProfileState
    level: VerificationLevel
    facts: FactsBody | None
    rating: RatingOut | None
    documents: list[ReviewedDocumentOut]
    steps: list[StepOut]
    notes: list[NoteOut]
    submitted_at: Timestamp | None
    approved_at: Timestamp | None
    review_due_on: date | None
    closed_at: Timestamp | None
    reviewer: str | None

    @classmethod
    def of(cls, customer: Customer) -> CustomerOut:
        profile = customer.profile
        return cls(
            user_id=profile.user_id,
            state=profile.state,
            level=customer.level,
            facts=FactsBody.of(profile.facts) if profile.facts else None,
            rating=RatingOut.of(profile.rating) if profile.rating else None,
            documents=[ReviewedDocumentOut.of(document) for document in customer.documents],
            steps=[StepOut.model_validate(step) for step in profile.steps],
            notes=[NoteOut.model_validate(note) for note in profile.notes],
            submitted_at=profile.submitted_at,
            approved_at=profile.approved_at,
            review_due_on=profile.review_due_on,
            closed_at=profile.closed_at,
            reviewer=profile.reviewer,
        )


class ApproveCustomerBody(ApiModel):
    """``documents`` are the ids of those found to be in order."""

    documents: list[Annotated[str, Field(max_length=60)]] = Field(max_length=50)


class RejectCustomerBody(ApiModel):
    reason: Why


class RefusedDocumentBody(ApiModel):
    id: Annotated[str, Field(max_length=60)]
    reason: Why


class AskAgainBody(ApiModel):
    """``reason`` and those of the documents are told to the customer."""

    reason: Why
    documents: list[RefusedDocumentBody] = Field(default=[], max_length=50)


class RatingBody(ApiModel):
    """``rating`` null goes back to the one by points."""

    rating: Rating | None
    reason: Why


class NoteBody(ApiModel):
    words: Annotated[str, Field(max_length=REASON_MAX, examples=["Source of funds: salary, seen."])]
