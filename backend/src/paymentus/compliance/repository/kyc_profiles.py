"""The collection ``kyc_profiles``: one document a customer, with the customer's id.

What a customer said, and what was found out about them, is sealed under a key of its own
(``identification_key``): it has to outlive the person's own key by five years
(31 CFR 1020.220(a)(3)), and can then be destroyed without touching anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from pymongo import ASCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.compliance.domain.kyc.addresses import Address
from paymentus.compliance.domain.kyc.facts import CustomerFacts, Identification
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind
from paymentus.compliance.domain.kyc.profile import Note, Profile, Step
from paymentus.compliance.domain.kyc.rating import Factor, Rating, RiskRating
from paymentus.compliance.domain.kyc.states import ProfileState
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document, answering
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
)

PROFILES = "kyc_profiles"


def identification_key(user_id: str) -> str:
    """Whose key seals what a customer showed: a subject of its own for each."""
    return f"kyc:{user_id}"


SEALED: Forms = {
    PROFILES: SealedForm(
        parts=(
            SealedPart(
                {"facts": None, "risk": None, "steps": [], "notes": []},
                lambda document: identification_key(document["_id"]),
            ),
        )
    )
}

INDEXES: dict[str, list[IndexModel]] = {
    PROFILES: [
        IndexModel(
            [("state", ASCENDING), ("submitted_at", ASCENDING), ("_id", ASCENDING)],
            name="state_longest_waiting_first",
        ),
        IndexModel([("state", ASCENDING), ("review_due_on", ASCENDING)], name="review_due"),
        IndexModel([("keep_until", ASCENDING)], name="keep_until", sparse=True),
    ]
}


class CustomersUnavailable(Unavailable):
    """We cannot read what we know of customers just now. Try again in a moment."""


class KycProfilesRepository:
    def __init__(self, database: Database, sealed: SealedDocuments) -> None:
        self._profiles = database[PROFILES]
        self._sealed = sealed

    async def find(self, user_id: str) -> Profile | None:
        found = await self._read({"_id": user_id}, limit=1)
        return found[0] if found else None

    async def of_many(self, user_ids: Iterable[str]) -> dict[str, Profile]:
        """Those that there are, by customer."""
        found = await self._read({"_id": {"$in": list(user_ids)}}, limit=0)
        return {profile.user_id: profile for profile in found}

    async def state_of(self, user_id: str) -> ProfileState:
        """Without opening anything: asked before each payment."""
        async with answering(CustomersUnavailable):
            document = await self._profiles.find_one({"_id": user_id}, {"state": 1})
        return ProfileState(document["state"]) if document else ProfileState.NOT_STARTED

    async def waiting(
        self, states: Iterable[ProfileState], *, after: tuple[datetime, str] | None, limit: int
    ) -> list[Profile]:
        """Of people who have not left; who has waited longest comes first."""
        query: dict[str, Any] = {
            "state": {"$in": sorted(state.value for state in states)},
            "closed_at": None,
        }
        if after is not None:
            at, user_id = after
            query["$or"] = [
                {"submitted_at": {"$gt": at}},
                {"submitted_at": at, "_id": {"$gt": user_id}},
            ]
        return await self._read(query, limit=limit, order=(("submitted_at", 1), ("_id", 1)))

    async def review_due(
        self, by: date, *, after: tuple[str, str] | None, limit: int
    ) -> list[Profile]:
        """Approved customers whose review is due on that day or was before."""
        query: dict[str, Any] = {
            "state": ProfileState.APPROVED.value,
            "closed_at": None,
            "review_due_on": {"$lte": by.isoformat()},
        }
        if after is not None:
            due, user_id = after
            query["$or"] = [
                {"review_due_on": {"$gt": due, "$lte": by.isoformat()}},
                {"review_due_on": due, "_id": {"$gt": user_id}},
            ]
        return await self._read(query, limit=limit, order=(("review_due_on", 1), ("_id", 1)))

    async def kept_long_enough(self, now: datetime, *, limit: int) -> list[Profile]:
        """Of people who left longer ago than the law wants it kept."""
        return await self._read({"keep_until": {"$lte": now}}, limit=limit)

    async def _read(
        self,
        query: dict[str, Any],
        *,
        limit: int,
        order: Iterable[tuple[str, int]] = (("_id", 1),),
    ) -> list[Profile]:
        async with answering(CustomersUnavailable):
            found = self._profiles.find(query).sort(list(order)).limit(limit)
            documents = [document async for document in found]
        return [_profile(document) for document in await self._sealed.opened(PROFILES, documents)]


def write_profile(before: Profile, after: Profile) -> Insert | Update:
    """Refused by ``commit`` when anybody else has changed it since ``before`` was read."""
    if before.version == 0:
        return Insert(PROFILES, {"_id": after.user_id, **_fields(after), "keep_until": None})
    return Update(PROFILES, before.user_id, before.version, _fields(after))


def close_profile(profile: Profile, *, at: datetime, keep_until: datetime) -> Update:
    """Nothing personal changes: it is only no longer used, and gone after its time."""
    change = {"closed_at": at, "keep_until": keep_until}
    return Update(PROFILES, profile.user_id, profile.version, change)


def forget_profile(profile: Profile) -> Update:
    """After its key was destroyed."""
    return Update(PROFILES, profile.user_id, profile.version, {}, unset=("keep_until",))


def _fields(profile: Profile) -> dict[str, Any]:
    rating = profile.rating
    return {
        "state": profile.state.value,
        "rating": rating.in_force.value if rating else None,
        "submitted_at": profile.submitted_at,
        "reviewer": profile.reviewer,
        "approved_at": profile.approved_at,
        "review_due_on": profile.review_due_on.isoformat() if profile.review_due_on else None,
        "closed_at": profile.closed_at,
        "facts": _facts_out(profile.facts) if profile.facts else None,
        "risk": _risk_out(rating) if rating else None,
        "steps": [
            {"state": step.state.value, "at": step.at, "by": step.by, "reason": step.reason}
            for step in profile.steps
        ],
        "notes": [{"at": note.at, "by": note.by, "words": note.words} for note in profile.notes],
    }


def _facts_out(facts: CustomerFacts) -> dict[str, Any]:
    place, given = facts.address, facts.identification
    return {
        "given_names": facts.given_names,
        "family_name": facts.family_name,
        "birth_date": facts.birth_date.isoformat(),
        "address": {name: getattr(place, name) for name in Address.__dataclass_fields__},
        "citizenships": list(facts.citizenships),
        "identification": {
            "kind": given.kind.value, "number": given.number, "country": given.country,
        },
        "expected_monthly_minor": facts.expected_monthly_minor,
        "is_exposed": facts.is_exposed,
    }  # fmt: skip


def _risk_out(rating: RiskRating) -> dict[str, Any]:
    return {
        "rating": rating.rating.value,
        "points": rating.points,
        "factors": [
            {"code": one.code, "points": one.points, "words": one.words, "triggers": one.triggers}
            for one in rating.factors
        ],
        "override": rating.override.value if rating.override else None,
        "override_reason": rating.override_reason,
    }


def _profile(document: Document) -> Profile:
    due = document["review_due_on"]
    return Profile(
        user_id=document["_id"],
        state=ProfileState(document["state"]),
        facts=_facts_in(document["facts"]) if document["facts"] else None,
        rating=_risk_in(document["risk"]) if document["risk"] else None,
        steps=tuple(
            Step(ProfileState(step["state"]), step["at"], step["by"], step["reason"])
            for step in document["steps"]
        ),
        notes=tuple(Note(note["at"], note["by"], note["words"]) for note in document["notes"]),
        submitted_at=document["submitted_at"],
        reviewer=document["reviewer"],
        approved_at=document["approved_at"],
        review_due_on=date.fromisoformat(due) if due else None,
        closed_at=document["closed_at"],
        version=document["version"],
    )


def _facts_in(stored: Document) -> CustomerFacts:
    given = stored["identification"]
    return CustomerFacts(
        given_names=stored["given_names"],
        family_name=stored["family_name"],
        birth_date=date.fromisoformat(stored["birth_date"]),
        address=Address(**stored["address"]),
        citizenships=tuple(stored["citizenships"]),
        identification=Identification(NumberKind(given["kind"]), given["number"], given["country"]),
        expected_monthly_minor=stored["expected_monthly_minor"],
        is_exposed=stored["is_exposed"],
    )


def _risk_in(stored: Document) -> RiskRating:
    override = stored["override"]
    return RiskRating(
        rating=Rating(stored["rating"]),
        points=stored["points"],
        factors=tuple(Factor(**factor) for factor in stored["factors"]),
        override=Rating(override) if override else None,
        override_reason=stored["override_reason"],
    )
