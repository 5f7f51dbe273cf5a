"""What is read is found by an index; what cannot be read is said so."""

from __future__ import annotations

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation import mongo
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.schedule.repository import (
    NEWEST_RUNS,
    RUNS,
    ScheduleRepository,
    ScheduleUnavailable,
)


class TestNewestRuns:
    async def test_reads_one_run_of_each_job_however_many_there_are(
        self, platform: Platform
    ) -> None:
        runs = platform.database[RUNS]
        await runs.insert_many(
            [{"_id": f"run_{n:03}", "job": ("backup", "doctor")[n % 2]} for n in range(200)]
        )

        told = await platform.database.command(
            "explain",
            {"aggregate": RUNS, "pipeline": NEWEST_RUNS, "cursor": {}},
            verbosity="executionStats",
        )

        assert told["stages"][0]["$cursor"]["executionStats"]["totalDocsExamined"] == 2


class TestReading:
    async def test_without_a_database_is_refused_in_a_sentence(self, platform: Platform) -> None:
        client, closed = mongo.connect(platform.settings.mongo_url)
        await client.close()
        repository = ScheduleRepository(closed, platform.get(SealedDocuments))

        with pytest.raises(ScheduleUnavailable):
            await repository.states()
