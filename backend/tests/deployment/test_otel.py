"""The collector's configuration, judged by its parts; no collector runs where the tests do."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from deployment.files import DEPLOYMENT, documents

COLLECTOR = documents(DEPLOYMENT / "otel" / "collector.yml")[0]
COMPOSE = documents(DEPLOYMENT / "docker-compose.production.yml")[0]


class TestCollector:
    def test_has_every_part_that_its_pipeline_names_and_no_other(self) -> None:
        pipelines = COLLECTOR["service"]["pipelines"]

        assert pipelines.keys() == {"traces"}
        for kind in ("receivers", "processors", "exporters"):
            assert set(pipelines["traces"][kind]) == COLLECTOR[kind].keys()
        assert pipelines["traces"]["processors"][0] == "memory_limiter"

    def test_listens_where_our_servers_send(self) -> None:
        template = (DEPLOYMENT / ".env.template").read_text()
        found = re.search(r"^OTEL_EXPORTER_OTLP_ENDPOINT=(\S+)$", template, re.MULTILINE)
        assert found is not None
        address = urlsplit(found[1])
        service = COMPOSE["services"][address.hostname]
        listens = COLLECTOR["receivers"]["otlp"]["protocols"]["http"]["endpoint"]

        assert listens == f"0.0.0.0:{address.port}"
        assert "watch" in COMPOSE["services"]["paymentus-api-1"]["networks"]
        assert "watch" in COMPOSE["services"]["paymentus-worker-1"]["networks"]
        assert set(service["networks"]) == {"watch", "logs"}
        assert "ports" not in service

    def test_is_watched_by_prometheus_since_nothing_in_its_image_could_ask_it(self) -> None:
        jobs = documents(DEPLOYMENT / "prometheus" / "prometheus.yml")[0]["scrape_configs"]
        targets = {job["job_name"]: job["static_configs"][0]["targets"] for job in jobs}
        own = COLLECTOR["service"]["telemetry"]["metrics"]["readers"][0]["pull"]["exporter"]

        assert targets["otel-collector"] == [f"otel-collector:{own['prometheus']['port']}"]
