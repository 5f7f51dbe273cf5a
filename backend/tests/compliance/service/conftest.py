"""Screening over a real database, for the tests of its services."""

from __future__ import annotations

import pytest

from compliance.lists_building import Screening
from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


@pytest.fixture
def screening(
    database: Database, sealed: SealedDocuments, committer: Committer, redis: RedisClient
) -> Screening:
    return Screening.over(database, sealed, committer, redis)
