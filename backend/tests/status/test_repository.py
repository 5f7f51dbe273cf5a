"""What cannot be read is said so."""

from __future__ import annotations

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation import mongo
from paymentus.foundation.clock import utc_now
from paymentus.status.repository import StatusRepository, StatusUnavailable


class TestReading:
    async def test_without_a_database_is_refused_in_a_sentence(self, platform: Platform) -> None:
        client, closed = mongo.connect(platform.settings.mongo_url)
        await client.close()

        with pytest.raises(StatusUnavailable):
            await StatusRepository(closed).days_from(utc_now().date())
