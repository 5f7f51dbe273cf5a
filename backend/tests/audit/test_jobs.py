"""The job that stores full tiles."""

from __future__ import annotations

from audit.building import a_policy, batches, write_log
from paymentus.audit.jobs import build_tiles
from paymentus.audit.service import AuditLog
from paymentus.foundation.mongo import Database


class TestBuildTiles:
    async def test_stores_every_full_tile_and_then_has_nothing_to_do(
        self, database: Database
    ) -> None:
        await write_log(database, batches(1100, 275))
        log = AuditLog(database, a_policy())

        assert await build_tiles(log) == 4
        assert await build_tiles(log) == 0
        places = await database["audit_tiles"].distinct("_id")
        assert sorted(places) == ["0/0", "0/1", "0/2", "0/3"]
