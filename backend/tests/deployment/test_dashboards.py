"""The four dashboards of the guide: every panel shows something of a platform that takes payments.

A real Prometheus with the shipped rules scrapes the API over HTTP, a worker's figures, and the
exporters of MongoDB, Redis, compliance and files. Its clock is faster than in production.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry, start_http_server

from deployment.files import DEPLOYMENT
from paymentus.app.embedded.ports import free_ports
from paymentus.app.exporters import compliance, files
from paymentus.app.exporters.mongodb import MongoFigures
from paymentus.app.exporters.serving import Read, ReadOnScrape
from paymentus.compliance.service.figures import ComplianceFigures
from paymentus.foundation.metrics import Metrics
from paymentus.schedule.domain.state import Outcome
from paymentus.schedule.service import ScheduleService

from support.api import Api
from support.certificates import Authority
from support.running_prometheus import RunningPrometheus, render, running_prometheus
from support.scene import ACCOUNT, Scene
from support.served_api import served_api

GRAFANA = DEPLOYMENT / "grafana"
DASHBOARDS = {
    board["title"]: board
    for board in (json.loads(path.read_text()) for path in (GRAFANA / "dashboards").glob("*.json"))
}
TITLES = ["Compliance Monitoring", "Financial Transactions", "Security", "System Performance"]


def queries(board: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Panel and query, one for each line of each panel."""
    for panel in board["panels"]:
        for target in panel.get("targets", ()):
            yield f"{panel['title']} ({target['refId']})", target["expr"]


class TestDashboards:
    def test_are_those_of_the_guide(self) -> None:
        assert sorted(DASHBOARDS) == TITLES

    def test_are_found_by_grafana(self) -> None:
        provisioning = GRAFANA / "provisioning"
        boards = yaml.safe_load((provisioning / "dashboards" / "paymentus.yml").read_text())
        sources = yaml.safe_load((provisioning / "datasources" / "prometheus.yml").read_text())
        known = {source["uid"] for source in sources["datasources"]}

        compose = yaml.safe_load((DEPLOYMENT / "docker-compose.production.yml").read_text())
        mounts = compose["services"]["grafana"]["volumes"]
        assert f"./grafana/dashboards:{boards['providers'][0]['options']['path']}:ro" in mounts
        for board in DASHBOARDS.values():
            used = {panel["datasource"]["uid"] for panel in board["panels"] if "targets" in panel}
            assert used <= known

    @pytest.mark.parametrize("title", TITLES)
    def test_have_panels_that_do_not_lie_on_each_other(self, title: str) -> None:
        taken: set[tuple[int, int]] = set()
        panels = DASHBOARDS[title]["panels"]

        for panel in panels:
            place = panel["gridPos"]
            cells = {
                (x, y)
                for x in range(place["x"], place["x"] + place["w"])
                for y in range(place["y"], place["y"] + place["h"])
            }
            assert not cells & taken, panel["title"]
            assert max(x for x, _ in cells) < 24, panel["title"]
            taken |= cells
        assert len({panel["id"] for panel in panels}) == len(panels)


@contextlib.asynccontextmanager
async def served(*pages: Read | CollectorRegistry) -> AsyncIterator[list[str]]:
    """Each of them on a port of its own."""
    addresses, servers = [], []
    loop = asyncio.get_running_loop()
    for page, port in zip(pages, free_ports(len(pages)), strict=True):
        registry = page if isinstance(page, CollectorRegistry) else CollectorRegistry()
        if not isinstance(page, CollectorRegistry):
            registry.register(ReadOnScrape(page, loop))
        servers.append(start_http_server(port, "127.0.0.1", registry))
        addresses.append(f"127.0.0.1:{port}")
    try:
        yield addresses
    finally:
        for server, thread in servers:
            await asyncio.to_thread(server.shutdown)
            await asyncio.to_thread(thread.join)
            server.server_close()


@contextlib.contextmanager
def redis_exporter() -> Iterator[str]:
    address = f"127.0.0.1:{free_ports(1)[0]}"
    process = subprocess.Popen(
        ["prometheus-redis-exporter", "-redis.addr", "", "-web.listen-address", address],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield address
    finally:
        process.terminate()
        process.wait(10)


async def traffic(scene: Scene, number: int) -> None:
    """A payment that succeeds, one that fails, one on the hosted page, a failed sign-in."""
    api = Api.of(scene.platform)
    guest = await api.guest(scene.biller.id, ACCOUNT)
    bills = await scene.bills([5_000, 6_000, 7_000], first=10 * number)
    async with api.client(guest) as client:
        answer = await client.post("/api/v1/quotes", json={"items": [{"bill_id": bills[0].id}]})
        body = {"quote_id": answer.json()["id"], "email": "guest@example.com"}
        body |= {"method": {"kind": "checkout", "save_card": False}}
        key = {"Idempotency-Key": f"start-{number}"}
        started = await client.post("/api/v1/payments", json=body, headers=key)
        assert started.status_code == 201, started.text
        wrong = {"email": "nobody@example.com", "password": "wrong wrong wrong"}
        await client.post("/api/v1/auth/sign-in", json=wrong)
    payer = await scene.payer()
    for bill, card in ((bills[1], "pm_card_visa"), (bills[2], "pm_card_chargeCustomerFail")):
        saved = await scene.saved_card(payer, card)
        quote = await scene.quote(payer, (bill, None))
        await scene.pay(payer, quote, card=saved, key=f"{number}-{card}")


class TestPanels:
    async def test_show_a_platform_that_takes_payments(
        self, scene: Scene, mongo_url: str, redis_url: str, tmp_path: Path
    ) -> None:
        platform = scene.platform
        mongodb = MongoFigures(mongo_url)
        figures: ComplianceFigures = platform.get(ComplianceFigures)
        certificate = Authority(tmp_path / "ca").issue("web").certificate

        async def of_compliance() -> Any:
            return compliance.metrics_of(await figures.now())

        async def of_files() -> Any:
            return files.metrics_of(certificates=[certificate], disks=[tmp_path])

        schedule: ScheduleService = platform.get(ScheduleService)
        run = await schedule.claim("key-rotation", server="srv-1", by="test")
        await schedule.end(run, Outcome.OK, "All keys are young.")
        metrics: Metrics = platform.get(Metrics)
        async with (
            served_api(platform) as api,
            served(mongodb.read, of_compliance, of_files, metrics.registry) as pages,
        ):
            with redis_exporter() as asks_redis:
                targets = {
                    "paymentus-api": [api], "mongodb": pages[:1], "compliance-monitor": pages[1:2],
                    "files": pages[2:3], "paymentus-worker": pages[3:], "redis": [redis_url],
                }  # fmt: skip
                await traffic(scene, 1)
                configuration = render(tmp_path, targets, interval="1s", redis_exporter=asks_redis)
                with running_prometheus(configuration) as prometheus:
                    silent = await self._silent(prometheus, scene)
        await mongodb.close()

        assert not silent, "\n".join(silent)

    async def _silent(self, prometheus: RunningPrometheus, scene: Scene) -> list[str]:
        """The panels that show nothing, or not a number; payments go on until none is left."""
        silent: list[str] = []
        for number in range(2, 8):
            await asyncio.sleep(2.0)
            await traffic(scene, number)
            await asyncio.sleep(2.0)
            silent = [
                f"{title}: {name}: {query}"
                for title, board in DASHBOARDS.items()
                for name, query in queries(board)
                if not await asyncio.to_thread(_shows, prometheus, query)
            ]
            if not silent:
                break
        return silent


def _shows(prometheus: RunningPrometheus, query: str) -> bool:
    return any(one["value"][1] != "NaN" for one in prometheus.query(query))
