"""The worker's part in keeping lists up to date."""

from __future__ import annotations

import pytest

from compliance.lists_building import Screening
from paymentus.commit.service import Committer
from paymentus.compliance.jobs.lists import follow_list, refresh_list
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


@pytest.fixture
def screening(
    database: Database, sealed: SealedDocuments, committer: Committer, redis: RedisClient
) -> Screening:
    return Screening.over(database, sealed, committer, redis)


async def test_a_list_is_fetched_and_taken(screening: Screening) -> None:
    assert await refresh_list(screening.store) == 0
    assert await follow_list(screening.in_force) == 0

    assert screening.in_force.loaded.version.number == 1
