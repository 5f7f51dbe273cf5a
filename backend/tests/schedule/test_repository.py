"""What cannot be read is said so."""

from __future__ import annotations

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation import mongo
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.schedule.repository import ScheduleRepository, ScheduleUnavailable


class TestReading:
    async def test_without_a_database_is_refused_in_a_sentence(self, platform: Platform) -> None:
        client, nowhere = mongo.connect(
            "mongodb://127.0.0.1:9/nothing?serverSelectionTimeoutMS=50&directConnection=true"
        )
        repository = ScheduleRepository(nowhere, platform.get(SealedDocuments))
        try:
            with pytest.raises(ScheduleUnavailable):
                await repository.states()
        finally:
            await client.close()
