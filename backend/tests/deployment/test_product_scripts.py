"""The guide's scripts find the product: here, or in the container of the schedule.

There is no Docker engine here: a program of its name writes down what it was asked.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from deployment.files import DEPLOYMENT, documents

SCHEDULE = documents(DEPLOYMENT / "docker-compose.production.yml")[0]["services"]["schedule"]


@dataclass
class Machine:
    """One that has the folder `deployment/` and a Python without the product."""

    folder: Path
    path: str

    def run(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.folder / "deployment" / "scripts" / script), *arguments],
            cwd=self.folder,
            env={"PATH": self.path, "BACKUP_DATE": "20261122"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )

    def asked(self) -> list[str]:
        """What Docker was asked, with the compose file taken out."""
        compose = self.folder / "deployment" / "docker-compose.production.yml"
        lines = (self.folder / "asked").read_text().splitlines()
        return [line.removeprefix(f"compose -f {compose} ") for line in lines]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, does in (("docker", f'echo "$@" >>{tmp_path}/asked'), ("python3", "exit 1")):
        (programs / name).write_text(f"#!/bin/sh\n{does}\n")
        (programs / name).chmod(0o755)
    (tmp_path / "deployment").mkdir()
    (tmp_path / "deployment" / "scripts").symlink_to(DEPLOYMENT / "scripts")
    for name in ("bash", "dirname"):
        (programs / name).symlink_to(str(shutil.which(name)))
    return Machine(tmp_path, str(programs))


INSIDE = "run --rm --no-deps -T schedule"


class TestAMachineThatHasOnlyDocker:
    @pytest.mark.parametrize(
        ("script", "arguments"),
        [
            ("backup.sh", ()),
            ("restore_database.sh", ("--backup-date=latest",)),
            ("daily_compliance_check.sh", ()),
        ],
    )
    def test_runs_a_script_where_the_product_is(
        self, machine: Machine, script: str, arguments: tuple[str, ...]
    ) -> None:
        done = machine.run(script, *arguments)

        assert done.returncode == 0, done.stderr
        words = [INSIDE, f"/app/deployment/scripts/{script}", *arguments]
        assert machine.asked() == [" ".join(words)]

    def test_stops_the_servers_itself_and_restores_in_the_container(self, machine: Machine) -> None:
        done = machine.run(
            "emergency_recovery.sh", "inc_1", "database_corruption", "--until=latest"
        )

        assert done.returncode == 0, done.stderr
        stopped, *inside, started = machine.asked()
        assert stopped.startswith("stop paymentus-api-1 ")
        assert "schedule" in stopped.split()
        assert started == "up -d"
        assert inside == [
            f"{INSIDE} /app/deployment/scripts/restore_database.sh --backup-date=20261122 --replace"
            " --until=latest",
            f"{INSIDE} python3 /app/backend/scripts/verify_data_integrity.py",
            f"{INSIDE} python3 -m paymentus.app.cli reconcile --since-backup 20261122",
        ]

    def test_locks_down_and_says_how_to_fetch_the_evidence(self, machine: Machine) -> None:
        done = machine.run("emergency_recovery.sh", "inc_1", "security_breach")

        assert done.returncode == 0, done.stderr
        scripts = [
            line.removeprefix(f"{INSIDE} python3 /app/backend/scripts/") for line in machine.asked()
        ]
        assert scripts == [
            "revoke_all_api_keys.py --incident=inc_1",
            "enable_emergency_mode.py --incident=inc_1",
            "collect_forensic_data.py --incident=inc_1 --output /data/inc_1-evidence.zip",
        ]
        assert "cp schedule:/data/inc_1-evidence.zip ." in done.stdout


class TestAMachineThatHasNothing:
    def test_is_told_what_is_missing(self, machine: Machine, tmp_path: Path) -> None:
        (tmp_path / "bin" / "docker").unlink()

        done = machine.run("backup.sh")

        assert done.returncode == 2
        assert "Set PYTHON" in done.stderr


class TestTheContainer:
    def test_has_what_commands_need_that_are_run_beside_its_program(self) -> None:
        """`docker compose exec` and `run` get the environment, and nothing of the command."""
        environment = SCHEDULE["environment"]

        assert environment["MONGO_URL"].startswith("mongodb://paymentus_schedule:")
        assert environment["EVIDENCE_DIR"] == "/data"
        assert "product-data:/data" in SCHEDULE["volumes"]
        assert SCHEDULE["command"][:3] == ["paymentus", "jobs", "work"]

    def test_can_run_the_scripts_it_is_given(self) -> None:
        scripts = [*(DEPLOYMENT / "scripts").glob("*.sh")]

        sourced = {"mongo_url.sh", "product.sh"}
        assert {path.name for path in scripts if not os.access(path, os.X_OK)} <= sourced
