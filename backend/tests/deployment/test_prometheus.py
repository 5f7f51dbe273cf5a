"""The shipped configuration of Prometheus and Alertmanager, judged by their own tools."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
import yaml

from deployment.files import DEPLOYMENT, ROOT, alert_pages, alerts, documents, passes, run
from paymentus.app.cli import _register, app

PROMETHEUS = DEPLOYMENT / "prometheus"
ALERTMANAGER = DEPLOYMENT / "alertmanager"
TESTS = sorted((PROMETHEUS / "tests").glob("*.yml"))
PAGES = alert_pages()
SECTIONS = ["What it means", "Look", "Do", "Over when"]


def expected_samples(alert: str) -> list[str]:
    """Where the rule tests name it, and whether they expect it there."""
    found = []
    for document in documents(*TESTS):
        for test in document["tests"]:
            for query in test["promql_expr_test"]:
                fires = any(f'"{alert}"' in one["labels"] for one in query["exp_samples"])
                found.append("fires" if fires else "quiet")
    return found


class TestPrometheus:
    def test_takes_its_configuration_and_rules(self, tmp_path: Path) -> None:
        token = tmp_path / "token"
        token.write_text("secret")
        here = (PROMETHEUS / "prometheus.yml").read_text()
        here = here.replace("/run/secrets/compliance_metrics_token", str(token))
        (tmp_path / "prometheus.yml").write_text(here)
        (tmp_path / "rules").symlink_to(PROMETHEUS / "rules")

        said = passes("promtool", "check", "config", tmp_path / "prometheus.yml")

        assert said.count("rules found") == len(list((PROMETHEUS / "rules").glob("*.yml")))

    def test_has_the_guides_jobs_where_the_guide_looks_for_them(self) -> None:
        jobs = {
            job["job_name"]: job
            for job in documents(PROMETHEUS / "prometheus.yml")[0]["scrape_configs"]
        }
        targets = {name: job["static_configs"][0]["targets"] for name, job in jobs.items()}

        assert jobs["paymentus-api"]["metrics_path"] == "/api/metrics"
        assert [target.rpartition(":")[2] for target in targets["paymentus-api"]] == ["8001"] * 3
        assert [target.rpartition(":")[2] for target in targets["mongodb"]] == ["9216"]
        # Redis's exporter is told with each question which node is meant.
        assert [target.partition(":")[0] for target in targets["redis"]] == ["rediss"] * 6
        assert jobs["redis"]["relabel_configs"][-1]["replacement"].endswith(":9121")
        assert targets["compliance-monitor"]

    def test_asks_the_guides_questions(self) -> None:
        found = {name: alert["expr"] for name, alert in alerts().items()}

        assert found["HighTransactionFailureRate"] == "rate(transaction_failures_total[5m]) > 0.1"
        assert found["ComplianceSystemDown"] == 'up{job="compliance-monitor"} == 0'

    def test_fires_each_alert_above_its_limit_and_none_below(self) -> None:
        passes("promtool", "test", "rules", *TESTS)

    def test_would_not_pass_with_a_limit_that_is_never_reached(self, tmp_path: Path) -> None:
        """The control: the rule tests can see an alert that does not fire."""
        for path in (PROMETHEUS / "rules").glob("*.yml"):
            blunt = path.read_text().replace(
                "audit_monitor_problems) > 0", "audit_monitor_problems) > 9"
            )
            (tmp_path / path.name).write_text(blunt)
        judged = (PROMETHEUS / "tests" / "alerts.yml").read_text()
        (tmp_path / "alerts.yaml").write_text(judged.replace("../rules/*.yml", "*.yml"))

        assert run("promtool", "test", "rules", tmp_path / "alerts.yaml").returncode != 0


class TestAlerts:
    @pytest.mark.parametrize("name", sorted(alerts()))
    def test_say_what_is_wrong_whom_it_concerns_and_where_to_read_on(self, name: str) -> None:
        alert = alerts()[name]

        assert alert["labels"]["severity"] in ("critical", "warning", "none")
        assert alert["labels"]["team"] in ("payments", "platform", "security", "compliance")
        assert alert["annotations"].keys() == {"summary", "description", "runbook_url"}
        assert (ROOT / alert["annotations"]["runbook_url"]).stem == name
        assert (ROOT / alert["annotations"]["runbook_url"]).is_file()

    @pytest.mark.parametrize("name", sorted(alerts()))
    def test_are_seen_to_fire_and_not_to_fire(self, name: str) -> None:
        assert {"fires", "quiet"} <= set(expected_samples(name))


class TestRunbooks:
    def test_are_those_of_the_alerts(self) -> None:
        assert {page.stem for page in PAGES} == alerts().keys() | {"README"}

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
    def test_have_the_same_sections(self, page: Path) -> None:
        if page.stem != "README":
            assert re.findall(r"^## (.+)$", page.read_text(), re.MULTILINE) == SECTIONS

    def test_name_commands_that_there_are(self) -> None:
        _register()
        commands = typer.main.get_command(app)
        named = {
            (group, command)
            for page in PAGES
            for group, command in re.findall(
                r"paymentus ([a-z-]+) ([a-z][a-z-]*)", page.read_text()
            )
        }
        groups = getattr(commands, "commands", {})
        there = {
            (group, name) for group, one in groups.items() for name in getattr(one, "commands", {})
        }

        assert len(named) > 3
        assert named - there == set()


ADDRESSES = {
    "ALERT_SMTP_HOST": "smtp.example.org:465",
    "ALERT_SMTP_USER": "a&b|c",
    "ALERT_SMTP_PASSWORD": "p&w",
    "ALERT_PAGER_URL": "https://pager.example.org/hook?a=1&b=2",
    "ALERT_WATCHDOG_URL": "https://watch.example.org/x",
    "MAIL_FROM": "O'Hara & Sons <alerts@example.org>",
    "DEVOPS_EMAIL": "ops@example.org, night@example.org",
    "INCIDENT_TEAM_EMAIL": "security@example.org",
    "COMPLIANCE_ALERT_EMAIL": "compliance@example.org",
}


class TestAlertmanager:
    def test_takes_its_configuration(self) -> None:
        passes("amtool", "check-config", ALERTMANAGER / "alertmanager.yml")

    def test_is_started_with_the_addresses_of_the_environment(self, tmp_path: Path) -> None:
        environment = {
            **ADDRESSES,
            "TMPDIR": str(tmp_path),
            "ALERT_CONFIG": str(ALERTMANAGER / "alertmanager.yml"),
            "ALERT_PROGRAM": "echo",
        }

        passes(ALERTMANAGER / "start.sh", "--storage.path=/data", env=environment)

        written = yaml.safe_load((tmp_path / "alertmanager.yml").read_text())
        hooks = {
            one["name"]: one["webhook_configs"][0]["url"]
            for one in written["receivers"]
            if "webhook_configs" in one
        }
        assert hooks["pager"] == ADDRESSES["ALERT_PAGER_URL"]
        assert hooks["dead-mans-switch"] == ADDRESSES["ALERT_WATCHDOG_URL"]
        assert written["global"]["smtp_smarthost"] == ADDRESSES["ALERT_SMTP_HOST"]
        assert written["global"]["smtp_auth_username"] == ADDRESSES["ALERT_SMTP_USER"]
        assert Path(written["global"]["smtp_auth_password_file"]).read_text() == "p&w"
        mailed = {
            one["name"]: one["email_configs"][0]["to"]
            for one in written["receivers"]
            if "email_configs" in one
        }
        assert mailed == {
            "devops": ADDRESSES["DEVOPS_EMAIL"],
            "security": ADDRESSES["INCIDENT_TEAM_EMAIL"],
            "compliance": ADDRESSES["COMPLIANCE_ALERT_EMAIL"],
        }
        assert written["global"]["smtp_from"] == ADDRESSES["MAIL_FROM"]
        assert ".invalid" not in yaml.safe_dump(written)
        passes("amtool", "check-config", tmp_path / "alertmanager.yml")

    def test_writes_to_nobody_before_it_is_told_to_whom(self) -> None:
        """Addresses of the file itself are of a domain that can never be anybody's."""
        shipped = (ALERTMANAGER / "alertmanager.yml").read_text()

        assert set(re.findall(r"@([\w.]+)", shipped)) == {
            "from.invalid", "devops.invalid", "security.invalid", "compliance.invalid",
        }  # fmt: skip

    @pytest.mark.parametrize("name", sorted(ADDRESSES))
    def test_does_not_start_without_an_address(self, name: str) -> None:
        environment = {**ADDRESSES, name: ""}

        done = run(ALERTMANAGER / "start.sh", env=environment)

        assert done.returncode != 0
        assert name in done.stderr

    def test_is_given_each_of_them_by_the_compose_file(self) -> None:
        compose = documents(DEPLOYMENT / "docker-compose.production.yml")[0]

        assert compose["services"]["alertmanager"]["environment"].keys() == ADDRESSES.keys()

    @pytest.mark.parametrize(
        ("labels", "receivers"),
        [
            (["severity=critical", "team=payments"], "pager,devops"),
            (["severity=critical", "team=security"], "pager,security"),
            (["severity=warning", "team=compliance"], "compliance"),
            (["severity=warning", "team=platform"], "devops"),
            (["alertname=Watchdog", "severity=none"], "dead-mans-switch"),
        ],
    )
    def test_tells_those_whom_it_concerns(self, labels: list[str], receivers: str) -> None:
        done = run(
            *("amtool", "config", "routes", "test"),
            *("--config.file", ALERTMANAGER / "alertmanager.yml"),
            *labels,
        )

        assert done.stdout.strip() == receivers
