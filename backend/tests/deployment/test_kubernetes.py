"""The manifests, judged by Kubernetes' own schemas and by what they promise; no cluster runs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from deployment.files import DEPLOYMENT, ROOT, documents, passes
from deployment.test_compose import FILLED, variables
from paymentus.foundation.settings import Environment, Settings

KUBERNETES = DEPLOYMENT / "kubernetes"
VERSION = "1.33"
# Of operators that bring their own schemas.
OF_OPERATORS = {"MongoDBCommunity", "RedisCluster", "Certificate", "Issuer"}
# That of the pod which cert-manager starts by itself.
PROOF_PORT = 8089


def manifests(folder: str) -> list[dict[str, Any]]:
    paths = sorted((KUBERNETES / folder).glob("*.yaml"))
    return [one for one in documents(*paths) if one["kind"] != "Kustomization"]


BASE = manifests("base")
TEXT = "".join(path.read_text() for path in sorted((KUBERNETES / "data").glob("*.yaml")))
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
GUIDE = (ROOT / "docs" / "deployment.md").read_text().replace("\\\n", " ")


def sources(spec: dict[str, Any]) -> list[str]:
    """Of the environment, the last one counting most."""
    return [
        one[kind]["name"]
        for one in spec["containers"][0].get("envFrom", ())
        for kind in ("configMapRef", "secretRef")
        if kind in one
    ]


def filled_in(name: str) -> dict[str, str]:
    """A template of Kubernetes as ``--from-env-file`` reads it, with what compose's test fills."""
    lines = (KUBERNETES / name).read_text().splitlines()
    names = [line.partition("=")[0] for line in lines if line and line[0] != "#"]
    values = variables(FILLED) | {
        "MONGO_URL": "mongodb://a:b@mongo-0.mongo-svc:27017/x?replicaSet=rs0",
        "REDIS_URL": "rediss+cluster://:b@redis-leader.paymentus-data:6379",
    }
    return {name: values.get(name, "") for name in names}


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


class TestSecrets:
    def test_are_all_made_by_the_guide_or_by_cert_manager(self) -> None:
        named = r"(?:[sS]ecret\w*|ca): \{ (?:secretN|n)ame: ([\w-]+)"
        needed = set(re.findall(named, TEXT))
        needed |= {name for _, _, spec in PODS for name in sources(spec)} - {"paymentus-settings"}
        needed |= {
            volume["secret"]["secretName"]
            for _, _, spec in PODS
            for volume in spec.get("volumes", ())
            if "secret" in volume
        }
        made = set(re.findall(r"create secret (?:generic|tls) ([\w-]+)", GUIDE))
        made |= {
            one["spec"]["secretName"] for one in manifests("data") if one["kind"] == "Certificate"
        }

        assert {"mongo-tls", "redis-tls", "redis-password", "paymentus-keys"} <= needed
        assert needed - made == set()

    def test_of_keys_have_what_servers_read_and_no_more(self) -> None:
        (line,) = re.findall(r"create secret generic paymentus-keys (.*)", GUIDE)
        files = set(re.findall(r"--from-file=(\S+)", line))
        data = of_kind("ConfigMap")["paymentus-settings"]["data"].values()
        named = {Path(value).name for value in data if value.startswith("/run/keys/")}

        assert files == named | {"audit_policy", "compliance_metrics_token"}
        exporter = of_kind("Deployment")["mongodb-exporter"]["spec"]["template"]["spec"]
        assert [one["key"] for one in exporter["volumes"][0]["secret"]["items"]] == ["internal_ca"]

    def test_of_settings_fit_production_and_hide_none_of_the_manifests(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        secrets, data = (
            filled_in("secrets.env.template"),
            of_kind("ConfigMap")["paymentus-settings"],
        )
        assert secrets.keys() & data["data"].keys() == set()
        assert "${" not in "".join(secrets.values())
        for name, value in (data["data"] | secrets).items():
            if value.startswith("/run/keys/"):
                file = tmp_path / Path(value).name
                file.write_text("-")
                file.chmod(0o400)
            monkeypatch.setenv(name, value.replace("/run/keys/", f"{tmp_path}/"))

        assert Settings().environment is Environment.PRODUCTION

    def test_of_backups_are_the_schedules_alone(self) -> None:
        own = filled_in("schedule.env.template").keys()
        holders = {name for name, _, spec in PODS if "paymentus-schedule" in sources(spec)}

        assert {"BACKUP_ENCRYPTION_KEY", "AWS_ACCESS_KEY_ID"} <= own
        assert own & filled_in("secrets.env.template").keys() == {"MONGO_URL"}
        assert holders == {"paymentus-schedule"}
        # Its own user's address counts, not that of the servers.
        schedule = of_kind("Deployment")["paymentus-schedule"]["spec"]["template"]["spec"]
        assert sources(schedule)[-1] == "paymentus-schedule"

    def test_that_runs_the_runbooks_commands_has_where_to_write(self) -> None:
        pod = of_kind("Deployment")["paymentus-schedule"]["spec"]["template"]["spec"]
        (container,) = pod["containers"]

        assert {"name": "EVIDENCE_DIR", "value": "/data"} in container["env"]
        assert "/data" in {one["mountPath"] for one in container["volumeMounts"]}

    def test_are_made_in_namespaces_that_are_there(self) -> None:
        before_the_first, _, _ = GUIDE.partition("create secret")

        for folder in ("base", "data"):
            assert f"apply -f deployment/kubernetes/{folder}/namespace.yaml" in before_the_first


class TestOverlays:
    @pytest.mark.parametrize("overlay", ["production", "staging"])
    def test_leave_the_number_of_servers_to_the_autoscaler(self, overlay: str) -> None:
        """Each apply would set it back to the guide's three, in the busiest hour too."""
        patches = documents(KUBERNETES / "overlays" / overlay / "kustomization.yaml")[0]["patches"]
        of_api = [
            yaml.safe_load(one["patch"])
            for one in patches
            if one["target"] == {"kind": "Deployment", "name": "paymentus-api"}
        ]

        assert of_api == [[{"op": "remove", "path": "/spec/replicas"}]]


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

        assert served == asked - {PROOF_PORT}

    def test_let_lets_encrypt_ask_for_its_proof(self) -> None:
        """Else the Ingress never has a certificate: cert-manager answers from a pod of its own."""
        policy = of_kind("NetworkPolicy")["door-to-certificates"]["spec"]

        assert policy["podSelector"]["matchLabels"] == {
            "acme.cert-manager.io/http01-solver": "true"
        }
        assert [port["port"] for port in policy["ingress"][0]["ports"]] == [PROOF_PORT]
        issuer = documents(KUBERNETES / "issuer.yaml")[0]["metadata"]["name"]
        annotations = of_kind("Ingress")["paymentus"]["metadata"]["annotations"]
        assert annotations["cert-manager.io/cluster-issuer"] == issuer

    def test_let_out_whoever_opens_the_master_key(self) -> None:
        """With AWS it is outside, also for the migration."""
        chosen = of_kind("NetworkPolicy")["to-the-outside"]["spec"]["podSelector"]
        names = set(chosen["matchExpressions"][0]["values"])

        assert names == {
            labels["app"] for _, labels, spec in PODS if "paymentus-secrets" in sources(spec)
        }

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
