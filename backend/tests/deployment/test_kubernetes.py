"""The manifests, judged by Kubernetes' own schemas and by what they promise; no cluster runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from deployment.files import DEPLOYMENT, documents, passes
from paymentus.foundation.settings import Settings

KUBERNETES = DEPLOYMENT / "kubernetes"
VERSION = "1.33"
# Of operators that bring their own schemas.
OF_OPERATORS = {"MongoDBCommunity", "RedisCluster"}


def manifests(folder: str) -> list[dict[str, Any]]:
    paths = sorted((KUBERNETES / folder).glob("*.yaml"))
    return [one for one in documents(*paths) if one["kind"] != "Kustomization"]


BASE = manifests("base")
ALL = BASE + manifests("data")


def named(one: dict[str, Any]) -> str:
    return f"{one['kind']}/{one['metadata']['name']}"


def of_kind(*kinds: str) -> dict[str, dict[str, Any]]:
    return {one["metadata"]["name"]: one for one in BASE if one["kind"] in kinds}


def pods() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Name, the pod's labels, and its spec."""
    for name, one in of_kind("Deployment", "Job", "CronJob").items():
        spec = one["spec"]
        template = spec.get("jobTemplate", {"spec": spec})["spec"]["template"]
        yield name, template["metadata"]["labels"], template["spec"]


PODS = list(pods())


class TestManifests:
    @pytest.mark.parametrize(
        "one", [one for one in ALL if one["kind"] not in OF_OPERATORS], ids=named
    )
    def test_are_valid_to_the_last_field(self, one: dict[str, Any]) -> None:
        kubernetes_validate.validate(one, VERSION, strict=True)

    def test_would_not_be_valid_with_a_field_that_there_is_not(self) -> None:
        """The control."""
        wrong = {**of_kind("Deployment")["paymentus-api"], "replcas": 3}

        with pytest.raises(kubernetes_validate.ValidationError):
            kubernetes_validate.validate(wrong, VERSION, strict=True)

    def test_are_all_named_for_kustomize(self) -> None:
        for folder in ("base", "data"):
            listed = documents(KUBERNETES / folder / "kustomization.yaml")[0]["resources"]
            there = {path.name for path in (KUBERNETES / folder).glob("*.yaml")}
            assert set(listed) == there - {"kustomization.yaml"}

    @pytest.mark.parametrize("overlay", ["overlays/production", "overlays/staging", "data"])
    def test_are_put_together_by_kustomize(self, overlay: str) -> None:
        if shutil.which("kubectl") is None:
            pytest.skip("kubectl is not on this machine; the parts are judged one by one")

        built = list(yaml.safe_load_all(passes("kubectl", "kustomize", KUBERNETES / overlay)))

        for one in built:
            assert one["metadata"].get("namespace", "paymentus").startswith("paymentus")
        if overlay == "overlays/production":
            for one in built:
                kubernetes_validate.validate(one, VERSION, strict=True)
            assert ":latest" not in yaml.safe_dump_all(built)


class TestTheGuidesApi:
    def test_has_the_guides_replicas_and_resources(self) -> None:
        spec = of_kind("Deployment")["paymentus-api"]["spec"]
        container = spec["template"]["spec"]["containers"][0]

        assert (spec["replicas"], spec["selector"]["matchLabels"]) == (3, {"app": "paymentus-api"})
        assert container["image"].startswith("paymentus/api:")
        assert container["resources"] == {
            "requests": {"memory": "512Mi", "cpu": "500m"},
            "limits": {"memory": "1Gi", "cpu": "1000m"},
        }

    def test_grows_as_the_guide_wants_it(self) -> None:
        spec = of_kind("HorizontalPodAutoscaler")["paymentus-api-hpa"]["spec"]

        assert (spec["minReplicas"], spec["maxReplicas"]) == (3, 20)
        assert spec["scaleTargetRef"] == {
            "apiVersion": "apps/v1", "kind": "Deployment", "name": "paymentus-api",
        }  # fmt: skip
        assert spec["metrics"] == [
            {
                "type": "Resource",
                "resource": {
                    "name": "cpu",
                    "target": {"type": "Utilization", "averageUtilization": 70},
                },
            }
        ]

    def test_is_updated_without_a_gap(self) -> None:
        spec = of_kind("Deployment")["paymentus-api"]["spec"]
        pod = spec["template"]["spec"]
        container = pod["containers"][0]

        assert spec["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
        assert container["livenessProbe"]["httpGet"]["path"].endswith("probe=live")
        assert container["readinessProbe"]["httpGet"]["path"].endswith("probe=ready")
        # It is out of the Service before it is told to stop, and has time to finish after that.
        seconds = int(container["lifecycle"]["preStop"]["exec"]["command"][1])
        assert pod["terminationGracePeriodSeconds"] > seconds + 5
        assert of_kind("PodDisruptionBudget")["paymentus-api"]["spec"]["minAvailable"] == 2


class TestEveryPod:
    @pytest.mark.parametrize(("name", "labels", "spec"), PODS, ids=[pod[0] for pod in PODS])
    def test_is_guarded(self, name: str, labels: dict[str, str], spec: dict[str, Any]) -> None:
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert spec["securityContext"]["runAsUser"] > 0
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert spec["automountServiceAccountToken"] is False
        for container in spec["containers"]:
            guard = container["securityContext"]
            assert guard["allowPrivilegeEscalation"] is False
            assert guard["readOnlyRootFilesystem"] is True
            assert guard["capabilities"] == {"drop": ["ALL"]}
            assert container["resources"].keys() == {"requests", "limits"}

    @pytest.mark.parametrize("name", sorted(of_kind("Deployment")))
    def test_says_how_it_is(self, name: str) -> None:
        container = of_kind("Deployment")[name]["spec"]["template"]["spec"]["containers"][0]

        assert {"livenessProbe", "readinessProbe"} <= container.keys()

    def test_is_given_settings_that_there_are(self) -> None:
        names = {
            str(choice)
            for field in Settings.model_fields.values()
            for choice in getattr(field.validation_alias, "choices", ())
        }

        assert of_kind("ConfigMap")["paymentus-settings"]["data"].keys() <= names

    def test_finds_its_keys_where_the_settings_look(self) -> None:
        data = of_kind("ConfigMap")["paymentus-settings"]["data"]
        keys = [value for value in data.values() if value.startswith("/run/")]
        made = (DEPLOYMENT / "scripts" / "prepare.sh").read_text()

        assert keys
        assert [path for path in keys if Path(path).name not in made] == []
        for name, _, spec in PODS:
            if name != "paymentus-frontend":
                mounts = {one["name"]: one for one in spec["containers"][0]["volumeMounts"]}
                assert mounts["keys"]["mountPath"] == "/run/keys"
                # Production refuses keys that everybody can read.
                assert spec["volumes"][0]["secret"]["defaultMode"] & 0o007 == 0


class TestNetworkPolicies:
    def test_begin_with_nothing(self) -> None:
        policy = of_kind("NetworkPolicy")["nothing-else"]["spec"]

        assert policy == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}

    def test_let_nobody_reach_the_data_but_who_must(self) -> None:
        reach = {name for name, labels, _ in PODS if "paymentus/speaks-to-data" in labels}

        assert {name for name, _, _ in PODS} - reach == {"paymentus-frontend"}

    def test_let_each_port_be_asked_that_is_served(self) -> None:
        asked = {
            port["port"]
            for policy in of_kind("NetworkPolicy").values()
            for rule in policy["spec"].get("ingress", ())
            for port in rule["ports"]
        }
        served = {
            port["containerPort"]
            for _, _, spec in PODS
            for container in spec["containers"]
            for port in container.get("ports", ())
        }

        assert served == asked

    def test_keep_the_cluster_out_of_reach_for_who_may_go_outside(self) -> None:
        rule = of_kind("NetworkPolicy")["to-the-outside"]["spec"]["egress"][0]
        block = rule["to"][0]["ipBlock"]

        assert {"10.0.0.0/8", "169.254.0.0/16"} <= set(block["except"])
        assert {port["port"] for port in rule["ports"]} == {443, 587}


class TestData:
    def test_is_the_guides_set_and_user(self) -> None:
        mongo = next(one for one in manifests("data") if one["kind"] == "MongoDBCommunity")["spec"]
        users = {user["name"]: user for user in mongo["users"]}

        assert (mongo["replicaSetName"], mongo["members"]) == ("rs0", 3)
        assert users["paymentus_app"]["roles"] == [
            {"name": "readWrite", "db": "paymentus_production"}
        ]
        assert mongo["security"]["tls"]["enabled"] is True
