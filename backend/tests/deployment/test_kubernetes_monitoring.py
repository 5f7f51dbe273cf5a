"""On Kubernetes the same figures come under the same names, so that rules and dashboards hold.

No operator runs here: its resources are read, beside the pods they choose and the configuration
that a real Prometheus runs with.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from deployment.files import DEPLOYMENT, documents, passes
from deployment.test_kubernetes import KUBERNETES, PODS, manifests

MONITORS = {one["metadata"]["name"]: one for one in manifests("monitoring")}
JOBS = {
    job["job_name"]: job
    for job in documents(DEPLOYMENT / "prometheus" / "prometheus.yml")[0]["scrape_configs"]
}
# What the operator's own stack asks, or has something of its own for (docs/deployment.md).
OF_COMPOSE_ALONE = {"files", "otel-collector", "prometheus", "alertmanager"}
# Made by Redis's operator; the port is its constant.
OF_OPERATORS = {"redis": 9121}


def endpoint(name: str) -> dict[str, Any]:
    (one,) = MONITORS[name]["spec"]["podMetricsEndpoints"]
    return dict(one)


def labels_given(name: str) -> dict[str, Any]:
    return {rule["targetLabel"]: rule for rule in endpoint(name)["relabelings"]}


def port_of(name: str) -> int:
    """The port that the monitor finds by its name in the pods it chooses."""
    if name in OF_OPERATORS:
        return OF_OPERATORS[name]
    chosen = MONITORS[name]["spec"]["selector"]["matchLabels"]
    (pod,) = [spec for _, labels, spec in PODS if chosen.items() <= labels.items()]
    ports = {
        port["name"]: port["containerPort"]
        for container in pod["containers"]
        for port in container["ports"]
    }
    return int(ports[endpoint(name)["port"]])


class TestThePodMonitors:
    def test_are_those_of_prometheus(self) -> None:
        assert MONITORS.keys() == JOBS.keys() - OF_COMPOSE_ALONE

    @pytest.mark.parametrize("name", sorted(MONITORS))
    def test_give_the_job_the_name_that_rules_know(self, name: str) -> None:
        given = labels_given(name)

        assert given["job"]["replacement"] == name
        assert given["instance"]["sourceLabels"] == ["__meta_kubernetes_pod_name"]

    @pytest.mark.parametrize("name", sorted(MONITORS.keys() - {"redis"}))
    def test_ask_where_a_pod_answers(self, name: str) -> None:
        (target, *_) = JOBS[name]["static_configs"][0]["targets"]

        assert port_of(name) == int(target.rpartition(":")[2])
        assert endpoint(name).get("path") == JOBS[name].get("metrics_path")
        assert MONITORS[name]["metadata"]["namespace"] == "paymentus"

    def test_ask_redis_by_the_exporter_of_each_node(self) -> None:
        cluster = next(one for one in manifests("data") if one["kind"] == "RedisCluster")["spec"]

        assert cluster["redisExporter"]["enabled"] is True
        assert cluster["redisExporter"]["port"] == port_of("redis")
        assert MONITORS["redis"]["metadata"]["namespace"] == "paymentus-data"

    def test_show_the_token_to_the_one_that_wants_it(self) -> None:
        asking = {name for name in MONITORS if "authorization" in endpoint(name)}

        assert asking == {"compliance-monitor"}
        credentials = endpoint("compliance-monitor")["authorization"]["credentials"]
        assert credentials == {"name": "paymentus-keys", "key": "compliance_metrics_token"}

    def test_ask_as_often_as_the_rules_expect(self) -> None:
        every = documents(DEPLOYMENT / "prometheus" / "prometheus.yml")[0]["global"]

        assert {endpoint(name)["interval"] for name in MONITORS} == {every["scrape_interval"]}

    def test_know_every_job_that_a_rule_or_a_panel_asks_for(self) -> None:
        asked: set[str] = set()
        folders = ("prometheus/rules", "grafana/dashboards")
        for path in [path for folder in folders for path in (DEPLOYMENT / folder).iterdir()]:
            for names in re.findall(r'job=~?\\?"([^"\\]+)', path.read_text()):
                asked |= set(names.split("|"))

        assert {"paymentus-api", "compliance-monitor", "redis"} <= asked
        assert asked - OF_COMPOSE_ALONE <= MONITORS.keys()


class TestTheRules:
    def test_are_those_of_compose(self) -> None:
        script = KUBERNETES / "monitoring" / "rules.sh"
        passes("shellcheck", script)
        said = passes(script)

        made = [one for one in yaml.safe_load_all(said) if one is not None]
        files = sorted((DEPLOYMENT / "prometheus" / "rules").glob("*.yml"))
        assert [one["spec"] for one in made] == documents(*files)
        names = [one["metadata"]["name"] for one in made]
        assert names == [f"paymentus-{path.stem}" for path in files]
        assert {one["kind"] for one in made} == {"PrometheusRule"}
