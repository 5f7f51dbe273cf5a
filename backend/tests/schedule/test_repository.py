"""What cannot be read is said so."""

from __future__ import annotations

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation import mongo
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.schedule.repository import ScheduleRepository, ScheduleUnavailable


class TestReading:
    async def test_without_a_database_is_refused_in_a_sentence(self, platform: Platform) -> None:
        client, closed = mongo.connect(platform.settings.mongo_url)
        await client.close()
        repository = ScheduleRepository(closed, platform.get(SealedDocuments))

        with pytest.raises(ScheduleUnavailable):
            await repository.states()
