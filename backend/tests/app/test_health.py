from __future__ import annotations

import asyncio
import time

import httpx
import pytest

from paymentus.app.health import Health, MetricsPage
from paymentus.app.main import create_app
from paymentus.app.wiring import Platform, build
from paymentus.audit.domain.checkpoint import LogKey
from paymentus.foundation.heartbeat import WorkerHeartbeat
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.settings import Settings

from support.api import Api
from support.scene import Scene

NOWHERE = "127.0.0.1:1"


async def works() -> None: ...


async def fails() -> None:
    raise ConnectionError("db-1.internal refused")


async def hangs() -> None:
    await asyncio.sleep(60)


class TestReport:
    @pytest.mark.parametrize(
        ("needed", "useful", "status"),
        [
            (works, works, "ok"),
            (works, fails, "degraded"),
            (fails, works, "failing"),
            (fails, fails, "failing"),
        ],
    )
    async def test_tells_what_is_needed_from_what_can_wait(
        self, needed, useful, status: str
    ) -> None:
        report = await Health(needed={"mongo": needed}, useful={"redis": useful}).report()

        assert report.status == status
        assert report.checks.keys() == {"mongo", "redis"}

    async def test_waits_for_nobody_longer_than_two_seconds(self) -> None:
        started = time.monotonic()

        report = await Health(
            needed={"mongo": works}, useful={"redis": hangs, "processor": hangs}
        ).report()

        assert report.checks["redis"].detail == "no answer in 2 s"
        assert time.monotonic() - started < 4

    async def test_tells_strangers_nothing_of_the_inside(self) -> None:
        report = await Health(needed={"mongo": fails}, useful={}).report()

        assert "internal" not in report.model_dump_json()


async def health(settings: Settings, log_key: LogKey, query: str = "") -> httpx.Response:
    platform = build(settings, log_key)
    app = create_app(settings, platform)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answer = await client.get(f"/api/health{query}")
    await platform.close()
    return answer


class TestHealth:
    async def test_is_ok_with_everything_there(self, platform: Platform) -> None:
        await platform.get(WorkerHeartbeat).beat()

        async with Api.of(platform).client() as client:
            answer = await client.get("/api/health")

        assert (answer.status_code, answer.json()["status"]) == (200, "ok")
        checks = {
            "mongo", "redis", "processor", "worker", "witnesses", "log_and_ledger",
            "sanctions_screening",
        }  # fmt: skip
        assert answer.json()["checks"].keys() == checks

    async def test_is_degraded_while_no_worker_runs(self, platform: Platform) -> None:
        async with Api.of(platform).client() as client:
            answer = await client.get("/api/health")

        assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
        assert answer.json()["checks"]["worker"]["detail"] == "NoWorkerRuns"

    @pytest.mark.parametrize(
        ("away", "check"),
        [
            ({"redis_url": f"redis://{NOWHERE}/0"}, "redis"),
            ({"stripe_api_base": f"http://{NOWHERE}"}, "processor"),
        ],
    )
    async def test_is_degraded_while_what_can_wait_is_away(
        self,
        away: dict[str, str],
        check: str,
        settings: Settings,
        log_key: LogKey,
        platform: Platform,
    ) -> None:
        answer = await health(settings.model_copy(update=away), log_key)

        body = answer.json()
        assert (answer.status_code, body["status"]) == (200, "degraded")
        assert body["checks"][check]["status"] == "failing"
        assert body["checks"]["mongo"]["status"] == "ok"

    async def test_fails_while_the_database_is_away(
        self, settings: Settings, log_key: LogKey
    ) -> None:
        gone = settings.model_copy(
            update={"mongo_url": f"mongodb://{NOWHERE}/x?serverSelectionTimeoutMS=500"}
        )

        ready = await health(gone, log_key)
        live = await health(gone, log_key, "?probe=live")

        assert (ready.status_code, ready.json()["status"]) == (503, "failing")
        assert (live.status_code, live.json()) == (200, {"status": "ok", "checks": {}})


class TestMetricsPage:
    async def test_shows_old_figures_when_storage_does_not_answer(self) -> None:
        metrics = Metrics()
        metrics.outbox_lag_seconds.set(7)

        page = await MetricsPage(metrics, fails).render()

        assert b"outbox_lag_seconds 7.0" in page

    async def test_has_what_dashboards_and_alerts_were_promised(self, scene: Scene) -> None:
        guest, bill = scene.guest(), await scene.bill()
        await scene.pay(guest, await scene.quote(guest, (bill, None)))
        payer = await scene.payer()
        declined = await scene.saved_card(payer, "pm_card_chargeCustomerFail")
        other = await scene.bill(number=2)
        await scene.pay(payer, await scene.quote(payer, (other, None)), card=declined, key="k2")
        async with Api.of(scene.platform).client() as client:
            await client.get("/api/v1/billers")
            page = (await client.get("/api/metrics")).text

        for line in (
            'http_requests_total{method="GET",route="/api/v1/billers",status="200"} 1.0',
            'http_request_duration_seconds_count{method="GET",route="/api/v1/billers"} 1.0',
            'payments_in_state{state="requires_action"} 1.0',
            'payments_total{state="requires_action"} 1.0',
            'payments_total{state="failed"} 1.0',
            "payment_unknown_age_seconds 0.0",
            'transaction_failures_total{reason="',
            'ledger_imbalance_minor{currency="USD"} 0.0',
            "webhook_backlog 0.0",
        ):
            assert line in page, line
        values = {
            name: float(value)
            for name, value in (
                line.rsplit(" ", 1) for line in page.splitlines() if line and line[0] != "#"
            )
        }
        assert values["commit_batch_units_count"] == values["commit_duration_seconds_count"] > 0
        assert values["outbox_lag_seconds"] >= 0
        assert values["audit_lag_seconds"] >= 0
