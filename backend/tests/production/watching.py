"""Prometheus and Alertmanager with the shipped configuration, and the exporters they look at."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from paymentus.app.embedded.ports import LOOPBACK, free_ports
from paymentus.app.embedded.processes import ChildProcess, stop_together, wait_until
from production.keys import DEPLOYMENT, Keys
from production.servers import ProductionProduct

from support.running_nginx import RunningNginx
from support.running_prometheus import RunningPrometheus, render, running_prometheus

_READY_SECONDS = 60.0
REDIS_EXPORTER = "redis-exporter"
_WATCHDOG_SECONDS = 120.0
_WRITTEN_TO = ("MAIL_FROM", "DEVOPS_EMAIL", "INCIDENT_TEAM_EMAIL", "COMPLIANCE_ALERT_EMAIL")


@dataclass(frozen=True)
class Alertmanager:
    url: str

    def active(self) -> frozenset[str]:
        """Names of the alerts that are on now, those kept quiet by others included."""
        answer = httpx.get(f"{self.url}/api/v2/alerts", timeout=10)
        answer.raise_for_status()
        return frozenset(one["labels"]["alertname"] for one in answer.json())

    def is_ready(self) -> bool:
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(f"{self.url}/-/ready").is_success
        return False


@dataclass(frozen=True)
class Watching:
    prometheus: RunningPrometheus
    alertmanager: Alertmanager

    def wait_for_watchdog(self) -> None:
        """The alert that always fires has come all the way: silence means something from now on."""
        wait_until(
            lambda: "Watchdog" in self.alertmanager.active(),
            what="the alert that always fires",
            timeout_seconds=_WATCHDOG_SECONDS,
        )


@contextlib.contextmanager
def running_exporters(
    folder: Path, product: ProductionProduct, keys: Keys, nginx: RunningNginx
) -> Iterator[dict[str, list[str]]]:
    """Addresses for each scrape job but Prometheus's and Alertmanager's own, and who asks Redis."""
    mongodb, compliance, files, redis = free_ports(4)
    certificates = [nginx.folder / "ssl" / "fullchain.pem", keys.ca_file]
    exporters = [
        product.command(
            "exporter-mongodb", "exporter", "mongodb", "--port", str(mongodb),
            MONGO_URL=product.members.metrics_uri,
        ),
        product.command(
            "exporter-compliance", "exporter", "compliance", "--port", str(compliance),
            COMPLIANCE_METRICS_TOKEN_FILE=str(keys.path("compliance_metrics_token")),
        ),
        product.command(
            "exporter-files", "exporter", "files", "--port", str(files),
            *(f"--certificate={path}" for path in certificates), f"--disk={folder}",
        ),
        _redis_exporter(folder, product, keys, redis),
    ]  # fmt: skip
    for exporter in exporters:
        exporter.start()
    try:
        yield {
            "paymentus-api": product.api_addresses,
            "paymentus-worker": product.worker_addresses,
            "mongodb": [f"{LOOPBACK}:{mongodb}"],
            "compliance-monitor": [f"{LOOPBACK}:{compliance}"],
            "files": [f"{LOOPBACK}:{files}"],
            "redis": [f"rediss://{LOOPBACK}:{node.port}" for node in product.redis.nodes],
            REDIS_EXPORTER: [f"{LOOPBACK}:{redis}"],
        }
    finally:
        stop_together(exporters)


@contextlib.contextmanager
def watching(
    folder: Path, targets: dict[str, list[str]], keys: Keys, *, hurry: float = 1.0
) -> Iterator[Watching]:
    """``hurry`` divides how often Prometheus looks and how long a condition must hold (``for``)
    before its alert fires; 1 is the shipped configuration as it is."""
    own, manager = (f"{LOOPBACK}:{port}" for port in free_ports(2))
    token = keys.path("compliance_metrics_token").read_text(encoding="ascii").strip()
    jobs = {name: places for name, places in targets.items() if name != REDIS_EXPORTER}
    configuration = render(
        folder / "prometheus",
        {**jobs, "prometheus": [own], "alertmanager": [manager]},
        interval=f"{round(15 / hurry)}s",
        alertmanager=manager,
        token=token,
        hurry=hurry,
        redis_exporter=targets[REDIS_EXPORTER][0],
    )
    with (
        _running_alertmanager(folder / "alertmanager", manager) as alertmanager,
        running_prometheus(configuration, address=own) as prometheus,
    ):
        yield Watching(prometheus, alertmanager)


@contextlib.contextmanager
def _running_alertmanager(folder: Path, address: str) -> Iterator[Alertmanager]:
    """By the shipped ``start.sh``; nobody answers at the pager's address, which is only logged."""
    folder.mkdir(parents=True, exist_ok=True)
    program = shutil.which("prometheus-alertmanager") or "alertmanager"
    child = ChildProcess(
        name="alertmanager",
        command=[
            str(DEPLOYMENT / "alertmanager" / "start.sh"), f"--storage.path={folder / 'data'}",
            f"--web.listen-address={address}", "--cluster.listen-address=", "--log.level=error",
        ],
        log_path=folder / "alertmanager.log",
        environment={
            "PATH": os.environ["PATH"],
            "TMPDIR": str(folder),
            "ALERT_PROGRAM": program,
            "ALERT_CONFIG": str(DEPLOYMENT / "alertmanager" / "alertmanager.yml"),
            "ALERT_SMTP_HOST": f"{LOOPBACK}:9",
            "ALERT_SMTP_USER": "alerts",
            "ALERT_SMTP_PASSWORD": secrets.token_urlsafe(8),
            "ALERT_PAGER_URL": f"http://{LOOPBACK}:9/",
            "ALERT_WATCHDOG_URL": f"http://{LOOPBACK}:9/",
            **dict.fromkeys(_WRITTEN_TO, f"drill@{LOOPBACK}"),
            "GOMAXPROCS": "1",
        },
    )  # fmt: skip
    alertmanager = Alertmanager(f"http://{address}")
    child.start()
    try:
        wait_until(
            alertmanager.is_ready,
            what="alertmanager",
            timeout_seconds=_READY_SECONDS,
            needs=[child],
        )
        yield alertmanager
    finally:
        child.stop()


def _redis_exporter(
    folder: Path, product: ProductionProduct, keys: Keys, port: int
) -> ChildProcess:
    return ChildProcess(
        name="exporter-redis",
        command=["prometheus-redis-exporter", "-web.listen-address", f"{LOOPBACK}:{port}"],
        log_path=folder / "logs" / "exporter-redis.log",
        environment={
            "PATH": os.environ["PATH"],
            # None of its own: Prometheus names the node each time.
            "REDIS_ADDR": "",
            "REDIS_PASSWORD": keys.redis_password,
            "REDIS_EXPORTER_TLS_CA_CERT_FILE": str(keys.ca_file),
            "GOMAXPROCS": "1",
        },
    )
