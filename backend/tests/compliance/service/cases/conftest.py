"""A desk of its own for each test."""

from __future__ import annotations

import pytest

from compliance.cases_building import Desk
from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


@pytest.fixture
def desk(database: Database, sealed: SealedDocuments, committer: Committer) -> Desk:
    return Desk(database, sealed, committer)
