"""docker-compose.production.yml, judged by the Compose schema and by what it promises.

There is no Docker engine where this runs: what needs one is said in docs/guide-coverage.md.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
from pydantic import ValidationError

from deployment.files import DEPLOYMENT, ROOT, documents, passes, run
from paymentus.foundation.settings import Environment, Settings

COMPOSE = documents(DEPLOYMENT / "docker-compose.production.yml")[0]
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
TEMPLATE = DEPLOYMENT / ".env.template"
# They end by themselves.
ONCE = {"init-database", "init-redis", "migrate", "init-logs"}
# What an operator fills in. Secrets are 64 letters and digits.
FILLED = {
    "DOMAIN": "pay.acme-bills.com",
    "COMPANY_NAME": "Acme Bills",
    "COMPANY_ADDRESS": "2 Main Street, Springfield",
    "SUPPORT_EMAIL": "help@acme-bills.com",
    "COMPLIANCE_ALERT_EMAIL": "compliance@acme-bills.com",
    "SUPPORT_PHONE": "+1 202 000 0000",
    "SECURITY_CONTACT": "mailto:security@acme-bills.com",
    "STRIPE_SECRET_KEY": "sk_live_" + "x" * 24,
    "STRIPE_WEBHOOK_SECRET": "whsec_" + "y" * 24,
    "OFAC_API_KEY": "",
    "BACKUP_S3_URL": "",
    "MONGO_ROOT_USER": "root",
    "SMTP_URL": "smtp://user:word@mail.acme-bills.com:587",
    "MAIL_FROM": "Acme Bills <receipts@acme-bills.com>",
    "AUDIT_ORIGIN": "acme-bills.com/audit/shard-0",
    "ALERT_SMTP_HOST": "mail.acme-bills.com:587",
    "ESCALATION": "On call: +1 202 000 0001",
}


def variables(filled: dict[str, str]) -> dict[str, str]:
    """The template as Compose reads it, with what is empty filled in."""
    values: dict[str, str] = {}
    for number, line in enumerate(TEMPLATE.read_text().splitlines()):
        if line.startswith("#") or "=" not in line:
            continue
        name, _, value = line.partition("=")
        if not value:
            value = filled.get(name, f"{number:02d}" * 32) if filled else ""
        values[name] = re.sub(r"\$\{(\w+)\}", lambda found: values[found[1]], value)
    return values


def used(value: Any) -> set[str]:
    """Every variable that is interpolated anywhere in this part of the file."""
    return set(re.findall(r"(?<!\$)\$\{(\w+)", json.dumps(value)))


REDIS_NODES = {name for name in SERVICES if re.fullmatch(r"redis(-\d)?", name)}


class TestFile:
    def test_is_what_the_compose_specification_calls_valid(self) -> None:
        schema = resources.files("check_jsonschema") / "builtin_schemas/vendor/compose-spec.json"

        jsonschema.validate(COMPOSE, json.loads(schema.read_text()))

    def test_would_not_be_valid_with_a_word_that_compose_does_not_know(self) -> None:
        """The control."""
        schema = resources.files("check_jsonschema") / "builtin_schemas/vendor/compose-spec.json"
        wrong = {"services": {"x": {"image": "y", "restrat": "always"}}}

        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, json.loads(schema.read_text()))

    def test_has_the_guides_services(self) -> None:
        guide = {"paymentus-frontend", "mongo", "redis", "nginx", "prometheus", "grafana"}

        assert guide <= SERVICES.keys()
        aliases = [
            name
            for name, service in SERVICES.items()
            if isinstance(service.get("networks"), dict)
            and "paymentus-api" in service["networks"].get("edge", {}).get("aliases", ())
        ]
        assert aliases == ["paymentus-api-1", "paymentus-api-2", "paymentus-api-3"]

    def test_gives_addresses_that_stay_to_whom_nginx_asks_for_once(self) -> None:
        """nginx looks names up at its start; a server that is replaced must be found again."""
        upstreams = (DEPLOYMENT / "nginx" / "upstreams.conf").read_text()
        named = re.findall(r"^\s+server ([\w-]+):", upstreams, re.MULTILINE)
        given = ip_network(COMPOSE["networks"]["edge"]["ipam"]["config"][0]["ip_range"])
        addresses = [
            ip_address(SERVICES[name]["networks"]["edge"]["ipv4_address"]) for name in named
        ]

        assert len(named) == len(set(addresses)) == 4
        assert not any(address in given for address in addresses)

    def test_mounts_what_is_there(self) -> None:
        made = {"nginx/ssl", "nginx/ssl/fullchain.pem", "nginx/maintenance", "certificates"}
        mounts = {
            volume.split(":")[0].removeprefix("./")
            for service in SERVICES.values()
            for volume in service.get("volumes", ())
            if volume.startswith("./")
        }

        assert [path for path in mounts - made if not (DEPLOYMENT / path).exists()] == []

    def test_uses_only_volumes_networks_and_secrets_that_it_declares(self) -> None:
        for service in SERVICES.values():
            named = [volume.split(":")[0] for volume in service.get("volumes", ())]
            assert {name for name in named if name[0] not in "./"} <= COMPOSE["volumes"].keys()
            assert set(service.get("networks", ())) <= COMPOSE["networks"].keys()
            assert set(service.get("secrets", ())) <= COMPOSE["secrets"].keys()
            assert set(service.get("depends_on", ())) <= SERVICES.keys()

    def test_takes_its_values_from_the_template(self) -> None:
        assert used(COMPOSE) - {"NEW_VERSION"} <= variables({}).keys()


class TestEveryService:
    @pytest.mark.parametrize("name", sorted(SERVICES))
    def test_is_guarded(self, name: str) -> None:
        service = SERVICES[name]

        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
        assert "privileged" not in service
        assert ":latest" not in service["image"].replace("${NEW_VERSION:-latest}", "")
        if name not in ("filebeat", "certbot", "init-logs"):
            assert service["user"].split(":")[0] not in ("0", "root")
        if name not in ("elasticsearch", "logstash", "kibana"):
            assert service["read_only"] is True

    @pytest.mark.parametrize("name", sorted(SERVICES.keys() - ONCE - {"certbot", "otel-collector"}))
    def test_says_how_it_is(self, name: str) -> None:
        own = ("Dockerfile", "paymentus/")
        checks_itself = SERVICES[name]["image"].startswith(own)

        assert checks_itself or "test" in SERVICES[name]["healthcheck"]

    def test_is_reached_from_outside_through_nginx_alone(self) -> None:
        open_to_all = {
            name
            for name, service in SERVICES.items()
            for port in service.get("ports", ())
            if not port.startswith("127.0.0.1:")
        }

        assert open_to_all == {"nginx"}

    @pytest.mark.parametrize("name", ["logstash", "elasticsearch"])
    def test_that_runs_java_may_load_the_libraries_it_unpacks(self, name: str) -> None:
        """Docker's tmpfs is noexec unless it says otherwise."""
        assert [one.split(",")[-1] for one in SERVICES[name]["tmpfs"]] == ["exec"]

    def test_does_not_share_the_backups_credentials(self) -> None:
        second = {"path": ".env.backup", "required": False}
        readers = [name for name, one in SERVICES.items() if second in one.get("env_file", ())]

        assert readers == ["schedule"]
        assert "AWS_" not in "".join(
            line for line in TEMPLATE.read_text().splitlines() if not line.startswith("#")
        )

    def test_has_backups_their_key_and_the_scripts_in_one_place(self) -> None:
        schedule = SERVICES["schedule"]

        assert {"backup:/backup", "./scripts:/app/deployment/scripts:ro"} <= set(
            schedule["volumes"]
        )
        assert schedule["environment"]["BACKUP_ENCRYPTION_KEY"]

    def test_that_asks_somebody_outside_has_a_way_out(self) -> None:
        inside = {name for name, one in COMPOSE["networks"].items() if one.get("internal")}

        for name in ("compliance-monitor", "paymentus-worker-1", "schedule", "alertmanager"):
            assert set(SERVICES[name]["networks"]) - inside, name

    def test_has_no_secret_that_it_does_not_need(self) -> None:
        holders = {
            secret: sorted(name for name, one in SERVICES.items() if secret in used(one))
            for secret in ("MONGO_ROOT_PASSWORD", "BACKUP_ENCRYPTION_KEY", "STRIPE_SECRET_KEY")
        }
        assert holders == {
            "MONGO_ROOT_PASSWORD": ["init-database", "mongo"],
            "BACKUP_ENCRYPTION_KEY": ["schedule"],
            "STRIPE_SECRET_KEY": [],
        }
        for name, service in SERVICES.items():
            if "env_file" in service:
                assert service["image"].startswith("paymentus/api"), name
                assert service["environment"]["MONGO_ROOT_PASSWORD"] == ""


class TestNginx:
    def upstreams(self) -> list[str]:
        text = (DEPLOYMENT / "nginx" / "upstreams.conf").read_text()
        return re.findall(r"server ([\w-]+):", text)

    def test_comes_to_the_servers_by_the_network_whose_word_they_believe(self) -> None:
        """Of networks that two share, Docker answers with the address in one that has a way out."""
        believed = SERVICES["paymentus-api-1"]["environment"]["FORWARDED_ALLOW_IPS"]

        assert believed == COMPOSE["networks"]["edge"]["ipam"]["config"][0]["subnet"]
        assert COMPOSE["networks"]["edge"]["internal"] is True
        for name in self.upstreams():
            shared = set(SERVICES["nginx"]["networks"]) & set(SERVICES[name]["networks"])
            assert shared == {"edge"}, name
        assert not COMPOSE["networks"]["door"].get("internal")
        assert [name for name, one in SERVICES.items() if "door" in one["networks"]] == ["nginx"]

    def test_starts_and_reads_its_configuration_while_a_server_is_away(self) -> None:
        """It asks for each name then, and Docker knows no name of a container that is down."""
        hosts = SERVICES["nginx"]["extra_hosts"]
        edge = COMPOSE["networks"]["edge"]["ipam"]["config"][0]

        assert set(hosts) == set(self.upstreams())
        for name, address in hosts.items():
            assert SERVICES[name]["networks"]["edge"]["ipv4_address"] == address
            assert ip_address(address) in ip_network(edge["subnet"])
            # Docker gives none of these to somebody else.
            assert ip_address(address) not in ip_network(edge["ip_range"])
        assert len(set(hosts.values())) == len(hosts)
        waits = SERVICES["nginx"]["depends_on"].values()
        assert {one["condition"] for one in waits} == {"service_started"}


class TestEnvironment:
    def settings(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, filled: dict[str, str]
    ) -> Settings:
        """As an API server of the compose file reads it, with keys where the test may write."""
        service = SERVICES["paymentus-api-1"]
        environment = variables(filled) | service["environment"]
        for name in service["secrets"]:
            (folder / name).write_text("-")
            (folder / name).chmod(0o400)
        for name, value in environment.items():
            monkeypatch.setenv(name, value.replace("/run/secrets/", f"{folder}/"))
        return Settings()

    def test_of_the_template_filled_in_is_fit_for_production(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings = self.settings(tmp_path, monkeypatch, FILLED)

        assert settings.environment is Environment.PRODUCTION
        assert settings.public_url == "https://pay.acme-bills.com"
        mongo, redis = urlsplit(settings.mongo_url), urlsplit(settings.redis_url)
        nodes = redis.netloc.rpartition("@")[2].split(",")
        assert mongo.username == "paymentus_app"
        assert "tls=true" in mongo.query
        assert "replicaSet=rs0" in mongo.query
        assert redis.scheme == "rediss+cluster"
        assert {node.removesuffix(":6379") for node in nodes} == REDIS_NODES
        assert settings.audit_key_file == tmp_path / "audit_log_key"

    def test_names_no_file_that_a_server_is_not_given(self) -> None:
        """Also in lines that are there to be uncommented."""
        named = set(re.findall(r"/run/secrets/([\w.-]+)", TEMPLATE.read_text()))

        assert "audit_policy" in named
        for name in ("paymentus-api-1", "paymentus-worker-1", "migrate", "schedule"):
            assert named <= set(SERVICES[name]["secrets"]), name

    def test_of_the_template_as_it_comes_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with pytest.raises(ValidationError):
            self.settings(tmp_path, monkeypatch, {})

    @pytest.mark.parametrize("name", ["STRIPE_SECRET_KEY", "JWT_SECRET_KEY", "AUDIT_ORIGIN"])
    def test_without_what_matters_is_refused_by_name(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bad = {"AUDIT_ORIGIN": "log.example/x"}.get(name, "short")

        with pytest.raises(ValidationError, match=name):
            self.settings(tmp_path, monkeypatch, FILLED | {name: bad})

    def test_with_what_was_left_empty_is_refused_with_all_the_names(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        of_servers = {
            "STRIPE_WEBHOOK_SECRET", "SMTP_URL", "MAIL_FROM", "AUDIT_ORIGIN", "LOOKUP_SECRET_KEY",
            "SUPPORT_EMAIL", "COMPLIANCE_ALERT_EMAIL", "INCIDENT_TEAM_EMAIL",
            "LEGAL_COUNSEL_EMAIL", "COMPLIANCE_OFFICER_EMAIL", "DEVOPS_EMAIL", "ESCALATION",
        }  # fmt: skip

        with pytest.raises(ValidationError) as refused:
            self.settings(tmp_path, monkeypatch, FILLED | dict.fromkeys(of_servers, ""))

        assert {name for name in of_servers if name not in str(refused.value)} == set()


class TestImages:
    @pytest.mark.parametrize("folder", ["backend", "frontend"])
    def test_are_made_as_hadolint_wants_them(self, folder: str) -> None:
        passes("hadolint", ROOT / folder / "Dockerfile")

    @pytest.mark.parametrize("folder", ["backend", "frontend"])
    def test_are_small_not_root_and_say_how_they_are(self, folder: str) -> None:
        lines = (ROOT / folder / "Dockerfile").read_text().splitlines()
        stages = [line for line in lines if line.startswith("FROM ")]
        users = [line.split()[1] for line in lines if line.startswith("USER ")]

        assert len(stages) == 2
        assert "slim" in stages[-1] or "alpine" in stages[-1]
        assert users
        assert users[-1].split(":")[0] not in ("0", "root")
        assert any(line.startswith("HEALTHCHECK ") for line in lines)

    def test_copy_what_is_there(self) -> None:
        for folder in ("backend", "frontend"):
            for line in (ROOT / folder / "Dockerfile").read_text().splitlines():
                words = line.split()
                if words[:1] == ["COPY"] and not words[1].startswith("--from"):
                    assert [w for w in words[1:-1] if not (ROOT / folder / w).exists()] == []

    def test_of_the_web_app_serves_the_apis_headers(self) -> None:
        from paymentus.app.security_headers import always, content_policy

        text = (ROOT / "frontend" / "nginx.conf").read_text()
        headers = always("https://x") | {"Content-Security-Policy": content_policy("/")}
        set_there = dict(re.findall(r'add_header ([\w-]+) "?(.*?)"? always;', text))

        assert set_there == headers


class TestScripts:
    def test_are_as_shellcheck_wants_them(self) -> None:
        scripts = sorted(
            path
            for folder in ("scripts", "install", "nginx", "mongo", "redis", "alertmanager", "elk")
            for path in (DEPLOYMENT / folder).glob("*")
            if path.is_file() and path.read_bytes().startswith((b"#!/bin/sh", b"#!/bin/bash"))
        )

        assert len(scripts) > 5
        passes("shellcheck", "-x", *scripts)

    def test_start_a_member_with_key_file_and_tls(self) -> None:
        said = passes(
            DEPLOYMENT / "mongo" / "start.sh", env={"MEMBER": "mongo-2", "MONGO_PROGRAM": "echo"}
        )

        assert "--keyFile /run/secrets/mongo_keyfile" in said
        assert "--tlsMode requireTLS" in said
        assert "/run/secrets/mongo-2.pem" in said
        assert "transactionLifetimeLimitSeconds=3" in said
        assert run(DEPLOYMENT / "mongo" / "start.sh", env={"MEMBER": ""}).returncode != 0
