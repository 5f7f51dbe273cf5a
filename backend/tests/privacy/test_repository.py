from __future__ import annotations

from paymentus.foundation.mongo import Database
from paymentus.privacy.repository import ErasuresRepository


class TestRepository:
    async def test_knows_of_no_erasure_that_nobody_asked_for(self, database: Database) -> None:
        erasures = ErasuresRepository(database)

        assert await erasures.find("usr_1") is None
        assert await erasures.requested(limit=5) == []
