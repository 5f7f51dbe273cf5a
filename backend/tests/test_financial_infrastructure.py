"""The guide's Python names work as the guide writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from audit.building import ORIGIN, STARTED_AT, a_key, a_leaf, batches, write_log
from financial_infrastructure import AuditLogger
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Environment, Settings


def settings_for(database: Database, mongo_url: str, folder: Path) -> Settings:
    (folder / "audit_log_key").write_bytes(a_key().to_pem())
    base, _, query = mongo_url.partition("?")
    return Settings(
        environment=Environment.TEST,
        data_dir=folder,
        audit_origin=ORIGIN,
        mongo_url=f"{base.rpartition('/')[0]}/{database.name}?{query}",
    )


class TestAuditLogger:
    async def test_verifies_the_log_as_the_guide_calls_it(
        self, database: Database, mongo_url: str, tmp_path: Path
    ) -> None:
        await write_log(database, batches(100, 20))
        logger = AuditLogger(settings_for(database, mongo_url, tmp_path))

        result = await logger.verify_audit_integrity(
            start_date=STARTED_AT - timedelta(days=1), end_date=STARTED_AT + timedelta(days=1)
        )

        assert result.is_valid
        assert result.problems == ()
        assert result.entries_checked == 100

    async def test_tells_of_tampering(
        self, database: Database, mongo_url: str, tmp_path: Path
    ) -> None:
        await write_log(database, batches(100, 20))
        await database["audit_log"].update_one({"_id": 50}, {"$set": {"leaf": a_leaf(51)}})
        logger = AuditLogger(settings_for(database, mongo_url, tmp_path))

        result = await logger.verify_audit_integrity(
            start_date=datetime(2026, 1, 1, tzinfo=UTC), end_date=datetime.now() + timedelta(9999)
        )

        assert not result.is_valid
        assert result.problems == ("entry 50: stored bytes do not hash to its leaf",)
