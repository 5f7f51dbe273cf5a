from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

from paymentus.app.main import ROUTERS
from paymentus.app.wiring import Platform, build
from paymentus.audit.domain.checkpoint import LogKey
from paymentus.audit.service import AuditLog
from paymentus.commit.domain import Insert, OutboxMessage, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.redis import RedisClient
from paymentus.foundation.settings import Settings
from paymentus.foundation.wake import WakeUps
from paymentus.payments.service import PaymentsService


class TestPlatform:
    async def test_hands_out_one_of_each_service(self, platform: Platform) -> None:
        for service, part in platform.services.items():
            assert type(part) is service
        assert platform.get(Committer) is platform.committer
        assert platform.get(PaymentsService)

    def test_serves_every_router_once(self) -> None:
        assert len(ROUTERS) == len({id(router) for router in ROUTERS})

    async def test_is_of_its_settings(
        self, settings: Settings, log_key: LogKey, redis: RedisClient
    ) -> None:
        moment = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
        platform = build(settings, log_key, clock=lambda: moment)
        await platform.committer.initialise()
        log: AuditLog = platform.get(AuditLog)

        committed = await platform.committer.commit(
            UnitOfWork(inserts=(Insert("bills", {"_id": "b"}),))
        )

        assert committed.at == moment
        assert log.policy.to_document()["log"]["origin"] == log_key.name
        assert platform.database.name in settings.mongo_url
        await platform.close()

    async def test_closes_after_what_is_queued_is_written(
        self, settings: Settings, log_key: LogKey, database
    ) -> None:
        platform = build(settings, log_key)
        await platform.committer.initialise()
        waiting = asyncio.create_task(
            platform.committer.commit(UnitOfWork(inserts=(Insert("bills", {"_id": "b"}),)))
        )
        await asyncio.sleep(0)

        await platform.close()

        assert (await waiting).sequence
        assert await database.bills.count_documents({"_id": "b"}) == 1

    async def test_wakes_the_worker_after_a_commit(self, platform: Platform) -> None:
        wake_ups: WakeUps = platform.get(WakeUps)
        waiting = asyncio.create_task(wake_ups.wait("receipt_mail", 10))
        started = time.monotonic()

        await platform.committer.commit(
            UnitOfWork(outbox=(OutboxMessage("receipt_mail", "pay_1", {}),))
        )
        await waiting

        assert time.monotonic() - started < 5
