"""The scripts behind the Makefile say what is missing in a sentence."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[4] / "deployment" / "install"

# Programs of what is deployed, and the packages they come in.
SERVERS_AND_TOOLS = {
    "nginx": "nginx",
    "promtool": "prometheus",
    "amtool": "prometheus-alertmanager",
    "prometheus-redis-exporter": "prometheus-redis-exporter",
    "shellcheck": "shellcheck",
    "redis-server": "redis-server",
    "redis-cli": "redis-tools",
    "curl": "curl",
    "openssl": "openssl",
}


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder to put programs in, and the only one beside the shell's own tools."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("sh", "mktemp", "date", "cat", "rm", "grep", "uname"):
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    return folder


def put_program(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def run(folder: Path, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(SCRIPTS / script), *arguments],
        capture_output=True,
        text=True,
        env={"PATH": str(folder), "REDIS_SERVER": "redis-server"},
        check=False,
    )


class TestRequireTools:
    @pytest.mark.parametrize("version", ["v18.20.4", "v20.18.3", "v21.7.0", "v22.11.0"])
    def test_refuses_a_node_that_is_too_old(self, programs: Path, version: str) -> None:
        put_program(programs, "node", f"echo {version}")
        put_program(programs, "npm", "exit 0")

        answer = run(programs, "require-tools", "node")

        assert answer.returncode == 1
        assert f"node on PATH is {version}; 20.19 or newer" in answer.stderr

    @pytest.mark.parametrize("version", ["v20.19.0", "v22.12.0", "v24.1.0"])
    def test_takes_a_node_that_is_new_enough(self, programs: Path, version: str) -> None:
        put_program(programs, "node", f"echo {version}")
        put_program(programs, "npm", "exit 0")

        assert run(programs, "require-tools", "node").returncode == 0

    @pytest.mark.parametrize(
        ("tool", "says"), [("node", "node was not found"), ("python", "python3 was not found")]
    )
    def test_names_a_tool_that_is_not_there(self, programs: Path, tool: str, says: str) -> None:
        answer = run(programs, "require-tools", tool)

        assert answer.returncode == 1
        assert says in answer.stderr

    def test_refuses_a_python_that_is_too_old(self, programs: Path) -> None:
        put_program(
            programs, "python3", 'case "$2" in *version_info*) exit 1;; *) echo 3.9.2;; esac'
        )

        answer = run(programs, "require-tools", "python")

        assert "python3 on PATH is 3.9.2; 3.11 or newer is needed" in answer.stderr


class TestSystemPackages:
    def test_are_named_when_they_cannot_be_installed(self, programs: Path) -> None:
        put_program(programs, "id", "echo 1000")
        put_program(programs, "ldconfig", "echo libssl.so.3")

        answer = run(programs, "system-packages")

        assert answer.returncode == 1
        asked = answer.stderr.partition("sudo apt-get install ")[2].split()
        assert asked == ["chromium", "poppler-utils", *SERVERS_AND_TOOLS.values(), "libcurl4"]

    def test_are_installed_by_root(self, programs: Path, tmp_path: Path) -> None:
        put_program(programs, "id", "echo 0")
        put_program(programs, "ldconfig", "echo libssl.so.3 libcurl.so.4")
        for there in ("pdftotext", "ip", "iptables", *SERVERS_AND_TOOLS):
            put_program(programs, there, "exit 0")
        put_program(programs, "apt-get", f'echo "$@" >> {tmp_path}/asked')

        assert run(programs, "system-packages").returncode == 0
        assert (tmp_path / "asked").read_text().splitlines()[-1].endswith(" chromium")

    def test_are_left_alone_when_nothing_is_missing(self, programs: Path) -> None:
        put_program(programs, "ldconfig", "echo libssl.so.3 libcurl.so.4")
        for name in ("chromium", "pdftotext", *SERVERS_AND_TOOLS):
            put_program(programs, name, "exit 0")
        # By its path where these tests run as root.
        for name in ("ip", "iptables"):
            put_program(programs, name, "exit 0")

        assert run(programs, "system-packages").returncode == 0


class TestStep:
    def test_is_one_line_when_all_is_well(self, programs: Path) -> None:
        answer = run(programs, "step", "Quiet work", "sh", "-c", "echo a lot of output")

        assert answer.returncode == 0
        assert answer.stderr.startswith("✓ Quiet work")
        assert "a lot of output" not in answer.stdout + answer.stderr

    def test_shows_everything_when_it_fails_and_fails_too(self, programs: Path) -> None:
        answer = run(programs, "step", "Bad work", "sh", "-c", "echo first; echo why >&2; exit 7")

        assert answer.returncode == 7
        assert answer.stderr.startswith("✗ Bad work (exit code 7)")
        assert "first\nwhy\n" in answer.stderr
