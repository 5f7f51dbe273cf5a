"""Profiles as they are stored: found again whole, sealed, and in order of waiting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from paymentus.commit.domain import Insert, UnitOfWork, Update, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.kyc.profile import Note, Profile, Step
from paymentus.compliance.domain.kyc.rating import Factor, Rating, RiskRating
from paymentus.compliance.domain.kyc.states import ProfileState
from paymentus.compliance.repository.kyc_profiles import (
    PROFILES,
    KycProfilesRepository,
    write_profile,
)
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.customers import AT, a_customer

EMPTY = Profile("usr_1")
FULL = Profile(
    "usr_1",
    state=ProfileState.APPROVED,
    facts=a_customer(),
    rating=RiskRating(Rating.LOW, 5, (Factor("x", 5, "Why.", True),), Rating.HIGH, "Press"),
    steps=(Step(ProfileState.IN_PROGRESS, AT, "usr_1", "because"),),
    notes=(Note(AT, "usr_2", "Seen."),),
    submitted_at=AT,
    reviewer="usr_2",
    approved_at=AT,
    review_due_on=date(2027, 3, 1),
)


def written(before: Profile, after: Profile) -> UnitOfWork:
    write = write_profile(before, after)
    if isinstance(write, Insert):
        return UnitOfWork(inserts=(write,))
    assert isinstance(write, Update)
    return UnitOfWork(updates=(write,))


@pytest.fixture
def profiles(database: Database, sealed: SealedDocuments) -> KycProfilesRepository:
    return KycProfilesRepository(database, sealed)


async def test_a_profile_is_found_whole_and_stands_sealed(
    profiles: KycProfilesRepository, committer: Committer, database: Database
) -> None:
    await committer.commit(written(EMPTY, FULL))

    assert await profiles.find("usr_1") == replace(FULL, version=1)
    stored = str(await database[PROFILES].find_one({"_id": "usr_1"}))
    assert not any(word in stored for word in ("McMillan", "Press", "Seen.", "because", "1984"))
    assert await profiles.state_of("usr_1") is ProfileState.APPROVED
    assert await profiles.state_of("usr_2") is ProfileState.NOT_STARTED


async def test_of_two_writers_one_is_told(
    profiles: KycProfilesRepository, committer: Committer
) -> None:
    await committer.commit(written(EMPTY, FULL))
    read = await profiles.find("usr_1")
    assert read is not None
    changed = replace(read, reviewer="usr_3")
    await committer.commit(written(read, changed))

    with pytest.raises(VersionConflict):
        await committer.commit(written(read, changed))


async def test_who_waits_longest_comes_first_and_pages_join(
    profiles: KycProfilesRepository, committer: Committer
) -> None:
    for number in (3, 1, 2):
        waiting = replace(
            FULL,
            user_id=f"usr_{number}",
            state=ProfileState.SUBMITTED,
            submitted_at=AT + timedelta(hours=number // 2),
        )
        await committer.commit(written(replace(EMPTY, user_id=waiting.user_id), waiting))

    found: list[str] = []
    after = None
    while page := await profiles.waiting([ProfileState.SUBMITTED], after=after, limit=1):
        found.append(page[0].user_id)
        assert page[0].submitted_at is not None
        after = (page[0].submitted_at, page[0].user_id)

    assert found == ["usr_1", "usr_2", "usr_3"]


async def test_reviews_are_found_by_their_day(
    profiles: KycProfilesRepository, committer: Committer
) -> None:
    await committer.commit(written(EMPTY, FULL))

    assert await profiles.review_due(date(2027, 2, 28), after=None, limit=5) == []
    [due] = await profiles.review_due(date(2027, 3, 1), after=None, limit=5)
    assert due.user_id == "usr_1"
    assert await profiles.review_due(date(2027, 3, 1), after=("2027-03-01", "usr_1"), limit=5) == []
