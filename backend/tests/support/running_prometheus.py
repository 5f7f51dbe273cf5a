"""The shipped Prometheus on this machine: the same rules and jobs, the test's own targets."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

from paymentus.app.embedded.ports import free_ports

SHIPPED = Path(__file__).parents[3] / "deployment" / "prometheus"
PROMETHEUS = shutil.which("prometheus") or "prometheus"
_READY_SECONDS = 60.0
# Prometheus's own, which the shipped configuration leaves as it is; it may not exceed the interval.
_SCRAPE_TIMEOUT_SECONDS = 10.0


@dataclass(frozen=True)
class RunningPrometheus:
    url: str

    def query(self, expression: str) -> list[dict[str, Any]]:
        """The instant vector; raises ``httpx.HTTPStatusError`` where the words are wrong."""
        answer = httpx.get(f"{self.url}/api/v1/query", params={"query": expression}, timeout=30)
        answer.raise_for_status()
        result: list[dict[str, Any]] = answer.json()["data"]["result"]
        return result

    def firing(self) -> set[str]:
        return {one["metric"]["alertname"] for one in self.query('ALERTS{alertstate="firing"}')}


def render(
    folder: Path,
    targets: Mapping[str, Sequence[str]],
    *,
    interval: str = "15s",
    alertmanager: str | None = None,
    token: str | None = None,
    hurry: float = 1.0,
    redis_exporter: str | None = None,
) -> Path:
    """Write the shipped configuration with these ``host:port`` for each job; returns its path.

    Jobs that are not named are left out. The job ``redis`` has addresses of Redis itself, such as
    ``redis://host:port``; ``redis_exporter`` is who asks them. ``hurry`` divides how long a
    condition must hold before its alert fires; with 1 the rules are the shipped files themselves.
    """
    shutil.copytree(SHIPPED / "rules", folder / "rules", dirs_exist_ok=True)
    if hurry != 1.0:
        for path in (folder / "rules").glob("*.yml"):
            path.write_text(hurried(path.read_text(encoding="utf-8"), hurry), encoding="utf-8")
    settings = yaml.safe_load((SHIPPED / "prometheus.yml").read_text(encoding="utf-8"))
    settings["global"] |= {"scrape_interval": interval, "evaluation_interval": interval}
    jobs = [job for job in settings["scrape_configs"] if job["job_name"] in targets]
    assert {job["job_name"] for job in jobs} == targets.keys(), "no such job is shipped"
    for job in jobs:
        job["static_configs"] = [{"targets": list(targets[job["job_name"]])}]
        if _in_seconds(interval) < _SCRAPE_TIMEOUT_SECONDS:
            job["scrape_timeout"] = interval
        if job["job_name"] == "redis":
            assert redis_exporter, "name the exporter that asks Redis"
            job["relabel_configs"][-1]["replacement"] = redis_exporter
        if "authorization" in job:
            (folder / "token").write_text(token or "")
            job["authorization"] = {"credentials_file": str(folder / "token")}
    settings["scrape_configs"] = jobs
    managers = [{"static_configs": [{"targets": [alertmanager]}]}] if alertmanager else []
    settings["alerting"] = {"alertmanagers": managers}
    path = folder / "prometheus.yml"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return path


def _in_seconds(duration: str) -> float:
    """Of ``15s`` or ``1m``."""
    return float(duration[:-1]) * {"s": 1, "m": 60}[duration[-1]]


def hurried(rules: str, hurry: float) -> str:
    """The rules with each ``for`` divided, to whole seconds, at least one."""

    def shorter(found: re.Match[str]) -> str:
        seconds = int(found["count"]) * {"s": 1, "m": 60, "h": 3600}[found["unit"]]
        return f"{found['before']}{max(1, round(seconds / hurry))}s"

    return re.sub(
        r"^(?P<before> +for: )(?P<count>\d+)(?P<unit>[smh])$", shorter, rules, flags=re.MULTILINE
    )


@contextlib.contextmanager
def running_prometheus(
    configuration: Path, *, address: str | None = None
) -> Iterator[RunningPrometheus]:
    """Start it over what :func:`render` wrote, and wait until it answers."""
    folder = configuration.parent
    address = address or f"127.0.0.1:{free_ports(1)[0]}"
    with (folder / "prometheus.log").open("wb") as log:
        process = subprocess.Popen(
            [
                PROMETHEUS, f"--config.file={configuration}", f"--web.listen-address={address}",
                f"--storage.tsdb.path={folder / 'data'}", "--log.level=warn",
            ],
            stdout=log, stderr=log, env={"PATH": os.environ["PATH"], "GOMAXPROCS": "1"},
        )  # fmt: skip
        try:
            deadline = time.monotonic() + _READY_SECONDS
            while time.monotonic() < deadline:
                if process.poll() is not None:
                    raise RuntimeError((folder / "prometheus.log").read_text())
                with contextlib.suppress(httpx.TransportError):
                    if httpx.get(f"http://{address}/-/ready").status_code == 200:
                        break
                time.sleep(0.05)
            yield RunningPrometheus(f"http://{address}")
        finally:
            process.terminate()
            process.wait(20)
